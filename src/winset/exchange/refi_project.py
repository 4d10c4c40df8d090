"""The XML of a REFI-QDA project, read as a stream: what is marked in each text, and what the marks refer to."""

from collections.abc import Iterator, Mapping
from typing import Any

from winset.errors import Problem, Refused
from winset.exchange.archive import LARGEST_PROJECT, Archive
from winset.exchange.incoming import trouble
from winset.exchange.refi import Code
from winset.exchange.refi_book import Book, Marked, Note, Selection

DEEPEST = 200
TEXTS = frozenset({"TextSource", "Representation", "TextDescription", "Transcript"})
"""A text of its own, that of a PDF, what somebody wrote of a picture, and what was said in a recording."""
SOURCES = frozenset({"PDFSource", "PictureSource", "AudioSource", "VideoSource"})
LEFT_OUT = SOURCES | {"PDFSelection", "PictureSelection", "AudioSelection", "VideoSelection", "Variable", "Case", "Set", "Graph"}


def sources(archive: Archive, name: str, book: Book, problems: list[Problem], *, survey: bool) -> Iterator[Marked]:
    """Yield each text as its element ends; a survey only fills the book, for notes stand behind what refers to them."""
    from defusedxml.common import DefusedXmlException
    from defusedxml.ElementTree import ParseError, iterparse

    where = f"{archive.path}: {name}"
    stream = _Survey(where, book, problems) if survey else _Texts(where, book, problems)
    try:
        with archive.open(name, LARGEST_PROJECT) as file:
            for event, element in iterparse(file, events=("start", "end"), forbid_dtd=True):
                if event == "start":
                    stream.start(element)
                elif marked := stream.end(element):
                    yield marked
    except DefusedXmlException as error:
        got = f"an XML declaration of types or entities ({type(error).__name__})"
        problems.append(trouble("xml", where, got, "plain XML", "export it again; Winset expands no entity and fetches nothing"))
    except (ParseError, ValueError, LookupError) as error:
        problems.append(trouble("xml", where, f"XML that cannot be read: {error}", "well-formed XML", "export it again"))
    except Refused as refusal:
        problems += refusal.problems


class _Stream:
    """What is open while the elements of a project come by."""

    def __init__(self, where: str, book: Book, problems: list[Problem]) -> None:
        self._where, self._book, self._problems = where, book, problems
        self._open: list[str] = []

    def start(self, element: Any) -> None:
        """Note what opens."""
        self._open.append(_sort(element))
        if len(self._open) > DEEPEST:
            raise ValueError(f"elements nested more than {DEEPEST} deep")

    def end(self, element: Any) -> Marked | None:
        """Take up what closes; return a text that is whole now."""
        raise NotImplementedError


class _Survey(_Stream):
    """Takes up everything that marks refer to, and counts what has no place in a record."""

    def __init__(self, where: str, book: Book, problems: list[Problem]) -> None:
        super().__init__(where, book, problems)
        self._groups: list[str] = []
        self._texts = 0

    def start(self, element: Any) -> None:
        super().start(element)
        match self._open[-1]:
            case "Project":
                self._book.origin = element.get("origin", "")
            case "Code":
                self._book.codes[_guid(element)] = ": ".join(self._groups), element.get("name", "")
                self._groups.append(element.get("name", ""))
            case "Case":
                self._book.codes[_guid(element)] = "Case", element.get("name", "")

    def end(self, element: Any) -> Marked | None:
        sort = self._open.pop()
        match sort:
            case "Code":
                self._groups.pop()
            case "User":
                self._book.users[_guid(element)] = element.get("name") or element.get("id") or ""
            case "Note":
                self._book.notes[_guid(element)] = self._note(element)
            case "Link":
                one, other = _guid(element, "originGUID"), _guid(element, "targetGUID")
                self._book.links.setdefault(one, []).append(other)
                self._book.links.setdefault(other, []).append(one)
            case sort if sort in TEXTS:
                self._texts += 1
        if sort in LEFT_OUT and not (sort in SOURCES and self._texts):
            self._book.left_out[sort] += 1
        if self._open and self._open[-1] == "Sources":
            self._texts = 0
        if "Note" not in self._open:
            element.clear()
        return None

    def _note(self, element: Any) -> Note:
        words = _child(element, "PlainTextContent") or _child(element, "Description") or element.get("name", "")
        places = [_place(one) for one in element if _sort(one) == "PlainTextSelection"]
        path = None if _child(element, "PlainTextContent") else element.get("plainTextPath")
        return Note(_user(element, self._book) or "unknown", words, path, tuple(one for one in places if one))


