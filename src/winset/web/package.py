"""The package in hand as an address holds it: `choose=ISSUE:OPTION` for each issue, `lift=PARTY:ISSUE:OPTION` for red lines."""

from datetime import date

from pydantic import Field

from winset.case.case import Case
from winset.errors import Problem, Refused, Severity
from winset.space.tabulate import signing_day
from winset.study.hand import line_id, starts
from winset.study.run import fingerprint
from winset.web.room import Room
from winset.web.screen import Asked

FIRST = "the first option of every issue"
FOR_A_START = 3.0
"""Seconds that a page without a package waits for one to begin with."""


class PackageAsked(Asked):
    """A package, red lines that are lifted for the sake of argument, and the day of signing."""

    choose: tuple[str, ...] = Field(default=(), max_length=400)
    lift: tuple[str, ...] = Field(default=(), max_length=400)
    at: date | None = None


def chosen(room: Room, asked: PackageAsked) -> tuple[dict[str, str], str | None]:
    """Return the package that is asked about; where none is, one to begin with, and what it is.

    Raises
    ------
    Refused : an issue, an option or a red line is none of the case
    """
    case = room.case()
    day, lifted = signing(case, asked), lines(case, asked)
    package = {}
    for written in asked.choose:
        issue, _, option = written.partition(":")
        if issue not in case.issues or option not in case.issues[issue].options:
            wanted = "ISSUE:OPTION of the case"
            raise Refused(Problem(Severity.ERROR, "asked", "choose", repr(written[:80]), wanted, "choose on the Deal screen"))
        package[issue] = option
    if len(package) == len(case.issues):
        return package, None
    begun = beginnings(room, case, day, lifted, patience=FOR_A_START)
    name, first = next(
        iter((begun or {}).items()), (FIRST, {issue: next(iter(one.options)) for issue, one in case.issues.items()})
    )
    return {**first, **package}, None if package else name


def beginnings(
    room: Room, case: Case, day: date, lifted: tuple[str, ...], patience: float = 0.0
) -> dict[str, dict[str, str]] | None:
    """Return the packages to begin from, if they are at hand."""
    key = ("starts", fingerprint(case), day, lifted)
    return room.beside(key, starts, case, day, lifted, patience=patience)


def signing(case: Case, asked: PackageAsked) -> date:
    """Return the day of signing that is asked about."""
    return asked.at or signing_day(case)


def lines(case: Case, asked: PackageAsked) -> tuple[str, ...]:
    """Return the red lines that are lifted.

    Raises
    ------
    Refused : one is none of the case
    """
    known = {line_id(line) for line in case.red_lines}
    for lifted in asked.lift:
        if lifted not in known:
            got, wanted = repr(lifted[:80]), "a red line of the case, as PARTY:ISSUE:OPTION"
            raise Refused(Problem(Severity.ERROR, "asked", "lift", got, wanted, "toggle it on the Deal screen"))
    return tuple(sorted(set(asked.lift)))
