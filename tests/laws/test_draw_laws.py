"""Laws of priors and draws: quantiles are inverse distribution functions, blocks repeat, ties tie only what they name."""

from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.special import betaincinv
from scipy.stats import beta, lognorm, qmc, triang, truncnorm

from winset.band import Band
from winset.draw import MODES, Sample, latin, quantiles, sample
from winset.errors import Refused
from winset.prior import pert

shares = st.lists(st.floats(1e-9, 1 - 1e-9), min_size=1, max_size=40).map(np.array)
PRIORS = ("pert", "triangular", "uniform", "lognormal")


@st.composite
def bands(draw, priors=PRIORS):
    low, mode, high = sorted(draw(st.lists(st.fractions(Fraction(1, 10), 10, max_denominator=50), min_size=3, max_size=3)))
    return Band(low=low, mode=mode, high=high, prior=draw(st.sampled_from(priors)))


@settings(max_examples=300)
@given(st.floats(0, 1), shares)
def test_the_table_of_pert_is_the_inverse_incomplete_beta_to_2e_8(peak, u):
    assert np.abs(pert(peak, u) - betaincinv(1 + 4 * peak, 5 - 4 * peak, u)).max() < 2e-8


@given(bands(), shares)
def test_quantiles_stay_in_the_band_and_rise_with_the_share(band, u):
    drawn = quantiles(band, np.sort(u))
    assert np.all(drawn >= float(band.low)) and np.all(drawn <= float(band.high))
    assert np.all(np.diff(drawn) >= -1e-9 * float(band.high))


@given(bands(), shares)
def test_quantiles_are_those_of_the_distribution_that_the_prior_names(band, u):
    """The slow twin: the distributions of scipy.stats."""
    low, mode, high = (float(end) for end in (band.low, band.mode, band.high))
    if low == high:
        assert np.all(quantiles(band, u) == mode)
        return
    peak, width = (mode - low) / (high - low), high - low
    spread = np.log(high / low) / 6
    middle = np.log(mode) + spread**2
    cut = [(np.log(end) - middle) / spread for end in (low, high)]
    twin = {
        "pert": lambda: beta(1 + 4 * peak, 5 - 4 * peak, low, width).ppf(u),
        "triangular": lambda: triang(peak, low, width).ppf(u),
        "uniform": lambda: low + width * u,
        "lognormal": lambda: np.exp(truncnorm(*cut, middle, spread).ppf(u)),
    }[band.prior]()
    assert quantiles(band, u) == pytest.approx(twin, abs=1e-6 * high)


@given(st.integers(1, 300), st.integers(1, 20), st.integers(0, 2**32 - 1))
@settings(max_examples=50)
def test_a_latin_hypercube_is_that_of_scipy_point_by_point(draws, factors, seed):
    twin = qmc.LatinHypercube(factors, rng=np.random.default_rng(seed)).random(draws)
    assert np.array_equal(latin(np.random.default_rng(seed), draws, factors), twin)


def test_the_likeliest_value_of_a_lognormal_band_is_its_mode():
    band = Band.model_validate({"low": 1, "mode": 2, "high": 9, "prior": "lognormal"})
    drawn = quantiles(band, np.linspace(1e-6, 1 - 1e-6, 400_001))
    counts, edges = np.histogram(drawn, 160)
    assert abs(edges[counts.argmax()] - 2) < 0.15
    spread = np.log(9) / 6
    assert abs(np.median(drawn) - lognorm(spread, scale=2 * np.exp(spread**2)).median()) < 0.02


def test_a_discrete_prior_gives_its_values_in_their_shares():
    band = Band.model_validate({"discrete": {"10": "0.2", "20": "0.5", "40": "0.3"}})
    drawn = quantiles(band, (np.arange(1000) + 0.5) / 1000)
    assert {value: int((drawn == value).sum()) for value in (10, 20, 40)} == {10: 200, 20: 500, 40: 300}
    assert (band.low, band.mode, band.high) == (10, 20, 40)


@given(st.integers(1, 70), st.integers(1, 6), st.sampled_from(["sobol", "latin"]))
def test_a_block_repeats_and_another_block_or_seed_differs(draws, factors, method):
    paths = [f"f{k}" for k in range(factors)]
    first = sample(paths, draws, seed=7, block=2, method=method)
    assert first.shares.shape == (draws, factors) and np.all((first.shares > 0) & (first.shares < 1))
    assert np.array_equal(first.shares, sample(paths, draws, seed=7, block=2, method=method).shares)
    for other in (sample(paths, draws, seed=8, block=2, method=method), sample(paths, draws, seed=7, block=3, method=method)):
        assert not np.any(first.shares == other.shares)


def test_sobol_points_fill_each_factor_evenly_and_latin_ones_hold_one_in_each_row():
    sobol, latin = (sample(["a", "b"], 256, method=method).shares for method in ("sobol", "latin"))
    for column in (*sobol.T, *latin.T):
        assert sorted((column * 256).astype(int)) == list(range(256))


def test_a_sample_without_a_column_takes_the_mode():
    band = Band.model_validate({"low": 0, "mode": "0.2", "high": 1})
    assert MODES.of("a", band).tolist() == [0.2]
    drawn = Sample({"a": 0}, np.array([[0.1], [0.9], [0.4]]))
    assert drawn.of("b", band).tolist() == [0.2, 0.2, 0.2]
    assert drawn.part(np.array([2, 0])).of("a", band).tolist() == drawn.of("a", band)[[2, 0]].tolist()
    assert drawn.of("a", Band.model_validate(3)).tolist() == [3, 3, 3]


def test_ties_are_the_correlation_of_normal_scores_and_leave_the_rest_alone():
    from scipy.special import ndtri

    plain = sample(["a", "b", "c", "d"], 4096)
    tied = sample(["a", "b", "c", "d"], 4096, correlation=[("a", "c", 0.7), ("c", "d", -0.4)])
    assert np.array_equal(plain.shares[:, 1], tied.shares[:, 1])
    found = np.corrcoef(ndtri(tied.shares).T)
    wanted = np.array([[1, 0, 0.7, 0], [0, 1, 0, 0], [0.7, 0, 1, -0.4], [0, 0, -0.4, 1]])
    assert np.abs(found - wanted).max() < 0.02
    for column in tied.shares.T:
        assert np.abs(np.sort(column) - (np.arange(4096) + 0.5) / 4096).max() < 0.02


def test_the_same_number_twice_is_one_number():
    tied = sample(["a", "b"], 100, correlation=[("a", "b", 1.0)])
    assert np.abs(tied.shares[:, 0] - tied.shares[:, 1]).max() < 1e-9


def test_correlations_that_no_distribution_has_are_refused():
    with pytest.raises(Refused) as refusal:
        sample(["a", "b", "c"], 8, correlation=[("a", "b", 0.9), ("b", "c", 0.9), ("a", "c", -0.9)])
    assert refusal.value.problems[0].remedy
    with pytest.raises(Refused):
        sample(["a"], 0)
