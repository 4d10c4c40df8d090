"""Referendums: the closed form against simulated polling errors, both quorums, and the limits."""

import numpy as np
import pytest
from scipy.special import expit, logit

from winset.ratify.referendum import TAIL, Electorate, chance, lean

FULL = {"rho": 0.3, "turnout": 0.52, "quorum": 0.5, "approval": 0.28, "tie": 0.4, "undecided": 0.1, "leaning": 0.4}


def simulate(body, draws=400_000):
    rng = np.random.default_rng(5)
    core = body.error / np.sqrt(sum(w * k * k for w, k in TAIL))
    scale = core * np.where(rng.random(draws) < TAIL[0][0], TAIL[0][1], TAIL[1][1])
    z, e, f = rng.standard_normal((3, draws))
    middle = lean(body, np.zeros((1, body.blocs)))[0]
    yes = middle + scale * (-np.sqrt(body.rho) * z + np.sqrt(1 - body.rho) * e)
    turnout = expit(logit(body.turnout) + body.turnout_spread * (body.tie * e + np.sqrt(1 - body.tie**2) * f))
    share = expit(yes)
    return ((share > body.threshold) & (turnout >= body.quorum) & (turnout * share >= body.approval)).mean()


@pytest.mark.parametrize(
    "body",
    [
        Electorate((1.0,), (0.53,), rho=0.2),
        Electorate((0.4, 0.6), (0.55, 0.6), rho=0.3, turnout=0.52, quorum=0.5),
        Electorate((0.4, 0.6), (0.55, 0.6), **FULL),
        Electorate((1.0,), (0.7,), threshold=0.6, turnout=0.5, approval=0.35, tie=-0.3),
        Electorate((0.5, 0.5), (0.7, 0.54), everywhere=True, rho=0.5),
    ],
)
def test_simulated_referendums_agree_within_their_interval(body):
    share = simulate(body)
    assert chance(body) == pytest.approx(share, abs=4 * np.sqrt(share * (1 - share) / 400_000))


def test_the_two_ways_of_counting_a_turnout_quorum_agree():
    plain = Electorate((1.0,), (0.55,), rho=0.2, turnout=0.55, quorum=0.5)
    tied = Electorate((1.0,), (0.55,), rho=0.2, turnout=0.55, quorum=0.5, tie=1e-12)
    assert chance(plain) == pytest.approx(chance(tied), abs=1e-9)


@pytest.mark.parametrize("rho", [0.0, 0.5, 0.99, 1.0])
def test_alone_the_factor_is_only_a_way_to_write_the_error(rho):
    assert chance(Electorate((1.0,), (0.55,), rho=rho)) == pytest.approx(chance(Electorate((1.0,), (0.55,))), abs=1e-9)


@pytest.mark.parametrize(
    ("body", "odds"),
    [
        (Electorate((1.0,), (0.0,)), 0.0),
        (Electorate((1.0,), (1.0,)), 1.0),
        (Electorate((1.0,), (1.0,), turnout=0.0, quorum=0.5), 0.0),
        (Electorate((1.0,), (1.0,), turnout=1.0, quorum=1.0), 1.0),
        (Electorate((1.0,), (0.55,), error=0.0), 1.0),
        (Electorate((1.0,), (0.55,), error=0.0, rho=1.0), 1.0),
        (Electorate((1.0,), (0.51,), error=0.0), 0.0),
        (Electorate((1.0,), (0.6,), turnout=0.4, turnout_spread=0.0, quorum=0.5), 0.0),
        (Electorate((1.0,), (0.9,), error=0.0, turnout=0.5, turnout_spread=0.0, approval=0.4), 1.0),
        (Electorate((1.0,), (0.9,), error=0.0, turnout=0.4, turnout_spread=0.0, approval=0.4), 0.0),
    ],
)
def test_limits_are_certain(body, odds):
    assert chance(body) == pytest.approx(odds, abs=1e-9)


def test_the_bias_costs_about_two_points():
    assert chance(Electorate((1.0,), (0.5225,))) == pytest.approx(0.5, abs=2e-3)
