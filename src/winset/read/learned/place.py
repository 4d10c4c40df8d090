"""What a saying's day and channel are judged by: what its own words tell, what stands around it, and what it is like."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from winset.read.attribution.draft import Draft
from winset.read.english.cues import CUES
from winset.read.naming.pronoun import Names
from winset.read.setting.around import Around
from winset.read.setting.channel import Circumstances, hints
from winset.read.setting.day import EARLY, ELSEWHEN, Days, past
from winset.read.setting.when import Mention
from winset.record.statement import Span

_WORD = re.compile(r"[^\W_]+")
BACK = 250
"""Characters before a sentence in which a way of speaking is looked for."""
FAR = 5_000
"""Characters from which on a day named before is far away."""
BLANK = 2
"""Ends of line between two paragraphs."""
_HELPERS = frozenset(["has", "have", "had", "will", "would", "is", "are", "was", "were", "be", "been"])


class Place(NamedTuple):
    """Where a saying stands, what it names itself, and what it is like; days and channels as their values."""

    paragraph: int
    nested: bool
    speaker: Names
    day: str | None
    """The day that its own sentence names."""
    channel: str | None
    """The channel that its own words tell."""
    told: tuple[tuple[str, str], ...]
    """Days named before it and in its sentence: where, and the day."""
    signs: tuple[str, ...]
    words: tuple[str, ...]
    """Words outside what was said, as traits of a channel."""


def place(text: str, draft: Draft, near: Around, speaker: Names, said: Circumstances, days: Days, *, part: bool) -> Place:
    """Return the place of a saying on its page, just after its day was asked for.

    `part` says that the speaker takes part in what the page's first sentences report.
    """
    cue = " ".join(t.low for t in draft.sentence[slice(*draft.found.cue)]) if draft.found.cue else ""
    named = any(name[:1].isupper() for name in speaker)
    beside = f"{text[slice(*near.lead)]} {text[slice(*near.gap)]} {text[slice(*near.trail)]} {cue}"
    marks = (
        ("nested", draft.parent is not None),
        ("part", part),
        ("bare", not draft.source and not draft.cue),
        ("elsewhen", ELSEWHEN.search(beside)),
        ("occasion", said.occasion.value),
        ("outlet", said.outlet.value),
    )
    signs = (
        f"paragraph {min(days.paragraph, EARLY + 1)}",
        f"kind {draft.kind}",
        f"tense {_tense(cue)}",
        f"channel {said.channel.value}",
        f"hearer {_hearer(said)}",
        f"speaker {'named' if named else 'plain' if speaker else 'none'}",
        *[name for name, there in marks if there],
    )
    return Place(
        paragraph=days.paragraph,
        nested=draft.parent is not None,
        speaker=speaker,
        day=days.own.value,
        channel=said.channel.value,
        told=tuple(_told(text, draft, days.named)),
        signs=signs,
        words=tuple(dict.fromkeys((*_words(text, draft, near, cue), *signs))),
    )


def _words(text: str, draft: Draft, near: Around, cue: str) -> Iterator[str]:
    """Yield the words around what was said, by where they stand."""
    outside = _WORD.findall(" ".join([text[slice(*span)] for span in (near.lead, near.gap, near.trail, near.rest)]).lower())
    source = _WORD.findall(" ".join([text[slice(*span)] for span in draft.source]).lower())
    start = draft.sentence[0].start
    above, _, here = text[max(0, start - BACK) : start].rpartition("\n")
    yield f"last {source[-1] if source else ''}"
    for where, words in (
        ("out", outside),
        ("cue", cue.split()),
        ("source", source),
        ("here", hints(here)),
        ("above", hints(above)),
    ):
        yield from [f"{where} {word}" for word in words]


def _told(text: str, draft: Draft, mentions: Sequence[Mention]) -> Iterator[tuple[str, str]]:
    """Yield the last day named before a sentence and the first one in it, each with where that is."""
    start, end = draft.sentence[0].start, draft.sentence[-1].end
    at = bisect_left(mentions, start, key=lambda mention: mention.span[0])
    if at and (value := mentions[at - 1].detail.value):
        last = mentions[at - 1].span[1]
        ends = text.count("\n", last, start) if start - last < FAR else FAR
        yield "told near" if not ends else "told above" if ends <= BLANK else "told", value
    if at < len(mentions) and mentions[at].span[1] <= end and (value := mentions[at].detail.value):
        yield "told inside" if _inside(mentions[at].span, draft.content) else "told here", value


def _inside(span: Span, content: Sequence[Span]) -> bool:
    return any(a <= span[0] and span[1] <= b for a, b in content)


def _tense(cue: str) -> str:
    """Return the tense of a cue, as far as its words tell."""
    words = cue.split()
    if not words:
        return "none"
    helper = next((w for w in words if w in _HELPERS), "")
    if any(map(past, words)):
        return f"{helper} past"
    if words[-1].endswith("ing"):
        return f"{helper} ing"
    return f"{helper} {CUES[words[-1]].tense if words[-1] in CUES else ''}"


def _hearer(said: Circumstances) -> str:
    value = said.addressee.value
    if not value:
        return "none"
    return "press" if value.removeprefix("the ") in ("reporters", "journalists", "press") else "other"
