"""Bargaining over one number: the known answers of Fearon, Rubinstein, Nash, and Binmore, Shaked and Sutton."""

import json
from pathlib import Path

import pytest

from winset.deal.bargain import asymmetric_nash, bargaining_range, first_mover_share, with_outside_options

CASES = {case["id"]: case for case in json.loads((Path(__file__).parents[1] / "data/closed_form.json").read_text())}


def inputs(name):
    return CASES[name]["inputs"], CASES[name]["expected"]


def test_fearons_range():
    given, wanted = inputs("fearon1995_range")
    low, high = bargaining_range(given["p"], given["cA"], given["cB"])
    assert (low, high, high - low) == pytest.approx((wanted["lo"], wanted["hi"], wanted["surplus"]), abs=1e-9)


@pytest.mark.parametrize("name", ["rubinstein", "rubinstein_asym"])
def test_rubinsteins_shares(name):
    given, wanted = inputs(name)
    assert first_mover_share(given["dA"], given["dB"]) == pytest.approx(wanted["share"], abs=1e-9)


def test_the_asymmetric_nash_point():
    given, wanted = inputs("nash_asym")
    assert asymmetric_nash(given["dA"], given["dB"], given["a"]) == pytest.approx(wanted["x"], abs=1e-9)


def test_an_outside_option_matters_only_where_it_binds():
    given, wanted = inputs("ratif_clamp")
    assert with_outside_options(given["free"], given["rA"], given["rB"]) == pytest.approx(wanted["x"], abs=1e-9)
    assert with_outside_options(0.5, 0.3, 0.2) == 0.5


@pytest.mark.parametrize("call", [
    lambda: bargaining_range(1.2, 0, 0),
    lambda: first_mover_share(1, 1),
    lambda: asymmetric_nash(0.7, 0.6),
    lambda: with_outside_options(0.5, 0.7, 0.6),
])  # fmt: skip
def test_what_cannot_be_is_refused(call):
    with pytest.raises(ValueError, match=r"wanted|must"):
        call()
