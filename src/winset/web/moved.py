"""What moved: between two days of the case, or between two coders of its record, along the chain from words to survival."""

from datetime import date, timedelta
from pathlib import Path

from winset.band import Frozen
from winset.case.case import Case
from winset.errors import Problem, Refused, Severity
from winset.record.connection import NAME
from winset.record.event import Event
from winset.record.ledger import Ledger
from winset.study.compare.diff import diff
from winset.study.compare.difference import Difference
from winset.study.compare.side import of_coder, on_day
from winset.study.run import fingerprint
from winset.web.positions import Name, names
from winset.web.room import Room
from winset.web.screen import Asked, Screen

MOST = 60
"""Lines of each sort that the page lists; the counts are those of all."""
A_WEEK = timedelta(days=7)


class MovedAsked(Asked):
    """Two days, or two coders; the week before the case's own day where neither is named."""

    since: date | None = None
    until: date | None = None
    one: str | None = None
    other: str | None = None


class MovedView(Frozen):
    """What moved from the first side to the second, each part with what moved most first; null while it is worked out.

    `counts` says how many lines each part has in all.
    """

    parties: tuple[Name, ...]
    issues: dict[str, str]
    options: dict[str, dict[str, str]]
    since: date
    until: date
    coders: tuple[str, ...]
    by_coder: bool
    difference: Difference | None
    counts: dict[str, int]
    pending: bool


def moved(room: Room, asked: MovedAsked) -> MovedView:
    """Return what moved.

    Raises
    ------
    Refused : one coder without the other, or a day later than the case's own
    """
    case = room.case()
    until = asked.until or asked.as_of or case.as_of
    since = asked.since or until - A_WEEK
    by_coder = bool(asked.one or asked.other)
    if by_coder and not (asked.one and asked.other):
        got, wanted = "one coder alone", "two coders"
        raise Refused(Problem(Severity.ERROR, "asked", "coders", got, wanted, "choose the other one too"))
    key = ("moved", fingerprint(case), room.head(), since, until, asked.one, asked.other)
    found = room.beside(key, _difference, room.folder, case, since, until, asked)
    parts = [name for name, field in Difference.model_fields.items() if str(field.annotation).startswith("tuple")]
    counts = {name: len(getattr(found, name)) for name in parts} if found else {}
    short = found.model_copy(update={name: getattr(found, name)[:MOST] for name in parts}) if found else None
    with room.ledger() as ledger:
        coders = ledger.coders() if ledger else ()
    parties, _ = names(case)
    return MovedView(
        parties=parties,
        issues={key: issue.name for key, issue in case.issues.items()},
        options={key: {option: one.name for option, one in issue.options.items()} for key, issue in case.issues.items()},
        since=since,
        until=until,
        coders=coders,
        by_coder=by_coder,
        difference=short,
        counts=counts,
        pending=found is None,
    )


def _difference(folder: Path, case: Case, since: date, until: date, asked: MovedAsked) -> Difference:
    if asked.one and asked.other:
        left, right = (of_coder(case, folder, coder) for coder in (asked.one, asked.other))
        return diff(left, right)
    before, after = on_day(case, folder, since), on_day(case, folder, until)
    events: tuple[Event, ...] = ()
    undone: frozenset[str] = frozenset()
    if (folder / NAME).exists():
        with Ledger.open(folder) as ledger:
            hidden = ledger.withheld().subjects
            events = tuple(event for event in ledger.log() if event.what.get("subject") not in hidden)
            undone = ledger.undone()
    return diff(before, after, events, undone)


SCREENS = (Screen("/moved", "What moved", "moved.html", MovedAsked, MovedView, moved),)
