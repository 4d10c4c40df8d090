"""A package in hand, a red line lifted, a lever pulled, a number changed."""

from datetime import date
from fractions import Fraction

import pytest

from winset.case.part import at
from winset.case.store import bundled, read
from winset.errors import Refused
from winset.keep.promise import promise
from winset.space.package import position, signable
from winset.space.tabulate import tabulate
from winset.study.assumed import assumptions, changed
from winset.study.hand import counted, hand, line_id, openings, starts, ways_in, without, zone
from winset.study.levers import levers, pulled
from winset.study.overlap import overlap

DAY = date(2034, 11, 20)


@pytest.fixture(scope="module")
def case():
    """The bundled case of the invented negotiation."""
    found, _ = read((bundled()["corran-straits"] / "case.yaml").read_text("utf-8"), "case.yaml")
    return found


@pytest.fixture(scope="module")
def first(case):
    """The package of the first option of every issue."""
    return {issue: next(iter(one.options)) for issue, one in case.issues.items()}


def test_a_package_names_every_rule_that_it_breaks_and_every_party_that_refuses(case, first):
    found = hand(case, first, DAY)
    crossed = [line for line in case.red_lines if first[line.issue] == line.option and case.parties[line.party].negotiates]
    assert {veto.party for veto in found.vetoes} >= {line.party for line in crossed}
    assert not found.signable
    assert all(pointer in found.reasons for veto in found.vetoes for pointer in veto.basis)
    for one in found.standing:
        floor = tabulate(case, DAY).floors[tabulate(case, DAY).names.index(one.party)]
        assert one.accepts == (floor is None or one.worth.value >= one.walk_away.value)
        assert one.least <= one.worth.low <= one.worth.value <= one.worth.high <= one.most


def test_the_nearest_way_in_can_be_signed_and_a_package_that_can_be_signed_needs_none(case, first):
    table = tabulate(case, DAY)
    moves = ways_in(case, first, DAY)
    assert moves
    for move in moves:
        assert signable(table, [position(table, {**first, **move.changes})])[0]
    begun = starts(case, DAY)
    assert list(begun) == ["Nash", "egalitarian", "Kalai–Smorodinsky", "utilitarian"]
    assert ways_in(case, begun["Nash"], DAY) == ()
    assert hand(case, begun["Nash"], DAY).signable


def test_lifting_a_red_line_never_shrinks_the_zone(case):
    before = counted(case, DAY)
    assert before.exact
    for line in case.red_lines:
        after = counted(case, DAY, [line_id(line)])
        assert after.value >= before.value
        seen = zone(case, DAY, [line_id(line)])
        assert seen.low <= after.value <= seen.high
    assert len(without(case, [line_id(line) for line in case.red_lines]).red_lines) == 0


def test_an_empty_zone_says_what_opens_it_and_that_opens_it(case):
    ban = case.red_lines[0]
    every = tuple(ban.model_copy(update={"issue": "guarantee", "option": o}) for o in case.issues["guarantee"].options)
    closed = case.model_copy(update={"red_lines": (*case.red_lines, *every)})
    seen = zone(closed, DAY)
    assert seen.empty
    assert seen.nash is None
    assert any("red line against" in what for way in openings(closed, DAY) for what in way)
    assert openings(case, DAY) == ()


def test_a_lever_sets_one_figure_and_leaves_the_rest(case):
    package = starts(case, DAY)["Nash"]
    (one, *_) = levers(case, package)
    moved = pulled(case, one.guarantee, term=7, credibility=0.25)
    found = promise(moved, package, one.guarantee)
    assert (found.term, found.credibility, found.taper) == (7, 0.25, one.taper)
    assert moved.contest == case.contest
    for wrong in ({"term": -1}, {"credibility": 1.1}, {"taper": 5000}):
        with pytest.raises(Refused):
            pulled(case, one.guarantee, **wrong)
    with pytest.raises(Refused, match="choose one of them"):
        pulled(case, "nobody", term=1)


def test_every_number_of_the_case_is_listed_once_and_can_be_changed_within_its_band(case):
    found = list(assumptions(case))
    paths = [one.path for one in found]
    assert len(paths) == len(set(paths))
    assert "preferences.merrow.walk_away.points.0.value" in paths
    number = next(one for one in found if one.low is not None and one.low < one.high)
    moved = changed(case, number.path, number.high)
    assert at(moved, number.path)[1].mode == Fraction(str(number.high))
    assert moved != case
    with pytest.raises(Refused, match="widen the band"):
        changed(case, number.path, number.high + 1000)
    with pytest.raises(Refused, match="no number"):
        changed(case, "preferences.nobody", 1)


def test_pointers_lead_to_what_is_at_them_and_within(case):
    inside = list(assumptions(case, ("case:preferences.merrow",)))
    assert inside
    assert all(one.path.startswith("preferences.merrow.") for one in inside)
    assert list(assumptions(case, ("statement:abc",))) == []


def test_the_overlap_counts_no_more_than_the_smallest_win_set(case):
    packages = list(starts(case, DAY).values())
    found = overlap(case, packages)
    assert found.packages == len(packages)
    assert found.common <= min(line.ratifies for line in found.bodies)
    assert 0 <= found.largest <= 1
    assert overlap(case, []).bodies == ()
