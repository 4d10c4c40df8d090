"""Laws of flips: what they say of one number is what brute force finds at every number of a grid."""

from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.laws.flip_cases import moved, nash_packages, random_case, zone

from winset.space.tabulate import negotiators, signing_day, tabulate
from winset.study.flips.blocking import blocking, blocking_turns
from winset.study.flips.dealt import closing_turns, nash_turns, opening_turns
from winset.study.flips.line import lines

some = settings(max_examples=40, deadline=None, derandomize=True)
seeds = st.integers(0, 10**9)


def never():
    return False


def some_lines(case, table, seed):
    """Return a dozen of a case's numbers, walk-aways first."""
    whole = lines(case, table, signing_day(case))
    order = np.random.default_rng(seed).permutation(len(whole)).tolist()
    return [whole[k] for k in sorted(order, key=lambda k: "walk_away" not in whole[k].factor.path)][:12]


def along(line, outward, turn):
    """Return numbers from today to the end of the range, the turn and its neighbourhood among them."""
    far = line.high if outward > 0 else line.low
    grid = [line.today + (far - line.today) * Fraction(k, 7) for k in range(8)]
    if turn:
        near = line.unit / 10**7
        grid += [t for t in (turn.to - near, turn.to, turn.to + near) if (t - line.today) * outward >= 0 <= (far - t) * outward]
    return grid


def check(case, found, whole, stands):
    """Check every number's turns against what stands at each number of a grid."""
    assert found.complete
    assert [turn.change for turn in found.turns] == sorted(turn.change for turn in found.turns)
    turns = {(turn.line.factor.path, turn.outward): turn for turn in found.turns}
    for line in whole:
        for outward in (1, -1):
            turn = turns.get((line.factor.path, outward))
            assert turn is None or turn.exact
            for t in along(line, outward, turn):
                reached = turn is not None and ((t - turn.to) * outward > 0 or (t == turn.to and not turn.beyond))
                assert stands(moved(case, line.factor.path, t)) is not reached, (line.factor.path, t)


@some
@given(seeds)
def test_a_line_is_the_gain_of_its_party_at_every_number(seed):
    case = random_case(seed)
    table = tabulate(case)
    for line in some_lines(case, table, seed):
        for t in along(line, 1, None)[1:7:2]:
            there = moved(case, line.factor.path, t)
            for x in zone(table.floored([None] * len(table.names)))[:5]:
                base, slope = line.sums(table, x)
                (value,) = there.values(there_totals(there, x))[line.score : line.score + 1]
                gain = value - Fraction(there.floors[line.score]) / there.scale[line.score]
                assert (base + t * slope > 0) == (gain > 0) and (base + t * slope == 0) == (gain == 0)


def there_totals(table, x):
    from winset.space.package import totals

    return totals(table, [x])[0].tolist()


@some
@given(seeds)
def test_the_zone_opens_or_closes_exactly_where_brute_force_says(seed):
    case = random_case(seed)
    table = tabulate(case)
    whole = some_lines(case, table, seed)
    today = bool(zone(table))
    turning = closing_turns if today else opening_turns
    check(case, turning(table, whole, 10**6, never), whole, lambda there: bool(zone(there)) is today)


@some
@given(seeds)
def test_the_nash_packages_move_exactly_where_brute_force_says(seed):
    case = random_case(seed)
    table = tabulate(case)
    today = nash_packages(case, table)
    if not today:
        return
    whole = some_lines(case, table, seed)
    players = range(len(negotiators(case)))
    found = nash_turns(table, whole, players, sorted(today), 10**6, never)
    check(case, found, whole, lambda there: bool(nash_packages(case, there) & today))
    for turn in found.turns:
        t = turn.to + turn.outward * turn.line.unit / 10**9
        best = nash_packages(case, moved(case, turn.line.factor.path, t))
        assert turn.package in best if turn.package else not best


@some
@given(seeds, st.integers(1, 4))
def test_the_first_few_are_the_smallest_of_all(seed, wanted):
    case = random_case(seed)
    table = tabulate(case)
    today = sorted(nash_packages(case, table))
    if not today:
        return
    whole = lines(case, table, signing_day(case))
    players = range(len(negotiators(case)))
    few = nash_turns(table, whole, players, today, wanted, never)
    every = nash_turns(table, whole, players, today, 10**6, never)
    assert [turn.change for turn in few.turns] == [turn.change for turn in every.turns][:wanted]


@pytest.mark.parametrize("turning", [closing_turns, opening_turns])
def test_out_of_time_says_so(turning):
    case = random_case(1)
    table = tabulate(case)
    assert not turning(table, lines(case, table, signing_day(case)), 5, lambda: True).complete


def refusals(case, table):
    """Return how many permitted packages each party refuses, and the first of those that refuse most."""
    free = zone(table.floored([None] * len(table.names)))
    inside = [zone(table.floored([f if k == p else None for k, f in enumerate(table.floors)])) for p in range(len(table.names))]
    refuses = [len(free) - len(one) for one in inside]
    return refuses, refuses.index(max(refuses))


@some
@given(seeds)
def test_another_party_blocks_most_from_where_it_is_said_and_not_a_step_before(seed):
    case = random_case(seed)
    table = tabulate(case)
    today = blocking(table)
    refuses, leader = refusals(case, table)
    assert (list(today.refuses), today.leader) == (refuses, leader)
    whole = some_lines(case, table, seed)
    found = blocking_turns(table, whole, today, 10**6, never)

    def turned(line, t):
        others, _ = refusals(case, moved(case, line.factor.path, t))
        rest = max((r for k, r in enumerate(others) if k != leader), default=0)
        return rest > others[leader]

    for turn in found.turns:
        assert turned(turn.line, turn.to) and not turned(turn.line, turn.sure)
    told = {(turn.line.factor.path, turn.outward): turn for turn in found.turns}
    for line in whole:
        for outward in (1, -1):
            turn = told.get((line.factor.path, outward))
            nearer = [t for t in along(line, outward, turn) if turn is None or (turn.sure - t) * outward > 0]
            assert max(refuses) == 0 or not any(turned(line, t) for t in nearer), line.factor.path
