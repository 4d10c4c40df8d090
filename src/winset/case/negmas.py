"""NegMAS scenarios in YAML: issues and linear additive utility functions, in a file or a folder, read as a case; a folder out."""

import json
from collections.abc import Mapping, Sequence
from datetime import date
from fractions import Fraction
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from winset.band import Band, Basis, exact
from winset.case.case import Case
from winset.case.issue import Issue, Option
from winset.case.party import Party, Role
from winset.case.preference import IssuePreference, Preference, WalkAway, WalkAwayPoint
from winset.case.rounded import as_decimal
from winset.case.unheld import unheld
from winset.case.yaml import parse
from winset.errors import Problem, Refused, Severity
from winset.file import make_folder, read_whole, safe_names, write_whole

LARGEST_FILE = 5_000_000


def load_negmas(path: Path) -> tuple[Case | None, tuple[Problem, ...]]:
    """Return the case in a NegMAS file, with a scale of 1, and every problem found; no case where one is an error.

        u_p(x) = bias_p + sum_i w_pi v_pi(x_i)

    The file holds `issues` (name and values) and `ufuns` or `preferences` (name, weights, values, reserved_value, bias), the
    fields of NegMAS's linear additive functions; `values` may be mappings, or tables under `mapping`. Nothing is normalised.
    A folder as NegMAS saves it, with the issues in one file and each function in another, or that file of issues, will do too.
    Mohammad, Nakadai and Greenwald (2021), NegMAS: a platform for situated negotiations.

    Raises
    ------
    Refused : the file cannot be read
    """
    data, problems = _gathered(path)
    found: list[Problem] = []
    try:
        case = _case(data, path, found)
    except ValidationError as error:
        found.append(_problem(str(path), str(error.errors()[0]["msg"]), "a scenario", "correct it"))
        case = None
    except Refused as refused:
        found.extend(refused.problems)
        case = None
    return (None if found else case), (*problems, *found)


def write_negmas(case: Case, folder: Path) -> tuple[Problem, ...]:
    """Write a case as a folder that `negmas.Scenario.load` loads, at the modes of its bands; say what the format cannot hold.

    One file has the issues, and each party a file with its linear additive function. Weights are shares of the party's weights;
    values are in the case's units over its scale, each as the nearest double, for NegMAS has no other numbers.

    Raises
    ------
    Refused : the folder or a file could not be written
    """
    make_folder(folder)
    problems = unheld(case, "NegMAS")
    lines = [f"name: {_text(case.name)}", "type: DiscreteCartesianOutcomeSpace", "issues:"]
    for name, issue in case.issues.items():
        lines += [
            f"  - name: {_text(name)}",
            "    type: CategoricalIssue",
            f"    values: [{', '.join(map(_text, issue.options))}]",
        ]
    write_whole(folder / "domain.yml", "\n".join([*lines, ""]))
    day = case.signing[0] if case.signing else case.as_of
    files = safe_names(case.preferences)
    for number, (party, preference) in enumerate(case.preferences.items(), 1):
        whole = sum((stake.weight.mode for stake in preference.issues.values()), Fraction(0))
        reserved = as_decimal(preference.walk_away.on(day)[1] / case.scale, f"{party} reserved_value", problems)
        lines = [f"name: {_text(party)}", "type: LinearAdditiveUtilityFunction", f"reserved_value: {reserved}", "weights:"]
        stakes = {name: preference.issues.get(name) for name in case.issues}
        for name, stake in stakes.items():
            weight = stake.weight.mode / whole if stake else Fraction(0)
            lines.append(f"  - {as_decimal(weight, f'{party} {name} weight', problems)}")
        lines.append("values:")
        for name, stake in stakes.items():
            lines += ["  - type: TableFun", "    mapping:"]
            for option in case.issues[name].options:
                value = stake.values[option].mode / case.scale if stake else Fraction(0)
                lines.append(f"      {_text(option)}: {as_decimal(value, f'{party} {name} {option}', problems)}")
        write_whole(folder / f"{number:02}-{files[party]}.yml", "\n".join([*lines, ""]))
    return tuple(problems)


def _gathered(path: Path) -> tuple[dict[str, Any], tuple[Problem, ...]]:
    """Return the issues and functions of a file or, where it has none of them, of the files beside it, in order of name."""
    folder = path if path.is_dir() else path.parent
    beside = sorted(one for one in folder.iterdir() if one.suffix in (".yml", ".yaml") and one != path)
    data: dict[str, Any] = {}
    problems: list[Problem] = []
    for one in [*([] if path.is_dir() else [path]), *beside]:
        if "issues" in data and ("ufuns" in data or "preferences" in data) and one in beside and not data.get("saved"):
            break
        parsed, said = parse(read_whole(one, LARGEST_FILE).decode("utf-8", errors="replace"), str(one))
        problems.extend(said)
        found = parsed.data if parsed is not None and isinstance(parsed.data, Mapping) else {}
        if "weights" in found:
            data.setdefault("ufuns", []).append(found)
            data["saved"] = True
        elif one == path or "issues" in found:
            data = {**found, **data}
        if one == path and "issues" not in found:
            break
    return data, tuple(problems)


