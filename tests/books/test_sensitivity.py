"""Functions whose indices are known in closed form: Ishigami and Homma (1990), Sobol's g, and a linear one."""

from math import pi, prod

import numpy as np
import pytest
from scipy.stats import qmc

from winset.study.draws.given import given_data
from winset.study.draws.ranking import indicators, ranks
from winset.study.draws.sensitivity import first_order_and_total

A, B = 7.0, 0.1
WAVE = 1 + B * pi**4 / 5
VARIANCE = A**2 / 8 + B * pi**4 / 5 + B**2 * pi**8 / 18 + 1 / 2
FIRST = {"x1": WAVE**2 / 2 / VARIANCE, "x2": A**2 / 8 / VARIANCE, "x3": 0.0}
TOGETHER = 8 * B**2 * pi**8 / 225 / VARIANCE
TOTAL = {"x1": FIRST["x1"] + TOGETHER, "x2": FIRST["x2"], "x3": TOGETHER}


def ishigami(rows, outputs=("y",)):
    x = pi * (2 * rows - 1)
    return {"y": np.sin(x[:, 0]) + A * np.sin(x[:, 1]) ** 2 + B * x[:, 2] ** 4 * np.sin(x[:, 0])}


def design(factors: int, n: int = 4096, seed: int = 7):
    both = qmc.Sobol(2 * factors, rng=np.random.default_rng(seed)).random(n)
    return both[:, :factors], both[:, factors:]


def test_the_ishigami_function_has_the_indices_of_its_closed_form():
    found = first_order_and_total(ishigami, design(3), {"x1": [0], "x2": [1], "x3": [2]}, ["y"])
    for one in found:
        assert one.first.value == pytest.approx(FIRST[one.group], abs=0.02)
        assert one.total.value == pytest.approx(TOTAL[one.group], abs=0.02)
        assert one.first.low <= FIRST[one.group] <= one.first.high
        assert one.total.low <= TOTAL[one.group] <= one.total.high


def test_a_group_of_ishigamis_factors_has_what_they_do_together():
    found = first_order_and_total(ishigami, design(3), {"x1 and x3": [0, 2], "x2": [1]}, ["y"])
    together, apart = found
    assert together.first.value == pytest.approx(1 - FIRST["x2"], abs=0.02)
    assert together.total.value == pytest.approx(1 - FIRST["x2"], abs=0.02)
    assert apart.first.value == pytest.approx(FIRST["x2"], abs=0.02)


def test_sobols_g_function_has_the_indices_of_its_closed_form_by_factor_and_by_group():
    slopes = np.array([0.0, 1.0, 4.5, 9.0, 99.0])
    parts = [1 / 3 / (1 + a) ** 2 for a in slopes]
    whole = prod(1 + v for v in parts) - 1

    def g(rows, outputs):
        return {"y": np.prod((np.abs(4 * rows - 2) + slopes) / (1 + slopes), axis=1)}

    groups = {str(i): [i] for i in range(5)} | {"0 and 2": [0, 2], "the rest": [1, 3, 4]}
    for one in first_order_and_total(g, design(5, 8192), groups, ["y"]):
        inside = groups[one.group]
        outside = [i for i in range(5) if i not in inside]
        alone = (prod(1 + parts[i] for i in inside) - 1) / whole
        without = (prod(1 + parts[i] for i in outside) - 1) / whole
        assert one.first.value == pytest.approx(alone, abs=0.02)
        assert one.total.value == pytest.approx(1 - without, abs=0.02)


def test_draws_of_the_ishigami_function_give_its_first_order_shares_and_the_value_of_knowing_each_factor():
    rows, _ = design(3, 16384)
    told = {one.factor: one for one in given_data(rows, ["x1", "x2", "x3"], ishigami(rows))}
    expected = {"x1": 2 / pi * WAVE, "x2": A / pi, "x3": 0.0}
    for factor, one in told.items():
        assert one.share == pytest.approx(FIRST[factor], abs=0.02)
        assert one.change.value == pytest.approx(expected[factor], rel=0.03, abs=0.05)
    assert not told["x3"].matters
    assert told["x1"].matters and told["x2"].matters


def test_a_linear_model_of_correlated_normal_scores_has_its_first_order_indices_and_no_totals():
    from scipy.special import ndtr, ndtri

    slopes = np.array([2.0, 1.0, -1.0, 3.0])
    r = np.array([[1, 0.6, 0, 0], [0.6, 1, 0.3, 0], [0, 0.3, 1, 0], [0, 0, 0, 1.0]])
    root = np.linalg.cholesky(r)
    drawn = [ndtr(ndtri(half) @ root.T) for half in design(4, 8192)]

    def linear(rows, outputs):
        return {"y": ndtri(rows) @ slopes}

    groups = {"0": [0], "1": [1], "2": [2], "3": [3], "0 and 2": [0, 2]}
    found = first_order_and_total(linear, (drawn[0], drawn[1]), groups, ["y"], correlation=r)
    for one in found:
        inside = groups[one.group]
        outside = [i for i in range(4) if i not in inside]
        known = r[np.ix_(inside, inside)]
        effect = slopes[inside] + np.linalg.solve(known, r[np.ix_(inside, outside)]) @ slopes[outside]
        assert one.total is None
        assert one.first.value == pytest.approx(effect @ known @ effect / (slopes @ r @ slopes), abs=0.02)


def test_a_ranking_rests_on_what_decides_it():
    """Two items whose order one fair coin decides: the ranking and the winner's label rest on the coin alone."""

    def race(rows, outputs):
        ahead = rows[:, 0] > 0.5
        scores = np.column_stack([ahead * 1.0, 1.0 - ahead, np.full(len(rows), -1.0)]) * (1 + rows[:, 1:2])
        winner = indicators(["first" if one else "second" for one in ahead])
        return {"ranks": ranks(scores), "winner": winner}

    found = first_order_and_total(race, design(2), {"coin": [0], "scale": [1]}, ["ranks", "winner"])
    for one in found:
        expected = 1.0 if one.group == "coin" else 0.0
        assert one.first.value == pytest.approx(expected, abs=0.03)
        assert one.total.value == pytest.approx(expected, abs=0.03)
    rows, _ = design(2)
    coin = next(one for one in given_data(rows, ["coin", "scale"], race(rows, ())) if one.output == "winner")
    assert (coin.factor, coin.change.value) == ("coin", pytest.approx(0.5, abs=0.03))
