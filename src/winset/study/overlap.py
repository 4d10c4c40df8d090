"""Where the win-sets overlap: of the efficient packages, how many each body would ratify, and how many all of them would."""

from collections.abc import Mapping, Sequence

import numpy as np

from winset.band import Frozen
from winset.case.case import Case
from winset.ratify.odds import every
from winset.ratify.winset import win_sets


class WinSetLine(Frozen):
    """A body, and how many of the packages it would ratify; it is not asked about `unasked` of them, which pass it."""

    body: str
    name: str
    ratifies: int
    unasked: int


class Overlap(Frozen):
    """The win-sets at a level of odds over so many packages, and the packages in all of them, at most `MOST` listed."""

    level: float
    packages: int
    bodies: tuple[WinSetLine, ...]
    common: int
    listed: tuple[dict[str, str], ...]
    largest: float


MOST = 12


def overlap(case: Case, packages: Sequence[Mapping[str, str]], level: float = 0.5) -> Overlap:
    """Return how many packages each body would ratify with at least these odds, at the modes, and how many all would.

    `largest` : the largest odds of the whole chain over the packages.
    """
    if not packages:
        return Overlap(level=level, packages=0, bodies=(), common=0, listed=(), largest=0.0)
    whole, odds = (draws[0] for draws in every(case, packages))
    unasked = np.isnan(odds)
    sets = win_sets(list(case.bodies), np.where(unasked, 1.0, odds), level)
    return Overlap(
        level=level,
        packages=len(packages),
        bodies=tuple(
            WinSetLine(body=key, name=body.name, ratifies=sets.sizes[k], unasked=int(unasked[:, k].sum()))
            for k, (key, body) in enumerate(case.bodies.items())
            if not unasked[:, k].all()
        ),
        common=len(sets.common),
        listed=tuple(dict(packages[row]) for row in sets.common[:MOST].tolist()),
        largest=float(whole.max()),
    )
