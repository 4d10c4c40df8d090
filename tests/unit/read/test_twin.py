"""Near-duplicates and languages."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from winset.read.intake.twin import Twins, alike, sketch
from winset.read.reader import read_text
from winset.read.text.language import language

STORY = " ".join(f"word{n} of the long story about the port" for n in range(60))


def test_an_updated_story_is_the_twin_of_the_first():
    twins = Twins()
    assert twins.meet("first", STORY) is None
    assert twins.meet("update", STORY + " One more sentence was added at the end.").document == "first"


def test_another_story_is_no_twin():
    twins = Twins()
    twins.meet("first", STORY)
    assert twins.meet("second", " ".join(f"item{n} in a quite different report on rail" for n in range(60))) is None


@given(st.lists(st.integers(0, 30), min_size=8, max_size=90), st.lists(st.integers(0, 30), min_size=8, max_size=90))
def test_short_texts_are_compared_exactly(one, other):
    """Below the size of a sketch the estimate is the overlap itself, by the slow way."""
    a, b = (" ".join(f"w{n}" for n in words) for words in (one, other))

    def runs(words):
        return {tuple(words[i : i + 5]) for i in range(len(words) - 4)}

    union = runs(one) | runs(other)
    if len(union) <= 128:
        assert alike(sketch(a), sketch(b)) == pytest.approx(len(runs(one) & runs(other)) / len(union))


@pytest.mark.parametrize(
    ("words", "tongue"),
    [
        ("The two sides said on Monday that they would meet again in the spring to talk about the port.", "en"),
        (
            "Die beiden Seiten sagten am Montag, dass sie sich im Frühjahr wieder treffen und über den Hafen reden werden.",
            "German",
        ),
        ("Les deux parties ont dit lundi que les ministres se retrouveraient dans la ville pour parler du port.", "French"),
        ("Las dos partes dijeron el lunes que los ministros se reunirán en la ciudad para hablar del puerto.", "Spanish"),
        ("Стороны заявили в понедельник, что снова встретятся весной и поговорят о порте.", "a Cyrillic script"),
        ("双方周一表示将在春天再次会面讨论港口问题并签署协议", "Chinese characters"),
        ("12 34 56", None),
    ],
)
def test_languages(words, tongue):
    assert language(words) == tongue


def test_another_language_is_refused_in_one_sentence():
    words = "Die beiden Seiten sagten am Montag, dass sie sich im Frühjahr wieder treffen und über den Hafen reden werden."
    article = read_text(words, document="bericht")
    assert article.statements == ()
    assert [str(p) for p in article.problems] == [
        "bericht: error: got a text in German; wanted English; read a translation that says it is one"
    ]
