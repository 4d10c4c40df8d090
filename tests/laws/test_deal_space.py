"""Laws of the deal space: every fast method equals a look at every package, on small random tables with every kind of rule."""

import itertools
import math
from dataclasses import dataclass, replace
from fractions import Fraction

import numpy as np
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from winset.deal.alone import alone
from winset.deal.blockers import blockers, red_lines
from winset.deal.disagreement import Disagreement, disagreeing
from winset.deal.fairness import egalitarian, kalai_smorodinsky, utilitarian
from winset.deal.glance import glance
from winset.deal.nash import best_products, nash
from winset.deal.path import compensation, improving_moves, nearest, path
from winset.deal.program import largest_smallest_gain
from winset.deal.solution import players_of
from winset.space.budget import Budget
from winset.space.count import count
from winset.space.diagram import diagram
from winset.space.dominance import efficient
from winset.space.frontier import frontier
from winset.space.halves import bounds, exact_pairs, listed_count
from winset.space.package import Package, permitted, signable, totals
from winset.space.table import Binding, ScoreTable, score_table
from winset.space.ways import dense_cells, dense_count, rounded_bounds, sparse_count

few = settings(max_examples=40, deadline=None, derandomize=True)
many = settings(max_examples=120, deadline=None, derandomize=True)


@st.composite
def tables(draw, *, floors=True, rules=True, most=4, parties=3):
    """Draw a table with links, forbidden pairs, red lines, bindings, and numbers of any size."""
    sizes = draw(st.lists(st.integers(1, 3), min_size=1, max_size=most))
    count = draw(st.integers(1, parties))
    unit = draw(st.sampled_from([1, 1, 7, 10**18]))
    number = st.integers(-4, draw(st.sampled_from([6, 60, 900]))).map(lambda n: n * unit)
    scores = [[[draw(number) for _ in range(count)] for _ in range(size)] for size in sizes]
    links, forbidden, bindings, allowed = [], [], [], [[True] * size for size in sizes]
    if rules and len(sizes) > 1:
        pairs = st.tuples(st.integers(0, len(sizes) - 1), st.integers(0, len(sizes) - 1)).filter(lambda p: p[0] != p[1])

        def pair():
            i, j = draw(pairs)
            return i, draw(st.integers(0, sizes[i] - 1)), j, draw(st.integers(0, sizes[j] - 1))

        links = [(pair(), [draw(number) for _ in range(count)]) for _ in range(draw(st.integers(0, 3)))]
        forbidden = [pair() for _ in range(draw(st.integers(0, 2)))]
    if rules:
        allowed = [[draw(st.integers(0, 9)) > 0 for _ in range(size)] for size in sizes]
        for score in range(1, count):
            if draw(st.integers(0, 3)) == 0:
                issue = draw(st.integers(0, len(sizes) - 1))
                other = draw(st.integers(0, len(sizes) - 1))
                choices = {(issue, draw(st.integers(0, sizes[issue] - 1))), (other, draw(st.integers(0, sizes[other] - 1)))}
                bindings.append(Binding(score, frozenset(choices)))
    return score_table(
        [f"i{i}" for i in range(len(sizes))],
        [[f"o{o}" for o in range(size)] for size in sizes],
        [f"p{p}" for p in range(count)],
        scores,
        scale=[Fraction(draw(st.integers(1, 6)), draw(st.integers(1, 3))) for _ in range(count)],
        floors=[draw(st.one_of(number, st.just(-(10**20)))) if floors else None for _ in range(count)],
        links=links,
        forbidden=forbidden,
        allowed=allowed,
        bindings=bindings,
    )


@dataclass(frozen=True)
class Every:
    """Every package of the zone of a table, with its totals."""

    table: ScoreTable
    zone: dict[Package, tuple[int, ...]]

    def gains(self, package, players):
        return [Fraction(self.zone[package][p] - self.table.floors[p]) / self.table.scale[p] for p in players]

    def best(self, value, of=None):
        """Return the largest value and every package that has it, in order; nothing where there is no package."""
        worth = {x: value(x) for x in (self.zone if of is None else of)}
        top = max(worth.values(), default=None)
        return top, tuple(sorted(x for x, v in worth.items() if v == top))


