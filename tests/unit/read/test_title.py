"""What a headline takes over from the story, who is meant by another description, and where a channel ends."""

from datetime import date

import pytest

from winset.read.reader import read_text
from winset.record.statement import Certainty

DAY = date(2033, 3, 16)


def read(text):
    return read_text(text, document="a", as_of=DAY).statements


def test_a_headline_takes_day_and_channel_from_what_it_sums_up():
    text = (
        "“Harbour stays open”, says Thole\n\nThe towns talked.\n\n“The harbour stays open,” Mayor Ana Thole said in a statement"
    )
    title, body = read(f"{text} on Monday.")
    assert (title.channel.value, title.channel.basis) == ("statement", Certainty.INFERRED) != (None, body.channel.basis)
    assert (title.date.value, body.date.value) == ("2033-03-14", "2033-03-14")


def test_a_headline_of_somebody_else_takes_nothing():
    title, _ = read(
        "“Harbour shuts”, says Brandt\n\nThe towns talked all day and all night.\n\n"
        "“The harbour stays open,” Mayor Ana Thole said in a statement on Monday."
    )
    assert (title.channel.value, title.date.value) == (None, None)


@pytest.mark.parametrize(
    ("title", "speaker"),
    [
        ("Harbour to stay open, minister says", "Ana Thole"),
        ("HARBOUR STAYS OPEN, SAYS GRAN", "Ana Thole"),
        ("Harbour shuts for good, skippers say", "skippers"),
        ("Dredging is over, minister says", "minister"),
    ],
)
def test_a_headline_without_a_name_is_said_by_who_says_it_below(title, speaker):
    text = f"{title}\n\nThe towns talked all day.\n\nAna Thole said that the harbour stays open. Jon Aske said that it was late."
    assert read(text)[0].speaker == (speaker,)


@pytest.mark.parametrize("description", ["The 58-year-old former banker", "The schoolteacher", "The retired diver"])
def test_a_new_description_is_whoever_just_spoke(description):
    text = f"Talks go on\n\n“No,” mayor Ana Thole told reporters. {description} said the toll was too high."
    assert [s.speaker for s in read(text)] == [("Ana Thole",), ("Ana Thole",)]


@pytest.mark.parametrize("description", ["The newspaper", "The publisher", "The source"])
def test_what_is_nobody_stays_what_it_is(description):
    text = f"Talks go on\n\n“No,” mayor Ana Thole told reporters. {description} said the toll was too high."
    assert read(text)[-1].speaker != ("Ana Thole",)


def test_she_is_whom_the_article_calls_she():
    text = (
        "Talks go on\n\nOrsel Dahn left early, as she had done before. Quorin Vase stayed, and he ate.\n\n"
        "Orsel Dahn and Quorin Vase met again. “It was late,” she said."
    )
    assert read(text)[-1].speaker == ("Orsel Dahn",)


def test_a_post_does_not_reach_into_the_next_paragraph():
    text = (
        "Talks go on\n\n“We are close,” President Ana Thole wrote in a Truth Social post on Sunday.\n\n"
        "Thole received the envoy at her residence and said that a deal was in sight."
    )
    assert [s.channel.value for s in read(text)][-2:] == ["Truth Social post", None]


def test_a_press_release_has_its_own_day_and_is_a_statement():
    text = (
        "Bank welcomes treaty\n\nFOR IMMEDIATE RELEASE\nOSTRAND, November 22, 2032\n\n"
        "“This is an important day,” said Margaret Oyelaran, the bank's president."
    )
    said = read_text(text, document="a").statements[-1]
    assert (said.channel.value, said.date.value) == ("statement", "2032-11-22")


def test_a_title_with_a_colon_is_no_turn():
    text = (
        "Ina Dahl on the harbour: full transcript\n\nHOST: Is it ours?\n\nDAHL: It is ours.\n\nHOST: Since when?\n\nDAHL: Always."
    )
    assert {s.speaker for s in read(text)} == {("host",), ("Ina Dahl",)}
