"""One side's staff is never taken for the chief of the other's."""

from winset.read.reader import read_text


def test_the_staff_of_one_state_does_not_speak_as_the_chief_of_the_other():
    text = (
        "Russian Chief of the General Staff Ivan Orl told reporters on Monday that the town was taken.\n\n"
        "The Ukrainian General Staff said on Monday that its troops had left."
    )
    assert [s.speaker for s in read_text(text, document="d").statements] == [("Ivan Orl",), ("Ukrainian General Staff",)]
