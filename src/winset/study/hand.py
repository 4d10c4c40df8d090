"""A package in hand, and what if a red line fell: what it is worth to whom, what stands against it, and the nearest way in."""

from collections.abc import Collection, Mapping
from datetime import date

from winset.band import Frozen
from winset.case.case import Case
from winset.case.issue import RedLine
from winset.deal.blockers import blockers
from winset.deal.fairness import egalitarian, kalai_smorodinsky, utilitarian
from winset.deal.glance import glance
from winset.deal.nash import nash
from winset.deal.path import Move, improving_moves, nearest
from winset.space.count import Count, count
from winset.space.package import Package, named, permitted, position, signable, totals
from winset.space.table import ScoreTable
from winset.space.tabulate import negotiators, tabulate
from winset.study import dealt
from winset.study.figure import Figure, Reason, Reasons, number
from winset.study.resting import walk_away_basis

MOST_MOVES = 4

SOLUTIONS = {
    "Nash": nash,
    "egalitarian": egalitarian,
    "Kalai–Smorodinsky": kalai_smorodinsky,
    "utilitarian": utilitarian,
}
"""The solutions that a package may be begun from."""


class Standing(Frozen):
    """What a package is worth to a party, beside what it has without a deal; `least` and `most` are the ends of its scale.

    `signs` : the package needs its signature. `accepts` : it has at least its walk-away, at the modes.
    """

    party: str
    signs: bool
    accepts: bool
    worth: Figure
    walk_away: Figure
    least: float
    most: float


class Veto(Frozen):
    """A rule that a package breaks: whose it is, if it is a party's, and what says so."""

    party: str | None
    what: str
    basis: tuple[str, ...]


class Change(Frozen):
    """Options to change, and what each negotiator gains or loses by it."""

    changes: dict[str, str]
    gains: dict[str, float]


class Hand(Frozen):
    """A package: its standing with each party, the rules it breaks, and where it could go.

    `improving` : single changes that help somebody and hurt nobody.
    """

    package: dict[str, str]
    permitted: bool
    signable: bool
    standing: tuple[Standing, ...]
    vetoes: tuple[Veto, ...]
    improving: tuple[Change, ...]
    reasons: dict[str, Reason]


class Zone(Frozen):
    """The zone under the rules that are left: empty or not, its size within bounds, the Nash package, and what alone opens it.

    `openings` are the single conditions that open an empty zone; `tried` says whether each of them was tried.
    """

    day: date
    lifted: tuple[str, ...]
    empty: bool
    low: int
    high: int
    estimate: tuple[float, float] | None
    exact: bool
    nash: dict[str, str] | None
    openings: tuple[tuple[str, ...], ...]
    tried: bool


def line_id(line: RedLine) -> str:
    """Return the name by which a red line is lifted."""
    return f"{line.party}:{line.issue}:{line.option}"


def without(case: Case, lifted: Collection[str]) -> Case:
    """Return the case without some of its red lines."""
    return case.model_copy(update={"red_lines": tuple(line for line in case.red_lines if line_id(line) not in lifted)})


def hand(case: Case, package: Mapping[str, str], day: date, lifted: Collection[str] = ()) -> Hand:
    """Return everything about one package, quickly enough to answer as it is put together.

    Raises
    ------
    Refused : it is no package of the case
    """
    ruled = without(case, lifted)
    tables, reasons = dealt.readings(ruled, day), Reasons()
    table = tables[0]
    chosen = position(table, package)
    players = _players(case, table)
    line = dealt.package_line(ruled, tables, chosen, reasons)
    return Hand(
        package=dict(package),
        permitted=bool(permitted(table, [chosen])[0]),
        signable=bool(signable(table, [chosen])[0]),
        standing=tuple(_standing(ruled, table, chosen, party, line.utility[party], day, reasons) for party in table.names),
        vetoes=_vetoes(ruled, package, reasons),
        improving=tuple(_change(table, players, move) for move in improving_moves(table, chosen, players)[:MOST_MOVES]),
        reasons=reasons.found,
    )


def ways_in(case: Case, package: Mapping[str, str], day: date, lifted: Collection[str] = ()) -> tuple[Change, ...]:
    """Return the fewest changes to a package that everybody whose signature is needed could sign; none where it is signable."""
    table = tabulate(without(case, lifted), day)
    chosen, players = position(table, package), _players(case, table)
    if signable(table, [chosen])[0]:
        return ()
    return tuple(_change(table, players, move) for move in nearest(table, chosen, players)[:MOST_MOVES])


