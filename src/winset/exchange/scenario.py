"""Cases from other tools' scenarios, and cases written for them."""

from collections.abc import Sequence
from pathlib import Path

from winset.case.case import Case
from winset.case.check import check
from winset.case.genius import load_genius, write_genius
from winset.case.geniusweb import TABLE, TABLE_2020, load_geniusweb
from winset.case.geniusweb_out import write_geniusweb
from winset.case.negmas import load_negmas, write_negmas
from winset.case.placed import positions_of
from winset.case.positions import load_positions, write_positions
from winset.errors import Problem, Severity
from winset.exchange.formats import Format
from winset.exchange.gambit import game
from winset.file import write_whole


def read(path: Path, form: Format, profiles: Sequence[str] = ()) -> tuple[Case | None, tuple[Problem, ...]]:
    """Return the case in a scenario, and every problem; no case where one is an error.

    Of a folder of GENIUS profiles all take part, or those that are named.

    Raises
    ------
    Refused : nothing can be read there
    """
    match form:
        case Format.GENIUS if path.is_file() and b"<utility_space" in path.read_bytes()[:4096] and not _is_domain(path):
            case, problems = load_genius(path.parent, [path.name])
        case Format.GENIUS:
            folder = path if path.is_dir() else path.parent
            spaces = [one.name for one in sorted(folder.glob("*.xml")) if not _is_domain(one)]
            case, problems = load_genius(folder, list(profiles) or spaces)
        case Format.GENIUSWEB | Format.GENIUSWEB_2020:
            case, problems = load_geniusweb(path)
        case Format.NEGMAS:
            case, problems = load_negmas(path)
        case _:
            case, problems = load_positions(path)
    if case is None:
        return None, problems
    case = _scaled(case)
    found = (*problems, *check(case, lambda place: f"{path} {'.'.join(map(str, place))}"))
    return (None if any(one.severity is Severity.ERROR for one in found) else case), found


def write(case: Case, form: Format, to: Path) -> tuple[Problem, ...]:
    """Write a case as a scenario; return what the format cannot hold.

    Raises
    ------
    Refused : the format cannot hold the case at all, or a file cannot be written
    """
    match form:
        case Format.GENIUS:
            return write_genius(case, to)
        case Format.GENIUSWEB | Format.GENIUSWEB_2020:
            return write_geniusweb(case, to, TABLE if form is Format.GENIUSWEB else TABLE_2020)
        case Format.NEGMAS:
            return write_negmas(case, to)
        case Format.GAMBIT:
            write_whole(to, game(case))
            return ()
    positions, problems = positions_of(case)
    write_positions(positions, to)
    return problems


def _scaled(case: Case) -> Case:
    """Return the case with a scale that no value is above: scenarios need not stay within theirs."""
    values = [band.high for one in case.preferences.values() for stake in one.issues.values() for band in stake.values.values()]
    ends = [point.value.high for one in case.preferences.values() for point in one.walk_away.points]
    return case.model_copy(update={"scale": max(case.scale, *values, *ends)})


def _is_domain(path: Path) -> bool:
    return b"<negotiation_template" in path.read_bytes()[:4096]
