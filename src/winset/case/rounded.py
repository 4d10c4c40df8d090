"""Exact numbers written for formats that know decimals only."""

from decimal import Decimal
from fractions import Fraction

from winset.band import written
from winset.errors import Problem, Severity


def as_decimal(number: Fraction, where: str, problems: list[Problem]) -> str:
    """Return a number as a decimal; where it has none, the nearest of 28 digits, with a note added to `problems`.

    >>> noted: list[Problem] = []
    >>> as_decimal(Fraction(3, 8), "a.xml", noted), as_decimal(Fraction(1, 3), "a.xml", noted)[:7], len(noted)
    ('0.375', '0.33333', 1)
    """
    text = written(number)
    if "/" not in text:
        return text
    rounded = str((Decimal(number.numerator) / Decimal(number.denominator)).normalize())
    problems.append(Problem(Severity.NOTE, "rounded", where, text, "a decimal", f"written as {rounded}"))
    return rounded
