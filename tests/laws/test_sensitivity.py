"""Laws of sensitivity: constants, sums, order; and the slow obvious twins of both estimators."""

import itertools

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import qmc

from winset.errors import Refused
from winset.study.draws.given import given_data
from winset.study.draws.sensitivity import first_order_and_total
from winset.study.draws.tornado import tornado

SLOPES = st.lists(st.floats(-5, 5, allow_subnormal=False).filter(lambda x: x == 0 or abs(x) > 0.01), min_size=2, max_size=4)
SEEDS = st.integers(0, 2**32 - 1)


def design(factors: int, n: int = 2048, seed: int = 5):
    both = qmc.Sobol(2 * factors, rng=np.random.default_rng(seed)).random(n)
    return both[:, :factors], both[:, factors:]


def linear(slopes):
    return lambda rows, outputs: {"y": rows @ np.array(slopes)}


def singles(count: int) -> dict[str, list[int]]:
    return {str(i): [i] for i in range(count)}


@given(level=st.floats(-1e6, 1e6), seed=SEEDS)
@settings(max_examples=10)
def test_what_never_varies_rests_on_nothing(level, seed):
    def constant(rows, outputs):
        return {"y": np.full(len(rows), level)}

    for one in first_order_and_total(constant, design(2, 64, seed), singles(2), ["y"]):
        assert (one.first.value, one.total.value) == (0, 0)
    rows, _ = design(2, 64, seed)
    for one in given_data(rows, ["0", "1"], constant(rows, ())):
        assert (one.share, one.change.value, one.matters) == (0, 0, False)


@given(slopes=SLOPES.filter(any), seed=SEEDS)
@settings(max_examples=15)
def test_in_a_sum_each_index_is_the_share_of_the_variance_first_and_total_alike(slopes, seed):
    found = first_order_and_total(linear(slopes), design(len(slopes), seed=seed), singles(len(slopes)), ["y"])
    whole = sum(slope**2 for slope in slopes)
    for one, slope in zip(found, slopes, strict=True):
        assert one.first.value == pytest.approx(slope**2 / whole, abs=0.05)
        assert one.total.value == pytest.approx(slope**2 / whole, abs=0.05)
    assert sum(one.first.value for one in found) == pytest.approx(1, abs=0.1)
    assert sum(one.total.value for one in found) == pytest.approx(1, abs=0.1)


@given(slopes=SLOPES, seed=SEEDS, data=st.data())
@settings(max_examples=15)
def test_the_order_of_the_factors_never_matters(slopes, seed, data):
    count = len(slopes)
    order = data.draw(st.permutations(range(count)))
    a, b = design(count, 256, seed)

    def curved(slopes):
        return lambda rows, outputs: {"y": (rows @ np.array(slopes)) ** 2}

    straight = first_order_and_total(curved(slopes), (a, b), singles(count), ["y"])
    turned = first_order_and_total(
        curved([slopes[i] for i in order]), (a[:, order], b[:, order]), {str(i): [order.index(i)] for i in range(count)}, ["y"]
    )
    for one, other in zip(straight, turned, strict=True):
        assert one.first.value == pytest.approx(other.first.value, abs=1e-9)
        assert one.total.value == pytest.approx(other.total.value, abs=1e-9)
    names = list(singles(count))
    told = {one.factor: one for one in given_data(a, names, curved(slopes)(a, ()))}
    again = given_data(a[:, order], [names[i] for i in order], curved([slopes[i] for i in order])(a[:, order], ()))
    for one in again:
        assert one.share == pytest.approx(told[one.factor].share, abs=1e-9)
        assert one.change.value == pytest.approx(told[one.factor].change.value, abs=1e-9)


@given(seed=SEEDS)
@settings(max_examples=5)
def test_a_group_that_moves_nothing_is_not_evaluated_and_changes_no_other_index(seed):
    asked = []

    def model(rows, outputs):
        asked.append(tuple(outputs))
        return {"y": rows[:, 0] + rows[:, 1] ** 2, "z": rows[:, 2]}

    shares = design(3, 64, seed)
    every = first_order_and_total(model, shares, singles(3), ["y", "z"])
    asked.clear()
    some = first_order_and_total(model, shares, singles(3), ["y", "z"], moves={"0": ["y"], "1": ["y"]})
    assert asked == [("y", "z"), ("y", "z"), ("y",), ("y",)]
    for one, other in zip(every, some, strict=True):
        if one.group != "2":
            assert one.first.value == pytest.approx(other.first.value, abs=1e-9) or one.output == "z"
            assert one.total.value == pytest.approx(other.total.value, abs=1e-9)
        else:
            assert (other.first.value, other.total.value) == (0, 0)


def test_the_same_input_gives_the_same_intervals():
    def once():
        return first_order_and_total(linear([1, 2]), design(2, 128), singles(2), ["y"])

    assert once() == once()


def double_loop(model, factors, inside, outer=300, inner=300, seed=3):
    """The indices of a group by their definition: the variance of conditional means, each mean by drawing again and again."""
    random = np.random.default_rng(seed)
    outside = [i for i in range(factors) if i not in inside]
    means = {"first": [], "rest": []}
    for _ in range(outer):
        fixed = random.random(factors)
        for name, held in (("first", list(inside)), ("rest", outside)):
            rows = random.random((inner, factors))
            rows[:, held] = fixed[held]
            means[name].append(model(rows, ("y",))["y"].mean())
    rows = random.random((100_000, factors))
    whole = model(rows, ("y",))["y"].var()
    noise = whole / inner
    return (np.var(means["first"]) - noise) / whole, 1 - (np.var(means["rest"]) - noise) / whole


