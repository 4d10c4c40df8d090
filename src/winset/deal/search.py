"""The best packages under a goal, each with its proof: raise a bar under the bound until something clears it."""

from dataclasses import dataclass, replace
from fractions import Fraction
from math import exp, log
from time import monotonic

import numpy as np
from numpy.typing import NDArray

from winset.deal.dual import ROUNDING, Dual, Floats, dual
from winset.deal.goal import Goal
from winset.space.budget import Budget
from winset.space.diagram import Diagram
from winset.space.grow import Cuts, Growth, grow
from winset.space.table import Ints
from winset.space.trail import trail

FIRST_SLACK = 1e-4
EVERYTHING = 60.0
SEARCH_ROWS = 300_000
BEAM_ROWS = 100
DOMINANCE_FROM = 20_000
SPREAD = np.geomspace(0.01, 2.5, 64)


@dataclass(frozen=True, slots=True, eq=False)
class Found:
    """The best points of a goal in one diagram: totals (n, K) with their exact values, best first, and their packages.

    `bound` : no package is worth more, as a float in the case's units; the best value itself where it is `proved`.
    """

    totals: Ints
    values: tuple[Fraction, ...]
    packages: tuple[tuple[tuple[int, ...], ...], ...]
    bound: float
    proved: bool


def search(
    layers: Diagram,
    goal: Goal,
    *,
    wanted: int = 1,
    ties: int = 1000,
    at_least: Fraction | None = None,
    top: Dual | None = None,
    budget: Budget | None = None,
) -> Found:
    """Return the `wanted` best packages of a diagram, and with them every package that ties with the last.

    A bar is set a little under the dual bound, and the partial packages that can still clear it are extended issue by issue;
    each of some 64 weights gives a linear condition that every package above the bar meets. If nothing clears the bar, that
    is a proof, and the bar is lowered: for one best package no lower than a good one met on the way. Values are compared in
    exact integers.

    Parameters
    ----------
    at_least : only packages worth this or more are of interest, for instance the best found elsewhere
    ties : how many packages to list for one point; with 0 the values are all that is wanted
    top : the dual of the goal, where it is known
    """
    budget = budget or Budget()
    if layers.empty:
        return _nothing(layers)
    top = top or dual(layers, goal)
    if top.bound == -np.inf:
        return _nothing(layers)
    start = _beam(layers, goal, top)
    known = max((_level(top, goal, value) for value, _ in _valued(start, goal, 1)), default=-np.inf)
    floor = -np.inf if at_least is None else _level(top, goal, at_least)
    slack, bound, step = FIRST_SLACK, top.bound, 1.0 if goal.share is None else abs(top.bound)
    if wanted == 1 and known > -np.inf:
        floor, slack = max(floor, known), np.inf
    while True:
        bar = floor if slack > EVERYTHING else max(top.bound - slack * step, floor)
        growth = grow(
            layers,
            floors=layers.table.floors,
            cuts=cuts(top, goal, bar) if bar > -np.inf else None,
            dominance=DOMINANCE_FROM if wanted == 1 else None,
            budget=Budget(budget.left(), min(budget.rows, SEARCH_ROWS), start=monotonic()),
        )
        if not growth.whole:
            best = _ranked(start, goal, 1, ties, top, -np.inf) or _nothing(layers)
            return replace(best, bound=_value(top, goal, bound), proved=False)
        ranked = _ranked(growth, goal, wanted, ties, top, bar)
        cleared = 0 if ranked is None else max(len(ranked.values), sum(map(len, ranked.packages)))
        if ranked is not None and (bar <= floor or cleared >= wanted):
            return ranked
        if bar <= floor:
            return _nothing(layers)
        bound, slack = min(bound, bar), slack * (2 if cleared == 0 else min(2, 1.15 * (wanted / cleared) ** (1 / 3)))


def _beam(layers: Diagram, goal: Goal, top: Dual) -> Growth:
    """Return good packages, found by keeping at each issue the partial packages that come closest to the bound."""
    return grow(layers, floors=layers.table.floors, cuts=cuts(top, goal, top.bound), dominance=None, beam=BEAM_ROWS)


