"""The XML of a REFI-QDA project, read as a stream: what is marked in each text, and what the marks refer to."""

from abc import ABC, abstractmethod
from collections.abc import Iterator, Mapping
from xml.parsers.expat import ExpatError, ParserCreate

from winset.errors import Problem, Refused
from winset.exchange.archive import LARGEST_PROJECT, Archive
from winset.exchange.incoming import trouble
from winset.exchange.refi_book import Book, Marked, Note, Selection

DEEPEST = 200
AT_ONCE = 1 << 16
"""Bytes that are parsed before what is whole is handed on."""
TEXTS = frozenset({"TextSource", "Representation", "TextDescription", "Transcript"})
"""A text of its own, that of a PDF, what somebody wrote of a picture, and what was said in a recording."""
MARKS = frozenset({"PlainTextSelection", "TranscriptSelection"})
WORDS = frozenset({"PlainTextContent", "Description"})
SOURCES = frozenset({"PDFSource", "PictureSource", "AudioSource", "VideoSource"})
LEFT_OUT = SOURCES | {"PDFSelection", "PictureSelection", "AudioSelection", "VideoSelection", "Variable", "Case", "Set", "Graph"}

Attributes = Mapping[str, str]


def survey(archive: Archive, name: str, problems: list[Problem]) -> Book:
    """Return what the marks of a project refer to: notes stand behind them."""
    reading = _Survey()
    for _ in _parsed(archive, name, reading, problems):
        pass
    return reading.book


def texts(archive: Archive, name: str, book: Book, problems: list[Problem]) -> Iterator[Marked]:
    """Yield each text of a project with what is marked in it."""
    reading = _Texts(f"{archive.path}: {name}", book, problems)
    for _ in _parsed(archive, name, reading, problems):
        yield from reading.done
        reading.done.clear()


def plain_guid(written: str) -> str:
    """Return a GUID as it is compared: without braces, in small letters.

    >>> plain_guid("{5B0F5D0E-6F0C-5E0B-9D5C-57494E534554}")
    '5b0f5d0e-6f0c-5e0b-9d5c-57494e534554'
    """
    return written.strip("{} ").lower()


def _parsed(archive: Archive, name: str, reading: "_Reading", problems: list[Problem]) -> Iterator[None]:
    """Parse a project, and stop after each stretch of it; what is wrong with it ends it and is told."""
    where = f"{archive.path}: {name}"
    parser = ParserCreate(namespace_separator="}")
    parser.buffer_text = True
    parser.StartDoctypeDeclHandler = _refuse
    parser.StartElementHandler, parser.EndElementHandler = reading.start, reading.end
    parser.CharacterDataHandler = reading.characters
    try:
        with archive.open(name, LARGEST_PROJECT) as file:
            while data := file.read(AT_ONCE):
                parser.Parse(data)
                yield
            parser.Parse(b"", True)
        yield
    except _DeclaredError:
        got, remedy = "an XML declaration of types or entities", "export it again; Winset expands no entity and fetches nothing"
        problems.append(trouble("xml", where, got, "plain XML", remedy))
    except (ExpatError, ValueError, LookupError) as error:
        problems.append(trouble("xml", where, f"XML that cannot be read: {error}", "well-formed XML", "export it again"))
    except Refused as refusal:
        problems += refusal.problems


class _DeclaredError(Exception):
    """A document declares its own types."""


def _refuse(*_: object) -> None:
    raise _DeclaredError


class _Reading(ABC):
    """The elements that are open, and the words of the last one that has some."""

    def __init__(self) -> None:
        self._open: list[str] = [""]
        self._words: list[str] = []

    def start(self, name: str, has: Attributes) -> None:
        """Take up an element as it opens."""
        sort = name.rpartition("}")[2]
        over = self._open[-1]
        self._open.append(sort)
        if len(self._open) > DEEPEST:
            raise ValueError(f"elements nested more than {DEEPEST} deep")
        if sort in WORDS:
            self._words = []
        else:
            self.opens(sort, over, has)

    def characters(self, words: str) -> None:
        """Take up words, where they are anybody's."""
        if self._open[-1] in WORDS:
            self._words.append(words)

    def end(self, _: str) -> None:
        """Take up an element as it closes."""
        sort = self._open.pop()
        self.closes(sort, self._open[-1], "".join(self._words) if sort in WORDS else "")

    @abstractmethod
    def opens(self, sort: str, over: str, has: Attributes) -> None:
        """Take up an element, what it stands in, and its attributes."""

    @abstractmethod
    def closes(self, sort: str, over: str, words: str) -> None:
        """Take up that an element is whole, and its words if it has some."""


