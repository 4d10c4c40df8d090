"""Dates as news writes them, found and resolved against the day of the article; what cannot be known is null."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date

from winset.read.setting import reckon
from winset.read.setting.reckon import Anchor, Parts
from winset.record.statement import UNKNOWN, Detail, Span

_MONTH = (
    r"(?:jan(?:uary|\.)?|feb(?:ruary|\.)?|mar(?:ch|\.)?|apr(?:il|\.)?|may|june?\.?|july?\.?|aug(?:ust|\.)?|"
    r"sept?(?:ember|\.)?|oct(?:ober|\.)?"
    r"|nov(?:ember|\.)?|dec(?:ember|\.)?)"
)
_DAYNAME = r"(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day)"
_DAY = r"(?:3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?"
_YEAR = r"(?:1[89]\d\d|20\d\d)"
_NUMBER = r"(?:\d{1,2}|an?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)"
_DASH = r"\s*(?:[-–—]|to|through|until|and)\s*"
_PART = r"(?:morning|afternoon|evening|night)"
_ZONE = r"(?:gmt|utc|est|edt|et|cet|cest|msk|bst|pst|pdt|pt|local time|eastern time|moscow time)"
_HOUR = r"(?:\d{1,2}[:.]\d\d(?:\s*[ap]\.?m\.?)?|\d{1,2}\s*[ap]\.?m\.?|noon|midnight)"
_CLOCK = rf"(?:{_HOUR}(?:\s*\(?{_ZONE}\)?)?\s*(?:on\s+|,\s*)?)"


@dataclass(frozen=True, slots=True)
class Mention:
    """A date where it stands in a text."""

    span: Span
    detail: Detail


def resolve(expression: str, anchor: date | None = None, *, future: bool = False) -> Detail:
    """Return the day, month, year or interval that an expression means, or null.

    `anchor` is the day of the article; without it a year that is not written stays open (`--12-29`) and a weekday is null.
    `future` says that the sentence looks ahead: "on Friday" is then the Friday to come.

    >>> resolve("Sunday", date(2025, 12, 29)).value
    '2025-12-28'
    >>> resolve("Dec 29").value
    '--12-29'
    """
    for pattern, make in _RULES:
        match = pattern.fullmatch(expression.strip())
        if match:
            return make({k: v.lower() for k, v in match.groupdict().items() if v}, Anchor(anchor, future))
    return UNKNOWN


def find(text: str, start: int, end: int, anchor: date | None = None, *, future: bool = False) -> Iterator[Mention]:
    """Yield the dates that stand in a stretch of text, in order, the longest reading of each."""
    if not _SIGN.search(text[start:end].lower()):
        return
    at = start
    while match := _ANY.search(text, at, end):
        best = (
            None if _ANY_SUCH.search(text, max(start, match.start() - 6), match.start()) else _longest(text, match.start(), end)
        )
        if best is None:
            at = match.start() + max(1, len(match.group()))
            continue
        span_end, make, parts = best
        detail = make(parts, Anchor(anchor, future))
        if detail.value is not None or detail is not UNKNOWN:
            yield Mention((match.start(), span_end), detail)
        at = span_end


def every_day(text: str, anchor: date | None = None) -> Iterator[Mention]:
    """Yield the dates that stand in a text, looked for around the signs of one alone: most of a page has none."""
    for start, end in _windows(text):
        yield from find(text, start, end, anchor)


def _windows(text: str) -> Iterator[Span]:
    """Yield the stretches in which a date may stand: whole words some way to either side of each sign, joined where they meet."""
    start = end = 0
    for sign in _SIGN.finditer(text.lower()):
        if sign.start() - AROUND > end:
            if end:
                yield start, end
            space = _SPACE.search(text, max(0, sign.start() - AROUND))
            start = min(space.end() if space else 0, sign.start()) if sign.start() > AROUND else 0
        space = _SPACE.search(text, min(sign.end() + AROUND, len(text)))
        end = space.start() if space else len(text)
    if end:
        yield start, end


def _longest(text: str, start: int, end: int) -> "tuple[int, Callable[[Parts, Anchor], Detail], Parts] | None":
    for pattern, make in _RULES:
        match = pattern.match(text, start, end)
        if match and (match.end() >= len(text) or not text[match.end()].isalnum() or not text[match.end() - 1].isalnum()):
            return match.end(), make, {k: v.lower() for k, v in match.groupdict().items() if v}
    return None


def _rule(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.I)


_LEAD = rf"(?:(?:on|late|early|since|by|until|before|after|from)\s+)*(?:(?:the\s+)?(?:{_PART})\s+of\s+|{_CLOCK})?"
_TAIL = rf"(?:\s+{_PART}|,?\s+(?:at\s+)?{_CLOCK})?"
_NAMED = rf"(?:(?P<name>{_DAYNAME})(?:\s+{_PART})?,?\s+(?:the\s+)?)?"
_RULES: tuple[tuple[re.Pattern[str], Callable[[Parts, Anchor], Detail]], ...] = (
    (_rule(rf"(?:on\s+)?(?P<year>{_YEAR})-(?P<first>\d\d)-(?P<second>\d\d)(?:T[\d:.]+(?:Z|[+-]\d\d:?\d\d)?)?"), reckon.iso),
    (_rule(rf"(?:on\s+)?(?P<first>\d{{1,2}})(?:/|(?P<dot>\.))(?P<second>\d{{1,2}})(?:/|\.)(?P<year>{_YEAR})"), reckon.numeric),
    (
        _rule(
            rf"(?:between\s+|from\s+|"
            rf"on\s+)?(?P<month>{_MONTH})\s+(?P<day>{_DAY}){_DASH}(?:(?P<month2>{_MONTH})\s+)(?P<day2>{_DAY})(?:,?\s+(?P<year>{_YEAR}))?"
        ),
        reckon.day_range,
    ),
    (
        _rule(
            rf"(?:between\s+|from\s+|"
            rf"on\s+)?(?P<month>{_MONTH})\s+(?P<day>{_DAY}){_DASH}(?P<day2>{_DAY})(?![:\d])(?:,?\s+(?P<year>{_YEAR}))?"
        ),
        reckon.day_range,
    ),
    (
        _rule(
            rf"(?:between\s+|from\s+|"
            rf"on\s+)?(?P<day>{_DAY})\s+(?P<month>{_MONTH}){_DASH}(?P<day2>{_DAY})\s+(?P<month2>{_MONTH})(?:,?\s+(?P<year>{_YEAR}))?"
        ),
        reckon.day_range,
    ),
    (
        _rule(
            rf"(?:between\s+|from\s+|"
            rf"on\s+)?(?P<day>{_DAY}){_DASH}(?P<day2>{_DAY})\s+(?P<month>{_MONTH})(?:,?\s+(?P<year>{_YEAR}))?"
        ),
        reckon.day_range,
    ),
    (
        _rule(
            rf"{_LEAD}{_NAMED}(?P<month>{_MONTH})\s+(?P<day>{_DAY})(?![:\d%]|\s*(?:percent|people|"
            rf"years))(?:,?\s+(?P<year>{_YEAR}))?{_TAIL}"
        ),
        reckon.day_of_month,
    ),
    (
        _rule(
            rf"{_LEAD}{_NAMED}(?:the\s+)?(?P<day>{_DAY})\s+(?:of\s+)?(?P<month>{_MONTH})(?!\s*\w*['’])(?:,?\s+(?P<year>{_YEAR}))?{_TAIL}"
        ),
        reckon.day_of_month,
    ),
    (
        _rule(
            rf"(?:early\s+|late\s+|mid-|in\s+|since\s+|by\s+|until\s+|"
            rf"of\s+)*(?P<month>{_MONTH}),?\s+(?:of\s+)?(?P<year>{_YEAR})"
        ),
        reckon.month_alone,
    ),
    (
        _rule(rf"(?:in\s+|since\s+|by\s+|until\s+|early\s+|late\s+)*(?P<which>last|next|this)\s+(?P<month>{_MONTH})"),
        reckon.month_alone,
    ),
    (
        _rule(
            rf"(?:in|since|by|until|early|late|mid|early in|late in|during|throughout|of)[\s-]+(?:(?:early|late|"
            rf"mid)[\s-]+)?(?P<month>{_MONTH})(?!\s*\d)"
        ),
        reckon.month_alone,
    ),
    (
        _rule(r"(?P<month>january|february|april|june|july|august|september|october|november|december)(?!\s*\d)"),
        reckon.month_alone,
    ),
    (_rule(rf"(?:from\s+|between\s+)?(?P<name>{_DAYNAME}){_DASH}(?P<name2>{_DAYNAME})"), reckon.weekday_range),
    (
        _rule(rf"{_LEAD}(?:(?:the\s+)?(?P<which>last|next|this|coming)\s+)?(?P<name>{_DAYNAME})(?!s)(?:['’]s)?{_TAIL}"),
        reckon.weekday,
    ),
    (
        _rule(
            r"(?P<word>the\s+day\s+before\s+yesterday|the\s+day\s+after\s+tomorrow|today|tonight|yesterday|tomorrow|"
            r"overnight|last\s+night|this\s+(?:morning|afternoon|evening))(?:\s+(?:morning|afternoon|evening|night))?"
        ),
        reckon.near_day,
    ),
    (_rule(rf"(?P<count>{_NUMBER})\s+(?P<unit>days?|weeks?|months?|years?)\s+(?P<ago>ago|earlier)"), reckon.distance),
    (_rule(rf"in\s+(?P<count>{_NUMBER})\s+(?P<unit>days?|weeks?|months?|years?)(?:['’]?\s+time)?"), reckon.distance),
    (
        _rule(r"(?:(?:over|on|at|during)\s+)?(?:(?:the|(?P<which>last|this|next|coming)|the\s+(?:past|coming))\s+)weekend"),
        reckon.weekend,
    ),
    (
        _rule(
            r"(?:(?:early|late|later|earlier|in)\s+)*(?P<which>last|previous|this|next|coming|the coming|"
            r"the current)\s+(?P<unit>week|month|year)"
        ),
        reckon.period,
    ),
    (
        _rule(rf"(?:in\s+)?the\s+(?P<which>first|second|third|fourth|last)\s+quarter(?:\s+of\s+(?P<year>{_YEAR}))?"),
        reckon.quarter,
    ),
    (_rule(rf"(?:on\s+)?(?P<feast>christmas\s(?:day|eve)|new\syear['’]s\s(?:day|eve))(?:,?\s+(?P<year>{_YEAR}))?"), reckon.feast),
    (
        _rule(
            rf"(?:in|since|by|until|of|early|late|during|from)\s+(?:early\s+|late\s+|mid-)?(?P<year>{_YEAR})(?![-\w%]|"
            rf"\s+\w+s\b)"
        ),
        reckon.year,
    ),
)
_SIGN = re.compile(
    r"\d|day|night|week|month|year|quarter|tomorrow|morning|afternoon|evening|christmas|"
    r"jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec"
)
"""Without one of these, in lower case, no date is written, and the rules need not be tried."""
AROUND = 40
"""Characters to either side of a sign that a date may take."""
_SPACE = re.compile(r"\s")
_ANY_SUCH = _rule(r"\b(?:an?|one|every|each|any|some)\s$")
_ANY = _rule(
    rf"\b(?:{_MONTH}\b|{_DAYNAME}|\d{{1,2}}[\s/.:a-z-]|{_YEAR}|today|tonight|yesterday|tomorrow|overnight|last|"
    rf"next|this|over|on|at|the|in|since|by|until"
    rf"|early|late|later|earlier|mid|during|throughout|of|from|between|christmas|new\syear|{_NUMBER}\s+(?:day|"
    rf"week|month|year)|noon|midnight|coming|before|after)"
)
