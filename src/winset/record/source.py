"""Sources as they were received, and the texts extracted from them."""

import hashlib
from datetime import datetime

from winset.band import Frozen


def sha256(data: bytes) -> str:
    """Return the hash by which sources and texts are known.

    >>> sha256(b"")[:12]
    'e3b0c44298fc'
    """
    return hashlib.sha256(data).hexdigest()


class Source(Frozen):
    """A document as received: never edited, known by the hash of its bytes."""

    sha256: str
    name: str
    origin: str
    media_type: str
    size: int
    received: datetime


class Text(Frozen):
    """What an extractor made of a source. Spans index `content`, in code points."""

    sha256: str
    source: str
    extractor: str
    content: str

    @classmethod
    def of(cls, content: str, source: str, extractor: str) -> "Text":
        """Return the text with its own hash, taken over its UTF-8 bytes (lone surrogates included).

        >>> Text.of("Talks resume.", source="0" * 64, extractor="plain 1").sha256[:8]
        '6e3f8b13'
        """
        return cls(sha256=sha256(content.encode("utf-8", "surrogatepass")), source=source, extractor=extractor, content=content)
