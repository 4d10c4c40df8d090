"""Quantiles of the priors that a band may have: where in it a share of the odds lies below."""

from functools import lru_cache
from math import log

import numpy as np
from numpy.typing import NDArray

from winset.band import Band, Prior

Floats = NDArray[np.float64]

NODES = 321
REACH = 23.0
"""The table of a PERT quantile: nodes, and the logits of the shares between which they lie (1e-10 to 1 − 1e-10)."""


def quantiles(band: Band, shares: Floats) -> Floats:
    """Return the inverse distribution function of a band's prior, at shares between 0 and 1.

    Quantiles never leave the band, and rise with the share. PERT is read from a table (`pert`), the others are in closed form:

        triangular  low + sqrt(u w m),  high − sqrt((1 − u) w (w − m)),   w = high − low,  m = mode − low,  from u = m/w on
        lognormal   exp(μ + σ Φ⁻¹(F(low) + u (F(high) − F(low)))),   σ = ln(high/low)/6,  μ = ln mode + σ²
        discrete    the first value whose odds, added up from the least value, reach u

    Examples
    --------
    >>> band = Band.model_validate({"low": 0, "mode": 0, "high": 1, "prior": "triangular"})
    >>> quantiles(band, np.array([0.75]))
    array([0.5])
    """
    low, mode, high = float(band.low), float(band.mode), float(band.high)
    if low == high:
        return np.full(np.shape(shares), mode)
    return np.clip(_drawn(band, low, mode, high, shares), low, high)


def _drawn(band: Band, low: float, mode: float, high: float, shares: Floats) -> Floats:
    width, peak = high - low, (mode - low) / (high - low)
    match band.prior:
        case Prior.PERT:
            return low + width * pert(peak, shares)
        case Prior.UNIFORM:
            return low + width * shares
        case Prior.TRIANGULAR:
            left, right = np.sqrt(shares * peak), 1 - np.sqrt((1 - shares) * (1 - peak))
            return np.asarray(low + width * np.where(shares < peak, left, right))
        case Prior.LOGNORMAL:
            return _lognormal(low, mode, high, shares)
        case Prior.DISCRETE:
            values = np.array([float(value) for value in band.discrete])
            reached = np.cumsum([float(odds) for odds in band.discrete.values()])
            return values[np.minimum(np.searchsorted(reached, shares), len(values) - 1)]


def pert(peak: float, shares: Floats) -> Floats:
    """Return quantiles of the beta with a = 1 + 4 peak and b = 5 − 4 peak, to 2e-8: cubics through a table.

    In logits, y = logit(x) against v = logit(u) is smooth and runs into straight lines at both ends, with slopes 1/a and 1/b; so
    even nodes in v are fine where the distribution is steep. Between nodes: cubic Hermite, with dy/dv = u(1 − u)/(f(x) x(1 − x)).

    >>> from scipy.special import betaincinv
    >>> bool(abs(pert(0.3, np.array([0.7])) - betaincinv(2.2, 3.8, 0.7)) < 2e-8)
    True
    """
    from scipy.special import expit, logit

    heights, slopes = _table(peak)
    place = (np.clip(logit(shares), -REACH, REACH) + REACH) * ((NODES - 1) / (2 * REACH))
    at = np.minimum(place.astype(np.intp), NODES - 2)
    t = place - at
    first, last = heights[at], heights[at + 1]
    rise, bend = slopes[at], slopes[at + 1]
    gap = last - first
    cubic = first + t * (rise + t * (3 * gap - 2 * rise - bend + t * (rise + bend - 2 * gap)))
    return np.asarray(expit(cubic))


@lru_cache(maxsize=4096)
def _table(peak: float) -> tuple[Floats, Floats]:
    """Return logit(x) at the nodes, and its slope there times the distance of nodes."""
    from scipy.special import betaincinv, betaln, expit

    a, b = 1 + 4 * peak, 5 - 4 * peak
    node = np.linspace(-REACH, REACH, NODES)
    below, above = betaincinv(a, b, expit(node)), betaincinv(b, a, expit(-node))
    log_x = np.log(np.where(node < 0, below, 1 - above))
    log_rest = np.log(np.where(node < 0, 1 - below, above))
    log_mass = -np.logaddexp(0, node) - np.logaddexp(0, -node)
    slope = np.exp(log_mass + betaln(a, b) - a * log_x - b * log_rest)
    return log_x - log_rest, slope * (node[1] - node[0])


def _lognormal(low: float, mode: float, high: float, shares: Floats) -> Floats:
    from scipy.special import ndtr, ndtri

    spread = log(high / low) / 6
    middle = log(mode) + spread**2
    below, above = ndtr((log(low) - middle) / spread), ndtr((log(high) - middle) / spread)
    return np.asarray(np.exp(middle + spread * ndtri(below + shares * (above - below))))
