"""What is left of the time decides how far an answer goes, never whether there is one."""

from winset.space.budget import Budget
from winset.space.frontier import frontier
from winset.space.table import score_table


def test_a_frontier_out_of_time_may_have_no_point_to_thin():
    table = score_table(["land", "aid"], [["keep", "cede"], ["no", "yes"]], ["A"], [[[3], [0]], [[0], [2]]], floors=[9])
    assert frontier(table, thin=True, budget=Budget(seconds=0)).size == 0
