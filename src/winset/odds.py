"""Words for odds: the seven rows of the United States' intelligence standard."""

from dataclasses import dataclass

from winset.errors import demand


@dataclass(frozen=True, slots=True)
class Row:
    """One row of the standard: from `low` (included) to `high`, and the words that stand for it."""

    low: float
    high: float
    words: str
    synonym: str


ICD_203 = (
    Row(0.01, 0.05, "almost no chance", "remote"),
    Row(0.05, 0.20, "very unlikely", "highly improbable"),
    Row(0.20, 0.45, "unlikely", "improbable"),
    Row(0.45, 0.55, "roughly even chance", "roughly even odds"),
    Row(0.55, 0.80, "likely", "probable"),
    Row(0.80, 0.95, "very likely", "highly probable"),
    Row(0.95, 0.99, "almost certain", "nearly certain"),
)
"""Intelligence Community Directive 203, Analytic Standards (2 January 2015), section D.6.e(2)(a)."""


def row(probability: float) -> Row:
    """Return the one row that a probability falls into; a border belongs to the row above it.

    The standard names nothing below 1 or above 99 percent; its outermost rows are taken there.

    Raises
    ------
    Refused : the probability is outside 0..1

    Examples
    --------
    >>> row(0.8).words, row(0.7999).words
    ('very likely', 'likely')
    """
    demand(
        0 <= probability <= 1, "probability", "probability", probability, "a number from 0 to 1", "give a share, not a percentage"
    )
    return next((r for r in ICD_203 if probability < r.high), ICD_203[-1])


def in_words(probability: float) -> str:
    """Return one row's words with its range, never two rows together.

    >>> in_words(0.62)
    'likely (55–80%)'
    >>> in_words(0.999)
    'almost certain (above 95%)'
    """
    found = row(probability)
    if found is ICD_203[0]:
        return f"{found.words} (below {found.high:.0%})"
    if found is ICD_203[-1]:
        return f"{found.words} (above {found.low:.0%})"
    return f"{found.words} ({found.low * 100:.0f}–{found.high:.0%})"
