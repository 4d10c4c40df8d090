"""The day of a saying: what its own sentence names, what it takes over from the same speaker, what the whole page has."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import pairwise

from winset.read.attribution.draft import Draft
from winset.read.english.cues import CUES
from winset.read.english.words import NOT_VERBS, word_set
from winset.read.naming.pronoun import Names
from winset.read.setting import when
from winset.read.setting.around import Around, inherited, same_occasion
from winset.read.setting.channel import Circumstances
from winset.read.setting.lead import Lead
from winset.read.setting.pagewide import ORDINARY, Pagewide
from winset.record.statement import UNKNOWN, Certainty, Detail, Span

_PASTS = word_set(
    "was were held found put thought made gave took did ran laid set spoke swore let read laughed met went drew cut broke"
)
_ATTITUDES = word_set("believe think hope fear want expect feel prefer know see consider regard doubt wish")
EARLY = 7
"""Paragraphs from the title on that belong to a story's first telling."""
SHORTEST = 4
"""No day is written in fewer characters."""
_ASIDE = re.compile(r"[,–—)]")
_RELATIVE = re.compile(r"\s*(?:who|whose|whom|which|where|when|an?|the|then)\b")
_SAME_DAY = re.compile(
    r"\b(?:(?:the|that) same (?:day|morning|afternoon|evening|night)|that (?:evening|night|afternoon|morning)|"
    r"later (?:that|in the) (?:day|evening|night|morning|afternoon)|(?:hours?|minutes|moments) later|afterwards?)\b",
    re.I,
)
ELSEWHEN = re.compile(
    r"\b(?:earlier|later|previously|once|recently|often|repeatedly|always|never|since|already|last|next|ago|before|previous|"
    r"separately|meanwhile|elsewhere|had|has|have|will|would|decades?|years?|months?|weeks?|another)\b",
    re.I,
)
"""Words beside a saying that may put it on another day."""
_ELSEWHERE = re.compile(
    r"\b(?:earlier|previously|once|recently|often|repeatedly|always|never|since|already|last|next|ago|before|previous|"
    r"separately|meanwhile|elsewhere|decades?|years?|months?|weeks?|another)\b",
    re.I,
)
"""Words beside a saying that may put it on another occasion."""
GOES_ON = 1
"""Paragraphs after which somebody is still speaking where they spoke."""


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
    wide: Pagewide = ORDINARY
    lead: Lead = field(default_factory=Lead)
    named: Sequence[when.Mention] = ()
    """The days that the page names, in order."""
    last: Detail = UNKNOWN
    day: Detail = UNKNOWN
    """The last day that anything was said on, as far as it is known; `last` is that of the last saying, known or not."""
    by: dict[tuple[str, ...], Spoken] = field(default_factory=dict)
    paragraph: int = 0
    own: Detail = UNKNOWN
    """The day that the last saying's own sentence names."""
    scene: str = ""
    scene_day: Detail = field(default=UNKNOWN)

    def of(
        self, text: str, draft: Draft, near: Around, speaker: Names, said: Circumstances, *, nested: bool, part: bool
    ) -> Detail:
        """Return the day of a saying, and keep in mind what a later one may take over.

        `part` says that the speaker takes part in what the page's first sentences report.
        """
        bare = not draft.source and not draft.cue
        own = self.own = UNKNOWN if bare else explicit(text, near, self.anchor)
        if own.value:
            self.scene, self.scene_day = text[slice(*near.lead)] + text[slice(*near.trail)], own
        elif not nested and self.day.value and _SAME_DAY.search(_beside(text, draft, near)):
            own = inherited(self.day)
        elif bare:
            own = inherited(self.last)
        elif self.scene_day.value and same_occasion(said.occasion, self.scene):
            own = inherited(self.scene_day)
        elif not nested and self.wide.day.value:
            own = self.wide.day
        elif not nested and self._goes_on(text, draft, near, speaker, said):
            own = inherited(self.by[speaker].day)
        elif not nested and self._at_once(speaker, said, part=part) and _told_then(text, draft, near):
            own = inherited(self.lead.day)
        if not nested:
            self.last = own
            self.day = own if own.value else self.day
            before = self.by.get(speaker)
            placed = bool(said.channel.value or said.occasion.value or said.addressee.value)
            placed = placed or bool(before and before.placed and own.basis is Certainty.INHERITED)
            here = before.channel if before and before.paragraph == self.paragraph else None
            self.by[speaker] = Spoken(own, self.paragraph, said.channel.value or here, placed)
        return own

    def channel(self, text: str, draft: Draft, near: Around, speaker: Names, said: Circumstances) -> Circumstances:
        """Return the circumstances of a saying; the same speaker goes on through the same channel within a paragraph."""
        if not said.channel.value and self.wide.channel.value:
            return replace(said, channel=self.wide.channel)
        before = self.by.get(speaker) if speaker else None
        if said.channel.value or before is None or before.channel is None or self.paragraph - before.paragraph > GOES_ON:
            return said
        if before.channel.endswith(" post") and self.paragraph != before.paragraph:
            return said
        if said.addressee.value or said.occasion.value or _ELSEWHERE.search(_beside(text, draft, near)):
            return said
        return replace(said, channel=Detail(value=before.channel, basis=Certainty.INHERITED))

    def _at_once(self, speaker: Names, said: Circumstances, *, part: bool) -> bool:
        """Whether somebody speaks at what the page's first sentences report: the article has not gone on to another day since,
        and the speaker is named there, talks to the press, or has a name and speaks in the first paragraphs.

        Where the lead itself only tells of a saying, nobody else need have spoken that day.
        """
        if not self.lead.day.value or self.day.value not in (None, self.lead.day.value):
            return False
        early = self.paragraph <= EARLY and any(name[:1].isupper() for name in speaker)
        return part or _told_press(said) or (early and not self.lead.told)

    def _goes_on(self, text: str, draft: Draft, near: Around, speaker: Names, said: Circumstances) -> bool:
        """Whether the same speaker goes on where they spoke last: in the same paragraph, or on an occasion that was named.

        Another channel, or a word that puts the saying on another day, says that they do not.
        """
        before = self.by.get(speaker) if speaker else None
        if before is None or not before.day.value or not (before.placed or before.paragraph == self.paragraph):
            return False
        if said.channel.value and said.channel.value != before.channel:
            return False
        if self.day.value != before.day.value and before.paragraph != self.paragraph:
            return False
        return not ELSEWHEN.search(_beside(text, draft, near))


def _told_then(text: str, draft: Draft, near: Around) -> bool:
    """Whether a saying is told as past and plain, so that it belongs to what the page reports."""
    if draft.found.cue is None or draft.found.form.lemma in _ATTITUDES:
        return False
    cue = [t.low for t in draft.sentence[slice(*draft.found.cue)]]
    if cue[:2] == ["would", "not"] or cue[:1] == ["wouldn't"]:
        return not ELSEWHEN.search(text[slice(*near.lead)] + " " + text[slice(*near.trail)])
    return any(map(past, cue)) and not ELSEWHEN.search(_beside(text, draft, near))


def _told_press(said: Circumstances) -> bool:
    """Whether reporters were told, who tell what is news."""
    return (said.addressee.value or "").removeprefix("the ") in ("reporters", "journalists", "press")


def past(low: str) -> bool:
    """Whether a word is the past form of a verb: said, warned."""
    return (low in CUES and CUES[low].tense == "past") or low in _PASTS or (low.endswith("ed") and low not in NOT_VERBS)


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
