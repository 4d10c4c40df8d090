"""What the user names: files, folders, URLs, feeds, web archives, standard input; each document of it in turn."""

import io
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from math import inf
from pathlib import Path
from typing import BinaryIO

from winset.errors import Problem, Severity
from winset.file import trouble
from winset.read.intake.fetch import DEFAULT, Limits, fetch
from winset.read.intake.page import MOST_BYTES

READABLE = frozenset(
    (".txt", ".text", ".md", ".html", ".htm", ".xhtml", ".pdf", ".docx", ".xml", ".rss", ".atom", ".warc", ".gz")
)
MOST_ENTRIES = 5_000


@dataclass(frozen=True, slots=True)
class Received:
    """A document as it came, before anything is made of it; without data, the problem that says why there is none."""

    name: str
    origin: str
    data: bytes = b""
    media_type: str | None = None
    problem: Problem | None = None

    @property
    def document(self) -> str:
        """The name under which its statements go: the name without its suffix, where that is one of a document's.

        >>> Received("talks.html", "").document, Received("crawl.warc-12", "").document
        ('talks', 'crawl.warc-12')
        """
        path = Path(self.name)
        return path.stem if path.suffix.lower() in READABLE else self.name


def listed(sources: list[str]) -> list[str]:
    """Return every place to take documents from: folders opened, in the order of their names; the rest as named."""
    out: list[str] = []
    for source in sources:
        path = Path(source)
        if is_url(source) or source == "-" or not path.is_dir():
            out.append(source)
        else:
            out += sorted(
                str(p) for p in path.rglob("*") if p.is_file() and p.suffix.lower() in READABLE and not p.name.startswith(".")
            )
    return out


def is_url(source: str) -> bool:
    """Whether a source is an address on the web.

    >>> is_url("https://example.org/a"), is_url("a.txt")
    (True, False)
    """
    return source.lower().startswith(("http://", "https://"))


def documents(source: str, limits: Limits = DEFAULT) -> Iterator[Received]:
    """Yield the documents of one source: a feed and a web archive hold several."""
    received = _taken(source, limits)
    if received.problem:
        yield received
    elif _is_archive(received):
        yield from archived(io.BytesIO(received.data), received.document, received.origin, MOST_ENTRIES)
    elif _is_feed(received):
        yield from _fed(received, limits)
    else:
        yield received


def _taken(source: str, limits: Limits) -> Received:
    if source == "-":
        data = sys.stdin.buffer.read(MOST_BYTES + 1)
        return Received("standard-input", "-", data)
    if is_url(source):
        data_or_none, kind, problems = fetch(source, limits)
        name = source.partition("?")[0].rstrip("/").rpartition("/")[2] or "page"
        return Received(name, source, data_or_none or b"", kind, problems[0] if problems else None)
    path = Path(source)
    try:
        with path.open("rb") as file:
            return Received(path.name, str(path), file.read(MOST_BYTES + 1))
    except OSError as error:
        return Received(path.name, str(path), problem=trouble(error, path, "reading"))


def _is_archive(received: Received) -> bool:
    return received.data.startswith(b"WARC/") or (received.data.startswith(b"\x1f\x8b") and ".warc" in received.name.lower())


def archived(archive: BinaryIO, document: str, origin: str, most: float = inf) -> Iterator[Received]:
    """Yield the pages of a web archive as they come, numbered; where it breaks off, a problem after those before."""
    from warcio.archiveiterator import ArchiveIterator
    from warcio.exceptions import ArchiveLoadFailed

    number = 0
    try:
        for record in ArchiveIterator(archive):
            if record.format == "warc" and record.rec_headers.get_header("Content-Length") is None:
                raise EOFError("a record without a whole head")
            if record.rec_type != "response" or number >= most:
                continue
            kind = (record.http_headers.get_header("Content-Type") if record.http_headers else None) or ""
            if not kind.startswith(("text/html", "text/plain", "application/pdf", "application/xhtml")):
                continue
            address = record.rec_headers.get_header("WARC-Target-URI") or origin
            data = record.content_stream().read(MOST_BYTES + 1)
            if len(data) <= MOST_BYTES and record.raw_stream.limit > 0 and not record.raw_stream.read(1):
                raise EOFError("its last record is not whole")
            number += 1
            yield Received(f"{document}-{number}", address, data, kind)
    except (ArchiveLoadFailed, OSError, EOFError, ValueError, KeyError, AttributeError) as error:
        said = "a record without a whole head" if isinstance(error, AttributeError | KeyError) else error
        got = f"a web archive that breaks off ('{said}')"
        problem = Problem(Severity.ERROR, "malformed", f"{origin}: record {number + 1}", got, "a whole WARC", "fetch it again")
        yield Received(document, origin, problem=problem)


def _is_feed(received: Received) -> bool:
    start = received.data[:1024].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    return start.startswith((b"<?xml", b"<rss", b"<feed", b"<rdf")) and (
        b"<rss" in start or b"<feed" in start or b"<rdf:rdf" in start
    )


def _fed(received: Received, limits: Limits) -> Iterator[Received]:
    """Yield the entries of a feed: each with its own text, or, where the feed came from the web, the page it points to."""
    import feedparser

    feed = feedparser.parse(received.data)
    if not feed.entries:
        problem = Problem(
            Severity.ERROR, "malformed", received.origin, "a feed without entries", "RSS or Atom", "name one of its pages instead"
        )
        yield Received(received.name, received.origin, problem=problem)
    for number, entry in enumerate(feed.entries[:MOST_ENTRIES], 1):
        words = next((part.get("value", "") for part in entry.get("content", ())), "") or entry.get("summary", "")
        link = entry.get("link", "")
        if len(words) < 600 and is_url(link) and is_url(received.origin):
            yield _taken(link, limits)
            continue
        title = entry.get("title", "")
        head = f"<html><head><title>{_escaped(title)}</title></head>"
        page = f"{head}<body><article><h1>{_escaped(title)}</h1>{words}</article></body></html>"
        yield Received(f"{received.document}-{number}", link or received.origin, page.encode(), "text/html")


def _escaped(words: str) -> str:
    return words.replace("&", "&amp;").replace("<", "&lt;")
