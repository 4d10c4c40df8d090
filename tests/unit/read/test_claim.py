"""Claims of fact about the field, and what is none; with the places and people invented."""

import pytest

from winset.read.reader import read_text


def read(text):
    return read_text("Talks go on\n\nThe towns talked.\n\n" + text, document="a")


@pytest.mark.parametrize(
    ("text", "topics"),
    [
        ("General Ana Thole said that her troops had captured the town of Sulm.", ["battlefield"]),
        ("General Ana Thole said that her troops had taken Sulm.", ["battlefield"]),
        ("Velland holds nine tenths of the region.", ["control"]),
        ("General Ana Thole said that fighting would stop once the troops withdraw from Sulm.", []),
        ("General Ana Thole said that foreign troops could be struck.", []),
        ("Under the proposal the army holds a third of the region.", []),
    ],
)
def test_only_what_is_asserted_of_the_field_is_a_claim(text, topics):
    assert [c.topic for c in read(text).claims] == topics


def test_the_day_of_a_saying_is_no_part_of_what_was_said():
    (statement,) = read("Mayor Ana Thole said on 24 December that the gate would open.").statements
    assert statement.text == "that the gate would open"
    assert statement.date.value == "--12-24"


@pytest.mark.parametrize(
    ("text", "act"),
    [
        ("Mayor Ana Thole has refused to leave.", "refusal"),
        ("Mayor Ana Thole vowed to open the gate.", "promise"),
        ("Mayor Ana Thole disputed that the gate was shut.", "denial"),
    ],
)
def test_the_act_is_that_of_the_cue(text, act):
    assert [s.act for s in read(text).statements] == [act]
