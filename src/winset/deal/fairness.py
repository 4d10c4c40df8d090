"""Solutions that compare gains: egalitarian, Kalai–Smorodinsky, leximin; and the utilitarian, which only adds up."""

from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction

from winset.deal.goal import smallest_share, sum_of_utilities
from winset.deal.ideal import ideal_gains
from winset.deal.solution import Ranked, Solution, players_of, selected, solve
from winset.space.budget import Budget
from winset.space.package import totals
from winset.space.table import ScoreTable


def egalitarian(table: ScoreTable, players: Sequence[int] | None = None, *, budget: Budget | None = None) -> Solution | None:
    """Return the packages of the zone with the largest smallest gain; among equals, those best by leximin.

        argmax_x  min_p (s_p(x) - d_p) / scale_p

    Kalai (1977), Econometrica 45(7), p. 1623; utilities count as comparable. Nothing where the zone is empty, which this
    proves. `value` is the smallest gain, in the case's own units.

    Examples
    --------
    >>> from winset.space.table import score_table
    >>> table = score_table(["land", "aid"], [["keep", "cede"], ["no", "yes"]], ["A", "B"],
    ...                     [[[3, 0], [0, 4]], [[0, 1], [2, 0]]], floors=[0, 0])
    >>> egalitarian(table).value, egalitarian(table).package
    (Fraction(2, 1), (1, 1))
    """
    who = players_of(table, players)
    return _fairest(table, who, [Fraction(1)] * len(who), budget)


def leximin(table: ScoreTable, players: Sequence[int] | None = None, *, budget: Budget | None = None) -> Solution | None:
    """Return the packages of the zone whose gains, sorted upwards, are largest in the order of words in a dictionary.

    Sen (1970), Collective Choice and Social Welfare, ch. 9*. `value` is the smallest gain. These are the egalitarian
    packages, because ties of the smallest gain are broken by leximin there too.
    """
    return egalitarian(table, players, budget=budget)


def kalai_smorodinsky(
    table: ScoreTable, players: Sequence[int] | None = None, *, budget: Budget | None = None
) -> Solution | None:
    """Return the packages of the zone with the largest smallest share of the ideal gain; among equals, best by leximin.

        argmax_x  min_p (s_p(x) - d_p) / (ideal_p - d_p),   ideal_p = max {s_p(y) : y in the zone}

    Kalai and Smorodinsky (1975), Econometrica 43(3), p. 513. A player who can gain nothing in the zone is left out of the
    minimum; where none can gain, the solution is the egalitarian one and its value 0. `value` is the smallest share; where the
    time is up before every ideal is proved, it is the share of the largest gains met, and the gap allows for larger ones.
    """
    who, budget = players_of(table, players), budget or Budget()
    ideals = ideal_gains(table, who, budget=budget.part(0.5))
    if ideals is None:
        return None
    if not any(ideals.gains):
        return egalitarian(table, who, budget=budget)
    found = _fairest(table, who, ideals.gains, budget)
    if found is None or not ideals.slack:
        return found
    return replace(found, proved=False, gap=1 - (1 - found.gap) * (1 - ideals.slack))


def utilitarian(table: ScoreTable, players: Sequence[int] | None = None, *, budget: Budget | None = None) -> Solution | None:
    """Return the packages of the zone with the largest sum of the players' utilities, all of them where several have it.

        argmax_x  sum_p s_p(x) / scale_p

    `value` is that sum. Some tools call this point "Kalai".
    """
    who = players_of(table, players)
    return selected(table, solve(table, lambda part: sum_of_utilities(part, who), budget=budget))


def _fairest(table: ScoreTable, players: Sequence[int], shares: Sequence[Fraction], budget: Budget | None) -> Solution | None:
    """Return the packages with the largest smallest share, and of those the best by leximin over the shares."""
    ranked = solve(table, lambda part: smallest_share(part, players, shares), budget=budget)
    if not ranked.packages:
        return None
    best = [x for x, value in zip(ranked.packages, ranked.values, strict=True) if value == ranked.values[0]]
    gains = totals(table, best)[:, list(players)].tolist()
    sorted_shares = [
        sorted(
            (
                Fraction(g - int(table.floors[p] or 0)) / table.scale[p] / s
                for g, p, s in zip(row, players, shares, strict=True)
                if s
            )
        )
        for row in gains
    ]
    top = max(sorted_shares)
    ties = tuple(x for x, shares_of in zip(best, sorted_shares, strict=True) if shares_of == top)
    return selected(table, Ranked(ranked.values[: len(ties)], ties, ranked.proved, ranked.gap))
