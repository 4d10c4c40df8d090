"""The dual bound where a walk-away is met to the last digit."""

from fractions import Fraction

from winset.deal.fairness import utilitarian
from winset.space.table import score_table


def test_a_floor_met_exactly_by_a_value_that_floats_cannot_hold_is_met():
    """In thirds, 5 of 5 is 1.6666…: rounding must not turn no gain at all into a loss that rules the package out."""
    table = score_table(["a"], [["x"]], ["p", "q", "r"], [[[1, 5, 1]]], scale=[Fraction(3)] * 3, floors=[0, 5, 0])
    assert utilitarian(table, [0, 1, 2]).value == Fraction(7, 3)
