"""The day of a saying: what its own sentence names, what it takes over from the same speaker, what the whole page has."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import pairwise

from winset.read import when
from winset.read.around import Around, inherited, same_occasion
from winset.read.channel import Circumstances
from winset.read.draft import Draft
from winset.read.pronoun import Names
from winset.record.statement import UNKNOWN, Certainty, Detail, Span

LEAST_ENTRIES = 3
SHORTEST = 4
"""No day is written in fewer characters."""
_ASIDE = re.compile(r"[,–—)]")
_RELATIVE = re.compile(r"\s*(?:who|whose|whom|which|where|when|an?|the|then)\b")
_CLOCK = re.compile(r"\s*\d{1,2}[:.]\d\d(?:\s*[ap]\.?m\.?)?(?:\s+[A-Z]{2,4})?(?=[\s:–—-]|$)")
_LIVE = re.compile(r"\blive\b|\bas it happened\b|\bliveblog\b", re.I)
_TURN = re.compile(r"[A-Z][\w.'’\-]*(?:\s+[\w.'’\-]+){0,4}(?:\s*\([^()]{1,40}\)|,\s+[A-Z]+)?:\s")
_ELSEWHEN = re.compile(
    r"\b(?:earlier|later|previously|once|recently|often|repeatedly|always|never|since|already|last|next|ago|before|previous|"
    r"separately|meanwhile|elsewhere|had|has|have|will|would|decades?|years?|months?|weeks?|another)\b",
    re.I,
)
"""Words beside a saying that may put it on another day."""


@dataclass(frozen=True, slots=True)
class Spoken:
    """When somebody last spoke, in which paragraph, and how; `placed` says that the occasion is known, if only by its hearers."""

    day: Detail
    paragraph: int
    channel: str | None
    placed: bool


@dataclass(slots=True)
class Days:
    """What is known so far of the days on which people spoke."""

    anchor: date | None
    page: Detail = UNKNOWN
    last: Detail = UNKNOWN
    by: dict[tuple[str, ...], Spoken] = field(default_factory=dict)
    paragraph: int = 0
    scene: str = ""
    scene_day: Detail = field(default=UNKNOWN)

    def of(self, text: str, draft: Draft, near: Around, speaker: Names, said: Circumstances, *, nested: bool) -> Detail:
        """Return the day of a saying, and keep in mind what a later one may take over."""
        bare = not draft.source and not draft.cue
        own = UNKNOWN if bare else explicit(text, near, self.anchor)
        if own.value:
            self.scene, self.scene_day = text[slice(*near.lead)] + text[slice(*near.trail)], own
        elif bare:
            own = inherited(self.last)
        elif self.scene_day.value and same_occasion(said.occasion, self.scene):
            own = inherited(self.scene_day)
        elif not nested and self.page.value:
            own = self.page
        elif not nested and self._goes_on(text, draft, near, speaker, said):
            own = inherited(self.by[speaker].day)
        if not nested:
            self.last = own
            before = self.by.get(speaker)
            placed = bool(said.channel.value or said.occasion.value or said.addressee.value)
            placed = placed or bool(before and before.placed and own.basis is Certainty.INHERITED)
            self.by[speaker] = Spoken(own, self.paragraph, said.channel.value or (before.channel if before else None), placed)
        return own

    def channel(self, text: str, draft: Draft, near: Around, speaker: Names, said: Circumstances) -> Circumstances:
        """Return the circumstances of a saying; the same speaker goes on through the same channel within a paragraph."""
        before = self.by.get(speaker) if speaker else None
        if said.channel.value or before is None or before.channel is None or before.paragraph != self.paragraph:
            return said
        if said.addressee.value or said.occasion.value or _ELSEWHEN.search(_beside(text, draft, near)):
            return said
        return replace(said, channel=Detail(value=before.channel, basis=Certainty.INHERITED))

    def _goes_on(self, text: str, draft: Draft, near: Around, speaker: Names, said: Circumstances) -> bool:
        """Whether the same speaker goes on where they spoke last: in the same paragraph, or on an occasion that was named.

        Another channel, or a word that puts the saying on another day, says that they do not.
        """
        before = self.by.get(speaker) if speaker else None
        if before is None or not before.day.value or not (before.placed or before.paragraph == self.paragraph):
            return False
        if said.channel.value and said.channel.value != before.channel:
            return False
        return not _ELSEWHEN.search(_beside(text, draft, near))


def _beside(text: str, draft: Draft, near: Around) -> str:
    cue = text[slice(*draft.cue[0])] if draft.cue else ""
    return f"{text[slice(*near.lead)]} {text[slice(*near.gap)]} {cue} {text[slice(*near.trail)]}"


def explicit(text: str, near: Around, anchor: date | None) -> Detail:
    """Return the day that the words around a saying give it: after the cue first, else before it, else before the source."""
    for span in (near.trail, near.gap, near.rest, near.published, near.lead):
        if span[1] - span[0] < SHORTEST or (span == near.lead and not near.plain_lead):
            continue
        for part in _parts(text, span) if span == near.gap else (span,):
            for mention in when.find(text, *part, anchor):
                if mention.detail.value and not _to_come(mention.detail.value, anchor):
                    return mention.detail
    return UNKNOWN


def _parts(text: str, span: Span) -> list[Span]:
    """Return the phrases between source and cue, without what only tells who the source is: who met them on Monday."""
    cuts = [span[0], *(mark.end() for mark in _ASIDE.finditer(text, *span)), span[1]]
    return [(a, b) for a, b in pairwise(cuts) if not _RELATIVE.match(text, a, b)]


def _to_come(value: str, anchor: date | None) -> bool:
    """Whether a day or the beginning of a stretch lies after the day of the article, so that nobody can have spoken then."""
    return anchor is not None and not value.startswith("--") and value[:10] > anchor.isoformat()


def of_page(text: str, paragraphs: Sequence[tuple[int, int]], title: str | None, anchor: date | None) -> Detail:
    """Return the day that every entry of a live page and every turn of a transcript has: the page's own."""
    if anchor is None:
        return UNKNOWN
    clocks = sum(bool(_CLOCK.match(text, a, b)) for a, b in paragraphs)
    turns = sum(bool(_TURN.match(text, a, b)) for a, b in paragraphs)
    live = clocks >= LEAST_ENTRIES and (clocks * 4 >= len(paragraphs) or bool(_LIVE.search(title or "")))
    spoken = turns >= LEAST_ENTRIES and turns * 2 >= len(paragraphs)
    return Detail(value=anchor.isoformat(), basis=Certainty.INFERRED) if live or spoken else UNKNOWN
