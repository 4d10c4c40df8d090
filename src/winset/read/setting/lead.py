"""The day of what a page reports, as its first sentences give it: the talks broke down on Wednesday."""

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from winset.read.english.cues import CUES
from winset.read.english.world import nation
from winset.read.setting import when
from winset.record.statement import UNKNOWN, Detail, Span

PARAGRAPHS = 2
SHORTEST = 40
"""A shorter paragraph is a label or a place, not yet the story."""
LONGEST_AGO = 3
"""Days; what happened longer ago is no news, and what is said of it was said later."""
_QUOTED = re.compile(r"[“\"«][^”\"»]*[”\"»]?")
_STOP = re.compile(r"[,.;:?!]\s|\b(?:after|before|since|until|ahead of|following|unless|if|when|while|that|which|who)\b")
_AHEAD = re.compile(
    r"\b(?:will|would|shall|may|might|could|to \w+|due|plan\w*|scheduled|set to|expected|unless|if)\b",
    re.I,
)
_CAPITAL = re.compile(r"\b[A-Z][\w-]+(?:[’'][a-z]+)?\b")
_BOUND = re.compile(r"(?:until|by|from|since|before|after|next|early next|late next)\b", re.I)


@dataclass(frozen=True, slots=True)
class Lead:
    """What the first paragraphs of a page report: on which day it happened, and who is named in them.

    `told` says that what happened then was itself a saying, so that nobody but those who are named need have spoken that day.
    """

    day: Detail = UNKNOWN
    told: bool = False
    words: frozenset[str] = frozenset()
    nations: frozenset[str] = frozenset()

    def names(self, name: str, nations: Collection[str] = ()) -> bool:
        """Whether somebody of that name, or but for a mere saying from one of these states, takes part in what is reported."""
        return name.rpartition(" ")[2] in self.words or not (self.told or self.nations.isdisjoint(nations))


def of_lead(text: str, paragraphs: Sequence[Span], anchor: date | None) -> Lead:
    """Return what the first paragraphs report; without a day where none is told as past."""
    story = [span for span in paragraphs if span[1] - span[0] >= SHORTEST][:PARAGRAPHS]
    for number, span in enumerate(story):
        for day, told in _days(text, span, anchor) if anchor else ():
            if not (number and told):
                words = frozenset(word for a, b in story for word in _CAPITAL.findall(text, a, b))
                return Lead(day, told, words, frozenset(map(nation, words)))
    return Lead()


def _days(text: str, paragraph: Span, anchor: date) -> Iterator[tuple[Detail, bool]]:
    """Yield the days on which a paragraph says that something happened, and whether its clause tells of a saying."""
    start, end = paragraph
    quoted = [m.span() for m in _QUOTED.finditer(text, start, end)]
    for mention in when.find(text, start, end, anchor):
        a, b = mention.span
        clause = text[max((m.end() for m in _STOP.finditer(text, start, a)), default=start) : a]
        known = _recent(mention.detail.value, anchor) and not any(x <= a < y for x, y in quoted)
        if known and not _BOUND.match(text, a, b) and not _AHEAD.search(clause):
            yield mention.detail, any(word.lower() in CUES for word in re.findall(r"[a-z]+", clause))


def _recent(value: str | None, anchor: date) -> bool:
    if value is None or len(value) != 10 or value.startswith("--"):
        return False
    return timedelta(0) <= anchor - date.fromisoformat(value) <= timedelta(LONGEST_AGO)
