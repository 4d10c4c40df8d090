"""Laws of voting: each fast method against its slow twin, and what must never change or never fall."""

from fractions import Fraction
from itertools import permutations, product
from math import factorial

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from winset.ratify import heads, joint
from winset.ratify.chain import Gate, Precondition, through
from winset.ratify.factor import given as given_factor
from winset.ratify.factor import nodes, step
from winset.ratify.power import power_by_kind, weighted_power
from winset.ratify.referendum import Electorate
from winset.ratify.rule import Either, Every, Votes, at_least, needed, no_veto, of_members, of_voting, passes, present, weighted
from winset.ratify.selection import Selection
from winset.ratify.vote import Chamber, Legislature, chance, on_the_floor
from winset.ratify.winset import win_sets

settings.register_profile("unhurried", deadline=None)
settings.load_profile("unhurried")
odds = st.floats(0, 1)
share = st.fractions(min_value=Fraction(1, 10), max_value=Fraction(9, 10), max_denominator=12)


@given(st.lists(st.tuples(st.integers(1, 60), odds), min_size=1, max_size=6), st.integers(0, 400), st.sampled_from([1e-13, 1e-6]))
def test_counting_heads_on_a_window_is_adding_one_member_after_the_other(blocs, votes, tolerance):
    seats, p = np.array([n for n, _ in blocs]), np.array([q for _, q in blocs])
    exact = heads.pmf(np.repeat(p, seats))[votes:].sum()
    assert abs(heads.at_least(votes, p[None], seats, tolerance)[0] - exact) <= tolerance + 2e-13


@st.composite
def rules(draw, blocs):
    one = st.one_of(
        st.builds(of_voting, share, st.booleans()),
        st.builds(of_members, share, st.booleans()),
        st.builds(present, share),
        st.builds(at_least, st.integers(1, 4)),
        st.builds(no_veto, st.integers(0, blocs - 1)),
        st.builds(weighted, st.builds(of_members, share)),
    )
    parts = st.lists(one, min_size=1, max_size=2).map(tuple)
    return draw(st.one_of(one, st.builds(Every, parts), st.builds(Either, parts)))


@settings(max_examples=60)
@given(st.data())
def test_any_composed_rule_is_met_as_often_as_listing_every_outcome_says(data):
    blocs = data.draw(st.integers(1, 3))
    seats = tuple(data.draw(st.lists(st.integers(1, 2), min_size=blocs, max_size=blocs)))
    weights = tuple(data.draw(st.lists(st.integers(1, 5), min_size=blocs, max_size=blocs)))
    p = np.array(data.draw(st.lists(odds, min_size=blocs, max_size=blocs)))
    absent = np.array(data.draw(st.lists(odds, min_size=blocs, max_size=blocs)))
    rule = data.draw(rules(blocs))
    owner = [g for g, n in enumerate(seats) for _ in range(n)]
    total = 0.0
    for outcome in product("yna", repeat=len(owner)):
        chances = [
            (1 - absent[g]) * p[g] if v == "y" else (1 - absent[g]) * (1 - p[g]) if v == "n" else absent[g]
            for g, v in zip(owner, outcome, strict=True)
        ]
        tally = [
            Votes(*(sum(g == b and v == k for g, v in zip(owner, outcome, strict=True)) for k in "yna"), weight=weights[b])
            for b in range(blocs)
        ]
        total += float(np.prod(chances)) * passes(rule, tally)
    assert abs(joint.met(rule, p[None], absent, seats, weights)[0] - total) < 1e-12


@given(share, st.booleans(), st.lists(st.integers(1, 40), min_size=1, max_size=3))
def test_the_number_needed_is_the_least_that_passes(a, strict, seats):
    rule, total = of_voting(a, strict), sum(seats)
    k = needed(rule, [(n, 1) for n in seats])
    assert passes(rule, [Votes(k, total - k)])
    assert k == 0 or not passes(rule, [Votes(k - 1, total - k + 1)])


@settings(max_examples=25)
@given(st.lists(st.tuples(st.integers(1, 25), st.floats(0.05, 0.95)), min_size=1, max_size=3), st.floats(0.0, 0.98), share)
def test_the_integral_does_not_depend_on_the_step(blocs, rho, a):
    """The slow twin: three times as many nodes, one member after the other at each."""
    from scipy.special import ndtri

    body = Legislature((Chamber(of_voting(a), tuple(n for n, _ in blocs), tuple(p for _, p in blocs)),), rho)
    seats = np.array(body.chambers[0].seats)
    k = needed(of_voting(a), [(int(n), 1) for n in seats])
    z, weight = nodes(step(int(seats.sum()), rho) / 3)
    p = given_factor(ndtri(np.array(body.chambers[0].p)), rho, z[:, None])
    slow = sum(w * heads.pmf(np.repeat(row, seats))[k:].sum() for row, w in zip(p, weight, strict=True))
    assert abs(chance(body) - slow) < 1e-11


