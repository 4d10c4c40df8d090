"""What a case says, held against itself: ids that exist, bands in range, dates that could be known."""

import difflib
from collections.abc import Callable, Collection, Iterator
from datetime import date

from winset.band import Band, Basis, written
from winset.case.case import Case
from winset.case.part import Path, parts
from winset.case.preference import Preference
from winset.errors import Problem, Severity

Where = Callable[[Path], str]


def check(case: Case, where: Where) -> list[Problem]:
    """Return every problem that can be found in a case without looking at its sources."""
    checks = (_ids, _preferences, _red_lines, _links, _conditions, _plan, _dates)
    return [problem for one in checks for problem in one(case, where)]


def did_you_mean(name: str, known: Collection[str]) -> str:
    """Return the remedy for an unknown id.

    >>> did_you_mean("gaurantee", ["guarantee", "border"])
    "did you mean 'guarantee'? Known: guarantee, border"
    """
    if not known:
        return "there is none yet; add it"
    close = difflib.get_close_matches(name, known, n=1)
    first = list(known)[:12]
    listed = ", ".join(first) + (" …" if len(known) > len(first) else "")
    return f"did you mean '{close[0]}'? Known: {listed}" if close else f"use one of: {listed}"


def _ids(case: Case, where: Where) -> Iterator[Problem]:
    if not any(party.negotiates for party in case.parties.values()):
        yield _error(
            "no-negotiator",
            where(("parties",)),
            "no negotiator",
            "at least one party that signs",
            "give a party `roles: [negotiator]`",
        )
    for issue, one in case.issues.items():
        for option, each in one.options.items():
            for party in each.binds:
                yield from _unknown("party", party, case.parties, where(("issues", issue, "options", option, "binds")))


def _preferences(case: Case, where: Where) -> Iterator[Problem]:
    for party in case.parties:
        if party not in case.preferences:
            yield _warning(
                "no-preference",
                where(("preferences",)),
                f"nothing on what '{party}' wants",
                "a preference for every party",
                f"add `{party}:`; until then its every option counts as worth anything from 0 to {written(case.scale)}",
            )
    for party, preference in case.preferences.items():
        at: Path = ("preferences", party)
        yield from _unknown("party", party, case.parties, where(at))
        yield from _stakes(case, preference, at, where)
        for number, point in enumerate(preference.walk_away.points):
            yield from _within(point.value, case, where((*at, "walk_away", "points", number, "value")))
        days = [point.on for point in preference.walk_away.points]
        if sorted(set(days)) != days:
            yield _error(
                "order", where((*at, "walk_away", "points")), "days out of order", "each day later than the last", "sort them"
            )


def _stakes(case: Case, preference: Preference, at: Path, where: Where) -> Iterator[Problem]:
    for issue, stake in preference.issues.items():
        here: Path = (*at, "issues", issue)
        yield from _unknown("issue", issue, case.issues, where(here))
        if stake.weight.low < 0:
            yield _error("range", where((*here, "weight")), f"a weight of {written(stake.weight.low)}", "0 or more", "raise it")
        options = case.issues[issue].options if issue in case.issues else {}
        for option, value in stake.values.items():
            if options:
                yield from _unknown("option", option, options, where((*here, "values", option)))
            yield from _within(value, case, where((*here, "values", option)))
        missing = [option for option in options if option not in stake.values]
        if missing:
            yield _warning(
                "no-value",
                where((*here, "values")),
                f"no value for {', '.join(missing)}",
                "a value for every option",
                f"add it; until then it counts as anything from 0 to {written(case.scale)}",
            )
    if all(stake.weight.mode == 0 for stake in preference.issues.values()):
        yield _error("weights", where((*at, "issues")), "no weight above 0", "at least one", "say what the party cares about")


def _red_lines(case: Case, where: Where) -> Iterator[Problem]:
    seen: set[tuple[str, str, str]] = set()
    for number, line in enumerate(case.red_lines):
        at = where(("red_lines", number))
        yield from _unknown("party", line.party, case.parties, at)
        yield from _choice(case, line.issue, line.option, at)
        if (key := (line.party, line.issue, line.option)) in seen:
            yield _error("duplicate", at, f"the red line {' '.join(key)} twice", "each red line once", "delete one")
        seen.add(key)
    for issue, one in case.issues.items():
        struck = {line.option for line in case.red_lines if line.issue == issue}
        if struck >= one.options.keys():
            yield _warning(
                "no-option-left",
                where(("red_lines",)),
                f"every option of '{issue}' crossed by a red line",
                "an option left",
                "relax one",
            )


