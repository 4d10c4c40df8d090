"""What moved in the record between two sides: statements, reviews, contacts, claims, positions, points, suggested bands."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from winset.band import Band, written
from winset.case.case import Case
from winset.case.draft import draft
from winset.record.duplicate import copies
from winset.record.event import Deed, Event
from winset.record.position import Known
from winset.record.position import positions as courses
from winset.record.standing import verdict_of
from winset.record.statement import Statement
from winset.study import spoken
from winset.study.compare.difference import (
    BandChange,
    EntryChange,
    How,
    IssueChange,
    PointChange,
    PositionChange,
    Review,
    Stand,
    StatementChange,
)
from winset.study.compare.side import Side
from winset.study.figure import Reasons
from winset.study.study import ContactLine, Coverage, PositionLine

FIELDS = ("speaker", "party", "act", "issues", "options", "date", "hearsay")
"""What of a statement may be coded otherwise: the rest follows from its words."""


def statements(left: Side, right: Side) -> tuple[StatementChange, ...]:
    """Return the statements that only one side has and those coded otherwise, newest first."""
    before = {one.id: one for one in left.record.statements}
    after = {one.id: one for one in right.record.statements}
    found = [_statement("gone", one, left) for key, one in before.items() if key not in after]
    for key, one in after.items():
        was = {name: _field(before[key], name) for name in FIELDS if key in before and _differs(before[key], one, name)}
        if key not in before or was:
            found.append(_statement("changed" if was else "added", one, right, was))
    return tuple(sorted(found, key=lambda one: (one.date or "", one.how, one.id), reverse=True))


def reviews(events: Iterable[Event], undone: frozenset[str], first: date, last: date) -> tuple[Review, ...]:
    """Return the verdicts given after the first day and by the end of the last, oldest first; those undone are left out."""
    return tuple(
        Review(subject=event.what["subject"], coder=event.coder, verdict=verdict_of(event), on=event.at.date())
        for event in events
        if event.deed in (Deed.VERDICT, Deed.EDIT) and first < event.at.date() <= last and event.hash not in undone
    )


def contacts(left: Side, right: Side) -> tuple[EntryChange, ...]:
    """Return the contacts that only one side has: another status of the same meeting is another contact."""

    def told(side: Side) -> dict[str, EntryChange]:
        lines = spoken.contacts(side.record, _reasons(side))
        return {_met(line): EntryChange(how="added", what=_met(line), date=line.date, basis=line.reports) for line in lines}

    return _only(told(left), told(right))


def claims(left: Side, right: Side) -> tuple[EntryChange, ...]:
    """Return the claims that only one side has."""

    def told(side: Side) -> dict[str, EntryChange]:
        lines = spoken.claims(side.record, _reasons(side))
        whole = {f"{line.topic}: {line.text}": line for line in lines}
        return {what: EntryChange(how="added", what=what, date=one.date, basis=one.basis) for what, one in whole.items()}

    return _only(told(left), told(right))


def positions(left: Side, right: Side) -> tuple[PositionChange, ...]:
    """Return the positions that differ: those that say something else first, then those with most that is new."""
    before, after = _cells(left), _cells(right)
    found = []
    for party, issue in {**before, **after}:
        nothing = PositionLine(party=party, issue=issue, known=Known.UNKNOWN)
        old, line = before.get((party, issue), nothing), after.get((party, issue), nothing)
        fresh = [one for one in line.basis if one not in old.basis]
        lost = [one for one in old.basis if one not in line.basis]
        if fresh or lost or _stand(old) != _stand(line):
            found.append(
                PositionChange(
                    party=party,
                    issue=issue,
                    before=_stand(old),
                    after=_stand(line),
                    new=len(fresh),
                    gone=len(lost),
                    shifted=line.shifts > old.shifts,
                    basis=tuple(fresh),
                )
            )

    def moved(one: PositionChange) -> tuple[bool, bool, bool, int]:
        said = (one.before.known, one.before.options) != (one.after.known, one.after.options)
        return not one.shifted, not said, one.before.act is one.after.act, -(one.new + one.gone)

    return tuple(sorted(found, key=moved))


def points(left: Side, right: Side) -> tuple[PointChange, ...]:
    """Return the points of the plan that stand otherwise, in their order."""
    before = {line.number: line for line in spoken.points(left.case, _reasons(left))}
    after = {line.number: line for line in spoken.points(right.case, _reasons(right))}
    found = []
    for number in sorted(before.keys() | after.keys()):
        old, new = before.get(number), after.get(number)
        was, now = old.status if old else None, new.status if new else None
        shown = new or old
        if was != now and shown:
            since, basis = (new.since, new.basis) if new else (None, ())
            found.append(PointChange(number=number, title=shown.title, before=was, after=now, since=since, basis=basis))
    return tuple(found)


def coverage(left: Side, right: Side) -> tuple[IssueChange, ...]:
    """Return the issues that stand otherwise between the parties."""
    before, after = _covered(left), _covered(right)
    return tuple(
        IssueChange(issue=issue, before=before.get(issue), after=after.get(issue))
        for issue in {**before, **after}
        if before.get(issue) != after.get(issue)
    )


def suggested(left: Side, right: Side) -> tuple[BandChange, ...]:
    """Return the suggested bands that differ, those whose modes lie furthest apart first."""
    before, after = _suggested(left), _suggested(right)
    found = []
    for key in {**before, **after}:
        old, new = before.get(key), after.get(key)
        if _ends(old) != _ends(new):
            by = abs(float((new.mode if new else 0) - (old.mode if old else 0)))
            party, issue, option = key
            found.append(BandChange(party=party, issue=issue, option=option, before=_ends(old), after=_ends(new), by=by))
    return tuple(sorted(found, key=lambda one: -one.by))


def _statement(how: How, one: Statement, side: Side, was: Mapping[str, str] | None = None) -> StatementChange:
    return StatementChange(
        how=how,
        id=one.id,
        speaker=", ".join(one.speaker) or "an unnamed speaker",
        party=one.party,
        date=one.date.value,
        act=one.act,
        issues=one.issues,
        words=one.text,
        document=side.record.documents[one.text_id],
        was=dict(was or {}),
    )


def _differs(old: Statement, new: Statement, name: str) -> bool:
    return bool(_field(old, name) != _field(new, name))


def _field(one: Statement, name: str) -> str:
    value = one.date.value if name == "date" else getattr(one, name)
    return ", ".join(value) if isinstance(value, tuple) else str(value) if value is not None else ""


def _reasons(side: Side) -> Reasons:
    return Reasons({one.id: (one, side.record.documents[one.text_id]) for one in side.record.statements})


def _met(line: ContactLine) -> str:
    return f"{line.kind}, {line.status}: {', '.join(sorted(line.parties))}, {line.date or 'on no known day'}"


def _only(before: Mapping[str, EntryChange], after: Mapping[str, EntryChange]) -> tuple[EntryChange, ...]:
    gone = [one.model_copy(update={"how": "gone"}) for key, one in before.items() if key not in after]
    return (*(one for key, one in after.items() if key not in before), *gone)


def _cells(side: Side) -> dict[tuple[str, str], PositionLine]:
    return {(line.party, line.issue): line for line in spoken.positions(side.case, side.record, _reasons(side))}


def _stand(line: PositionLine) -> Stand:
    return Stand(known=line.known, act=line.act, options=line.options, since=line.since)


def _covered(side: Side) -> dict[str, Coverage]:
    reasons = _reasons(side)
    lines, stands = spoken.points(side.case, reasons), spoken.positions(side.case, side.record, reasons)
    return {line.issue: line.coverage for line in spoken.coverage(side.case, lines, stands)}


def _suggested(side: Side) -> dict[tuple[str, str, str | None], Band]:
    return dict(_bands(side.case, side.record.statements))


def _bands(case: Case, said: Iterable[Statement]) -> Iterator[tuple[tuple[str, str, str | None], Band]]:
    listed = list(said)
    for one in draft(case, courses(listed, tuple(case.parties), tuple(case.issues), copies=copies(listed))):
        if one.weight is not None:
            yield (one.party, one.issue, None), one.weight
        for option, band in one.values.items():
            if band.because.statements:
                yield (one.party, one.issue, option), band


def _ends(band: Band | None) -> str | None:
    if band is None:
        return None
    return f"{written(band.low)} to {written(band.high)}, most likely {written(band.mode)}"
