"""In how many packages of the zone each option stands: all options at once, forwards and backwards over one diagram."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from winset.space.budget import Budget
from winset.space.count import Count, count
from winset.space.diagram import Diagram, best_rest, diagram
from winset.space.table import Ints, ScoreTable, branches
from winset.space.ways import gathered, merged


def option_counts(table: ScoreTable, budget: Budget | None = None) -> tuple[tuple[Count, ...], ...]:
    """Return, for every issue and option, how many packages of the zone hold it.

        n(i, o) = |{x in the zone : x_i = o}| = sum over the steps that choose o of (ways to reach it) (ways to finish from it)

    Exact, by the forward–backward recursion (Baum et al. 1970, Annals of Mathematical Statistics 41(1), p. 164) over the
    distinct totals; where these outgrow `budget.rows`, option by option and within the bounds that `count` gives.

    Examples
    --------
    >>> from winset.space.table import score_table
    >>> table = score_table(["land", "aid"], [["keep", "cede"], ["no", "yes"]], ["A", "B"],
    ...                     [[[3, 0], [0, 4]], [[0, 1], [2, 0]]], floors=[2, 0])
    >>> [[one.value for one in options] for options in option_counts(table)]
    [[2, 1], [1, 2]]
    """
    budget = budget or Budget()
    sums = [np.zeros(len(options), dtype=object) for options in table.options]
    for part in branches(table):
        layers = diagram(part)
        if layers.empty:
            continue
        if not _add(layers, sums, budget):
            return tuple(
                tuple(count(only(table, i, o), budget) for o in range(len(options))) for i, options in enumerate(table.options)
            )
    return tuple(tuple(Count(int(n), int(n)) for n in row) for row in sums)


def only(table: ScoreTable, issue: int, option: int) -> ScoreTable:
    """Return the table of the packages that hold this option."""
    alone = np.arange(len(table.options[issue])) == option
    allowed = tuple(alone & free if at == issue else free for at, free in enumerate(table.allowed))
    return replace(table, allowed=allowed)


@dataclass(frozen=True, slots=True, eq=False)
class _Steps:
    """The steps of one layer: from which row, by which of its options, to which row of the next."""

    row: NDArray[np.intp]
    option: NDArray[np.intp]
    into: NDArray[np.intp]


def _add(layers: Diagram, sums: Sequence[Ints], budget: Budget) -> bool:
    """Add the counts of one branch; false where the rows become too many."""
    floored = [k for k, floor in enumerate(layers.table.floors) if floor is not None]
    gains = [layer.gain[:, :, floored] for layer in layers.layers]
    least = np.array([layers.table.floors[k] for k in floored], dtype=gains[0].dtype)
    best, worst = best_rest(layers.layers, gains), [-rest for rest in best_rest(layers.layers, [-gain for gain in gains])]
    kind = np.int64 if layers.table.packages < 2**63 else object
    points, node, ways = np.zeros((1, len(floored)), dtype=gains[0].dtype), np.zeros(1, dtype=np.intp), [np.ones(1, dtype=kind)]
    walked: list[_Steps] = []
    for at, (layer, gain) in enumerate(zip(layers.layers, gains, strict=True)):
        aim = layer.target[node]
        if aim.size > budget.rows or budget.spent():
            return False
        row, option = np.nonzero(aim >= 0)
        points, node = points[row] + gain[node[row], option], aim[row, option]
        on = (points + best[at + 1][node] >= least).all(axis=1)
        points, node, row, option = points[on], node[on], row[on], option[on]
        points = np.minimum(points, least - worst[at + 1][node])
        first, into = merged(points, node)
        points, node = points[first], node[first]
        walked.append(_Steps(row, option, into))
        ways.append(gathered(ways[-1][row], into, len(first)))
    finish = np.ones(len(points), dtype=kind)
    for layer, steps, reach in zip(reversed(layers.layers), reversed(walked), reversed(ways[:-1]), strict=True):
        through = finish[steps.into]
        held = gathered(reach[steps.row] * through, steps.option, len(layer.options))
        sums[layer.issue][layer.options] += held.astype(object)
        finish = gathered(through, steps.row, len(reach))
    return True
