"""Deal: a selector for each issue, what the package is worth to each party, who refuses it, the edge, and what if a line fell."""

from datetime import date

from winset.band import Frozen
from winset.case.case import Case
from winset.report.edge import edge as drawn
from winset.study.edge import Edge, edge
from winset.study.hand import Change, Hand, Zone, counted, hand, line_id, openings, ways_in, zone
from winset.study.run import fingerprint
from winset.study.study import Coverage
from winset.web.board import NONE, board
from winset.web.known import known
from winset.web.package import PackageAsked, beginnings, chosen, lines, signing
from winset.web.positions import Name, names
from winset.web.room import Room
from winset.web.screen import Screen

AT_ONCE = 0.16
"""Seconds that the page waits for the zone: a toggle shows at once what it opens."""


class DealAsked(PackageAsked):
    """A package, and the two parties between whom the efficient edge is shown."""

    across: str | None = None
    up: str | None = None


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
    across: str | None
    up: str | None
    edge: Edge | None
    picture: str | None
    pending: bool


def deal(room: Room, asked: DealAsked) -> DealView:
    """Return the package in hand and the zone around it.

    Raises
    ------
    Refused : what is asked about is none of the case
    """
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
    held = hand(case, package, day, lifted)
    between = _between(case, asked)
    found, picture = _edge(room, case, at, held, between) if between else (None, None)
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
        hand=held,
        nearest=nearest,
        zone=around,
        size=Size(low=count.low, high=count.high, exact=count.exact) if count else None,
        openings=opening,
        across=between[0] if between else None,
        up=between[1] if between else None,
        edge=found,
        picture=picture,
        pending=(
            around is None
            or nearest is None
            or opening is None
            or (count is None and not around.empty)
            or (between is not None and picture is None)
        ),
    )


def _between(case: Case, asked: DealAsked) -> tuple[str, str] | None:
    """Return the two parties of the edge: those asked for, else the first that bargain; none where there are not two."""
    able = sorted(case.preferences, key=lambda party: not case.parties[party].negotiates)
    if len(able) < 2:
        return None
    across = known(able, asked.across, "party with preferences") if asked.across else next(p for p in able if p != asked.up)
    up = known(able, asked.up, "party with preferences") if asked.up else next(p for p in able if p != across)
    return across, up if up != across else next(p for p in able if p != across)


def _edge(
    room: Room, case: Case, at: tuple[str, date, tuple[str, ...]], held: Hand, between: tuple[str, str]
) -> tuple[Edge | None, str | None]:
    """Return the edge and its picture, as far as they are at hand."""
    across, up = (next(one for one in held.standing if one.party == party) for party in between)
    found = room.beside(("edge", *at, between), edge, case, at[1], *between, at[2], patience=0)
    if found is None:
        return None, None
    called = {key: party.name for key, party in case.parties.items()}
    return found, room.soon(("edge drawn", *at, between, across, up), lambda: drawn(found, called, across, up))


SCREENS = (Screen("/deal", "Deal", "deal.html", DealAsked, DealView, deal),)
