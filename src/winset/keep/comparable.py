"""Comparable cases: guarantees of the past, how they ended, and whether war returned. Six stories, no sample."""

import csv
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib import resources
from typing import Any


@dataclass(frozen=True, slots=True)
class Comparable:
    """A guarantee of the past, with the source of its dates and the day since when what is said here was known."""

    name: str
    guarantors: str
    protected: str
    form: str
    begins: date
    term_years: int | None
    guarantee_ended: date | None
    ended_how: str
    war_returned: date | None
    known: date
    source: str
    lesson: str

    def lasted(self, today: date) -> float:
        """Return the years of peace, to the war or until today."""
        return ((self.war_returned or today) - self.begins).days / 365.25

    def as_json(self) -> dict[str, Any]:
        """Return the row as machine output carries it."""
        return {
            "name": self.name,
            "guarantors": self.guarantors,
            "protected": self.protected,
            "form": self.form,
            "begins": str(self.begins),
            "term_years": self.term_years,
            "guarantee_ended": _day(self.guarantee_ended),
            "ended_how": self.ended_how or None,
            "war_returned": _day(self.war_returned),
            "source": self.source,
            "lesson": self.lesson,
        }


def comparable(as_of: date) -> tuple[Comparable, ...]:
    """Return the cases known on a day, oldest first. They were chosen for their variety and estimate nothing.

    >>> [row.name for row in comparable(date(1960, 1, 1))][0]
    'Locarno Treaty of Mutual Guarantee'
    """
    return tuple(row for row in _all() if row.known <= as_of)


@cache
def _all() -> tuple[Comparable, ...]:
    text = (resources.files("winset.keep") / "comparable.csv").read_text("utf-8")
    rows = [
        Comparable(
            name=row["name"],
            guarantors=row["guarantors"],
            protected=row["protected"],
            form=row["form"],
            begins=date.fromisoformat(row["begins"]),
            term_years=int(row["term_years"]) if row["term_years"] else None,
            guarantee_ended=_date(row["guarantee_ended"]),
            ended_how=row["ended_how"],
            war_returned=_date(row["war_returned"]),
            known=date.fromisoformat(row["known"]),
            source=row["source"],
            lesson=row["lesson"],
        )
        for row in csv.DictReader(text.splitlines())
    ]
    return tuple(sorted(rows, key=lambda row: row.begins))


def _date(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


def _day(day: date | None) -> str | None:
    return None if day is None else str(day)
