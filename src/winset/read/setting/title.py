"""A headline tells in short what the story tells in full: it takes day and channel, or its speaker, from the same saying."""

import re
from collections.abc import Sequence

from winset.read.naming.human import human
from winset.record.statement import Certainty, Detail, Span, Statement

_SMALL = 4
"""Letters of the shortest word by which two tellings are compared."""
LIKE = 2
"""Words in common from which a later saying of the same speaker is the one the headline tells, wherever it stands."""


def echoed(statements: Sequence[Statement], titles: Sequence[Span]) -> list[Statement]:
    """Return the statements, those of a title with the day and channel of the saying that they sum up, as worked out.

    That saying is the speaker's with the most words in common, the earlier of equals: a headline may sum up in other words.
    Where a title names nobody, only an office ("minister says") or none at all, its speaker is whoever said the same below.
    """
    below = [s for s in statements if s.nested_in is None and not stands_in(s, titles)]
    return [_completed(s, below) if stands_in(s, titles) else s for s in statements]


def stands_in(statement: Statement, titles: Sequence[Span]) -> bool:
    """Whether a statement begins in a title."""
    start = statement.content[0][0]
    return any(a <= start < b for a, b in titles)


def _completed(title: Statement, below: Sequence[Statement]) -> Statement:
    """Return a statement of a title with what it leaves out."""
    own = _words(title.text)
    if (not title.speaker or _described(title.speaker)) and (teller := _teller(own, below)):
        return title.model_copy(update={"speaker": teller.speaker, "party": teller.party})
    same = [s for s in below if set(s.speaker) & set(title.speaker)]
    told = max(same, key=lambda s: (min(LIKE, len(own & _words(s.text))), -s.content[0][0]), default=None)
    if told is None:
        return title
    return title.model_copy(update={"date": _inferred(title.date, told.date), "channel": _inferred(title.channel, told.channel)})


def _described(speaker: Sequence[str]) -> bool:
    """Whether a speaker of a title is somebody without a name: minister; Dredger boss; GRAN."""
    last = speaker[0].split()[-1]
    return len(speaker) == 1 and (last.islower() or last.isupper()) and human(last.lower())


def _teller(own: frozenset[str], below: Sequence[Statement]) -> Statement | None:
    """Return the statement below that a title without a name sums up, if that is plain."""
    common = [(len(own & _words(s.text)), -s.content[0][0], s) for s in below if s.speaker]
    count, _, told = max(common, key=lambda one: one[:2], default=(0, 0, None))
    return told if count >= min(LIKE, len(own)) > 0 else None


def _words(text: str) -> frozenset[str]:
    return frozenset(word for word in re.findall(r"\w+", text.lower()) if len(word) >= _SMALL)


def _inferred(own: Detail, other: Detail) -> Detail:
    if own.value or not other.value:
        return own
    return Detail(value=other.value, basis=Certainty.INFERRED)
