"""The ideal gain of each player: the most that it could have in the zone, whatever the others keep above their floors."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

import numpy as np

from winset.deal.dual import Oracle, duals
from winset.deal.goal import smallest_share
from winset.deal.program import programmed
from winset.deal.search import Found, search
from winset.space.budget import Budget
from winset.space.diagram import Diagram, Entangled, best_rest, diagram
from winset.space.package import totals
from winset.space.table import ScoreTable, branches

NUDGE = 1e-6
"""How much the others count where one player's best package is chosen among its equals, or nearly."""


@dataclass(frozen=True, slots=True)
class Ideals:
    """The largest gain met of each player, in the case's own units.

    `slack` : by how much more, as a share of what it would then be, any of them could be at most; 0 where all are proved.
    """

    gains: tuple[Fraction, ...]
    slack: float


def ideal_gains(table: ScoreTable, players: Sequence[int], *, budget: Budget | None = None) -> Ideals | None:
    """Return the largest gain of each player within the zone; nothing where no package of the zone was found.

        ideal_p - d_p = max {s_p(y) - d_p : y in the zone} / scale_p

    Where the package that is best for a player among all is in the zone, it is the answer; the other players' are searched
    for, one by one, under dual bounds that are found for all of them at once.

    Examples
    --------
    >>> from winset.space.table import score_table
    >>> table = score_table(["land", "aid"], [["keep", "cede"], ["no", "yes"]], ["A", "B"],
    ...                     [[[3, 0], [0, 4]], [[0, 1], [2, 0]]], floors=[0, 1])
    >>> ideal_gains(table, [0, 1]).gains
    (Fraction(3, 1), Fraction(4, 1))
    """
    gains: dict[int, Fraction] = {}
    bounds: dict[int, float] = {}
    for part in branches(table):
        for p, best in _in_branch(part, players, gains, budget):
            for value in best.values[:1]:
                gains[p] = max(value, gains.get(p, value))
            if not best.proved:
                bounds[p] = max(best.bound, bounds.get(p, best.bound))
    if len(gains) < len(players):
        return None
    slack = max(((bound - float(gains[p])) / bound for p, bound in bounds.items() if bound > gains[p]), default=0.0)
    return Ideals(tuple(gains[p] for p in players), slack)


def _in_branch(
    part: ScoreTable, players: Sequence[int], known: Mapping[int, Fraction], budget: Budget | None
) -> Iterator[tuple[int, Found]]:
    """Yield the best of each player in one branch; nothing of a player who can have no more than is known there."""
    goals = {p: smallest_share(part, players, [Fraction(int(q == p)) for q in players]) for p in players}
    try:
        layers = diagram(part)
    except Entangled:
        yield from ((p, programmed(part, goal, budget)) for p, goal in goals.items())
        return
    if layers.empty:
        return
    free = _unhindered(layers, players)
    yield from free.items()
    hard = [p for p in players if p not in free]
    for p, top in zip(hard, duals(layers, [goals[p] for p in hard]) if hard else (), strict=True):
        yield p, search(layers, goals[p], ties=0, at_least=known.get(p), top=top, budget=budget)


def _unhindered(layers: Diagram, players: Sequence[int]) -> dict[int, Found]:
    """Return the most that each player gains in any package, of those for whom one that gives it meets every floor."""
    table, gains = layers.table, [layer.gain for layer in layers.layers]
    unit = np.array([float(scale) for scale in table.scale])
    oracle = Oracle(layers, tuple(gain.astype(np.float64) / unit for gain in gains), np.zeros(len(unit)))
    _, packages = oracle.best(np.eye(len(unit))[list(players)] + NUDGE)
    most, floors, sums = best_rest(layers.layers, gains)[0][0], table.floors, totals(table, packages)
    found = {}
    for place, p in enumerate(players):
        total = sums[place].tolist()
        if total[p] == most[p] and all(floor is None or s >= floor for s, floor in zip(total, floors, strict=True)):
            value = Fraction(total[p] - (floors[p] or 0)) / table.scale[p]
            found[p] = Found(sums[place : place + 1], (value,), (), float(value), True)
    return found
