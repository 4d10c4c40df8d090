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
        ("After the talks between Dahl and Maar, the port reopened.", "meeting", "held", None),
    ],
)
def test_a_contact(words, kind, status, day):
    article = read_text(HEAD + words, document="d", as_of=date(2025, 12, 29))
    assert [(c.kind, c.status, c.date.value) for c in article.contacts] == [(kind, status, day)]
    assert set(article.contacts[0].parties) == {"Ina Dahl", "Rolf Maar"}


TALKS = "President Ina Dahl of Velland and Chancellor Rolf Maar of Ostmark rule the two states.\n\n"


@pytest.mark.parametrize(
    ("words", "kind", "status", "day", "place"),
    [
        ("The delegations of Velland and Ostmark met in Norhaven on 23 December.", "meeting", "held", "2025-12-23", "Norhaven"),
        ("Velland and Ostmark held talks in Norhaven on 23 December.", "meeting", "held", "2025-12-23", "Norhaven"),
        ("On 8 December Dahl had met Maar in Port Sable.", "meeting", "held", "2025-12-08", "Port Sable"),
        ("Dahl received Maar in Norhaven on Monday.", "meeting", "held", "2025-12-29", "Norhaven"),
        ("Dahl had spoken with Maar by telephone on 3 December.", "call", "held", "2025-12-03", None),
        ("Dahl and Maar will meet in Norhaven on 4 January.", "meeting", "planned", "2026-01-04", "Norhaven"),
        ("Talks between Dahl and Maar are to resume on 4 January.", "meeting", "planned", "2026-01-04", None),
        ("A summit between Dahl and Maar set for 12 January was called off.", "meeting", "ruled out", None, None),
        ("Dahl and Maar did not meet.", "meeting", "ruled out", None, None),
        ("The aides said no meeting of Dahl and Maar was planned.", "meeting", "ruled out", None, None),
    ],
)
def test_contacts_of_ordinary_sentences(words, kind, status, day, place):
    (contact,) = read_text(TALKS + words, document="d", as_of=date(2025, 12, 29)).contacts
    assert (contact.kind, contact.status, contact.date.value, contact.place.value) == (kind, status, day, place)
    assert len(contact.parties) == 2
    assert {name.split()[-1] for name in contact.parties} <= {"Dahl", "Maar", "Velland", "Ostmark"}


@pytest.mark.parametrize(
    "words",
    [
        "Dahl could meet Maar if the port reopens.",
        "Dahl wants to meet Maar.",
        "Dahl proposed a meeting with Maar.",
        "Dahl met the deadline.",
        "Dahl spoke of Maar at length.",
        "Dahl called the map a joke.",
    ],
)
def test_what_is_only_wished_for_is_no_contact(words):
    assert read_text(TALKS + words, document="d", as_of=date(2025, 12, 29)).contacts == ()


def test_the_two_are_those_who_met_last():
    told = "Dahl met Maar in Norhaven on Sunday. The two will meet again on 4 January."
    contacts = read_text(TALKS + told, document="d", as_of=date(2025, 12, 29)).contacts
    assert [(c.status, set(c.parties)) for c in contacts] == [
        ("held", {"Ina Dahl", "Rolf Maar"}),
        ("planned", {"Ina Dahl", "Rolf Maar"}),
    ]


def test_parties_have_clean_names():
    told = "Presidents Ina Dahl and Rolf Maar met at Sable-on-Sea. "
    told += "Prime Minister Ana Thole and the mayor of Sulm, Ib Orre, met on Monday."
    contacts = read_text("Talks go on\n\nThe towns talked.\n\n" + told, document="d", as_of=date(2025, 12, 29)).contacts
    assert [c.parties for c in contacts] == [("Ina Dahl", "Rolf Maar"), ("Ana Thole", "Ib Orre")]


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