class _Survey(_Reading):
    """Takes up everything that marks refer to, and counts what has no place in a record."""

    def __init__(self) -> None:
        super().__init__()
        self.book = Book()
        self._groups: list[str] = []
        self._note = Note()
        self._texts = 0

    def opens(self, sort: str, over: str, has: Attributes) -> None:
        book, guid = self.book, plain_guid(has.get("guid", "")) if "guid" in has else ""
        match sort:
            case "Project":
                book.origin = has.get("origin", "")
            case "User":
                book.users[guid] = has.get("name") or has.get("id") or ""
            case "Code":
                book.codes[guid] = ": ".join(self._groups), has.get("name", "")
                self._groups.append(has.get("name", ""))
            case "Case":
                book.codes[guid] = "Case", has.get("name", "")
            case "Note":
                path = has.get("plainTextPath")
                self._note = book.notes[guid] = Note(_user(has, book) or "unknown", has.get("name", ""), path)
            case "PlainTextSelection" if over == "Note" and (place := _place(has)):
                self._note.places.append(place)
            case "Link":
                one, other = (plain_guid(has.get(name, "")) for name in ("originGUID", "targetGUID"))
                book.links.setdefault(one, []).append(other)
                book.links.setdefault(other, []).append(one)

    def closes(self, sort: str, over: str, words: str) -> None:
        if sort == "Code":
            self._groups.pop()
        elif sort in WORDS and over == "Note" and words:
            self._note.words = words
            self._note.path = None if sort == "PlainTextContent" else self._note.path
        elif sort in TEXTS:
            self._texts += 1
        elif sort in LEFT_OUT and not (sort in SOURCES and self._texts):
            self.book.left_out[sort] += 1
        if over == "Sources":
            self._texts = 0


class _Texts(_Reading):
    """Takes up the texts and what is marked in them; `done` are those that are whole."""

    def __init__(self, where: str, book: Book, problems: list[Problem]) -> None:
        super().__init__()
        self.done: list[Marked] = []
        self._where, self._book, self._problems = where, book, problems
        self._within = ""
        self._text = Marked("", None)
        self._points: dict[str, int | None] = {}
        self._mark: Selection | None = None

    def opens(self, sort: str, over: str, has: Attributes) -> None:
        mark = self._mark
        if sort == "Coding":
            if mark and not mark.coder:
                mark.coder = _user(has, self._book)
        elif sort == "CodeRef":
            if mark:
                self._coded(mark, has.get("targetGUID", ""))
        elif sort in MARKS and over in TEXTS:
            self._mark = self._marked(has)
        elif sort == "NoteRef":
            kept = mark.notes if mark else self._text.notes if over in TEXTS else []
            kept.append(plain_guid(has.get("targetGUID", "")))
        elif sort in TEXTS:
            self._text = Marked(self._within or has.get("name") or has.get("guid", ""), has.get("plainTextPath"))
            self._points = {}
        elif sort in SOURCES:
            self._within = has.get("name", "")
        elif sort == "SyncPoint":
            self._points[plain_guid(has.get("guid", ""))] = _number(has.get("position"))

    def closes(self, sort: str, over: str, words: str) -> None:
        if sort in WORDS:
            if self._mark and over in MARKS:
                self._mark.description = words
            elif over in TEXTS and sort == "Description":
                self._text.description = words
            elif over in TEXTS:
                self._text.content = words
        elif sort in MARKS:
            self._text.selections += [self._mark] if self._mark else []
            self._mark = None
        elif sort in TEXTS:
            self.done.append(self._text)
            self._text = Marked("", None)
        elif sort in SOURCES:
            self._within = ""

    def _marked(self, has: Attributes) -> Selection | None:
        """Return what is marked, unless its place is no number, which is told."""
        at = f"{self._where}: selection {has.get('guid', '')}"
        place = _place(has, self._points)
        if place is None:
            got = f"{has.get('startPosition', '')[:20]!r} to {has.get('endPosition', '')[:20]!r}"
            self._problems.append(trouble("place", at, got, "two whole numbers", "mark it again"))
            return None
        made = Selection(at, *place, coder=_user(has, self._book), name=has.get("name", ""))
        if self._book.links:
            linked = self._book.links.get(plain_guid(has.get("guid", "")), ())
            made.notes += [one for one in linked if one in self._book.notes]
        return made

    def _coded(self, mark: Selection, target: str) -> None:
        """Take up the code of a mark; one that the codebook lacks is told."""
        code = self._book.codes.get(plain_guid(target))
        if code:
            mark.codes.append(code)
        else:
            got = f"the code {target!r}"
            self._problems.append(trouble("code", mark.where, got, "a code of the codebook", "export it again"))


def _user(has: Attributes, book: Book) -> str:
    """Return who made something, or else who changed it."""
    for name in ("creatingUser", "modifyingUser"):
        if known := name in has and book.users.get(plain_guid(has[name])):
            return known
    return ""


def _number(written: str | None) -> int | None:
    return int(written) if written and written.isascii() and written.isdigit() and len(written) < 15 else None


def _place(has: Attributes, points: Mapping[str, int | None] | None = None) -> tuple[int, int] | None:
    """Return where something is marked: by its positions, or from one point of a recording to another."""
    start, end = (_number(has.get(name)) for name in ("startPosition", "endPosition"))
    if points and "fromSyncPoint" in has:
        start, end = (points.get(plain_guid(has.get(name, ""))) for name in ("fromSyncPoint", "toSyncPoint"))
    return None if start is None or end is None else (start, end)
