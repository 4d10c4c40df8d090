"""Positions over time: what each party said on each issue, in order, with its shifts."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from enum import StrEnum
from fractions import Fraction

from winset.band import Frozen
from winset.record.place import UNDATED, day
from winset.record.statement import Act, Statement, Voice

FOR = frozenset({Act.OFFER, Act.DEMAND, Act.PREFERENCE, Act.ACCEPTANCE, Act.PROMISE, Act.CONFIRMATION})
AGAINST = frozenset({Act.REJECTION, Act.REFUSAL, Act.DENIAL})


class Known(StrEnum):
    """Whether a party's position on an issue is known, and if not, why."""

    STATED = "stated"
    DECLINED = "declined"
    UNDISCLOSED = "undisclosed"
    UNKNOWN = "unknown"


class Step(Frozen):
    """Something said once, with its copies. `shift` says that it leaves what the party said before on the same point."""

    statements: tuple[str, ...]
    day: str | None
    act: Act
    options: tuple[str, ...]
    shift: bool = False

    @property
    def leaning(self) -> int:
        """1 for, -1 against, 0 neither."""
        return int(self.act in FOR) - int(self.act in AGAINST)


class Position(Frozen):
    """A party's position on an issue. `hearsay` is what others say of it: shown, and never part of the course.

    `share` is the issue's part of all that the party said on any issue, copies counted once: what it attends to.
    """

    party: str
    issue: str
    known: Known
    course: tuple[Step, ...]
    hearsay: tuple[Step, ...]
    said: int
    of: int

    @property
    def share(self) -> Fraction:
        """The part of the party's attention that the issue has."""
        return Fraction(self.said, self.of) if self.of else Fraction(0)

    @property
    def shifts(self) -> tuple[Step, ...]:
        """The steps that left an earlier one."""
        return tuple(step for step in self.course if step.shift)


def positions(
    statements: Iterable[Statement],
    parties: Sequence[str],
    issues: Sequence[str],
    *,
    copies: Iterable[Collection[str]] = (),
    undisclosed: Collection[str] = (),
) -> tuple[Position, ...]:
    """Return where every party stands on every issue, from its accepted statements, oldest first.

    `copies` are groups of ids that say the same (`winset.record.duplicate.copies`): each counts once, on its earliest day.
    `undisclosed` are the issues whose terms are known to be kept from the public. A journalist's inference is nobody's
    statement; a refusal to comment decides only where it is the latest word.
    """
    said = [one for one in statements if one.party is not None and one.voice is Voice.SPEAKER]
    together = _together(said, copies)
    own, heard = (_by_cell(group for group in together if group[0].hearsay is hearsay) for hearsay in (False, True))
    attention = Counter(group[0].party for group in together if group[0].issues and not group[0].hearsay)
    return tuple(
        _position(party, issue, own[party, issue], heard[party, issue], attention[party], undisclosed=issue in undisclosed)
        for party in parties
        for issue in issues
    )


def _position(
    party: str, issue: str, own: list[list[Statement]], heard: list[list[Statement]], of: int, *, undisclosed: bool
) -> Position:
    course = _shifts(sorted(map(_step, own), key=_when))
    theirs = sorted(map(_step, heard), key=_when)
    if course:
        known = Known.DECLINED if course[-1].act is Act.DECLINED else Known.STATED
    else:
        known = Known.UNDISCLOSED if undisclosed else Known.UNKNOWN
    return Position(party=party, issue=issue, known=known, course=tuple(course), hearsay=tuple(theirs), said=len(course), of=of)


def _by_cell(groups: Iterable[list[Statement]]) -> dict[tuple[str | None, str], list[list[Statement]]]:
    """Return the groups by party and issue; one that speaks of several issues stands at each."""
    cells: dict[tuple[str | None, str], list[list[Statement]]] = defaultdict(list)
    for group in groups:
        for issue in dict.fromkeys(group[0].issues):
            cells[group[0].party, issue].append(group)
    return cells


def _together(statements: list[Statement], copies: Iterable[Collection[str]]) -> list[list[Statement]]:
    """Return the statements in groups of copies, each group with its earliest first."""
    group_of: Mapping[str, int] = {id_: number for number, group in enumerate(copies) for id_ in group}
    groups: dict[object, list[Statement]] = defaultdict(list)
    for one in statements:
        groups[(group_of.get(one.id, one.id), one.hearsay, one.party)].append(one)
    return [sorted(group, key=lambda one: (day(one.date.value) or 10**9, one.id)) for group in groups.values()]


def _step(group: list[Statement]) -> Step:
    first = group[0]
    return Step(statements=tuple(one.id for one in group), day=first.date.value, act=first.act, options=first.options)


def _shifts(course: list[Step]) -> list[Step]:
    """Mark each step that names other options than the last that leaned the same way, or leans the other way on the same."""
    marked: list[Step] = []
    last: Step | None = None
    alike: dict[int, Step] = {}
    for step in course:
        turned = last is not None and last.leaning == -step.leaning and bool(set(last.options) & set(step.options))
        left = step.leaning in alike and not set(alike[step.leaning].options) & set(step.options)
        leans = bool(step.leaning and step.options)
        marked.append(step.model_copy(update={"shift": True}) if leans and (turned or left) else step)
        if leans:
            last = alike[step.leaning] = step
    return marked


def _when(step: Step) -> tuple[bool, int, str]:
    """Order by day; what has no full date comes first, as the oldest, for nothing says that it is newer."""
    number = day(step.day)
    return number != UNDATED, number, step.statements[0]
