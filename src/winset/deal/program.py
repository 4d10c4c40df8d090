"""The independent check: the same questions as mixed-integer programs, solved by HiGHS."""

from collections.abc import Sequence
from fractions import Fraction
from typing import Any

import numpy as np

from winset.space.package import Package, totals
from winset.space.table import ScoreTable, branches

CLOSE = 1e-6
"""HiGHS calls a solution optimal within this; its package is valued again in integers."""


def largest_smallest_gain(table: ScoreTable, players: Sequence[int]) -> tuple[Fraction, Package] | None:
    """Return the largest smallest gain in the zone and a package that attains it, or nothing where the zone is empty.

        max t   subject to   (s_p(x) - d_p) / scale_p ≥ t for every player,   floors, forbidden pairs

    One 0/1 variable per option, one per link (McCormick 1976, Mathematical Programming 10, p. 147). It knows nothing of dual
    bounds or diagrams, so it checks them; it is right to one part in a million and slow.
    """
    found = [answer for part in branches(table) if (answer := _solve(part, players)) is not None]
    return max(found, key=lambda pair: pair[0], default=None)


def _solve(table: ScoreTable, players: Sequence[int]) -> tuple[Fraction, Package] | None:
    import highspy

    model: Any = highspy.Highs()  # type: ignore[no-untyped-call]
    model.setOptionValue("output_flag", False)
    model.setOptionValue("mip_rel_gap", 0.0)
    model.setOptionValue("mip_feasibility_tolerance", 1e-9)
    start = np.cumsum([0, *(len(options) for options in table.options)])
    count = int(start[-1])
    for issue, allowed in enumerate(table.allowed):
        for option in range(len(allowed)):
            model.addVar(0.0, 1.0 if allowed[option] else 0.0)
            model.changeColIntegrality(int(start[issue]) + option, highspy.HighsVarType.kInteger)
    for _ in table.links:
        model.addVar(0.0, 1.0)
    model.addVar(-highspy.kHighsInf, highspy.kHighsInf)
    smallest = count + len(table.links)
    model.changeColCost(smallest, 1.0)
    model.changeObjectiveSense(highspy.ObjSense.kMaximize)

    def row(low: float, high: float, columns: Sequence[int], values: Sequence[float]) -> None:
        model.addRow(low, high, len(columns), np.array(columns, dtype=np.int32), np.array(values, dtype=float))

    for issue in range(len(table.issues)):
        columns = list(range(int(start[issue]), int(start[issue + 1])))
        row(1, 1, columns, [1.0] * len(columns))
    for i, a, j, b in table.forbidden:
        if i != j:
            row(0, 1, [int(start[i]) + a, int(start[j]) + b], [1.0, 1.0])
    for at, ((i, a, j, b), _) in enumerate(table.links):
        one, two, both = int(start[i]) + a, int(start[j]) + b, count + at
        row(-highspy.kHighsInf, 0, [both, one], [1.0, -1.0])
        row(-highspy.kHighsInf, 0, [both, two], [1.0, -1.0])
        row(-1, highspy.kHighsInf, [both, one, two], [1.0, -1.0, -1.0])
    for k, floor in enumerate(table.floors):
        if floor is None:
            continue
        unit = float(table.scale[k])
        values = [float(table.scores[i][o, k]) / unit for i, options in enumerate(table.options) for o in range(len(options))]
        values += [link.add[k] / unit for link in table.links]
        least = float(floor / table.scale[k])
        row(least - CLOSE, highspy.kHighsInf, list(range(smallest)), values)
        if k in players:
            row(least, highspy.kHighsInf, list(range(smallest + 1)), [*values, -1.0])
    model.run()
    if model.getModelStatus() != highspy.HighsModelStatus.kOptimal:
        return None
    chosen = np.array(model.getSolution().col_value[:count])
    package = tuple(int(chosen[start[i] : start[i + 1]].argmax()) for i in range(len(table.issues)))
    total = totals(table, [package])[0].tolist()
    return min(Fraction(total[p] - (table.floors[p] or 0)) / table.scale[p] for p in players), package
