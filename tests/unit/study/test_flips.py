"""Flips as a study tells them: headline by headline, in words, with what they rest on."""

import pytest

from winset.case.store import bundled, read
from winset.study.figure import Reasons
from winset.study.flips.flip import How
from winset.study.flips.flips import CUT, flips


@pytest.fixture(scope="module")
def ukraine():
    return read((bundled()["ukraine-2025"] / "case.yaml").read_text("utf-8"), "case.yaml")[0]


@pytest.fixture(scope="module")
def found(ukraine):
    reasons = Reasons()
    return flips(ukraine, reasons), reasons


def headline(found, name):
    return next(one for one in found[0].headlines if one.name == name)


def test_every_flip_of_the_deal_stage_is_exact_and_leads_to_its_reasons(found):
    for name in ("zone", "nash"):
        one = headline(found, name)
        assert len(one.numbers) == 5
        assert all(flip.how is How.EXACT and flip.basis and set(flip.basis) <= found[1].found.keys() for flip in one.numbers)
        assert [flip.change for flip in one.numbers] == sorted(flip.change for flip in one.numbers)


def test_a_flip_says_whether_it_lies_in_the_band(found):
    flip = headline(found, "zone").numbers[0]
    assert flip.path == "preferences.ukraine.walk_away"
    assert (flip.start, flip.to, flip.inside) == (63.0, 75.55, False)
    assert headline(found, "nash").numbers[0].inside


def test_what_the_nash_package_becomes_is_told_by_what_differs(found):
    flip = headline(found, "nash").numbers[0]
    assert flip.becomes == "Elections in Ukraine: Within 100 days"
    assert flip.package["elections"] == "within-100-days"


def test_words_that_are_not_believed_are_named_with_what_falls_with_them(found):
    flip = headline(found, "blocking").statements[0]
    (pointer,) = flip.rejected
    assert found[1].found[pointer].words == "Ukraine must take its forces out of the rest of Donbas if it wants peace"
    assert flip.words == (f"“{found[1].found[pointer].words}”",)
    assert "How much Donbas weighs for Russia: back to 5.556" in flip.falls
    assert flip.how is How.EXACT


def test_a_larger_set_is_one_that_was_found_and_says_so(found):
    (flip,) = headline(found, "zone").statements
    assert len(flip.rejected) > 2
    assert flip.how is How.SEARCHED


def test_out_of_time_what_was_found_is_returned_and_says_so(ukraine):
    found = flips(ukraine, Reasons(), seconds=0)
    assert all(CUT in one.proof for one in found.headlines if one.name in ("zone", "blocking", "nash"))
    assert not any(one.name.startswith("verdict") for one in found.headlines)


def test_the_same_case_gives_the_same_flips_and_a_short_look_the_same_numbers(ukraine, found):
    short, again = (flips(ukraine, Reasons(), thorough=False) for _ in range(2))
    assert short.model_dump_json() == again.model_dump_json()
    assert [one.numbers for one in short.headlines] == [headline(found, one.name).numbers for one in short.headlines]
