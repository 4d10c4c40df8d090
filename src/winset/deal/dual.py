"""Upper bounds on a goal: weights under which no package can be worth more, found by cutting planes."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from winset.deal.goal import Goal
from winset.space.diagram import Diagram

Floats = NDArray[np.float64]

ROUNDING = 1e-9
"""What rounding may cost a comparison, as a share of the sizes that it adds up; float64 loses some 1e-14."""

SHARPER = 5.0
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

    def best(self, weights: Floats) -> tuple[Floats, Floats, NDArray[np.intp]]:
        """Return, for weights (L, R): the largest sums (L,), and the forms (L, R) and the packages (L, issues) behind them."""
        rest = np.zeros((int(self.layers.layers[-1].target.max()) + 1, len(weights)))
        choice = []
        for layer, gain in zip(reversed(self.layers.layers), reversed(self.gains), strict=True):
            on = layer.target >= 0
            value = gain @ weights.T + rest[np.where(on, layer.target, 0)]
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
        return (forms * weights).sum(axis=1), forms, packages


def dual(layers: Diagram, goal: Goal, rounds: int = 30, tolerance: float = 1e-4) -> Dual:
    """Return weights λ > 0 whose bound on a goal is close to the least that any weights give.

        product:  prod_r h_r ≤ (max_x λ·h(x) / P)^P / prod_r λ_r         (arithmetic and geometric means)
        share:    min_r h_r / share_r ≤ max_x λ·h(x) / λ·share

    Every λ ≥ 0 gives a valid bound. Kelley's cutting planes (1960), SIAM J. 8(4), p. 703, each new λ at the centre of
    what the packages found so far still allow (Goffin, Haurie and Vial 1992, Management Science 38(2), p. 284).
    """
    raw = [layer.gain.astype(np.float64) @ goal.form.T for layer in layers.layers]
    high, low = -goal.offset.copy(), -goal.offset.copy()
    for layer, gain in zip(layers.layers, raw, strict=True):
        used = gain[layer.target >= 0]
        high, low = high + used.max(axis=0), low + used.min(axis=0)
    share, size = goal.share, np.maximum(np.maximum(np.abs(high), np.abs(low)), np.abs(goal.offset))
    shifted = 0.0 if share is None else _shift(low, size, share)
    shift = np.zeros(len(high)) if share is None else shifted * share
    high = high + shift
    if (high < -ROUNDING * size).any() or (high[goal.product] <= -ROUNDING * size[goal.product]).any():
        return Dual(
            np.ones(len(high)), -np.inf, np.ones(len(high)), shift, shifted, np.zeros((0, len(layers.layers)), dtype=np.intp)
        )
    unit = np.where(high > ROUNDING * size, high, np.where(size > 0, size, 1.0))
    oracle = Oracle(layers, tuple(gain / unit for gain in raw), (shift - goal.offset) / unit)
    scaled = None if share is None else share / unit
    start = np.vstack([np.eye(len(unit)) + 1e-3, np.ones(len(unit))])
    _, columns, packages = oracle.best(start)
    weights, best, bound, sharpness = np.full(len(unit), 0.5 / len(unit)), np.ones(len(unit)), np.inf, 30.0
    for _ in range(rounds):
        weights = np.minimum(centre(weights[None], columns[None], goal.product, scaled, sharpness)[0], HEAVIEST)
        value, column, package = oracle.best(weights[None])
        value += ROUNDING * (weights @ (size / unit))  # a floor that is met to the last digit must not look missed
        reached = float(_bound(value, weights[None], goal.product, scaled)[0])
        if reached < bound:
            bound, best = reached, weights
        if bound == -np.inf:
            break
        inner = _bound(np.ones(1), weights[None], goal.product, scaled)[0]  # what the columns alone allow
        columns, packages = np.vstack([columns, column]), np.vstack([packages, package])
        if sharpness >= 1e6 or (sharpness > 1e4 and bound - inner < tolerance * max(1.0, abs(bound))):
            break
        sharpness *= SHARPER
    return Dual(best, bound, unit, shift, shifted, packages)


def _shift(low: Floats, size: Floats, share: Floats) -> float:
    """Return what to add to every share so that each is well above 0 whatever the package."""
    on = share > 0
    margin = np.where(size[on] > 0, size[on], 1.0) * 1e-3
    return max(0.0, float(np.max((margin - low[on]) / share[on])))


def centre(weights: Floats, columns: Floats, product: NDArray[np.bool_], share: Floats | None, sharpness: float) -> Floats:
    """Return the weights (D, R) that maximise, for columns (D, J, R), by damped Newton steps,

        product:  T sum_{r in product} log λ_r + sum_{other r} log λ_r + sum_j log(1 - λ·g_j)
        share:    T log(λ·share) + sum_r log λ_r + sum_j log(1 - λ·g_j)

    with T the sharpness: self-concordant, so a step of 1/(1 + decrement) stays inside. Nesterov and Nemirovskii (1994).
    """
    reach = np.einsum("djr,dr->dj", columns, weights).max(axis=1)
    weights = weights * np.where(reach >= 0.99, 0.95 / np.maximum(reach, 1e-300), 1.0)[:, None]
    on = np.where(product, sharpness, 1.0)
    diagonal = np.arange(weights.shape[1])
    for _ in range(40):
        slack = 1 - np.einsum("djr,dr->dj", columns, weights)
        pressed = columns / slack[:, :, None]
        slope = on / weights - pressed.sum(axis=1)
        bend = np.einsum("djr,djq->drq", pressed, pressed)
        bend[:, diagonal, diagonal] += on / weights**2
        if share is not None:
            whole = (weights @ share)[:, None]
            slope = slope + sharpness * share / whole
            bend = bend + sharpness * (share[:, None] * share[None]) / whole[:, :, None] ** 2
        root = 1 / np.sqrt(bend[:, diagonal, diagonal])
        step = root * np.linalg.solve(bend * root[:, :, None] * root[:, None, :], (slope * root)[:, :, None])[:, :, 0]
        decrement = np.sqrt(np.maximum((slope * step).sum(axis=1), 0))
        weights = weights + step / (1 + decrement)[:, None]
        if decrement.max() < 0.3:
            break
    return weights


def _bound(value: Floats, weights: Floats, product: NDArray[np.bool_], share: Floats | None) -> Floats:
    """Return the bound that weights (D, R) prove, from the largest weighted sums (D,)."""
    with np.errstate(divide="ignore"):
        if share is None:
            players = int(product.sum())
            level: Floats = players * np.log(np.maximum(value, 0) / players) - np.log(weights[:, product]).sum(axis=1)
            return level
        return np.where(value > 0, value / (weights @ share), -np.inf)
