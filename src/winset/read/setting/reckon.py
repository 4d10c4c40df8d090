"""What the parts of a written date come to, reckoned from the day of the article; where that is not certain, nothing."""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta

from winset.record.statement import UNKNOWN, Certainty, Detail

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
class Anchor:
    """The day from which to reckon, if it is known, and whether the sentence looks ahead."""

    day: date | None
    future: bool


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


def day_of_month(p: Parts, a: Anchor) -> Detail:
    """A day with its month: 28 December; with a weekday, only where they agree."""
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


def numeric(p: Parts, a: Anchor) -> Detail:
    """A day in figures; where day and month could be either way round, nothing."""
    first, second, year = int(p["first"]), int(p["second"]), int(p["year"])
    if p.get("dot") or first > 12:
        exact = _valid(year, second, first)
    elif second > 12:
        exact = _valid(year, first, second)
    else:
        exact = _valid(year, first, second) if first == second else None
    return _known(exact.isoformat(), explicit=True) if exact else UNKNOWN


def iso(p: Parts, a: Anchor) -> Detail:
    """A day as computers write it."""
    exact = _valid(int(p["year"]), int(p["first"]), int(p["second"]))
    return _known(exact.isoformat(), explicit=True) if exact else UNKNOWN


def month_alone(p: Parts, a: Anchor) -> Detail:
    """A month: in March; last December."""
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


def weekday(p: Parts, a: Anchor) -> Detail:
    """A weekday: on Sunday; next Friday."""
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


def near_day(p: Parts, a: Anchor) -> Detail:
    """A day counted from the anchor: yesterday, tonight."""
    if a.day is None:
        return UNKNOWN
    return _known((a.day + timedelta(_SHIFTS[" ".join(p["word"].split())])).isoformat(), explicit=False)


def _shifted_month(day: date, months: int) -> str:
    index = day.year * 12 + day.month - 1 + months
    return f"{index // 12:04}-{index % 12 + 1:02}"


def distance(p: Parts, a: Anchor) -> Detail:
    """So many days, weeks, months or years before or after the anchor."""
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


def period(p: Parts, a: Anchor) -> Detail:
    """A whole week, month or year."""
    if a.day is None:
        return UNKNOWN
    shift = _WHICH[p["which"]]
    if p["unit"] == "month":
        return _known(_shifted_month(a.day, shift), explicit=False)
    if p["unit"] == "year":
        return _known(str(a.day.year + shift), explicit=False)
    monday = a.day - timedelta(a.day.weekday()) + timedelta(7 * shift)
    return _interval(monday, monday + timedelta(6), explicit=False)


def weekend(p: Parts, a: Anchor) -> Detail:
    """A Saturday and Sunday."""
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


def day_range(p: Parts, a: Anchor) -> Detail:
    """Days of one month or of two: Dec. 27-28; 30 December to 2 January."""
    later_month = p.get("month2") or p["month"]
    first = day_of_month({"month": p["month"], "day": p["day"], **({"year": p["year"]} if "year" in p else {})}, a)
    last = day_of_month({"month": later_month, "day": p["day2"], **({"year": p["year"]} if "year" in p else {})}, a)
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


def weekday_range(p: Parts, a: Anchor) -> Detail:
    """From one weekday to another."""
    if a.day is None:
        return UNKNOWN
    last = weekday({"name": p["name2"]}, a).value
    first = weekday({"name": p["name"]}, a).value
    if first is None or last is None:
        return UNKNOWN
    one, two = date.fromisoformat(first), date.fromisoformat(last)
    if one > two:
        one, two = (one, two + timedelta(7)) if a.future else (one - timedelta(7), two)
    return _interval(one, two, explicit=False)


def year(p: Parts, a: Anchor) -> Detail:
    """A year."""
    return _known(p["year"], explicit=True)


def quarter(p: Parts, a: Anchor) -> Detail:
    """A quarter of a year."""
    if "year" not in p and a.day is None:
        return UNKNOWN
    year = int(p["year"]) if "year" in p else a.day.year if a.day else 0
    index = {"first": 0, "second": 1, "third": 2, "fourth": 3, "last": 3}[p["which"]]
    last = date(year, 3 * index + 3, monthrange(year, 3 * index + 3)[1])
    return _interval(date(year, 3 * index + 1, 1), last, explicit="year" in p)


def feast(p: Parts, a: Anchor) -> Detail:
    """A feast with a fixed day."""
    month, day = _FEASTS[p["feast"].replace("’", "'")]
    if "year" in p:
        return _known(f"{p['year']}-{month:02}-{day:02}", explicit=True)
    if a.day is None:
        return _known(f"--{month:02}-{day:02}", explicit=True)
    near = _nearest(month, day, a.day)
    return _known(near.isoformat(), explicit=False) if near else UNKNOWN
