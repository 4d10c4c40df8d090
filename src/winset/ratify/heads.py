"""The odds that enough members say yes, when each votes by itself: a sum of binomials, one for each bloc."""

import numpy as np
from numpy.typing import NDArray

from winset.ratify.factor import Floats

Complex = NDArray[np.complex128]

STRIP = 512
"""Rows taken at once, so that the work stays in the processor's cache."""


def pmf(p: Floats) -> Floats:
    """Return the distribution of the number of yeses among members with odds p: (members,) to (members + 1,).

    The Poisson-binomial distribution, by adding one member after the other; exact to rounding.
    Hong (2013), Computational Statistics & Data Analysis 59, sec. 2.

    >>> pmf(np.array([0.5, 0.5]))
    array([0.25, 0.5 , 0.25])
    """
    mass = np.ones(1)
    for odds in p:
        mass = np.append(mass * (1 - odds), 0) + np.append(0, mass * odds)
    return mass


def at_least(votes: int, p: Floats, seats: NDArray[np.int64], tolerance: float = 1e-13) -> Floats:
    """Return the odds that at least `votes` members say yes, for rows of odds by bloc.

        P(S ≥ k),  S = Σ_g Binomial(n_g, p_g)

    The characteristic function φ(t) = Π_g (1 − p_g + p_g e^{it})^{n_g} is inverted on a window of W whole numbers around the
    mean: Hong's (2013) DFT method on a circle of W instead of n + 1 points. Two errors, each held below the tolerance by a bound:
    what lies outside the window (Bernstein's inequality: exp(−d²/2(V + d/3)) at distance d), and the terms left out, since
    |φ(t)| ≤ exp(−2 V sin²(t/2)). Where Bernstein already decides, the answer is 0 or 1. V is the variance.

    Parameters
    ----------
    votes : the number needed
    p : (rows, blocs), the odds of a yes
    seats : (blocs,), members of each bloc

    Returns
    -------
    (rows,)

    Examples
    --------
    >>> at_least(3, np.array([[0.5, 1.0]]), np.array([2, 2]))
    array([0.75])
    """
    mean, variance = p @ seats, (p * (1 - p)) @ seats
    log = np.log(4 / tolerance)
    reach = np.ceil(log / 3 + np.sqrt((log / 3) ** 2 + 2 * log * variance)) + 1
    out = (votes <= mean).astype(np.float64)
    live = np.flatnonzero((np.abs(votes - mean) < reach) & (votes > 0) & (votes <= seats.sum()))
    out[:] = np.where(votes <= 0, 1.0, np.where(votes > seats.sum(), 0.0, out))
    live = live[np.argsort(reach[live], kind="stable")]
    for start in range(0, len(live), STRIP):
        rows = live[start : start + STRIP]
        out[rows] = _inverted(votes, p[rows], seats, mean[rows], variance[rows], reach[rows], log)
    return out


def _inverted(
    votes: int, p: Floats, seats: NDArray[np.int64], mean: Floats, variance: Floats, reach: Floats, log: float
) -> Floats:
    """Sum the inversion's terms: P = m/W + (2/W) Σ_l Re(φ(t_l) D(t_l)), D the geometric sum over the m points from k up."""
    width = 2 * reach + 1
    top = np.round(mean) + reach
    points = np.clip(top - votes + 1, 0, width)
    enough = width / np.pi * np.arcsin(np.minimum(np.sqrt(log / np.maximum(2 * variance, 1e-300)), 1.0))
    terms = np.minimum(np.ceil(enough), reach)
    most = int(terms.max())
    half = np.pi / width
    halves = _powers(half, most)
    phi = _product(p, halves * halves - 1, seats)
    share = _powers(half * points, most).imag / halves.imag
    summed = (phi * _powers(-half * (votes + top), most)).real * share
    kept = np.arange(1, most + 1)[:, None] <= terms
    total: Floats = points / width + 2 / width * np.where(kept, summed, 0).sum(axis=0)
    return np.clip(total, 0, 1)


def _powers(angle: Floats, most: int) -> Complex:
    """Return e^{i l angle} for l = 1..most: (most, rows)."""
    out = np.empty((most, len(angle)), dtype=np.complex128)
    out[0] = np.exp(1j * angle)
    for order in range(1, most):
        np.multiply(out[order - 1], out[0], out=out[order])
    return out


def _product(p: Floats, turn: Complex, seats: NDArray[np.int64]) -> Complex:
    """Return Π_g (1 + p_g turn)^{n_g}: all blocs' powers share their squarings (Straus 1964, Am. Math. Monthly 71(7))."""
    factors = [1 + p[:, g] * turn for g in range(len(seats))]
    out = np.ones_like(turn)
    for bit in reversed(range(int(seats.max(initial=1)).bit_length())):
        out *= out
        for factor, n in zip(factors, seats, strict=True):
            if int(n) >> bit & 1:
                out *= factor
    return out
