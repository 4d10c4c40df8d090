"""How many packages meet every floor: exact counts, by adding up the ways to reach each total."""

from math import prod

import numpy as np
from numpy.typing import NDArray

from winset.space.budget import Budget
from winset.space.diagram import Diagram, best_rest
from winset.space.table import Ints

Ways = NDArray[np.generic]
"""Numbers of packages: int64 where all packages together are fewer than 2**63, else Python integers."""


def sparse_count(layers: Diagram, floors: tuple[int | None, ...], budget: Budget) -> int | None:
    """Return how many paths of a diagram end with every floored score at its floor or above, or nothing past `budget.rows`.

    One row per distinct total that can still matter. A total that cannot miss its floor any more is lowered to the least
    such total, so that rows merge early; one that cannot reach it is dropped.
    """
    columns = [k for k, floor in enumerate(floors) if floor is not None]
    gains = [layer.gain[:, :, columns] for layer in layers.layers]
    least = np.array([floors[k] for k in columns], dtype=gains[0].dtype)
    best, worst = best_rest(layers.layers, gains), [-rest for rest in best_rest(layers.layers, [-gain for gain in gains])]
    kind = np.int64 if layers.table.packages < 2**63 else object
    points, node, ways = np.zeros((1, len(columns)), dtype=gains[0].dtype), np.zeros(1, dtype=np.intp), np.ones(1, dtype=kind)
    for step, (layer, gain) in enumerate(zip(layers.layers, gains, strict=True)):
        aim = layer.target[node]
        if aim.size > budget.rows or budget.spent():
            return None
        row, option = np.nonzero(aim >= 0)
        points, ways, node = points[row] + gain[node[row], option], ways[row], aim[row, option]
        on = (points + best[step + 1][node] >= least).all(axis=1)
        points, ways, node = points[on], ways[on], node[on]
        points = np.minimum(points, least - worst[step + 1][node])
        points, node, ways = merged(points, node, ways)
    return int(ways.sum()) if len(ways) else 0


def merged(points: Ints, node: NDArray[np.intp], ways: Ways) -> tuple[Ints, NDArray[np.intp], Ways]:
    """Return the distinct points of each node and the sum of their ways."""
    if len(points) <= 1:
        return points, node, ways
    columns = [node, *points.T]
    if points.dtype == object:
        columns = [np.unique(column, return_inverse=True)[1].reshape(-1) for column in columns]
    order = np.lexsort(columns)
    new = np.ones(len(order), dtype=bool)
    new[1:] = np.any([column[order[1:]] != column[order[:-1]] for column in columns], axis=0)
    start = np.flatnonzero(new)
    return points[order[start]], node[order[start]], np.add.reduceat(ways[order], start)


def dense_cells(layers: Diagram, floors: tuple[int | None, ...]) -> int:
    """Return how many cells the widest array of `dense_count` would have."""
    return max(prod(max(0, high - low + 1) for low, high in window) for window in _windows(layers, floors))


def dense_count(layers: Diagram, floors: tuple[int | None, ...]) -> int:
    """Return how many packages meet every floor, by shifting and adding an array with one cell per vector of totals.

    For a diagram with one node a layer: about cells x options additions, however many packages there are.
    """
    columns = [k for k, floor in enumerate(floors) if floor is not None]
    kind: type = np.int64 if layers.table.packages < 2**63 else object
    cells: Ints = np.ones((1,) * len(columns), dtype=kind)
    window = [(0, 0)] * len(columns)
    for layer, after in zip(layers.layers, _windows(layers, floors), strict=True):
        if any(high < low for low, high in after):
            return 0
        added: Ints = np.zeros([high - low + 1 for low, high in after], dtype=kind)
        for option in range(len(layer.options)):
            if layer.target[0, option] < 0:
                continue
            source, aim = [], []
            for (low, high), (floor, top), shift in zip(window, after, layer.gain[0, option, columns].tolist(), strict=True):
                first, last = max(low + shift, floor), min(high + shift, top)
                source.append(slice(first - shift - low, max(last - shift - low + 1, first - shift - low)))
                aim.append(slice(first - floor, max(last - floor + 1, first - floor)))
            added[tuple(aim)] += cells[tuple(source)]
        cells, window = added, after
    return int(cells.sum())


def _windows(layers: Diagram, floors: tuple[int | None, ...]) -> list[list[tuple[int, int]]]:
    """Return, after each layer and per floored score, the lowest and highest total that is reachable and can still do."""
    columns = [(k, floor) for k, floor in enumerate(floors) if floor is not None]
    best = best_rest(layers.layers, [layer.gain for layer in layers.layers])
    low, high = [0] * len(columns), [0] * len(columns)
    windows = []
    for step, layer in enumerate(layers.layers):
        used = layer.gain[0][layer.target[0] >= 0]
        for at, (k, _) in enumerate(columns):
            low[at] += int(used[:, k].min())
            high[at] += int(used[:, k].max())
        windows.append([(max(low[at], floor - int(best[step + 1][0, k])), high[at]) for at, (k, floor) in enumerate(columns)])
    return windows
