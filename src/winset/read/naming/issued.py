"""Words that somebody issued speak for them: a statement from Aland, a Borland statement, a survey by the institute."""

from winset.read.attribution.grammar import Range
from winset.read.english.words import DETERMINERS, word_set
from winset.read.text.token import Sentence

_FROM = word_set("by from")
_STATEMENTS = word_set("post posts statement tweet message communique communiqué bulletin")
_WORKS = word_set("report paper survey study poll assessment analysis review tracker")
"""Works that may as well be quoted themselves: they speak for a body only where the case knows it."""
_PIECES = _STATEMENTS | _WORKS


def issuer(s: Sentence, source: Range) -> tuple[Range, bool] | None:
    """Return the words of a source that name who issued it, and whether these must name somebody whom the case knows.

    >>> from winset.read.text.token import tokens
    >>> text = "a statement from Aland"
    >>> issuer(list(tokens(text, (0, len(text)))), (0, 4))
    ((3, 4), False)
    """
    start, end = source
    if _PIECES.isdisjoint([t.low for t in s[start:end]]):
        return None
    by = next((i for i in range(start + 1, end - 1) if s[i].low in _FROM), end)
    piece = next((i for i in range(start, by) if s[i].low in _PIECES), None)
    if piece is None:
        return None
    if by < end:
        return (by + 1, end), s[piece].low in _WORKS
    before = start + (s[start].low in DETERMINERS)
    if piece > before and (s[before].capital or s[before].low == "company") and s[piece - 1].low not in ("'s", "’s"):
        return (before, piece), True
    return None