@given(st.floats(0.05, 0.9), st.floats(0, 0.9), st.floats(0.01, 2))
def test_more_support_never_hurts(p, rho, push):
    body = Legislature((Chamber(of_voting(Fraction(1, 2), True), (31, 20), (p, 0.5)),), rho)
    assert chance(body, np.array([push, 0])) >= chance(body) - 1e-12


def chain(p, rho, selection=None):
    lower = Legislature((Chamber(of_voting(Fraction(1, 2), True), (21, 20), (p, 0.6)),), rho)
    upper = Legislature((Chamber(of_voting(Fraction(2, 3)), (11,), (0.8,)),), rho)
    people = Electorate((0.5, 0.5), (p, 0.55), rho=rho, turnout=0.6, quorum=0.5)
    return [Gate("lower", lower, 30), Gate("upper", upper, 10, selection=selection), Gate("people", people, 90)]


@given(st.floats(0.05, 0.95), st.floats(0, 0.95))
def test_the_chain_lies_within_its_frechet_bounds(p, rho):
    passage = through(chain(p, rho))
    assert passage.low[0] - 1e-12 <= passage.whole[0] <= passage.high[0] + 1e-12
    assert np.all(np.diff(passage.reached[0]) <= 1e-12)
    if rho == 0:
        assert abs(passage.whole[0] - np.prod(passage.clears[0])) < 1e-10


@given(st.floats(0.05, 0.95), st.floats(0, 0.95))
def test_the_order_of_the_gates_moves_what_is_reached_and_never_the_whole(p, rho):
    whole = {round(float(through(list(order)).whole[0]), 11) for order in permutations(chain(p, rho))}
    assert max(whole) - min(whole) < 1e-10


@settings(max_examples=25)
@given(st.floats(0.2, 0.8), st.floats(0.05, 0.8), st.floats(0.05, 0.95), st.floats(0, 0.9))
def test_what_is_brought_passes_more_often_than_what_is_not(p, rho, threshold, insight):
    passage = through(chain(p, rho, Selection(threshold, insight)))
    brought, clears, passes_ = (float(a[0, 1]) for a in (passage.brought, passage.clears, passage.passes))
    assert clears <= min(brought, passes_) + 1e-10
    assert brought < 1e-9 or clears / brought >= passes_ - 1e-7


@given(st.floats(0, 1), st.floats(0, 400), st.floats(0, 2), st.floats(0, 400))
def test_waiting_longer_for_peace_never_helps(chance_, wait, lapse, later):
    gates = chain(0.6, 0.2)
    need = Precondition("peace", chance_, wait, lapse)
    soon = through([*gates[:2], Gate("people", gates[2].body, 10, (need,))])
    late = through([*gates[:2], Gate("people", gates[2].body, 10 + later, (need,))])
    assert late.whole[0] <= soon.whole[0] + 1e-12 <= chance_ + 2e-12
    assert soon.days[0, 2] >= max(50, wait)


def test_a_batch_is_its_rows_one_by_one_and_moves_nothing():
    rng = np.random.default_rng(4)
    gates = chain(0.55, 0.3)
    shifts = [rng.normal(0, 0.5, (40, g.body.blocs)) for g in gates]
    before = [s.copy() for s in shifts]
    batch = through(gates, shifts, tolerance=1e-6)
    single = [through(gates, [s[[i]] for s in shifts]).whole[0] for i in range(40)]
    assert np.allclose(batch.whole, single, atol=1e-6, rtol=0)
    assert all(np.array_equal(a, b) for a, b in zip(before, shifts, strict=True))


@given(st.lists(st.integers(0, 6), min_size=1, max_size=6), st.data())
def test_power_is_what_every_order_of_joining_says(weights, data):
    if sum(weights) == 0:
        return
    quota = data.draw(st.integers(1, sum(weights)))
    n, pivots, swings = len(weights), [0] * len(weights), [0] * len(weights)
    for order in permutations(range(n)):
        total = 0
        for i in order:
            total += weights[i]
            if total >= quota:
                pivots[i] += 1
                break
    for held in product((0, 1), repeat=n):
        total = sum(w for w, h in zip(weights, held, strict=True) if h)
        for i in range(n):
            swings[i] += bool(held[i]) and total >= quota > total - weights[i]
    power = weighted_power(weights, quota)
    assert power.shapley_shubik == tuple(Fraction(k, factorial(n)) for k in pivots)
    assert power.swings == tuple(swings)
    assert sum(power.banzhaf) == 1


