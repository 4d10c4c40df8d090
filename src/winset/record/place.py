"""Where an entry stands in time and in its text, as one number; and how filters are written."""

import re
import unicodedata
from datetime import date

WITHIN_DAY = 41
"""Bits of a key below the day: 20 for the text, 21 for the place in it."""

UNDATED = 0
FIRST_MARK = 0xF0000
MARKS = 0xFFFD
"""Facets are written in the private-use characters of plane 15, which are letters to the index and in no word's prefix."""


def day(written: str | None) -> int:
    """Return the ordinal of an ISO day, or of the first day of an ISO month; 0 where the date is not fully known.

    >>> day("2025-12-29") - day("2025-12"), day("--12-29"), day(None)
    (28, 0, 0)
    """
    if not written or not re.fullmatch(r"\d{4}-\d{2}(-\d{2})?", written):
        return UNDATED
    try:
        return date.fromisoformat(written if len(written) == 10 else f"{written}-01").toordinal()
    except ValueError:
        return UNDATED


def key(day_number: int, text: str, start: int) -> int:
    """Return a key that runs backwards within a day, so that newest first also means in the order of each text.

    >>> key(5, "a", 0) > key(5, "a", 7), key(6, "b", 9) > key(5, "a", 0)
    (True, True)
    """
    within = (int(text[:5] or "0", 16) if re.match(r"[0-9a-f]{5}", text) else 0) << 21
    return (day_number << WITHIN_DAY) | within | ((1 << 21) - 1 - min(start, (1 << 21) - 1))


def first_key(day_number: int) -> int:
    """Return the smallest key of a day."""
    return day_number << WITHIN_DAY


def fold(value: str) -> str:
    """Return a value as filters compare it: case, spacing and the form of accents do not matter.

    >>> fold("  TASS "), fold("Zoë") == fold("ZOE\u0308")
    ('tass', True)
    """
    return " ".join(unicodedata.normalize("NFC", value).casefold().split())


def storable(value: str) -> str:
    """Return a text as SQLite can store it: a question mark for each lone surrogate, so that places in it stay the same."""
    return value.encode("utf-8", "replace").decode()


def mark(number: int) -> str:
    """Return the token that stands for a facet in the index.

    >>> len(mark(0)), mark(7) != mark(8)
    (2, True)
    """
    high, low = divmod(number, MARKS)
    return chr(FIRST_MARK + high) + chr(FIRST_MARK + low)
