"""`winset plan`: the points of the plan by day and status."""

import pytest


@pytest.fixture(scope="module")
def straits(winset, tmp_path_factory):
    from winset.case.store import lay_out

    return lay_out("corran-straits", tmp_path_factory.mktemp("plan") / "case")


def test_each_point_stands_as_it_stood_on_the_day(winset, straits):
    late = winset("plan", "--case", straits, "--json").document
    early = winset("plan", "--case", straits, "--at", "2000-01-01", "--json").document
    assert {point["status"] for point in early["points"]} == {None}
    assert all(point["status"] and point["since"] <= late["as_of"] for point in late["points"] if point["history"])
    assert [point["number"] for point in early["points"]] == [point["number"] for point in late["points"]]


def test_a_status_filters_and_an_unknown_one_is_wrong_usage(winset, straits):
    points = winset("plan", "--case", straits, "--status", "agreed", "--json").document["points"]
    assert points
    assert {point["status"] for point in points} == {"agreed"}
    assert winset("plan", "--case", straits, "--status", "pending").code == 2


def test_the_table_names_its_sources_and_counts_what_is_not_public(winset, straits):
    done = winset("plan", "--case", straits, "--history")
    assert ".txt" in done.out
    assert "not public" in done.err


def test_a_case_without_a_plan_says_so(winset, tmp_path):
    winset("new", tmp_path / "talks")
    assert "no plan" in winset("plan", "--case", tmp_path / "talks").err
