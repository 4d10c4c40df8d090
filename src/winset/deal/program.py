"""Goals as mixed-integer programs, solved by HiGHS: the independent check, and the way out where links are too dense."""

from collections.abc import Sequence
from fractions import Fraction
from typing import Any

import numpy as np
from numpy.typing import NDArray

from winset.deal.goal import Goal, smallest_share
from winset.deal.search import Found
from winset.space.budget import Budget
from winset.space.package import Package, signable, totals
from winset.space.table import ScoreTable, branches

CLOSE = 1e-6
"""HiGHS calls a solution optimal within this; its package is valued again in integers."""

TANGENTS = np.geomspace(1e-3, 1.0, 10)
ROUNDS = 30

Floats = NDArray[np.float64]


def largest_smallest_gain(table: ScoreTable, players: Sequence[int]) -> tuple[Fraction, Package] | None:
    """Return the largest smallest gain in the zone and a package that attains it, or nothing where the zone is empty.

    It knows nothing of dual bounds or diagrams, so it checks them; it is right to one part in a million and slow.
    """
    found = [programmed(part, smallest_share(part, players, [Fraction(1)] * len(players))) for part in branches(table)]
    return max(((one.values[0], one.packages[0][0]) for one in found if one.values), key=lambda pair: pair[0], default=None)


def programmed(table: ScoreTable, goal: Goal, budget: Budget | None = None) -> Found:
    """Return a package that is best under a goal within a millionth, and a bound that allows for that; never `proved`.

        share:    max t          subject to   h_r ≥ share_r t where share_r > 0,   h_r ≥ 0 elsewhere
        product:  max sum_r v_r  subject to   v_r ≤ log a + (h_r - a) / a for tangents at many a,   h ≥ 0

    One 0/1 variable per option, one per link (McCormick 1976, Mathematical Programming 10, p. 147). The logarithm lies
    below its tangents, so each round bounds the product from above, and adds the tangents at its own package (Duran and
    Grossmann 1986, Mathematical Programming 36, p. 307). Bindings are not looked at: take `branches` first.
    """
    budget = budget or Budget()
    program = _Program(table, goal, budget)
    best: tuple[Fraction, Package] | None = None
    bound = np.inf
    for _ in range(ROUNDS):
        package, reached = program.solved()
        bound = min(bound, reached)
        if package is None:
            break
        row = totals(table, [package])
        value = goal.exact(row)[0]
        if signable(table, [package])[0] and (best is None or value > best[0]):
            best = value, package
        if goal.share is not None or budget.spent() or not program.sharpened(row[0].astype(np.float64)):
            break
    top = program.in_units(bound)
    if best is None:
        return Found(table.scores[0][:0], (), (), top, bound == -np.inf)
    top = max(top, float(best[0]))
    return Found(totals(table, [best[1]]), (best[0],), ((best[1],),), top, False)