def _links(case: Case, where: Where) -> Iterator[Problem]:
    for number, link in enumerate(case.links):
        at = where(("links", number))
        for issue, option in link.when.items():
            yield from _choice(case, issue, option, at)
        for party in link.add:
            yield from _unknown("party", party, case.parties, at)


def _conditions(case: Case, where: Where) -> Iterator[Problem]:
    for number, condition in enumerate(case.conditions):
        at = where(("conditions", number))
        for issue, option in condition.when.items():
            yield from _choice(case, issue, option, at)
        for issue, options in condition.needs.items():
            for option in options:
                yield from _choice(case, issue, option, at)
            if issue in condition.when:
                yield _error(
                    "self-condition", at, f"'{issue}' needing itself", "another issue", "use a red line to strike an option"
                )
            if not options:
                yield _error(
                    "empty-condition",
                    at,
                    "a need that nothing meets",
                    "at least one option",
                    "use a red line to strike an option",
                )


def _plan(case: Case, where: Where) -> Iterator[Problem]:
    numbers: set[int] = set()
    if case.plan and case.plan.size is not None and case.plan.size < len(case.plan.points):
        got = f"{len(case.plan.points)} points of {case.plan.size}"
        yield _error("size", where(("plan", "size")), got, "as many as are listed, or more", "raise `size`, or leave it out")
    for place, point in enumerate(case.plan.points if case.plan else ()):
        at: Path = ("plan", "points", place)
        if point.number in numbers:
            yield _error("duplicate", where((*at, "number")), f"point {point.number} twice", "each number once", "renumber one")
        numbers.add(point.number)
        for issue in point.issues:
            yield from _unknown("issue", issue, case.issues, where((*at, "issues")))
        days = [news.since for news in point.history]
        if sorted(days) != days:
            yield _error("order", where((*at, "history")), "news out of order", "oldest first", "sort it by date")


def _dates(case: Case, where: Where) -> Iterator[Problem]:
    for place, day in enumerate(case.signing):
        if day in case.signing[:place]:
            yield _error("duplicate", where(("signing", place)), f"{day} twice", "each day once", "delete one")
    for path, basis in bases(case):
        if basis.known:
            yield from _not_later(basis.known, case, where((*path, "because", "known")))
    for place, point in enumerate(case.plan.points if case.plan else ()):
        for number, news in enumerate(point.history):
            yield from _not_later(news.since, case, where(("plan", "points", place, "history", number, "since")))


def bases(case: Case) -> Iterator[tuple[Path, Basis]]:
    """Yield every basis of a case with the path of what rests on it."""
    return ((path[:-1], basis) for path, basis in parts(case, Basis))


def _not_later(day: date, case: Case, at: str) -> Iterator[Problem]:
    if day > case.as_of:
        yield _error(
            "later-than-case",
            at,
            str(day),
            f"no later than {case.as_of}, the day that the case describes",
            "leave it out, or move `as_of`",
        )


def _within(band: Band, case: Case, at: str) -> Iterator[Problem]:
    if band.low < 0 or band.high > case.scale:
        got = f"{written(band.low)} to {written(band.high)}"
        yield _error("range", at, got, f"within 0 to {written(case.scale)}", "bring it inside the scale")


def _choice(case: Case, issue: str, option: str, at: str) -> Iterator[Problem]:
    if issue not in case.issues:
        yield from _unknown("issue", issue, case.issues, at)
    else:
        yield from _unknown("option", option, case.issues[issue].options, at)


def _unknown(what: str, name: str, known: Collection[str], at: str) -> Iterator[Problem]:
    if name not in known:
        yield _error(
            f"unknown-{what}",
            at,
            f"the {what} '{name}'",
            f"{'an' if what[0] in 'io' else 'a'} {what} of this case",
            did_you_mean(name, known),
        )


def _error(kind: str, where: str, got: str, wanted: str, remedy: str) -> Problem:
    return Problem(Severity.ERROR, kind, where, got, wanted, remedy)


def _warning(kind: str, where: str, got: str, wanted: str, remedy: str) -> Problem:
    return Problem(Severity.WARNING, kind, where, got, wanted, remedy)
