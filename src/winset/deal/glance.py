"""The deal space at a glance: whether the zone is empty, certain bounds on it, the Nash package, and what alone opens it."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import prod

from winset.deal.alone import Alone, alone
from winset.deal.fairness import utilitarian
from winset.deal.nash import nash
from winset.deal.solution import Solution
from winset.space.budget import Budget
from winset.space.count import Count, sampled
from winset.space.table import ScoreTable

AT_ONCE = 0.06
"""Seconds for what alone opens an empty zone."""

DRAWN = 40_000
"""Packages drawn for the interval."""


@dataclass(frozen=True, slots=True)
class Glance:
    """What can be said at once. `zone` is certain in its bounds, and its interval is an estimate; `nash` may be nothing where no
    package gives everybody a gain; `alone` stands where the zone is empty: what opens it alone, as far as 0.06 s reach.
    """

    empty: bool
    zone: Count
    nash: Solution | None
    alone: Alone | None


def glance(table: ScoreTable, players: Sequence[int] | None = None) -> Glance:
    """Return what can be said of a table's deals without counting or listing them.

    The utilitarian package is there iff the zone is not empty; the Nash package, where there is one, shows the same sooner.

    Examples
    --------
    >>> from winset.space.table import score_table
    >>> table = score_table(["land", "aid"], [["keep", "cede"], ["no", "yes"]], ["A", "B"],
    ...                     [[[3, 0], [0, 4]], [[0, 1], [2, 0]]], floors=[1, 1])
    >>> seen = glance(table)
    >>> seen.empty, seen.zone.low, seen.zone.high, seen.nash.package
    (False, 1, 4, (1, 1))
    """
    chosen = nash(table, players)
    empty = chosen is None and utilitarian(table, players) is None
    if empty:
        return Glance(True, Count(0, 0), None, alone(table, players, Budget(AT_ONCE)))
    most = prod(int(allowed.sum()) for allowed in table.allowed)
    bounds = Count(1, most) if most == 1 else Count(1, most, sampled(table, 1, most, DRAWN))
    return Glance(False, bounds, chosen, None)
