"""Several who speak together: Ana Thole and Ib Orre; Aland and the rebels; its president, Ana Thole, and the mayor."""

from collections.abc import Callable, Sequence
from itertools import pairwise

from winset.read.attribution.grammar import Range
from winset.read.english.words import DETERMINERS, word_set
from winset.read.naming.name import is_title
from winset.read.text.token import Sentence

_OWNED = word_set("his her its their our my your")
_SMALL = word_set("the of and")

Names = tuple[str, ...]
One = Callable[[Sentence, Range], str | None]


def together(s: Sentence, source: Range, one: One, sides: Sequence[str] = ()) -> Names:
    """Return the names of those whom "and" joins, each told by `one`; nothing where that does not tell two.

    Where there are two `sides` and the words name one of them first, who is named without a name is the other.

    >>> from winset.read.text.token import tokens
    >>> s = list(tokens("Aland and the rebels", (0, 20)))
    >>> together(s, (0, 4), lambda s, span: {"Aland": "Aland"}.get(s[span[0]].text), ("Borland", "Aland"))
    ('Borland', 'Aland')
    """
    joins = [i for i in range(source[0] + 1, source[1] - 1) if s[i].low == "and"]
    for join in joins:
        left, right = _listed(s, (source[0], join), one), one(s, _bare(s, (join + 1, source[1])))
        named = tuple(dict.fromkeys(name for name in (*left, right) if name))
        if right and all(left) and len(named) > 1:
            return named
        if len(sides) == 2 and len(left) == 1 and left[0] in sides and right is None and s[join + 1].low not in _OWNED:
            return tuple(sides)
    return _pieces(s, source, one) if joins else ()


def _bare(s: Sentence, span: Range) -> Range:
    """Return a phrase without the commas around it."""
    start, end = span
    while end - start > 1 and s[end - 1].low == ",":
        end -= 1
    return (start, end)


def _listed(s: Sentence, span: Range, one: One) -> list[str | None]:
    """Return those who stand before "and": one with an apposition, or a list of names between commas."""
    span = _bare(s, span)
    commas = [i for i in range(*span) if s[i].low == ","]
    edges = [span[0] - 1, *commas, span[1]]
    pieces = [(a + 1, b) for a, b in pairwise(edges) if b > a + 1]
    if len(pieces) > 1 and all(_name(s, piece) for piece in pieces):
        names = [one(s, piece) for piece in pieces]
        if all(names):
            return names
    return [one(s, span)]


def _name(s: Sentence, piece: Range) -> bool:
    return all(t.capital or t.low in _SMALL for t in s[slice(*piece)])


def _pieces(s: Sentence, source: Range, one: One) -> Names:
    """Return those whom commas and "and" set apart, descriptions of nobody in particular left out."""
    edges = [source[0] - 1, *(i for i in range(*source) if s[i].low in ("and", ",")), source[1]]
    spans = [(a + 1, b) for a, b in pairwise(edges) if b > a + 1]
    named = [name for span in spans if not (span[0] > source[0] and _apposed(s, span[0])) and (name := one(s, span))]
    return tuple(named) if len(named) > 1 and len(named) == len(set(named)) else ()


def _apposed(s: Sentence, start: int) -> bool:
    """Whether an office stands here behind a comma: Ana Thole, | president of the union, and Ib Orre."""
    if s[start - 1].low != "," or s[start].capital or (s[start].low == "the" and s[start + 1].capital):
        return False
    return s[start].low in DETERMINERS or is_title(s[start].low)