def every(table: ScoreTable) -> Every:
    """Look at every package."""
    packages = list(itertools.product(*(range(len(options)) for options in table.options)))
    sums = totals(table, packages).tolist()
    return Every(table, {x: tuple(s) for x, s, on in zip(packages, sums, signable(table, packages), strict=True) if on})


def undominated(points):
    """Return the points that no other is at least as good as in every score, and better in one."""
    return {u for u in points if not any(v != u and all(a >= b for a, b in zip(v, u, strict=True)) for v in points)}


@many
@given(tables(), st.data())
def test_the_frontier_is_every_efficient_point_with_every_package_that_attains_it(table, data):
    over = data.draw(st.lists(st.integers(0, len(table.names) - 1), min_size=1, unique=True))
    zone = every(table).zone
    at = {x: tuple(s[k] for k in over) for x, s in zone.items()}
    found = frontier(table, over)
    best = undominated(set(at.values()))
    assert found.complete
    assert found.points.tolist() == [list(u) for u in sorted(best, reverse=True)]
    assert found.packages() == [sorted(x for x, u in at.items() if u == tuple(p)) for p in found.points.tolist()]
    assert found.counts() == [len(some) for some in found.packages()]


@many
@given(tables())
def test_the_count_of_the_zone_is_what_counting_gives(table):
    assert count(table).exact
    assert count(table).value == len(every(table).zone)


@many
@given(tables(rules=False, most=5))
def test_all_ways_of_counting_agree_and_bounds_hold(table):
    if table.wide:
        return
    zone, floors, layers = len(every(table).zone), table.floors, diagram(table)
    if dense_cells(layers, floors) < 100_000:
        assert dense_count(layers, floors) == zone
    assert sparse_count(layers, floors, Budget()) == zone
    assert listed_count(layers, floors, Budget()) == zone
    for cells in (8, 64, 2**20):
        low, high = bounds(layers, floors, Budget(), cells)
        assert low <= zone <= high
    if len(floors) <= 2:
        assert exact_pairs(layers, floors, Budget()) == zone


@few
@given(tables(most=5))
def test_rounded_bounds_hold_however_coarse(table):
    free = replace(table, bindings=())
    layers = diagram(free)
    if layers.empty:
        return
    low, high = rounded_bounds(layers, free.floors, Budget(rows=3))
    assert low <= len(every(free).zone) <= high


@few
@given(tables(parties=3))
def test_a_thinned_frontier_keeps_its_promise(table):
    zone = every(table).zone
    thin = frontier(table, thin=True, budget=Budget(rows=2))
    for totals_of in zone.values():
        clear = all(
            f is None or t >= f + e * s for t, f, e, s in zip(totals_of, table.floors, thin.epsilon, table.scale, strict=True)
        )
        if clear and not table.bindings:
            short = [t - e * s for t, e, s in zip(totals_of, thin.epsilon, table.scale, strict=True)]
            assert any(all(a >= b for a, b in zip(point, short, strict=True)) for point in thin.points.tolist())
    assert all(tuple(p) in set(zone.values()) for p in thin.points.tolist())


def same(solution, top, ties):
    if solution is None:
        return not ties
    return solution.proved and solution.gap == 0 and solution.value == top and solution.ties == ties


@many
@given(tables())
def test_nash_is_every_package_with_the_largest_product_of_gains(table):
    all_of, who = every(table), players_of(table, None)
    positive = [x for x in all_of.zone if min(all_of.gains(x, who)) > 0]
    assert same(nash(table), *all_of.best(lambda x: math.prod(all_of.gains(x, who)), positive))


@many
@given(tables())
def test_egalitarian_is_every_package_best_by_leximin(table):
    all_of, who = every(table), players_of(table, None)
    top, ties = all_of.best(lambda x: sorted(all_of.gains(x, who)))
    assert same(egalitarian(table), top and top[0], ties)


@few
@given(tables())
def test_kalai_smorodinsky_is_best_by_leximin_over_shares_of_the_ideal(table):
    all_of, who = every(table), players_of(table, None)
    gains = {x: all_of.gains(x, who) for x in all_of.zone}
    ideal = [max((g[at] for g in gains.values()), default=0) for at in range(len(who))]
    if any(ideal):
        top, ties = all_of.best(lambda x: sorted(g / i for g, i in zip(gains[x], ideal, strict=True) if i))
        assert same(kalai_smorodinsky(table), top[0], ties)
    else:
        assert (kalai_smorodinsky(table) is None) == (not gains)


