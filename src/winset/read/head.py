"""The head of an article: title, byline, contributors, outlet and day, from the zones that hold them."""

import datetime
import re
from collections.abc import Sequence
from dataclasses import dataclass

from winset.read import when
from winset.read.channel import outlet_named
from winset.record.article import Zone, ZoneKind
from winset.record.statement import UNKNOWN, Certainty, Detail

_BY = re.compile(r"^\s*(?:by|written by|story by|words by)\s+", re.I)
_CONTRIBUTED = re.compile(
    r"^(?P<who>.+?)\s+contributed\b|(?:reporting|writing|editing|files)\b[^:]*?\bby\b\s*:?\s*(?P<by>[^;.()]+)", re.I
)
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
        return datetime.date.fromisoformat(value) if value and re.fullmatch(r"\d{4}-\d\d-\d\d", value) else None


def head(text: str, zones: Sequence[Zone], as_of: datetime.date | None = None) -> Head:
    """Return an article's head. `as_of` supplies what its dates leave out; a page without a day of its own stays without."""
    words = {kind: [text[z.span[0] : z.span[1]].strip() for z in zones if z.kind is kind] for kind in ZoneKind}
    title = next((_one_line(w) for w in words[ZoneKind.TITLE]), None)
    byline = next((_BY.sub("", _one_line(w)) for w in words[ZoneKind.BYLINE]), None)
    contributors = tuple(name for w in words[ZoneKind.CONTRIBUTORS] for name in _people(w))
    outlet = next((name for w in words[ZoneKind.DATELINE] if (name := _agency(w))), None)
    day = next((d for w in words[ZoneKind.DATELINE] for d in _days(w, as_of)), UNKNOWN)
    return Head(title, byline, contributors, outlet, day)


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
