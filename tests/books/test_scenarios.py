"""Twenty published GENIUS scenarios: frontier, solutions and zone equal the reference answers, found there by brute force."""

import json
from fractions import Fraction

import pytest

from winset.case.genius import load_genius, write_genius
from winset.deal.answer import answer
from winset.space.package import totals
from winset.space.tabulate import tabulate

NAMES = [
    *("anac-y2010-EnglandZimbabwe", "anac-y2011-Laptop", "anac-y2012-AcquisitionB", "anac-y2012-AirportSiteSelectionA"),
    *("anac-y2012-AmsterdamB", "anac-y2012-BarbecueC", "anac-y2012-BarterB", "anac-y2012-EnglandvsZimbabweA"),
    *("anac-y2012-HouseKeepingB", "anac-y2012-NiceOrDieC", "anac-y2012-TravelC", "anac-y2013-Lunch"),
    *("anac-y2015-group1-university", "anac-y2015-group11-car_purchase", "anac-y2015-group3-bank_robbery"),
    *("anac-y2015-group7-movie", "anac-y2016-parsCat", "other-Domain4", "other-journal_learning-six_issues", "other-kite"),
]


def near(found, wanted):
    return all(abs(float(a) - b) < 1e-9 for a, b in zip(found, wanted, strict=True))


@pytest.mark.parametrize("name", NAMES)
def test_a_scenario_has_its_published_answer(reference, name, tmp_path):
    wanted = json.loads((reference / "data/scenarios/reference.json").read_text())[name]
    case, _ = load_genius(reference / "data/scenarios/genius" / name, wanted["profiles"])
    table = tabulate(case)
    found = answer(table)
    assert table.packages == wanted["cardinality"]
    assert (found.zone.value, found.zone.exact) == (wanted["n_rational"], True)
    assert near(table.values(table.floors), wanted["reserved"])
    if wanted["n_rational"]:
        points = [table.values(point) for point in found.frontier.points.tolist()]
        assert found.frontier.complete
        assert len(points) == wanted["frontier_size"]
        assert all(any(near(point, one) for point in points) for one in wanted["frontier"])
        assert near([found.solutions["nash"].value], [wanted["nash_product"]])
        assert near([found.solutions["egalitarian"].value], [wanted["kalai_value"]])
        assert abs(float(found.solutions["utilitarian"].value) - sum(wanted["max_welfare"])) < 1e-8
        assert all(solution.proved for solution in found.solutions.values())
    else:
        assert found.frontier.size == 0
        assert set(found.solutions.values()) == {None}
        assert found.blockers.minimal
    write_genius(case, tmp_path)
    again, _ = load_genius(tmp_path)
    assert values_of(again) == values_of(case)


def values_of(case):
    table = tabulate(case)
    utilities = [sorted([table.values(row) for row in rows.tolist()]) for rows in table.scores]
    return utilities, table.values(table.floors), table.options


def test_ten_of_them_need_more_than_53_bits(reference):
    folder = reference / "data/scenarios/genius"
    assert sum(tabulate(load_genius(folder / name)[0]).wide for name in NAMES) >= 10


def test_a_walk_away_falls_just_as_far_as_it_must(reference):
    case, _ = load_genius(reference / "data/scenarios/genius/anac-y2012-NiceOrDieC")
    table = tabulate(case)
    found = answer(table).blockers
    assert found.complete
    assert found.minimal
    for blocker in found.minimal:
        utility = table.values(totals(table, [blocker.package])[0].tolist())
        for k, fall in zip(blocker.walk_aways, blocker.relaxation, strict=True):
            assert utility[k] == Fraction(table.floors[k]) / table.scale[k] - fall
