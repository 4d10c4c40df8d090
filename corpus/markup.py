"""An annotated article as its file holds it: the head, the plain text, its zones, statements and contacts.

>>> from pathlib import Path
>>> page = parse('''---
... genre: wire
... statements:
...   1: {speaker: [Ina Holm], act: claim}
... ---
... {title:Talks resume}
...
... {c1:“It rains,”} {s1:she} {q1:said}.
... ''', Path("talks.txt"))
>>> page.text.splitlines()[2], page.marks[1].content, page.marks[1].words(page.text)
('“It rains,” she said.', ((14, 25),), '“It rains,”')
"""

import re
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from io import StringIO
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError

HOME = Path(__file__).parent
ZONES = ("title", "byline", "dateline", "contributors", "form", "links", "other")
MARK = re.compile(r"\{(?:([csq])([1-9][0-9]*)|([a-z]+)):|\}|\{")
QUOTATION = re.compile(r"[\"“”«»„]|''|``|(?<!\w)['‘](?=\w)|‹|›")

Span = tuple[int, int]


class Faulty(ValueError):
    """A file that cannot be understood; carries every fault as FILE:LINE: what is wrong."""

    def __init__(self, faults: list[str]) -> None:
        super().__init__("\n".join(faults))
        self.faults = faults


@dataclass
class Marks:
    """Where the words, the speaker and the cue of one statement stand in the plain text."""

    content: tuple[Span, ...] = ()
    source: tuple[Span, ...] = ()
    cue: tuple[Span, ...] = ()
    line: int = 0

    def words(self, text: str) -> str:
        """Return the words of the statement, its parts joined by a blank."""
        return " ".join(text[start:end] for start, end in self.content)


@dataclass
class Page:
    """A parsed file: the head as written, the plain text, the zones and marks found in it."""

    path: Path
    head: dict[str, Any]
    text: str
    zones: list[tuple[str, Span]] = field(default_factory=list)
    marks: dict[int, Marks] = field(default_factory=dict)
    head_lines: dict[int, int] = field(default_factory=dict)

    @property
    def document(self) -> str:
        """The name of the article in exports: negotiation and file name."""
        return f"{self.path.parent.name}__{self.path.stem}"

    def zone(self, kind: str) -> list[str]:
        """Return the texts of the zones of one kind."""
        return [self.text[start:end] for name, (start, end) in self.zones if name == kind]

    def running(self) -> str:
        """Return the title and body, other zones blanked out, so that offsets stay."""
        characters = list(self.text)
        for name, (start, end) in self.zones:
            if name != "title":
                characters[start:end] = [c if c == "\n" else " " for c in characters[start:end]]
        return "".join(characters)

    def kind(self, number: int) -> str:
        """Return the kind of a statement: as its head says, else worked out from its quotation marks.

        >>> page = parse('---\\nstatements:\\n  1: {}\\n---\\n{q1:Said} {c1:the toll was “robbery”}', Path("x.txt"))
        >>> page.kind(1)
        'mixed'
        """
        given = (self.head["statements"].get(number) or {}).get("kind")
        if given:
            return str(given)
        words = self.marks[number].words(self.text)
        if not QUOTATION.search(words):
            return "indirect"
        parts = [self.text[start:end].strip() for start, end in self.marks[number].content]
        return "direct" if all(wholly_quoted(part) for part in parts) else "mixed"


def wholly_quoted(part: str) -> bool:
    """Return whether a stretch opens with a quotation mark that is not closed before its end.

    >>> [wholly_quoted(p) for p in ("“It rains,”", "“Rain” he feared, “and hail”", "“It rains", "“He said ‘no’ twice.”")]
    [True, False, True, True]
    """
    if not QUOTATION.match(part):
        return False
    mark = "''" if part.startswith(("''", "``")) else part[0]
    closing = {"“": "”", "«": "»", "„": "“", "‘": "’", "»": "«", "‹": "›", "``": "''"}.get(mark, mark)
    inside = part[len(mark) :].rstrip(".,;:!? ")
    inside = inside.removesuffix(closing)
    return closing not in (re.sub(r"(?<=\w)[’'](?=\w)|[’'](?=\s)", "", inside) if mark in "‘'" else inside)


def read(path: Path) -> Page:
    """Return the article in a file, line ends as they stand.

    Raises
    ------
    Faulty : the head or the marks cannot be understood
    """
    return parse(path.read_bytes().decode(), path)


