"""What a REFI-QDA project holds, as it is read: its texts with what is marked in them, and what the marks refer to."""

from collections import Counter
from dataclasses import dataclass, field

from winset.exchange.refi import Code


@dataclass(slots=True)
class Selection:
    """A marked stretch of a text: who marked it, its name, what it is described as, its codes and notes."""

    where: str
    start: int
    end: int
    coder: str = ""
    name: str = ""
    description: str = ""
    codes: list[Code] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


@dataclass(slots=True)
class Marked:
    """A text of a project, with what is marked in it, and the notes on it as a whole."""

    name: str
    path: str | None
    content: str | None = None
    description: str = ""
    selections: list[Selection] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


@dataclass(slots=True)
class Note:
    """What somebody wrote, or the path at which it stands; `places` are the stretches of a text that it is on, if it says so."""

    coder: str = ""
    words: str = ""
    path: str | None = None
    places: list[tuple[int, int]] = field(default_factory=list)


@dataclass(slots=True)
class Book:
    """What a project says of itself, and by GUID what its marks refer to: users, codes, notes, and what is linked."""

    origin: str = ""
    users: dict[str, str] = field(default_factory=dict)
    codes: dict[str, Code] = field(default_factory=dict)
    notes: dict[str, Note] = field(default_factory=dict)
    links: dict[str, list[str]] = field(default_factory=dict)
    left_out: Counter[str] = field(default_factory=Counter)
