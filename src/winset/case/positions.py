"""Positions on scales: a CSV of actor, issue, position, salience and capability, read as a case and written back."""

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from pathlib import Path

from winset.band import Band, Basis, exact, written
from winset.case.case import Case
from winset.case.issue import Issue, Option
from winset.case.party import Party, Role
from winset.case.preference import IssuePreference, Preference, WalkAway, WalkAwayPoint
from winset.errors import Problem, Severity
from winset.file import read_whole, write_whole
from winset.record.cell import harmful, harmless

LARGEST_FILE = 20_000_000
MOST_ROWS = 20_000
MOST_COLUMNS = 1_000
COLUMNS = ("actor", "issue", "position", "salience", "capability")


@dataclass(frozen=True, slots=True)
class Position:
    """Where an actor stands on an issue, how much the issue matters to it, and how much the actor counts."""

    actor: str
    issue: str
    position: Fraction
    salience: Fraction
    capability: Fraction


def read_positions(path: Path) -> tuple[tuple[Position, ...], tuple[Problem, ...]]:
    """Return the positions in a CSV or TSV file, in order, and a problem for each line that is not one.

    The first line names the columns actor, issue, position, salience and, if known, capability (1 where it is not).

    Raises
    ------
    Refused : the file cannot be read
    """
    data = read_whole(path, LARGEST_FILE)
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        return (), (_problem(f"{path}:{line}", "bytes that are not UTF-8", "UTF-8", "save the file as UTF-8"),)
    if text[: text.find("\n")].count(",") > MOST_COLUMNS:
        return (), (
            _problem(f"{path}:1", "a line of very many columns", ", ".join(COLUMNS), "name the columns in the first line"),
        )
    first = text.partition("\n")[0]
    rows = csv.DictReader(io.StringIO(text, newline=""), delimiter=max(",;\t", key=first.count), restval="")
    missing = [column for column in COLUMNS[:4] if column not in (rows.fieldnames or ())]
    if missing:
        return (), (_problem(f"{path}:1", f"no column {missing[0]!r}", ", ".join(COLUMNS), "name the columns in the first line"),)
    found: list[Position] = []
    problems: list[Problem] = []
    seen: set[tuple[str, str]] = set()
    try:
        for row in rows:
            where = f"{path}:{rows.line_num}"
            if len(found) >= MOST_ROWS:
                problems.append(_problem(where, f"more than {MOST_ROWS:,} lines", "fewer", "split the file"))
                break
            one = _position(row, where, problems)
            if one and (one.actor, one.issue) in seen:
                problems.append(_problem(where, f"{one.actor} on {one.issue} once more", "one line each", "delete one"))
            elif one:
                seen.add((one.actor, one.issue))
                found.append(one)
    except csv.Error as error:
        problems.append(_problem(f"{path}:{rows.line_num}", str(error), "comma-separated values", "mend the line"))
    return tuple(found), tuple(problems)


def write_positions(positions: Sequence[Position], path: Path) -> None:
    """Write positions as a CSV file that `read_positions` reads back exactly.

    Raises
    ------
    Refused : the file could not be written
    """
    text = io.StringIO()
    rows = csv.writer(text, lineterminator="\n")
    rows.writerow(COLUMNS)
    for one in positions:
        rows.writerow(
            [harmless(one.actor), harmless(one.issue), written(one.position), written(one.salience), written(one.capability)]
        )
    write_whole(path, text.getvalue())


def load_positions(path: Path) -> tuple[Case | None, tuple[Problem, ...]]:
    """Return the case that a file of positions describes, and every problem; no case where one is an error."""
    positions, problems = read_positions(path)
    if problems or not positions:
        return None, problems or (_problem(str(path), "no positions", "a line per actor and issue", "add some"),)
    return case_of(positions, path.stem, str(path)), problems


