"""Days and channels settled after the whole page: what is offered, what is chosen, and that nothing is invented."""

import re
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from winset.read.learned.linear import Linear
from winset.read.learned.place import Place
from winset.read.learned.settle import REACH, Column, Settler, Tells, best, channels_offered, days_offered
from winset.read.reader import read_text
from winset.record.channel import CHANNELS
from winset.record.statement import Certainty

TODAY = date(2031, 3, 4)
NOTHING = Tells(None, None, None, None)


def place(paragraph=0, speaker=("Ina Holm",), day=None, channel=None, told=(), signs=()):
    return Place(paragraph, False, speaker, day, channel, told, signs, ())


def days(at, places, tells):
    return days_offered(at, places, Column.of([p.day for p in places], [None] * len(places)), tells)


def roles(offers, value):
    return set(offers[value][0].split("+"))


def test_a_day_is_offered_by_all_who_name_it():
    places = [
        place(0, day="2031-03-01"),
        place(1),
        place(1, ("Olaf Brandt",), "2031-03-02"),
        place(2, told=(("told near", "2031-02-28"),)),
    ]
    offers = days(1, places, Tells("2031-03-01", None, None, TODAY))
    assert set(offers) == {"2031-03-01", "2031-03-02", ""}
    assert roles(offers, "2031-03-01") == {"speaker before 1", "anybody before 1", "lead", "common"}
    assert roles(offers, "2031-03-02") == {"anybody after 0"}
    assert "2031-02-28" in days(3, places, NOTHING)


def test_no_day_after_the_article_is_offered_nor_its_own_if_nothing_else_names_it():
    tells = Tells(None, None, None, TODAY)
    assert set(days(0, [place(day="2031-03-09")], tells)) == {""}
    told = days(0, [place(told=(("told near", "2031-03-04"),))], tells)
    assert roles(told, "2031-03-04") == {"article", "told near"}


def test_every_channel_of_the_list_is_offered_and_those_named_besides():
    places = [place(channel="X post"), place(1, channel="speech")]
    offers = channels_offered(0, places, Column.of(["X post", "speech"], ["X post", None]), NOTHING)
    assert set(offers) == {*CHANNELS, "X post", ""}
    assert roles(offers, "speech") == {"anybody after 1", "speaker after 1"}
    assert offers["poll"] == []


def test_what_is_far_away_is_not_offered():
    places = [place(0, day="2031-03-01"), place(20)]
    assert "speaker before 4" in roles(days(1, places, NOTHING), "2031-03-01")
    far = [place(0, day="2031-03-01"), place(10, ("Olaf Brandt",)), place(20)]
    assert set(days(2, far, NOTHING)) == {"2031-03-01", ""}
    assert roles(days(2, far, NOTHING), "2031-03-01") == {"common"}


def test_no_more_than_so_many_sayings_are_looked_through_in_a_paragraph_without_end():
    crowd = [place(0, (f"Speaker {n}",)) for n in range(2 * REACH)]
    places = [place(0, ("Olaf Brandt",), "2031-03-01"), *crowd]
    assert roles(days(REACH - 1, places, NOTHING), "2031-03-01") == {"anybody before 0", "common"}
    assert roles(days(REACH, places, NOTHING), "2031-03-01") == {"common"}


traits = st.lists(st.sampled_from(["none", "own", "ruled", "lead", "told", "no such trait"]), max_size=6)


@given(st.dictionaries(st.sampled_from(["", "2031-03-01", "2031-03-02", "2031-03-03"]), traits, min_size=1))
def test_the_best_offer_has_the_greatest_sum(offers):
    weights = Settler.load().day
    sums = {value: sum(weights[t] for t in some if t in weights) for value, some in offers.items()}
    assert sums[best(weights, offers)] == max(sums.values())


@given(st.lists(st.sampled_from(["out said", "cue told", "tense  past", "nothing of the kind"]), max_size=5))
def test_a_column_of_weights_sums_up_as_the_model_does(some):
    words = Settler.load().words
    one = Linear(words.labels[:1], words.rows, words.weights[:, :1], words.bias[:1])
    assert one.scores(some)[0] == pytest.approx(one.bias[0] + sum(one.column().get(t, 0.0) for t in some), abs=1e-4)


SCENE = """Harbour talks fail

ORLAVA, 4 March 2031 – Talks on the harbour toll broke down on Monday after six hours.

Mayor Ina Holm told reporters outside the town hall that the other side had brought nothing new.

Transport Secretary Olaf Brandt said he had brought three maps. "All of them were returned to me folded," he added.

A poll published last week found that most residents were against the toll.
"""


def test_a_scene_gives_its_day_to_those_who_speak_at_it():
    said = read_text(SCENE, document="a").statements
    assert [s.date.value for s in said[:2]] == ["2031-03-03"] * 2
    assert said[0].channel.value == "remarks to reporters"
    assert said[-1].channel.value == "poll"


@given(st.lists(st.sampled_from(SCENE.split("\n\n")), min_size=2, max_size=8))
def test_no_day_is_given_that_the_page_does_not_name(paragraphs):
    text = "Harbour talks fail\n\n" + "\n\n".join(paragraphs)
    named = {None, "2031-03-03", "2031-03-04"}
    for s in read_text(text, document="a").statements:
        assert s.date.value in named or re.match(r"2031-02|--", s.date.value)
        assert (s.date.value is None) == (s.date.basis is Certainty.NONE)
        assert (s.channel.value is None) == (s.channel.basis is Certainty.NONE)


def test_the_rules_alone_settle_nothing():
    alone = read_text(SCENE, document="a", rules_alone=True)
    assert all(s.date.basis is not Certainty.INFERRED or s.date.value for s in alone.statements)
