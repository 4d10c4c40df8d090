"""Answers to a poll: 42 percent of those asked are those asked, and so are the 38 percent of the next sentence."""

from collections.abc import Sequence

from winset.read.english.words import word_set

_PERCENT = word_set("percent %")
_LONGEST = 3
"""Words before which a share says "percent": some 42 percent."""


def share(words: Sequence[str]) -> int:
    """Return how many words give a share in percent at the head of a source; none where it begins otherwise.

    >>> share("some 42 per cent of those asked".split()), share("the council".split())
    (4, 0)
    """
    for i, word in enumerate(words[:_LONGEST]):
        if word.lower() in _PERCENT:
            return i + 1
        if word.lower() == "per" and [w.lower() for w in words[i + 1 : i + 2]] == ["cent"]:
            return i + 2
    return 0