@few
@given(tables())
def test_utilitarian_is_every_package_with_the_largest_sum(table):
    all_of, who = every(table), players_of(table, None)
    assert same(utilitarian(table), *all_of.best(lambda x: sum(Fraction(all_of.zone[x][p]) / table.scale[p] for p in who)))


@few
@given(tables(), st.integers(1, 9))
def test_the_k_best_are_the_k_largest_products_and_all_ties_with_the_last(table, wanted):
    all_of, who = every(table), players_of(table, None)
    ranked = sorted((-math.prod(all_of.gains(x, who)), x) for x in all_of.zone if min(all_of.gains(x, who)) > 0)
    last = ranked[min(wanted, len(ranked)) - 1][0] if ranked else 0
    assert list(best_products(table, wanted).packages) == [x for value, x in ranked if value <= last]


@few
@given(tables())
def test_every_solution_has_a_tie_on_the_frontier_of_the_players(table):
    who = players_of(table, None)
    on = {x for some in frontier(table, who).packages() for x in some}
    for solution in (nash(table), egalitarian(table), kalai_smorodinsky(table), utilitarian(table)):
        assert solution is None or set(solution.ties) <= on


@few
@given(tables(), st.randoms())
def test_the_order_of_issues_options_and_parties_never_matters(table, random):
    issues = random.sample(range(len(table.issues)), len(table.issues))
    parties = random.sample(range(len(table.names)), len(table.names))
    options = [random.sample(range(len(o)), len(o)) for o in table.options]
    place = {issue: at for at, issue in enumerate(issues)}

    def choice(issue, option):
        return place[issue], options[issue].index(option)

    other = score_table(
        [table.issues[i] for i in issues],
        [[table.options[i][o] for o in options[i]] for i in issues],
        [table.names[p] for p in parties],
        [[[int(table.scores[i][o, p]) for p in parties] for o in options[i]] for i in issues],
        scale=[table.scale[p] for p in parties],
        floors=[table.floors[p] for p in parties],
        links=[((*choice(*k.pair[:2]), *choice(*k.pair[2:])), [k.add[p] for p in parties]) for k in table.links],
        forbidden=[(*choice(i, a), *choice(j, b)) for i, a, j, b in table.forbidden],
        allowed=[[bool(table.allowed[i][o]) for o in options[i]] for i in issues],
        bindings=[Binding(parties.index(b.score), frozenset(choice(*c) for c in b.choices)) for b in table.bindings],
    )

    def back(package):
        return tuple(options[i][package[place[i]]] for i in range(len(package)))

    assert count(table).value == count(other).value
    assert {tuple(p[q] for q in parties) for p in frontier(table).points.tolist()} == set(
        map(tuple, frontier(other).points.tolist())
    )
    for solve in (nash, egalitarian, utilitarian):
        one, two = solve(table), solve(other)
        assert (one is None) == (two is None)
        if one and two:
            assert one.value == two.value
            assert set(one.ties) == {back(x) for x in two.ties}


@few
@given(tables(), st.integers(1, 50), st.integers(-50, 50))
def test_rescaling_one_partys_utility_moves_no_nash_package(table, factor, shift):
    moved = score_table(
        table.issues,
        table.options,
        table.names,
        [
            [[row[0] * factor + (shift if i == 0 else 0), *row[1:]] for row in rows.tolist()]
            for i, rows in enumerate(table.scores)
        ],
        scale=table.scale,
        floors=[table.floors[0] * factor + shift, *table.floors[1:]],
        links=[(k.pair, [k.add[0] * factor, *k.add[1:]]) for k in table.links],
        forbidden=table.forbidden,
        allowed=table.allowed,
        bindings=table.bindings,
    )
    one, two = nash(table), nash(moved)
    assert (one and one.ties) == (two and two.ties)


@few
@given(tables(), st.data())
def test_a_further_red_line_never_enlarges_the_zone(table, data):
    issue = data.draw(st.integers(0, len(table.issues) - 1))
    option = data.draw(st.integers(0, len(table.options[issue]) - 1))
    allowed = [a.copy() for a in table.allowed]
    allowed[issue][option] = False
    narrower = replace(table, allowed=tuple(allowed))
    assert count(narrower).value <= count(table).value
    assert set(every(narrower).zone) <= set(every(table).zone)


