"""Laws of exact numbers and bands."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError

from winset.band import Band, Number, exact, written

numbers = TypeAdapter(Number)
fractions = st.fractions(min_value=-(10**9), max_value=10**9, max_denominator=10**6)


@given(fractions)
def test_what_is_written_is_read_back_exactly(number):
    assert exact(written(number)) == number


@given(fractions)
def test_json_loses_nothing(number):
    assert numbers.validate_json(numbers.dump_json(number)) == number


@given(st.decimals(allow_nan=False, allow_infinity=False, min_value=-(10**12), max_value=10**12, places=9))
def test_a_decimal_is_taken_digit_for_digit(decimal):
    assert exact(str(decimal)) == Fraction(decimal)


@given(st.lists(fractions, min_size=3, max_size=3).map(sorted))
def test_a_band_is_read_back_from_its_own_json(ends):
    band = Band(low=ends[0], mode=ends[1], high=ends[2])
    assert Band.model_validate_json(band.model_dump_json()) == band


@given(st.text(max_size=80) | st.floats() | st.none() | st.booleans() | st.lists(st.integers(), max_size=2))
def test_anything_else_is_an_error_in_plain_words_or_a_number(value):
    try:
        assert isinstance(exact(value), Fraction)
    except ValueError as error:
        assert "is wanted" in str(error)


@pytest.mark.parametrize("bad", ["1e999999999", "9" * 61, "1/0", "nan", "inf", "-inf", "ten", "", "1/2/3", True, "1e-400"])
def test_no_number_is_guessed(bad):
    with pytest.raises(ValueError, match="is wanted"):
        exact(bad)


def test_a_band_out_of_order_is_refused():
    with pytest.raises(ValidationError, match="not in order"):
        Band.model_validate({"low": 3, "mode": 2, "high": 5})


@pytest.mark.parametrize(
    ("given", "ends"),
    [
        (7, (7, 7, 7)),
        ("20..30", (20, 25, 30)),
        ({"low": 1, "high": 4}, (1, Fraction(5, 2), 4)),
        ({"low": 1, "mode": 2, "high": 4}, (1, 2, 4)),
        ({"value": "-3..-1"}, (-3, -2, -1)),
        ("17/19", (Fraction(17, 19),) * 3),
        (Decimal("0.1"), (Fraction(1, 10),) * 3),
    ],
)
def test_the_ways_to_write_a_band(given, ends):
    band = Band.model_validate(given)
    assert (band.low, band.mode, band.high) == ends
