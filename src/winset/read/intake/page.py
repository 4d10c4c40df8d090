"""One document as received: its bytes in, its source and its text out, by the library that knows its format."""

import io
import struct
import zipfile
import zlib
from collections.abc import Callable
from datetime import UTC, datetime
from importlib.metadata import version

from winset.errors import Problem, Severity
from winset.read.intake.plain import decoded
from winset.record.source import Source, Text, sha256

MOST_BYTES = 64 * 2**20
MOST_MARKUP = 4 * 2**20
MOST_WORDS = 16 * 2**20
MOST_UNPACKED = 128 * 2**20
MOST_PAGES = 2_000
HTML, PDF, DOCX, PLAIN = (
    "text/html",
    "application/pdf",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "text/plain",
)
_SUFFIXES = {"html": HTML, "htm": HTML, "xhtml": HTML, "pdf": PDF, "docx": DOCX}
_MARKUP = (b"<!doctype html", b"<html", b"<head", b"<body", b"<article", b"<div", b"<p>", b"<meta")
_BROKEN = (
    ValueError, KeyError, IndexError, TypeError, AttributeError, AssertionError, RecursionError, NotImplementedError,
    ArithmeticError, EOFError, OSError, SyntaxError, struct.error, zlib.error, zipfile.BadZipFile,
)  # fmt: skip
"""What libraries raise at a malformed document."""

Extracted = tuple[str | None, str, tuple[Problem, ...]]
"""A text, the extractor with its version, and the problems met."""


def extract(
    data: bytes, name: str, *, origin: str | None = None, media_type: str | None = None, received: datetime | None = None
) -> tuple[Source | None, Text | None, tuple[Problem, ...]]:
    """Return a document's source and the text extracted from it, or the problems that say why not.

    `name` is the file's name, `origin` where it came from, `media_type` what its sender said it is; its bytes and its
    suffix decide where nothing was said. Plain text is kept character for character.

    >>> source, text, problems = extract(b"Talks resume.", "note.txt")
    >>> source.media_type, text.content, problems
    ('text/plain', 'Talks resume.', ())
    """
    if len(data) > MOST_BYTES:
        return None, None, (_large(name, len(data), MOST_BYTES),)
    kind = sniffed(data, name, media_type)
    source = Source(
        sha256=sha256(data),
        name=name,
        origin=origin or name,
        media_type=kind,
        size=len(data),
        received=received or datetime.now(UTC),
    )
    content, extractor, problems = _EXTRACTORS[kind](data, name)
    if content is not None and not content.strip():
        content, problems = None, (*problems, _no_text(name))
    if content is None:
        return source, None, problems
    return source, Text.of(content, source.sha256, extractor), problems


def sniffed(data: bytes, name: str, said: str | None = None) -> str:
    """Return what a document is: by its first bytes, else by what its sender said, else by its suffix, else plain text.

    >>> sniffed(b"%PDF-1.7", "report.txt")
    'application/pdf'
    """
    start = data[:2048].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if start.startswith(b"%pdf-"):
        return PDF
    if start.startswith(b"pk\x03\x04"):
        return DOCX
    if start.startswith(_MARKUP[:2]) or (start.startswith(b"<?xml") and b"<html" in start):
        return HTML
    said = (said or "").split(";")[0].strip().lower()
    kind = said if said in _EXTRACTORS else _SUFFIXES.get(name.rsplit(".", 1)[-1].lower(), PLAIN)
    if kind == PLAIN and not name.lower().endswith((".txt", ".md", ".text")) and start.startswith(_MARKUP):
        return HTML
    return kind


def _plain(data: bytes, name: str) -> Extracted:
    content, problems = decoded(data, name)
    return content, "plain 1", problems


def _html(data: bytes, name: str) -> Extracted:
    import trafilatura

    extractor = f"trafilatura {version('trafilatura')}"
    if len(data) > MOST_MARKUP:
        return None, extractor, (_large(name, len(data), MOST_MARKUP),)
    if not data.strip():
        return None, extractor, (_no_text(name),)
    try:
        page = trafilatura.bare_extraction(data, include_comments=False, with_metadata=True)
    except _BROKEN as error:
        return None, extractor, (_malformed(name, "HTML", error),)
    if page is None:
        return None, extractor, (_no_text(name),)
    fields = page if isinstance(page, dict) else page.as_dict()
    head = [fields["title"], f"By {fields['author']}" if fields["author"] else None, fields["date"]]
    body = fields["text"] or ""
    lines = [part.strip() for part in head if part and part.strip() and not body.lstrip().startswith(part.strip())]
    return "\n\n".join([*lines, body]), extractor, ()


def _pdf(data: bytes, name: str) -> Extracted:
    from pypdf import PdfReader
    from pypdf.errors import PyPdfError

    extractor = f"pypdf {version('pypdf')}"
    try:
        reader = PdfReader(io.BytesIO(data))
        if reader.is_encrypted and not reader.decrypt(""):
            return (
                None,
                extractor,
                (
                    Problem(
                        Severity.ERROR,
                        "encrypted",
                        name,
                        "a PDF under a password",
                        "one that opens",
                        "save it without its password",
                    ),
                ),
            )
        pages: list[str] = []
        size = 0
        for number, page in enumerate(reader.pages):
            words = page.extract_text()
            size += len(words)
            if number >= MOST_PAGES or size > MOST_WORDS:
                return None, extractor, (_large(name, size, MOST_WORDS),)
            pages.append(words)
    except (*_BROKEN, PyPdfError) as error:
        return None, extractor, (_malformed(name, "PDF", error),)
    return "\n\n".join(pages), extractor, ()


def _docx(data: bytes, name: str) -> Extracted:
    from docx import Document
    from docx.opc.exceptions import OpcError

    extractor = f"python-docx {version('python-docx')}"
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            unpacked = sum(entry.file_size for entry in packed.infolist())
            if "word/document.xml" not in packed.namelist():
                return (
                    None,
                    extractor,
                    (
                        Problem(
                            Severity.ERROR,
                            "binary",
                            name,
                            "a zip archive that is no DOCX",
                            "txt, html, pdf or docx",
                            "unpack it and give its documents",
                        ),
                    ),
                )
        if unpacked > MOST_UNPACKED:
            return None, extractor, (_large(name, unpacked, MOST_UNPACKED),)
        words = [paragraph.text for paragraph in Document(io.BytesIO(data)).paragraphs]
    except (*_BROKEN, OpcError) as error:
        return None, extractor, (_malformed(name, "DOCX", error),)
    return "\n\n".join(word for word in words if word.strip()), extractor, ()


_EXTRACTORS: dict[str, Callable[[bytes, str], Extracted]] = {PLAIN: _plain, HTML: _html, PDF: _pdf, DOCX: _docx}


def _large(name: str, size: int, most: int) -> Problem:
    return Problem(
        Severity.ERROR, "too-large", name, f"{size:,} bytes unpacked", f"at most {most:,}", "give its articles one by one"
    )


def _no_text(name: str) -> Problem:
    return Problem(
        Severity.ERROR,
        "no-text",
        name,
        "a document without words",
        "an article",
        "if it is a scan, run text recognition over it first",
    )


def _malformed(name: str, kind: str, error: BaseException) -> Problem:
    why = str(error).splitlines()[0][:120] if str(error) else type(error).__name__
    return Problem(
        Severity.ERROR, "malformed", name, f"a {kind} that cannot be opened ({why})", f"a whole {kind}", "fetch or save it again"
    )
