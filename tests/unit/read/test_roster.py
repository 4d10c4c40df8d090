"""Who speaks, where a case says who may: names, offices, capitals, sides and bodies of an invented negotiation."""

from datetime import date

import pytest

from winset.case.case import Case
from winset.case.party import Party, Role, Speaker
from winset.read.reader import read_text

OTHERS = Party(name="Others", roles=(Role.MEDIATOR,), speakers=(Speaker(name="Ida Sorn", office="mediator", gender="female"),))
NEGOTIATORS = {
    "orlavia": Party(
        name="Orlavia",
        roles=(Role.NEGOTIATOR,),
        aliases=("Norhaven", "the Harbour House"),
        speakers=(
            Speaker(name="Mara Quill", office="president of Orlavia", gender="female"),
            Speaker(name="Jon Aske", office="adviser to the president", gender="male"),
        ),
    ),
    "pilots": Party(name="Guild of Gate Pilots", roles=(Role.NEGOTIATOR,), aliases=("the guild",)),
}
CASE = Case.model_construct(name="gate", parties={**NEGOTIATORS, "others": OTHERS}, issues={})


def speakers(text, case=CASE):
    article = read_text("Talks go on\n\nThe towns talked.\n\n" + text, document="a", as_of=date(2031, 11, 14), case=case)
    return [s.speaker for s in article.statements]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Ms Quill said that the gate was open.", ("Mara Quill",)),
        ("The mediator said that the gate was open.", ("Ida Sorn",)),
        ("The Orlavian president said that the gate was open.", ("Mara Quill",)),
        ("The adviser to the president said that the gate was open.", ("Jon Aske",)),
        ("Norhaven said that the gate was open.", ("Orlavia",)),
        ("The Orlavia side said that the gate was open.", ("Orlavia",)),
        ("The Harbour House said that the gate was open.", ("Orlavia",)),
        ("The Guild said that the gate was open.", ("Guild of Gate Pilots",)),
        ("A clerk of the guild said that the gate was open.", ("a clerk of the guild",)),
    ],
)
def test_a_case_says_who_is_meant(text, names):
    assert speakers(text) == [names]


def test_she_is_whom_the_case_calls_a_woman():
    assert speakers("Jon Aske met Mara Quill on the quay. She said that the gate was open.") == [("Mara Quill",)]


def test_the_two_sides_are_those_most_often_named():
    text = "Orlavia and the Guild of Gate Pilots met; the Guild of Gate Pilots came late.\n\nThe two sides said that it was open."
    assert sorted(speakers(text)[0]) == ["Guild of Gate Pilots", "Orlavia"]


def test_a_nameless_source_keeps_its_first_description():
    text = "A harbour source said that the gate was open. The source said that the pilots were paid."
    assert speakers(text, case=None) == [("a harbour source",)] * 2


def test_bodies_are_found_under_their_letters():
    text = "The Union of Gate Keepers (UGK) met. UGK said that the gate was open."
    assert speakers(text, case=None) == [("Union of Gate Keepers",)]


def test_the_first_person_is_who_wrote_the_page():
    text = "What I saw at the gate\n\nPosted by Ana Thole\n\nI said that the gate was open, and nobody minded it at all."
    assert [s.speaker for s in read_text(text, document="a").statements] == [("Ana Thole",)]
