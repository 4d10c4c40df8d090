"""Probes: the tables of a case with one number elsewhere, each solved exactly, hundreds of them at once."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

import numpy as np

from winset.deal.draws import nash_of_draws
from winset.deal.nash import nash
from winset.space.batch import Batch
from winset.space.package import Package
from winset.space.table import EXACT_IN_FLOAT64, ScoreTable, score_table
from winset.study.flips.line import Column, Line


@dataclass(frozen=True, slots=True)
class Probe:
    """A number put at t: the table of the case with its party's column as it is there, its floor lowered by `spare`."""

    line: Line
    t: Fraction
    spare: int = 0

    @property
    def column(self) -> Column:
        """The party's column, in integers."""
        column = self.line.at(self.t)
        return replace(column, floor=column.floor - self.spare)


def best_products(
    table: ScoreTable, probes: Sequence[Probe], players: Sequence[int], known: Sequence[Package] = ()
) -> list[Package | None]:
    """Return for each probe the package of its zone with the largest product of the players' gains, all above 0, if any.

    Each is proved, in integers: a party's column may be multiplied by anything above 0, so that every number that is a ratio has
    integer tables. Those whose totals need more than 53 bits are solved one by one.
    """
    columns = [probe.column for probe in probes]
    room = EXACT_IN_FLOAT64 // (len(table.issues) + len(table.links) + 2)
    fits = [not table.wide and column.size < room for column in columns]
    found: list[Package | None] = [None] * len(probes)
    some = [row for row, fit in enumerate(fits) if fit]
    if some:
        batch = _batch(table, [probes[row] for row in some], [columns[row] for row in some])
        chosen = nash_of_draws(batch, players, known)
        for at, row in enumerate(some):
            if chosen.ties[at]:
                found[row] = tuple(chosen.packages[at].tolist())
    for row, fit in enumerate(fits):
        if not fit:
            solution = nash(moved(table, probes[row]), players)
            found[row] = solution.package if solution else None
    return found


def richest(table: ScoreTable, probes: Sequence[Probe], known: Sequence[Package] = ()) -> list[Package | None]:
    """Return for each probe the package of its zone in which the party whose number it is gains most, if the zone has any.

    A gain of at least 0 in integers is one above −1: the floor is lowered by 1, and the largest product of this one gain sought.
    """
    found: list[Package | None] = [None] * len(probes)
    for score in {probe.line.score for probe in probes}:
        rows = [row for row, probe in enumerate(probes) if probe.line.score == score]
        always = replace(table, bindings=tuple(one for one in table.bindings if one.score != score))
        lowered = [replace(probes[row], spare=1) for row in rows]
        for row, package in zip(rows, best_products(always, lowered, [score], known), strict=True):
            found[row] = package
    return found


def moved(table: ScoreTable, probe: Probe) -> ScoreTable:
    """Return the table with the column of a probe in it, on a scale of its own."""
    k, column = probe.line.score, probe.column
    scores = [_replaced(rows.tolist(), k, own) for rows, own in zip(table.scores, column.scores, strict=True)]
    adds = [
        [own if at == k else add for at, add in enumerate(link.add)] for link, own in zip(table.links, column.links, strict=True)
    ]
    return score_table(
        table.issues,
        table.options,
        table.names,
        scores,
        scale=[Fraction(1) if at == k else scale for at, scale in enumerate(table.scale)],
        floors=[column.floor if at == k else floor for at, floor in enumerate(table.floors)],
        allowed=table.allowed,
        links=[(link.pair, add) for link, add in zip(table.links, adds, strict=True)],
        forbidden=table.forbidden,
        bindings=table.bindings,
    )


def _batch(table: ScoreTable, probes: Sequence[Probe], columns: Sequence[Column]) -> Batch:
    draws, score = np.arange(len(probes)), [probe.line.score for probe in probes]
    scores = []
    for i, rows in enumerate(table.scores):
        all_rows = np.repeat(rows[None], len(probes), axis=0)
        all_rows[draws, :, score] = [column.scores[i] for column in columns]
        scores.append(all_rows)
    floors = np.array([[floor or 0 for floor in table.floors]] * len(probes), dtype=np.int64)
    floors[draws, score] = [column.floor for column in columns]
    links = np.array([[link.add for link in table.links]] * len(probes), dtype=np.int64)
    links = links.reshape(len(probes), len(table.links), len(table.names))
    if table.links:
        links[draws, :, score] = [column.links for column in columns]
    return Batch(table, tuple(scores), links, floors, Fraction(1))


def _replaced(rows: list[list[int]], k: int, own: Sequence[int]) -> list[list[int]]:
    return [[own[o] if at == k else score for at, score in enumerate(row)] for o, row in enumerate(rows)]
