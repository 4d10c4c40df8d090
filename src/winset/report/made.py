"""A brief made: the last study of the case, or a short one made now, laid out as a page."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from winset.case.case import Case
from winset.errors import Problem, demand
from winset.report import page
from winset.study.compare.diff import diff
from winset.study.compare.difference import Difference
from winset.study.compare.side import on_day
from winset.study.folder import last, make
from winset.study.study import Study


@dataclass(frozen=True, slots=True)
class Brief:
    """The files written, what they hold, and what is to be said of the case."""

    report: Path
    saved: Path
    study: Study
    case: Case
    problems: tuple[Problem, ...]


def brief(folder: Path, progress: Callable[[str], None] = lambda stage: None, since: date | None = None) -> Brief:
    """Write `report.html` into the folder of a case from its last study; where there is none, or the case or its record has
    changed since, a short study is made first and kept as `study.json`. `since` : the day from which what moved is told.

    Raises
    ------
    Refused : the case has errors, or a file cannot be read or written
    """
    made = last(folder) or make(folder, progress=progress)
    moved = _moved(made.case, folder, since, progress) if since else None
    progress("the page")
    return Brief(page.write(made.study, made.case, folder, moved), made.saved, made.study, made.case, made.problems)


def _moved(case: Case, folder: Path, since: date, progress: Callable[[str], None]) -> Difference:
    today = case.as_of
    demand(since < today, "days", "--since", str(since), f"a day before {today}, which the case describes", "name an earlier day")
    return diff(on_day(case, folder, since), on_day(case, folder, today), progress=progress)
