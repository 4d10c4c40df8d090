"""What lies at a path: a case, a GENIUS folder, a NegMAS file, a CSV of positions, or a generated instance."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from winset.errors import Problem, Refused, Severity
from winset.file import read_whole

if TYPE_CHECKING:
    from winset.case.case import Case
    from winset.space.table import ScoreTable

LARGEST = 50_000_000


def opened(path: Path) -> tuple["Case | None", "ScoreTable | None", tuple[Problem, ...]]:
    """Return the case at a path, or the score table of a generated instance, and every problem met.

    Raises
    ------
    Refused : there is nothing at the path that can be read
    """
    from winset.case.circulate import shown_only
    from winset.case.store import load

    if not path.exists():
        raise Refused(_problem(path, "no such file or folder", "a case or a scenario", "check the path"))
    suffix = path.suffix.lower()
    if path.is_dir() and not (path / "case.yaml").exists() and any(path.glob("*.xml")):
        from winset.case.genius import load_genius

        case, problems = load_genius(path)
    elif suffix == ".json":
        return None, *_instance(path)
    elif (suffix in (".yaml", ".yml") and path.name != "case.yaml") or _saved_by_negmas(path):
        from winset.case.negmas import load_negmas

        case, problems = load_negmas(path)
    elif suffix in (".csv", ".tsv"):
        from winset.case.positions import load_positions

        case, problems = load_positions(path)
    else:
        case, problems = load(path)
        problems += shown_only(case, path) if case and path.is_dir() else ()
    return case, None, problems


def _saved_by_negmas(path: Path) -> bool:
    return path.is_dir() and not (path / "case.yaml").exists() and any(path.glob("*.yml"))


def package_in(path: Path) -> dict[str, str]:
    """Return the package in a YAML or JSON file: {issue: option}.

    Raises
    ------
    Refused : the file is not one mapping of names to names
    """
    from winset.case.yaml import parse

    text = read_whole(path, LARGEST).decode("utf-8", errors="replace")
    parsed, problems = parse(text, str(path))
    if parsed is None:
        raise Refused(*problems)
    if not isinstance(parsed.data, Mapping):
        raise Refused(_problem(path, "no package", "issue: option, a line each", "write one option for every issue"))
    return {str(issue): str(option) for issue, option in parsed.data.items()}


def _instance(path: Path) -> tuple["ScoreTable | None", tuple[Problem, ...]]:
    """Return the table of a generated instance."""
    from winset.space.instance import table_of

    def refuse(constant: str) -> Any:
        raise ValueError(f"{constant} is not a number")

    try:
        data = json.loads(read_whole(path, LARGEST), parse_constant=refuse)
    except (ValueError, RecursionError) as error:
        return None, (_problem(path, f"JSON that does not parse: {error}", "one JSON object", "write it again"),)
    if not isinstance(data, dict):
        return None, (_problem(path, f"a {type(data).__name__}", "one JSON object", "write it again"),)
    return table_of(data, str(path)), ()


def _problem(path: Path, got: str, wanted: str, remedy: str) -> Problem:
    return Problem(Severity.ERROR, "input", str(path), got, wanted, remedy)
