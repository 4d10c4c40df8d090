"""`study.json`: the last study of a case, written whole, and found out of date by the hashes of what it rests on."""

from pathlib import Path

from pydantic import ValidationError

from winset import __version__
from winset.case.case import Case
from winset.errors import Problem, Refused, Severity
from winset.file import read_whole, write_whole
from winset.study.facts import facts
from winset.study.run import fingerprint
from winset.study.study import Study

STUDY_FILE = "study.json"
LARGEST_STUDY = 500_000_000


def save(study: Study, folder: Path) -> Path:
    """Write a study into the folder of its case and return its path.

    Raises
    ------
    Refused : the file cannot be written; an earlier study is left as it was
    """
    path = folder / STUDY_FILE
    write_whole(path, study.model_dump_json(indent=1) + "\n")
    return path


def load(folder: Path) -> Study:
    """Return the last study of a case.

    Raises
    ------
    Refused : there is none, or another version of Winset wrote it
    """
    path = folder / STUDY_FILE
    if folder.is_dir() and not path.exists():
        wanted, remedy = "a case that has been studied", f"study it first: winset study {folder}"
        raise Refused(Problem(Severity.ERROR, "no-study", str(path), "no study yet", wanted, remedy))
    try:
        return Study.model_validate_json(read_whole(path, LARGEST_STUDY))
    except ValidationError as error:
        got = f"no study of this version: {error.errors()[0]['msg']}"
        remedy = f"run the study again: winset study {folder}"
        raise Refused(Problem(Severity.ERROR, "study", str(path), got, "a study written by this version", remedy)) from None


def stale(study: Study, case: Case, head: str | None) -> list[Problem]:
    """Return a warning for each thing that a study rests on and that has changed since: case, ledger, facts, Winset itself."""
    held = (
        ("case.yaml", study.input.case, fingerprint(case)),
        ("the ledger", study.input.ledger, head),
        ("the facts that ship with Winset", study.input.facts, facts()),
        (f"Winset {__version__}", study.winset, __version__),
    )
    wanted, remedy = "a study of what is there now", "run it again: winset study"
    return [
        Problem(Severity.WARNING, "stale", STUDY_FILE, f"a study older than {name}", wanted, remedy)
        for name, then, now in held
        if then != now
    ]
