"""From a draft: moves that help somebody and hurt nobody, what would turn a no into a yes, and the way to the frontier."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import combinations, product

import numpy as np

from winset.deal.fairness import utilitarian
from winset.deal.goal import Goal, smallest_share
from winset.deal.solution import players_of, solve
from winset.space.package import Package, permitted, totals
from winset.space.table import ScoreTable, score_table


@dataclass(frozen=True, slots=True)
class Move:
    """A change from one package to another: (issue, option) for each issue changed, and what each player gains by it."""

    changes: tuple[tuple[int, int], ...]
    package: Package
    gains: tuple[Fraction, ...]


@dataclass(frozen=True, slots=True)
class Compensation:
    """A package that everybody signs, near a draft that somebody would not: the move, and what the others lose by it.

    `refusing` : the players for whom the draft is worse than their walk-away.
    """

    refusing: tuple[int, ...]
    move: Move
    cost: Fraction


def improving_moves(
    table: ScoreTable, draft: Package, players: Sequence[int] | None = None, changes: int = 1
) -> tuple[Move, ...]:
    """Return the permitted changes of up to so many issues that help a player and hurt none, the largest sum of gains first.

    >>> table = score_table(["land", "aid"], [["keep", "cede"], ["no", "yes"]], ["A", "B"],
    ...                     [[[3, 0], [0, 4]], [[0, 0], [2, 1]]], floors=[0, 0])
    >>> [move.changes for move in improving_moves(table, (0, 0))]
    [((1, 1),)]
    """
    who = list(players_of(table, players))
    packages = [
        package
        for count in range(1, changes + 1)
        for issues in combinations(range(len(table.issues)), count)
        for package in _changed(table, draft, issues)
    ]
    if not packages:
        return ()
    chosen = np.array(packages, dtype=np.intp)
    chosen = chosen[permitted(table, chosen)]
    gain = totals(table, chosen)[:, who] - totals(table, [draft])[:, who]
    helps = np.asarray((gain >= 0).all(axis=1) & (gain > 0).any(axis=1), dtype=bool)
    moves = [_move(table, draft, tuple(x), who) for x in chosen[helps].tolist()]
    return tuple(sorted(moves, key=lambda move: (-sum(move.gains), move.changes)))


def compensation(table: ScoreTable, draft: Package, players: Sequence[int] | None = None) -> tuple[Compensation, ...]:
    """Return how a draft that somebody refuses can be made one that all sign; nothing where no package can be, or need be.

    First the package of the zone that changes the fewest issues (of several, the one that costs the others least), then,
    if it is another, the one that costs the others least whatever it changes. The cost is what the players who would have
    signed the draft lose in all, gains set against losses.
    """
    who = players_of(table, players)
    now = totals(table, [draft])[0]
    refusing = tuple(p for p in who if (table.floors[p] or 0) > now[p])
    if not refusing:
        return ()
    others = [p for p in who if p not in refusing]
    unchanged = _nearest(table, draft)
    if not unchanged:
        return ()
    first = min(unchanged, key=lambda x: (_cost(table, draft, x, others), x))
    found = [first]
    if others:
        cheapest = utilitarian(table, others)
        if cheapest is not None and _cost(table, draft, cheapest.package, others) < _cost(table, draft, first, others):
            found.append(cheapest.package)
    return tuple(Compensation(refusing, _move(table, draft, x, who), _cost(table, draft, x, others)) for x in found)


def nearest(table: ScoreTable, draft: Package, players: Sequence[int] | None = None) -> tuple[Move, ...]:
    """Return the changes of the fewest issues that bring a draft into the zone, the largest sum of gains first.

    >>> table = score_table(["land", "aid"], [["keep", "cede"], ["no", "yes"]], ["A", "B"],
    ...                     [[[3, 0], [0, 4]], [[0, 1], [2, 0]]], floors=[2, 1])
    >>> [move.changes for move in nearest(table, (0, 1))]
    [((0, 1),), ((1, 0),)]
    """
    who = list(players_of(table, players))
    moves = [_move(table, draft, package, who) for package in _nearest(table, draft)]
    return tuple(sorted(moves, key=lambda move: (-sum(move.gains), move.changes)))


def path(table: ScoreTable, draft: Package, players: Sequence[int] | None = None) -> tuple[Move, ...]:
    """Return the steps of a single negotiating text from a draft to an efficient package, each helping some and hurting none.

    Each step changes as few issues as it can: one if one will do, else two, else as many as the package needs that dominates
    the text with the largest sum of utilities; of several it takes the largest sum of gains. Raiffa (1982), The Art and
    Science of Negotiation, ch. 14. The last package is efficient for the players among all permitted packages.
    """
    who = players_of(table, players)
    free = replace(table, bindings=(), floors=tuple(None for _ in table.floors))
    steps: list[Move] = []
    text = draft
    while True:
        moves = improving_moves(free, text, who) or improving_moves(free, text, who, changes=2)
        if not moves:
            here = totals(free, [text])[0]
            floors = [int(here[k]) if k in who else None for k in range(len(free.names))]
            best = utilitarian(free.floored(floors), who)
            gain = Fraction(0) if best is None else sum(_gains(free, text, best.package, who), Fraction(0))
            if best is None or not gain:
                return tuple(steps)
            moves = (_move(free, text, best.package, who),)
        steps.append(moves[0])
        text = moves[0].package


def _changed(table: ScoreTable, draft: Package, issues: Sequence[int]) -> list[list[int]]:
    """Return the packages that differ from a draft in exactly these issues."""
    others = [[o for o in range(len(table.options[i])) if o != draft[i]] for i in issues]
    found = []
    for options in product(*others):
        package = list(draft)
        for issue, option in zip(issues, options, strict=True):
            package[issue] = option
        found.append(package)
    return found


def _move(table: ScoreTable, draft: Package, package: Package, players: Sequence[int]) -> Move:
    changes = tuple((i, new) for i, (old, new) in enumerate(zip(draft, package, strict=True)) if old != new)
    return Move(changes, package, _gains(table, draft, package, players))


def _gains(table: ScoreTable, draft: Package, package: Package, players: Sequence[int]) -> tuple[Fraction, ...]:
    before, after = totals(table, [draft, package])
    return tuple(Fraction(int(after[p]) - int(before[p])) / table.scale[p] for p in players)


def _cost(table: ScoreTable, draft: Package, package: Package, others: Sequence[int]) -> Fraction:
    return -sum(_gains(table, draft, package, others), Fraction(0))


def _nearest(table: ScoreTable, draft: Package) -> tuple[Package, ...]:
    """Return the packages of the zone that differ from a draft in the fewest issues."""
    near = _with_score(table, [[int(o == draft[i]) for o in range(len(options))] for i, options in enumerate(table.options)])
    return solve(near, lambda part: _largest(part, len(near.names) - 1)).packages


def _with_score(table: ScoreTable, score: Sequence[Sequence[int]]) -> ScoreTable:
    """Return the table with one more score, which links leave alone, and without a floor on it."""
    return score_table(
        table.issues,
        table.options,
        [*table.names, "unchanged"],
        [
            [[*row, extra] for row, extra in zip(rows.tolist(), added, strict=True)]
            for rows, added in zip(table.scores, score, strict=True)
        ],
        scale=[*table.scale, Fraction(1)],
        floors=[*table.floors, None],
        allowed=table.allowed,
        links=[(link.pair, [*link.add, 0]) for link in table.links],
        forbidden=table.forbidden,
        bindings=table.bindings,
    )


def _largest(table: ScoreTable, score: int) -> Goal:
    """Return the goal of one score alone, within the zone."""
    return smallest_share(
        table.floored([0 if k == score else floor for k, floor in enumerate(table.floors)]), [score], [Fraction(1)]
    )
