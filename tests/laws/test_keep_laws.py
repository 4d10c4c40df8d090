"""Laws of durability: the formula and the look backwards are one game; what can only help never hurts."""

from itertools import pairwise
from math import exp, inf, isinf

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from winset.keep.expiry import Game, War, duration, least_credibility, look_back
from winset.keep.guarantor import FOR_GOOD, SINCE_1945, Staying
from winset.keep.hazard import NEIGHBOURS, Peace, survival
from winset.keep.renegotiation import Costs, gentlest_path, least_periods, one_step_bound, peace_is_possible, taper
from winset.keep.shock import Shocks
from winset.keep.shock import survival as shaken

settings.register_profile("unhurried", deadline=None)
settings.load_profile("unhurried")
unit = st.floats(0, 1)
hundredths = st.integers(0, 100).map(lambda n: n / 100)


@settings(max_examples=400)
@given(hundredths, hundredths, hundredths, st.integers(0, 80) | st.just(inf), st.sampled_from([0.0, 0.5, 0.9, 0.95, 0.99, 1.0]))
def test_the_formula_is_the_look_backwards(x, one, other, term, discount):
    game = Game(x=x, w_in=min(one, other), w_out=max(one, other), term=term, discount=discount)
    if x < game.w_in and not isinf(term) and 0 < discount < 1:
        ratio = (game.w_in - x) / (game.w_out - x)
        assume(abs(discount**term - ratio) > 1e-9)  # at the border itself rounding decides which is strictly better
    assert duration(game) == look_back(game)


@given(st.floats(0.05, 0.95), unit, unit, unit, unit)
def test_the_least_credibility_is_where_attacking_stops_to_pay(p, c, effect, cost, x):
    war = War(p, c, effect, cost)
    least = least_credibility(war, x)
    if 0 < least < 1:
        assert war.within(least) == pytest.approx(x, abs=1e-9)
        assert war.within(min(least + 0.01, 1)) <= x + 1e-12


@given(st.floats(0.1, 0.9), st.floats(0, 0.3), st.floats(0, 0.3), st.floats(0.01, 0.2), st.integers(0, 30), st.floats(0, 1))
def test_survival_falls_with_time_and_the_infinite_term_is_the_limit(x, gap, rise, scale, term, leaving):
    game = Game(x=x, w_in=x - gap, w_out=x - gap + rise, term=term, discount=0.9)
    curve = np.array(shaken(game, Shocks(scale, leaving), 40))
    assert curve[0] == 1 and np.all(np.diff(curve) <= 1e-15) and np.all(curve >= 0)
    long = Game(game.x, game.w_in, game.w_out, 600, 0.9)
    endless = Game(game.x, game.w_in, game.w_out, inf, 0.9)
    assert np.allclose(shaken(long, Shocks(scale, leaving), 30), shaken(endless, Shocks(scale, leaving), 30), atol=1e-9)


@given(st.floats(0.2, 0.8), st.floats(0.001, 0.3), st.floats(0.001, 0.3), st.integers(0, 20))
def test_small_shocks_give_back_the_game_without_them(x, gap, rise, term):
    game = Game(x=x, w_in=x - gap, w_out=x + rise, term=term, discount=0.9)
    curve = shaken(game, Shocks(scale=1e-9), 40)
    war = duration(game)
    assert all(alive == pytest.approx(float(t <= war), abs=1e-9) for t, alive in enumerate(curve))


@given(st.floats(0.2, 0.8), st.floats(0, 0.3), st.integers(1, 20))
def test_a_level_path_and_level_exits_are_the_game_itself(x, gap, term):
    game = Game(x=x, w_in=x - gap, w_out=x, term=term, discount=0.95)
    plain = shaken(game, Shocks(0.05, 0.02), 30)
    assert plain == shaken(game, Shocks(0.05, (0.02,) * term, (game.w_in,) * term), 30)
    assert look_back(game) == look_back(game, [game.w_in] * term)


costs = st.builds(Costs, st.floats(0, 0.3), st.floats(0.001, 0.3), st.sampled_from([0.5, 0.8, 0.9, 0.95]))


@given(unit, unit, costs)
def test_the_gentlest_path_is_peaceful_and_no_shorter_one_is(one, other, costs):
    start, end = min(one, other), max(one, other)
    n = least_periods(start, end, costs)
    path = gentlest_path(start, end, costs)
    assert len(path) == n + 1 and path[0] == pytest.approx(start) and path[-1] == end
    assert peace_is_possible(path, costs)
    assert n == 1 or costs.discount ** (n - 1) * (end - costs.a) > start + costs.b
    assert one_step_bound(start, end, costs) <= max(n, 1) or end - costs.a <= start + costs.b


