"""A solution: the packages that a named principle selects, their value, and how sure it is that none is better."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from fractions import Fraction

from winset.deal.goal import Goal
from winset.deal.program import programmed
from winset.deal.search import Found, search
from winset.space.budget import Budget
from winset.space.diagram import Entangled, diagram
from winset.space.package import Package, totals
from winset.space.table import ScoreTable, branches


@dataclass(frozen=True, slots=True)
class Solution:
    """What a principle selects. `ties` are all its packages, in order; the first of them is `package`.

    `utility` : the totals of `package` in the case's own units, one per score of the table. `proved` : no package is worth
    more. `gap` : how much more, at most, a package could be worth, as a share of that bound; 0 where it is proved.
    """

    value: Fraction
    utility: tuple[Fraction, ...]
    ties: tuple[Package, ...]
    proved: bool
    gap: float

    @property
    def package(self) -> Package:
        """The first of the packages selected."""
        return self.ties[0]


@dataclass(frozen=True, slots=True)
class Ranked:
    """Packages with their values, best first, ties in order; `proved` if no other package is worth as much as the last."""

    values: tuple[Fraction, ...]
    packages: tuple[Package, ...]
    proved: bool
    gap: float


def solve(
    table: ScoreTable, goal: Callable[[ScoreTable], Goal], *, wanted: int = 1, ties: int = 1000, budget: Budget | None = None
) -> Ranked:
    """Return the best packages of a table under a goal, from all its branches, and every tie with the last of them.

    Where links are too dense for a diagram, HiGHS finds one package, not `proved` and with the gap that it certifies.
    """
    found: list[Found] = []
    for part in branches(table):
        try:
            layers = diagram(part)
        except Entangled:
            found.append(programmed(part, goal(part), budget))
            continue
        if layers.empty:
            continue
        so_far = sorted((value for one in found for value in one.values), reverse=True)
        at_least = so_far[wanted - 1] if len(so_far) >= wanted else None
        found.append(search(layers, goal(part), wanted=wanted, ties=ties, at_least=at_least, budget=budget))
    every = [
        (value, package)
        for one in found
        for value, packages in zip(one.values, one.packages, strict=True)
        for package in packages
    ]
    every.sort(key=lambda pair: (-pair[0], pair[1]))
    if not every:
        return Ranked((), (), all(one.proved for one in found), 0.0)
    last = every[min(wanted, len(every)) - 1][0]
    kept = [pair for pair in every if pair[0] >= last]
    proved = all(one.proved or one.bound < float(last) for one in found)
    bound = max(one.bound for one in found)
    gap = 0.0 if proved or bound <= 0 else max(0.0, (bound - float(every[0][0])) / bound)
    return Ranked(tuple(value for value, _ in kept), tuple(package for _, package in kept), proved, gap)


def selected(table: ScoreTable, ranked: Ranked) -> Solution | None:
    """Return the best packages as a solution, or nothing where there are none."""
    if not ranked.packages:
        return None
    ties = tuple(x for x, value in zip(ranked.packages, ranked.values, strict=True) if value == ranked.values[0])
    return Solution(ranked.values[0], table.values(totals(table, ties[:1])[0].tolist()), ties, ranked.proved, ranked.gap)


def players_of(table: ScoreTable, players: Sequence[int] | None) -> tuple[int, ...]:
    """Return the players: those given, or every score whose floor counts in every package."""
    if players is not None:
        return tuple(players)
    bound = {binding.score for binding in table.bindings}
    return tuple(k for k, floor in enumerate(table.floors) if floor is not None and k not in bound)
