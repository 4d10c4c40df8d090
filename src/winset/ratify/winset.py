"""Win-sets: the packages that each body would ratify, and where they overlap."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from winset.errors import demand
from winset.ratify.factor import Floats


@dataclass(frozen=True, slots=True)
class WinSets:
    """Which packages clear which gates, (packages, gates); how many, and how many clear two gates, (gates, gates)."""

    gates: tuple[str, ...]
    level: float
    inside: NDArray[np.bool_]
    sizes: tuple[int, ...]
    overlaps: NDArray[np.int64]
    common: NDArray[np.int64]


def win_sets(gates: Sequence[str], odds: Floats, level: float = 0.5) -> WinSets:
    """Return each body's win-set at a level of odds, and their overlaps.

        W_b = {x : P(b passes x) ≥ level};   common: the rows in all of them

    Putnam (1988), International Organization 42(3), p. 437: an agreement is possible only where the win-sets overlap. With odds
    in place of certainty a win-set has a level; the larger the level, the smaller the set.

    Parameters
    ----------
    odds : (packages, gates), such as `Passage.passes`

    Examples
    --------
    >>> sets = win_sets(["senate", "people"], np.array([[0.9, 0.4], [0.6, 0.7], [0.2, 0.8]]))
    >>> sets.sizes, sets.common
    ((2, 2), array([1]))
    """
    demand(odds.shape[1:] == (len(gates),), "chain", "odds", odds.shape, f"(packages, {len(gates)})", "give one column a gate")
    demand(0 <= level <= 1, "probability", "level", level, "a number from 0 to 1", "give a share, not a percentage")
    inside = odds >= level
    counted = inside.astype(np.int64)
    return WinSets(
        gates=tuple(gates),
        level=level,
        inside=inside,
        sizes=tuple(int(n) for n in counted.sum(axis=0)),
        overlaps=counted.T @ counted,
        common=np.flatnonzero(inside.all(axis=1)),
    )
