"""What opens an empty zone alone: one walk-away that falls, or one red line given up, everything else as it is."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from winset.deal.blockers import Blocker, Choice, only, red_lines
from winset.deal.fairness import utilitarian
from winset.deal.goal import sum_of_utilities
from winset.deal.solution import players_of, solve
from winset.space.budget import Budget
from winset.space.package import totals
from winset.space.table import ScoreTable


@dataclass(frozen=True, slots=True)
class Alone:
    """The walk-aways and red lines each of which opens the zone alone; `whole` where the time was enough to try each."""

    openers: tuple[Blocker, ...]
    whole: bool


def alone(table: ScoreTable, players: Sequence[int] | None = None, budget: Budget | None = None) -> Alone:
    """Return which single condition opens an empty zone: the players' walk-aways first, then the red lines.

    A walk-away p opens it iff some package that every other rule allows exists; it must fall to
    max {s_p(x) : x in the zone without the floor of p}. A search each, far cheaper than all minimal sets (`blockers`), of which
    these are the singletons, but for the walk-aways of those who sign only what binds them.

    >>> from winset.space.table import score_table
    >>> table = score_table(["land"], [["keep", "split"]], ["A", "B"], [[[5, 0], [3, 3]]], floors=[4, 2])
    >>> [(one.walk_aways, one.red_lines, one.total) for one in alone(table).openers]
    [((0,), (), Fraction(1, 1)), ((1,), (), Fraction(2, 1))]
    """
    budget, who = budget or Budget(), players_of(table, players)
    tries = [*((k, None) for k in who), *((None, line) for line in red_lines(table))]
    found: list[Blocker] = []
    for score, line in tries:
        if budget.spent():
            return Alone(tuple(found), whole=False)
        one = _falling(table, score) if score is not None else _given_up(table, line, who) if line else None
        found += [one] if one else []
    return Alone(tuple(found), whole=True)


def _falling(table: ScoreTable, score: int) -> Blocker | None:
    """Return by how much one walk-away must fall, alone."""
    floor = table.floors[score] or 0
    free = table.floored([_least(table, score) if k == score else each for k, each in enumerate(table.floors)])
    best = solve(free, lambda part: sum_of_utilities(part, [score])).packages
    if not best:
        return None
    total = int(totals(table, best[:1])[0][score])
    return Blocker((score,), (), (Fraction(floor - total) / table.scale[score],), best[0])


def _given_up(table: ScoreTable, line: Choice, players: Sequence[int]) -> Blocker | None:
    """Return a package that one red line alone keeps out."""
    found = utilitarian(only(table, line), players)
    return Blocker((), (line,), (), found.package) if found else None


def _least(table: ScoreTable, score: int) -> int:
    """Return a total below which no package can fall."""
    return sum(int(rows[:, score].min()) for rows in table.scores) + sum(min(0, int(link.add[score])) for link in table.links)
