"""How many packages of the zone hold each option, against counting them one by one."""

from itertools import product

from hypothesis import given, settings
from hypothesis import strategies as st

from winset.space.budget import Budget
from winset.space.package import signable
from winset.space.share import option_counts
from winset.space.table import Binding, score_table

SMALL = st.integers(-5, 5)


@st.composite
def tables(draw):
    sizes = draw(st.lists(st.integers(1, 3), min_size=1, max_size=4))
    scores = [[[draw(SMALL), draw(SMALL)] for _ in range(size)] for size in sizes]
    choices = [(i, o) for i, size in enumerate(sizes) for o in range(size)]
    pairs = [(*a, *b) for a, b in product(choices, choices) if a[0] < b[0]]
    floor = st.none() | st.integers(-6, 6)
    return score_table(
        [f"i{i}" for i in range(len(sizes))],
        [[f"o{o}" for o in range(size)] for size in sizes],
        ["a", "b"],
        scores,
        floors=[draw(floor), draw(floor)],
        links=[(pair, (draw(SMALL), draw(SMALL))) for pair in draw(st.lists(st.sampled_from(pairs), max_size=2))]
        if pairs
        else [],
        forbidden=draw(st.lists(st.sampled_from(pairs), max_size=2)) if pairs else [],
        bindings=[Binding(1, frozenset(draw(st.lists(st.sampled_from(choices), max_size=2))))] if draw(st.booleans()) else [],
    )


@settings(max_examples=150)
@given(tables(), st.sampled_from([3_000_000, 1]))
def test_the_counts_are_those_of_brute_force_whatever_the_budget(table, rows):
    packages = list(product(*(range(len(options)) for options in table.options)))
    zone = [x for x, on in zip(packages, signable(table, packages), strict=True) if on]
    wanted = [[sum(x[i] == o for x in zone) for o in range(len(options))] for i, options in enumerate(table.options)]
    found = option_counts(table, Budget(rows=rows))
    for row, numbers in zip(found, wanted, strict=True):
        for one, number in zip(row, numbers, strict=True):
            assert one.low <= number <= one.high
            assert rows == 1 or one.exact
