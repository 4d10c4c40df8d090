"""An issue as a table writes it, cell by cell, and the dispute that the cells make; what is missing is counted."""

from collections import Counter
from dataclasses import dataclass, field
from fractions import Fraction

from winset.backtest.dispute import Dispute
from winset.band import exact, written
from winset.case.positions import Position
from winset.errors import Problem, Severity

RULES = {
    "no outcome": "issues without an outcome, left out",
    "no actors": "issues with an outcome but without an actor that has a position, left out",
    "no reference": "issues without a reference point: models that need one predict nothing there",
    "no position": "actors on an issue with a salience above 0 but without a position, left out there",
    "no salience": "actors on an issue with a position but without a salience, left out there",
    "no capability": "actors on an issue without a capability where others have one, left out there",
}
"""What is done about each sort of missing value; an actor with neither position nor salience above 0 is no part of an issue."""


@dataclass(frozen=True, slots=True)
class ActorCells:
    """What a table says of one actor on one issue, and where; empty cells are missing values."""

    where: str
    actor: str
    position: str
    salience: str
    capability: str = "1"


@dataclass(slots=True)
class IssueCells:
    """What a table says of one issue, and where."""

    where: str
    issue: str
    group: str
    outcome: str = ""
    reference: str = ""
    low: str = ""
    high: str = ""
    actors: list[ActorCells] = field(default_factory=list)


def dispute_of(cells: IssueCells, missing: Counter[str], problems: list[Problem]) -> Dispute | None:
    """Return the dispute that an issue's cells make, if they make one; missing values are counted, mistakes told."""
    try:
        low, high = exact(cells.low or "0"), exact(cells.high or "100")
        outcome = exact(cells.outcome) if cells.outcome else None
        reference = exact(cells.reference) if cells.reference else None
    except ValueError as error:
        problems.append(told(cells.where, str(error), "finite numbers for outcome, reference, low and high", "correct the cell"))
        return None
    if low >= high:
        problems.append(told(cells.where, f"a scale from {written(low)} to {written(high)}", "low below high", "correct them"))
        return None
    if outcome is None:
        missing["no outcome"] += 1
        return None
    for name, point in (("outcome", outcome), ("reference", reference)):
        if point is not None and not low <= point <= high:
            problems.append(_outside(f"{cells.where} {name}", point, low, high))
            return None
    stands = [one for actor in cells.actors if (one := _stand(actor, cells.issue, (low, high), missing, problems))]
    if not stands:
        missing["no actors"] += 1
        return None
    missing["no reference"] += reference is None
    return Dispute(cells.issue, cells.group, tuple(stands), outcome, reference, low, high)


def told(where: str, got: str, wanted: str, remedy: str) -> Problem:
    """Return what is wrong at a place of the table; the line or issue is left out, and the rest goes on."""
    return Problem(Severity.ERROR, "backtest", where, got, wanted, remedy)


def _stand(
    cells: ActorCells, issue: str, scale: tuple[Fraction, Fraction], missing: Counter[str], problems: list[Problem]
) -> Position | None:
    numbers = {}
    for name, text in (("position", cells.position), ("salience", cells.salience), ("capability", cells.capability)):
        try:
            numbers[name] = exact(text) if text else None
        except ValueError as error:
            problems.append(told(f"{cells.where} {name}", str(error), "a finite number, or nothing", "correct the cell"))
            return None
    position, salience, capability = numbers["position"], numbers["salience"], numbers["capability"]
    if position is None:
        missing["no position"] += bool(salience)
        return None
    if salience is None or capability is None:
        missing["no salience" if salience is None else "no capability"] += 1
        return None
    if not scale[0] <= position <= scale[1]:
        problems.append(_outside(f"{cells.where} position", position, *scale))
        return None
    if salience < 0 or capability < 0:
        got = f"salience {written(salience)}, capability {written(capability)}"
        problems.append(told(cells.where, got, "both 0 or more", "correct the cell"))
        return None
    return Position(cells.actor, issue, position, salience, capability)


def _outside(where: str, point: Fraction, low: Fraction, high: Fraction) -> Problem:
    wanted = f"a point on the scale from {written(low)} to {written(high)}"
    return told(where, written(point), wanted, "correct it, or state the issue's own low and high")