@pytest.mark.parametrize("inside", [[0], [1], [0, 2]])
def test_the_fast_indices_are_those_of_the_double_loop(inside):
    def model(rows, outputs):
        return {"y": (rows[:, 0] > 0.4) * rows[:, 1] + rows[:, 2] * rows[:, 0]}

    first, total = double_loop(model, 3, inside)
    (one,) = first_order_and_total(model, design(3, 4096), {"g": inside}, ["y"])
    assert one.first.value == pytest.approx(first, abs=0.06)
    assert one.total.value == pytest.approx(total, abs=0.06)


def slow_told(shares, values, bins):
    """The share and the change of one factor in plain loops, the change with the split that keeps chance out of it."""
    order = sorted(range(len(shares)), key=lambda draw: shares[draw])
    edges = [int(edge) for edge in np.linspace(0, len(order), bins + 1)]
    centre = sum(values) / len(values)
    change, between = 0.0, 0.0
    for low, high in itertools.pairwise(edges):
        inside = [values[order[at]] - centre for at in range(low, high)]
        even = [values[order[at]] - centre for at in range(low, high) if at % 2 == 0]
        odd = [values[order[at]] - centre for at in range(low, high) if at % 2 == 1]
        one, two = sum(even) / len(even), sum(odd) / len(odd)
        change += len(inside) / len(order) * (np.sign(one) * two + np.sign(two) * one) / 2
        between += len(inside) * (sum(inside) / len(inside)) ** 2
    whole = sum((value - centre) ** 2 for value in values)
    return 1 - (1 - between / whole) * (len(order) - 1) / (len(order) - bins), max(0.0, change)


@given(seed=SEEDS, n=st.integers(60, 400))
@settings(max_examples=20)
def test_what_draws_tell_is_what_plain_loops_say(seed, n):
    random = np.random.default_rng(seed)
    shares = random.random((n, 3))
    values = np.sin(5 * shares[:, 0]) + shares[:, 1] * random.random(n)
    bins = min(24, max(4, round(n ** (1 / 3))))
    for one in given_data(shares, ["0", "1", "2"], {"y": values}):
        share, change = slow_told(shares[:, int(one.factor)], values, bins)
        assert one.share == pytest.approx(share, abs=1e-9)
        assert one.change.value == pytest.approx(change, abs=1e-9)


def test_of_factors_that_do_not_matter_hardly_any_passes_the_floor_and_the_change_is_nil_on_average():
    random = np.random.default_rng(11)
    passed, changes = 0, []
    for _ in range(20):
        shares = random.random((500, 20))
        told = given_data(shares, [str(i) for i in range(20)], {"y": (random.random(500) > 0.6) * 1.0})
        passed += any(one.matters for one in told)
        changes += [one.change.value for one in told]
    assert passed <= 6
    assert np.mean(changes) < 0.01


def test_a_value_of_information_lies_in_its_interval_as_often_as_it_says():
    random = np.random.default_rng(12)
    inside = 0
    for _ in range(100):
        shares = random.random((1000, 1))
        yes = random.random(1000) < 0.3 + 0.4 * (shares[:, 0] > 0.5)
        (one,) = given_data(shares, ["x"], {"y": yes * 1.0})
        inside += one.change.low <= 0.2 <= one.change.high
    assert inside >= 95


@given(slopes=st.lists(st.integers(-9, 9), min_size=1, max_size=6))
def test_in_a_sum_the_tornado_is_as_wide_as_the_slopes(slopes):
    names = [str(i) for i in range(len(slopes))]
    ends = {"y": np.array(slopes) * 1.0}
    bars = tornado(names, {"y": 0.0}, {"y": -ends["y"]}, ends)
    assert [bar.swing for bar in bars] == sorted((2.0 * abs(s) for s in slopes if s), reverse=True)


@pytest.mark.parametrize(
    ("shares", "says"),
    [
        ((np.ones((3, 2)), np.ones((3, 2))), "3 rows"),
        ((np.ones((4, 2)), np.ones((4, 3))), "two of one shape"),
    ],
)
def test_designs_that_cannot_be_used_are_refused(shares, says):
    with pytest.raises(Refused, match=says):
        first_order_and_total(linear([1, 1]), shares, singles(2), ["y"])


def test_correlations_of_other_factors_are_refused():
    with pytest.raises(Refused, match="2 by 2"):
        first_order_and_total(linear([1, 1]), design(2, 8), singles(2), ["y"], correlation=np.eye(3))


def test_an_output_without_a_number_is_refused():
    def broken(rows, outputs):
        return {"y": np.where(rows[:, 0] > 0.5, np.nan, 1.0)}

    with pytest.raises(Refused, match="not finite"):
        first_order_and_total(broken, design(2, 8), singles(2), ["y"])
    with pytest.raises(Refused, match="40 or more"):
        given_data(np.ones((5, 1)), ["x"], {"y": np.ones(5)})


def test_nothing_given_is_changed():
    a, b = design(2, 64)
    kept = a.copy(), b.copy()
    first_order_and_total(linear([1, 2]), (a, b), singles(2), ["y"])
    given_data(a, ["0", "1"], {"y": a[:, 0]})
    assert (a == kept[0]).all() and (b == kept[1]).all()