@given(st.integers(1, 4), st.integers(1, 5), st.integers(1, 3), st.data())
def test_power_by_kind_is_power_by_member(few, many, weight, data):
    quota = data.draw(st.integers(1, few * weight + many))
    by_kind = power_by_kind((few, many), lambda c: c[0] * weight + c[1] >= quota)
    by_member = weighted_power([weight] * few + [1] * many, quota)
    assert by_kind.shapley_shubik == (by_member.shapley_shubik[0], by_member.shapley_shubik[-1])
    assert by_kind.banzhaf == (by_member.banzhaf[0], by_member.banzhaf[-1])


@given(st.lists(st.tuples(odds, odds), min_size=1, max_size=20), odds)
def test_the_overlap_of_win_sets_is_no_larger_than_either(rows, level):
    table = np.array(rows)
    sets = win_sets(["one", "two"], table, level)
    assert sets.overlaps[0, 1] == len(sets.common) <= min(sets.sizes)
    assert sets.sizes == tuple(int((table[:, k] >= level).sum()) for k in (0, 1))


@settings(max_examples=25)
@given(st.floats(0.05, 0.95), st.floats(0.05, 0.95), st.integers(1, 40), st.floats(0.981, 1.0))
def test_nearly_equal_votes_are_integrated_around_their_steps(p, q, n, rho):
    """Against the even nodes, as fine as the sharpest step asks, at .981; at the limit 1, against the blocs as two voters."""
    body = Chamber(of_voting(Fraction(1, 2), True), (n, n + 1), (p, q))
    even = Legislature((body,), 0.981)
    z, weight = nodes(step(2 * n + 1, 0.981))
    fine = float(on_the_floor(even, z, np.zeros((1, 2)))[0] @ weight)
    assert abs(chance(even) - fine) < 1e-9
    assert abs(chance(Legislature((body,), 1.0)) - q) < 1e-9
    assert abs(through([Gate("one", Legislature((body,), rho))]).whole[0] - chance(Legislature((body,), rho))) < 1e-9


def test_simulated_leaders_withhold_as_often_as_the_integral_says():
    """The mood, the leader's sign of it, the threshold met or not, then the vote: drawn one after the other."""
    from scipy.special import ndtr

    from winset.ratify.chain import through as pass_through

    rng, draws, selection = np.random.default_rng(6), 200_000, Selection(threshold=0.6, insight=0.5)
    body = Legislature((Chamber(of_voting(Fraction(1, 2), True), (51,), (0.52,)),), 0.3)
    passage = pass_through([Gate("one", body, selection=selection)])
    z = rng.standard_normal(draws)
    sign = np.sqrt(0.5) * z + np.sqrt(0.5) * rng.standard_normal(draws)
    odds_of_passing = heads.at_least(26, given_factor(np.array([0.0501535]), 0.3, z)[:, None], np.array([51]))
    order = np.argsort(sign)
    by_sign = np.convolve(odds_of_passing[order], np.ones(2001) / 2001, mode="same")
    brought = (by_sign >= 0.6).mean()
    cut = sign[order][int(brought * draws)]
    passed = (rng.random(draws) < odds_of_passing) & (sign <= cut)
    assert abs(passage.brought[0, 0] - brought) < 0.01
    assert abs(passage.clears[0, 0] - passed.mean()) < 0.01
    assert abs(passage.brought[0, 0] - ndtr(cut)) < 0.01


@settings(max_examples=40)
@given(st.sampled_from([0, 1e-9, 0.5, 0.98, 0.981, 0.999999, 1 - 1e-12, 1.0]), odds, odds)
def test_at_the_limits_of_correlation_odds_stay_odds(rho, p, q):
    body = Legislature((Chamber(of_voting(Fraction(1, 2), True), (50, 51), (p, q)),), rho)
    people = Electorate((0.5, 0.5), (p, q), rho=rho, turnout=0.5, quorum=0.5, tie=0.3, approval=0.2)
    passage = through([Gate("body", body), Gate("people", people)])
    assert 0 <= passage.whole[0] <= 1
    assert passage.low[0] - 1e-9 <= passage.whole[0] <= passage.high[0] + 1e-9
