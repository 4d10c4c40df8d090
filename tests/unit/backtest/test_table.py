"""Tables of disputes: both layouts, missing values by their rule, and every mistake with its place."""

from fractions import Fraction

import pytest

from winset.backtest.table import read_disputes
from winset.errors import Refused


@pytest.fixture
def read(tmp_path):
    def of(text, name="decided.csv"):
        (tmp_path / name).write_text(text, "utf-8")
        return read_disputes(tmp_path / name)

    return of


LONG = """issue,actor,position,salience,capability,outcome,reference
quota,Aland,20,80,2,40,0
quota,Borland,70,30,1,,
"""

WIDE = """"isnr"	"prnr"	"proc"	"pat"	"pbe"	"sat"	"sbe"	"rp"	"out"
			"0.5"	"2"
"d1i1"	"d1"	"COD"	10	90	50	60		40
"d1i2"	"d1"	"COD"	10		50	0	100	60
"""


def test_a_line_per_actor(read):
    (one,) = read(LONG).disputes
    assert (one.issue, one.group, one.outcome, one.reference) == ("quota", "quota", 40, 0)
    assert [(s.actor, s.position, s.salience, s.capability) for s in one.stands] == [("Aland", 20, 80, 2), ("Borland", 70, 30, 1)]


def test_a_line_per_issue_with_capability_from_the_line_without_an_issue(read):
    found = read(WIDE, "eu.tsv")
    one, two = found.disputes
    assert (one.group, one.reference, two.reference) == ("d1", None, 100)
    assert [(s.actor, s.capability) for s in one.stands] == [("at", Fraction(1, 2)), ("be", 2)]
    assert [s.actor for s in two.stands] == ["at"]
    assert found.missing["no reference"] == 1
    assert not found.missing["no position"]


def test_a_scale_of_its_own(read):
    (one,) = read("issue,actor,position,salience,outcome,low,high\nyears,A,15,1,20,0,50\nyears,B,50,1,20,0,50\n").disputes
    assert (one.low, one.high) == (0, 50)


def test_missing_values_are_counted_and_hide_nothing(read):
    found = read(
        "issue,actor,position,salience,capability,outcome\n"
        "a,A,1,1,1,5\na,B,,1,1,5\na,C,9,,1,5\na,D,9,1,,5\na,E,,0,1,5\na,F,,,,5\n"
        "b,A,1,1,1,\n"
        "c,A,,1,1,5\n"
    )
    assert [(d.issue, [s.actor for s in d.stands]) for d in found.disputes] == [("a", ["A"])]
    counted = {name: number for name, number in found.missing.items() if number}
    assert counted == {
        "no position": 2, "no salience": 1, "no capability": 1, "no outcome": 1, "no actors": 1, "no reference": 1,
    }  # fmt: skip
    assert not found.problems


@pytest.mark.parametrize(
    ("line", "place", "got"),
    [
        ("a,B,many,1,,", ":3 position", "'many'"),
        ("a,B,1,-1,,", ":3", "salience -1"),
        ("a,B,101,1,,", ":3 position", "101"),
        ("a,A,2,1,,", ":3", "once more"),
        ("a,,2,1,,", ":3", "no actor"),
        ("a,B,2,1,7,", ":3", "outcome 7"),
        ("b,B,2,1,700,", ":3 outcome", "700"),
        ("b,B,2,1,x,", ":3", "'x'"),
        ("b,B,2,1,5,3000", ":3 reference", "3000"),
    ],
)
def test_a_mistake_has_its_place_and_the_rest_goes_on(read, line, place, got):
    found = read(f"issue,actor,position,salience,outcome,reference\na,A,1,1,5,\n{line}\n")
    (problem,) = found.problems
    assert problem.where.endswith(place)
    assert got in problem.got
    assert problem.remedy
    assert found.disputes[0].stands[0].actor == "A"


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("issue,actor,position,salience\na,A,1,1\n", "outcome"),
        ("issue,actor,position,salience,outcome\na,A,1,1,\n", "outcome"),
        ("", "issue, actor, position, salience"),
        ("isnr,pbe,sbe\n1,10,20\n", "outcome (or out)"),
        ("one,two\n1,2\n", "isnr"),
        ("\x00\x01\x02", "issue, actor"),
    ],
)
def test_a_file_without_outcomes_or_columns_is_refused_with_what_is_wanted(read, text, wanted):
    with pytest.raises(Refused) as refused:
        read(text)
    assert wanted in refused.value.problems[-1].wanted
    assert "decided.csv" in refused.value.problems[-1].where
