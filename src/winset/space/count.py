"""The size of the zone: how many packages the rules and the floors leave, exact or within rigorous bounds."""

from dataclasses import dataclass, replace
from math import gcd, prod

import numpy as np

from winset.space.budget import Budget
from winset.space.diagram import Diagram, Entangled, Layer, diagram
from winset.space.halves import bounds, exact_pairs, listed_count
from winset.space.package import signable
from winset.space.table import ScoreTable, branches
from winset.space.ways import dense_cells, dense_count, rounded_bounds, sparse_count

DENSE_CELLS = 30_000_000
FEW = 3_000_000


@dataclass(frozen=True, slots=True)
class Count:
    """A number of packages between `low` and `high`, both certain; `value` is the number itself where they meet.

    `interval` : a 95 percent interval from sampling, where the bounds do not meet; an estimate, and labelled as one.
    """

    low: int
    high: int
    interval: tuple[float, float] | None = None

    @property
    def exact(self) -> bool:
        """Whether the number is known exactly."""
        return self.low == self.high

    @property
    def value(self) -> int:
        """The number; where it is not known, the middle of the interval, or of the bounds if nothing was sampled."""
        low, high = self.interval or (self.low, self.high)
        return self.low if self.exact else min(max(int((low + high) / 2), self.low), self.high)


def count(table: ScoreTable, budget: Budget | None = None) -> Count:
    """Return how many packages are permitted and meet every floor that counts for them.

        |{x : x permitted, s_k(x) ≥ floor_k for every k whose floor counts}|

    Exact by a dynamic programme over totals where the table's own numbers allow it; for one or two floors by two halves of
    the issues; otherwise within bounds that are certain, and with an interval from sampling. Nothing is rounded silently.

    Examples
    --------
    >>> from winset.space.table import score_table
    >>> table = score_table(["land", "aid"], [["keep", "cede"], ["no", "yes"]], ["A", "B"],
    ...                     [[[3, 0], [0, 4]], [[0, 1], [2, 0]]], floors=[2, 1])
    >>> count(table).value
    2
    """
    budget = budget or Budget()
    parts = [_count(part, budget) for part in branches(table)]
    low, high = sum(p.low for p in parts), sum(p.high for p in parts)
    return Count(low, high, None if low == high else sampled(table, low, high))


def sampled(table: ScoreTable, low: int, high: int, draws: int = 200_000, seed: int = 0) -> tuple[float, float]:
    """Return a 95 percent interval for the number of packages in the zone, from packages drawn evenly, within the bounds.

    Wilson (1927), J. American Statistical Association 22(158), p. 209.
    """
    rng = np.random.default_rng(seed)
    drawn = np.stack([rng.integers(len(options), size=draws) for options in table.options], axis=1)
    share, spread = float(signable(table, drawn).mean()), 1.96**2 / draws
    middle = (share + spread / 2) / (1 + spread)
    half = 1.96 / (1 + spread) * float(np.sqrt(share * (1 - share) / draws + spread / draws / 4))
    return max(float(low), (middle - half) * table.packages), min(float(high), (middle + half) * table.packages)


def _count(table: ScoreTable, budget: Budget) -> Count:
    """Count the packages of a table without bindings; where links are too dense for a diagram, only sampling says more."""
    try:
        layers = _reduced(diagram(table))
    except Entangled:
        return Count(0, prod(int(allowed.sum()) for allowed in table.allowed))
    if layers.empty:
        return Count(0, 0)
    floors = tuple(floor for floor in layers.table.floors if floor is not None)
    plain = layers.nodes == 1
    exact: int | None = None
    between: tuple[int, int] | None = None
    if plain and dense_cells(layers, floors) <= DENSE_CELLS:
        exact = dense_count(layers, floors)
    elif plain and not layers.table.wide and len(floors) <= 2:
        exact = exact_pairs(layers, floors, budget)
    if exact is None and plain and not layers.table.wide:
        exact = listed_count(layers, floors, budget)
    if exact is None and (table.packages <= FEW or not plain or layers.table.wide):
        exact = sparse_count(layers, floors, Budget(budget.left(), FEW))
    if exact is not None:
        return Count(exact, exact)
    if plain and not layers.table.wide:
        between = bounds(layers, floors, budget)
    return Count(*(between or rounded_bounds(layers, floors, budget)))


def _reduced(layers: Diagram) -> Diagram:
    """Return the diagram in the floored scores only, each divided by what all its steps have in common.

    Totals that differ do so by a multiple of the common divisor, so nothing is rounded: the floor moves up to the next
    total that can occur.
    """
    table = layers.table
    columns = [k for k, floor in enumerate(table.floors) if floor is not None]
    steps, base = [0] * len(columns), [0] * len(columns)
    gains = []
    for layer in layers.layers:
        used = layer.gain[layer.target >= 0][:, columns]
        if not len(used):
            return layers
        first = used.min(axis=0)
        gains.append(layer.gain[:, :, columns] - first)
        for at in range(len(columns)):
            steps[at] = gcd(steps[at], *map(int, set((used[:, at] - first[at]).tolist())))
            base[at] += int(first[at])
    steps = [step or 1 for step in steps]
    divisor = np.array(steps, dtype=layers.layers[0].gain.dtype)
    floors = [-((base[at] - int(table.floors[k] or 0)) // steps[at]) for at, k in enumerate(columns)]
    plain = replace(table.keeping(columns), floors=tuple(floors))
    scaled = tuple(Layer(e.issue, e.options, e.target, gain // divisor) for e, gain in zip(layers.layers, gains, strict=True))
    return Diagram(plain, scaled)
