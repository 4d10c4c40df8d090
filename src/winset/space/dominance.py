"""Which points no other point dominates: the filter under every frontier."""

import numpy as np
from numpy.typing import NDArray

from winset.space.table import EXACT_IN_FLOAT64, Ints

KEY_LIMIT = 2**62


def efficient(points: Ints, group: NDArray[np.intp] | None = None) -> NDArray[np.intp]:
    """Return the rows of the distinct nondominated points (larger is better), the first of equals, within each group.

    A point is dominated if another of its group is at least as large in every score and larger in one. Two scores: one sort
    and a running maximum, O(n log n). More: the divide-and-conquer filter of Kung, Luccio and Preparata (1975), J. ACM
    22(4), p. 469, in moocore. Integers of any size: past 2**53 scores are replaced by their ranks first.

    Parameters
    ----------
    points : (n, K) integers
    group : (n,) non-negative, or nothing when all points compete

    Examples
    --------
    >>> efficient(np.array([[1, 4], [2, 3], [2, 3], [1, 3]])).tolist()
    [0, 1]
    """
    count, scores = points.shape
    if count <= 1:
        return np.arange(count)
    if points.dtype == object:
        points = _ranks(points)
    if group is None:
        group = np.zeros(count, dtype=np.intp)
    if scores <= 2:
        return _planar(points if scores == 2 else np.repeat(points, 2, axis=1), group)
    order = np.argsort(group, kind="stable")
    edges = np.flatnonzero(np.diff(group[order])) + 1
    keep = [block[_spatial(points[block])] for block in np.split(order, edges)]
    return np.sort(np.concatenate(keep))


def _planar(points: Ints, group: NDArray[np.intp]) -> NDArray[np.intp]:
    """Sort by group, then first score downwards, then second; keep what rises above the running maximum of the second."""
    first, second = points[:, 0].max() - points[:, 0], points[:, 1].max() - points[:, 1]
    width, depth = int(first.max()) + 1, int(second.max()) + 1
    if (int(group.max()) + 1) * width * depth < KEY_LIMIT:
        order = np.argsort((group * width + first) * depth + second, kind="stable")
    else:
        order = np.lexsort((second, first, group))
    floor = second[order] - group[order] * depth  # falls from group to group, so that each starts afresh
    best = np.minimum.accumulate(floor)
    keep = np.ones(len(order), dtype=bool)
    keep[1:] = floor[1:] < best[:-1]
    return np.sort(order[keep])


def _spatial(points: Ints) -> NDArray[np.bool_]:
    import moocore

    if len(points) == 1:
        return np.ones(1, dtype=bool)
    if np.abs(points).max() >= EXACT_IN_FLOAT64:
        points = _ranks(points)
    return np.asarray(moocore.is_nondominated(points.astype(np.float64), maximise=True, keep_weakly=False))


def _ranks(points: Ints) -> Ints:
    """Return each column as dense ranks: the same order and the same ties, in small integers."""
    return np.stack([np.unique(column, return_inverse=True)[1].reshape(-1) for column in points.T], axis=1)
