"""The folder of sources: the documents as received, each named by its hash."""

import re
from pathlib import Path, PurePath

from winset.errors import Refused
from winset.file import make_folder, trouble, write_whole
from winset.record.source import Source, sha256

FOLDER = "sources"
LONGEST_SUFFIX = 16


def file_name(source: Source) -> str:
    """Return the name under which a source is kept: its hash, and the ending of its own name where that is a plain one.

    >>> from datetime import UTC, datetime
    >>> moment = datetime(2026, 1, 2, tzinfo=UTC)
    >>> page = Source(sha256="ab" * 32, name="a b/Página.HTML", origin="-", media_type="text/html", size=0, received=moment)
    >>> file_name(page)[60:]
    'abab.html'
    """
    suffix = PurePath(source.name).suffix.lower()
    return source.sha256 + (suffix if re.fullmatch(r"\.[a-z0-9]+", suffix) and len(suffix) <= LONGEST_SUFFIX else "")


def keep(folder: Path, source: Source, data: bytes) -> None:
    """Write a source into its place, unless it is there already, whole.

    Raises
    ------
    Refused : it cannot be written
    """
    path = make_folder(folder / FOLDER) / file_name(source)
    if not path.exists() or sha256(path.read_bytes()) != source.sha256:
        write_whole(path, data)


def fetch(folder: Path, source: Source) -> bytes:
    """Return a source as it was received.

    Raises
    ------
    Refused : its file is missing or cannot be read
    """
    path = folder / FOLDER / file_name(source)
    try:
        return path.read_bytes()
    except OSError as error:
        raise Refused(trouble(error, path, "reading a source")) from error
