"""Suggested bands: from statements to numbers, each with its statements, hearsay apart."""

from fractions import Fraction

import pytest
from ruamel.yaml import YAML

from winset.band import Band, BasisKind
from winset.case.case import Case
from winset.case.draft import as_yaml, draft
from winset.record.position import Known, positions
from winset.record.statement import Act, Certainty, Detail, Kind, Statement

CASE = Case.model_validate(
    {
        "name": "talks",
        "title": "Talks",
        "as_of": "2031-04-02",
        "scale": 1,
        "parties": {"A": {"name": "A", "roles": ["negotiator"]}, "B": {"name": "B", "roles": ["negotiator"]}},
        "issues": {
            "bridge": {
                "name": "Bridge",
                "options": {"open": {"name": "Open"}, "shut": {"name": "Shut"}, "toll": {"name": "Toll"}},
            },
            "dam": {"name": "Dam", "options": {"high": {"name": "High"}}},
        },
        "preferences": {},
    }
)


def said(id_, day, act, *options, party="A", issue="bridge", **more):
    return Statement(
        id=id_, text_id=id_, content=((0, 1),), text=id_, kind=Kind.DIRECT, party=party, act=act, issues=(issue,),
        options=options, date=Detail(value=day, basis=Certainty.EXPLICIT), **more,
    )  # fmt: skip


def suggest(*statements):
    found = draft(CASE, positions(statements, tuple(CASE.parties), tuple(CASE.issues)))
    return {(one.party, one.issue): one for one in found}


def spread(band):
    return band.low, band.mode, band.high


def test_an_option_is_worth_what_was_said_of_it_on_the_cases_scale():
    one = suggest(
        said("1", "2031-03-01", Act.DEMAND, "open"),
        said("2", "2031-03-02", Act.REJECTION, "shut"),
        said("3", "2031-03-03", Act.CLAIM),
    )[("A", "bridge")]
    tenth = Fraction(1, 10)
    assert spread(one.values["open"]) == (7 * tenth, 9 * tenth, 1)
    assert spread(one.values["shut"]) == (0, tenth, 3 * tenth)
    assert spread(one.values["toll"]) == (0, 5 * tenth, 1)
    assert one.values["open"].because.statements == ("1",)
    assert one.values["toll"].because.kind is BasisKind.JUDGEMENT


def test_an_option_spoken_of_both_ways_spans_both_with_the_mode_where_it_leaned_last():
    one = suggest(said("1", "2031-03-01", Act.REJECTION, "open"), said("2", "2031-03-02", Act.OFFER, "open"))[("A", "bridge")]
    assert spread(one.values["open"]) == (0, Fraction(9, 10), 1)
    assert one.shifts == ("2",)


@pytest.mark.parametrize(("others", "mode"), [(0, 100), (1, 50), (3, 25)])
def test_a_weight_is_the_share_of_attention_inside_its_interval(others, mode):
    rest = [said(f"d{n}", "2031-03-02", Act.CLAIM, issue="dam") for n in range(others)]
    weight = suggest(said("1", "2031-03-01", Act.CLAIM), *rest)[("A", "bridge")].weight
    assert weight.mode == mode
    assert 0 <= weight.low <= mode <= weight.high <= 100
    assert weight.low < mode


def test_more_statements_narrow_the_weight():
    def weight(count):
        record = [said(f"{issue}{n}", "2031-03-01", Act.CLAIM, issue=issue) for issue in ("bridge", "dam") for n in range(count)]
        return suggest(*record)[("A", "bridge")].weight

    few, many = weight(2), weight(50)
    assert few.low < many.low <= 50 <= many.high < few.high


def test_hearsay_alone_suggests_no_number_and_is_shown():
    one = suggest(said("1", "2031-03-01", Act.OFFER, "open", nested_in="9"))[("A", "bridge")]
    assert (one.weight, one.values, one.hearsay, one.known) == (None, {}, ("1",), Known.UNKNOWN)
    assert as_yaml([one]) == "preferences: {}\n"


def test_what_is_printed_reads_back_as_bands():
    found = suggest(
        said("1", "2031-03-01", Act.DEMAND, "open"), said("2", "2031-03-01", Act.CONDITION, "high", party="B", issue="dam")
    )
    read = YAML(typ="safe").load(as_yaml(found.values()))["preferences"]
    for (party, issue), one in found.items():
        entry = read[party]["issues"][issue]
        assert Band.model_validate(entry["weight"]) == one.weight
        assert {option: Band.model_validate(band) for option, band in entry["values"].items()} == one.values
