"""The model of acts: its sums are what a slow reading of its weights says, and plain cases come out plainly."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from winset.read.english.meaning import stem, words
from winset.read.learned.act import ActModel, Spoken, traits
from winset.read.reader import read_text
from winset.record.statement import Act, Kind

said = st.text(alphabet="abcdefghij .,?!“”’'", max_size=80)


@given(said, said, said, st.sampled_from(Kind), st.sampled_from(Act), st.booleans())
def test_an_act_is_the_one_with_the_highest_sum_of_weights(cue, source, content, kind, rule, nested):
    model, spoken = ActModel.load(), Spoken(cue, source, content, kind, rule, nested)
    linear = model.linear
    sums = {
        act: linear.bias[n] + sum(linear.weights[linear.rows[t], n] for t in traits(spoken) if t in linear.rows)
        for n, act in enumerate(linear.labels)
    }
    assert np.isclose(sums[model.act(spoken)], max(sums.values()), atol=1e-3)


@given(said)
def test_capitals_and_kinds_of_apostrophes_do_not_matter(text):
    assert words(text) == words(text.upper().replace("'", "’")) or "’" in text


@given(st.text(alphabet="abcdefghijklmnopqrstuvwxyz", min_size=1, max_size=12))
def test_a_stem_is_the_beginning_of_its_word(word):
    assert word.startswith(stem(word)) and stem(word)


@pytest.mark.parametrize(
    ("sentence", "act"),
    [
        ("Mayor Ana Thole dismissed the map as “a joke”.", Act.REJECTION),
        ("“We will not leave the harbour,” Mayor Ana Thole said.", Act.REFUSAL),
        ("Mayor Ana Thole said she could sign only if the port stayed open.", Act.CONDITION),
        ("Mayor Ana Thole declined to comment.", Act.DECLINED),
        ("Mayor Ana Thole said the lake was lower than in any year since the dam was built.", Act.CLAIM),
    ],
)
def test_plain_cases(sentence, act):
    assert [s.act for s in read_text(f"Talks go on\n\nThe towns talked.\n\n{sentence}", document="a").statements] == [act]


def test_the_rules_alone_do_without_the_model():
    text = "Talks go on\n\nThe towns talked.\n\n“That is a lie,” Mayor Ana Thole said."
    alone, both = (read_text(text, document="a", rules_alone=rules).statements[0].act for rules in (True, False))
    assert (alone, both) == (Act.CLAIM, Act.DENIAL)


def test_the_weights_stay_small():
    from importlib.resources import files

    assert sum(f.read_bytes().__len__() for f in (files("winset.read") / "weights").iterdir()) < 5_000_000
