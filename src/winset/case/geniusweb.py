"""GeniusWeb: a linear additive profile per party in JSON, read as a case."""

import json
from collections.abc import Mapping
from datetime import date
from fractions import Fraction
from pathlib import Path
from typing import Any

from winset.band import Band, Basis, exact, written
from winset.case.case import Case
from winset.case.issue import Issue, Option
from winset.case.party import Party, Role
from winset.case.preference import IssuePreference, Preference, WalkAway, WalkAwayPoint
from winset.errors import Problem, Refused, Severity
from winset.file import read_whole

LARGEST_FILE = 5_000_000
MOST_OPTIONS = 20_000
SPACE = "LinearAdditiveUtilitySpace"
TABLE, TABLE_2020 = "DiscreteValueSetUtilities", "discreteutils"
"""What the utilities of an issue's values are called now, and were called at first, which is all that NegMAS reads."""


def load_geniusweb(path: Path) -> tuple[Case | None, tuple[Problem, ...]]:
    """Return the case that a profile, or a folder of profiles over one domain, describes; no case where a problem is an error.

        u(x) = sum_i w_i v_i(x_i),   weights adding up to 1, values from 0 to 1, as GeniusWeb has them

    A range of numbers becomes an option for each of its steps, valued on the straight line between its ends. The walk-away is
    the utility of the reservation bid, 0 without one. Hindriks, Jonker and Pasman, GeniusWeb, ii.tudelft.nl/GeniusWeb.

    Raises
    ------
    Refused : nothing can be read there
    """
    files = sorted(path.glob("*.json")) if path.is_dir() else [path]
    spaces: dict[str, Mapping[str, Any]] = {}
    problems: list[Problem] = []
    for file in files:
        space = _space(file, problems)
        if space is not None:
            name = str(space.get("name") or file.stem)
            spaces[file.stem if name in spaces else name] = space
    if not spaces:
        return None, tuple(problems) or (_problem(str(path), "no profile", "a linear additive utility space", "add one"),)
    try:
        first = next(iter(spaces.values()))
        issues = _issues(first, str(path))
        preferences = {name: _preference(space, issues, f"{path} {name}") for name, space in spaces.items()}
    except Refused as refused:
        return None, (*problems, *refused.problems)
    domain = _field(first, "domain", str(path))
    case = Case(
        name=str(domain.get("name") or path.stem),
        title=str(domain.get("name") or path.stem),
        as_of=date(2000, 1, 1),
        scale=Fraction(1),
        parties={name: Party(name=name, roles=(Role.NEGOTIATOR,)) for name in preferences},
        issues=issues,
        preferences=preferences,
    )
    return (None if any(one.severity is Severity.ERROR for one in problems) else case), tuple(problems)


def _space(file: Path, problems: list[Problem]) -> Mapping[str, Any] | None:
    """Return the utility space in a file; nothing for a domain, or for what is told as a problem."""
    try:
        text = read_whole(file, LARGEST_FILE).decode("utf-8-sig")
        data = json.loads(text, parse_float=str, parse_int=str, parse_constant=_none)
    except UnicodeDecodeError:
        problems.append(_problem(str(file), "bytes that are not UTF-8", "UTF-8", "save the file as UTF-8"))
        return None
    except (ValueError, RecursionError) as error:
        problems.append(_problem(str(file), f"JSON that does not parse: {error}", "one JSON object", "write it again"))
        return None
    if isinstance(data, Mapping) and isinstance(data.get(SPACE), Mapping):
        space: Mapping[str, Any] = data[SPACE]
        return space
    if not (isinstance(data, Mapping) and "issuesValues" in data):
        got = f"a {next(iter(data), 'empty object')}" if isinstance(data, Mapping) else f"a {type(data).__name__}"
        problems.append(_problem(str(file), got, f"a {SPACE}", "export a linear additive profile"))
    return None


def _issues(space: Mapping[str, Any], where: str) -> dict[str, Issue]:
    given = _field(_field(space, "domain", where), "issuesValues", f"{where} domain")
    if not isinstance(given, Mapping):
        raise Refused(_problem(f"{where} issuesValues", f"a {type(given).__name__}", "values for each issue", "export it again"))
    issues = {}
    count = 0
    for name, one in given.items():
        options = _options(one, f"{where} issue {name!r}")
        count += len(options)
        if count > MOST_OPTIONS:
            raise Refused(_problem(where, f"more than {MOST_OPTIONS:,} options", "fewer", "split the scenario"))
        if not options or len(set(options)) < len(options):
            raise Refused(_problem(f"{where} issue {name!r}", "no values, or one twice", "each value once", "correct them"))
        issues[name] = Issue(name=name, options={option: Option(name=option) for option in options})
    if not issues:
        raise Refused(_problem(where, "no issues", "at least one", "add one"))
    return issues


