"""What a solution maximises: a product of gains, or the smallest of several shares, over the packages of one table."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from fractions import Fraction

import numpy as np
from numpy.typing import NDArray

from winset.space.table import Ints, ScoreTable


@dataclass(frozen=True, slots=True, eq=False)
class Goal:
    """A value to maximise over packages with totals s, in terms of the linear forms h = form · s - offset.

        product:  prod_{r in product} h_r    subject to h_r ≥ 0 for every r
        share:    min_{r : share_r > 0} h_r / share_r    subject to h_r ≥ 0 wherever share_r = 0

    `form` : (R, K), `offset` : (R,), `share` : (R,) or nothing for a product, `product` : (R,) which forms are multiplied.
    They steer the search in floating point; `exact` gives the value itself, and decides.
    """

    form: NDArray[np.float64]
    offset: NDArray[np.float64]
    product: NDArray[np.bool_]
    share: NDArray[np.float64] | None
    exact: Callable[[Ints], list[Fraction]]


def product_of_gains(table: ScoreTable, players: Sequence[int]) -> Goal:
    """Return the Nash product: every player's gain over its floor, multiplied, in the case's own units."""
    form, offset = _floored(table, players)
    scale = Fraction(1)
    for p in players:
        scale *= table.scale[p]

    def exact(totals: Ints) -> list[Fraction]:
        values = []
        for row in totals.tolist():
            gain = 1
            for p in players:
                gain *= max(0, row[p] - _floor(table, p))
            values.append(gain / scale)
        return values

    return Goal(form, offset, np.arange(len(form)) < len(players), None, exact)


def smallest_share(table: ScoreTable, players: Sequence[int], shares: Sequence[Fraction]) -> Goal:
    """Return the smallest of (gain of p) / shares[p] over the players whose share is above 0; the floors of all hold."""
    form, offset = _floored(table, players)
    share = np.array([float(s) for s in shares] + [0.0] * (len(form) - len(players)))

    def exact(totals: Ints) -> list[Fraction]:
        return [
            min((row[p] - _floor(table, p)) / table.scale[p] / s for p, s in zip(players, shares, strict=True) if s)
            for row in totals.tolist()
        ]

    return Goal(form, offset, np.zeros(len(form), dtype=bool), share, exact)


def sum_of_utilities(table: ScoreTable, players: Sequence[int]) -> Goal:
    """Return the sum of the players' utilities; the floors of all hold."""
    form, offset = _floored(table, players)
    whole = np.zeros(len(table.names))
    whole[list(players)] = [1 / float(table.scale[p]) for p in players]

    def exact(totals: Ints) -> list[Fraction]:
        return [sum((row[p] / table.scale[p] for p in players), Fraction(0)) for row in totals.tolist()]

    share = np.zeros(len(form) + 1)
    share[-1] = 1.0
    return Goal(np.vstack([form, whole]), np.append(offset, 0.0), np.zeros(len(share), dtype=bool), share, exact)


def _floored(table: ScoreTable, players: Sequence[int]) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Return one form per player, its gain in the case's units, and one per other score that has a floor."""
    columns = [*players, *(k for k, floor in enumerate(table.floors) if floor is not None and k not in players)]
    form = np.zeros((len(columns), len(table.names)))
    form[np.arange(len(columns)), columns] = [1 / float(table.scale[k]) for k in columns]
    return form, np.array([_floor(table, k) / float(table.scale[k]) for k in columns])


def _floor(table: ScoreTable, score: int) -> int:
    floor = table.floors[score]
    if floor is None:
        raise ValueError(f"{table.names[score]} has no walk-away, so it has no gain; give every player a floor")
    return floor
