"""Ideal gains: the largest of each player in the zone, and what is said when the time is up before they are proved."""

import itertools
from fractions import Fraction

import numpy as np
import pytest

from winset.deal.fairness import kalai_smorodinsky
from winset.deal.ideal import ideal_gains
from winset.space.budget import Budget
from winset.space.package import signable, totals
from winset.space.table import score_table

FLOOR = 250


@pytest.fixture
def opposed():
    """Three parties over six issues of four options; what one wants most another wants least."""
    values = np.sort(np.random.default_rng(5).integers(0, 100, (6, 4, 3)), axis=1)
    values[:, :, 1] = values[:, ::-1, 1]
    names = [f"i{i}" for i in range(6)]
    return score_table(names, [list("abcd")] * 6, ["A", "B", "C"], values.tolist(), floors=[FLOOR] * 3)


def test_an_ideal_is_the_best_of_every_package_in_the_zone(opposed):
    every = np.array(list(itertools.product(range(4), repeat=6)))
    inside = totals(opposed, every[signable(opposed, every)])
    found = ideal_gains(opposed, [0, 1, 2])
    assert found.gains == tuple(Fraction(int(most) - FLOOR) for most in inside.max(axis=0))
    assert found.slack == 0
    assert (totals(opposed, every).max(axis=0) > inside.max(axis=0)).any()


def test_an_empty_zone_has_no_ideals(opposed):
    assert ideal_gains(opposed.floored([10_000, None, None]), [0]) is None


def test_without_time_the_gap_allows_for_larger_ideals(opposed):
    found = kalai_smorodinsky(opposed, budget=Budget(seconds=0))
    sure = kalai_smorodinsky(opposed)
    assert sure.proved
    assert not found.proved
    assert found.gap > 0
    assert found.value * Fraction(1 - found.gap) <= sure.value <= found.value / Fraction(1 - found.gap)
