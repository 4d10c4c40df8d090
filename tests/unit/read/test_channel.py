"""How something was said, in articles about invented people."""

import pytest

from winset.read.reader import read_text


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
        ("Mayor Ana Thole emailed to say that the toll was too high.", "letter"),
        ("Mayor Ana Thole said that the toll was too high.", None),
        ("Mayor Ana Thole said that the letter was too long.", None),
    ],
)
def test_the_channel_stands_beside_the_saying(text, channel):
    assert [s.channel.value for s in read_text("Talks go on\n\nThe towns talked.\n\n" + text, document="a").statements] == [
        channel
    ]
