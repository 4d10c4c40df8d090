"""Upper bounds on a goal in many tables of one shape at once: the weights of `dual`, found for all of them together."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from winset.deal.dual import ROUNDING, Floats, bound_of, centre
from winset.space.diagram import Diagram

ROUNDS = 6
SHARPER = 4.0
STEPS = 4


@dataclass(frozen=True, slots=True, eq=False)
class Forms:
    """What a goal looks at in D tables over one diagram: R forms h = (sum of gains along the path) - offset, and how they count.

    `gains` : per layer (D, nodes, options, R). `offset` : (D, R). `share` : (D, R), the goal is the smallest h_r / share_r over
    the forms with a share; nothing for the product of the forms in `product` (R,). Every form must be at least 0.
    """

    layers: Diagram
    gains: tuple[Floats, ...]
    offset: Floats
    product: NDArray[np.bool_]
    share: Floats | None

    def rows(self, some: NDArray[np.intp]) -> "Forms":
        """Return the forms of some of the tables."""
        share = None if self.share is None else self.share[some]
        return Forms(self.layers, tuple(gain[some] for gain in self.gains), self.offset[some], self.product, share)


@dataclass(frozen=True, slots=True, eq=False)
class Bounds:
    """What the weights (D, R) proved: no package of a table is worth more than its bound, in units in which forms are at most 1.

    `bound` : the logarithm of a product, or a share; minus infinity where no package meets every floor. `unit` : (D, R).
    `packages` : (D, J, issues), those met on the way.
    """

    weights: Floats
    bound: Floats
    unit: Floats
    packages: NDArray[np.intp]

    def rows(self, some: NDArray[np.intp]) -> "Bounds":
        """Return the bounds of some of the tables."""
        return Bounds(self.weights[some], self.bound[some], self.unit[some], self.packages[some])


def bounds(forms: Forms) -> Bounds:
    """Return weights whose bounds come close to the least that any weights give, as `dual` does, for all tables at once.

    The tables share each round's arithmetic; a table whose range of some form ends below 0 is infeasible without any.
    """
    high = _highest(forms)
    feasible = (high >= 0).all(axis=1) & (high[:, forms.product] > 0).all(axis=1)
    unit = np.where(high > 0, high, 1.0)
    scaled = None if forms.share is None else forms.share / unit
    count = unit.shape[1]

    def met(weights: Floats) -> tuple[Floats, NDArray[np.intp]]:
        columns, packages = best_paths(forms, weights / unit[:, None])
        return columns / unit[:, None], packages

    start = np.vstack([np.eye(count) + 1e-3, np.ones(count)])
    columns, packages = met(np.broadcast_to(start, (len(unit), *start.shape)))
    weights, sharpness = np.full(unit.shape, 0.5 / count), 30.0
    best, bound = np.ones(unit.shape), np.full(len(unit), np.inf)
    for _ in range(ROUNDS):
        weights = centre(weights, columns, forms.product, scaled, sharpness, STEPS)
        column, package = met(weights[:, None])
        value = (column[:, 0] * weights).sum(axis=1) + ROUNDING * weights.sum(axis=1)
        reached = bound_of(value, weights, forms.product, scaled)
        best = np.where((reached < bound)[:, None], weights, best)
        bound = np.minimum(bound, reached)
        columns, packages = np.concatenate([columns, column], axis=1), np.concatenate([packages, package], axis=1)
        if (bound == -np.inf).all():
            break
        sharpness *= SHARPER
    return Bounds(best, np.where(feasible, bound, -np.inf), unit, packages)


def best_paths(forms: Forms, weights: Floats) -> tuple[Floats, NDArray[np.intp]]:
    """Return, for weights (D, J, R), the forms (D, J, R) of the packages (D, J, issues) with the largest weighted sums."""
    draws, many, count = weights.shape
    turned = np.ascontiguousarray(weights.transpose(0, 2, 1))
    last = int(forms.layers.layers[-1].target.max(initial=0)) + 1
    rest = np.zeros((draws, last, many))
    choice = []
    for layer, gain in zip(reversed(forms.layers.layers), reversed(forms.gains), strict=True):
        nodes, options = layer.target.shape
        value = np.matmul(gain.reshape(draws, nodes * options, count), turned).reshape(draws, nodes, options, many)
        value += rest[:, layer.target]
        on = layer.target >= 0
        if not on.all():
            value[:, ~on] = -np.inf
        choice.append(value.argmax(axis=2))
        rest = value.max(axis=2)
    each, every = np.arange(draws)[:, None], np.arange(many)[None]
    node = np.zeros((draws, many), dtype=np.intp)
    reached = np.repeat(-forms.offset[:, None], many, axis=1)
    packages = np.zeros((draws, many, len(forms.layers.layers)), dtype=np.intp)
    for layer, gain, pick in zip(forms.layers.layers, forms.gains, reversed(choice), strict=True):
        option = pick[each, node, every]
        reached += gain[each, node, option]
        packages[:, :, layer.issue] = layer.options[option]
        node = layer.target[node, option]
    return reached, packages


def _highest(forms: Forms) -> Floats:
    """Return the most (D, R) that each form could be, rules between issues left aside."""
    high = -forms.offset.copy()
    for layer, gain in zip(forms.layers.layers, forms.gains, strict=True):
        high += gain[:, layer.target >= 0].max(axis=1)
    return high
