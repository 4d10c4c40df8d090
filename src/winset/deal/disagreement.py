"""What the parties have without a deal, under the conventions between which tools differ silently."""

from dataclasses import replace
from enum import StrEnum

import numpy as np

from winset.space.diagram import best_rest, diagram
from winset.space.table import Ints, ScoreTable


class Disagreement(StrEnum):
    """Where gains are measured from, and which packages are in the zone.

    `reservation` : each party's walk-away. `max-worst` : the walk-away, or the party's worst permitted package where that is
    better (as NegMAS does). `zero` : nothing at all, whatever the walk-away.
    """

    RESERVATION = "reservation"
    MAX_WORST = "max-worst"
    ZERO = "zero"


def disagreeing(table: ScoreTable, convention: Disagreement) -> ScoreTable:
    """Return the table with the floors of a convention, for every score that has one.

    >>> from winset.space.table import score_table
    >>> table = score_table(["land"], [["keep", "cede"]], ["A"], [[[5], [3]]], floors=[1])
    >>> [disagreeing(table, convention).floors for convention in Disagreement]
    [(1,), (3,), (0,)]
    """
    if convention is Disagreement.RESERVATION:
        return table
    if convention is Disagreement.ZERO:
        return table.floored([None if floor is None else 0 for floor in table.floors])
    worst = worst_totals(table)
    if worst is None:
        return table
    return table.floored([None if floor is None else max(floor, w) for floor, w in zip(table.floors, worst, strict=True)])


def worst_totals(table: ScoreTable) -> list[int] | None:
    """Return the lowest total of each score over the permitted packages, or nothing where no package is permitted."""
    best = best_totals(table, sign=-1)
    return None if best is None else [-total for total in best]


def best_totals(table: ScoreTable, sign: int = 1) -> list[int] | None:
    """Return the highest total of each score (of its negation, with `sign` -1) over the permitted packages."""
    layers = diagram(replace(table, bindings=()))
    if layers.empty:
        return None
    gains: list[Ints] = [np.asarray(sign * layer.gain) for layer in layers.layers]
    return [int(total) for total in best_rest(layers.layers, gains)[0][0]]
