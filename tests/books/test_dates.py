"""Dates as news writes them, each with what it means on a Monday, 29 December 2025, unless another day is named."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from winset.read.setting import when
from winset.record.statement import Certainty

MONDAY = date(2025, 12, 29)

TABLE = """
2025-12-28 = 2025-12-28
on 2031-03-04 = 2031-03-04
2031-03-04T22:15:00Z = 2031-03-04
2031-03-04T22:15:00+02:00 = 2031-03-04
2025-02-30 =
December 28, 2025 = 2025-12-28
Dec. 28, 2025 = 2025-12-28
Dec 28 2025 = 2025-12-28
December 28th, 2025 = 2025-12-28
28 December 2025 = 2025-12-28
28 Dec 2025 = 2025-12-28
28th December 2025 = 2025-12-28
the 28th of December 2025 = 2025-12-28
on the 3rd of March, 2031 = 2031-03-03
Sunday, December 28, 2025 = 2025-12-28
Sunday, Dec. 28 = 2025-12-28
Monday, December 28, 2025 =
Friday, Dec. 28 =
Sunday 28 December = 2025-12-28
Sunday 28 December 2025 = 2025-12-28
February 30 =
Feb. 29, 2023 =
Feb. 29, 2024 = 2024-02-29
31 April =
Dec. 28 = 2025-12-28
Dec 29 = 2025-12-29
on Dec 29 = 2025-12-29
on Dec. 29 = 2025-12-29
December 29 = 2025-12-29
29 December = 2025-12-29
Jan. 2 = 2026-01-02
January 2 = 2026-01-02
2 January = 2026-01-02
Nov. 30 = 2025-11-30
Sept. 1 = 2025-09-01
Sep. 1 = 2025-09-01
July 4 = 2025-07-04
June 1st = 2026-06-01
1 June = 2026-06-01
May 5 = 2026-05-05
on May 5 = 2026-05-05
Mar. 15 = 2026-03-15
on the afternoon of Dec. 28 = 2025-12-28
on the morning of 28 December = 2025-12-28
Dec. 28 at 11:30 p.m. EST = 2025-12-28
Dec. 28, 23:30 GMT = 2025-12-28
10 p.m. EST on Dec. 28 = 2025-12-28
9:45 a.m. (CET) on 28 December = 2025-12-28
noon on Dec. 28 = 2025-12-28
midnight on Dec. 31 = 2025-12-31
late on Dec. 28 = 2025-12-28
early on Dec. 28 = 2025-12-28
since Dec. 1 = 2025-12-01
by Jan. 15 = 2026-01-15
until January 15, 2026 = 2026-01-15
28/12/2025 = 2025-12-28
12/28/2025 = 2025-12-28
28.12.2025 = 2025-12-28
03/04/2025 =
04/04/2025 = 2025-04-04
31/02/2025 =
Monday = 2025-12-29
Sunday = 2025-12-28
on Sunday = 2025-12-28
Saturday = 2025-12-27
Friday = 2025-12-26
on Thursday = 2025-12-25
Wednesday = 2025-12-24
Tuesday = 2025-12-23
on Sunday night = 2025-12-28
Sunday evening = 2025-12-28
late on Sunday = 2025-12-28
early Sunday = 2025-12-28
late Friday = 2025-12-26
9 p.m. ET Sunday = 2025-12-28
Sunday at 9 p.m. = 2025-12-28
last Sunday = 2025-12-28
last Monday = 2025-12-22
last Tuesday = 2025-12-23
next Monday = 2026-01-05
next Friday = 2026-01-02
this Friday = 2026-01-02
the coming Friday = 2026-01-02
Sunday's = 2025-12-28
today = 2025-12-29
tonight = 2025-12-29
this morning = 2025-12-29
this afternoon = 2025-12-29
this evening = 2025-12-29
overnight = 2025-12-29
yesterday = 2025-12-28
yesterday morning = 2025-12-28
last night = 2025-12-28
tomorrow = 2025-12-30
tomorrow night = 2025-12-30
the day before yesterday = 2025-12-27
the day after tomorrow = 2025-12-31
two days ago = 2025-12-27
2 days ago = 2025-12-27
ten days earlier = 2025-12-19
a week ago = 2025-12-22
three weeks ago = 2025-12-08
a month ago = 2025-11
two months ago = 2025-10
a year ago = 2024
12 months ago = 2024-12
in two days = 2025-12-31
in three weeks = 2026-01-19
in three weeks' time = 2026-01-19
in a month = 2026-01
in two years = 2027
last week = 2025-12-22/2025-12-28
this week = 2025-12-29/2026-01-04
next week = 2026-01-05/2026-01-11
late last week = 2025-12-22/2025-12-28
early next week = 2026-01-05/2026-01-11
earlier this week = 2025-12-29/2026-01-04
later this week = 2025-12-29/2026-01-04
last month = 2025-11
this month = 2025-12
earlier this month = 2025-12
next month = 2026-01
last year = 2024
this year = 2025
next year = 2026
over the weekend = 2025-12-27/2025-12-28
at the weekend = 2025-12-27/2025-12-28
during the weekend = 2025-12-27/2025-12-28
last weekend = 2025-12-27/2025-12-28
this weekend = 2026-01-03/2026-01-04
next weekend = 2026-01-03/2026-01-04
Dec. 27-28 = 2025-12-27/2025-12-28
December 27–28, 2025 = 2025-12-27/2025-12-28
27-28 December 2025 = 2025-12-27/2025-12-28
27 to 28 December = 2025-12-27/2025-12-28
between 3 and 5 January = 2026-01-03/2026-01-05
from Dec. 27 to Dec. 29 = 2025-12-27/2025-12-29
December 30 to January 2 = 2025-12-30/2026-01-02
30 December to 2 January = 2025-12-30/2026-01-02
30 December – 2 January 2026 = 2025-12-30/2026-01-02
December 28-27 =
Friday to Sunday = 2025-12-26/2025-12-28
from Friday to Sunday = 2025-12-26/2025-12-28
Saturday and Sunday = 2025-12-27/2025-12-28
Saturday through Monday = 2025-12-27/2025-12-29
December 2025 = 2025-12
Dec. 2025 = 2025-12
in March 2031 = 2031-03
early March 2031 = 2031-03
March of 2031 = 2031-03
mid-March 2031 = 2031-03
in December = 2025-12
in November = 2025-11
in March = 2025-03
in May = 2025-05
last December = 2024-12
last March = 2025-03
next March = 2026-03
since October = 2025-10
late in October = 2025-10
by June = 2025-06
September = 2025-09
in 2024 = 2024
since 2014 = 2014
by 2030 = 2030
in early 2022 = 2022
late 2021 = 2021
the first quarter of 2026 = 2026-01-01/2026-03-31
in the fourth quarter = 2025-10-01/2025-12-31
Christmas Day = 2025-12-25
Christmas Eve = 2025-12-24
New Year's Eve = 2025-12-31
New Year’s Day = 2026-01-01
Christmas Day 2022 = 2022-12-25
15-Year =
we =
may =
May =
march =
sun =
sat =
the second =
50 years =
soon =
recently =
24/7 =
20-point =
1-2 =
in the near future =
in the coming days =
one day =
the 28th =
in full =
in 15 parts =
of late =
"""
ROWS = [tuple(part.strip() for part in line.split(" =", 1)) for line in TABLE.strip().splitlines()]

AHEAD = """
on Friday = 2026-01-02
Friday = 2026-01-02
on Monday = 2025-12-29
Sunday = 2026-01-04
in March = 2026-03
in January = 2026-01
this weekend = 2026-01-03/2026-01-04
over the weekend = 2026-01-03/2026-01-04
Thursday to Saturday = 2026-01-01/2026-01-03
"""

WITHOUT_A_DAY = """
Dec 29 = --12-29
December 29 = --12-29
29 December = --12-29
Dec. 27-28 = --12-27/--12-28
in March = --03
Christmas Day = --12-25
Dec. 29, 2025 = 2025-12-29
March 2031 = 2031-03
Sunday, Dec. 28, 2025 = 2025-12-28
in 2024 = 2024
Sunday =
yesterday =
last week =
over the weekend =
two days ago =
last March =
in the third quarter =
"""


def rows(table):
    return [tuple(part.strip() for part in line.split(" =", 1)) for line in table.strip().splitlines()]


def test_the_table_is_as_long_as_was_asked():
    assert len({expression for expression, _ in ROWS}) >= 150


@pytest.mark.parametrize(("expression", "value"), ROWS)
def test_on_a_monday(expression, value):
    assert (when.resolve(expression, MONDAY).value or "") == value


@pytest.mark.parametrize(("expression", "value"), rows(AHEAD))
def test_looking_ahead(expression, value):
    assert (when.resolve(expression, MONDAY, future=True).value or "") == value


@pytest.mark.parametrize(("expression", "value"), rows(WITHOUT_A_DAY))
def test_without_a_day_to_start_from(expression, value):
    """What needs a day to be known stays null; what lacks only its year stays open."""
    assert (when.resolve(expression).value or "") == value


def test_a_weekday_picks_the_year_in_which_it_agrees():
    assert when.resolve("Sunday, Dec. 28", date(2026, 2, 1)).value == "2025-12-28"
    assert when.resolve("Monday, Dec. 28", date(2026, 2, 1)).value == "2026-12-28"


@pytest.mark.parametrize(
    ("expression", "basis"),
    [
        ("Dec. 28, 2025", Certainty.EXPLICIT),
        ("Dec. 28", Certainty.INFERRED),
        ("Sunday", Certainty.INFERRED),
        ("soon", Certainty.NONE),
    ],
)
def test_the_basis_says_whether_the_year_was_written(expression, basis):
    assert when.resolve(expression, MONDAY).basis is basis


@pytest.mark.parametrize(
    ("sentence", "dates"),
    [
        ("They met on Dec. 28 and will meet again on Jan. 4.", ["2025-12-28", "2026-01-04"]),
        ("In talks on Sunday, Dec. 28, the 15-year term came up.", ["2025-12-28"]),
        ("A 20-point plan for 50 years may be one step.", []),
        ("She may march to Sunderland with 12 others.", []),
        ("The talks over the weekend went on until 3 a.m. Monday.", ["2025-12-27/2025-12-28", "2025-12-29"]),
        ("He signed in March 2031; 40 people watched.", ["2031-03"]),
        ("Prices rose by 2000 crowns at the port.", []),
    ],
)
def test_dates_are_found_where_they_stand(sentence, dates):
    found = list(when.find(sentence, 0, len(sentence), MONDAY))
    assert [m.detail.value for m in found] == dates


@given(st.dates(date(1990, 1, 1), date(2090, 12, 31)), st.integers(-150, 150))
def test_a_day_written_without_its_year_is_found_again_within_half_a_year(anchor, shift):
    day = anchor + timedelta(shift)
    assert when.resolve(f"{day:%B} {day.day}", anchor).value == day.isoformat()


@given(st.dates(date(1990, 1, 1), date(2090, 12, 31)))
def test_a_weekday_is_never_more_than_six_days_back(anchor):
    for back in range(7):
        day = anchor - timedelta(back)
        assert when.resolve(f"{day:%A}", anchor).value == day.isoformat()


@given(st.text(max_size=40), st.dates(date(1990, 1, 1), date(2090, 12, 31)))
def test_any_text_is_resolved_or_null(text, anchor):
    detail = when.resolve(text, anchor)
    assert (detail.value is None) == (detail.basis is Certainty.NONE)
