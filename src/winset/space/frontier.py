"""The complete frontier: every efficient package of a table, exactly."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

import numpy as np
from numpy.typing import NDArray

from winset.space.budget import Budget
from winset.space.diagram import Diagram, Entangled, Layer, diagram
from winset.space.dominance import efficient
from winset.space.grow import Growth, Stage, grow, once
from winset.space.package import signable
from winset.space.table import Ints, ScoreTable, branches
from winset.space.trail import trail

MOST_TIES = 100_000
"""Packages looked at per point where a floor stands on a score that is not maximised."""


@dataclass(frozen=True, slots=True, eq=False)
class Frontier:
    """The efficient points (n, len(over)) of a table in the scores `over`, best first in the first score.

    `epsilon` : per score, in its own units; every package of the table that clears the floors by this much is matched by a
    point at most this much worse. All zero where the frontier is `complete`.
    """

    table: ScoreTable
    over: tuple[int, ...]
    points: Ints
    epsilon: tuple[Fraction, ...]
    complete: bool
    growths: tuple[Growth, ...]
    """How the points were made, per branch: the way back to their packages."""

    @property
    def size(self) -> int:
        """The number of distinct efficient points."""
        return len(self.points)

    def packages(self, rows: Sequence[int] | NDArray[np.intp] | None = None, limit: int = 100) -> list[list[tuple[int, ...]]]:
        """Return for each of these points (all of them unless asked) up to `limit` packages that attain it, in order."""
        points = self.points if rows is None else self.points[np.asarray(rows, dtype=np.intp)]
        found: list[list[tuple[int, ...]]] = [[] for _ in points]
        whole = len(self.over) == len(self.table.names)
        for growth in self.growths:
            back = trail(growth if whole else projected(growth, len(self.over)))
            at = back.find(points)
            hits = np.flatnonzero(at >= 0)
            for hit, packages in zip(hits.tolist(), back.packages(at[hits], limit if whole else MOST_TIES), strict=True):
                found[hit].extend(packages)
        if not whole:
            found = [[x for x, on in zip(some, signable(self.table, some), strict=True) if on] for some in found]
        return [sorted(packages)[:limit] for packages in found]

    def counts(self, rows: Sequence[int] | NDArray[np.intp] | None = None) -> list[int]:
        """Return how many packages attain each of these points."""
        if len(self.over) < len(self.table.names):
            return [len(packages) for packages in self.packages(rows, limit=MOST_TIES)]
        points = self.points if rows is None else self.points[np.asarray(rows, dtype=np.intp)]
        total = [0] * len(points)
        for back in map(trail, self.growths):
            at = back.find(points)
            hits = np.flatnonzero(at >= 0)
            for hit, count in zip(hits.tolist(), back.counts(at[hits]), strict=True):
                total[hit] += count
        return total


def frontier(
    table: ScoreTable,
    over: Sequence[int] | None = None,
    *,
    floors: bool = True,
    thin: bool = False,
    budget: Budget | None = None,
) -> Frontier:
    """Return the efficient packages among those that the rules and the floors leave.

        {x in X : no y in X with s_k(y) ≥ s_k(x) for all k in `over`, and > for one}

    Issue by issue, the sums of points and options are filtered for dominance (`grow`); a score with a floor is a dimension
    of that test even if it is not one of `over`, and is projected out at the end. Equal points are one; `packages` gives
    all that attain it. No package at all gives a frontier of size 0.

    Parameters
    ----------
    over : the scores that are maximised; all of them unless given
    floors : whether floors remove packages; the rules always do
    thin : where a stage outgrows `budget.rows` or the time is up, keep one point per cell of a grid and say how much was
        given up; without it an unfinished frontier is returned empty, and not `complete`, as it is in any case where links
        are too dense for a diagram

    Examples
    --------
    >>> from winset.space.table import score_table
    >>> table = score_table(["land", "aid"], [["keep", "cede"], ["no", "yes"]], ["A", "B"],
    ...                     [[[3, 0], [0, 4]], [[0, 1], [2, 0]]])
    >>> found = frontier(table)
    >>> found.points.tolist(), found.packages()[0]
    ([[5, 0], [3, 1], [2, 4], [0, 5]], [(0, 1)])
    """
    over = tuple(range(len(table.names))) if over is None else tuple(over)
    budget = budget or Budget()
    grown, entangled = [], False
    free = table if floors else table.floored([None] * len(table.names))
    for branch in branches(free):
        extra = [k for k, floor in enumerate(branch.floors) if floor is not None and k not in over]
        part = branch.keeping([*over, *extra])
        try:
            layers = diagram(part)
        except Entangled:
            entangled = True
            continue
        if not layers.empty:
            grown.append(grow(layers, floors=part.floors, thin=thin, budget=budget))
    whole = not entangled and all(growth.whole for growth in grown)
    none = np.zeros((0, len(over)), dtype=table.scores[0].dtype)
    points = np.concatenate([none, *(growth.stages[-1].points[:, : len(over)] for growth in grown if whole)])
    points = points[efficient(points)]
    points = points[np.lexsort(points.T[::-1])[::-1]] if points.dtype != object else _downwards(points)
    given_up = np.max([growth.thinned[: len(over)] for growth in grown], axis=0) if grown else np.zeros(len(over))
    return Frontier(
        table=free,
        over=over,
        points=points,
        epsilon=tuple(Fraction(int(width)) / table.scale[k] for width, k in zip(given_up, over, strict=True)),
        complete=whole and not given_up.any(),
        growths=tuple(grown) if whole else (),
    )


def projected(growth: Growth, scores: int) -> Growth:
    """Return a growth seen in its first scores only.

    The earlier part of a package that attains an efficient point has, in these scores, the totals of a point that was kept:
    whatever dominates it would lead to a better point, so it can only be its equal here.
    """
    table = growth.diagram.table.keeping(range(scores))
    layers = tuple(Layer(e.issue, e.options, e.target, e.gain[:, :, :scores]) for e in growth.diagram.layers)
    stages = []
    for stage in growth.stages:
        points = stage.points[:, :scores]
        keep = once(points, stage.node)
        stages.append(Stage(points[keep], stage.node[keep]))
    return Growth(Diagram(table, layers), tuple(stages), growth.thinned[:scores], growth.whole)


def _downwards(points: Ints) -> Ints:
    order = sorted(range(len(points)), key=lambda row: tuple(-v for v in points[row]))
    return points[np.array(order, dtype=np.intp)]
