"""Links and forbidden pairs between issues: what an option still means to the issues ahead, and a good order of issues."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from winset.space.table import ScoreTable

Effect = tuple[int, int, tuple[int, ...] | None]
"""Another issue, its option, and what the pair adds to the scores: nothing at all if it is forbidden."""


@dataclass(frozen=True, slots=True, eq=False)
class Rules:
    """For each issue, what each of its options does together with options of other issues."""

    effects: tuple[tuple[tuple[Effect, ...], ...], ...]
    allowed: tuple[NDArray[np.bool_], ...]

    def classes(self, issue: int, ahead: frozenset[int]) -> NDArray[np.intp]:
        """Return for each allowed option the first allowed option that the issues ahead cannot tell from it.

        Two options of one class have the same effects on every issue ahead; an option that is not allowed holds -1.
        """
        seen: dict[tuple[Effect, ...], int] = {}
        classes = np.full(len(self.effects[issue]), -1, dtype=np.intp)
        for option, effects in enumerate(self.effects[issue]):
            if self.allowed[issue][option]:
                classes[option] = seen.setdefault(tuple(e for e in effects if e[0] in ahead), option)
        return classes

    def between(self, earlier: int, later: int) -> list[tuple[int, int, tuple[int, ...] | None]]:
        """Return (option of the earlier issue, option of the later, effect) of the rules between two issues."""
        return [
            (option, own, add)
            for option, effects in enumerate(self.effects[earlier])
            for issue, own, add in effects
            if issue == later and self.allowed[earlier][option]
        ]

    def neighbours(self, issue: int) -> frozenset[int]:
        """Return the issues that share a rule with this one."""
        return frozenset(e[0] for effects in self.effects[issue] for e in effects)


def rules_of(table: ScoreTable) -> Rules:
    """Return the rules of a table, seen from each option."""
    effects: list[list[list[Effect]]] = [[[] for _ in options] for options in table.options]
    pairs = [(link.pair, link.add) for link in table.links] + [(pair, None) for pair in dict.fromkeys(table.forbidden)]
    for (i, a, j, b), add in pairs:
        if i == j:
            continue  # two options of one issue are never chosen together
        effects[i][a].append((j, b, add))
        effects[j][b].append((i, a, add))
    ordered = tuple(tuple(tuple(sorted(e, key=repr)) for e in issue) for issue in effects)
    return Rules(ordered, table.allowed)


def issue_order(table: ScoreTable, rules: Rules) -> tuple[int, ...]:
    """Return an order of the issues under which few partial packages must be told apart.

    Vertex separation by greed: next comes the issue after which the product of the class counts of pending issues is
    smallest, the first of equals. Kinnersley (1992), Information Processing Letters 42(6), p. 345.
    """
    left = by_range(table)
    if not table.links and not table.forbidden:
        return tuple(left)
    done: list[int] = []
    while left:
        costs = []
        for issue in left:
            ahead = frozenset(left) - {issue}
            cost = 0.0
            for earlier in (*done, issue):
                if rules.neighbours(earlier) & ahead:
                    cost += float(np.log(max(1, len(set(rules.classes(earlier, ahead).tolist()) - {-1}))))
            costs.append((cost, -len(rules.neighbours(issue) & frozenset(done)), issue))
        issue = min(costs)[2]
        left.remove(issue)
        done.append(issue)
    return tuple(done)


def by_range(table: ScoreTable) -> list[int]:
    """Return the issues by how much their options differ, the largest first, each score measured by its whole range.

    What is decided last then moves a package little, so that early bounds are tight.
    """
    spread = np.array([[float(v) for v in scores.max(axis=0) - scores.min(axis=0)] for scores in table.scores])
    whole = spread.sum(axis=0)
    share = (spread / np.where(whole > 0, whole, 1)).sum(axis=1)
    return sorted(range(len(table.issues)), key=lambda issue: (-round(share[issue], 9), issue))