def case_of(positions: Sequence[Position], name: str, source: str = "positions") -> Case:
    """Return the case in which every stated position is an option and each actor wants what is nearest to its own.

        v_a(o) = 100 (1 - |x_a - o| / (max o - min o)),   weight = salience

    Single-peaked, linear loss: the utility of the models compared in Thomson et al., eds (2006), The European Union Decides,
    ch. 2. An issue on which an actor has no position weighs nothing to it. Nobody walks away: the walk-aways are 0, and
    capability, which says who counts and not who must sign, stays with the positions.

    >>> stands = [Position("A", "price", Fraction(10), Fraction(1), Fraction(1)),
    ...           Position("B", "price", Fraction(30), Fraction(2), Fraction(1)),
    ...           Position("C", "price", Fraction(20), Fraction(1), Fraction(1))]
    >>> {o: int(v.mode) for o, v in case_of(stands, "prices").preferences["A"].issues["price"].values.items()}
    {'10': 100, '20': 50, '30': 0}
    """
    actors, issues = list(dict.fromkeys(p.actor for p in positions)), list(dict.fromkeys(p.issue for p in positions))
    points = {issue: sorted({p.position for p in positions if p.issue == issue}) for issue in issues}
    preferences = {}
    for actor in actors:
        stakes = {p.issue: p for p in positions if p.actor == actor}
        preferences[actor] = Preference(
            issues={
                issue: IssuePreference(
                    weight=Band.model_validate(one.salience),
                    values={written(o): Band.model_validate(_value(one.position, o, points[issue])) for o in points[issue]},
                )
                for issue, one in stakes.items()
            },
            walk_away=WalkAway(points=(WalkAwayPoint(on=date.min, value=Band.model_validate(0)),)),
            because=Basis(source=source),
        )
    return Case(
        name=name,
        title=name,
        as_of=date(2000, 1, 1),
        parties={actor: Party(name=actor, roles=(Role.NEGOTIATOR,)) for actor in actors},
        issues={i: Issue(name=i, options={written(o): Option(name=written(o)) for o in points[i]}) for i in issues},
        preferences=preferences,
    )


def compromise(positions: Sequence[Position]) -> dict[str, Fraction]:
    """Return per issue the mean position, weighted by salience times capability.

        sum_a c_a s_a x_a / sum_a c_a s_a

    The compromise model: Van den Bos (1991), Dutch EC Decision Making. An issue whose weights are all 0 is left out.
    """
    means = {}
    for issue in dict.fromkeys(p.issue for p in positions):
        there = [(p.capability * p.salience, p.position) for p in positions if p.issue == issue]
        whole = sum((weight for weight, _ in there), Fraction(0))
        if whole:
            means[issue] = sum((weight * position for weight, position in there), Fraction(0)) / whole
    return means


def _value(own: Fraction, other: Fraction, points: Sequence[Fraction]) -> Fraction:
    width = points[-1] - points[0]
    return 100 * (1 - abs(own - other) / width) if width else Fraction(100)


def _position(row: dict[str, str], where: str, problems: list[Problem]) -> Position | None:
    numbers = {}
    for column in COLUMNS[2:]:
        text = (row.get(column) or "").strip() or ("1" if column == "capability" else "")
        try:
            numbers[column] = exact(text)
        except ValueError as error:
            problems.append(_problem(f"{where} {column}", str(error), "a finite number", "write one there"))
            return None
        if column != "position" and numbers[column] < 0:
            problems.append(_problem(f"{where} {column}", text, "0 or more", "correct it"))
            return None
    actor, issue = (harmful((row.get(name) or "").strip()) for name in ("actor", "issue"))
    if not actor or not issue:
        problems.append(_problem(where, "no actor or no issue", "both", "fill in the cell"))
        return None
    return Position(actor, issue, **numbers)


def _problem(where: str, got: str, wanted: str, remedy: str) -> Problem:
    return Problem(Severity.ERROR, "positions", where, got, wanted, remedy)
