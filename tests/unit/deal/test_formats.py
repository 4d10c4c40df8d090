"""Formats of other tools: what is read, written back and refused."""

from fractions import Fraction

import pytest

from winset.case.genius import load_genius, write_genius
from winset.case.negmas import load_negmas, write_negmas
from winset.case.positions import compromise, load_positions, read_positions, write_positions
from winset.deal.nash import nash
from winset.errors import Refused, Severity
from winset.space.instance import table_of
from winset.space.package import named
from winset.space.tabulate import tabulate

DOMAIN = """<negotiation_template><utility_space number_of_issues="2"><objective index="0" name="root">
<issue index="1" name="price"><item index="1" value="low"/><item index="2" value="high"/></issue>
<issue index="2" name="care"><item index="1" value="no"/><item index="2" value="yes"/></issue>
</objective></utility_space></negotiation_template>"""

PROFILE = """<utility_space><reservation value="{reservation}"/><objective index="0" name="root">
<issue index="1" name="price"><item index="1" value="low" evaluation="{low}"/>
<item index="2" value="high" evaluation="{high}"/></issue>
<issue index="2" name="care"><item index="1" value="no" evaluation="1"/><item index="2" value="yes" evaluation="3"/></issue>
<weight index="1" value="0.7"/><weight index="2" value="0.2"/></objective></utility_space>"""


@pytest.fixture
def genius(tmp_path):
    (tmp_path / "domain.xml").write_text(DOMAIN)
    (tmp_path / "buyer.xml").write_text(PROFILE.format(reservation="0.1", low=7, high=2))
    (tmp_path / "seller.xml").write_text(PROFILE.format(reservation="0.1", low=1, high=4))
    return tmp_path


def test_genius_evaluations_are_divided_by_the_issues_largest_and_weighted_as_they_stand(genius):
    case, problems = load_genius(genius)
    table = tabulate(case)
    assert problems == ()
    assert table.values(table.scores[0][1].tolist())[0] == Fraction(7, 10) * Fraction(2, 7)
    assert table.values(table.scores[1][0].tolist())[0] == Fraction(2, 10) * Fraction(1, 3)
    assert table.values(table.floors) == (Fraction(1, 10), Fraction(1, 10))


def test_genius_round_trip(genius, tmp_path):
    case, _ = load_genius(genius)
    write_genius(case, tmp_path / "again")
    again, problems = load_genius(tmp_path / "again")
    one, two = tabulate(case), tabulate(again)
    assert problems == ()
    assert [[one.values(r) for r in s.tolist()] for s in one.scores] == [[two.values(r) for r in s.tolist()] for s in two.scores]


@pytest.mark.parametrize(
    "poison",
    [
        '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]><utility_space>&b;</utility_space>',
        '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><utility_space>&a;</utility_space>',
        "<utility_space><objective>",
        "not xml at all",
    ],
)
def test_a_poisoned_profile_is_a_problem_with_its_place(genius, poison):
    (genius / "seller.xml").write_text(poison)
    case, problems = load_genius(genius)
    assert case is None
    assert any(p.severity is Severity.ERROR and "seller.xml" in p.where and p.remedy for p in problems)


@pytest.mark.parametrize(
    ("old", "new"), [('evaluation="3"', ""), ('value="0.7"', 'value="NaN"'), ('evaluation="2"', 'evaluation="1e999"')]
)
def test_a_missing_or_impossible_number_is_a_problem_with_its_place(genius, old, new):
    profile = genius / "buyer.xml"
    profile.write_text(profile.read_text().replace(old, new))
    case, problems = load_genius(genius)
    assert case is None
    assert all("buyer.xml" in p.where for p in problems)


def test_a_pool_of_profiles_gives_three_parties_and_says_so(genius):
    for name in ("a1", "a2", "a3", "a4"):
        (genius / f"{name}.xml").write_text((genius / "buyer.xml").read_text())
    case, problems = load_genius(genius)
    assert list(case.parties) == ["a1", "a2", "a3"]
    assert [p.severity for p in problems] == [Severity.NOTE]


NEGMAS = """
name: trade
issues:
  - {name: price, values: [low, high]}
  - {name: care, values: ["no", "yes"]}
ufuns:
  - name: buyer
    reserved_value: 0.1
    weights: {price: 0.75, care: 0.25}
    values: {price: {low: 1, high: 0.5}, care: {"no": 0, "yes": 1}}
  - {name: seller, weights: [0.5, 0.5], values: [{mapping: {low: 0, high: 1}}, {mapping: {"no": 1, "yes": 0.2}}]}
"""


