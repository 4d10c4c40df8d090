"""Copies told apart from statements, and positions over time."""

from fractions import Fraction

from winset.record.duplicate import copies
from winset.record.position import Known, positions
from winset.record.statement import Act, Certainty, Detail, Kind, Statement, Voice


def said(id_, day, act, *options, party="A", issue="bridge", **more):
    fields = {"text": f"words of {id_}", "text_id": id_} | more
    date = Detail(value=day, basis=Certainty.EXPLICIT) if day else Detail()
    return Statement(
        id=id_, content=((0, 1),), kind=Kind.DIRECT, speaker=(f"{party} one",), party=party, date=date, act=act,
        issues=(issue,), options=options, **fields,
    )  # fmt: skip


def only(statements, **more):
    (position,) = positions(statements, ["A"], ["bridge"], **more)
    return position


def test_a_course_is_in_the_order_of_days_with_its_shifts_marked():
    found = only([
        said("3", "2031-03-03", Act.OFFER, "open"),
        said("1", "2031-03-01", Act.DEMAND, "shut"),
        said("2", "2031-03-02", Act.DEMAND, "shut"),
        said("4", "2031-03-04", Act.REJECTION, "open"),
        said("5", "2031-03-05", Act.PRAISE),
    ])  # fmt: skip
    assert [(step.statements[0], step.shift) for step in found.course] == [
        ("1", False), ("2", False), ("3", True), ("4", True), ("5", False),
    ]  # fmt: skip
    assert [step.day for step in found.shifts] == ["2031-03-03", "2031-03-04"]


def test_declined_undisclosed_and_unknown_are_told_apart():
    declined = [said("1", "2031-03-01", Act.OFFER, "open"), said("2", "2031-03-02", Act.DECLINED)]
    assert only(declined).known is Known.DECLINED
    assert only(declined[:1]).known is Known.STATED
    assert only([]).known is Known.UNKNOWN
    assert only([], undisclosed={"bridge"}).known is Known.UNDISCLOSED
    assert only(declined[:1], undisclosed={"bridge"}).known is Known.STATED


def test_what_others_say_of_a_party_is_hearsay_and_no_part_of_its_course():
    found = only([said("1", "2031-03-01", Act.OFFER, "open", nested_in="9")])
    assert (found.known, found.course, found.hearsay[0].statements, found.share) == (Known.UNKNOWN, (), ("1",), 0)


def test_a_journalists_inference_is_nobodys_statement():
    assert only([said("1", "2031-03-01", Act.OFFER, "open", voice=Voice.REPORTER)]).course == ()


def test_attention_is_shared_over_issues_with_copies_counted_once():
    record = [
        said("1", "2031-03-01", Act.CLAIM),
        said("2", "2031-03-02", Act.CLAIM),
        said("3", "2031-03-03", Act.CLAIM, issue="dam"),
        said("4", "2031-03-03", Act.CLAIM, party="B"),
    ]
    assert only(record).share == Fraction(2, 3)
    found = only(record, copies=[("2", "1")])
    assert (found.share, found.course[0].statements) == (Fraction(1, 2), ("1", "2"))


STORY = "We will not leave the bridge before winter, whatever they offer us in return"


def test_copies_in_other_texts_are_found_and_chains_join():
    group = [
        said("1", "2031-03-01", Act.CLAIM, text=STORY),
        said("2", "2031-03-02", Act.CLAIM, text=STORY.upper() + "!"),
        said("3", None, Act.CLAIM, text=STORY + " today"),
    ]
    apart = [
        said("4", "2031-03-01", Act.CLAIM, text=STORY, party="B"),
        said("5", "2031-06-01", Act.CLAIM, text=STORY),
        said("6", "2031-03-01", Act.CLAIM, text="We will not leave the dam before summer, whatever they say to us now"),
        said("7", "2031-03-01", Act.CLAIM, text="Yes"),
        said("8", "2031-03-01", Act.CLAIM, text="Yes"),
    ]
    assert copies([*group, *apart[:1], *apart[2:]]) == (("1", "2", "3"),)
    assert copies([group[0], apart[1]]) == ()


def test_what_is_said_twice_in_one_text_is_no_copy():
    assert copies([said(n, "2031-03-01", Act.CLAIM, text=STORY, text_id="t") for n in "12"]) == ()
