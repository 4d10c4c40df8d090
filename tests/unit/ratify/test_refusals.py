"""Numbers that cannot be meant are refused with their place and a remedy."""

from fractions import Fraction

import numpy as np
import pytest

from winset.errors import Refused
from winset.ratify.bodies import power_of, ready
from winset.ratify.calibration import Past, brier, decide, leave_one_out, log_score
from winset.ratify.chain import Gate, Precondition, through
from winset.ratify.power import power_by_kind, weighted_power
from winset.ratify.referendum import Electorate
from winset.ratify.rule import at_least, of_voting, present
from winset.ratify.selection import Selection
from winset.ratify.vote import Chamber, Legislature
from winset.ratify.winset import win_sets

HALF = of_voting(Fraction(1, 2), True)
BODY = Legislature((Chamber(HALF, (3,), (0.5,)),))


@pytest.mark.parametrize(
    "wrong",
    [
        lambda: Chamber(HALF, (10,), (1.2,)),
        lambda: Chamber(HALF, (10,), (-0.1,)),
        lambda: Chamber(HALF, (0,), (0.5,)),
        lambda: Chamber(HALF, (), ()),
        lambda: Chamber(HALF, (5, 5), (0.5,)),
        lambda: Chamber(at_least(11), (10,), (0.5,)),
        lambda: Chamber(present(Fraction(1, 2)), (10,), (0.5,)),
        lambda: Legislature((), 0.2),
        lambda: Legislature(BODY.chambers, 1.2),
        lambda: of_voting(Fraction(3, 2)),
        lambda: of_voting(Fraction(0)),
        lambda: of_voting(Fraction(1), more_than=True),
        lambda: at_least(0),
        lambda: Electorate((1.0,), (1.5,)),
        lambda: Electorate((0.5,), (0.5,)),
        lambda: Electorate((), ()),
        lambda: Electorate((1.0,), (0.5,), quorum=1.1),
        lambda: Electorate((1.0,), (0.5,), approval=-0.1),
        lambda: Electorate((1.0,), (0.5,), threshold=1.0),
        lambda: Electorate((1.0,), (0.5,), tie=1.0),
        lambda: Selection(threshold=2),
        lambda: Selection(insight=1.0),
        lambda: Precondition("peace", chance=1.4),
        lambda: Precondition("peace", wait=-1),
        lambda: Gate("senate", BODY, delay=-1),
        lambda: through([]),
        lambda: through([Gate("senate", BODY)], [np.zeros((1, 2))]),
        lambda: through([Gate("senate", BODY)], []),
        lambda: weighted_power([], 1),
        lambda: weighted_power([1, 2], 4),
        lambda: weighted_power([1, 2], 0),
        lambda: power_by_kind((2,), lambda c: c[0] > 2),
        lambda: power_by_kind((2,), lambda c: True),
        lambda: power_by_kind((0,), lambda c: True),
        lambda: power_of("atlantis"),
        lambda: power_of("ukraine-referendum"),
        lambda: power_of("x:1,2"),
        lambda: ready("us-senate-treaty", {"republicans": 0.5}),
        lambda: ready("us-federal", {"president": 0.5}),
        lambda: win_sets(["one"], np.zeros((2, 2))),
        lambda: win_sets(["one"], np.zeros((2, 1)), level=2),
        lambda: brier([], []),
        lambda: log_score([1.5], [True]),
    ],
)
def test_what_cannot_be_meant_is_refused_with_a_remedy(wrong):
    with pytest.raises(Refused) as refusal:
        wrong()
    (problem,) = refusal.value.problems
    assert problem.where and problem.got and problem.wanted and problem.remedy


def vote(**figures):
    empty = dict.fromkeys(("yes", "no", "other", "seats", "yes_share", "turnout", "poll"))
    return Past(
        **{
            **empty,
            "event": "e",
            "date": "d",
            "body": "b",
            "kind": "referendum",
            "passed": False,
            "source": "s",
            "note": "",
            **figures,
        }
    )


def test_a_vote_without_its_figures_says_what_is_missing():
    assert decide(vote(rule="majority")).missing == "the share of yes"
    assert decide(vote(rule="majority-turnout-50", yes_share=0.6)).missing == "the turnout"
    assert decide(vote(rule="majority-approval-13", yes_share=0.6)).missing == "the yeses and the electorate"
    assert decide(vote(rule="two-thirds-voting", kind="legislature", seats=100)).missing == "the number of yeses"
    assert decide(vote(rule="two-thirds-voting", kind="legislature", seats=100, yes=60)).missing == "the number of noes"


def test_a_quorum_decides_only_what_the_majority_won():
    assert decide(vote(rule="majority-turnout-50", yes_share=0.4)).passes is False
    assert decide(vote(rule="majority-turnout-50", yes_share=0.6, turnout=0.4)).passes is False
    assert decide(vote(rule="majority-turnout-50", yes_share=0.6, turnout=0.5)).passes is True


def test_scores_reward_the_better_forecast():
    assert brier([0.9], [True]) < brier([0.6], [True]) < brier([0.6], [False])
    assert log_score([0.9], [True]) < log_score([0.6], [True])
    assert log_score([0.0], [True]) == float("inf")
    assert all(0 < rate < 1 for rate in leave_one_out([True] * 5))
