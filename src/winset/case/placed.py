"""A case as a table of positions: where each party would have each issue, and how much the issue weighs to it."""

from fractions import Fraction

from winset.band import exact
from winset.case.case import Case
from winset.case.positions import Position
from winset.case.unheld import unheld
from winset.errors import Problem, Severity

WIDTH = Fraction(100)
"""How long the scale is on which options without numbers are put."""


def positions_of(case: Case) -> tuple[tuple[Position, ...], tuple[Problem, ...]]:
    """Return a position for each party and issue that it has a stake in, and what a table of positions cannot hold.

    A party stands at the option that is worth most to it at the mode; of equals, at the first, which is told. An option whose
    id is a number stands there; where one is none, all of the issue's stand from 0 to 100, evenly, in the order of the case.
    Salience is the weight. A case says nothing of capability: it is 1.
    """
    found: list[Position] = []
    problems = unheld(case, "positions")
    for issue, one in case.issues.items():
        points = _points(tuple(one.options))
        if points is None:
            points = {option: WIDTH * place / max(1, len(one.options) - 1) for place, option in enumerate(one.options)}
            got, remedy = "options that are no numbers", "they stand from 0 to 100, evenly, in the order of the case"
            problems.append(Problem(Severity.NOTE, "not-in-positions", f"issues.{issue}", got, "numbers", remedy))
        for party, preference in case.preferences.items():
            stake = preference.issues.get(issue)
            if stake is None:
                continue
            most = max(band.mode for band in stake.values.values())
            best = [option for option in one.options if stake.values[option].mode == most]
            if len(best) > 1:
                got, remedy = f"{len(best)} options worth the most", f"the position is that of the first, {best[0]}"
                problems.append(Problem(Severity.NOTE, "tied", f"preferences.{party}.issues.{issue}", got, "one", remedy))
            found.append(Position(party, issue, points[best[0]], stake.weight.mode, Fraction(1)))
    return tuple(found), tuple(problems)


def _points(options: tuple[str, ...]) -> dict[str, Fraction] | None:
    try:
        return {option: exact(option) for option in options}
    except ValueError:
        return None
