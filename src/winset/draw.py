"""Draws from bands: every band of a case as a PERT distribution, each by itself, by its path and one seed."""

from collections.abc import Callable
from fractions import Fraction
from functools import lru_cache
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from winset.band import Band

Pick = Callable[[str, Fraction, Fraction, Fraction], Fraction]
"""What to take from a band: given the path of the band and its low, mode and high."""

DRAWS = 100
SEED = 2025


def at_mode(_where: str, _low: Fraction, mode: Fraction, _high: Fraction) -> Fraction:
    """Take the mode of every band."""
    return mode


def draw(number: int, draws: int = DRAWS, seed: int = SEED) -> Pick:
    """Return the pick of one draw out of many: the same path always gets the same figure in it.

    PERT: a beta on [low, high] with a = 1 + 4 (mode − low)/(high − low) and b = 6 − a, whose mean is (low + 4 mode + high)/6.
    Malcolm, Roseboom, Clark and Fazar (1959), Operations Research 7(5), p. 652.

    >>> picked = draw(3)("contest.keeps", Fraction(1, 4), Fraction(1, 3), Fraction(1, 2))
    >>> picked == draw(3)("contest.keeps", Fraction(1, 4), Fraction(1, 3), Fraction(1, 2)), 0.25 <= picked <= 0.5
    (True, True)
    """

    def pick(where: str, low: Fraction, mode: Fraction, high: Fraction) -> Fraction:
        bottom, middle, top = float(low), float(mode), float(high)
        if bottom == top:
            return mode
        return Fraction(bottom + (top - bottom) * float(_shares(where, (middle - bottom) / (top - bottom), draws, seed)[number]))

    return pick


def taken(pick: Pick, where: str, band: Band) -> float:
    """Return what a pick takes from a band, as a float."""
    return float(pick(where, band.low, band.mode, band.high))


@lru_cache(maxsize=20_000)
def _shares(where: str, mode: float, draws: int, seed: int) -> NDArray[np.float64]:
    """Return where in its band each draw lies, 0 to 1."""
    random = np.random.default_rng([seed, crc32(where.encode())])
    return random.beta(1 + 4 * mode, 5 - 4 * mode, size=draws)