@few
@given(tables(most=3))
def test_blockers_are_sufficient_minimal_and_all_there(table):
    found = blockers(table, depth=9)
    assert found.complete
    lines = red_lines(table)
    opened = replace(table, allowed=tuple(np.ones_like(a) for a in table.allowed))
    needed = set()
    bound = {b.score: b.choices for b in table.bindings}
    for x in itertools.product(*(range(len(o)) for o in table.options)):
        if permitted(opened, [x])[0]:
            sums = totals(table, [x])[0].tolist()
            signs = [k for k in range(len(sums)) if k not in bound or any((i, x[i]) in bound[k] for i in range(len(x)))]
            missed = [("walk", k) for k in signs if sums[k] < table.floors[k]]
            needed.add(frozenset([*missed, *(line for line in lines if x[line[0]] == line[1])]))
    minimal = {s for s in needed if s and not any(o < s for o in needed)}
    assert {frozenset([*(("walk", k) for k in b.walk_aways), *b.red_lines]) for b in found.minimal} == minimal
    for blocker in found.minimal:
        sums = totals(table, [blocker.package])[0].tolist()
        falls = dict(zip(blocker.walk_aways, blocker.relaxation, strict=True))
        assert all(sums[k] >= table.floors[k] - falls[k] * table.scale[k] for k in falls)


@few
@given(tables())
def test_disagreement_conventions_say_what_they_say(table):
    allowed = [x for x in itertools.product(*(range(len(o)) for o in table.options)) if permitted(table, [x])[0]]
    assert disagreeing(table, Disagreement.ZERO).floors == (0,) * len(table.names)
    if allowed:
        worst = totals(table, allowed).min(axis=0).tolist()
        assert disagreeing(table, Disagreement.MAX_WORST).floors == tuple(map(max, table.floors, worst))


@few
@given(tables(), st.data())
def test_a_path_hurts_nobody_and_ends_on_the_frontier(table, data):
    draft = tuple(data.draw(st.integers(0, len(o) - 1)) for o in table.options)
    who = players_of(table, None)
    text = draft
    for step in path(table, draft):
        assert min(step.gains) >= 0 and max(step.gains) > 0
        assert permitted(table, [step.package])[0]
        text = step.package
    packages = [x for x in itertools.product(*(range(len(o)) for o in table.options)) if permitted(table, [x])[0]]
    here = totals(table, [text])[0][list(who)]
    for x in packages:
        there = totals(table, [x])[0][list(who)]
        assert not ((there >= here).all() and (there > here).any())
    for move in improving_moves(table, draft):
        assert min(move.gains) >= 0 and max(move.gains) > 0


@few
@given(tables(), st.data())
def test_compensation_is_signed_by_all_and_changes_as_little_as_possible(table, data):
    draft = tuple(data.draw(st.integers(0, len(o) - 1)) for o in table.options)
    zone = every(table).zone
    found = compensation(table, draft)
    refused = any(totals(table, [draft])[0][p] < table.floors[p] for p in players_of(table, None))
    assert bool(found) == (refused and bool(zone))
    if found:
        assert found[0].move.package in zone
        assert len(found[0].move.changes) == min(sum(a != b for a, b in zip(x, draft, strict=True)) for x in zone)


@many
@given(st.lists(st.lists(st.integers(-3, 3), min_size=3, max_size=3), min_size=1, max_size=30), st.sampled_from([1, 10**18]))
def test_the_filter_keeps_each_undominated_point_once_and_changes_nothing(rows, unit):
    points = np.array([[v * unit for v in row] for row in rows], dtype=object if unit > 1 else np.int64)
    before = points.copy()
    for columns in ([0, 1], [0, 1, 2]):
        kept = [tuple(p) for p in points[:, columns][efficient(points[:, columns])].tolist()]
        assert len(kept) == len(set(kept))
        assert set(kept) == undominated({tuple(p) for p in points[:, columns].tolist()})
    assert (points == before).all()


@few
@given(tables())
def test_no_argument_is_mutated(table):
    before = [s.copy() for s in table.scores], [a.copy() for a in table.allowed]
    nash(table), egalitarian(table), frontier(table), count(table), blockers(table, depth=1)
    assert all((a == b).all() for a, b in zip(before[0], table.scores, strict=True))
    assert all((a == b).all() for a, b in zip(before[1], table.allowed, strict=True))


