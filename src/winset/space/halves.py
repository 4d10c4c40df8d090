"""Counting packages by two halves of the issues: exactly for two floors, within rigorous bounds for more."""

from collections.abc import Iterator
from math import prod

import numpy as np
from numpy.typing import NDArray

from winset.space.budget import Budget
from winset.space.diagram import Diagram

Sums = NDArray[np.int64]

MOST_LISTED = 40_000_000
MOST_EXACT = 20_000_000
MOST_BINNED = 400_000_000
CELLS = 2**24
CHUNK = 4_000_000


def split(layers: Diagram) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """Return the places of the layers in two halves whose numbers of partial packages are as even as greed makes them."""
    size = [int((layer.target[0] >= 0).sum()) for layer in layers.layers]
    halves: tuple[list[int], list[int]] = ([], [])
    for place in sorted(range(len(size)), key=lambda at: -size[at]):
        small = min(halves, key=lambda half: prod(size[at] for at in half))
        small.append(place)
    return tuple(halves[0]), tuple(halves[1])


def listed_count(layers: Diagram, floors: tuple[int, ...], budget: Budget) -> int | None:
    """Return how many packages meet the floors by looking at every one, or nothing where they are too many or time is up."""
    every = tuple(range(len(layers.layers)))
    if _size(layers, every) > MOST_LISTED:
        return None
    least, met = np.array(floors, dtype=np.int64), 0
    for sums in _chunks(layers, every):
        if budget.spent():
            return None
        met += int((sums >= least).all(axis=1).sum())
    return met


def exact_pairs(layers: Diagram, floors: tuple[int, ...], budget: Budget) -> int | None:
    """Return how many packages meet one or two floors, or nothing where a half is too large.

    A package is a pair (a, b) of halves; it counts if a + b ≥ floor. With b sorted by its first total, those that meet the
    first floor with a are a prefix, and those of them that meet the second are counted in a wavelet matrix (Claude, Navarro
    and Ordóñez 2015, Information Systems 47, p. 15): O(n log n) for halves of n.
    """
    first, second = split(layers)
    if max(_size(layers, first), _size(layers, second)) > MOST_EXACT:
        return None
    a, b = _sums(layers, first), _sums(layers, second)
    least = np.array(floors, dtype=np.int64)
    a, b = a[(a + b.max(axis=0) >= least).all(axis=1)], b[(b + a.max(axis=0) >= least).all(axis=1)]
    if not len(a) or not len(b):
        return 0
    order = np.argsort(-b[:, 0], kind="stable")
    prefix = np.searchsorted(-b[order, 0], a[:, 0] - least[0], side="right")
    if len(floors) == 1:
        return int(prefix.sum())
    ranked = np.sort(b[:, 1])
    rank = np.searchsorted(ranked, b[order, 1]).astype(np.int32)
    wanted = np.searchsorted(ranked, least[1] - a[:, 1]).astype(np.int32)
    return _count_in_prefixes(rank, prefix.astype(np.int32), wanted, budget)


