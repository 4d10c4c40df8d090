"""The worked examples of durability: both rows of the shock example, the fits' own points, the two clocks."""

import json
from math import exp, inf, log
from pathlib import Path

import numpy as np
import pytest

from winset.keep.expiry import Game, duration
from winset.keep.guarantor import SINCE_1816, SINCE_1945
from winset.keep.hazard import DEFENCE_PACT, NEIGHBOURS, spread, survival
from winset.keep.shock import Shocks
from winset.keep.shock import survival as shaken


def game(term):
    return Game(x=0.5, w_in=0.35, w_out=0.5, term=term, discount=0.95)


@pytest.mark.parametrize(("term", "row"), [(15, (0.851, 0.486, 0.017)), (50, (0.672, 0.594, 0.373))])
def test_the_shock_example(term, row):
    curve = shaken(game(term), Shocks(scale=0.05), 50)
    assert tuple(round(curve[t], 3) for t in (15, 20, 50)) == row


def test_without_shocks_the_same_game_says_peace_for_good():
    assert duration(game(15)) == inf
    assert shaken(game(15), Shocks(scale=0), 50) == (1.0,) * 51


@pytest.mark.parametrize("leaving", [0.0, 0.04])
def test_simulated_games_agree_within_their_interval(leaving):
    """Each player draws shocks on both choices, period by period, against the values of the recursion."""
    g, sigma, draws, until = game(15), 0.05, 40_000, 25
    rng = np.random.default_rng(2)
    alone = g.w_out
    for _ in range(2000):
        alone = sigma * np.logaddexp((0.05 * g.x + 0.95 * alone) / sigma, g.w_out / sigma)
    waits, value = [], alone
    for _ in range(15):
        wait = 0.05 * g.x + 0.95 * ((1 - leaving) * value + leaving * alone)
        waits.append(wait)
        value = sigma * np.logaddexp(wait / sigma, g.w_in / sigma)
    waits = waits[::-1]
    alive, held = np.ones(draws, bool), np.ones(draws, bool)
    shares = [1.0]
    for t in range(until):
        inside = held & (t < 15)
        wait = np.where(inside, waits[min(t, 14)], 0.05 * g.x + 0.95 * alone)
        attack = np.where(inside, g.w_in, g.w_out)
        shock = rng.gumbel(scale=sigma, size=(2, draws))
        alive &= wait + shock[0] >= attack + shock[1]
        held &= rng.random(draws) >= leaving
        shares.append(alive.mean())
    curve = shaken(g, Shocks(scale=sigma, leaving=leaving), until)
    assert np.allclose(curve, shares, atol=4 * np.sqrt(0.25 / draws))


def test_the_baseline_passes_near_its_kaplan_meier_points():
    points = {5: 0.887, 10: 0.755, 15: 0.735, 20: 0.664, 30: 0.631, 50: 0.631}
    assert all(abs(exp(-NEIGHBOURS.strain(t)) - share) < 0.09 for t, share in points.items())


def test_the_guarantor_stays_as_often_as_the_pacts_did():
    assert [round(SINCE_1945.past(t), 2) for t in (15, 50)] == [0.80, 0.57]
    assert [round(SINCE_1816.past(t), 2) for t in (15, 50)] == [0.53, 0.33]


def test_postponing_is_worse_than_no_guarantee_where_the_guarantee_does_nothing():
    assert survival(20, 1.0, 15, "postpone") == pytest.approx(0.651, abs=5e-4)
    assert survival(20, 1.0, 15, "heal") == pytest.approx(survival(20, 1.0, 0), abs=1e-12) == pytest.approx(0.7125, abs=1e-4)


def test_the_prior_of_the_hazard_ratio_has_its_stated_spread():
    assert (round(DEFENCE_PACT.at(0.025), 2), round(DEFENCE_PACT.at(0.975), 1)) == (0.22, 2.5)
    assert (round(DEFENCE_PACT.mean(), 2), round(DEFENCE_PACT.harms(), 2)) == (0.90, 0.31)


@pytest.mark.parametrize("after", ["heal", "postpone"])
def test_simulated_lives_under_a_guarantee_agree_within_their_interval(after):
    """Draw the guarantor's exit, then the life of the peace by inverting its cumulative hazard."""
    rng, draws, term = np.random.default_rng(3), 200_000, 15.0
    exits = SINCE_1945.scale * rng.exponential(size=draws) ** (1 / SINCE_1945.shape)
    end = np.minimum(exits, term)
    ratio = np.exp(np.log(DEFENCE_PACT.median) + DEFENCE_PACT.sigma * rng.standard_normal(draws))

    def strain(t):
        return (t / NEIGHBOURS.scale) ** NEIGHBOURS.shape

    for years in (5, 15, 20, 50):
        within = ratio * strain(np.minimum(years, end))
        since = strain(years) - strain(np.minimum(years, end)) if after == "heal" else strain(np.maximum(years - end, 0))
        share = (rng.exponential(size=draws) > within + since).mean()
        mean = spread(years, term=term, after=after, staying=SINCE_1945)[1]
        assert mean == pytest.approx(share, abs=4 * np.sqrt(share * (1 - share) / draws))


def test_the_defaults_are_the_fits_on_record():
    """Refitted from the figures behind them: two points of a Weibull each, and the pooled ratio with its spread."""
    fits = json.loads((Path(__file__).parents[1] / "data" / "durability_fits.json").read_text())
    wars = fits["cow_interstate_war_dyads"]["post1946_contiguous_n53_ev18"]
    assert (NEIGHBOURS.shape, NEIGHBOURS.scale) == (wars["weibull_shape"], wars["weibull_scale_years"])
    for name, staying in (("post1945", SINCE_1945), ("all_years_1816", SINCE_1816)):
        found = fits["guarantor_staying_atop51"][name]
        assert (staying.shape, staying.scale) == (found["shape"], found["scale_years"])
        assert staying.past(15) == pytest.approx(found["km_15"], abs=0.005)
        assert staying.past(50) == pytest.approx(found["km_50"], abs=0.005)
    pooled = fits["pooled_RE_three_sources"]
    assert DEFENCE_PACT.median == pooled["HR"]
    low, high = pooled["predictive"]
    assert DEFENCE_PACT.sigma == pytest.approx(log(high / low) / (2 * 1.959964), abs=0.01)
    signs = {hr["HR"] > 1 for hr in fits["outside_major_power_defence_pact_HR"].values()}
    assert signs == {True, False}