def _options(one: Any, where: str) -> list[str]:
    if isinstance(one, Mapping) and isinstance(one.get("values"), list):
        return [str(value) for value in one["values"]]
    steps = one.get("range") if isinstance(one, Mapping) else None
    if not isinstance(steps, list) or len(steps) != 3:
        raise Refused(_problem(where, "no values and no range", "`values`, or `range` of low, high and step", "add them"))
    low, high, step = (_number(value, where) for value in steps)
    if step <= 0 or (high - low) / step > MOST_OPTIONS:
        got = f"a range in steps of {written(step)}"
        raise Refused(_problem(where, got, f"at most {MOST_OPTIONS:,} steps", "widen the step"))
    return [written(low + number * step) for number in range(int((high - low) / step) + 1)]


def _preference(space: Mapping[str, Any], issues: Mapping[str, Issue], where: str) -> Preference:
    given, utilities = _field(space, "issueWeights", where), _field(space, "issueUtilities", where)
    weights = {name: _number(_field(given, name, f"{where} issueWeights"), f"{where} issueWeights.{name}") for name in issues}
    whole = sum(weights.values(), Fraction(0))
    if whole <= 0 or min(weights.values()) < 0:
        raise Refused(_problem(f"{where} issueWeights", "weights below 0, or none above it", "shares of 1", "correct them"))
    tables = {
        name: _values(_field(utilities, name, f"{where} issueUtilities"), issue, f"{where} issueUtilities.{name}")
        for name, issue in issues.items()
    }
    bid = space.get("reservationBid")
    floor = Fraction(0)
    if isinstance(bid, Mapping) and isinstance(bid.get("issuevalues"), Mapping):
        chosen = {name: str(option) for name, option in bid["issuevalues"].items()}
        for name in issues:
            option = chosen.get(name)
            if option not in tables[name]:
                raise Refused(_problem(f"{where} reservationBid.{name}", f"{option!r}", "a value of the issue", "correct it"))
            floor += weights[name] * tables[name][option]
    stakes = {
        name: IssuePreference(
            weight=Band.model_validate(weights[name]), values={o: Band.model_validate(v * whole) for o, v in tables[name].items()}
        )
        for name in issues
    }
    points = (WalkAwayPoint(on=date.min, value=Band.model_validate(floor)),)
    return Preference(issues=stakes, walk_away=WalkAway(points=points), because=Basis(source=where))


def _values(one: Any, issue: Issue, where: str) -> dict[str, Fraction]:
    """Return the utilities of an issue's options, listed or on a line between two ends."""
    listed = one.get(TABLE, one.get(TABLE_2020)) if isinstance(one, Mapping) else None
    line = one.get("NumberValueSetUtilities", one.get("numberutils")) if isinstance(one, Mapping) else None
    if isinstance(listed, Mapping):
        table = _field(listed, "valueUtilities", where)
        return {option: _number(_field(table, option, where), f"{where}.{option}") for option in issue.options}
    if isinstance(line, Mapping):
        ends = ("lowValue", "lowUtility", "highValue", "highUtility")
        low, worst, high, best = (_number(_field(line, name, where), f"{where}.{name}") for name in ends)
        if low == high:
            return dict.fromkeys(issue.options, worst)
        return {o: worst + (best - worst) * (_number(o, where) - low) / (high - low) for o in issue.options}
    raise Refused(_problem(where, "no utilities of values", "DiscreteValueSetUtilities or NumberValueSetUtilities", "add them"))


def _field(one: Any, field: str, where: str) -> Any:
    if not isinstance(one, Mapping) or field not in one:
        raise Refused(_problem(where, f"no {field}", f"`{field}`", "add it"))
    return one[field]


def _number(value: Any, where: str) -> Fraction:
    try:
        return exact(value)
    except ValueError as error:
        raise Refused(_problem(where, str(error), "a finite number", "write one there")) from None


def _none(constant: str) -> Any:
    raise ValueError(f"{constant} is not a number")


def _problem(where: str, got: str, wanted: str, remedy: str) -> Problem:
    return Problem(Severity.ERROR, "geniusweb", where, got, wanted, remedy)
