"""Words for odds: one row of the standard for every probability."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from winset.errors import Refused
from winset.odds import ICD_203, in_words, row


def test_the_rows_are_those_of_the_standard():
    assert [(r.low, r.high) for r in ICD_203] == [
        (0.01, 0.05),
        (0.05, 0.2),
        (0.2, 0.45),
        (0.45, 0.55),
        (0.55, 0.8),
        (0.8, 0.95),
        (0.95, 0.99),
    ]
    assert [r.words for r in ICD_203] == [
        "almost no chance",
        "very unlikely",
        "unlikely",
        "roughly even chance",
        "likely",
        "very likely",
        "almost certain",
    ]


@given(st.floats(0, 1))
def test_a_probability_lies_in_its_row_and_words_name_one_row_only(p):
    found = row(p)
    assert found.low <= p < found.high or p < 0.01 or p >= 0.99
    phrase = in_words(p).split(" (")[0]
    assert [r.words for r in ICD_203 if r.words == phrase] == [found.words]


@given(st.floats(0, 1), st.floats(0, 1))
def test_a_larger_probability_never_has_weaker_words(a, b):
    assert ICD_203.index(row(min(a, b))) <= ICD_203.index(row(max(a, b)))


@pytest.mark.parametrize("p", [-0.01, 1.01, 55])
def test_a_percentage_is_refused_with_a_remedy(p):
    with pytest.raises(Refused) as refusal:
        in_words(p)
    assert refusal.value.problems[0].remedy