def starts(case: Case, day: date, lifted: Collection[str] = ()) -> dict[str, dict[str, str]]:
    """Return the packages that named solutions of bargaining theory choose: places to start from, none of them advice."""
    table = tabulate(without(case, lifted), day)
    players = _players(case, table)
    found = {name: solve(table, players) for name, solve in SOLUTIONS.items()}
    return {name: named(table, one.package) for name, one in found.items() if one}


def zone(case: Case, day: date, lifted: Collection[str] = ()) -> Zone:
    """Return what can be said at once of the zone without some red lines, every number at its mode."""
    ruled = without(case, lifted)
    table = tabulate(ruled, day)
    seen = glance(table, _players(case, table))
    return Zone(
        day=day,
        lifted=tuple(sorted(lifted)),
        empty=seen.empty,
        low=seen.zone.low,
        high=seen.zone.high,
        estimate=seen.zone.interval,
        exact=seen.zone.exact,
        nash=named(table, seen.nash.package) if seen.nash else None,
        openings=dealt.opening_words(ruled, table, seen.alone.openers) if seen.alone else (),
        tried=seen.alone is None or seen.alone.whole,
    )


def openings(case: Case, day: date, lifted: Collection[str] = ()) -> tuple[tuple[str, ...], ...]:
    """Return what would open an empty zone, with at most one red line given up; nothing where it is open."""
    ruled = without(case, lifted)
    table = tabulate(ruled, day)
    return dealt.opening_words(ruled, table, blockers(table, depth=1, counting=False).minimal)


def counted(case: Case, day: date, lifted: Collection[str] = ()) -> Count:
    """Return how many packages the zone holds without some red lines."""
    return count(tabulate(without(case, lifted), day))


def _players(case: Case, table: ScoreTable) -> list[int]:
    """Return the scores of those who bargain."""
    return [k for k, name in enumerate(table.names) if case.parties[name].negotiates]


def _standing(
    case: Case, table: ScoreTable, package: Package, party: str, worth: Figure, day: date, reasons: Reasons
) -> Standing:
    k = table.names.index(party)
    bound = next((binding.choices for binding in table.bindings if binding.score == k), None)
    ends = [case.preferences[party].walk_away.on(day)[place] for place in (1, 0, 2)]
    floor = table.floors[k]
    total = int(totals(table, [package])[0][k])
    return Standing(
        party=party,
        signs=party in negotiators(case) or any((i, o) in (bound or ()) for i, o in enumerate(package)),
        accepts=floor is None or total >= floor,
        worth=worth,
        walk_away=Figure(
            value=number(ends[0]), low=number(ends[1]), high=number(ends[2]), basis=walk_away_basis(case, party, reasons)
        ),
        least=number(sum(int(scores[:, k].min()) for scores in table.scores) / table.scale[k]),
        most=number(sum(int(scores[:, k].max()) for scores in table.scores) / table.scale[k]),
    )


def _vetoes(case: Case, package: Mapping[str, str], reasons: Reasons) -> tuple[Veto, ...]:
    found = []
    for place, line in enumerate(case.red_lines):
        bound = case.parties[line.party].negotiates or any(
            line.party in case.issues[issue].options[option].binds for issue, option in package.items()
        )
        if package.get(line.issue) == line.option and bound:
            what = f"{case.parties[line.party].name} rules out “{case.issues[line.issue].options[line.option].name}”"
            basis = reasons.of_basis(f"red_lines.{place}", f"A red line: {what}", line.because)
            found.append(Veto(party=line.party, what=what, basis=basis))
    for place, condition in enumerate(case.conditions):
        ((issue, option),) = condition.when.items()
        ((other, needed),) = condition.needs.items()
        if package.get(issue) == option and package.get(other) not in needed:
            names = " or ".join(f"“{case.issues[other].options[each].name}”" for each in needed)
            what = f"“{case.issues[issue].options[option].name}” comes only with {names}"
            found.append(Veto(party=None, what=what, basis=reasons.of_basis(f"conditions.{place}", what, condition.because)))
    return tuple(found)


def _change(table: ScoreTable, players: list[int], move: Move) -> Change:
    return Change(
        changes={table.issues[i]: table.options[i][o] for i, o in move.changes},
        gains={table.names[k]: number(gain) for k, gain in zip(players, move.gains, strict=True)},
    )
