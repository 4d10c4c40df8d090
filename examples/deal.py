"""Two ministers share a budget: the frontier, the named solutions, and what a stricter walk-away does to the zone."""

from fractions import Fraction

from winset.deal.bargain import bargaining_range, first_mover_share
from winset.deal.fairness import egalitarian, kalai_smorodinsky, utilitarian
from winset.deal.nash import nash
from winset.space.count import count
from winset.space.frontier import frontier
from winset.space.table import score_table

ISSUES = ["roads", "schools", "tax"]
OPTIONS = [["few", "many"], ["few", "many"], ["low", "high"]]
SCORES = [[[30, 0], [0, 25]], [[0, 35], [20, 0]], [[50, 0], [10, 40]]]

table = score_table(ISSUES, OPTIONS, ["north", "south"], SCORES, floors=[20, 20], links=[((0, 1, 2, 1), [15, 0])])

assert count(table).value == 7
assert frontier(table).points.tolist() == [[80, 35], [60, 40], [50, 60], [45, 65], [40, 75], [25, 100]]

found = nash(table)
assert (found.utility, found.value) == ((50, 60), (50 - 20) * (60 - 20))
assert found.proved
assert egalitarian(table).value == 30
assert utilitarian(table).utility == (25, 100)
assert kalai_smorodinsky(table).value == Fraction(1, 2)

strict = table.floored([90, 90])
assert count(strict).value == 0
assert nash(strict) is None

low, high = bargaining_range(p=0.6, cost_a=0.1, cost_b=0.15)
assert low < 0.6 < high
assert first_mover_share(0.9, 0.9) > 0.5
