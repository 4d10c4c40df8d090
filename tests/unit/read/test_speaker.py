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
        ("I. Orre came. Ib Orre said that the toll was too high.", ["Ib Orre"]),
        ("Its Commissioner for the Rights of Strays, Ana Thole, came. The Commissioner said that it was late.", ["Ana Thole"]),
        ("Mr Ib Orre said that it was high. We met Mr Jon Aske. “It is too low,” he said.", ["Ib Orre", "Jon Aske"]),
        ("A resident of the town said that it was high. “It is too high,” he said.", ["a resident of the town"] * 2),
        ("Mr Ib Orre came late. “It is too high,” the former banker said.", ["Ib Orre"]),
        ("It was announced by the Ferry Guild, which said that the toll was too high.", ["Ferry Guild"]),
        ("It was late, according to a clerk, who said that the toll was too high.", ["a clerk", "a clerk"]),
        ("Ib Orre, a former pilot who said that the toll was too high, left.", ["Ib Orre"]),
        ("The Pilots' Forum said that the toll was too high.", ["Pilots' Forum"]),
        ("The poll said that 58 percent of voters said that it was late.", ["the poll", "voters"]),
        ("Some 58 percent of voters said that it was late. Later 38 percent said that it was early.", ["voters", "voters"]),
        ("Members holding 58 percent of the shares said that it was late.", ["members holding 58 percent of the shares"]),
        ("Mr Ib Orre came. He was late. It rained. “It is too high,” the former banker said.", ["Ib Orre"]),
        ("Mr Daniel Orre came. Dan said that the toll was too high.", ["Daniel Orre"]),
        ("Minister of Foreign Affairs Ana Thole said that the toll was too high.", ["Ana Thole"]),
        ("The truce was signed on Monday. It says that the toll is too high.", ["the truce"]),
    ],
)
def test_a_speaker_has_one_clean_name(text, names):
    assert speakers(text) == names
