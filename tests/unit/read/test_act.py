"""Acts: what is done by saying something, by the cue and by the words."""

import pytest

from winset.read.act import act
from winset.record.statement import Act


@pytest.mark.parametrize(
    ("cue", "words", "wanted"),
    [
        ("would not discuss", "the call", Act.DECLINED),
        ("has ruled out", "any further cuts", Act.REJECTION),
        ("has asked for", "a second gauge", Act.DEMAND),
        ("asked", "not to be named", Act.DEMAND),
        ("asked", "whether the gate was open", Act.QUESTION),
        ("have put forward", "forty million crowns", Act.OFFER),
        ("would rather", "do it in stages", Act.PREFERENCE),
        ("congratulated", "two stubborn people", Act.PRAISE),
        ("gave her word", "nothing would be dug", Act.PROMISE),
        ("approved", "the settlement", Act.ACCEPTANCE),
        ("said", "the bridge is long", Act.CLAIM),
    ],
)
def test_the_cue_tells_the_act(cue, words, wanted):
    assert act("", words, cue) is wanted
