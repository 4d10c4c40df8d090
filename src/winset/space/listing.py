"""Every package of the zone, one by one."""

import numpy as np
from numpy.typing import NDArray

from winset.space.diagram import Entangled, best_rest, diagram
from winset.space.table import ScoreTable, branches


def listing(table: ScoreTable, most: int = 1_000_000) -> NDArray[np.intp] | None:
    """Return all packages (n, issues) that are permitted and meet every floor that counts; nothing where they outgrow `most`.

    Issue by issue, every partial package is extended by every option, and dropped once even its best completion misses a floor
    (branch and bound: Land and Doig 1960, Econometrica 28(3), p. 497). At most `most` partial packages are held at once.

    Examples
    --------
    >>> from winset.space.table import score_table
    >>> table = score_table(["land", "aid"], [["keep", "cede"], ["no", "yes"]], ["A", "B"],
    ...                     [[[3, 0], [0, 4]], [[0, 1], [2, 0]]], floors=[2, 1])
    >>> listing(table).tolist(), listing(table, most=1)
    ([[0, 0], [1, 1]], None)
    """
    found = [np.zeros((0, len(table.issues)), dtype=np.intp)]
    for part in branches(table):
        some = _listed(part, most)
        if some is None:
            return None
        found.append(some)
    every = np.concatenate(found)
    return None if len(every) > most else every[np.lexsort(every.T[::-1])]


def _listed(table: ScoreTable, most: int) -> NDArray[np.intp] | None:
    """Return the packages of a table whose floors always count."""
    try:
        layers = diagram(table)
    except Entangled:
        return None
    chosen = np.zeros((1, len(table.issues)), dtype=np.int16)
    if layers.empty:
        return chosen[:0].astype(np.intp)
    floored = [k for k, floor in enumerate(table.floors) if floor is not None]
    gains = [layer.gain[:, :, floored] for layer in layers.layers]
    least = np.array([table.floors[k] for k in floored], dtype=gains[0].dtype)
    rest = best_rest(layers.layers, gains)
    points, node = np.zeros((1, len(floored)), dtype=gains[0].dtype), np.zeros(1, dtype=np.intp)
    for at, (layer, gain) in enumerate(zip(layers.layers, gains, strict=True)):
        row, option = np.nonzero(layer.target[node] >= 0)
        if len(row) > most * 8:
            return None
        total, into = points[row] + gain[node[row], option], layer.target[node[row], option]
        on = (total + rest[at + 1][into] >= least).all(axis=1)
        points, node, row, option = total[on], into[on], row[on], option[on]
        if len(points) > most:
            return None
        chosen = chosen[row]
        chosen[:, layer.issue] = layer.options[option]
    return chosen.astype(np.intp)
