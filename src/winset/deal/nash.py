"""The Nash solution: the packages with the largest product of gains."""

from collections.abc import Sequence

from winset.deal.goal import product_of_gains
from winset.deal.solution import Ranked, Solution, players_of, selected, solve
from winset.space.budget import Budget
from winset.space.table import ScoreTable


def nash(table: ScoreTable, players: Sequence[int] | None = None, *, budget: Budget | None = None) -> Solution | None:
    """Return the packages of the zone with the largest product of gains, if one gives every player a gain.

        argmax_x  prod_p (s_p(x) - d_p) / scale_p,   over x in the zone with s_p(x) > d_p for every player

    Nash (1950), Econometrica 18(2), p. 155. d is the table's floors. The packages are efficient for the players; where
    several have the same product, all are returned. `value` is the product in the case's own units.

    Parameters
    ----------
    players : the scores that bargain; every score with a floor that always counts, unless given

    Examples
    --------
    >>> from winset.space.table import score_table
    >>> table = score_table(["land", "aid"], [["keep", "cede"], ["no", "yes"]], ["A", "B"],
    ...                     [[[3, 0], [0, 4]], [[0, 1], [2, 0]]], floors=[1, 0])
    >>> nash(table).ties, nash(table).value
    (((1, 1),), Fraction(4, 1))
    """
    who = players_of(table, players)
    ranked = solve(table, lambda part: product_of_gains(part, who), budget=budget)
    return selected(table, ranked) if ranked.values and ranked.values[0] > 0 else None


def best_products(
    table: ScoreTable, wanted: int, players: Sequence[int] | None = None, *, budget: Budget | None = None
) -> Ranked:
    """Return the `wanted` packages with the largest products of gains, best first, and every tie with the last of them.

    Fewer where fewer packages give every player a gain.

    >>> from winset.space.table import score_table
    >>> table = score_table(["land", "aid"], [["keep", "cede"], ["no", "yes"]], ["A", "B"],
    ...                     [[[3, 0], [0, 4]], [[0, 1], [2, 0]]], floors=[1, 0])
    >>> best_products(table, 2).packages
    ((1, 1), (0, 0))
    """
    who = players_of(table, players)
    ranked = solve(table, lambda part: product_of_gains(part, who), wanted=wanted, budget=budget)
    gains = sum(value > 0 for value in ranked.values)
    return Ranked(ranked.values[:gains], ranked.packages[:gains], ranked.proved, ranked.gap)
