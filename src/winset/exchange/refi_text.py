"""The text of a REFI-QDA source, with line ends counted as the program counted that wrote it."""

import codecs

from winset.errors import Refused
from winset.exchange.archive import Archive
from winset.exchange.incoming import trouble
from winset.exchange.refi_book import Marked
from winset.record.annotation import Units, inward

COUNT_ONE = ("atlas.ti", "qualcoder")
"""Programs that count the two characters of a line end of Windows as one, as far as is known."""
SHORTEST_NAME = 4


def text_of(archive: Archive, marked: Marked, origin: str, units: Units) -> str:
    """Return the plain text of a source, as its selections count it.

    The standard counts code points of the text as it stands. Yet some programs write line ends of Windows and count each as one
    character. Most name a selection after its words: what more of these names fit decides, else who wrote the project.

    Raises
    ------
    Refused : the project has none, or it is in an unknown encoding
    """
    content = marked.content if marked.content is not None else plain(archive, marked.path, marked.name)
    if "\r\n" not in content:
        return content
    joined = content.replace("\r\n", "\n")
    as_two, as_one = (_fitting(marked, text, units) for text in (content, joined))
    if as_two == as_one:
        return joined if origin.lower().startswith(COUNT_ONE) else content
    return joined if as_one > as_two else content


def plain(archive: Archive, path: str | None, name: str) -> str:
    """Return the text at a path of a project, whichever folder it lies in.

    Raises
    ------
    Refused : there is none, or it is in an unknown encoding
    """
    where = f"{archive.path}: {name}"
    if not path:
        raise Refused(trouble("text", where, "a source without plain text", "its plainTextPath", "export it with plain text"))
    inner = (path.partition("://")[2] or path).replace("\\", "/")
    data = archive.read(archive.found(inner) or inner)
    encoding = "utf-16" if data[:2] in (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE) else "utf-8-sig"
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        got = f"bytes that are not UTF-8 at {error.start}"
        raise Refused(trouble("encoding", where, got, "UTF-8", "export it again")) from error


def _fitting(marked: Marked, text: str, units: Units) -> int:
    """Return how many selections have the words that they are named after, cut short or not."""
    fitting = 0
    for one in marked.selections:
        name = " ".join(one.name.rstrip(".…").split())
        start, end = (inward(text, place, units) for place in (one.start, one.end))
        if start is not None and end is not None and len(name) >= SHORTEST_NAME:
            fitting += " ".join(text[start:end].split()).startswith(name)
    return fitting
