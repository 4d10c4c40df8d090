"""Laws of the predictors of a back-test, each beside a slow and obvious one, and of the intervals."""

from dataclasses import replace
from fractions import Fraction
from math import log

import numpy as np
from hypothesis import assume, given
from hypothesis import strategies as st

from winset.backtest.dispute import Dispute
from winset.backtest.egalitarian import egalitarian
from winset.backtest.gain import Stake, zone
from winset.backtest.nash import nash
from winset.backtest.predictor import PREDICTORS
from winset.backtest.score import intervals, score
from winset.backtest.weighted import mean, median
from winset.case.positions import Position

points = st.integers(0, 100).map(Fraction)
weights = st.integers(0, 9).map(Fraction)
GRID = 2000
SLACK = Fraction(1, 10**6)


@st.composite
def disputes(draw, positive=False):
    size = draw(st.integers(1, 6))
    weight = st.integers(1, 9).map(Fraction) if positive else weights
    stands = tuple(Position(f"a{k}", "i", draw(points), draw(weight), draw(weight)) for k in range(size))
    return Dispute("i", "g", stands, draw(points), draw(st.none() | points))


stakes = st.lists(
    st.builds(Stake, points, st.integers(1, 100).map(Fraction), st.integers(1, 9).map(Fraction)), min_size=1, max_size=6
)


@given(disputes())
def test_a_prediction_lies_among_the_positions_or_the_reference(dispute):
    """The midpoint of the scale knows no positions; all others stay within them and what held before."""
    marks = [one.position for one in dispute.stands]
    marks += [dispute.reference] if dispute.reference is not None else []
    for predictor in PREDICTORS:
        found = predictor.predict(dispute)
        if found is not None and predictor.name != "midpoint":
            assert min(marks) - SLACK <= found <= max(marks) + SLACK, predictor.name


@given(disputes(), st.integers(-50, 50), st.integers(1, 5))
def test_moving_and_stretching_the_scale_moves_and_stretches_every_prediction(dispute, shift, factor):
    def there(x):
        return None if x is None else factor * x + shift

    moved = Dispute(
        "i", "g", tuple(replace(s, position=there(s.position)) for s in dispute.stands),
        there(dispute.outcome), there(dispute.reference), there(dispute.low), there(dispute.high),
    )  # fmt: skip
    for predictor in PREDICTORS:
        one, other = predictor.predict(dispute), predictor.predict(moved)
        assert (one is None) == (other is None), predictor.name
        assert one is None or abs(there(one) - other) <= factor * SLACK, predictor.name


@given(disputes(), st.randoms())
def test_the_order_of_the_actors_does_not_matter(dispute, random):
    shuffled = list(dispute.stands)
    random.shuffle(shuffled)
    other = replace(dispute, stands=tuple(shuffled))
    for predictor in PREDICTORS:
        one, two = predictor.predict(dispute), predictor.predict(other)
        assert one == two or abs(one - two) <= SLACK, predictor.name


@given(stakes)
def test_nash_has_the_largest_product_on_a_grid(found):
    low, high = zone(found)
    point = nash(found)
    if low > high:
        assert point is None
        return
    if low == high:
        assert point == low
        return

    def product(x):
        gains = [float(s.loss - abs(x - s.position)) for s in found]
        return sum(float(s.weight) * log(g) for s, g in zip(found, gains, strict=True)) if min(gains) > 0 else float("-inf")

    best = max(product(low + (high - low) * Fraction(k, GRID)) for k in range(GRID + 1))
    assert product(point) >= best - 1e-9


@given(stakes)
def test_the_egalitarian_point_has_the_largest_smallest_gain_on_a_grid(found):
    point = egalitarian(found)

    def smallest(x):
        return min(s.loss - abs(x - s.position) for s in found)

    grid = max(smallest(Fraction(k, 4)) for k in range(-400, 800))
    if point is None:
        assert grid < 0
    else:
        assert smallest(point) >= max(grid, 0)


@given(stakes, st.integers(2, 9))
def test_scaling_all_the_weights_alike_moves_no_nash_point(found, factor):
    one, other = nash(found), nash([replace(s, weight=factor * s.weight) for s in found])
    assert one == other or abs(one - other) <= SLACK


@given(st.lists(st.tuples(points, weights), min_size=1, max_size=7))
def test_the_median_is_beaten_by_no_position_in_a_vote_by_weight(pairs):
    found = median([x for x, _ in pairs], [w for _, w in pairs])
    if found is None:
        assert not any(w for _, w in pairs)
        return
    for rival in {x for x, _ in pairs}:
        prefer = sum(w for x, w in pairs if abs(x - rival) < abs(x - found))
        against = sum(w for x, w in pairs if abs(x - rival) > abs(x - found))
        assert prefer <= against


@given(st.lists(st.tuples(points, st.integers(0, 4)), min_size=1, max_size=6))
def test_whole_weights_count_like_so_many_actors(pairs):
    copies = [x for x, times in pairs for _ in range(times)]
    assume(copies)
    xs, ws = [x for x, _ in pairs], [Fraction(times) for _, times in pairs]
    assert mean(xs, ws) == Fraction(sum(copies), len(copies))
    assert median(xs, ws) == Fraction(np.median([int(x) for x in copies]))


@given(st.lists(disputes(positive=True), min_size=2, max_size=8), st.integers(0, 5))
def test_the_same_seed_gives_the_same_scores_and_the_figure_lies_within_its_interval(found, seed):
    found = [replace(one, group=str(at)) for at, one in enumerate(found)]
    once = score(found, resamples=400, seed=seed)
    assert once == score(found, resamples=400, seed=seed)
    for one in once:
        if one.error is not None and one.error.low is not None:
            assert 0 <= one.error.low <= one.error.high <= 100
            assert 0 <= one.within_10.low <= one.within_10.high <= 1


def test_an_interval_is_that_of_resampling_group_by_group():
    """The slow twin: draw groups with replacement one by one, pool their values, take the mean."""
    random = np.random.default_rng(7)
    groups = [f"g{random.integers(9)}" for _ in range(40)]
    values = random.normal(size=40)
    names = sorted(set(groups))
    members = {name: [v for v, g in zip(values, groups, strict=True) if g == name] for name in names}
    means = [np.mean([v for name in random.choice(names, len(names)) for v in members[name]]) for _ in range(20_000)]
    (found,) = intervals(values[None], groups, resamples=20_000, seed=1)
    assert np.allclose([found.low, found.high], np.percentile(means, [2.5, 97.5]), atol=0.02)


def test_ninety_five_intervals_in_a_hundred_hold_the_truth():
    """Outcomes scattered about 0 in 40 groups of three that err together: the interval holds 0 about 95 times in 100."""
    random = np.random.default_rng(3)
    held = 0
    for trial in range(300):
        groups = [str(g) for g in range(40) for _ in range(3)]
        values = np.repeat(random.normal(size=40), 3) + random.normal(size=120) / 2
        (found,) = intervals(values[None], groups, resamples=500, seed=trial)
        held += found.low <= 0 <= found.high
    assert 0.90 <= held / 300 <= 0.98