class _Texts(_Stream):
    """Takes up the texts and what is marked in them."""

    def __init__(self, where: str, book: Book, problems: list[Problem]) -> None:
        super().__init__(where, book, problems)
        self._within = ""
        self._marked: list[Selection] = []
        self._notes: list[str] = []
        self._points: dict[str, int | None] = {}

    def start(self, element: Any) -> None:
        super().start(element)
        if self._open[-1] in SOURCES:
            self._within = element.get("name", "")

    def end(self, element: Any) -> Marked | None:
        sort, found = self._open.pop(), None
        over = self._open[-1] if self._open else ""
        match sort:
            case "PlainTextSelection" | "TranscriptSelection" if over in TEXTS:
                self._marked += self._selection(element)
            case "SyncPoint":
                self._points[_guid(element)] = _number(element.get("position"))
            case "NoteRef" if over in TEXTS:
                self._notes.append(_guid(element, "targetGUID"))
            case sort if sort in TEXTS:
                found = _text(element, self._within, self._marked, self._notes)
                self._marked, self._notes, self._points = [], [], {}
            case "PlainTextContent" | "Description" | "Coding" | "CodeRef" | "NoteRef":
                return None
            case sort if sort in SOURCES:
                self._within = ""
        element.clear()
        return found

    def _selection(self, element: Any) -> Iterator[Selection]:
        """Yield a selection, unless its place is no number, which is told."""
        at = f"{self._where}: selection {element.get('guid', '')}"
        found: list[Code] = []
        notes: list[str] = []
        coders: list[str] = [_user(element, self._book)]
        for child in element.iter():
            match _sort(child):
                case "Coding":
                    coders.append(_user(child, self._book))
                case "CodeRef" if code := self._book.codes.get(_guid(child, "targetGUID")):
                    found.append(code)
                case "CodeRef":
                    got = f"the code {child.get('targetGUID', '')!r}"
                    self._problems.append(trouble("code", at, got, "a code of the codebook", "export it again"))
                case "NoteRef":
                    notes.append(_guid(child, "targetGUID"))
        place = _place(element, self._points)
        if place is None:
            got = f"{element.get('startPosition', '')[:20]!r} to {element.get('endPosition', '')[:20]!r}"
            self._problems.append(trouble("place", at, got, "two whole numbers", "mark it again"))
            return
        notes += [one for one in self._book.links.get(_guid(element), ()) if one in self._book.notes]
        coder = next(filter(None, coders), "")
        yield Selection(at, *place, coder, element.get("name", ""), _child(element, "Description"), found, notes)


def plain_guid(written: str) -> str:
    """Return a GUID as it is compared: without braces, in small letters.

    >>> plain_guid("{5B0F5D0E-6F0C-5E0B-9D5C-57494E534554}")
    '5b0f5d0e-6f0c-5e0b-9d5c-57494e534554'
    """
    return written.strip("{} ").lower()


def _sort(element: Any) -> str:
    return str(element.tag).rpartition("}")[2]


def _guid(element: Any, name: str = "guid") -> str:
    return plain_guid(element.get(name, ""))


def _child(element: Any, name: str) -> str:
    return next((child.text or "" for child in element if _sort(child) == name), "")


def _user(element: Any, book: Book) -> str:
    """Return who made something, or else who changed it."""
    known = (book.users.get(_guid(element, name), "") for name in ("creatingUser", "modifyingUser"))
    return next(filter(None, known), "")


def _number(written: str | None) -> int | None:
    return int(written) if written and written.isascii() and written.isdigit() and len(written) < 15 else None


def _place(element: Any, points: Mapping[str, int | None] | None = None) -> tuple[int, int] | None:
    """Return where something is marked: by its positions, or from one point of a recording to another."""
    start, end = (_number(element.get(name)) for name in ("startPosition", "endPosition"))
    if points and element.get("fromSyncPoint"):
        start, end = (points.get(_guid(element, name)) for name in ("fromSyncPoint", "toSyncPoint"))
    return None if start is None or end is None else (start, end)


def _text(element: Any, within: str, selections: list[Selection], notes: list[str]) -> Marked:
    content = next((child.text or "" for child in element if _sort(child) == "PlainTextContent"), None)
    name = within or element.get("name") or element.get("guid", "")
    return Marked(name, element.get("plainTextPath"), content, _child(element, "Description"), selections, notes)