def test_percent_weights_with_tenths_give_exactly_the_integer_frontier():
    """Float sums tie where decimals do not, and differ where decimals tie; inside there are only integers."""
    rng = np.random.default_rng(3)
    weights = rng.integers(1, 100, (2, 6))
    values = rng.integers(0, 11, (2, 6, 4))
    scores = [[[int(weights[p, i] * values[p, i, o]) for p in range(2)] for o in range(4)] for i in range(6)]
    table = score_table([f"i{i}" for i in range(6)], [list("abcd")] * 6, ["A", "B"], scores, scale=[1000, 1000])
    packages = list(itertools.product(range(4), repeat=6))
    exact = undominated(set(map(tuple, totals(table, packages).tolist())))
    assert set(map(tuple, frontier(table).points.tolist())) == exact


@few
@given(st.integers(0, 10**6), st.integers(2, 4), st.integers(0, 6), st.integers(0, 3))
def test_a_mixed_integer_program_finds_the_same_egalitarian_value(seed, players, links, pairs):
    """HiGHS shares no idea with the search; whole gains are far apart beside its tolerance."""
    rng = np.random.default_rng(seed)
    issues = 6

    def pair():
        i, j = rng.choice(issues, 2, replace=False)
        return int(i), int(rng.integers(3)), int(j), int(rng.integers(3))

    table = score_table(
        [f"i{i}" for i in range(issues)],
        [list("abc")] * issues,
        [f"p{p}" for p in range(players)],
        list(rng.integers(0, 50, (issues, 3, players))),
        floors=rng.integers(60, 200, players).tolist(),
        links=[(pair(), rng.integers(-20, 20, players).tolist()) for _ in range(links)],
        forbidden=[pair() for _ in range(pairs)],
    )
    ours, theirs = egalitarian(table), largest_smallest_gain(table, range(players))
    assert (ours is None) == (theirs is None)
    if ours and theirs:
        assert ours.value == theirs[0]


@few
@given(st.integers(0, 10**6), st.integers(1, 4), st.sampled_from([1, 8, 100, 5000]))
def test_bounds_from_cells_hold_on_both_sides(seed, parties, cells):
    rng = np.random.default_rng(seed)
    scores = rng.integers(0, 1000, (6, 3, parties))
    floors = rng.integers(1500, 4000, parties).tolist()
    names = [f"p{p}" for p in range(parties)]
    table = score_table(list("abcdef"), [list("xyz")] * 6, names, list(scores), floors=floors)
    low, high = bounds(diagram(table), tuple(floors), Budget(), cells)
    zone = len(every(table).zone)
    assert low <= zone <= high
    if parties <= 2:
        assert exact_pairs(diagram(table), tuple(floors), Budget()) == zone
    assert listed_count(diagram(table), tuple(floors), Budget()) == zone
    assert sparse_count(diagram(table), tuple(floors), Budget()) == zone


@few
@given(tables())
def test_a_glance_tells_an_empty_zone_and_never_bounds_it_falsely(table):
    seen, inside = glance(table), every(table).zone
    assert seen.empty == (not inside)
    assert seen.zone.low <= len(inside) <= seen.zone.high
    assert (seen.nash and seen.nash.ties) == ((found := nash(table)) and found.ties)


@few
@given(tables())
def test_what_alone_opens_an_empty_zone_are_the_singletons_of_all_minimal_sets(table):
    assume(not every(table).zone)
    who = players_of(table, None)
    found = alone(table)
    assert found.whole
    ours = {(one.walk_aways, one.red_lines): one.relaxation for one in found.openers}
    single = [one for one in blockers(table, depth=1, counting=False).minimal if len(one.walk_aways + one.red_lines) == 1]
    assert ours == {(one.walk_aways, one.red_lines): one.relaxation for one in single if set(one.walk_aways) <= set(who)}


@few
@given(tables(), st.randoms(use_true_random=False))
def test_the_nearest_packages_of_the_zone_are_those_that_change_fewest_issues(table, chance):
    draft = tuple(chance.randrange(len(options)) for options in table.options)
    away = {x: sum(a != b for a, b in zip(x, draft, strict=True)) for x in every(table).zone}
    wanted = sorted(x for x, changes in away.items() if changes == min(away.values()))
    assert sorted(move.package for move in nearest(table, draft)) == wanted
