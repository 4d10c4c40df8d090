"""The case and the package that a verb was asked about: a file, or a solution by its name."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from winset.case.case import Case
from winset.errors import Problem, Refused, Severity

SOLUTIONS = ("nash", "egalitarian", "kalai-smorodinsky", "utilitarian", "leximin")


def case_in(folder: Path) -> tuple[Case, tuple[Problem, ...]]:
    """Return the case in a folder and what is to be said of it.

    Raises
    ------
    Refused : the case has errors; it carries them all
    """
    from winset.case.circulate import shown_only
    from winset.case.store import load

    case, problems = load(folder)
    if case is None:
        raise Refused(*problems)
    return case, (*problems, *shown_only(case, folder))


def chosen(case: Case, asked: str) -> tuple[str, dict[str, str]]:
    """Return what the package is called, and the package: from a YAML or JSON file, or a solution of the case's zone.

    Raises
    ------
    Refused : the file cannot be read or is no package of the case, or the case has no such solution
    """
    from winset.space.package import named, position
    from winset.space.tabulate import tabulate

    table = tabulate(case)
    if asked.lower() in SOLUTIONS and not Path(asked).exists():
        return asked.lower(), named(table, _solution(table, asked.lower()))
    return asked, named(table, position(table, _written(Path(asked)), asked))


def _solution(table: Any, name: str) -> tuple[int, ...]:
    from winset.deal import fairness, nash

    principles = {
        "nash": nash.nash,
        "egalitarian": fairness.egalitarian,
        "kalai-smorodinsky": fairness.kalai_smorodinsky,
        "utilitarian": fairness.utilitarian,
        "leximin": fairness.leximin,
    }
    found = principles[name](table)
    if found is None:
        raise Refused(_problem("no-zone", name, "an empty zone", "a package to ask about", "name a package file: --package FILE"))
    return found.package


def _written(path: Path) -> Mapping[str, str]:
    from winset.case.yaml import parse
    from winset.file import read_whole

    if not path.is_file():
        wanted = f"a package file, or one of {', '.join(SOLUTIONS)}"
        raise Refused(_problem("no-package", str(path), "no such file", wanted, "write `issue: option`, a line each"))
    document, problems = parse(read_whole(path, 1_000_000).decode("utf-8-sig", errors="replace"), str(path))
    if document is None or problems:
        raise Refused(*problems)
    if not isinstance(document.data, dict):
        got = type(document.data).__name__
        raise Refused(_problem("no-package", str(path), f"a {got}", "issue: option, a line each", "see `winset deal --json`"))
    return {str(issue): str(option) for issue, option in document.data.items()}


def _problem(kind: str, where: str, got: str, wanted: str, remedy: str) -> Problem:
    return Problem(Severity.ERROR, kind, where, got, wanted, remedy)
