"""How many packages meet every floor: exact counts, by adding up the ways to reach each total."""

from math import prod

import numpy as np
from numpy.typing import NDArray

from winset.space.budget import Budget
from winset.space.diagram import Diagram, best_rest
from winset.space.table import Ints

ROUNDED_ROWS = 200_000

Ways = NDArray[np.generic]
"""Numbers of packages: int64 where all packages together are fewer than 2**63, else Python integers."""


def sparse_count(layers: Diagram, floors: tuple[int, ...], budget: Budget) -> int | None:
    """Return how many paths of a diagram end with every score at its floor or above, or nothing past `budget.rows`.

    One row per distinct total that can still matter. A total that cannot miss its floor any more is lowered to the least
    such total, so that rows merge early; one that cannot reach it is dropped.
    """
    return _walk(layers, floors, budget, rounding=0)


def rounded_bounds(layers: Diagram, floors: tuple[int, ...], budget: Budget) -> tuple[int, int]:
    """Return certain bounds on the same number: totals are rounded down, then up, wherever the rows become too many.

    Rounding down loses packages and never invents one, rounding up the other way round.
    """
    few = Budget(budget.left(), min(budget.rows, ROUNDED_ROWS))
    low, high = _walk(layers, floors, few, rounding=-1), _walk(layers, floors, few, rounding=1)
    return low or 0, layers.table.packages if high is None else high


def _walk(layers: Diagram, floors: tuple[int, ...], budget: Budget, rounding: int) -> int | None:
    """Add up the ways layer by layer; with a rounding of -1 or 1 too many rows are rounded, else they end the walk."""
    gains = [layer.gain for layer in layers.layers]
    least = np.array(floors, dtype=gains[0].dtype)
    best, worst = best_rest(layers.layers, gains), [-rest for rest in best_rest(layers.layers, [-gain for gain in gains])]
    kind = np.int64 if layers.table.packages < 2**63 else object
    points, node, ways = np.zeros((1, len(floors)), dtype=gains[0].dtype), np.zeros(1, dtype=np.intp), np.ones(1, dtype=kind)
    for step, (layer, gain) in enumerate(zip(layers.layers, gains, strict=True)):
        aim = layer.target[node]
        if budget.spent() or (not rounding and aim.size > budget.rows):
            return None
        row, option = np.nonzero(aim >= 0)
        points, ways, node = points[row] + gain[node[row], option], ways[row], aim[row, option]
        on = (points + best[step + 1][node] >= least).all(axis=1)
        points, ways, node = points[on], ways[on], node[on]
        points = np.minimum(points, least - worst[step + 1][node])
        points, node, ways = _once(points, node, ways)
        cell, widest = 1, int(np.abs(points).max(initial=0))
        while rounding and len(points) > budget.rows and cell <= widest:
            cell *= 2
            points = -rounding * ((-rounding * points) // cell) * cell
            points, node, ways = _once(points, node, ways)
    return int(ways.sum()) if len(ways) else 0


def _once(points: Ints, node: NDArray[np.intp], ways: Ways) -> tuple[Ints, NDArray[np.intp], Ways]:
    """Return the distinct points of each node and the sum of their ways."""
    first, into = merged(points, node)
    return points[first], node[first], gathered(ways, into, len(first))


def merged(points: Ints, node: NDArray[np.intp]) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
    """Return the first row of each distinct (node, point), and for every row which of these it is."""
    columns = [node, *points.T]
    if points.dtype == object:
        columns = [np.unique(column, return_inverse=True)[1].reshape(-1) for column in columns]
    order = np.lexsort(columns)
    new = np.ones(len(order), dtype=bool)
    new[1:] = np.any([column[order[1:]] != column[order[:-1]] for column in columns], axis=0)
    into = np.empty(len(order), dtype=np.intp)
    into[order] = np.cumsum(new) - 1
    return order[new], into


def gathered(values: Ways, places: NDArray[np.intp], size: int) -> Ways:
    """Return the sums of the values that fall in each place."""
    total = np.zeros(size, dtype=values.dtype)
    np.add.at(total, places, values)
    return total


def dense_cells(layers: Diagram, floors: tuple[int, ...]) -> int:
    """Return how many cells the widest array of `dense_count` would have."""
    return max(prod(max(0, high - low + 1) for low, high in window) for window in _windows(layers, floors))


def dense_count(layers: Diagram, floors: tuple[int, ...]) -> int:
    """Return how many packages meet every floor, by shifting and adding an array with one cell per vector of totals.

    For a diagram with one node a layer: about cells x options additions, however many packages there are.
    """
    kind: type = np.int64 if layers.table.packages < 2**63 else object
    cells: Ints = np.ones((1,) * len(floors), dtype=kind)
    window = [(0, 0)] * len(floors)
    for layer, after in zip(layers.layers, _windows(layers, floors), strict=True):
        if any(high < low for low, high in after):
            return 0
        added: Ints = np.zeros([high - low + 1 for low, high in after], dtype=kind)
        for option in range(len(layer.options)):
            if layer.target[0, option] < 0:
                continue
            source, aim = [], []
            for (low, high), (floor, top), shift in zip(window, after, layer.gain[0, option].tolist(), strict=True):
                first, last = max(low + shift, floor), min(high + shift, top)
                source.append(slice(first - shift - low, max(last - shift - low + 1, first - shift - low)))
                aim.append(slice(first - floor, max(last - floor + 1, first - floor)))
            added[tuple(aim)] += cells[tuple(source)]
        cells, window = added, after
    return int(cells.sum())


def _windows(layers: Diagram, floors: tuple[int, ...]) -> list[list[tuple[int, int]]]:
    """Return, after each layer and per floored score, the lowest and highest total that is reachable and can still do."""
    best = best_rest(layers.layers, [layer.gain for layer in layers.layers])
    low, high = [0] * len(floors), [0] * len(floors)
    windows = []
    for step, layer in enumerate(layers.layers):
        used = layer.gain[0][layer.target[0] >= 0]
        for k in range(len(floors)):
            low[k] += int(used[:, k].min())
            high[k] += int(used[:, k].max())
        windows.append([(max(low[k], floor - int(best[step + 1][0, k])), high[k]) for k, floor in enumerate(floors)])
    return windows
