"""A headline tells in short what the story tells in full: it takes day and channel from the same saying below it."""

import re
from collections.abc import Sequence

from winset.record.statement import Certainty, Detail, Span, Statement

_SMALL = 4
"""Letters of the shortest word by which two tellings are compared."""
LIKE = 2
"""Words in common from which a later saying of the same speaker is the one the headline tells, wherever it stands."""


def echoed(statements: Sequence[Statement], titles: Sequence[Span]) -> list[Statement]:
    """Return the statements, those of a title with the day and channel of the saying that they sum up, as worked out.

    That saying is the speaker's with the most words in common, the earlier of equals: a headline may sum up in other words.
    """
    below = [s for s in statements if s.nested_in is None and not _inside(s, titles)]
    return [_completed(s, below) if _inside(s, titles) else s for s in statements]


def _inside(statement: Statement, titles: Sequence[Span]) -> bool:
    start = statement.content[0][0]
    return any(a <= start < b for a, b in titles)


def _completed(title: Statement, below: Sequence[Statement]) -> Statement:
    own = _words(title.text)
    same = [s for s in below if set(s.speaker) & set(title.speaker)]
    told = max(same, key=lambda s: (min(LIKE, len(own & _words(s.text))), -s.content[0][0]), default=None)
    if told is None:
        return title
    return title.model_copy(update={"date": _inferred(title.date, told.date), "channel": _inferred(title.channel, told.channel)})


def _words(text: str) -> frozenset[str]:
    return frozenset(word for word in re.findall(r"\w+", text.lower()) if len(word) >= _SMALL)


def _inferred(own: Detail, other: Detail) -> Detail:
    if own.value or not other.value:
        return own
    return Detail(value=other.value, basis=Certainty.INFERRED)
