"""Laws of the survivors: what brute force over every package of small cases finds, whatever dominates it."""

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.laws.flip_cases import random_case, zone

from winset.keep.kept import keep
from winset.ratify.odds import ratify
from winset.space.listing import listing
from winset.space.package import named, totals
from winset.space.tabulate import tabulate
from winset.study.figure import Reasons
from winset.study.survivors import outcomes as looked
from winset.study.survivors.outcomes import outcomes
from winset.study.survivors.reading import reading
from winset.study.survivors.survivors import Bar, survivors

some = settings(max_examples=40, deadline=None, derandomize=True)
seeds = st.integers(0, 10**9)
YEARS = 15.0


def brute(case):
    """Return each package of the zone with its odds and survival, one at a time, the slow way."""
    table = tabulate(case)
    found = {}
    for x in zone(table):
        package = named(table, x)
        under = keep(case, package, [YEARS], draws=1)
        named_ones = [one for one in under if one.promise.term > 0]
        found[x] = (ratify(case, package, draws=0).whole.value, max(one.lasts[0] for one in named_ones or under))
    return found


def undominated(points):
    return {p for p in points if not any(q != p and all(a >= b for a, b in zip(q, p, strict=True)) for q in points)}


def utility(table, x):
    return tuple(totals(table, [x])[0].tolist())


@some
@given(seeds)
def test_every_package_has_the_odds_and_survival_that_it_has_alone(seed):
    case = random_case(seed, later=True)
    slow, fast = brute(case), outcomes(case, YEARS)
    assert [tuple(x) for x in fast.packages.tolist()] == list(slow)
    expected = np.array(list(slow.values())).reshape(-1, 2)
    assert np.allclose(fast.odds, expected[:, 0], atol=2e-6)
    assert np.allclose(fast.lasts, expected[:, 1], atol=1e-9)


@some
@given(seeds, st.sampled_from([0.2, 0.5, 0.7]), st.sampled_from([0.3, 0.6, 0.8]))
def test_the_survivors_are_those_of_brute_force_listed_or_not(seed, odds, lasts):
    case = random_case(seed, later=True)
    table = tabulate(case)
    slow = {x: both for x, both in brute(case).items() if min(abs(both[0] - odds), abs(both[1] - lasts)) > 1e-5}
    alive = [x for x, (a, b) in slow.items() if a >= odds and b >= lasts]
    best = undominated({utility(table, x) for x in alive})
    bar = Bar(odds=odds, lasts=lasts, years=YEARS)
    found = survivors(case, Reasons(), bar=bar)
    if len(slow) < len(zone(table)):
        return
    assert (found.zone, found.packages, found.efficient) == (len(slow), len(alive), len(best))
    for issue, option in found.fixed.items():
        assert all(named(table, x)[issue] == option for x in alive)
    most, looked.LISTED = looked.LISTED, 0
    try:
        unlisted = survivors(case, Reasons(), bar=bar)
    finally:
        looked.LISTED = most
    assert (unlisted.some, unlisted.efficient) == (bool(alive), len(best))
    assert {tuple(one.package.values()) in {tuple(named(table, x).values()) for x in alive} for one in unlisted.listed} <= {True}
    assert unlisted.most_odds.value == found.most_odds.value and abs(unlisted.most_lasts.value - found.most_lasts.value) < 1e-12
    assert [level.some for level in unlisted.grid] == [level.some for level in found.grid]


@some
@given(seeds)
def test_a_listing_is_the_zone_and_gives_up_where_it_is_too_large(seed):
    table = tabulate(random_case(seed))
    inside = zone(table)
    assert [tuple(x) for x in listing(table).tolist()] == inside
    if len(inside) > 1:
        assert listing(table, most=1) is None


@some
@given(seeds)
def test_a_hopeful_reading_leaves_no_fewer_than_a_cautious_one(seed):
    case = random_case(seed, later=True)
    counts = [survivors(case, Reasons(), sample=reading(case, share)).packages for share in (0.1, 0.5, 0.9)]
    assert counts == sorted(counts)
