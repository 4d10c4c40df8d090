"""The shapes of what moved between two sides, along the chain from statements to survival."""

from datetime import date
from typing import Literal

from winset.band import Frozen
from winset.record.point import Standpoint
from winset.record.position import Known
from winset.record.statement import Act
from winset.study.study import Coverage

How = Literal["added", "gone", "changed"]


class StatementChange(Frozen):
    """A statement that only one side has, or that the sides code otherwise: then `was` holds what differs on the first."""

    how: How
    id: str
    speaker: str
    party: str | None
    date: str | None
    act: Act
    issues: tuple[str, ...]
    words: str
    document: str
    was: dict[str, str]


class Review(Frozen):
    """A verdict given between the two days."""

    subject: str
    coder: str
    verdict: str
    on: date


class EntryChange(Frozen):
    """A contact or a claim that only one side has."""

    how: How
    what: str
    date: str | None
    basis: tuple[str, ...]


class Stand(Frozen):
    """Where a party stands: what is known of it, which options its latest word names, what that does, since when."""

    known: Known
    act: Act | None
    options: tuple[str, ...]
    since: str | None


class PositionChange(Frozen):
    """A party's position on an issue that differs, how many statements of its own are new, and whether it shifted meanwhile."""

    party: str
    issue: str
    before: Stand
    after: Stand
    new: int
    gone: int
    shifted: bool
    basis: tuple[str, ...]


class PointChange(Frozen):
    """A point of the plan that stands otherwise, and since when."""

    number: int
    title: str
    before: Standpoint | None
    after: Standpoint | None
    since: date | None
    basis: tuple[str, ...]


class IssueChange(Frozen):
    """An issue that stands otherwise between the parties."""

    issue: str
    before: Coverage | None
    after: Coverage | None


class BandChange(Frozen):
    """A band that the record suggests (`winset draft`) and that differs: of an option's value, or of the issue's weight."""

    party: str
    issue: str
    option: str | None
    before: str | None
    after: str | None
    by: float


class NumberChange(Frozen):
    """A number of case.yaml that differs, or rests on something else: its bands, and by what part of the larger mode it moved."""

    path: str
    says: str
    before: str | None
    after: str | None
    by: float
    because: str


class EarlyNumber(Frozen):
    """A number of case.yaml that rests on what one side does not have yet: since when it is known, and what it rests on."""

    side: str
    path: str
    says: str
    known: date | None
    rests_on: str


class Ends(Frozen):
    """A figure with its spread."""

    value: float | None
    low: float | None
    high: float | None


class Moved(Frozen):
    """A figure of the study that differs: which, on both sides, and by how much; without one side where only one has it."""

    stage: str
    what: str
    before: Ends | None
    after: Ends | None
    by: float


class ChoiceChange(Frozen):
    """A package that solutions of bargaining theory choose otherwise: per issue the option before and after."""

    chosen_by: tuple[str, ...]
    issues: dict[str, tuple[str | None, str | None]]


class SideLine(Frozen):
    """One side of a comparison, and what it was made from."""

    name: str
    case: str
    as_of: date
    ledger: str | None
    statements: int


class Difference(Frozen):
    """What moved from one side to the other, each part with what moved most first."""

    before: SideLine
    after: SideLine
    statements: tuple[StatementChange, ...]
    reviews: tuple[Review, ...]
    contacts: tuple[EntryChange, ...]
    claims: tuple[EntryChange, ...]
    points: tuple[PointChange, ...]
    positions: tuple[PositionChange, ...]
    issues: tuple[IssueChange, ...]
    suggested: tuple[BandChange, ...]
    numbers: tuple[NumberChange, ...]
    not_yet_known: tuple[EarlyNumber, ...]
    choices: tuple[ChoiceChange, ...]
    figures: tuple[Moved, ...]

    @property
    def nothing(self) -> bool:
        """Whether nothing moved at all."""
        parts = (getattr(self, name) for name in type(self).model_fields if name not in {"before", "after", "not_yet_known"})
        return not any(parts)
