"""Laws of many draws at once: every draw's solutions are those of its own table, on small random tables with every rule."""

from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from winset.deal import sweep
from winset.deal.draws import nash_of_draws, open_zones, solutions_of_draws
from winset.deal.fairness import egalitarian, kalai_smorodinsky, utilitarian
from winset.deal.nash import nash
from winset.deal.possible import efficient_in_draws, open_options
from winset.space.batch import Batch, covers
from winset.space.frontier import frontier
from winset.space.package import signable
from winset.space.share import option_counts
from winset.space.table import Binding, score_table

ALONE = {"nash": nash, "egalitarian": egalitarian, "kalai_smorodinsky": kalai_smorodinsky, "utilitarian": utilitarian}

some = settings(max_examples=60, deadline=None, derandomize=True)


def random_batch(seed: int, draws: int = 5) -> Batch:
    """Return tables of one random shape: links, forbidden pairs, red lines, bindings; small numbers, so that ties abound."""
    rng = np.random.default_rng(seed)
    sizes = rng.integers(1, 4, rng.integers(2, 6)).tolist()
    parties, unit = int(rng.integers(1, 5)), int(rng.choice([1, 1, 40, 10**6]))

    def number(*shape):
        return rng.integers(-2, 7, shape) * unit

    def pair():
        i, j = rng.choice(len(sizes), 2, replace=False).tolist()
        return i, int(rng.integers(sizes[i])), j, int(rng.integers(sizes[j]))

    links = [(pair(), number(parties).tolist()) for _ in range(rng.integers(0, 3))]
    bindings = []
    for score in range(1, parties):
        if rng.random() < 0.4:
            i, a, j, b = pair()
            bindings.append(Binding(score, frozenset({(i, a), (j, b)})))
    shape = score_table(
        [f"i{i}" for i in range(len(sizes))],
        [[f"o{o}" for o in range(size)] for size in sizes],
        [f"p{p}" for p in range(parties)],
        [number(size, parties).tolist() for size in sizes],
        floors=number(parties).tolist(),
        links=links,
        forbidden=[pair() for _ in range(rng.integers(0, 3))],
        allowed=[(rng.random(size) < 0.9).tolist() for size in sizes],
        bindings=bindings,
    )
    scores = tuple(number(draws, size, parties) for size in sizes)
    return Batch(
        shape, scores, number(draws, len(links), parties), number(draws, parties) * int(rng.integers(1, 4)), Fraction(unit)
    )


def same(found, draw, alone):
    if alone is None:
        return not found.found[draw] and (found.packages[draw] == -1).all()
    return tuple(found.packages[draw]) == alone.package and found.ties[draw] == len(alone.ties)


@some
@given(st.integers(0, 10**9))
def test_each_draw_has_the_solutions_of_its_own_table(seed):
    batch = random_batch(seed)
    found = solutions_of_draws(batch)
    for draw in range(len(batch)):
        table = batch.table(draw)
        for name, solve in ALONE.items():
            assert same(found[name], draw, solve(table)), name


@some
@given(st.integers(0, 10**9))
def test_what_is_known_beforehand_and_which_draws_stand_together_change_nothing(seed):
    batch = random_batch(seed)
    rng = np.random.default_rng(seed)
    known = [tuple(int(rng.integers(len(options))) for options in batch.shape.options) for _ in range(4)]
    first, second = solutions_of_draws(batch), solutions_of_draws(batch.rows(np.arange(len(batch))[::-1]), known=known)
    for name in ALONE:
        assert np.array_equal(first[name].packages, second[name].packages[::-1])
        assert np.array_equal(first[name].gains, second[name].gains[::-1])


@some
@given(st.integers(0, 10**9))
def test_draws_that_outgrow_the_sweep_are_solved_alone(seed):
    batch = random_batch(seed)
    whole = nash_of_draws(batch)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sweep, "MOST_ROWS", 0)
        assert np.array_equal(nash_of_draws(batch).packages, whole.packages)


@some
@given(st.integers(0, 10**9))
def test_the_covers_of_a_table_have_its_zone(seed):
    batch = random_batch(seed, draws=1)
    table = batch.table(0)
    every = np.array(list(np.ndindex(*(len(options) for options in table.options))))
    inside = np.zeros(len(every), dtype=bool)
    for part in covers(table):
        inside |= signable(part, every)
    assert np.array_equal(inside, signable(table, every))
    assert np.array_equal(inside, batch.signable(every)[0])


@some
@given(st.integers(0, 10**9))
def test_what_is_possible_in_each_draw_is_so_in_its_own_table(seed):
    batch = random_batch(seed)
    rng = np.random.default_rng(seed)
    known = [tuple(int(rng.integers(len(options))) for options in batch.shape.options) for _ in range(3)]
    zones, options = open_zones(batch, known), open_options(batch, known)
    efficient = [efficient_in_draws(batch, package, known) for package in known]
    for draw in range(len(batch)):
        table = batch.table(draw)
        counts = option_counts(table)
        assert zones[draw] == (sum(one.value for one in counts[0]) > 0)
        assert [row[draw].tolist() for row in options] == [[one.value > 0 for one in row] for row in counts]
        best = {x for some in frontier(table).packages() for x in some}
        assert [bool(flags[draw]) for flags in efficient] == [package in best for package in known]