def cuts(top: Dual, goal: Goal, bar: float) -> Cuts:
    """Return conditions that every package with a level of `bar` or more meets: the dual bound under many weights.

    Besides the best weights: 63 ever further from them, and each form alone where shares are compared.
    """
    weights = top.weights * np.exp(SPREAD[:, None] * _directions(len(top.weights)))
    if goal.share is None:
        players = int(goal.product.sum())
        least = players * np.exp((bar + np.log(weights[:, goal.product]).sum(axis=1)) / players)
    else:
        weights = np.vstack([weights, np.eye(len(top.weights))[goal.share > 0]])
        least = bar * (weights @ (goal.share / top.unit))
    size = weights.sum(axis=1, keepdims=True)
    weights, least = weights / size, least / size[:, 0]
    scaled = weights / top.unit
    size = scaled @ np.abs(goal.offset - top.shift) + weights.sum(axis=1)
    return Cuts(scaled @ goal.form, least + scaled @ (goal.offset - top.shift) - ROUNDING * size)


def _directions(forms: int) -> Floats:
    """Return 64 fixed directions around the best weights, the first of them none at all."""
    spread = np.random.default_rng(forms).standard_normal((len(SPREAD), forms))
    spread[0] = 0
    return spread


def _level(top: Dual, goal: Goal, value: Fraction) -> float:
    """Return a value as the dual bound measures it."""
    if goal.share is not None:
        return float(value) + top.shifted
    return (log(value) if value > 0 else -np.inf) - float(np.log(top.unit[goal.product]).sum())


def _value(top: Dual, goal: Goal, level: float) -> float:
    """Return a level of the dual bound in the case's own units."""
    return level - top.shifted if goal.share is not None else exp(level + float(np.log(top.unit[goal.product]).sum()))


def _ranked(growth: Growth, goal: Goal, wanted: int, ties: int, top: Dual, bar: float) -> Found | None:
    """Return the best of the last stage, or nothing if no package clears the bar."""
    valued = [(value, row) for value, row in _valued(growth, goal, wanted) if _level(top, goal, value) >= bar - ROUNDING]
    if not valued:
        return None
    last = valued[min(wanted, len(valued)) - 1][0]
    kept = [(value, row) for value, row in valued if value >= last]
    points = growth.stages[-1].points[[row for _, row in kept]]
    packages: tuple[tuple[tuple[int, ...], ...], ...] = ()
    if ties:
        back = trail(growth)
        packages = tuple(map(tuple, back.packages(back.find(points), ties)))
    return Found(points, tuple(value for value, _ in kept), packages, float(kept[0][0]), True)


def _valued(growth: Growth, goal: Goal, wanted: int) -> list[tuple[Fraction, int]]:
    """Return the exact values of the points that can be among the wanted best, best first, each with its row."""
    points = growth.stages[-1].points
    rows = _promising(points, goal, wanted)
    pairs = zip(goal.exact(points[rows]), rows.tolist(), strict=True)
    return sorted(pairs, key=lambda pair: (-pair[0], pair[1]))


def _promising(points: Ints, goal: Goal, wanted: int) -> NDArray[np.intp]:
    """Return the rows that can be among the wanted best, ties and rounding allowed for: few enough to value exactly."""
    if len(points) <= wanted:
        return np.arange(len(points))
    forms = points.astype(np.float64) @ goal.form.T - goal.offset
    if goal.share is None:
        level = np.log(np.maximum(forms[:, goal.product], 1e-300)).sum(axis=1)
    else:
        level = (forms[:, goal.share > 0] / goal.share[goal.share > 0]).min(axis=1)
    last = np.partition(level, -wanted)[-wanted]
    return np.flatnonzero(level >= last - ROUNDING * (1 + abs(last)))


def _nothing(layers: Diagram) -> Found:
    return Found(layers.layers[0].gain[0, :0], (), (), -np.inf, True)
