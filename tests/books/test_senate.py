"""The illustrative Senate, and the limits of one common factor."""

from fractions import Fraction

import numpy as np
import pytest

from winset.ratify.rule import of_voting
from winset.ratify.vote import Chamber, Legislature, chance

SENATE = Chamber(of_voting(Fraction(2, 3)), seats=(53, 47), p=(0.62, 0.93))


@pytest.mark.parametrize(("rho", "odds"), [(0, 0.9936), (0.05, 0.9137), (0.2, 0.7944), (0.4, 0.7409)])
def test_the_illustrative_senate(rho, odds):
    assert chance(Legislature((SENATE,), rho)) == pytest.approx(odds, abs=5e-5)


@pytest.mark.parametrize("rho", [0.05, 0.2, 0.5, 0.9])
def test_simulated_votes_agree_within_their_interval(rho):
    rng, draws = np.random.default_rng(1), 200_000
    from scipy.special import ndtri

    z = rng.standard_normal(draws)[:, None]
    line = [(ndtri(p) - np.sqrt(rho) * z) / np.sqrt(1 - rho) for p in SENATE.p]
    from scipy.special import ndtr

    yes = sum(rng.binomial(n, ndtr(line_)[:, 0]) for n, line_ in zip(SENATE.seats, line, strict=True))
    share = (yes >= 67).mean()
    assert chance(Legislature((SENATE,), rho)) == pytest.approx(share, abs=4 * np.sqrt(share * (1 - share) / draws))


def test_at_full_correlation_each_bloc_votes_as_one():
    """Then it passes iff the 53 say yes, since 47 alone are not enough: .62, and so does the limit."""
    assert chance(Legislature((SENATE,), 1.0)) == pytest.approx(0.62, abs=1e-9)
    gaps = [abs(chance(Legislature((SENATE,), 1 - rest)) - 0.62) for rest in (1e-3, 1e-5, 1e-7, 1e-9)]
    assert gaps == sorted(gaps, reverse=True)
    assert gaps[-1] < 1e-5


@pytest.mark.parametrize(("p", "odds"), [((0.0, 0.93), 0.0), ((1.0, 1.0), 1.0), ((0.0, 1.0), 0.0)])
@pytest.mark.parametrize("rho", [0.0, 0.3, 1.0])
def test_certain_votes_are_certain(p, odds, rho):
    body = Legislature((Chamber(SENATE.rule, SENATE.seats, p),), rho)
    assert chance(body) == pytest.approx(odds, abs=1e-9)
