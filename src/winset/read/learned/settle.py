"""The day and the channel of every saying, settled once the whole page was heard.

What the words beside a saying name is known at once and stands; for whom else it holds shows only when all have been heard. Any
other saying is offered the days and the channels that the page names around it, and none. An offer has traits: who makes it, from
how far, and what the saying is like; a channel of the schema's list is also offered by the words outside what was said. The offer
with the greatest sum of weights stands: a conditional logit (McFadden 1974, in Zarembka, Frontiers in Econometrics, p. 105),
trained by `training/settle.py`.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from typing import NamedTuple

import numpy as np

from winset.read.learned.linear import Arrays, Linear
from winset.read.learned.place import Place
from winset.read.setting.title import stands_in
from winset.record.channel import CHANNELS
from winset.record.statement import UNKNOWN, Certainty, Detail, Span, Statement

Offers = dict[str, list[str]]
"""The traits of each offer, by its value; the empty text offers nothing."""
POST = "post"
"""Posts on whatever service: one kind of channel."""
MOST = 4
"""Paragraphs from which on a distance makes no difference."""
REACH = 60
"""Sayings to either side that are looked at, so that a long page takes time in proportion to its length."""
_AGES = (0, 1, 2, 3, 4, 8, 31)


@dataclass(frozen=True, slots=True)
class Tells:
    """What a page tells of everything said on it: the day of its lead, the day and channel of all, and its own day."""

    lead: str | None
    day: str | None
    channel: str | None
    anchor: date | None
    titles: Sequence[Span] = ()
    """Where its titles stand: what they tell takes day and channel from what they sum up, and is not settled."""


class Column(NamedTuple):
    """The days or the channels of a page, by statement: what each names itself, what the rules gave it, and the commonest."""

    own: list[str | None]
    ruled: list[str | None]
    common: str | None

    @staticmethod
    def of(own: list[str | None], ruled: list[str | None]) -> "Column":
        """Return the column, its commonest value counted once."""
        return Column(own, ruled, next((value for value, _ in Counter(filter(None, own)).most_common(1)), None))


@dataclass(frozen=True, slots=True)
class Settler:
    """The weights: of the traits of a day offered, of those of a channel offered, and of words for each channel."""

    day: dict[str, float]
    channel: dict[str, float]
    words: Linear

    @staticmethod
    def load() -> "Settler":
        """Return the weights that the package ships."""
        return _shipped()

    @staticmethod
    def of(arrays: Arrays) -> "Settler":
        """Return a settler with these weights, as `training/settle.py` writes them."""
        day, channel, words = (Linear.of(arrays, name) for name in ("day_", "channel_", "words_"))
        return Settler(day.column(), channel.column(), words)

    def settled(self, statements: Sequence[Statement], places: Sequence[Place], page: Tells) -> Iterator[Statement]:
        """Yield the statements of a page, each with the day and channel that stand."""
        days = Column.of([p.day for p in places], [s.date.value for s in statements])
        channels = Column.of([p.channel for p in places], [s.channel.value for s in statements])
        for at, (statement, place) in enumerate(zip(statements, places, strict=True)):
            if stands_in(statement, page.titles):
                yield statement
                continue
            changed = {}
            if not days.ruled[at] or days.ruled[at] != place.day:
                changed["date"] = _detail(statement.date, best(self.day, days_offered(at, places, days, page)))
            if not channels.ruled[at] or channels.ruled[at] != place.channel:
                how = self.how(place.words, channels_offered(at, places, channels, page))
                changed["channel"] = _detail(statement.channel, how)
            yield statement.model_copy(update=changed) if changed else statement

    def how(self, words: Iterable[str], offers: Offers) -> str:
        """Return the channel that stands, in view of the words outside what was said."""
        by_words = dict(zip(self.words.labels, self.words.scores(words).tolist(), strict=True))
        return best(self.channel, offers, lambda value: by_words[kind_of(value)])


def best(weights: dict[str, float], offers: Offers, more: Callable[[str], float] = lambda _: 0.0) -> str:
    """Return the offer with the greatest sum of weights, the first of equals.

    >>> best({"own": 1.0, "none": 0.5}, {"2031-03-04": ["own"], "": ["none"]})
    '2031-03-04'
    """
    return max(offers, key=lambda value: sum(weights.get(trait, 0.0) for trait in offers[value]) + more(value))


def kind_of(channel: str) -> str:
    """Return what kind of channel one is: a word of the list, a post, another, or none.

    >>> kind_of("X post"), kind_of("interview"), kind_of("loudhailer"), kind_of("")
    ('post', 'interview', 'other', '')
    """
    return channel if channel in CHANNELS or not channel else POST if channel.endswith(POST) else "other"


def days_offered(at: int, places: Sequence[Place], days: Column, page: Tells) -> Offers:
    """Return the days offered to the saying at an index: none after the article's own, nor that one if nothing else names it."""
    by = _by_value(at, places, days)
    own = page.anchor.isoformat() if page.anchor else None
    for role, value in (("lead", page.lead), ("page", page.day), ("article", own), *places[at].told):
        if value:
            by.setdefault(value, []).append(role)
    known = {
        value: roles
        for value, roles in by.items()
        if roles != ["article"] and (own is None or value.startswith("--") or value[:10] <= own)
    }
    return _traits(known, places[at], lambda value: age(value, page.anchor))


