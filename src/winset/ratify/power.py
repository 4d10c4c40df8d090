"""Power indices: how often a member turns a losing coalition into a winning one, exactly, in whole numbers."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import product
from math import comb, factorial

import numpy as np
from numpy.typing import NDArray

from winset.errors import demand

Swings = tuple[int, ...]
"""For each size of coalition, 0 up: how many of that size lose without the member and win with it."""


@dataclass(frozen=True, slots=True)
class Power:
    """The indices of every member (or of one member of every kind), as exact fractions, and the raw number of swings."""

    swings: tuple[int, ...]
    banzhaf: tuple[Fraction, ...]
    banzhaf_absolute: tuple[Fraction, ...]
    shapley_shubik: tuple[Fraction, ...]


def weighted_power(weights: Sequence[int], quota: int) -> Power:
    """Return the indices of a weighted voting game: a coalition wins iff its weights reach the quota.

        Banzhaf    β_i = η_i / Σ_j η_j,  absolute η_i / 2^(n−1),      η_i = Σ_s η_i(s)
        Shapley    φ_i = Σ_s s! (n − 1 − s)! / n! · η_i(s)

    η_i(s): coalitions of s others whose weight lies in [quota − w_i, quota). Banzhaf (1965), Rutgers Law Review 19;
    Shapley and Shubik (1954), American Political Science Review 48(3). Coalitions are counted by size and weight by dynamic
    programming, then each weight is divided out again (Matsui and Matsui 2000, J. Oper. Res. Soc. Japan 43(1), sec. 4):
    O(n² quota) steps for n members and d different weights, in 64-bit integers up to 62 members and in Python's beyond.

    Raises
    ------
    Refused : no member, a negative weight, or a quota that is always met or out of reach

    Examples
    --------
    >>> [str(share) for share in weighted_power([4, 4, 4, 2, 2, 1], 12).shapley_shubik]
    ['7/30', '7/30', '7/30', '3/20', '3/20', '0']
    """
    demand(
        len(weights) > 0 and min(weights) >= 0,
        "body",
        "weights",
        tuple(weights),
        "at least one member, none below 0",
        "mend them",
    )
    demand(
        0 < quota <= sum(weights),
        "threshold",
        "quota",
        quota,
        f"1 to {sum(weights)}",
        "below it always passes, above it nobody can",
    )
    table = _coalitions(weights, quota)
    by_weight = {w: _swings(table, w, quota) for w in set(weights)}
    return _indices([by_weight[w] for w in weights], [1] * len(weights))


def power_by_kind(members: Sequence[int], wins: Callable[[tuple[int, ...]], bool]) -> Power:
    """Return the indices of one member of each kind, where members of a kind are interchangeable.

    A coalition is how many of each kind it holds; `wins` says whether that wins and must rise with every kind.

    The United States' federal game (a president; senators; representatives), without a vice president to break ties:

    >>> federal = power_by_kind((1, 100, 435), lambda c: c[1] >= 67 and c[2] >= 290 or c[0] == 1 and c[1] >= 51 and c[2] >= 218)
    >>> round(float(federal.shapley_shubik[0]), 4)
    0.1605
    """
    demand(
        len(members) > 0 and min(members) > 0,
        "body",
        "members",
        tuple(members),
        "at least one of each kind",
        "drop the empty kinds",
    )
    demand(wins(tuple(members)), "threshold", "wins", "a rule", "one that all members together reach", "lower the threshold")
    demand(not wins((0,) * len(members)), "threshold", "wins", "a rule", "one that can fail", "raise it: it is met by nobody")
    total = sum(members)
    swings: list[Swings] = []
    for kind in range(len(members)):
        others = [n - (k == kind) for k, n in enumerate(members)]
        ways = [[comb(n, held) for held in range(n + 1)] for n in others]
        count = [0] * total
        for held in product(*(range(n + 1) for n in others)):
            joined = tuple(h + (k == kind) for k, h in enumerate(held))
            if wins(joined) and not wins(held):
                number = 1
                for k, h in enumerate(held):
                    number *= ways[k][h]
                count[sum(held)] += number
        swings.append(tuple(count))
    return _indices(swings, members)


def _indices(swings: Sequence[Swings], members: Sequence[int]) -> Power:
    """Turn swings by size into indices; `members` says how many share each row."""
    total = sum(members)
    raw = [sum(row) for row in swings]
    everyone = sum(count * n for count, n in zip(raw, members, strict=True))
    orders = [factorial(size) * factorial(total - 1 - size) for size in range(total)]
    shapley = [sum(count * orders[size] for size, count in enumerate(row) if count) for row in swings]
    return Power(
        swings=tuple(raw),
        banzhaf=tuple(Fraction(count, everyone) for count in raw),
        banzhaf_absolute=tuple(Fraction(count, 2 ** (total - 1)) for count in raw),
        shapley_shubik=tuple(Fraction(number, factorial(total)) for number in shapley),
    )


Table = NDArray[np.int64] | NDArray[np.object_]


def _coalitions(weights: Sequence[int], quota: int) -> Table:
    """Count coalitions of every size (rows) and every weight below the quota (columns)."""
    whole = np.int64 if len(weights) <= 62 else object
    table = np.zeros((len(weights) + 1, quota), dtype=whole)
    table[0, 0] = 1
    for k, w in enumerate(weights):
        if w < quota:
            table[1 : k + 2, w:] += table[: k + 1, : quota - w].copy()
    return table


def _swings(table: Table, weight: int, quota: int) -> Swings:
    """Divide one member out of the table, size by size, and count what lies within its weight of the quota."""
    size, out = len(table) - 1, []
    without = table[0].copy()
    for s in range(size):
        if s:
            smaller, without = without, table[s].copy()
            if weight < quota:
                without[weight:] -= smaller[: quota - weight]
        out.append(int(without[max(quota - weight, 0) :].sum()) if weight else 0)
    return tuple(out)