def _case(data: Mapping[str, Any], path: Path, problems: list[Problem]) -> Case | None:
    issues: dict[str, Issue] = {}
    for number, one in enumerate(_list(data.get("issues"), f"{path} issues")):
        at = f"{path} issues[{number}]"
        name = str(_field(one, "name", at))
        options = [str(value) for value in _list(_field(one, "values", at), f"{at}.values")]
        if name in issues or len(set(options)) < len(options) or not options:
            raise Refused(_problem(at, f"issue {name!r} or one of its values twice, or no values", "each once", "rename or add"))
        issues[name] = Issue(name=name, options={option: Option(name=option) for option in options})
    functions = _list(data.get("ufuns", data.get("preferences")), f"{path} ufuns")
    preferences = {}
    for number, one in enumerate(functions):
        at = f"{path} ufuns[{number}]"
        name = str(one.get("name", f"party-{number}")) if isinstance(one, Mapping) else f"party-{number}"
        if name in preferences:
            raise Refused(_problem(at, f"{name!r} twice", "each party once", "rename one"))
        preferences[name] = _preference(one, issues, at)
    if not issues or not preferences:
        problems.append(_problem(str(path), "no issues or no utility functions", "both", "add them"))
        return None
    return Case(
        name=str(data.get("name", path.stem)),
        title=str(data.get("name", path.stem)),
        as_of=date(2000, 1, 1),
        scale=Fraction(1),
        parties={name: Party(name=name, roles=(Role.NEGOTIATOR,)) for name in preferences},
        issues=issues,
        preferences=preferences,
    )


def _preference(one: Any, issues: Mapping[str, Issue], at: str) -> Preference:
    """Return a linear additive function as weights and values: each value is multiplied by the sum of the weights."""
    weights = _by_issue(_field(one, "weights", at), issues, f"{at}.weights")
    tables = _by_issue(_field(one, "values", at), issues, f"{at}.values")
    weight = {name: _number(weights[name], f"{at}.weights.{name}") for name in issues}
    whole = sum(weight.values(), Fraction(0))
    if whole <= 0 or min(weight.values()) < 0:
        raise Refused(_problem(f"{at}.weights", "weights below 0, or none above it", "0 or more, one above 0", "correct them"))
    bias = _number(one.get("bias", 0), f"{at}.bias")
    stakes = {}
    for name, issue in issues.items():
        table = _table(tables[name], issue, f"{at}.values.{name}")
        missing = [option for option in issue.options if option not in table]
        if missing:
            raise Refused(_problem(f"{at}.values.{name}", f"no value for {missing[0]!r}", "a value for every option", "add it"))
        values = {o: _number(table[o], f"{at}.values.{name}.{o}") * whole + bias for o in issue.options}
        stakes[name] = IssuePreference(
            weight=Band.model_validate(weight[name]), values={o: Band.model_validate(v) for o, v in values.items()}
        )
    reserved = one.get("reserved_value", 0)
    walk_away = Fraction(0) if reserved is None else _number(reserved, f"{at}.reserved_value")
    points = (WalkAwayPoint(on=date.min, value=Band.model_validate(walk_away)),)
    return Preference(issues=stakes, walk_away=WalkAway(points=points), because=Basis(source=at))


def _table(value: Any, issue: Issue, at: str) -> dict[str, Any]:
    """Return what each option is worth, given by name, under `mapping`, or in the order of the options."""
    found = value.get("mapping", value) if isinstance(value, Mapping) else value
    if isinstance(found, Mapping):
        return {str(option): worth for option, worth in found.items()}
    if isinstance(found, Sequence) and not isinstance(found, str):
        return dict(zip(issue.options, found, strict=False))
    raise Refused(_problem(at, f"a {type(found).__name__}", "a value for every option", "write option: value"))


def _by_issue(value: Any, issues: Mapping[str, Issue], at: str) -> dict[str, Any]:
    """Return what belongs to each issue, given by name or in the order of the issues."""
    if isinstance(value, Sequence) and not isinstance(value, str) and len(value) == len(issues):
        return dict(zip(issues, value, strict=True))
    if isinstance(value, Mapping) and all(name in value for name in issues):
        return {name: value[name] for name in issues}
    raise Refused(_problem(at, "not one entry per issue", f"entries for {', '.join(list(issues)[:6])}", "add what is missing"))


def _field(one: Any, field: str, at: str) -> Any:
    if not isinstance(one, Mapping) or field not in one:
        raise Refused(_problem(at, f"no {field}", f"a {field}", f"add `{field}:`"))
    return one[field]


def _list(value: Any, at: str) -> list[Any]:
    if not isinstance(value, Sequence) or isinstance(value, str):
        raise Refused(_problem(at, "no list", "a list", "write one, an entry a line"))
    return list(value)


def _number(value: Any, at: str) -> Fraction:
    try:
        return exact(value)
    except ValueError as error:
        raise Refused(_problem(at, str(error), "a finite number", "write one there")) from None


def _text(name: str) -> str:
    return json.dumps(name)


def _problem(where: str, got: str, wanted: str, remedy: str) -> Problem:
    return Problem(Severity.ERROR, "negmas", where, got, wanted, remedy)
