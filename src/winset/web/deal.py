"""Deal: one selector for each issue, what the package is worth to each party, who refuses it, and what if a red line fell."""

from datetime import date

from winset.band import Frozen
from winset.study.hand import Change, Hand, Zone, counted, hand, line_id, openings, ways_in, zone
from winset.study.run import fingerprint
from winset.study.study import Coverage
from winset.web.board import NONE, board
from winset.web.package import PackageAsked, beginnings, chosen, lines, signing
from winset.web.positions import Name, names
from winset.web.room import Room
from winset.web.screen import Screen

AT_ONCE = 0.16
"""Seconds that the page waits for the zone: a toggle shows at once what it opens."""


class Choice(Frozen):
    """An issue with its options, the one in hand, and how the issue stands on the record."""

    issue: str
    name: str
    question: str | None
    coverage: Coverage | None
    chosen: str
    options: dict[str, str]
    ruled_out_by: dict[str, tuple[str, ...]]


class Line(Frozen):
    """A red line, which may be lifted for the sake of argument."""

    id: str
    party: str
    option: str
    issue: str
    lifted: bool
    rests_on: str


class Size(Frozen):
    """The number of packages in the zone, exact or within certain bounds."""

    low: int
    high: int
    exact: bool


class DealView(Frozen):
    """A package in hand: every issue's choice, its standing with each party, the zone around it, and the nearest way in.

    What is still being worked out is null. `begun_from` names the package that the page began from, where none was chosen.
    """

    day: date
    days: tuple[date, ...]
    parties: tuple[Name, ...]
    begun_from: str | None
    starts: dict[str, dict[str, str]] | None
    choices: tuple[Choice, ...]
    lines: tuple[Line, ...]
    hand: Hand
    nearest: tuple[Change, ...] | None
    zone: Zone | None
    size: Size | None
    openings: tuple[tuple[str, ...], ...] | None
    pending: bool


def deal(room: Room, asked: PackageAsked) -> DealView:
    """Return the package in hand and the zone around it."""
    case = room.case()
    day, lifted = signing(case, asked), lines(case, asked)
    package, begun_from = chosen(room, asked)
    at = (fingerprint(case), day, lifted)
    around = room.soon(("zone", *at), lambda: zone(case, day, lifted), patience=AT_ONCE)
    nearest = room.soon(("ways", *at, tuple(package.items())), lambda: ways_in(case, package, day, lifted))
    count = room.beside(("count", *at), counted, case, day, lifted, patience=0) if around and not around.empty else None
    opening = room.beside(("openings", *at), openings, case, day, lifted, patience=0) if around and around.empty else ()
    made = board(room, asked.as_of, asked.coder)[0] or NONE
    coverage = {line.issue: line.coverage for line in made.issues}
    parties, _ = names(case)
    return DealView(
        day=day,
        days=case.signing or (day,),
        parties=parties,
        begun_from=begun_from,
        starts=beginnings(room, case, day, lifted),
        choices=tuple(
            Choice(
                issue=key,
                name=issue.name,
                question=issue.question,
                coverage=coverage.get(key),
                chosen=package[key],
                options={option: one.name for option, one in issue.options.items()},
                ruled_out_by={
                    option: tuple(line.party for line in case.red_lines if (line.issue, line.option) == (key, option))
                    for option in issue.options
                },
            )
            for key, issue in case.issues.items()
        ),
        lines=tuple(
            Line(
                id=line_id(line),
                party=line.party,
                option=case.issues[line.issue].options[line.option].name,
                issue=case.issues[line.issue].name,
                lifted=line_id(line) in lifted,
                rests_on=line.because.judgement or line.because.source or line.because.kind.value,
            )
            for line in case.red_lines
        ),
        hand=hand(case, package, day, lifted),
        nearest=nearest,
        zone=around,
        size=Size(low=count.low, high=count.high, exact=count.exact) if count else None,
        openings=opening,
        pending=around is None or nearest is None or opening is None or (count is None and not around.empty),
    )


SCREENS = (Screen("/deal", "Deal", "deal.html", PackageAsked, DealView, deal),)
