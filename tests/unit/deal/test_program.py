"""Links too dense for a diagram: HiGHS answers instead, checked against every package, with a gap that holds."""

import itertools
from fractions import Fraction

import numpy as np
import pytest

from winset.deal.answer import DENSE, answer
from winset.deal.fairness import egalitarian, kalai_smorodinsky, utilitarian
from winset.deal.nash import nash
from winset.space.diagram import Entangled, diagram
from winset.space.package import signable, totals
from winset.space.table import score_table

FLOOR = 120


def dense(seed, parties=3):
    """Six issues of three options, every two issues tied by three links."""
    rng = np.random.default_rng(seed)
    scores = rng.integers(0, 100, (6, 3, parties))
    pairs = [(i, a, j, int(rng.integers(3))) for i, j in itertools.combinations(range(6), 2) for a in range(3)]
    links = [(pair, rng.integers(-20, 21, parties).tolist()) for pair in pairs]
    names = [f"i{i}" for i in range(6)]
    return score_table(
        names,
        [list("abc")] * 6,
        list("ABC"[:parties]),
        scores.tolist(),
        floors=[FLOOR] * parties,
        scale=[100] * parties,
        links=links,
    )


@pytest.fixture
def narrow(monkeypatch):
    """Let no diagram be wider than eight nodes."""
    order, _ = diagram.__defaults__
    monkeypatch.setattr(diagram, "__defaults__", (order, 8))


def inside(table):
    """Return the gains of every package of the zone."""
    every = np.array(list(itertools.product(range(3), repeat=6)))
    return totals(table, every[signable(table, every)]) - FLOOR


@pytest.mark.parametrize("seed", range(4))
def test_dense_links_give_the_best_of_every_package_with_a_gap(narrow, seed):
    table = dense(seed)
    gains = inside(table)
    even = max(min(Fraction(g, int(most)) for g, most in zip(row, gains.max(axis=0), strict=True)) for row in gains.tolist())
    with pytest.raises(Entangled):
        diagram(table)
    for found, best in (
        (egalitarian(table), Fraction(int(gains.min(axis=1).max()), 100)),
        (kalai_smorodinsky(table), even),
        (nash(table), Fraction(int(gains.prod(axis=1).max()), 100**3)),
        (utilitarian(table), Fraction(int(gains.sum(axis=1).max()) + 3 * FLOOR, 100)),
    ):
        assert not found.proved
        assert 0 < found.gap < 1e-5
        assert found.value == best
        assert signable(table, [found.package])[0]


def test_dense_links_and_an_empty_zone_give_no_solution(narrow):
    table = dense(0).floored([600] * 3)
    assert egalitarian(table) is None
    assert nash(table) is None


def test_a_whole_answer_says_what_dense_links_leave_unknown(narrow):
    table = dense(1)
    found = answer(table)
    assert DENSE in found.notes
    assert not found.frontier.complete
    assert found.zone.low <= len(inside(table)) <= found.zone.high
    for solution in found.solutions.values():
        assert 0 < solution.gap < 1e-5
