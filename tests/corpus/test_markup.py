"""An annotated file is parsed into text, zones and marks, and its faults carry their line."""

from pathlib import Path

import pytest
from markup import Faulty, parse

HEAD = "---\nstatements:\n  1: {speaker: [Ina Holm], act: claim}\n---\n"


def test_marks_leave_the_text_and_index_it_in_code_points():
    page = parse(HEAD + "{title:\U0001f6a2 A}\n{c1:“x {s2:he} {q2:says} {c2:y}”} {s1:she} {q1:said}", Path("a.txt"))
    assert page.text == "\U0001f6a2 A\n“x he says y” she said"
    assert page.zone("title") == ["\U0001f6a2 A"]
    assert page.marks[1].words(page.text) == "“x he says y”"
    assert page.marks[2].words(page.text) == "y"


def test_split_content_keeps_its_parts_in_order():
    page = parse(HEAD + "{c1:“a,”} {s1:he} {q1:said}, {c1:“b.”}", Path("a.txt"))
    assert [page.text[a:b] for a, b in page.marks[1].content] == ["“a,”", "“b.”"]


@pytest.mark.parametrize(
    ("body", "fault"),
    [
        ("one\n{c1:never closed", "a.txt:6: mark c1 is never closed"),
        ("one\n\ntwo}", "a.txt:7: a closing brace without its mark"),
        ("{x}", "a.txt:5: a brace that opens no mark"),
        ("{headline:x}", "a.txt:5: no zone is called 'headline'"),
        ("{q1:}", "a.txt:5: an empty mark q1"),
    ],
)
def test_a_fault_in_the_marks_names_its_line(body, fault):
    with pytest.raises(Faulty, match="^" + fault.replace(".", r"\.")):
        parse(HEAD + body, Path("a.txt"))


def test_a_fault_in_the_head_names_its_line():
    with pytest.raises(Faulty, match=r"^a\.txt:4: "):
        parse("---\ngenre: wire\ntitle: a\nbyline: b: c\n---\n", Path("a.txt"))


def test_a_file_without_a_head_is_refused():
    with pytest.raises(Faulty, match=r"^a\.txt:1: "):
        parse("Talks resume.", Path("a.txt"))


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("{c1:“It rains.”}", "direct"),
        ("{c1:''It rains.''}", "direct"),
        ("{c1:‘Don’t go,’}", "direct"),
        ("{c1:it “rains”}", "mixed"),
        ("{c1:“Rain” and “hail”}", "mixed"),
        ("{c1:it rains in Aland’s harbour}", "indirect"),
        ("{c1:“one,”} {c1:“two”}", "direct"),
    ],
)
def test_kind_is_worked_out_from_the_quotation_marks(words, kind):
    assert parse("---\nstatements:\n  1: {}\n---\n" + words, Path("a.txt")).kind(1) == kind
