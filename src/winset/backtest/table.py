"""Disputes from a file: a CSV or TSV in one of two layouts, with what was missing in it and what was wrong."""

import csv
import io
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from winset.backtest.cells import IssueCells, dispute_of, told
from winset.backtest.dispute import Dispute
from winset.backtest.long import NEEDED, long_issues
from winset.backtest.wide import is_wide, wide_issues
from winset.errors import Problem, Refused
from winset.file import read_whole

LARGEST_FILE = 50_000_000
csv.field_size_limit(LARGEST_FILE)


@dataclass(frozen=True, slots=True)
class Disputes:
    """The disputes of a file that can be predicted, how many values of each sort were missing, and every problem."""

    disputes: tuple[Dispute, ...]
    missing: Mapping[str, int]
    problems: tuple[Problem, ...]


def read_disputes(path: Path) -> Disputes:
    """Return the disputes in a file, in its order.

    The first line names the columns: issue, actor, position, salience and, if known, capability, outcome, reference, low,
    high and group; or those of `wide`. Values are separated by tabs where the first line has one, else by commas.

    Raises
    ------
    Refused : the file cannot be read, has no such columns, or holds no issue with an outcome
    """
    text = read_whole(path, LARGEST_FILE).decode("utf-8-sig", errors="replace")
    table = csv.DictReader(io.StringIO(text), delimiter="\t" if "\t" in text.partition("\n")[0] else ",", restval="")
    problems: list[Problem] = []
    missing: Counter[str] = Counter()
    columns = [column for column in _columns(table, path) if column]
    issues = _issues(table, columns, str(path), problems)
    found = [one for cells in issues.values() if (one := dispute_of(cells, missing, problems))]
    if not found:
        got = (
            f"{len(issues):,} issues, none with an outcome" if not problems else f"{len(issues):,} issues, none that can be used"
        )
        wanted = "a column outcome (or out) with a number for at least one issue, and a position of an actor on it"
        raise Refused(*problems, told(str(path), got, wanted, "add what was decided, on the scale of the positions"))
    return Disputes(tuple(found), dict(missing), tuple(problems))


def _columns(table: "csv.DictReader[str]", path: Path) -> list[str]:
    try:
        return [str(column).strip() for column in table.fieldnames or ()]
    except csv.Error as error:
        raise Refused(told(f"{path}:1", str(error), "comma- or tab-separated values", "save it as CSV")) from None


def _issues(table: "csv.DictReader[str]", columns: list[str], path: str, problems: list[Problem]) -> dict[str, IssueCells]:
    if is_wide(columns):
        return wide_issues(_numbered(table, path, problems), columns, path, problems)
    lacking = [column for column in NEEDED if column not in columns]
    if lacking:
        wanted = f"{', '.join(NEEDED)} and outcome; or isnr, out, pXX and sXX"
        raise Refused(told(f"{path}:1", f"no column {lacking[0]!r}", wanted, "name the columns in the first line"))
    return long_issues(_numbered(table, path, problems), path, problems)


def _numbered(table: "csv.DictReader[str]", path: str, problems: list[Problem]) -> Iterator[tuple[int, Mapping[str, str]]]:
    """Yield the lines of a table with their numbers, until one that is not a line of a table."""
    table.fieldnames = [str(column).strip() for column in table.fieldnames or ()]
    try:
        for row in table:
            yield table.line_num, row
    except csv.Error as error:
        problems.append(told(f"{path}:{table.line_num}", str(error), "comma- or tab-separated values", "mend the line"))
