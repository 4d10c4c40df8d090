"""The way back from a point to its packages: which option, from which earlier point, could have led here."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from winset.space.grow import Growth
from winset.space.table import Ints

MASK = 2**64 - 1


@dataclass(frozen=True, slots=True, eq=False)
class Trail:
    """The points of every stage under hashes that add up as the points do, so that differences are found without search."""

    growth: Growth
    factors: NDArray[np.uint64]
    order: tuple[NDArray[np.intp], ...]
    hashes: tuple[NDArray[np.uint64], ...]

    def find(self, points: Ints) -> NDArray[np.intp]:
        """Return the row of the last stage that is each of these points, -1 where there is none."""
        return self._found(len(self.growth.diagram.layers), points, np.zeros(len(points), dtype=np.intp))

    def packages(self, rows: NDArray[np.intp], limit: int) -> list[list[tuple[int, ...]]]:
        """Return for each row of the last stage up to `limit` of its packages, in the order of the table.

        All of them where there are no more than that; which of more is not said, but it is the same at every call.
        """
        layers = self.growth.diagram.layers
        origin, at = np.arange(len(rows)), np.asarray(rows, dtype=np.intp)
        chosen = np.zeros((len(rows), len(layers)), dtype=np.intp)
        for step in range(len(layers) - 1, -1, -1):
            row, option, before = self.back(step, at)
            origin, chosen, at = origin[row], chosen[row], before
            chosen[:, layers[step].issue] = layers[step].options[option]
            keep = _first(origin, limit)
            origin, chosen, at = origin[keep], chosen[keep], at[keep]
        found: list[list[tuple[int, ...]]] = [[] for _ in rows]
        for start, package in zip(origin.tolist(), chosen.tolist(), strict=True):
            found[start].append(tuple(package))
        return [sorted(packages) for packages in found]

    def counts(self, rows: NDArray[np.intp]) -> list[int]:
        """Return for each row of the last stage how many packages reach it."""
        origin, at = np.arange(len(rows)), np.asarray(rows, dtype=np.intp)
        ways = np.ones(len(rows), dtype=object)
        for step in range(len(self.growth.diagram.layers) - 1, -1, -1):
            row, _, before = self.back(step, at)
            key = origin[row] * len(self.order[step]) + before
            same, inverse = np.unique(key, return_inverse=True)
            merged = np.zeros(len(same), dtype=object)
            np.add.at(merged, inverse.reshape(-1), ways[row])
            origin, at, ways = same // len(self.order[step]), same % len(self.order[step]), merged
        total = [0] * len(rows)
        for start, way in zip(origin.tolist(), ways, strict=True):
            total[start] += int(way)
        return total

    def back(self, step: int, at: NDArray[np.intp]) -> tuple[NDArray[np.intp], NDArray[np.intp], NDArray[np.intp]]:
        """Return every step back over a layer: (row of `at`, option's place in the layer, row of the earlier stage)."""
        layer, stage = self.growth.diagram.layers[step], self.growth.stages[step + 1]
        source, option = np.nonzero(layer.target >= 0)
        by_target = np.argsort(layer.target[source, option], kind="stable")
        source, option = source[by_target], option[by_target]
        into = layer.target[source, option]
        start, end = np.searchsorted(into, stage.node[at]), np.searchsorted(into, stage.node[at], side="right")
        row = np.repeat(np.arange(len(at)), end - start)
        arc = np.arange(len(row)) - np.repeat(np.cumsum(end - start) - (end - start), end - start) + np.repeat(start, end - start)
        wanted = stage.points[at[row]] - layer.gain[source[arc], option[arc]]
        found = self._found(step, wanted, source[arc])
        hit = found >= 0
        return row[hit], option[arc[hit]], found[hit]

    def _found(self, step: int, wanted: Ints, node: NDArray[np.intp]) -> NDArray[np.intp]:
        """Return the row of a stage that is this point at this node, -1 where there is none."""
        stage, hashes, order = self.growth.stages[step], self.hashes[step], self.order[step]
        if not len(order):
            return np.full(len(wanted), -1, dtype=np.intp)
        place = np.minimum(np.searchsorted(hashes, _hash(wanted, node, self.factors)), len(order) - 1)
        row = order[place]
        same = (stage.points[row] == wanted).all(axis=1) & (stage.node[row] == node)
        return np.where(same, row, -1)


def trail(growth: Growth) -> Trail:
    """Return the way back through a growth's stages."""
    for seed in range(64):
        width = len(growth.diagram.table.names) + 1
        factors = np.random.default_rng(seed).integers(1, 2**63, width, dtype=np.uint64) | np.uint64(1)
        hashes = [_hash(stage.points, stage.node, factors) for stage in growth.stages]
        order = [np.argsort(h, kind="stable") for h in hashes]
        inorder = [h[o] for h, o in zip(hashes, order, strict=True)]
        if all((h[1:] != h[:-1]).all() for h in inorder):
            return Trail(growth, factors, tuple(order), tuple(inorder))
    raise AssertionError("64 hashes of 64 bits in a row collided")  # pragma: no cover


def _hash(points: Ints, node: NDArray[np.intp], factors: NDArray[np.uint64]) -> NDArray[np.uint64]:
    """Return sum_k factor_k point_k + factor node, modulo 2**64."""
    residues = (points & MASK if points.dtype == object else points).astype(np.uint64)
    hashed: NDArray[np.uint64] = (residues * factors[:-1]).sum(axis=1, dtype=np.uint64) + node.astype(np.uint64) * factors[-1]
    return hashed


def _first(origin: NDArray[np.intp], limit: int) -> NDArray[np.intp]:
    """Return the rows that are among the first `limit` of their origin; origins come in order."""
    place = np.arange(len(origin)) - np.searchsorted(origin, origin)
    return np.flatnonzero(place < limit)
