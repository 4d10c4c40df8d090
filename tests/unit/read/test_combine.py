"""Rules and tagger together: what is dropped, mended and added."""

import numpy as np
import pytest

from winset.read.attribution.found import Found
from winset.read.english.cues import CUES
from winset.read.learned import combine
from winset.read.learned.combine import Second, combined
from winset.read.learned.field import Field
from winset.read.learned.tagger import Heard, Proposal, Tagger
from winset.read.text.quote import quotations
from winset.read.text.token import sentences, tokens


def split(text):
    (paragraph,) = quotations(text, [(0, len(text))])
    return list(sentences(tokens(text, paragraph.span, paragraph.quotations)))


def heard(s, *proposals, chance=0.0):
    return Heard(proposals, np.full(len(s), chance, dtype=np.float32))


def proposal(s, cue, source, content, score=1.0, strength=0.0):
    """A proposal whose labels each score `strength` more than others."""
    zero = np.zeros(5, dtype=np.float32)
    empty = Proposal(cue, source, content, score, Field(np.zeros((len(s), 5), dtype=np.float32), zero, np.zeros((5, 5)), zero))
    emissions = strength * np.eye(5, dtype=np.float32)[empty._labels(source, content)]
    return empty._replace(field=empty.field._replace(emissions=emissions))


def words(s, f):
    return [" ".join(t.text for t in s[a:b]) for a, b in f.content]


@pytest.fixture
def said():
    (s,) = split("Ina Holm said the gate was shut on Monday.")
    return s, Found(0, ((3, 7),), (0, 2), (2, 3), CUES["said"])


def test_what_the_tagger_is_sure_is_no_cue_is_dropped(said):
    s, rule = said
    assert combined(s, 0, [rule], heard(s, chance=combine.DOUBTED / 2)) == []
    assert combined(s, 0, [rule], heard(s, chance=combine.DOUBTED * 2)) == [rule]


def test_a_quotation_is_never_dropped():
    (s,) = split("Ina Holm said “the gate was shut on Monday”.")
    rule = Found(0, ((3, 4),), (0, 2), (2, 3), CUES["said"])
    assert combined(s, 0, [rule], heard(s)) == [rule]


def test_a_far_likelier_content_takes_the_place_of_the_rules(said):
    s, rule = said
    better = proposal(s, (2, 3), (0, 2), ((3, 9),), strength=20.0)
    (mended,) = combined(s, 0, [rule], heard(s, better, chance=1.0))
    assert mended == rule._replace(content=((3, 9),))
    little = proposal(s, (2, 3), (0, 2), ((3, 9),), strength=0.1)
    assert combined(s, 0, [rule], heard(s, little, chance=1.0)) == [rule]


def test_words_are_filled_in_where_the_rules_see_none():
    (s,) = split("Ina Holm ruled out the higher figure.")
    bare = Found(0, (), (0, 2), (2, 3), CUES["ruled"])
    likely = proposal(s, (2, 4), (0, 2), ((4, 7),), strength=4.0)
    (filled,) = combined(s, 0, [bare], heard(s, likely, chance=1.0))
    assert (words(s, filled), filled.cue) == (["the higher figure"], (2, 4))
    assert combined(s, 0, [bare], heard(s, likely._replace(score=combine.SAID - 0.1), chance=1.0)) == [bare]


def test_a_sentence_is_worth_hearing_for_a_word_that_attributes_or_a_quotation():
    tagger = Tagger.load()
    assert not tagger.worth(split("The bridge is long.")[0])
    assert tagger.worth(split("The minister rubbished the plan.")[0])
    assert tagger.worth(split("It was “a joke” of a bridge.")[0])


def test_a_sure_proposal_is_added_and_an_unsure_one_is_not(said):
    s, _ = said
    sure = proposal(s, (2, 3), (0, 2), ((3, 9),))
    (added,) = combined(s, 0, [], heard(s, sure))
    assert words(s, added) == ["the gate was shut on Monday"]
    assert combined(s, 0, [], heard(s, sure._replace(score=combine.SAID - 0.1))) == []


def test_a_proposal_without_source_or_content_adds_nothing(said):
    s, _ = said
    assert combined(s, 0, [], heard(s, proposal(s, (2, 3), None, ((3, 9),)))) == []
    assert combined(s, 0, [], heard(s, proposal(s, (2, 3), (0, 2), ()))) == []


def test_who_welcomes_a_guest_says_nothing():
    (s,) = split("Ina Holm welcomed the envoy to her house.")
    assert combined(s, 0, [], heard(s, proposal(s, (2, 3), (0, 2), ((3, 8),)))) == []


def test_a_noun_with_what_describes_it_is_no_speaker_and_verb():
    (s,) = split("Lingering border disputes remain to be resolved.")
    assert combined(s, 0, [], heard(s, proposal(s, (2, 3), (0, 2), ((3, 7),)))) == []
    (s,) = split("The minister disputes that it must be resolved.")
    assert combined(s, 0, [], heard(s, proposal(s, (2, 3), (0, 2), ((3, 8),)))) != []


def test_a_second_reader_hears_each_paragraph_before_it_is_asked():
    text = "The harbour was quiet. Mayor Ina Holm said on Monday that the gate would stay shut."
    paragraph = split(text)
    second = Second(Tagger.load(), ())
    (yielded,) = second.ahead([paragraph])
    assert yielded is paragraph
    assert second.opinion(paragraph[0], 0, []) == []
    (found,) = second.opinion(paragraph[1], 1, [])
    assert words(paragraph[1], found) == ["the gate would stay shut"]
