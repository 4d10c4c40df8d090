"""A brief made: the case and its record studied, the study kept, and the page written."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from winset.case.case import Case
from winset.case.store import load
from winset.errors import Problem, Refused
from winset.report import page
from winset.study import store
from winset.study.run import run
from winset.study.spoken import Record
from winset.study.study import Study


@dataclass(frozen=True, slots=True)
class Brief:
    """The files written, what they hold, and what is to be said of the case."""

    report: Path
    saved: Path
    study: Study
    case: Case
    problems: tuple[Problem, ...]


def brief(folder: Path, progress: Callable[[str], None] = lambda stage: None) -> Brief:
    """Study the case in a folder and write `study.json` and `report.html` there, each whole.

    Raises
    ------
    Refused : the case has errors, or a file cannot be read or written
    """
    case, problems = load(folder)
    if case is None:
        raise Refused(*problems)
    study = run(case, Record.kept(folder), progress)
    progress("the page")
    saved = store.save(study, folder)
    return Brief(page.write(study, case, folder), saved, study, case, problems)