def parse(whole: str, path: Path) -> Page:
    """Return the article in a file's text.

    Raises
    ------
    Faulty : the head or the marks cannot be understood
    """
    found = re.match(r"---\r?\n(.*?\n)---\r?\n", whole, re.S)
    if not found:
        raise Faulty([f"{path}:1: a YAML head between two lines of --- is wanted"])
    head = _head(found.group(1), path)
    page = Page(path, head, "")
    for number, line in enumerate(found.group(1).split("\n"), start=2):
        if entry := re.match(r"  (\d+):", line):
            page.head_lines[int(entry.group(1))] = number
    faults = _marks(page, whole[found.end() :], found.group().count("\n") + 1)
    if faults:
        raise Faulty(faults)
    return page


def load(text: str, where: Path) -> Any:
    """Return what YAML says, dates as ISO words.

    Raises
    ------
    Faulty : it is no YAML, with the line
    """
    try:
        return _plain(YAML(typ="safe", pure=True).load(StringIO(text)))
    except MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        raise Faulty([f"{where}:{line}: {error.problem}"]) from error


def negotiation(name: str, home: Path = HOME) -> dict[str, Any]:
    """Return what the file of a negotiation says.

    Raises
    ------
    Faulty : there is no such file, or it is no YAML
    """
    path = home / "negotiations" / f"{name}.yaml"
    if not path.is_file():
        raise Faulty([f"{path}:1: no such file; every folder of articles has its negotiation"])
    return _shared(path, path.stat().st_mtime_ns)


@cache
def _shared(path: Path, _changed: int) -> dict[str, Any]:
    return dict(load(path.read_text(encoding="utf-8"), path) or {})


def _head(text: str, path: Path) -> dict[str, Any]:
    try:
        head = load(text, path)
    except Faulty as faulty:  # the head starts on the second line of the file
        shifted = re.sub(r":(\d+): ", lambda m: f":{int(m.group(1)) + 1}: ", str(faulty), count=1)
        raise Faulty([shifted]) from faulty
    if not isinstance(head, dict):
        raise Faulty([f"{path}:2: the head is to be a mapping"])
    head["statements"] = head.get("statements") or {}
    if not isinstance(head["statements"], dict):
        raise Faulty([f"{path}:2: statements is to be a mapping from number to fields"])
    return head


def _plain(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _plain(item) for key, item in value.items()}
    if isinstance(value, list):
        return [_plain(item) for item in value]
    return value.isoformat() if isinstance(value, date) else value


def _marks(page: Page, marked: str, first_line: int) -> list[str]:
    plain, position, length, faults = [], 0, 0, []
    open_marks: list[tuple[str, int, int, int]] = []
    for token in MARK.finditer(marked):
        plain.append(marked[position : token.start()])
        length += token.start() - position
        position = token.end()
        line = first_line + marked.count("\n", 0, token.start())
        if token.group() == "{":
            near = marked[token.start() : token.start() + 20]
            faults.append(f"{page.path}:{line}: a brace that opens no mark: {near!r}")
        elif token.group() == "}":
            if not open_marks:
                faults.append(f"{page.path}:{line}: a closing brace without its mark")
                continue
            name, number, start, opened = open_marks.pop()
            if start == length:
                faults.append(f"{page.path}:{opened}: an empty mark {name}{number or ''}")
            _keep(page, name, number, (start, length), opened)
        else:
            role, number, zone = token.groups()
            if zone and zone not in ZONES:
                faults.append(f"{page.path}:{line}: no zone is called {zone!r}; zones are {', '.join(ZONES)}")
            open_marks.append((role or zone, int(number or 0), length, line))
    faults += [f"{page.path}:{line}: mark {name}{number or ''} is never closed" for name, number, _, line in open_marks]
    page.text = "".join(plain) + marked[position:]
    for marks in page.marks.values():
        marks.content, marks.source, marks.cue = (tuple(sorted(s)) for s in (marks.content, marks.source, marks.cue))
    page.zones.sort(key=lambda zone: zone[1])
    return faults


def _keep(page: Page, name: str, number: int, span: Span, line: int) -> None:
    if not number:
        page.zones.append((name, span))
        return
    marks = page.marks.setdefault(number, Marks(line=line))
    role = {"c": "content", "s": "source", "q": "cue"}[name]
    setattr(marks, role, (*getattr(marks, role), span))
