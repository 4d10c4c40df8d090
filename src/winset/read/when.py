"""Dates as news writes them, resolved against the day of the article; what cannot be known is null."""

import re
from calendar import monthrange
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from winset.record.statement import UNKNOWN, Certainty, Detail, Span

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

_NUMBERS = dict(
    zip(
        ["a", "an", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"],
        (1, 1, *range(1, 13)),
        strict=True,
    )
)
_MONTHS = {
    name: i for i, name in enumerate(["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"], 1)
}
_DAYS = {name: i for i, name in enumerate(["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"])}
_FEASTS = {"christmas day": (12, 25), "christmas eve": (12, 24), "new year's eve": (12, 31), "new year's day": (1, 1)}

Parts = dict[str, str]


@dataclass(frozen=True, slots=True)
class Mention:
    """A date where it stands in a text."""

    span: Span
    detail: Detail


@dataclass(frozen=True, slots=True)
class _Anchor:
    day: date | None
    future: bool


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
            return make({k: v.lower() for k, v in match.groupdict().items() if v}, _Anchor(anchor, future))
    return UNKNOWN


def find(text: str, start: int, end: int, anchor: date | None = None, *, future: bool = False) -> Iterator[Mention]:
    """Yield the dates that stand in a stretch of text, in order, the longest reading of each."""
    at = start
    while match := _ANY.search(text, at, end):
        best = _longest(text, match.start(), end)
        if best is None:
            at = match.start() + max(1, len(match.group()))
            continue
        span_end, make, parts = best
        detail = make(parts, _Anchor(anchor, future))
        if detail.value is not None or detail is not UNKNOWN:
            yield Mention((match.start(), span_end), detail)
        at = span_end


def _longest(text: str, start: int, end: int) -> "tuple[int, Callable[[Parts, _Anchor], Detail], Parts] | None":
    for pattern, make in _RULES:
        match = pattern.match(text, start, end)
        if match and (match.end() >= len(text) or not text[match.end()].isalnum() or not text[match.end() - 1].isalnum()):
            return match.end(), make, {k: v.lower() for k, v in match.groupdict().items() if v}
    return None


def _known(value: str, *, explicit: bool) -> Detail:
    return Detail(value=value, basis=Certainty.EXPLICIT if explicit else Certainty.INFERRED)


def _month(word: str) -> int:
    return _MONTHS[word[:3]]


def _number(word: str) -> int:
    return int(re.sub(r"\D", "", word)) if word[0].isdigit() else _NUMBERS[word]


def _valid(year: int, month: int, day: int) -> date | None:
    return date(year, month, day) if 1 <= month <= 12 and 1 <= day <= monthrange(year, month)[1] else None


def _nearest(month: int, day: int, anchor: date, weekday: int | None = None) -> date | None:
    """Return the day of that month and number nearest the anchor; with a weekday, only a year in which they agree."""
    around = (_valid(anchor.year + shift, month, day) for shift in (-1, 0, 1))
    days = [d for d in around if d and (weekday is None or d.weekday() == weekday)]
    return min(days, key=lambda d: (abs((d - anchor).days), d), default=None)


def _day_of_month(p: Parts, a: _Anchor) -> Detail:
    month, day = _month(p["month"]), _number(p["day"])
    weekday = _DAYS.get(p.get("name", ""))
    if "year" in p:
        exact = _valid(int(p["year"]), month, day)
        return _known(exact.isoformat(), explicit=True) if exact and weekday in (None, exact.weekday()) else UNKNOWN
    if _valid(2024, month, day) is None:
        return UNKNOWN
    if a.day is None:
        return _known(f"--{month:02}-{day:02}", explicit=True)
    near = _nearest(month, day, a.day, weekday)
    return _known(near.isoformat(), explicit=False) if near else UNKNOWN


def _numeric(p: Parts, a: _Anchor) -> Detail:
    first, second, year = int(p["first"]), int(p["second"]), int(p["year"])
    if p.get("dot") or first > 12:
        exact = _valid(year, second, first)
    elif second > 12:
        exact = _valid(year, first, second)
    else:
        exact = _valid(year, first, second) if first == second else None
    return _known(exact.isoformat(), explicit=True) if exact else UNKNOWN


def _iso(p: Parts, a: _Anchor) -> Detail:
    exact = _valid(int(p["year"]), int(p["first"]), int(p["second"]))
    return _known(exact.isoformat(), explicit=True) if exact else UNKNOWN


def _month_alone(p: Parts, a: _Anchor) -> Detail:
    month, which = _month(p["month"]), p.get("which")
    if "year" in p:
        return _known(f"{p['year']}-{month:02}", explicit=True)
    if a.day is None:
        return _known(f"--{month:02}", explicit=True) if which is None else UNKNOWN
    year = a.day.year
    if which == "last" or (which is None and not a.future):
        year -= month > a.day.month or (which == "last" and month == a.day.month)
    elif which == "next" or (which is None and a.future):
        year += month < a.day.month or (which == "next" and month == a.day.month)
    return _known(f"{year}-{month:02}", explicit=False)


def _weekday(p: Parts, a: _Anchor) -> Detail:
    if a.day is None:
        return UNKNOWN
    back = (a.day.weekday() - _DAYS[p["name"]]) % 7
    which = p.get("which")
    if which == "last":
        day = a.day - timedelta(back or 7)
    elif which in ("next", "coming"):
        day = a.day + timedelta(7 - back)
    elif which == "this":
        day = a.day - timedelta(a.day.weekday() - _DAYS[p["name"]])
    else:
        day = a.day + timedelta((7 - back) % 7) if a.future else a.day - timedelta(back)
    return _known(day.isoformat(), explicit=False)


_SHIFTS = {
    "today": 0,
    "tonight": 0,
    "this morning": 0,
    "this afternoon": 0,
    "this evening": 0,
    "yesterday": -1,
    "last night": -1,
    "overnight": 0,
    "tomorrow": 1,
    "the day before yesterday": -2,
    "the day after tomorrow": 2,
}


def _near_day(p: Parts, a: _Anchor) -> Detail:
    if a.day is None:
        return UNKNOWN
    return _known((a.day + timedelta(_SHIFTS[" ".join(p["word"].split())])).isoformat(), explicit=False)


def _shifted_month(day: date, months: int) -> str:
    index = day.year * 12 + day.month - 1 + months
    return f"{index // 12:04}-{index % 12 + 1:02}"


def _distance(p: Parts, a: _Anchor) -> Detail:
    if a.day is None:
        return UNKNOWN
    sign = -1 if p.get("ago") else 1
    count = sign * _number(p["count"])
    unit = p["unit"].rstrip("s'")
    if unit == "day":
        return _known((a.day + timedelta(count)).isoformat(), explicit=False)
    if unit == "week":
        return _known((a.day + timedelta(7 * count)).isoformat(), explicit=False)
    if unit == "month":
        return _known(_shifted_month(a.day, count), explicit=False)
    return _known(str(a.day.year + count), explicit=False)


_WHICH = {"last": -1, "previous": -1, "past": -1, "this": 0, "the current": 0, "next": 1, "coming": 1, "the coming": 1}


def _period(p: Parts, a: _Anchor) -> Detail:
    if a.day is None:
        return UNKNOWN
    shift = _WHICH[p["which"]]
    if p["unit"] == "month":
        return _known(_shifted_month(a.day, shift), explicit=False)
    if p["unit"] == "year":
        return _known(str(a.day.year + shift), explicit=False)
    monday = a.day - timedelta(a.day.weekday()) + timedelta(7 * shift)
    return _interval(monday, monday + timedelta(6), explicit=False)


def _weekend(p: Parts, a: _Anchor) -> Detail:
    if a.day is None:
        return UNKNOWN
    saturday = a.day - timedelta((a.day.weekday() - 5) % 7)
    which = p.get("which")
    if which == "next" or ((a.future or which in ("this", "coming")) and a.day.weekday() < 5):
        saturday += timedelta(7)
    elif which == "last" and a.day.weekday() >= 5:
        saturday -= timedelta(7)
    return _interval(saturday, saturday + timedelta(1), explicit=False)


def _interval(first: date, last: date, *, explicit: bool) -> Detail:
    return _known(f"{first.isoformat()}/{last.isoformat()}", explicit=explicit) if first <= last else UNKNOWN


def _day_range(p: Parts, a: _Anchor) -> Detail:
    """Days of one month or of two: Dec. 27-28; 30 December to 2 January."""
    later_month = p.get("month2") or p["month"]
    first = _day_of_month({"month": p["month"], "day": p["day"], **({"year": p["year"]} if "year" in p else {})}, a)
    last = _day_of_month({"month": later_month, "day": p["day2"], **({"year": p["year"]} if "year" in p else {})}, a)
    if first.value is None or last.value is None:
        return UNKNOWN
    if first.value.startswith("--"):
        return _known(f"{first.value}/{last.value}", explicit=True)
    one, two = date.fromisoformat(first.value), date.fromisoformat(last.value)
    if one > two and "month2" in p:
        if "year" in p:
            one = one.replace(year=one.year - 1)
        else:
            two = two.replace(year=two.year + 1)
    return _interval(one, two, explicit=first.basis is Certainty.EXPLICIT)


def _weekday_range(p: Parts, a: _Anchor) -> Detail:
    if a.day is None:
        return UNKNOWN
    last = _weekday({"name": p["name2"]}, a).value
    first = _weekday({"name": p["name"]}, a).value
    if first is None or last is None:
        return UNKNOWN
    one, two = date.fromisoformat(first), date.fromisoformat(last)
    if one > two:
        one, two = (one, two + timedelta(7)) if a.future else (one - timedelta(7), two)
    return _interval(one, two, explicit=False)


def _year(p: Parts, a: _Anchor) -> Detail:
    return _known(p["year"], explicit=True)


def _quarter(p: Parts, a: _Anchor) -> Detail:
    if "year" not in p and a.day is None:
        return UNKNOWN
    year = int(p["year"]) if "year" in p else a.day.year if a.day else 0
    index = {"first": 0, "second": 1, "third": 2, "fourth": 3, "last": 3}[p["which"]]
    last = date(year, 3 * index + 3, monthrange(year, 3 * index + 3)[1])
    return _interval(date(year, 3 * index + 1, 1), last, explicit="year" in p)


def _feast(p: Parts, a: _Anchor) -> Detail:
    month, day = _FEASTS[p["feast"].replace("’", "'")]
    if "year" in p:
        return _known(f"{p['year']}-{month:02}-{day:02}", explicit=True)
    if a.day is None:
        return _known(f"--{month:02}-{day:02}", explicit=True)
    near = _nearest(month, day, a.day)
    return _known(near.isoformat(), explicit=False) if near else UNKNOWN


def _rule(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.I)


_LEAD = rf"(?:(?:on|late|early|since|by|until|before|after|from)\s+)*(?:(?:the\s+)?(?:{_PART})\s+of\s+|{_CLOCK})?"
_TAIL = rf"(?:\s+{_PART}|,?\s+(?:at\s+)?{_CLOCK})?"
_NAMED = rf"(?:(?P<name>{_DAYNAME})(?:\s+{_PART})?,?\s+(?:the\s+)?)?"
_RULES: tuple[tuple[re.Pattern[str], Callable[[Parts, _Anchor], Detail]], ...] = (
    (_rule(rf"(?:on\s+)?(?P<year>{_YEAR})-(?P<first>\d\d)-(?P<second>\d\d)(?:T[\d:.]+(?:Z|[+-]\d\d:?\d\d)?)?"), _iso),
    (_rule(rf"(?:on\s+)?(?P<first>\d{{1,2}})(?:/|(?P<dot>\.))(?P<second>\d{{1,2}})(?:/|\.)(?P<year>{_YEAR})"), _numeric),
    (
        _rule(
            rf"(?:between\s+|from\s+|"
            rf"on\s+)?(?P<month>{_MONTH})\s+(?P<day>{_DAY}){_DASH}(?:(?P<month2>{_MONTH})\s+)(?P<day2>{_DAY})(?:,?\s+(?P<year>{_YEAR}))?"
        ),
        _day_range,
    ),
    (
        _rule(
            rf"(?:between\s+|from\s+|"
            rf"on\s+)?(?P<month>{_MONTH})\s+(?P<day>{_DAY}){_DASH}(?P<day2>{_DAY})(?![:\d])(?:,?\s+(?P<year>{_YEAR}))?"
        ),
        _day_range,
    ),
    (
        _rule(
            rf"(?:between\s+|from\s+|"
            rf"on\s+)?(?P<day>{_DAY})\s+(?P<month>{_MONTH}){_DASH}(?P<day2>{_DAY})\s+(?P<month2>{_MONTH})(?:,?\s+(?P<year>{_YEAR}))?"
        ),
        _day_range,
    ),
    (
        _rule(
            rf"(?:between\s+|from\s+|"
            rf"on\s+)?(?P<day>{_DAY}){_DASH}(?P<day2>{_DAY})\s+(?P<month>{_MONTH})(?:,?\s+(?P<year>{_YEAR}))?"
        ),
        _day_range,
    ),
    (
        _rule(
            rf"{_LEAD}{_NAMED}(?P<month>{_MONTH})\s+(?P<day>{_DAY})(?![:\d%]|\s*(?:percent|people|"
            rf"years))(?:,?\s+(?P<year>{_YEAR}))?{_TAIL}"
        ),
        _day_of_month,
    ),
    (
        _rule(
            rf"{_LEAD}{_NAMED}(?:the\s+)?(?P<day>{_DAY})\s+(?:of\s+)?(?P<month>{_MONTH})(?!\s*\w*['’])(?:,?\s+(?P<year>{_YEAR}))?{_TAIL}"
        ),
        _day_of_month,
    ),
    (
        _rule(
            rf"(?:early\s+|late\s+|mid-|in\s+|since\s+|by\s+|until\s+|"
            rf"of\s+)*(?P<month>{_MONTH}),?\s+(?:of\s+)?(?P<year>{_YEAR})"
        ),
        _month_alone,
    ),
    (_rule(rf"(?:in\s+|since\s+|by\s+|until\s+|early\s+|late\s+)*(?P<which>last|next|this)\s+(?P<month>{_MONTH})"), _month_alone),
    (
        _rule(
            rf"(?:in|since|by|until|early|late|mid|early in|late in|during|throughout|of)[\s-]+(?:(?:early|late|"
            rf"mid)[\s-]+)?(?P<month>{_MONTH})(?!\s*\d)"
        ),
        _month_alone,
    ),
    (_rule(r"(?P<month>january|february|april|june|july|august|september|october|november|december)(?!\s*\d)"), _month_alone),
    (_rule(rf"(?:from\s+|between\s+)?(?P<name>{_DAYNAME}){_DASH}(?P<name2>{_DAYNAME})"), _weekday_range),
    (
        _rule(rf"{_LEAD}(?:(?:the\s+)?(?P<which>last|next|this|coming)\s+)?(?P<name>{_DAYNAME})(?!s)(?:['’]s)?{_TAIL}"),
        _weekday,
    ),
    (
        _rule(
            r"(?P<word>the\s+day\s+before\s+yesterday|the\s+day\s+after\s+tomorrow|today|tonight|yesterday|tomorrow|"
            r"overnight|last\s+night|this\s+(?:morning|afternoon|evening))(?:\s+(?:morning|afternoon|evening|night))?"
        ),
        _near_day,
    ),
    (_rule(rf"(?P<count>{_NUMBER})\s+(?P<unit>days?|weeks?|months?|years?)\s+(?P<ago>ago|earlier)"), _distance),
    (_rule(rf"in\s+(?P<count>{_NUMBER})\s+(?P<unit>days?|weeks?|months?|years?)(?:['’]?\s+time)?"), _distance),
    (
        _rule(r"(?:(?:over|on|at|during)\s+)?(?:(?:the|(?P<which>last|this|next|coming)|the\s+(?:past|coming))\s+)weekend"),
        _weekend,
    ),
    (
        _rule(
            r"(?:(?:early|late|later|earlier|in)\s+)*(?P<which>last|previous|this|next|coming|the coming|"
            r"the current)\s+(?P<unit>week|month|year)"
        ),
        _period,
    ),
    (_rule(rf"(?:in\s+)?the\s+(?P<which>first|second|third|fourth|last)\s+quarter(?:\s+of\s+(?P<year>{_YEAR}))?"), _quarter),
    (_rule(rf"(?:on\s+)?(?P<feast>christmas\s(?:day|eve)|new\syear['’]s\s(?:day|eve))(?:,?\s+(?P<year>{_YEAR}))?"), _feast),
    (
        _rule(
            rf"(?:in|since|by|until|of|early|late|during|from)\s+(?:early\s+|late\s+|mid-)?(?P<year>{_YEAR})(?![-\w%]|"
            rf"\s+\w+s\b)"
        ),
        _year,
    ),
)
_ANY = _rule(
    rf"\b(?:{_MONTH}\b|{_DAYNAME}|\d{{1,2}}[\s/.:a-z-]|{_YEAR}|today|tonight|yesterday|tomorrow|overnight|last|"
    rf"next|this|over|on|at|the|in|since|by|until"
    rf"|early|late|later|earlier|mid|during|throughout|of|from|between|christmas|new\syear|{_NUMBER}\s+(?:day|"
    rf"week|month|year)|noon|midnight|coming|before|after)"
)
