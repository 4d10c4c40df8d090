"""Partial packages, issue by issue: extend every point by every option, drop what cannot matter, keep the rest."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from winset.space.budget import Budget
from winset.space.diagram import Diagram, best_rest
from winset.space.dominance import efficient
from winset.space.table import Ints

ONE_THREAD = 250_000
"""Multiplications in one matrix product: beyond some more, a second thread costs more than it brings."""

MIX = np.random.default_rng(0).integers(-(2**62), 2**62, 256) | 1
"""Factors of sums, modulo 2**64, that are the same for equal points and hardly ever for others."""


@dataclass(frozen=True, slots=True, eq=False)
class Stage:
    """The distinct points (n, K) kept after some layers, and the node (n,) that each stands at."""

    points: Ints
    node: NDArray[np.intp]


@dataclass(frozen=True, slots=True, eq=False)
class Cuts:
    """Linear conditions that a package must meet to matter: weights · totals ≥ least.

    `weights` : (L, K) floats, `least` : (L,) floats, already lowered by what rounding may cost.
    """

    weights: NDArray[np.float64]
    least: NDArray[np.float64]


@dataclass(frozen=True, slots=True, eq=False)
class Growth:
    """The stages of a run, from the empty package on; `thinned` bounds what was given up per score; `whole` is false if it
    was stopped before the last issue."""

    diagram: Diagram
    stages: tuple[Stage, ...]
    thinned: NDArray[np.float64]
    whole: bool = True


def grow(
    diagram: Diagram,
    *,
    floors: Sequence[int | None],
    cuts: Cuts | None = None,
    dominance: int | None = 0,
    thin: bool = False,
    beam: int | None = None,
    saturate: bool = False,
    budget: Budget | None = None,
) -> Growth:
    """Return the points of the partial packages after each issue that can still become a package that matters.

    A partial package is dropped if even its best completion misses a floor or a cut. A stage of more than `dominance` points
    (never, if that is nothing) is also rid of every point that another at its node dominates: whatever completes the one
    completes the other (Nemhauser and Ullmann 1969, Management Science 15(9), p. 494). Equal points are kept once; `Trail`
    finds all their packages again. Without `thin`, a stage larger than `budget.rows`, or the end of its time, stops the run;
    with it, such a stage is thinned to one point per cell of a grid, and `thinned` adds up the widths of the cells. With
    `beam` the cuts remove nothing: the `beam` points that clear them best go on, and what the last stage holds is good but
    proves nothing. With `saturate` floors remove nothing either: totals that cannot miss their floor any more are lowered to
    the least such total, so that the last stage holds the efficient vectors of min(total, floor).
    """
    budget = budget or Budget()
    layers = diagram.layers
    scores = len(diagram.table.names)
    floored = [k for k in range(scores) if floors[k] is not None]
    least = np.array([floors[k] for k in floored], dtype=layers[0].gain.dtype)
    floor_gains = [layer.gain[:, :, floored] for layer in layers]
    rest = best_rest(layers, floor_gains) if floored and not saturate else []
    worst = best_rest(layers, [-gain for gain in floor_gains]) if floored and saturate else []
    bound = best_rest(layers, [layer.gain.astype(np.float64) @ cuts.weights.T for layer in layers]) if cuts is not None else []
    stage = Stage(np.zeros((1, scores), dtype=layers[0].gain.dtype), np.zeros(1, dtype=np.intp))
    stages, given_up = [stage], np.zeros(scores)
    for step, layer in enumerate(layers):
        points, node = _extended(stage, layer.target, layer.gain)
        if worst:
            points[:, floored] = np.minimum(points[:, floored], least + worst[step + 1][node])
        if rest:
            on = np.ones(len(points), dtype=bool)
            for column, needed in zip(floored, (least - rest[step + 1]).T, strict=True):
                on &= (points[:, column] >= (needed[0] if len(needed) == 1 else needed[node])).astype(bool)
            points, node = points[on], node[on]
        if cuts is not None:
            margin = _margin(points, bound[step + 1], node, cuts)
            near = np.flatnonzero(margin >= 0) if beam is None else np.argsort(-margin, kind="stable")[:beam]
            points, node = points[near], node[near]
        over = len(points) > budget.rows * 8 or budget.spent(0.9)
        if over and not thin:
            return Growth(diagram, tuple(stages), given_up, whole=False)
        if over and len(points):
            points, node, width = _thinned(points, node, budget.rows)
            given_up += width
        filtered = dominance is not None and len(points) > dominance
        keep = efficient(points, node) if filtered else once(points, node)
        points, node = points[keep], node[keep]
        if thin and len(points) > budget.rows:
            points, node, width = _thinned(points, node, budget.rows)
            given_up += width
        stage = Stage(points, node)
        stages.append(stage)
        budget.tell("frontier", (step + 1) / len(layers))
    return Growth(diagram, tuple(stages), given_up)


def _extended(stage: Stage, target: NDArray[np.intp], gain: Ints) -> tuple[Ints, NDArray[np.intp]]:
    """Return every point extended by every option that its node allows."""
    aim = target[stage.node]
    points = (stage.points[:, None, :] + gain[stage.node]).reshape(-1, stage.points.shape[1])
    node = aim.reshape(-1)
    if (target < 0).any():
        on = node >= 0
        points, node = points[on], node[on]
    return points, node


def _margin(points: Ints, bound: NDArray[np.float64], node: NDArray[np.intp], cuts: Cuts) -> NDArray[np.float64]:
    """Return by how much the best completion of each point clears the hardest of the cuts: below 0, none does."""
    margin = np.zeros(len(points))
    some = max(1, ONE_THREAD // cuts.weights.size)
    spare = (bound - cuts.least).T
    for start in range(0, len(points), some):
        part = slice(start, start + some)
        reach = cuts.weights @ points[part].T.astype(np.float64)
        reach += spare if len(bound) == 1 else spare[:, node[part]]
        reach.min(axis=0, out=margin[part])
    return margin


def once(points: Ints, node: NDArray[np.intp]) -> NDArray[np.intp]:
    """Return the rows of distinct points, the first of equals."""
    if len(points) <= 1:
        return np.arange(len(points))
    if points.dtype != object:
        keys = np.sort(points @ np.resize(MIX, points.shape[1]) + node * MIX[-1])
        if (keys[1:] != keys[:-1]).all():
            return np.arange(len(points))  # rows with different sums are different
    order = np.lexsort((*points.T, node)) if points.dtype != object else _sorted(points, node)
    new = np.ones(len(order), dtype=bool)
    a, b = order[1:], order[:-1]
    new[1:] = (points[a] != points[b]).any(axis=1) | (node[a] != node[b])
    return np.sort(order[new])


def _sorted(points: Ints, node: NDArray[np.intp]) -> NDArray[np.intp]:
    return np.array(sorted(range(len(points)), key=lambda row: (node[row], *points[row], row)), dtype=np.intp)


def _thinned(points: Ints, node: NDArray[np.intp], rows: int) -> tuple[Ints, NDArray[np.intp], NDArray[np.float64]]:
    """Return at most about `rows` of the points, one per cell of a grid and node, and the width of a cell per score.

    Every point dropped shares its cell with one kept, so that the one kept is worse by less than a cell's width.
    """
    low = points.min(axis=0)
    extent = np.array([float(v) for v in points.max(axis=0) - low]) + 1
    cells = 2.0 * rows ** (1 / max(1, points.shape[1] - 1))
    while True:
        width = np.array([max(1, int(np.ceil(e / cells))) for e in extent], dtype=points.dtype)
        cell = ((points - low) // width).astype(np.int64)
        keep = once(cell, node)
        if len(keep) <= rows or cells < 2:
            return points[keep], node[keep], np.array([float(w) - 1 for w in width])
        cells *= 0.8
