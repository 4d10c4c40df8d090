"""Why the zone is empty: the minimal sets of red lines and walk-aways to relax, and the smallest relaxation that opens it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import combinations

import numpy as np

from winset.deal.fairness import utilitarian
from winset.space.budget import Budget
from winset.space.count import Count, count
from winset.space.diagram import diagram
from winset.space.grow import grow
from winset.space.package import Package
from winset.space.table import ScoreTable, branches

Choice = tuple[int, int]
"""An issue and one of its options, by position."""


@dataclass(frozen=True, slots=True)
class Blocker:
    """A minimal set of conditions whose relaxing opens the zone: relax all of them and some package can be signed.

    `walk_aways` : scores whose floors must give way. `red_lines` : (issue, option) that must be allowed. `relaxation` : by
    how much each of those floors must fall, in the case's own units, on the way that needs the least in all; `package` is
    what could then be signed.
    """

    walk_aways: tuple[int, ...]
    red_lines: tuple[Choice, ...]
    relaxation: tuple[Fraction, ...]
    package: Package

    @property
    def total(self) -> Fraction:
        """The sum of what the walk-aways must fall by."""
        return sum(self.relaxation, Fraction(0))


@dataclass(frozen=True, slots=True)
class Blockers:
    """All minimal sets that give up at most `depth` red lines, those with the fewest conditions first.

    `least` : the set whose walk-aways fall by least in all while every red line stands, or nothing if no package is
    permitted. `complete` : no minimal set is missing. `removed` : per red line, the packages that would join the zone, were it
    alone given up.
    """

    minimal: tuple[Blocker, ...]
    least: Blocker | None
    complete: bool
    depth: int
    removed: tuple[tuple[Choice, Count], ...]


def blockers(table: ScoreTable, *, depth: int = 2, counting: bool = True, budget: Budget | None = None) -> Blockers:
    """Return what stands between the parties and a package that all can sign; nothing minimal where the zone is not empty.

    A package misses some floors and crosses some red lines; giving up exactly those opens the zone with it. The minimal sets
    are the inclusion-minimal ones over all packages (minimal correction sets: Liffiton and Sakallah 2008, J. Automated
    Reasoning 40(1), p. 1). For each combination of up to `depth` red lines, the efficient packages in min(total, floor) hold
    every minimal set of walk-aways, and the least sum of shortfalls: both can only improve with those scores.
    Without `counting`, what each red line alone keeps out is left uncounted.
    """
    budget = budget or Budget()
    lines = red_lines(table)
    ways: list[_Way] = []
    complete = depth >= len(lines)
    for crossed in range(min(depth, len(lines)) + 1):
        for given_up in combinations(lines, crossed):
            if len({issue for issue, _ in given_up}) == crossed:
                found, whole = _ways(table, given_up, budget)
                ways += found
                complete = complete and whole
    minimal = [way for way in ways if not any(other.conditions < way.conditions for other in ways)]
    cheapest: dict[frozenset[object], _Way] = {}
    for way in sorted(minimal, key=lambda way: (len(way.conditions), sum(way.fall))):
        cheapest.setdefault(way.conditions, way)
    least = min((way for way in ways if not way.red_lines), key=lambda way: (sum(way.fall), way.walk_aways), default=None)
    return Blockers(
        tuple(_blocker(way) for way in cheapest.values() if way.conditions),
        _blocker(least) if least is not None and least.conditions else None,
        complete,
        min(depth, len(lines)),
        removed(table, budget) if counting else (),
    )


def removed(table: ScoreTable, budget: Budget | None = None) -> tuple[tuple[Choice, Count], ...]:
    """Return, per option behind a red line, how many packages that line alone keeps out of the zone."""
    return tuple((line, count(only(table, line), budget)) for line in red_lines(table))


def red_lines(table: ScoreTable) -> tuple[Choice, ...]:
    """Return the options that are not allowed."""
    return tuple((i, int(o)) for i, allowed in enumerate(table.allowed) for o in np.flatnonzero(~allowed))


@dataclass(frozen=True, slots=True, eq=False)
class _Way:
    """A way to open the zone: what gives way, by how much, and the table in which it has given way."""

    walk_aways: tuple[int, ...]
    red_lines: tuple[Choice, ...]
    fall: tuple[Fraction, ...]
    opened: ScoreTable

    @property
    def conditions(self) -> frozenset[object]:
        return frozenset((*self.walk_aways, *self.red_lines))


def _ways(table: ScoreTable, given_up: Sequence[Choice], budget: Budget) -> tuple[list[_Way], bool]:
    """Return the ways to open the zone with packages that hold all of these options, and whether none is missing."""
    forced = table
    for line in given_up:
        forced = only(forced, line)
    best: dict[tuple[int, ...], _Way] = {}
    whole = True
    for part in branches(forced):
        columns = [k for k, floor in enumerate(part.floors) if floor is not None]
        layers = diagram(part.keeping(columns)) if columns else diagram(part)
        if layers.empty:
            continue
        growth = grow(layers, floors=layers.table.floors, saturate=True, budget=budget)
        whole = whole and growth.whole
        for point in growth.stages[-1].points.tolist() if growth.whole else []:
            floors = list(part.floors)
            short = [(k, total) for k, total in zip(columns, point, strict=True) if total < (part.floors[k] or 0)]
            fall = tuple(Fraction((part.floors[k] or 0) - total) / part.scale[k] for k, total in short)
            key = tuple(k for k, _ in short)
            if key not in best or sum(fall) < sum(best[key].fall):
                for k, total in short:
                    floors[k] = total
                best[key] = _Way(key, tuple(given_up), fall, part.floored(floors))
    return list(best.values()), whole


def _blocker(way: _Way) -> Blocker:
    """Return a way with the package that it opens the zone to: of those, the one with the largest sum of utilities."""
    players = [k for k, floor in enumerate(way.opened.floors) if floor is not None]
    solution = utilitarian(way.opened, players)
    if solution is None:
        raise AssertionError("a way to open the zone opened nothing")
    return Blocker(way.walk_aways, way.red_lines, way.fall, solution.package)


def only(table: ScoreTable, line: Choice) -> ScoreTable:
    """Return the table in which an issue has this one option left, red line or not."""
    issue, option = line
    allowed = np.arange(len(table.options[issue])) == option
    allowed.setflags(write=False)
    return replace(table, allowed=(*table.allowed[:issue], allowed, *table.allowed[issue + 1 :]))