class _Program:
    """The model of one table and goal; columns are options, links, and what is maximised."""

    def __init__(self, table: ScoreTable, goal: Goal, budget: Budget) -> None:
        import highspy

        self.status = highspy.HighsModelStatus
        self.table, self.goal, self.budget = table, goal, budget
        self.model: Any = highspy.Highs()  # type: ignore[no-untyped-call]
        for name, setting in (("output_flag", False), ("mip_rel_gap", 0.0), ("mip_feasibility_tolerance", 1e-9)):
            self.model.setOptionValue(name, setting)
        self.start = np.cumsum([0, *(len(options) for options in table.options)])
        self.columns = int(self.start[-1]) + len(table.links)
        for allowed in table.allowed:
            for free in allowed:
                self.model.addVar(0.0, 1.0 if free else 0.0)
                self.model.changeColIntegrality(self.model.getNumCol() - 1, highspy.HighsVarType.kInteger)
        for _ in table.links:
            self.model.addVar(0.0, 1.0)
        self._rules()
        self.forms = self._forms()
        self.unit = np.maximum(np.abs(self.forms).sum(axis=1), 1e-300)
        self.free = goal.product if goal.share is None else goal.share > 0
        goals = int(goal.product.sum()) if goal.share is None else 1
        for _ in range(goals):
            self.model.addVar(-highspy.kHighsInf, highspy.kHighsInf)
            self.model.changeColCost(self.model.getNumCol() - 1, 1.0)
        self.model.changeObjectiveSense(highspy.ObjSense.kMaximize)
        for at in range(len(self.forms)):
            if goal.share is not None and goal.share[at] > 0:
                self._row(goal.offset[at], np.inf, [*self._every, self.columns], [*self.forms[at], -goal.share[at]])
            least = goal.offset[at] - (0.0 if self.free[at] else 1e-9 * self.unit[at])
            self._row(least, np.inf, self._every, self.forms[at])
        if goal.share is None:
            for tangent in TANGENTS:
                self._tangents(np.full(goals, tangent))

    @property
    def _every(self) -> list[int]:
        return list(range(self.columns))

    def _row(self, low: float, high: float, columns: Sequence[int], values: Any) -> None:
        self.model.addRow(low, high, len(columns), np.array(columns, dtype=np.int32), np.array(values, dtype=float))

    def _rules(self) -> None:
        """Add one option per issue, the forbidden pairs, and what makes a link hold with both its options."""
        table, start = self.table, self.start.tolist()
        for issue in range(len(table.issues)):
            self._row(1, 1, range(start[issue], start[issue + 1]), np.ones(start[issue + 1] - start[issue]))
        for i, a, j, b in table.forbidden:
            if i != j:
                self._row(0, 1, [start[i] + a, start[j] + b], [1, 1])
        for at, ((i, a, j, b), _) in enumerate(table.links):
            one, two, both = start[i] + a, start[j] + b, start[-1] + at
            self._row(-np.inf, 0, [both, one], [1, -1])
            self._row(-np.inf, 0, [both, two], [1, -1])
            self._row(-1, np.inf, [both, one, two], [1, -1, -1])

    def _forms(self) -> Floats:
        """Return each form of the goal (R, columns) over options and links."""
        adds = [np.asarray(scores).astype(np.float64) for scores in self.table.scores]
        links = [np.array([link.add for link in self.table.links], dtype=np.float64)] if self.table.links else []
        forms: Floats = self.goal.form @ np.concatenate([*adds, *links]).T
        return forms

    def _tangents(self, points: Floats) -> None:
        """Add, for each factor of the product, the tangent of its logarithm at a point; factors as shares of their unit."""
        for at, (r, a) in enumerate(zip(np.flatnonzero(self.goal.product), points, strict=True)):
            slope = 1 / (a * self.unit[r])
            high = np.log(a) - 1 - slope * self.goal.offset[r]
            self._row(-np.inf, high, [*self._every, self.columns + at], [*(-slope * self.forms[r]), 1.0])

    def solved(self) -> tuple[Package | None, float]:
        """Return a best package of the model and a bound on all, minus infinity where there is none."""
        left = self.budget.left()
        if left is not None:
            self.model.setOptionValue("time_limit", self.model.getRunTime() + left)
        self.model.run()
        status, info = self.model.getModelStatus(), self.model.getInfo()
        if status == self.status.kInfeasible:
            return None, -np.inf
        bound = info.mip_dual_bound + CLOSE * max(1.0, abs(info.mip_dual_bound))
        if info.primal_solution_status != 2:
            return None, bound
        chosen = np.array(self.model.getSolution().col_value)
        spans = zip(self.start[:-1], self.start[1:], strict=True)
        return tuple(int(chosen[low:high].argmax()) for low, high in spans), bound

    def sharpened(self, row: Floats) -> bool:
        """Add the tangents at a package; false where the model already has its product to within a millionth."""
        share = ((self.goal.form @ row - self.goal.offset) / self.unit)[self.goal.product]
        values = self.model.getSolution().col_value[self.columns :]
        if sum(values) - np.log(np.maximum(share, 1e-300)).sum() < CLOSE:
            return False
        self._tangents(np.maximum(share, 1e-9))
        return True

    def in_units(self, level: float) -> float:
        """Return a level of the model in the case's own units."""
        if self.goal.share is not None:
            return level
        return float(np.exp(level + np.log(self.unit[self.goal.product]).sum()))
