"""Sobol indices of groups of factors: how much of an output's variance each group makes, alone and with all the others."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.special import ndtr, ndtri

from winset.errors import demand

Floats = NDArray[np.float64]
Evaluate = Callable[[Floats, Collection[str]], Mapping[str, Floats]]
"""What a model makes of rows of shares, (draws, factors): each output asked for, by name, as (draws,) or (draws, components)."""

LEVEL = 0.95
RESAMPLES = 400
SEED = 2025
EDGE = 1e-12
STEADY = 1e-12


@dataclass(frozen=True, slots=True)
class Spread:
    """An estimate and its interval."""

    value: float
    low: float
    high: float


NONE = Spread(0.0, 0.0, 0.0)


@dataclass(frozen=True, slots=True)
class Index:
    """How much of the variance of `output` a group makes: `first` alone, `total` with all that it does together with others.

    `total` is None where factors are correlated: then it is not defined as a share of the variance.
    """

    group: str
    output: str
    first: Spread
    total: Spread | None


def first_order_and_total(
    evaluate: Evaluate,
    shares: tuple[Floats, Floats],
    groups: Mapping[str, Sequence[int]],
    outputs: Sequence[str],
    moves: Mapping[str, Collection[str]] | None = None,
    correlation: Floats | None = None,
) -> tuple[Index, ...]:
    """Return the indices of every group on every output, in that order; a single factor is a group of one.

        S_g = V(E(Y | X_g)) / V(Y),   T_g = 1 - V(E(Y | X_~g)) / V(Y)

    Estimated from f(A), f(B) and, per group, f of A with the group's columns from B: Saltelli et al. (2010), Computer Physics
    Communications 181(2), table 2 (b) and (f), by scipy.stats.sobol_indices. An output of several components, such as the
    ranks of a ranking or the indicators of a label, has the ratio of the sums over its components: Gamboa, Janon, Klein and
    Lagnoux (2014), Electronic Journal of Statistics 8(1), eq. 2.8. An output that never varies has indices of 0.

    Intervals are percentiles of a bootstrap over the rows, with a fixed seed; rows of a scrambled Sobol sequence are more
    even than independent ones, and the intervals rather too wide for them.

    Parameters
    ----------
    shares : two independent designs A and B, each (n, factors) of 0..1, n a power of two: the halves of one sequence
    groups : the columns of each group
    moves : the outputs that a group can change at all; it is not evaluated for others, and its indices there are exactly 0
    correlation : of the normal scores of the columns, where factors depend on each other (a Gaussian copula; A and B drawn
        from it). Then the rest is drawn anew given the group, first-order indices stand, and there are no totals.

    Raises
    ------
    Refused : designs or correlations that do not match, n that is no power of two, or an output that is not finite throughout

    Examples
    --------
    >>> from scipy.stats import qmc
    >>> design = qmc.Sobol(4, rng=np.random.default_rng(1)).random(1024)
    >>> linear = lambda rows, outputs: {"y": rows @ np.array([3.0, 4.0])}
    >>> found = first_order_and_total(linear, (design[:, :2], design[:, 2:]), {"a": [0], "b": [1]}, ["y"])
    >>> [round(one.first.value, 1) for one in found], [round(one.total.value, 1) for one in found]
    ([0.4, 0.6], [0.4, 0.6])
    """
    a, b = shares
    _check(a, b)
    if correlation is not None:
        side, got = a.shape[1], f"a matrix of shape {correlation.shape}"
        demand(correlation.shape == (side, side), "correlation", "correlation", got, f"{side} by {side}", "give one of each pair")
    weights = np.random.default_rng(SEED).multinomial(len(a), np.full(len(a), 1 / len(a)), size=RESAMPLES) / len(a)
    at_a, at_b = (_columns(evaluate(rows, outputs), outputs, len(a)) for rows in (a, b))
    varying = [o for o in outputs if varies(np.hstack([at_a[o], at_b[o]]))]
    moved = {group: [o for o in varying if moves is None or o in moves.get(group, ())] for group in groups}
    at_ab = {
        group: _columns(evaluate(mixed(a, b, columns, correlation), moved[group]), moved[group], len(a))
        for group, columns in groups.items()
        if moved[group]
    }
    indices: dict[tuple[str, str], Index] = {}
    for output in outputs:
        movers = [group for group in groups if output in moved[group]]
        found = _indices(at_a[output], at_b[output], [at_ab[group][output] for group in movers], weights)
        for group, (first, total) in zip(movers, found, strict=True):
            indices[group, output] = Index(group, output, first, None if correlation is not None else total)
    still = None if correlation is not None else NONE
    return tuple(indices.get((g, o), Index(g, o, NONE, still)) for g in groups for o in outputs)


def mixed(a: Floats, b: Floats, columns: Sequence[int], correlation: Floats | None = None) -> Floats:
    """Return A with a group's columns from B; under correlation, with the rest of A as it would be given those.

        z'_r = R_rg R_gg⁻¹ z^B_g + (z^A_r - R_rg R_gg⁻¹ z^A_g),   z = Φ⁻¹(share)

    >>> mixed(np.array([[0.1, 0.2]]), np.array([[0.6, 0.7]]), [1])
    array([[0.1, 0.7]])
    >>> mixed(np.array([[0.1, 0.2]]), np.array([[0.6, 0.7]]), [1], np.array([[1, 0.5], [0.5, 1]])).round(3)
    array([[0.275, 0.7  ]])
    """
    group = list(columns)
    rows = a.copy()
    rows[:, group] = b[:, group]
    rest = [] if correlation is None else [c for c in range(a.shape[1]) if c not in set(group) and correlation[c, group].any()]
    if correlation is not None and rest:
        slopes = np.linalg.lstsq(correlation[np.ix_(group, group)], correlation[np.ix_(group, rest)], rcond=None)[0]
        rows[:, rest] = ndtr(_scores(a[:, rest]) + (_scores(b[:, group]) - _scores(a[:, group])) @ slopes)
    return rows


def _scores(shares: Floats) -> Floats:
    scores: Floats = ndtri(np.clip(shares, EDGE, 1 - EDGE))
    return scores


def _indices(at_a: Floats, at_b: Floats, at_ab: Sequence[Floats], weights: Floats) -> list[tuple[Spread, Spread]]:
    """Return the first-order and the total index of each group, each of the inputs as (components, n)."""
    if not at_ab:
        return []
    from scipy.stats import sobol_indices  # late: it takes longer to import than to run

    f_ab = np.stack([*at_ab, at_b])  # the last is the group of all: never asked for, it keeps the arrays of scipy in shape
    found = sobol_indices(func={"f_A": at_a, "f_B": at_b, "f_AB": f_ab}, n=at_a.shape[1], method=_over_components)
    resampled = _resampled(at_a, at_b, f_ab, weights)
    return [
        (_spread(found.first_order[g], resampled[0][:, g]), _spread(found.total_order[g], resampled[1][:, g]))
        for g in range(len(at_ab))
    ]


def _over_components(f_A: Floats, f_B: Floats, f_AB: Floats) -> tuple[Floats, Floats]:
    variance = np.var([f_A, f_B], axis=(0, -1)).sum()
    first = np.mean(f_B * (f_AB - f_A), axis=-1).sum(axis=-1) / variance
    total = np.mean((f_A - f_AB) ** 2, axis=-1).sum(axis=-1) / (2 * variance)
    return first, total


def _resampled(at_a: Floats, at_b: Floats, f_ab: Floats, weights: Floats) -> tuple[Floats, Floats]:
    """Return both indices for every resample: all of their parts are weighted means over the rows."""
    mean = (at_a.mean(axis=1) + at_b.mean(axis=1))[:, None] / 2
    a, b, ab = at_a - mean, at_b - mean, f_ab - mean
    square = weights @ (a**2 + b**2).sum(axis=0) / 2
    centre = (weights @ ((a + b) / 2).T) ** 2
    variance = (square - centre.sum(axis=1))[:, None]
    varies = variance > 0
    first = weights @ (b * (ab - a)).sum(axis=1).T
    total = weights @ ((a - ab) ** 2).sum(axis=1).T / 2
    return (
        np.divide(first, variance, out=np.zeros_like(first), where=varies),
        np.divide(total, variance, out=np.zeros_like(total), where=varies),
    )


def _spread(value: float, resampled: Floats) -> Spread:
    low, high = np.quantile(resampled, [(1 - LEVEL) / 2, (1 + LEVEL) / 2])
    return Spread(float(value), min(float(low), float(value)), max(float(high), float(value)))


def _columns(found: Mapping[str, Floats], outputs: Collection[str], n: int) -> dict[str, Floats]:
    """Return each output as (components, n), checked."""
    return {output: components(found[output], n, output).T for output in outputs}


def components(output: Floats, n: int, name: str) -> Floats:
    """Return an output as (n, components).

    Raises
    ------
    Refused : it has not n rows, or holds what is no finite number
    """
    column = np.asarray(output, dtype=np.float64)
    column = column[:, None] if column.ndim == 1 else column
    demand(column.ndim == 2 and len(column) == n, "output", name, f"an output of shape {column.shape}", f"{n} rows", "give each")
    finite = bool(np.isfinite(column).all())
    demand(finite, "output", name, "a value that is not finite", "numbers", "say by a number what stands where there is none")
    return column


def varies(output: Floats) -> bool:
    """Whether an output, in (components, n), differs between draws by more than the last digits of its numbers."""
    return bool((np.ptp(output, axis=1) > STEADY * np.abs(output).max(axis=1)).any())


def _check(a: Floats, b: Floats) -> None:
    demand(a.ndim == 2 and a.shape == b.shape, "design", "shares", f"{a.shape} and {b.shape}", "two of one shape", "halve one")
    n = len(a)
    demand(n > 1 and n & (n - 1) == 0, "design", "shares", f"{n} rows", "a power of two", "draw 1,024 rows, or 2,048")
