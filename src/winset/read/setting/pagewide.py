"""What a whole page tells of everything said on it: its day and its channel, where it is live, a transcript or itself issued."""

import re
from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from winset.record.statement import UNKNOWN, Certainty, Detail, Span

LEAST_ENTRIES = 3
FIRST_WORDS = 600
LAST_WORDS = 400
ISSUED = ("statement",)
"""Channels of a page that is itself what somebody issued."""
_CLOCK = re.compile(r"\s*\d{1,2}[:.]\d\d(?:\s*[ap]\.?m\.?)?(?:\s+[A-Z]{2,4})?(?=[\s:–—-]|$)")
_LIVE = re.compile(r"\blive\b|\bas it happened\b|\bliveblog\b", re.I)
_TURN = re.compile(r"[A-Z][\w.'’&\-]*(?:\s+[\w.'’&\-]+){0,4}(?:\s*\([^()]{1,40}\)|,\s+[A-Z]+)?:\s")
_ISSUED = re.compile(
    r"\W*(?:an?\s|the\s)?(?:(?:joint|official|final|open|unofficial)\s)*"
    r"(?:(?P<statement>communiqu|declaration|statement\s(?:by|of|from|on)|bulletin)|(?P<letter>letter\s(?:to|from)))",
    re.I,
)
"""A title that says that the page itself is what was issued."""
_RELEASE = re.compile(
    r"\bfor immediate (?:release|use)\b|^\W*(?:(?:press|media|news) (?:release|notice)\b|embargoed until\b|"
    r"(?:joint )?(?:statement|declaration|communiqu[eé]) (?:by|of|from)\b)",
    re.I | re.M,
)
_CONTACT = re.compile(
    r"^\W*(?:(?:media|press) (?:contacts?|enquiries|inquiries|office)|contacts?|all enquiries|notes? to editors)\b\s*:",
    re.I | re.M,
)
"""What stands at the head and at the foot of a press release."""
_ASKED = re.compile(r"^\s*(?:Q|QUESTION|Question|REPORTER|Reporter)(?:\s*\([^()\n]{1,40}\))?\s*[:.]", re.M)
"""Turns of askers without a name: those of a news conference."""
_OCCASIONS = (
    (re.compile(r"\b(?:evidence|testimony|hearing|committee)\b", re.I), "testimony"),
    (re.compile(r"\b(?:news|press|media) conference\b|\bpresser\b", re.I), "news conference"),
    (re.compile(r"\bbriefing\b", re.I), "briefing"),
    (re.compile(r"\b(?:earnings|conference) call\b", re.I), "phone call"),
    (
        re.compile(r"\b(?:parliament|assembly|senate|commons|chamber|plenary|hansard|house of|question time)\b", re.I),
        "parliamentary session",
    ),
)


class Pagewide(NamedTuple):
    """What holds for everything said on a page."""

    day: Detail = UNKNOWN
    channel: Detail = UNKNOWN


ORDINARY = Pagewide()


def of_page(text: str, paragraphs: Sequence[Span], title: str | None, anchor: date | None) -> Pagewide:
    """Return what every entry of a live page, every turn of a transcript and every clause of a communiqué has.

    The day is the page's own. The channel of a transcript stands in its title or first words, else it is an interview.
    """
    issued = _ISSUED.match(title or "")
    turn = next((a for a, b in paragraphs if _TURN.match(text, a, b)), FIRST_WORDS)
    first = text[:FIRST_WORDS]
    clocks = sum(bool(_CLOCK.match(text, a, b)) for a, b in paragraphs)
    labels = [match.group().strip() for a, b in paragraphs if (match := _TURN.match(text, a, b))]
    live = clocks >= LEAST_ENTRIES and (clocks * 4 >= len(paragraphs) or bool(_LIVE.search(title or "")))
    spoken = len(labels) >= LEAST_ENTRIES and (
        len(labels) * 2 >= len(paragraphs) or (len(labels) * 3 >= len(paragraphs) and len(set(labels)) * 2 <= len(labels))
    )
    released = bool(_RELEASE.search(first) or _CONTACT.search(text[-LAST_WORDS:]))
    day = _detail(anchor.isoformat()) if anchor and (live or spoken or issued or released) else UNKNOWN
    if issued:
        return Pagewide(day, _detail("letter" if issued["letter"] else "statement"))
    if spoken:
        asked = "news conference" if len(_ASKED.findall(text)) > 1 else "interview"
        return Pagewide(day, _detail(_occasion(title or "") or _occasion(first[:turn]) or asked))
    return Pagewide(day, _detail("statement") if released else UNKNOWN)


def _occasion(words: str) -> str | None:
    """Return the channel of the occasion that some words name first."""
    named = [(match.start(), name) for pattern, name in _OCCASIONS if (match := pattern.search(words))]
    return min(named)[1] if named else None


def _detail(value: str) -> Detail:
    return Detail(value=value, basis=Certainty.INFERRED)
