"""Meetings and calls: between whom, when, and whether they took place."""

from datetime import date

import pytest

from winset.read.reader import read_text

HEAD = "President Ina Dahl and Chancellor Rolf Maar rule the two states.\n\n"


@pytest.mark.parametrize(
    ("words", "kind", "status", "day"),
    [
        ("Dahl met with Maar in Norhaven on Sunday.", "meeting", "held", "2025-12-28"),
        ("Dahl spoke with Maar on Dec. 20.", "call", "held", "2025-12-20"),
        ("A call between Dahl and Maar is planned for Jan. 4.", "call", "planned", "2026-01-04"),
        ("Dahl will meet Maar next week.", "meeting", "planned", "2026-01-05/2026-01-11"),
        ("There are no plans for a meeting between Dahl and Maar.", "meeting", "ruled out", None),
        ("After the talks between Dahl and Maar, the port reopened.", "talks", "held", None),
    ],
)
def test_a_contact(words, kind, status, day):
    article = read_text(HEAD + words, document="d", as_of=date(2025, 12, 29))
    assert [(c.kind, c.status, c.date.value) for c in article.contacts] == [(kind, status, day)]
    assert set(article.contacts[0].parties) == {"Ina Dahl", "Rolf Maar"}


def test_the_same_meeting_told_twice_is_one_contact():
    told = "Dahl met Maar on Sunday. The meeting between Dahl and Maar was in Norhaven."
    article = read_text(HEAD + told, document="d", as_of=date(2025, 12, 29))
    assert len(article.contacts) == 1
    assert article.contacts[0].date.value == "2025-12-28"


def test_claims_of_control_and_of_the_front_say_who_attests_them():
    text = HEAD + "Velland controls about 60 percent of the delta.\n\nDahl said her troops had captured the town of Sulm."
    claims = read_text(text, document="d").claims
    assert [(c.topic, c.attested_by) for c in claims] == [("control", ("article",)), ("battlefield", ("Ina Dahl",))]
    assert claims[0].statement is None
    assert claims[1].statement
