"""What moved between two sides: two days of one case, two coders of one record, two cases."""

from collections.abc import Callable, Iterable

from winset.record.event import Event
from winset.study.compare import heard, moved, renumbered
from winset.study.compare.difference import Difference, Review, SideLine
from winset.study.compare.side import Side
from winset.study.run import fingerprint, run

Progress = Callable[[str], None]


def diff(
    before: Side,
    after: Side,
    events: Iterable[Event] = (),
    undone: frozenset[str] = frozenset(),
    progress: Progress = lambda stage: None,
) -> Difference:
    """Return what moved from one side to the other, along the chain from statements to survival.

    Each side is studied at its modes. Sides with the same case are studied once: the record alone moves no number of it.
    `events` are those of the ledger, where the sides are days; `progress` is told each stage as it begins.

    >>> from winset.case.store import bundled, read
    >>> from winset.study.spoken import NOTHING
    >>> text = (bundled()["beginning"] / "case.yaml").read_text()
    >>> cases = [read(one, "case.yaml")[0] for one in (text, text.replace("joint: 60..70", "joint: 50..60"))]
    >>> found = diff(*(Side(str(n), case, NOTHING) for n, case in enumerate(cases)))
    >>> [(one.path, one.before, one.after) for one in found.numbers]
    [('preferences.aland.issues.bridge.values.joint', '60 to 70, most likely 65', '50 to 60, most likely 55')]
    """
    progress(f"the study of {before.name}")
    first = run(before.case, before.record)
    second = first
    if fingerprint(before.case) != fingerprint(after.case):
        progress(f"the study of {after.name}")
        second = run(after.case, after.record)
    progress("what moved")
    names = {key: party.name for side in (before, after) for key, party in side.case.parties.items()}
    return Difference(
        before=_line(before),
        after=_line(after),
        statements=heard.statements(before, after),
        reviews=_reviews(before, after, events, undone),
        contacts=heard.contacts(before, after),
        claims=heard.claims(before, after),
        points=heard.points(before, after),
        positions=heard.positions(before, after),
        issues=heard.coverage(before, after),
        suggested=heard.suggested(before, after),
        numbers=renumbered.numbers(before, after),
        not_yet_known=(*renumbered.not_yet_known(before), *renumbered.not_yet_known(after)),
        choices=moved.choices(first, second),
        figures=moved.figures(first, second, names),
    )


def _reviews(before: Side, after: Side, events: Iterable[Event], undone: frozenset[str]) -> tuple[Review, ...]:
    if before.until is None or after.until is None:
        return ()
    return heard.reviews(events, undone, before.until, after.until)


def _line(side: Side) -> SideLine:
    return SideLine(
        name=side.name,
        case=fingerprint(side.case),
        as_of=side.case.as_of,
        ledger=side.record.head,
        statements=len(side.record.statements),
    )