def test_negmas_round_trip(tmp_path):
    (tmp_path / "trade.yaml").write_text(NEGMAS)
    case, problems = load_negmas(tmp_path / "trade.yaml")
    assert problems == ()
    table = tabulate(case)
    assert table.values(table.scores[0][1].tolist()) == (Fraction(3, 8), Fraction(1, 2))
    assert write_negmas(case, tmp_path / "again") == ()
    again = tabulate(load_negmas(tmp_path / "again")[0])
    assert [s.tolist() for s in again.scores] == [s.tolist() for s in table.scores]
    assert (again.options, again.floors, again.scale) == (table.options, table.floors, table.scale)


@pytest.mark.parametrize(
    ("old", "new"), [("low: 1, ", ""), ("0.75", ".nan"), ("weights: [0.5, 0.5]", "weights: [0.5]"), ("issues:", "isues:")]
)
def test_a_negmas_file_that_lacks_something_says_what_and_where(tmp_path, old, new):
    (tmp_path / "trade.yaml").write_text(NEGMAS.replace(old, new))
    case, problems = load_negmas(tmp_path / "trade.yaml")
    assert case is None
    assert all("trade.yaml" in p.where and p.remedy for p in problems)


def test_a_folder_that_negmas_saved_is_read(tmp_path):
    (tmp_path / "trade.yml").write_text(
        "name: trade\nissues:\n- {name: price, values: [low, high]}\n- {name: care, values: [a, b]}\n"
    )
    for name, share in (("buyer", "0.25"), ("seller", "0.5")):
        (tmp_path / f"{name}.yml").write_text(
            f"name: {name}\nreserved_value: 0.1\nweights: [{share}, 0.5]\nvalues:\n"
            "- {mapping: {low: 1, high: 0}, type: TableFun}\n- {mapping: {a: 0, b: 1}, type: TableFun}\n"
        )
    for path in (tmp_path, tmp_path / "trade.yml"):
        case, problems = load_negmas(path)
        assert problems == ()
        table = tabulate(case)
        assert table.names == ("buyer", "seller")
        assert table.values(table.scores[0][0].tolist()) == (Fraction(1, 4), Fraction(1, 2))


POSITIONS = """actor,issue,position,salience,capability
A,price,0,80,10
B,price,50,40,5
C,price,100,20,1.5
A,date,3,10,10
B,date,5,90,5
"""


def test_positions_round_trip(tmp_path):
    (tmp_path / "eu.csv").write_text(POSITIONS)
    positions, problems = read_positions(tmp_path / "eu.csv")
    assert problems == ()
    write_positions(positions, tmp_path / "again.csv")
    assert read_positions(tmp_path / "again.csv") == (positions, ())
    assert compromise(positions)["price"] == Fraction(800 * 0 + 200 * 50 + 30 * 100, 1030)


def test_positions_make_a_case_whose_nash_package_lies_between_the_actors(tmp_path):
    (tmp_path / "eu.csv").write_text(POSITIONS)
    case, _ = load_positions(tmp_path / "eu.csv")
    table = tabulate(case)
    assert named(table, nash(table).package)["price"] == "50"


@pytest.mark.parametrize("bad", ["A,price,nan,1,1", "A,price,1,-1,1", "A,,1,1,1", "A,price,1e400,1,1", "A,price"])
def test_a_line_that_is_no_position_is_a_problem_with_its_line(tmp_path, bad):
    (tmp_path / "eu.csv").write_text(f"actor,issue,position,salience,capability\n{bad}\n")
    case, problems = load_positions(tmp_path / "eu.csv")
    assert case is None
    assert all(":2" in p.where for p in problems)


def test_a_million_issues_are_refused_at_once():
    made = {"scale": 1, "parties": 1, "reservation": [0], "scores": [[[0]]] * 1_000_000}
    with pytest.raises(Refused, match="1000000 issues"):
        table_of(made)


@pytest.mark.parametrize(
    "change",
    [
        {"scores": [[[0.5]]]},
        {"scores": [[[1, 2]]]},
        {"scores": [[]]},
        {"scale": 0},
        {"reservation": []},
        {"links": [{"if": [0, 0], "and": [9, 0], "add": [1]}]},
        {"links": [3]},
        {"forbidden": [[[0, 0]]]},
    ],
)
def test_an_instance_with_a_mistake_is_refused_with_its_place(change):
    made = {"scale": 10, "parties": 1, "reservation": [0], "scores": [[[1], [2]]], **change}
    with pytest.raises(Refused) as refused:
        table_of(made, "file.json")
    assert all(p.where.startswith("file.json") and p.remedy for p in refused.value.problems)


def test_huge_and_tiny_magnitudes_stay_exact():
    made = {"scale": 1, "parties": 2, "reservation": [0, 0], "scores": [[[10**40, 1], [10**40 + 1, 0]], [[0, 2], [1, 1]]]}
    table = table_of(made)
    assert table.wide
    assert nash(table).value == max((10**40 + a + b) * (3 - a - b) for a in (0, 1) for b in (0, 1))
