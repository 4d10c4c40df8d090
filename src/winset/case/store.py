"""The folder of a case: `case.yaml` read with every problem placed, its sources checked, and new folders laid out."""

from importlib import resources
from importlib.abc import Traversable
from pathlib import Path

from pydantic import ValidationError

from winset import case as room
from winset.case.case import Case
from winset.case.check import bases, check, did_you_mean
from winset.case.complete import complete
from winset.case.explain import echoes, explained
from winset.case.later import check_later
from winset.case.named import check_named
from winset.case.tie import check_ties
from winset.case.yaml import Document, parse
from winset.errors import Problem, Refused, Severity
from winset.file import make_folder, read_whole, write_whole

CASE_FILE = "case.yaml"
SOURCES = "sources"
LARGEST_CASE = 5_000_000
LARGEST_SOURCE = 50_000_000


def load(folder: Path) -> tuple[Case | None, tuple[Problem, ...]]:
    """Return the case in a folder, completed, and every problem found; no case where a problem is an error.

    Raises
    ------
    Refused : the folder or its `case.yaml` cannot be read at all
    """
    path = folder / CASE_FILE if folder.is_dir() else folder
    if not folder.exists():
        raise Refused(
            _problem(
                "no-case", str(folder), "no such folder", "the folder of a case", "check the path, or make one: winset new DIR"
            )
        )
    if not path.exists():
        raise Refused(
            _problem("no-case", str(folder), "a folder without case.yaml", "a case", f"start one there: winset new {folder}")
        )
    data = read_whole(path, LARGEST_CASE)
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        return None, (_problem("encoding", f"{path}:{line}", "bytes that are not UTF-8", "UTF-8", "save the file as UTF-8"),)
    return read(text, str(path), path.parent)


def read(text: str, name: str, folder: Path | None = None) -> tuple[Case | None, tuple[Problem, ...]]:
    """Return the case written in a text, and its problems; `folder` is where its sources are, if they are to be checked."""
    document, problems = parse(text, name)
    if document is None:
        return None, problems
    if not isinstance(document.data, dict):
        return None, (
            *problems,
            _problem("no-case", f"{name}:1:1", "no keys", "a case: name, title, as_of …", "start from `winset new DIR`"),
        )
    try:
        case = Case.model_validate(document.data)
    except ValidationError as error:
        return None, (*problems, *(explained(document, one) for one in error.errors() if not echoes(one)))
    own = [*check(case, document.where), *check_later(case, document.where)]
    held = [*_sources(case, document, folder), *check_named(case, document.where, folder)] if folder else []
    found = [*problems, *own, *held]
    if any(problem.severity is Severity.ERROR for problem in found):
        return None, tuple(found)
    whole = complete(case)
    tied = check_ties(whole, document.where)
    wrong = any(problem.severity is Severity.ERROR for problem in tied)
    return None if wrong else whole, (*found, *tied)


def bundled() -> dict[str, Traversable]:
    """Return the cases that ship with Winset, by name."""
    shelf = resources.files(room) / "bundled"
    return {each.name: each for each in sorted(shelf.iterdir(), key=lambda entry: entry.name) if (each / CASE_FILE).is_file()}


def lay_out(name: str, folder: Path) -> Path:
    """Copy a bundled case, or the commented beginning of a new one, into a folder; return the folder.

    Raises
    ------
    Refused : there is a case already, or no bundled case of that name, or the folder cannot be written
    """
    shelf = bundled()
    if name not in shelf:
        raise Refused(
            _problem("unknown-case", name, f"the bundled case '{name}'", "a bundled case", did_you_mean(name, list(shelf)))
        )
    if (folder / CASE_FILE).exists():
        raise Refused(_problem("case-exists", str(folder), "a folder that holds a case", "a new folder", "choose another name"))
    make_folder(folder)
    incoming = (
        [entry for entry in (shelf[name] / SOURCES).iterdir() if entry.is_file()] if (shelf[name] / SOURCES).is_dir() else []
    )
    make_folder(folder / SOURCES)
    for entry in incoming:
        write_whole(folder / SOURCES / entry.name, entry.read_bytes())
    write_whole(folder / CASE_FILE, (shelf[name] / CASE_FILE).read_bytes())
    return folder


def _sources(case: Case, document: Document, folder: Path) -> list[Problem]:
    """Return a problem for each passage that does not stand in the source it names."""
    texts: dict[str, str | None] = {}
    problems = []
    for path, basis in bases(case):
        if not (basis.words and basis.source):
            continue
        if basis.source not in texts:
            file = folder / SOURCES / Path(basis.source).name
            data = read_whole(file, LARGEST_SOURCE) if file.is_file() else None
            texts[basis.source] = None if data is None else data.decode("utf-8", errors="replace")
        text = texts[basis.source]
        at = document.where((*path, "because", "words"))
        if text is None:
            problems.append(
                _problem(
                    "no-source",
                    at,
                    f"the source '{basis.source}'",
                    f"a file in {SOURCES}/",
                    "add the document, or correct the name",
                )
            )
        elif " ".join(basis.words.split()) not in " ".join(text.split()):
            got = f"words that do not stand in {basis.source}: '{basis.words[:60]}'"
            problems.append(
                _problem("quote-not-in-source", at, got, "the exact words of the source", "copy them from the document")
            )
    return problems


def _problem(kind: str, where: str, got: str, wanted: str, remedy: str) -> Problem:
    return Problem(Severity.ERROR, kind, where, got, wanted, remedy)
