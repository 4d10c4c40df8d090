"""Laws of what is not believed: the smallest sets are those of brute force over every set, and nothing in them is idle."""

from fractions import Fraction
from itertools import combinations

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.laws.flip_cases import nash_packages, random_case, zone

from winset.band import Basis
from winset.space.tabulate import negotiators, tabulate
from winset.study.flips.blocking import blocking
from winset.study.flips.rejected import without
from winset.study.flips.said import Doubt, blocking_rejections, nash_rejections, zone_rejections

some = settings(max_examples=40, deadline=None, derandomize=True)
seeds = st.integers(0, 10**9)


def spoken_case(seed):
    """Return a small case in which much rests on five statements, some of it on two of them."""
    case, rng = random_case(seed), np.random.default_rng(seed)

    def resting(one):
        if rng.random() < 0.4:
            return one
        said = [f"s{k}" for k in rng.choice(5, int(rng.integers(1, 3)), replace=False)]
        return one.model_copy(update={"because": Basis(statements=tuple(said))})

    def stake(one):
        return one.model_copy(update={"weight": resting(one.weight), "values": {o: resting(v) for o, v in one.values.items()}})

    def walk(one):
        return one.model_copy(update={"points": tuple(p.model_copy(update={"value": resting(p.value)}) for p in one.points)})

    preferences = {
        party: one.model_copy(update={"issues": {i: stake(s) for i, s in one.issues.items()}, "walk_away": walk(one.walk_away)})
        for party, one in case.preferences.items()
    }
    rules = {name: tuple(resting(one) for one in getattr(case, name)) for name in ("red_lines", "conditions")}
    return case.model_copy(update={"preferences": preferences, **rules})


def doubt_of(case):
    table = tabulate(case)
    return Doubt(case, table, tuple(range(len(negotiators(case)))), bool(zone(table)), tuple(sorted(nash_packages(case, table))))


def smallest(doubt, changes, most=2):
    """Return the sets of the smallest size that change something, by trying every one."""
    for size in range(1, most + 1):
        sets = [frozenset(words) for words in combinations(doubt.words, size)]
        found = {words for words in sets if changes(without(doubt.case, doubt.some, words)[1]())}
        if found:
            return found
    return set()


@some
@given(seeds)
def test_the_sets_that_open_or_close_the_zone_are_the_smallest(seed):
    doubt = doubt_of(spoken_case(seed))
    found = zone_rejections(doubt, zone(doubt.table)[:3], 10**6, lambda: False)
    expected = smallest(doubt, lambda table: bool(zone(table)) is not doubt.opened)
    if expected or not found.sets:
        assert {one.words for one in found.sets} == expected
        return
    (one,) = found.sets
    assert not one.proved and not found.exact and len(one.words) > 2
    for word in one.words:
        assert bool(zone(without(doubt.case, doubt.some, one.words - {word})[1]())) is doubt.opened
    assert bool(zone(without(doubt.case, doubt.some, one.words)[1]())) is not doubt.opened


@some
@given(seeds)
def test_the_sets_that_move_the_nash_package_are_the_smallest(seed):
    doubt = doubt_of(spoken_case(seed))
    if not doubt.today:
        return
    found = nash_rejections(doubt, 10**6, lambda: False)
    expected = smallest(doubt, lambda table: not nash_packages(doubt.case, table) & set(doubt.today))
    assert {one.words for one in found.sets} == expected
    for one in found.sets:
        best = nash_packages(doubt.case, without(doubt.case, doubt.some, one.words)[1]())
        assert one.package in best if one.package else not best


@some
@given(seeds)
def test_the_words_that_make_another_block_most_are_all_found(seed):
    doubt = doubt_of(spoken_case(seed))
    leader = blocking(doubt.table).leader
    found = blocking_rejections(doubt, 10**6, lambda: False)
    assert {one.words for one in found.sets} == smallest(doubt, lambda table: blocking(table).leader != leader, most=1)


@some
@given(seeds)
def test_what_falls_is_what_rests_on_nothing_else(seed):
    case = spoken_case(seed)
    doubt = doubt_of(case)
    rejected = frozenset(doubt.words[:2])
    fallen, make = without(case, doubt.some, rejected)
    assert {one.path for one in fallen} == {one.path for one in doubt.some if set(one.basis.statements) <= rejected}
    back = {one.path: one.back for one in fallen}
    for path, value in back.items():
        if ".values." in path:
            assert value == case.scale / 2
        elif path.endswith(".weight"):
            stakes = case.preferences[path.split(".")[1]].issues
            assert value == sum((one.weight.mode for one in stakes.values()), Fraction(0)) / len(stakes)
    table = make()
    party = negotiators(case)[0]
    if f"preferences.{party}.walk_away.points.0" in back:
        assert table.floors[0] == 0
    kept = [line for n, line in enumerate(case.red_lines) if f"red_lines.{n}" not in back]
    struck = sum(int((~allowed).sum()) for allowed in table.allowed)
    assert (struck == 0) == (not [line for line in kept if line.party in negotiators(case)])
