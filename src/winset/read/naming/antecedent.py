"""The noun phrase to which "who" or "which" belongs."""

from winset.read.attribution.grammar import Range, is_word
from winset.read.attribution.subject import noun_phrase
from winset.read.english.words import PREPOSITIONS, word_set
from winset.read.text.token import Sentence

_OF = word_set("of for")
_ARTICLES = word_set("a an the")


def antecedent(s: Sentence, relative: int) -> Range | None:
    """Return the noun phrase to which the relative pronoun at an index belongs.

    >>> from winset.read.text.token import tokens
    >>> text = "It was announced by the Ferry Guild, which said"
    >>> s = list(tokens(text, (0, len(text))))
    >>> [s[i].text for i in range(*antecedent(s, 8))]
    ['the', 'Ferry', 'Guild']
    """
    end = relative
    if end > 1 and s[end - 1].low == "to" and s[end - 2].low == "according":
        end -= 2
    end -= end > 0 and s[end - 1].low == ","
    found = noun_phrase(s, end) or _governed(s, end)
    if found is None:
        return None
    start = found[0] + 2 if s[found[0]].low == "according" and s[found[0] + 1].low == "to" else found[0]
    if start > 1 and s[start].low in _ARTICLES and s[start - 1].low == "," and s[start - 2].capital:
        named = noun_phrase(s, start - 1)
        if named and all(t.capital for t in s[slice(*named)]) and named[1] - named[0] > 1:
            return named
    return start, found[1]


def _governed(s: Sentence, end: int) -> Range | None:
    """Return what a preposition governs just before `end`, further ones with "of" taken in."""
    i = end - 1
    while i > 0 and is_word(s[i]) and (s[i].low not in PREPOSITIONS or s[i].low in _OF):
        i -= 1
    return (i + 1, end) if 0 <= i < end - 1 and s[i].low in PREPOSITIONS else None
