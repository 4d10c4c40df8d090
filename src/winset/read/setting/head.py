"""The head of an article: title, byline, contributors, outlet and day, from the zones that hold them."""

import datetime
import re
from collections.abc import Sequence
from dataclasses import dataclass

from winset.read.english.outlet import outlet_named
from winset.read.setting import when
from winset.record.article import Zone, ZoneKind
from winset.record.statement import UNKNOWN, Certainty, Detail

_BY = re.compile(r"^\s*(?:by|posted by|written by|story by|words by)\s+", re.I)
_POSTED = re.compile(r"^\s*(?:[Pp]osted|[Ww]ritten|[Pp]ublished) by\s+(\w[\w.'’-]*(?:\s+[A-Z][\w.'’-]*)*)", re.M)
_CONTRIBUTED = re.compile(
    r"^(?P<who>.+?)\s+contributed\b|(?:reporting|writing|editing|files)\b[^:]*?\bby\b\s*:?\s*(?P<by>[^;.()]+)", re.I
)
_FULL = re.compile(r"\d{4}-\d\d-\d\d")
_YEAR = re.compile(r"(?:19|20)\d\d")
_ALONE = re.compile(r"(?:|.{0,120}(?:[,|·•–—/]|\bday\b|\.)\s*)", re.S)
"""What may stand before a date that is a line's own, not part of a sentence."""
LINES_ABOVE = 4
FIRST_WORDS = 160
_IN_BRACKETS = re.compile(r"\(([^()]{2,40})\)")


@dataclass(frozen=True, slots=True)
class Head:
    """What stands around the body of an article and is about it."""

    title: str | None = None
    byline: str | None = None
    contributors: tuple[str, ...] = ()
    outlet: str | None = None
    date: Detail = UNKNOWN

    @property
    def day(self) -> datetime.date | None:
        """The day of publication, where it is known in full."""
        value = self.date.value
        return datetime.date.fromisoformat(value) if value and _FULL.fullmatch(value) else None


def head(text: str, zones: Sequence[Zone], as_of: datetime.date | None = None) -> Head:
    """Return an article's head. `as_of` supplies what its dates leave out; a page without a day of its own stays without."""
    words = {kind: [text[z.span[0] : z.span[1]].strip() for z in zones if z.kind is kind] for kind in ZoneKind}
    title = next((_one_line(w) for w in words[ZoneKind.TITLE]), None)
    byline = next((_BY.sub("", _one_line(w)) for w in words[ZoneKind.BYLINE]), None)
    byline = byline or next((m[1] for w in words[ZoneKind.DATELINE] if (m := _POSTED.search(w))), None)
    contributors = tuple(name for w in words[ZoneKind.CONTRIBUTORS] for name in _people(w))
    outlet = next((name for w in words[ZoneKind.DATELINE] if (name := _agency(w))), None)
    found = [d for w in words[ZoneKind.DATELINE] for d in _days(w, as_of)]
    whole = [d for d in found if d.basis is Certainty.EXPLICIT and _FULL.fullmatch(d.value or "")]
    day = next(iter(whole or _above(text, zones, as_of) or found), UNKNOWN)
    return Head(title, byline, contributors, outlet, day)


def _above(text: str, zones: Sequence[Zone], as_of: datetime.date | None) -> list[Detail]:
    """Return the full dates that stand by themselves in the lines under a title: Palace press office, 21 October 2030."""
    top = [z for z in zones if z.kind in (ZoneKind.TITLE, ZoneKind.BODY, ZoneKind.OTHER)][:LINES_ABOVE]
    out = []
    for zone in top:
        end = min(zone.span[1], zone.span[0] + FIRST_WORDS)
        for mention in when.find(text, zone.span[0], end, as_of) if _YEAR.search(text, zone.span[0], end) else ():
            before, full = text[zone.span[0] : mention.span[0]], _FULL.fullmatch(mention.detail.value or "")
            if full and mention.detail.basis is Certainty.EXPLICIT and _ALONE.fullmatch(before):
                out.append(mention.detail)
    return out


def _one_line(words: str) -> str:
    return re.sub(r"\s+", " ", words)


def _agency(words: str) -> str | None:
    brackets = _IN_BRACKETS.search(words)
    return (brackets[1] if brackets and not brackets[1][0].isdigit() else None) or outlet_named(words)


def _days(words: str, as_of: datetime.date | None) -> list[Detail]:
    return [m.detail for m in when.find(words, 0, len(words), as_of) if m.detail.value and m.detail.basis is not Certainty.NONE]


def _people(words: str) -> list[str]:
    match = _CONTRIBUTED.search(_one_line(words))
    listed = (match["who"] or match["by"] or "") if match else ""
    return [name.strip(" .()") for name in re.split(r",\s*(?:and\s+)?|\s+and\s+", listed) if name.strip(" .()")]
