"""Upper bounds on a goal: weights under which no package can be worth more, found by cutting planes."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from winset.deal.goal import Goal
from winset.space.diagram import Diagram

Floats = NDArray[np.float64]

ROUNDING = 1e-9
"""What rounding may cost a comparison, as a share of the sizes that it adds up; float64 loses some 1e-14."""

SHARPER = 3.0
"""By how much each round of cutting planes trusts the packages found so far more than the last."""


HEAVIEST = 1e4
"""The most that a condition may weigh. One that no package meets with room to spare would weigh without limit."""


@dataclass(frozen=True, slots=True, eq=False)
class Dual:
    """What the weights λ proved, in units in which every form is at most 1.

    `weights` : (R,) the best found. `bound` : no package is worth more; a logarithm for a product, minus infinity where
    no package meets every condition. `unit`, `shift` : (R,) the forms were divided by `unit`, after `shift` was added.
    `packages` : (J, issues) those met on the way.
    """

    weights: Floats
    bound: float
    unit: Floats
    shift: Floats
    shifted: float
    packages: NDArray[np.intp]


@dataclass(frozen=True, slots=True, eq=False)
class Oracle:
    """Finds the package with the largest weighted sum of forms, for many weights at once."""

    layers: Diagram
    gains: tuple[Floats, ...]
    constant: Floats

    def best(self, weights: Floats) -> tuple[Floats, NDArray[np.intp]]:
        """Return, for weights (L, R), the packages (L, issues) with the largest sums and their forms (L, R)."""
        rest = np.zeros((int(self.layers.layers[-1].target.max()) + 1, len(weights)))
        choice = []
        for layer, gain in zip(reversed(self.layers.layers), reversed(self.gains), strict=True):
            on = layer.target >= 0
            value = gain @ weights.T + rest[layer.target]
            if not on.all():
                value[~on] = -np.inf
            choice.append(value.argmax(axis=1))
            rest = value.max(axis=1)
        node, each = np.zeros(len(weights), dtype=np.intp), np.arange(len(weights))
        forms = np.tile(self.constant, (len(weights), 1))
        packages = np.zeros((len(weights), len(self.layers.layers)), dtype=np.intp)
        for layer, gain, pick in zip(self.layers.layers, self.gains, reversed(choice), strict=True):
            option = pick[node, each]
            forms += gain[node, option]
            packages[:, layer.issue] = layer.options[option]
            node = layer.target[node, option]
        return forms, packages


def dual(layers: Diagram, goal: Goal) -> Dual:
    """Return weights λ > 0 whose bound on a goal is close to the least that any weights give.

        product:  prod_r h_r ≤ (max_x λ·h(x) / P)^P / prod_r λ_r         (arithmetic and geometric means)
        share:    min_r h_r / share_r ≤ max_x λ·h(x) / λ·share

    Every λ ≥ 0 gives a valid bound. Kelley's cutting planes (1960), SIAM J. 8(4), p. 703, each new λ at the centre of
    what the packages found so far still allow (Goffin, Haurie and Vial 1992, Management Science 38(2), p. 284).
    """
    return duals(layers, [goal])[0]


def duals(layers: Diagram, goals: Sequence[Goal], rounds: int = 30, tolerance: float = 1e-4) -> tuple[Dual, ...]:
    """Return the duals (D,) of goals over the same forms that differ in their shares alone, each as `dual` would, at once."""
    first, count = goals[0], len(layers.layers)
    raw = [layer.gain.astype(np.float64) @ first.form.T for layer in layers.layers]
    high, low = -first.offset.copy(), -first.offset.copy()
    for layer, gain in zip(layers.layers, raw, strict=True):
        used = gain[layer.target >= 0]
        high, low = high + used.max(axis=0), low + used.min(axis=0)
    size = np.maximum(np.maximum(np.abs(high), np.abs(low)), np.abs(first.offset))
    shares = None if first.share is None else np.array([goal.share for goal in goals])
    shifted = np.array([0.0 if goal.share is None else _shift(low, size, goal.share) for goal in goals])
    shift = np.zeros((len(goals), len(high))) if shares is None else shifted[:, None] * shares
    lifted = high + shift
    if (lifted < -ROUNDING * size).any() or (lifted[:, first.product] <= -ROUNDING * size[first.product]).any():
        none, ones = np.zeros((0, count), dtype=np.intp), np.ones(len(high))
        return tuple(Dual(ones, -np.inf, ones, by, float(at), none) for by, at in zip(shift, shifted, strict=True))
    unit = np.where(lifted > ROUNDING * size, lifted, np.where(size > 0, size, 1.0))
    oracle = Oracle(layers, tuple(raw), -first.offset)

    def met(weights: Floats) -> tuple[Floats, NDArray[np.intp]]:
        """Return the columns (D, J, R) and packages (D, J, issues) that answer weights (D, J, R)."""
        forms, packages = oracle.best((weights / unit[:, None]).reshape(-1, weights.shape[2]))
        return (forms.reshape(weights.shape) + shift[:, None]) / unit[:, None], packages.reshape(*weights.shape[:2], count)

    scaled = None if shares is None else shares / unit
    start = np.vstack([np.eye(len(high)) + 1e-3, np.ones(len(high))])
    columns, packages = met(np.repeat(start[None], len(goals), axis=0))
    weights, sharpness = np.full(unit.shape, 0.5 / len(high)), 30.0
    best, bound = np.ones(unit.shape), np.full(len(goals), np.inf)
    for _ in range(rounds):
        weights = centre(weights, columns, first.product, scaled, sharpness)
        column, package = met(weights[:, None])
        value = (column[:, 0] * weights).sum(axis=1)
        value += ROUNDING * (weights * (size / unit)).sum(axis=1)  # a floor that is met to the last digit must not look missed
        reached = bound_of(value, weights, first.product, scaled)
        best = np.where((reached < bound)[:, None], weights, best)
        bound = np.minimum(bound, reached)
        inner = bound_of(np.ones(len(goals)), weights, first.product, scaled)  # what the columns alone allow
        columns, packages = np.concatenate([columns, column], axis=1), np.concatenate([packages, package], axis=1)
        close = (bound == -np.inf) | (bound - inner < tolerance * np.maximum(1.0, np.abs(bound)))
        if sharpness >= 1e6 or (bound == -np.inf).all() or (sharpness > 1e4 and close.all()):
            break
        sharpness *= SHARPER
    return tuple(Dual(*one) for one in zip(best, bound.tolist(), unit, shift, shifted.tolist(), packages, strict=True))


def _shift(low: Floats, size: Floats, share: Floats) -> float:
    """Return what to add to every share so that each is well above 0 whatever the package."""
    on = share > 0
    margin = np.where(size[on] > 0, size[on], 1.0) * 1e-3
    return max(0.0, float(np.max((margin - low[on]) / share[on])))


def centre(
    weights: Floats, columns: Floats, product: NDArray[np.bool_], share: Floats | None, sharpness: float, steps: int = 40
) -> Floats:
    """Return the weights (D, R) that maximise, for columns (D, J, R) and shares (D, R), by damped Newton steps,

        product:  T sum_{r in product} log λ_r + sum_{other r} log λ_r + sum_j log(1 - λ·g_j)
        share:    T log(λ·share) + sum_r log λ_r + sum_j log(1 - λ·g_j)

    with T the sharpness. A step of 1/(1 + τ) stays inside and gains at least (decrement/τ)² (τ - log(1 + τ)), τ being the
    largest share of itself that the full step would take from any argument of a logarithm: each term obeys the bound of
    self-concordance by itself. Nesterov and Nemirovskii (1994), Interior-Point Polynomial Algorithms, ch. 2. No weight ends
    above `HEAVIEST`.
    """
    reach = (columns @ weights[:, :, None])[:, :, 0].max(axis=1)
    weights = weights * np.where(reach >= 0.99, 0.95 / np.maximum(reach, 1e-300), 1.0)[:, None]
    on = np.where(product, sharpness, 1.0)
    diagonal = np.arange(weights.shape[1])
    for _ in range(steps):
        slack = 1 - (columns @ weights[:, :, None])[:, :, 0]
        pressed = columns / slack[:, :, None]
        slope = on / weights - pressed.sum(axis=1)
        bend = pressed.transpose(0, 2, 1) @ pressed
        bend[:, diagonal, diagonal] += on / weights**2
        if share is not None:
            whole = (weights * share).sum(axis=1)[:, None]
            slope = slope + sharpness * share / whole
            bend = bend + sharpness * (share[:, :, None] * share[:, None]) / whole[:, :, None] ** 2
        root = 1 / np.sqrt(bend[:, diagonal, diagonal])
        step = root * np.linalg.solve(bend * root[:, :, None] * root[:, None, :], (slope * root)[:, :, None])[:, :, 0]
        decrement = np.sqrt(np.maximum((slope * step).sum(axis=1), 0))
        taken = np.maximum((-step / weights).max(axis=1), (pressed @ step[:, :, None])[:, :, 0].max(axis=1))
        weights = weights + step / (1 + np.maximum(taken, 0))[:, None]
        if decrement.max() < 0.3:
            break
    return np.minimum(weights, HEAVIEST)


def bound_of(value: Floats, weights: Floats, product: NDArray[np.bool_], share: Floats | None) -> Floats:
    """Return the bound that weights (D, R) prove, from the largest weighted sums (D,)."""
    with np.errstate(divide="ignore"):
        if share is None:
            players = int(product.sum())
            level: Floats = players * np.log(np.maximum(value, 0) / players) - np.log(weights[:, product]).sum(axis=1)
            return level
        return np.where(value > 0, value / (weights * share).sum(axis=1), -np.inf)
