"""The sentence around words."""

from hypothesis import given
from hypothesis import strategies as st

from winset.study.reasons.passage import around, find

TEXT = """Talks on Monday

Mr. Orl's aide said “We are close. Very close,” and left. The bridge opens at 3 p.m. on Friday.

He will not return."""


def test_a_quotation_and_an_abbreviation_do_not_end_a_sentence():
    assert find("Very close", "d", TEXT).sentence == "Mr. Orl's aide said “We are close. Very close,” and left."
    assert find("He will", "d", TEXT).sentence == "He will not return."


def test_words_that_are_not_there_are_not_found():
    assert find("never said", "d", TEXT) is None
    assert find("  ", "d", TEXT) is None


@given(st.text(alphabet="ab .\n“”\"'", max_size=60), st.data())
def test_the_sentence_always_holds_the_words(text, data):
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    passage = around((start, end), "d", text)
    assert " ".join(text[start:end].split()) in passage.sentence
