"""The noun that a description is built on."""

from collections.abc import Sequence

from winset.read.english.words import PREPOSITIONS


def head_noun(words: Sequence[str]) -> str:
    """Return the noun that a description is built on: the last word before its first preposition.

    >>> head_noun("two senior officials of the ministry".split())
    'officials'
    """
    end = next((i for i, w in enumerate(words) if i and w.lower() in PREPOSITIONS), len(words))
    return words[end - 1].lower() if end else ""