def bounds(layers: Diagram, floors: tuple[int, ...], budget: Budget, most_cells: int = CELLS) -> tuple[int, int] | None:
    """Return certain bounds on how many packages meet the floors, or nothing where a half is too large.

    The totals of one half are put into cells of 2**k units; with every a of a cell a package counts if b reaches the floor
    from the cell's lower edge (at least) or from its upper edge (at most). Cumulative sums over the other half's cells give
    both for all cells at once: rounding enters once, not once an issue.
    """
    first, second = split(layers)
    if max(_size(layers, first), _size(layers, second)) > MOST_BINNED:
        return None
    least = np.array(floors, dtype=np.int64)
    (low, high), (other_low, other_high) = _range(layers, first), _range(layers, second)
    low = np.maximum(low, least - other_high)
    high = np.maximum(np.minimum(high, least - other_low), low)
    if (low > _range(layers, first)[1]).any():
        return 0, 0
    per_axis = int(most_cells ** (1 / len(floors)))
    shift = np.array([max(0, int(int(w) // per_axis).bit_length()) for w in high - low], dtype=np.int64)
    cells = ((high - low) >> shift) + 1
    here = np.zeros(cells, dtype=np.int64)
    for sums in _chunks(layers, first):
        if budget.spent():
            return None
        on = sums[(sums >= low).all(axis=1)]
        _binned(here, np.minimum((on - low) >> shift, cells - 1))
    there = np.zeros(cells + 1, dtype=np.int64)
    for sums in _chunks(layers, second):
        if budget.spent():
            return None
        need = np.maximum(-((sums - (least - low)) >> shift), 0)
        _binned(there, need[(need <= cells).all(axis=1)])
    for axis in range(len(floors)):
        np.cumsum(there, axis=axis, out=there)
    inner = tuple(slice(0, n) for n in cells)
    outer = tuple(slice(1, n + 1) for n in cells)
    return int((here * there[inner]).sum()), int((here * there[outer]).sum())


def _count_in_prefixes(
    rank: NDArray[np.int32], prefix: NDArray[np.int32], wanted: NDArray[np.int32], budget: Budget
) -> int | None:
    """Return the sum over queries of how many of the first `prefix` ranks are `wanted` or more."""
    levels = int(max(int(rank.max()), int(wanted.max()), 1)).bit_length()
    order = np.argsort(prefix, kind="stable")
    end, wanted = prefix[order], wanted[order]
    start = np.zeros_like(end)
    total = 0
    for level in range(levels - 1, -1, -1):
        if budget.spent():
            return None
        budget.tell("counting the zone", 1 - level / levels)
        bit = (rank >> level) & 1
        ones = np.zeros(len(rank) + 1, dtype=np.int32)
        np.cumsum(bit, out=ones[1:])
        zeros = np.int32(len(rank) - ones[-1])
        up = (wanted >> level) & 1 == 1
        first, last = ones[start], ones[end]
        total += int((last - first)[~up].sum(dtype=np.int64))
        start = np.where(up, zeros + first, start - first)
        end = np.where(up, zeros + last, end - last)
        rank = np.concatenate([rank[bit == 0], rank[bit == 1]])
    return total + int((end - start).sum(dtype=np.int64))


def _binned(cells: NDArray[np.int64], index: Sums) -> None:
    flat = np.ravel_multi_index(tuple(index.T), cells.shape)
    cells += np.bincount(flat, minlength=cells.size).reshape(cells.shape)


def _size(layers: Diagram, places: tuple[int, ...]) -> int:
    return prod(int((layers.layers[at].target[0] >= 0).sum()) for at in places)


def _steps(layers: Diagram, places: tuple[int, ...]) -> list[Sums]:
    return [layers.layers[at].gain[0][layers.layers[at].target[0] >= 0] for at in places]


def _range(layers: Diagram, places: tuple[int, ...]) -> tuple[Sums, Sums]:
    """Return the lowest and the highest total of each score over the partial packages of a half."""
    steps = _steps(layers, places)
    zero = np.zeros(len(layers.table.names), dtype=np.int64)
    return sum((s.min(axis=0) for s in steps), zero), sum((s.max(axis=0) for s in steps), zero)


def _sums(layers: Diagram, places: tuple[int, ...]) -> Sums:
    """Return the totals (n, F) of every partial package of a half."""
    sums: Sums = np.zeros((1, len(layers.table.names)), dtype=np.int64)
    for step in _steps(layers, places):
        sums = (sums[:, None, :] + step[None]).reshape(-1, sums.shape[1])
    return sums


def _chunks(layers: Diagram, places: tuple[int, ...]) -> Iterator[Sums]:
    """Yield the totals of every partial package of a half, some millions at a time."""
    inner, size = 0, 1
    while inner < len(places) and size * _size(layers, (places[inner],)) <= CHUNK:
        size *= _size(layers, (places[inner],))
        inner += 1
    block = _sums(layers, places[:inner])
    for outer in _sums(layers, places[inner:]):
        yield block + outer
