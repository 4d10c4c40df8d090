"""The day of a saying by the rules, in articles about invented people; what is settled afterwards is in test_settle.py."""

from datetime import date

import pytest

from winset.read.reader import read_text
from winset.record.statement import Certainty

HEAD = "Harbour talks go on\n\nPORT SABLE, 14 November 2031 (NPA) — The two towns went on talking about the harbour.\n\n"


def days(body, head=HEAD):
    article = read_text(head + body, document="a", rules_alone=True)
    return [(s.date.value, s.date.basis) for s in article.statements]


@pytest.mark.parametrize(
    ("body", "day"),
    [
        ("Mayor Ana Thole told reporters on Tuesday that the gate would open.", "2031-11-11"),
        ("Mayor Ana Thole on Wednesday said the gate would open.", "2031-11-12"),
        ("Mayor Ana Thole, who met the pilots on Monday, said the gate would open.", None),
        ("Mayor Ana Thole said the gate would open on Tuesday.", None),
        ("In a letter on Thursday Mayor Ana Thole wrote that the gate would open.", "2031-11-13"),
        ("Mayor Ana Thole described the gate as “a wall with manners” on Sunday.", "2031-11-09"),
        ("Mayor Ana Thole said in a paper published in May that the gate would open.", "2031-05"),
        ("Mayor Ana Thole, whose council meets next week, said the gate would open.", None),
    ],
)
def test_the_day_stands_beside_the_saying(body, day):
    assert [value for value, _ in days(body)] == [day]


def test_the_same_speaker_goes_on_the_same_day():
    body = (
        "Mayor Ana Thole told reporters on Tuesday that the gate would open. Thole said the pilots were paid. "
        "Thole had said last year that there was no gate."
    )
    assert days(body)[:2] == [("2031-11-11", Certainty.INFERRED), ("2031-11-11", Certainty.INHERITED)]
    assert days(body)[2][0] != "2031-11-11"


def test_another_speaker_does_not_inherit():
    body = "Mayor Ana Thole told reporters on Tuesday that the gate would open. Captain Ib Orre said that the pilots were paid."
    assert [value for value, _ in days(body)] == ["2031-11-11", None]


def test_entries_of_a_live_page_have_its_day():
    body = "11.58 GMT\nAna Thole said the gate was open.\n\n11.31\nThe hall has filled.\n\n10.47\nIb Orre said he had no key."
    head = "Harbour talks live\n\nSunday 14 December 2031 · Latest first\n\n"
    assert days(body, head) == [("2031-12-14", Certainty.INFERRED)] * 2


@pytest.mark.parametrize(
    "line",
    [
        "PORT SABLE, 14 November 2031 (NPA) — The towns talked.",
        "PORT SABLE, November 14, 2031 /NPA/ – The towns talked.",
        "Sable, November 14, 2031. NPA – The towns talked.",
        "Fri 14 November 2031\n\nThe towns talked.",
        "14 November 2031\n\nThe towns talked.",
        "OPINION | 14 November 2031\n\nThe towns talked.",
        "Harbour press office, 14 November 2031. Translated from the Sable.\n\nThe towns talked.",
    ],
)
def test_an_article_has_the_day_of_its_dateline(line):
    article = read_text(f"Harbour talks go on\n\n{line} They had tea in the tower of the old customs house.", document="a")
    assert article.date.value == "2031-11-14"


def test_a_dateline_without_a_year_takes_it_from_the_day_of_reading():
    text = "Harbour talks go on\n\nPORT SABLE, 14 November (NPA) — The towns talked in the tower."
    assert read_text(text, document="a").date.value == "--11-14"
    assert read_text(text, document="a", as_of=date(2031, 11, 20)).date.value == "2031-11-14"


def test_a_date_in_the_first_sentence_is_not_the_articles_own():
    text = "Harbour talks go on\n\nThe treaty of 4 May 2011 gave the harbour to both towns, and both have kept it since."
    assert read_text(text, document="a").date.value is None
