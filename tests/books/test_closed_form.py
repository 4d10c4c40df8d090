"""Every known answer about votes and guarantees; those about bargaining are tested with `deal`."""

import json
from fractions import Fraction
from math import inf
from pathlib import Path

import numpy as np
import pytest

from winset.keep import expiry, renegotiation
from winset.ratify import factor, heads
from winset.ratify.rule import Votes, at_least, margin, of_voting, passes
from winset.ratify.vote import Chamber, Legislature, chance

CASES = {c["id"]: c for c in json.loads((Path(__file__).parents[1] / "data" / "closed_form.json").read_text())}
BARGAINING = {"fearon1995_range", "rubinstein", "rubinstein_asym", "nash_asym", "ratif_clamp"}


def solve(name, i):
    """Return what the package computes for a case, in the shape of the case's `expected`."""
    if name.startswith("powell"):
        costs = renegotiation.Costs(i["cA"], i["cB"], i["delta"])
        sides = {"lhs": i["delta"] * (i["p_next"] - i["cA"]), "rhs": i["p_now"] + i["cB"]}
        return {"war": renegotiation.war_is_forced(i["p_now"], i["p_next"], costs), **sides}
    if name.startswith("taper"):
        costs = renegotiation.Costs(i["cA"], i["cB"], i["delta"])
        if "one_step" in name:
            return {"steps": renegotiation.one_step_bound(i["p1"], i["p0"], costs)}
        return {"periods": renegotiation.least_periods(i["p1"], i["p0"], costs)}
    if name.startswith("expiry"):
        game = expiry.Game(x=i["x"], w_in=i["w_in"], w_out=i["w_out"], term=i["T"], discount=i["delta"])
        assert expiry.duration(game) == expiry.look_back(game)
        return {"duration": expiry.duration(game), "tau_star": expiry.longest_wait(game)}
    if name.startswith("senate"):
        return {"P": chance(Legislature((Chamber(at_least(i["k"]), (i["n"],), (i["p"],)),), i["rho"]))}
    if name.startswith("vasicek"):
        return {"P": factor.large_body(i["p"], i["q"], i["rho"])}
    if name == "unanimity":
        n = len(i["p"])
        return {"P": heads.at_least(n, np.array([i["p"]]), np.ones(n, dtype=np.int64))[0]}
    if name.startswith("poibin"):
        return {"pmf": list(heads.pmf(np.array(i["p"])))}
    votes = [[Votes(yes, no)] for yes, no in i["votes"]]
    rule = of_voting(Fraction(2, 3))
    return {"margin": [margin(rule, v) for v in votes], "passed": [passes(rule, v) for v in votes]}


@pytest.mark.parametrize("name", sorted(CASES.keys() - BARGAINING))
def test_a_known_answer_is_met(name):
    case = CASES[name]
    found, expected = solve(name, case["inputs"]), case["expected"]
    assert found.keys() == expected.keys()
    for figure, value in expected.items():
        wanted = inf if value == "inf" else value
        assert found[figure] == (wanted if wanted is None else pytest.approx(wanted, abs=case["tolerance"] or 1e-12, rel=0))


def test_the_file_holds_the_cases_it_is_known_to_hold():
    assert len(CASES) == 23
    assert CASES.keys() > BARGAINING