def channels_offered(at: int, places: Sequence[Place], channels: Column, page: Tells) -> Offers:
    """Return the channels offered to the saying at an index: those named around it, and all of the list."""
    by = _by_value(at, places, channels)
    if page.channel:
        by.setdefault(page.channel, []).append("page")
    return {channel: [] for channel in CHANNELS} | _traits(by, places[at], kind_of)


def _by_value(at: int, places: Sequence[Place], column: Column) -> dict[str, list[str]]:
    """Return who offers which value: the rules, the saying's words, the same speaker and anybody around, most of the page."""
    here, (own, ruled, common) = places[at], column
    offers = [("ruled", ruled[at]), ("own", own[at])]
    for side, indices in (
        ("before", range(at - 1, max(-1, at - REACH), -1)),
        ("after", range(at + 1, min(len(places), at + REACH))),
    ):
        same = anybody = False
        for i in indices:
            away = min(MOST, abs(here.paragraph - places[i].paragraph))
            if own[i] and not anybody:
                offers.append((f"anybody {side} {away}", own[i]))
                anybody = True
            if here.speaker and places[i].speaker == here.speaker and not same:
                offers.append((f"speaker {side} {away}", own[i] or ruled[i]))
                same = True
            if (same and anybody) or away >= MOST:
                break
    offers.append(("common", common))
    by: dict[str, list[str]] = {}
    for role, value in offers:
        if value:
            by.setdefault(value, []).append(role)
    return by


def _traits(by: dict[str, list[str]], here: Place, kind: Callable[[str], str]) -> Offers:
    """Return the traits of each value offered, and those of none."""
    if not by:
        return {"": []}
    several = min(MOST, len(by))
    out: Offers = {}
    for value, roles in by.items():
        sort = kind(value)
        traits = ["+".join(sorted(roles)), f"{sort} several {several}"]
        for role in (sort, *roles):
            traits += [role, *(f"{role} {sign}" for sign in here.signs)]
        out[value] = traits + [f"{role} {sort}" for role in roles]
    every = sorted(role for roles in by.values() for role in roles)
    out[""] = ["none", f"none several {several}", "none " + "+".join(every)]
    out[""] += [f"none {other}" for other in (*here.signs, *every)]
    return out


def age(value: str, anchor: date | None) -> str:
    """Return how long before its article a day lies, as far as that matters.

    >>> age("2031-03-02", date(2031, 3, 4)), age("2031-03", date(2031, 3, 4))
    ('age 2', 'length 7')
    """
    if anchor is None or len(value) != len("2031-03-02") or value.startswith("--"):
        return "no age" if anchor is None else f"length {len(value)}"
    days = (anchor - date.fromisoformat(value)).days
    return f"age {max((bound for bound in _AGES if days >= bound), default=0)}"


def _detail(ruled: Detail, value: str) -> Detail:
    """Return what the rules gave where it stands; anything else was worked out."""
    if value == (ruled.value or ""):
        return ruled
    return Detail(value=value, basis=Certainty.INFERRED) if value else UNKNOWN


@cache
def _shipped() -> Settler:
    with (files("winset.read") / "weights" / "settle.npz").open("rb") as stream, np.load(stream) as arrays:
        return Settler.of(dict(arrays))
