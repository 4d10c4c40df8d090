"""How something was said, in articles about invented people."""

from pathlib import Path

import pytest

from winset.read.english.way import WAYS
from winset.read.reader import read_text
from winset.read.setting.channel import channel
from winset.read.text.token import sentences, tokens

CORPUS = Path(__file__).parents[3] / "corpus" / "articles"


@pytest.mark.parametrize(
    ("text", "channel"),
    [
        ("Mayor Ana Thole told a news conference that the toll was too high.", "news conference"),
        ("Mayor Ana Thole said by telephone that the toll was too high.", "phone call"),
        ("Mayor Ana Thole wrote in a memo that the toll was too high.", "document"),
        ("In her evening address Mayor Ana Thole said that the toll was too high.", "speech"),
        ("Mayor Ana Thole told the assembly that the toll was too high.", "parliamentary session"),
        ("A poll released on Friday found that the toll was too high.", "poll"),
        ("Article 9 of the accord says that the toll is too high.", "document"),
        ("On X, mayor Ana Thole warned that the toll was too high.", "X post"),
        ("Mayor Ana Thole hailed “a toll that is not too high” on Telegram.", "Telegram post"),
        ("Mayor Ana Thole urged the pilots in a statement to pay “a toll that is not too high”.", "statement"),
        ("The court ruled that the toll was too high.", "document"),
        ("Two in three respondents said that the toll was too high.", "poll"),
        ("At the second meeting mayor Ana Thole said that the toll was too high.", "meeting"),
        ("Mayor Ana Thole said on breakfast TV that the toll was too high.", "interview"),
        ("“The toll is too high,” mayor Ana Thole told the chamber.", "parliamentary session"),
        ("“The toll is too high,” mayor Ana Thole told the Sable Beacon.", "interview"),
        ("Mayor Ana Thole, on her way into the hall, said that the toll was too high.", "remarks to reporters"),
        ("Mayor Ana Thole took to Facebook to say that the toll was too high.", "Facebook post"),
        ("Mayor Ana Thole emailed to say that the toll was too high.", "letter"),
        ("Mayor Ana Thole said that the toll was too high.", None),
        ("Mayor Ana Thole said that the letter was too long.", None),
    ],
)
def test_the_channel_stands_beside_the_saying(text, channel):
    assert [s.channel.value for s in read_text("Talks go on\n\nThe towns talked.\n\n" + text, document="a").statements] == [
        channel
    ]


def test_no_way_of_saying_is_passed_over_for_want_of_a_word_that_hints_at_one():
    """The quick look that spares twenty patterns, held against the patterns themselves on every sentence of the corpus."""
    told = 0
    for path in sorted(CORPUS.glob("tr-*/*.txt")):
        text = path.read_text("utf-8")
        for sentence in sentences(tokens(text, (0, len(text)))):
            words = text[sentence[0].start : sentence[-1].end]
            ways = [form for pattern, form in WAYS if pattern.search(words) and "{site}" not in form]
            if ways:
                told += 1
                assert channel(words).value is not None, words
    assert told > 200
