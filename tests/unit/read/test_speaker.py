"""Who speaks, under which name, in articles about invented people."""

import pytest

from winset.read.reader import read_text


def speakers(text):
    return [who for s in read_text("Talks go on\n\nThe towns talked.\n\n" + text, document="a").statements for who in s.speaker]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("The Ferry Guild met. The guild said that the toll was too high.", ["Ferry Guild"]),
        ("Residents said that the toll was too high.", ["residents"]),
        ("A clerk who was in the room said that the toll was too high.", ["a clerk"]),
        ("Minister of the Interior Ana Thole said that the toll was too high.", ["Ana Thole"]),
        ("Sister Ana Thole said that the toll was too high.", ["Ana Thole"]),
        ("Sir Ib Orre came late. Sir Ib said that the toll was too high.", ["Ib Orre"]),
        ("Presidents Ana Thole and Ib Orre said that the toll was too high.", ["Ana Thole", "Ib Orre"]),
        ("Minister Ana Thole came. The minister's clerk said that the toll was too high.", ["the minister's clerk"]),
    ],
)
def test_a_speaker_has_one_clean_name(text, names):
    assert speakers(text) == names
