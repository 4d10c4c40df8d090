"""A study made in the folder of its case: the case and its record taken up, run, carried through its draws, and kept."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from winset.case.case import Case
from winset.case.circulate import circulating, withheld_in
from winset.case.store import load
from winset.errors import Problem, Refused
from winset.study import store
from winset.study.deepen import Asked, Hands, deepen
from winset.study.run import run
from winset.study.spoken import Record
from winset.study.study import Study

SHORT = Asked(draws=256, rows=32, thorough=False)
"""What a brief asks for where there is no study yet."""


@dataclass(frozen=True, slots=True)
class Made:
    """A study, its case, what is to be said of the case, and where the study stands."""

    study: Study
    case: Case
    problems: tuple[Problem, ...]
    saved: Path


def make(
    folder: Path, asked: Asked = SHORT, progress: Callable[[str], None] = lambda stage: None, cluster: str | None = None
) -> Made:
    """Study the case in a folder, here or on a cluster, and write `study.json` there.

    Raises
    ------
    Refused : the case has errors, a file cannot be read or written, or the cluster is not there
    """
    case, problems, record = taken_up(folder)
    met: list[Problem] = []
    study = deepen(run(case, record, progress), case, asked, folder, progress, Hands(cluster, met.append))
    return Made(study, case, (*problems, *met), store.save(study, folder))


def last(folder: Path) -> Made | None:
    """Return the last study of a folder's case; nothing where there is none of this version, or something changed since.

    Raises
    ------
    Refused : the case has errors
    """
    case, problems, record = taken_up(folder)
    try:
        study = store.load(folder)
    except Refused:
        return None
    if study.uncertain is None or store.stale(study, case, record.head):
        return None
    return Made(study, case, problems, folder / store.STUDY_FILE)


def taken_up(folder: Path) -> tuple[Case, tuple[Problem, ...], Record]:
    """Return the case in a folder, what is to be said of it, and what its ledger holds, all as it may circulate.

    A study is kept, printed and made into a brief: what is withheld, and every number that rests on it, has no part in it.

    Raises
    ------
    Refused : the case has errors; it carries them all
    """
    case, problems = load(folder)
    if case is None:
        raise Refused(*problems)
    withheld = withheld_in(folder)
    case, left = circulating(case, withheld)
    return case, (*problems, *left), Record.kept(folder, withheld)
