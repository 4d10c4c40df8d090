"""The zone: the packages that every signatory prefers to walking away, and how its size moves with the signing date."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from winset.case.case import Case
from winset.space.budget import Budget
from winset.space.count import Count, count
from winset.space.table import ScoreTable
from winset.space.tabulate import Pick, mode, signing_day, tabulate


@dataclass(frozen=True, slots=True)
class ZoneOn:
    """How many packages could be signed on a day."""

    day: date
    count: Count


def zone(case: Case, day: date | None = None, pick: Pick = mode) -> ScoreTable:
    """Return the score table of a case on a signing day, the first of its `signing` unless given.

    Its zone is {x permitted : s_p(x) ≥ floor_p for every signatory p}; `count`, `frontier` and the solutions take it.
    """
    return tabulate(case, day, pick)


def zone_by_day(
    case: Case, days: Sequence[date] | None = None, pick: Pick = mode, budget: Budget | None = None
) -> tuple[ZoneOn, ...]:
    """Return the size of the zone for each signing day, those of the case unless given."""
    chosen = tuple(days) if days is not None else case.signing or (signing_day(case),)
    return tuple(ZoneOn(day, count(tabulate(case, day, pick), budget)) for day in chosen)
