"""Who speaks where several do: both sides, the parties, the mediators; and whom his party or a statement stands for."""

from datetime import date

import pytest

from winset.case.case import Case
from winset.case.party import Party, Role, Speaker
from winset.read.reader import read_text

NEGOTIATOR, MEDIATOR, GUARANTOR = (Role.NEGOTIATOR,), (Role.MEDIATOR,), (Role.GUARANTOR,)
PARTIES = {
    "aland": Party(
        name="Aland", roles=NEGOTIATOR, speakers=(Speaker(name="Mara Quill", office="mayor of Aland", gender="female"),)
    ),
    "guild": Party(
        name="Norhaven Ferry Guild",
        roles=NEGOTIATOR,
        speakers=(Speaker(name="Ib Orre", office="head of the Norhaven Ferry Guild", gender="male"),),
    ),
    "orlavia": Party(name="Orlavia", roles=MEDIATOR),
    "suda": Party(name="Suda", roles=MEDIATOR),
    "others": Party(
        name="Others",
        roles=GUARANTOR,
        speakers=(Speaker(name="Ana Thole", office="rights commissioner", gender="female"), Speaker(name="Thole campaign")),
    ),
}
CASE = Case.model_construct(name="gate", parties=PARTIES, issues={})
SIDES = ("Aland", "Norhaven Ferry Guild")


def speakers(text, case=CASE):
    article = read_text("Talks go on\n\nThe towns talked.\n\n" + text, document="a", as_of=date(2031, 11, 14), case=case)
    return [s.speaker for s in article.statements]


@pytest.mark.parametrize(
    "words",
    [
        "Both sides",
        "The parties",
        "The two delegations",
        "Neither side",
        "Each side",
        "The two long-standing rivals",
        "Both camps",
    ],
)
def test_both_sides_are_those_who_negotiate(words):
    assert speakers(f"Orlavia, Orlavia and Suda helped. {words} said that the toll was too high.") == [SIDES]


@pytest.mark.parametrize("words", ["Two officers", "The police unions", "The government", "Three firms", "Every side"])
def test_others_are_no_sides(words):
    assert speakers(f"{words} said that the toll was too high.") != [SIDES]


def test_they_are_the_sides_that_spoke():
    assert speakers("Both sides said that they had talked. They added that the toll was too high.")[-1] == SIDES


def test_of_three_the_two_are_those_named_most():
    third = {**PARTIES, "ferm": Party(name="Ferm", roles=NEGOTIATOR)}
    text = "Ferm and Aland met. Ferm waited for Aland. Both sides said that the toll was too high."
    assert speakers(text, Case.model_construct(name="gate", parties=third, issues={})) == [("Aland", "Ferm")]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("The two mediators said that the toll was too high.", ("Orlavia", "Suda")),
        ("The Ferry Guild said that the toll was too high.", ("Norhaven Ferry Guild",)),
        ("The ferry guild itself said that the toll was too high.", ("Norhaven Ferry Guild",)),
        ("An Aland statement said that the toll was too high.", ("Aland",)),
        ("A survey by the Norhaven Ferry Guild said that the toll was too high.", ("Norhaven Ferry Guild",)),
        ("Ib Orre came late. His organisation said that the toll was too high.", ("Norhaven Ferry Guild",)),
        ("Ana Thole came late. Her campaign said that the toll was too high.", ("Thole campaign",)),
        ("Gov. Ana Thole's campaign said that the toll was too high.", ("Thole campaign",)),
        ("Aland is not at ease. Its delegation said that the toll was too high.", ("Aland",)),
        ("Aland's embassy in Suda said that the toll was too high.", ("Aland",)),
        ("The Government of Aland said that the toll was too high.", ("Aland",)),
        (
            "The hauliers of the Norhaven Ferry Guild said that the toll was too high.",
            ("the hauliers of the Norhaven Ferry Guild",),
        ),
        ("The mighty Norhaven Ferry Guild said that the toll was too high.", ("Norhaven Ferry Guild",)),
        ("Mr I. Orre (Harbour List) said that the toll was too high.", ("Ib Orre",)),
        ("Mara Quill came late. Her Excellency said that the toll was too high.", ("Mara Quill",)),
        ("Aland and the angry hauliers said that the toll was too high.", SIDES),
        ("The government of Aland and the Ferry Guild said that the toll was too high.", SIDES),
        ("Mayor Mara Quill and the guild's head, Ib Orre, said that the toll was too high.", ("Mara Quill", "Ib Orre")),
        ("Officials in Aland and Suda said that the toll was too high.", ("officials in Aland and Suda",)),
        ("Mr I. Orre said that the toll was too high.", ("Ib Orre",)),
        ("Aland waited. It said that the toll was too high.", ("Aland",)),
        ("The Special Envoy of Orlavia, Jon Aske, came. The Special Envoy said that the toll was too high.", ("Jon Aske",)),
    ],
)
def test_short_ways_to_name_somebody(text, names):
    assert speakers(text)[-1] == names
