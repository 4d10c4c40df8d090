"""The XML of a REFI-QDA project, read as a stream: what is marked in each text, and what the marks refer to."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from winset.errors import Problem, Refused
from winset.exchange.archive import LARGEST_PROJECT, Archive
from winset.exchange.incoming import trouble
from winset.exchange.refi import Code
from winset.record.standing import Comment

DEEPEST = 200


@dataclass(slots=True)
class Selection:
    """A marked stretch of a text: who marked it, what it is described as, its codes and notes."""

    where: str
    start: int
    end: int
    coder: str
    description: str
    codes: list[Code]
    notes: list[str]


@dataclass(slots=True)
class Marked:
    """A text source of a project, with what is marked in it."""

    name: str
    path: str | None
    content: str | None
    description: str
    selections: list[Selection] = field(default_factory=list)


@dataclass(slots=True)
class Book:
    """What the selections of a project refer to, by GUID: users, codes, and the words of notes with who wrote them."""

    users: dict[str, str] = field(default_factory=dict)
    codes: dict[str, Code] = field(default_factory=dict)
    notes: dict[str, Comment] = field(default_factory=dict)


def sources(archive: Archive, name: str, book: Book, problems: list[Problem], *, survey: bool) -> Iterator[Marked]:
    """Yield each text source as its element ends; a survey only fills the book, for notes stand behind what refers to them."""
    from defusedxml.common import DefusedXmlException
    from defusedxml.ElementTree import ParseError, iterparse

    where = f"{archive.path}: {name}"
    stream = _Stream(where, book, problems, survey=survey)
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

    def __init__(self, where: str, book: Book, problems: list[Problem], *, survey: bool) -> None:
        self._where, self._book, self._problems, self._survey = where, book, problems, survey
        self._open: list[str] = []
        self._groups: list[str] = []
        self._marked: list[Selection] = []

    def start(self, element: Any) -> None:
        """Note what opens; a code is known from its attributes, and what is open over it is its group."""
        sort = _sort(element)
        self._open.append(sort)
        if len(self._open) > DEEPEST:
            raise ValueError(f"elements nested more than {DEEPEST} deep")
        if sort == "Code":
            self._book.codes[element.get("guid", "")] = ": ".join(self._groups), element.get("name", "")
            self._groups.append(element.get("name", ""))

    def end(self, element: Any) -> Marked | None:
        """Take up what closes, and drop it from memory; return a source that is whole now."""
        sort, found = _sort(element), None
        self._open.pop()
        match sort:
            case "Code":
                self._groups.pop()
                return None
            case "User":
                self._book.users[element.get("guid", "")] = element.get("name") or element.get("id") or ""
            case "Note":
                words = _child(element, "PlainTextContent") or _child(element, "Description") or element.get("name", "")
                coder = self._book.users.get(element.get("creatingUser", "")) or "unknown"
                self._book.notes[element.get("guid", "")] = Comment(coder=coder, words=words)
            case "PlainTextSelection" if "TextSource" in self._open:
                self._marked += () if self._survey else self._selection(element)
            case "TextSource":
                found = None if self._survey else _source(element, self._marked)
                self._marked = []
            case _:
                return None
        element.clear()
        return found

    def _selection(self, element: Any) -> Iterator[Selection]:
        """Yield a selection, unless its place is no number, which is told."""
        at = f"{self._where}: selection {element.get('guid', '')}"
        found: list[Code] = []
        notes: list[str] = []
        for child in element.iter():
            sort, target = _sort(child), child.get("targetGUID", "")
            if sort == "CodeRef" and target in self._book.codes:
                found.append(self._book.codes[target])
            elif sort == "CodeRef":
                self._problems.append(trouble("code", at, f"the code {target!r}", "a code of the codebook", "export it again"))
            elif sort == "NoteRef":
                notes.append(target)
        start, end = element.get("startPosition", ""), element.get("endPosition", "")
        if start.isascii() and start.isdigit() and end.isascii() and end.isdigit() and len(start + end) < 30:
            coder = self._book.users.get(element.get("creatingUser", ""), "")
            yield Selection(at, int(start), int(end), coder, _child(element, "Description"), found, notes)
        else:
            got = f"{start[:20]!r} to {end[:20]!r}"
            self._problems.append(trouble("place", at, got, "two whole numbers", "mark it again"))


def _sort(element: Any) -> str:
    return str(element.tag).rpartition("}")[2]


def _child(element: Any, name: str) -> str:
    return next((child.text or "" for child in element if _sort(child) == name), "")


def _source(element: Any, selections: list[Selection]) -> Marked:
    content = next((child.text or "" for child in element if _sort(child) == "PlainTextContent"), None)
    name = element.get("name") or element.get("guid", "")
    return Marked(name, element.get("plainTextPath"), content, _child(element, "Description"), selections)