@settings(max_examples=30)
@given(st.floats(0.1, 0.4), st.floats(0.3, 0.9), costs, st.data())
def test_no_path_at_all_is_peaceful_in_fewer_periods(start, rise, costs, data):
    end = min(start + rise, 1.0)
    n = least_periods(start, end, costs)
    if n > 1:
        middle = data.draw(st.lists(st.floats(start, end), min_size=n - 2, max_size=n - 2))
        assert not peace_is_possible([start, *middle, end], costs)


def test_a_taper_runs_from_the_whole_guarantee_to_nothing():
    path = gentlest_path(0.3, 0.6, Costs(0.05, 0.05, 0.95))
    shares = taper(0.3, 0.6, effect=0.3, path=path)
    assert shares[0] == pytest.approx(1) and shares[-1] == 0
    assert all(a >= b for a, b in pairwise(shares))


years = st.floats(0, 100)


@given(years, years, st.floats(0, 3), st.floats(0, 60) | st.just(inf), st.sampled_from(["heal", "postpone"]))
def test_empirical_survival_falls_with_time_and_with_the_ratio(t, more, ratio, term, after):
    now = survival(t, ratio, term, after, staying=SINCE_1945)
    assert 0 <= survival(t + more, ratio, term, after, staying=SINCE_1945) <= now + 1e-9 <= 1 + 2e-9
    assert survival(t, ratio + 0.1, term, after, staying=SINCE_1945) <= now + 1e-9


@given(years, st.floats(0, 3), st.floats(0, 60))
def test_healing_is_never_worse_than_postponing_when_the_hazard_falls(t, ratio, term):
    assert survival(t, ratio, term, "heal") >= survival(t, ratio, term, "postpone") - 1e-12


@given(years, st.floats(0, 3))
def test_no_term_is_no_guarantee_and_an_endless_one_never_ends(t, ratio):
    assert survival(t, ratio, 0) == pytest.approx(exp(-NEIGHBOURS.strain(t)), abs=1e-15)
    assert survival(t, ratio, inf) == pytest.approx(exp(-ratio * NEIGHBOURS.strain(t)))


@settings(max_examples=40)
@given(years, st.floats(0.1, 3), st.floats(0.1, 60), st.floats(0.4, 2), st.floats(5, 200))
def test_the_mixture_over_the_exit_is_its_sum_over_many_thin_slices(t, ratio, term, shape, scale):
    staying = Staying(shape, scale)
    shares = (np.arange(20_000) + 0.5) / 20_000
    ends = np.minimum(scale * (-np.log1p(-shares)) ** (1 / shape), min(term, max(t, 1e-12)))
    strain = (ends / NEIGHBOURS.scale) ** NEIGHBOURS.shape
    slow = np.exp(-ratio * strain - NEIGHBOURS.strain(t) + np.minimum(strain, NEIGHBOURS.strain(t))).mean()
    assert survival(t, ratio, term, "heal", staying=staying) == pytest.approx(slow, abs=2e-5)


def test_a_guarantor_who_never_leaves_changes_nothing():
    assert survival(20, 0.7, 15, staying=FOR_GOOD) == survival(20, 0.7, 15)
    assert FOR_GOOD.past(1e9) == 1 and FOR_GOOD.leaving(3) == (0, 0, 0)


@given(st.floats(-2, 2), st.floats(0.1, 60))
def test_the_terms_shift_of_the_log_hazard_multiplies_the_hazard(shift, t):
    moved = Peace(NEIGHBOURS.shape, NEIGHBOURS.scale, shift)
    assert moved.strain(t) == pytest.approx(NEIGHBOURS.strain(t) * exp(shift))


@pytest.mark.parametrize("scale", [0, 1e-300, 1e-12, 1e-3, 1, 1e6])
@pytest.mark.parametrize("term", [0, 1, 15, inf])
@pytest.mark.parametrize("discount", [0, 0.5, 0.999999])
def test_at_the_limits_of_shocks_term_and_patience_odds_stay_odds(scale, term, discount):
    for leaving in (0, 0.3, 1):
        curve = shaken(Game(x=0.5, w_in=0.3, w_out=0.6, term=term, discount=discount), Shocks(scale, leaving), 20)
        assert all(0 <= later <= sooner <= 1 for sooner, later in pairwise(curve))
