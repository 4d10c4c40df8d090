"""The whole answer for one table: zone, frontier, solutions, what the conventions change, and what blocks an empty zone."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction

from winset.deal.blockers import Blockers, blockers
from winset.deal.disagreement import Disagreement, disagreeing
from winset.deal.fairness import egalitarian, kalai_smorodinsky, utilitarian
from winset.deal.nash import best_products, nash
from winset.deal.path import Compensation, Move, compensation, improving_moves, path
from winset.deal.solution import Ranked, Solution, players_of
from winset.deal.zone import ZoneOn
from winset.space.budget import Budget
from winset.space.count import Count, count
from winset.space.diagram import Entangled, entangled
from winset.space.frontier import Frontier, frontier
from winset.space.package import Package, permitted, signable, totals
from winset.space.table import ScoreTable

ROWS_A_SECOND = 10_000
"""Points that a stage of the frontier may keep per second of the time left."""

DENSE = (
    "The links tie too many issues together to list the efficient packages or to count the zone: each solution is one package "
    "found by HiGHS, checked in integers, with the gap that it certifies."
)

PRINCIPLES = ("nash", "egalitarian", "kalai_smorodinsky", "utilitarian", "leximin")


@dataclass(frozen=True, slots=True)
class Draft:
    """What can be said of a draft: what each party has by it, whether it can be signed, and where it could go."""

    package: Package
    utility: tuple[Fraction, ...]
    permitted: bool
    signable: bool
    moves: tuple[Move, ...]
    compensation: tuple[Compensation, ...]
    path: tuple[Move, ...]


@dataclass(frozen=True, slots=True)
class Answer:
    """Everything that `winset deal` says, as records; `table` holds the floors of the convention asked for.

    `players` : the scores that bargain. `zone` : the size of the zone; `by_day` for each signing date of a case. `frontier` :
    of the zone, or of all permitted packages. `solutions` : by principle, nothing where there is none. `best` : the k best
    products. `conventions` : the Nash package under each disagreement convention. `notes` : sentences on where conventions
    disagree. `blockers` : where the zone is empty.
    """

    table: ScoreTable
    players: tuple[int, ...]
    convention: Disagreement
    zone: Count
    frontier: Frontier
    solutions: Mapping[str, Solution | None]
    best: Ranked | None = None
    conventions: Mapping[str, Package | None] = field(default_factory=dict)
    notes: tuple[str, ...] = ()
    blockers: Blockers | None = None
    draft: Draft | None = None
    by_day: tuple[ZoneOn, ...] = ()


def answer(
    table: ScoreTable,
    *,
    players: Sequence[int] | None = None,
    convention: Disagreement = Disagreement.RESERVATION,
    all_packages: bool = False,
    best: int = 0,
    draft: Package | None = None,
    by_day: tuple[ZoneOn, ...] = (),
    budget: Budget | None = None,
) -> Answer:
    """Return everything about a table's deals: exact, or as far as the budget reaches and labelled so.

    The egalitarian problem comes first: it proves an empty zone. Then the other solutions, the count, what blocks an empty
    zone, and the frontier last, which is thinned, with its guarantee, once a stage outgrows `budget.rows` or the time is up.
    Links too dense for a diagram leave the solutions, each with its gap, and say so in the notes.

    Examples
    --------
    >>> from winset.space.table import score_table
    >>> table = score_table(["land", "aid"], [["keep", "cede"], ["no", "yes"]], ["A", "B"],
    ...                     [[[3, 0], [0, 4]], [[0, 1], [2, 0]]], floors=[1, 1])
    >>> found = answer(table)
    >>> found.zone.value, found.frontier.size, found.solutions["nash"].package
    (2, 2, (1, 1))
    """
    budget = budget or Budget()
    stated, table = table, disagreeing(table, convention)
    dense = entangled(table)
    who = players_of(table, players)
    solutions = _solutions(table, who, budget)
    budget.tell("counting the zone", 0.0)
    size = count(table, budget.part(0.4))
    empty = solutions["egalitarian"] is None and size.low == 0
    ranked = best_products(table, best, who, budget=budget.part(0.2)) if best else None
    conventions = _conventions(stated, convention, solutions["nash"], who, budget.part(0.2))
    return Answer(
        table=table,
        players=who,
        convention=convention,
        zone=size,
        solutions=solutions,
        best=ranked,
        conventions=conventions,
        notes=_notes(table, solutions, conventions) + ((DENSE,) if dense else ()),
        blockers=blockers(table, budget=budget.part(0.5)) if empty and not dense else None,
        draft=None if draft is None else about(table, draft, who),
        by_day=by_day,
        frontier=frontier(table, range(len(stated.names)), floors=not all_packages, thin=True, budget=_for_frontier(budget)),
    )


def _for_frontier(budget: Budget) -> Budget:
    """Return the budget with stages small enough for the time left: a filter, once begun, runs to its end."""
    left = budget.left()
    return budget if left is None else replace(budget, rows=max(200, min(budget.rows, int(ROWS_A_SECOND * left))))


def about(table: ScoreTable, draft: Package, players: Sequence[int]) -> Draft:
    """Return what can be said of a draft."""
    return Draft(
        package=draft,
        utility=table.values(totals(table, [draft])[0].tolist()),
        permitted=bool(permitted(table, [draft])[0]),
        signable=bool(signable(table, [draft])[0]),
        moves=improving_moves(table, draft, players),
        compensation=compensation(table, draft, players),
        path=path(table, draft, players),
    )


def _solutions(table: ScoreTable, players: Sequence[int], budget: Budget) -> dict[str, Solution | None]:
    """Return the solution of each principle, in the order of `PRINCIPLES`."""
    budget.tell("egalitarian", 0.0)
    fair = egalitarian(table, players, budget=budget.part(0.15))
    if fair is None:
        return dict.fromkeys(PRINCIPLES)
    steps: dict[str, Callable[[], Solution | None]] = {
        "nash": lambda: nash(table, players, budget=budget.part(0.15)),
        "kalai_smorodinsky": lambda: kalai_smorodinsky(table, players, budget=budget.part(0.3)),
        "utilitarian": lambda: utilitarian(table, players, budget=budget.part(0.15)),
    }
    found: dict[str, Solution | None] = {"egalitarian": fair, "leximin": fair}
    for place, (name, step) in enumerate(steps.items()):
        budget.tell(name, (place + 1) / len(PRINCIPLES))
        found[name] = step()
    return {name: found[name] for name in PRINCIPLES}


def _conventions(
    table: ScoreTable, convention: Disagreement, known: Solution | None, players: Sequence[int], budget: Budget
) -> dict[str, Package | None]:
    """Return the Nash package under each convention of disagreement; one solution serves all that share its floors.

    Left out is a convention that needs each party's worst package where links are too dense to find it.
    """
    seen: list[tuple[tuple[int | None, ...], Solution | None]] = [(disagreeing(table, convention).floors, known)]
    packages: dict[str, Package | None] = {}
    for other in Disagreement:
        try:
            moved = disagreeing(table, other)
        except Entangled:
            continue
        solution = next((one for floors, one in seen if floors == moved.floors), None)
        if moved.floors not in [floors for floors, _ in seen]:
            solution = nash(moved, players, budget=budget)
            seen.append((moved.floors, solution))
        packages[str(other)] = solution.package if solution else None
    return packages


def _notes(
    table: ScoreTable, solutions: Mapping[str, Solution | None], conventions: Mapping[str, Package | None]
) -> tuple[str, ...]:
    """Return a sentence for each place where conventions give different packages."""
    notes = []
    by_package: dict[Package | None, list[str]] = {}
    for name, package in conventions.items():
        by_package.setdefault(package, []).append(name)
    if len(by_package) > 1:
        groups = "; ".join(" and ".join(names) for names in by_package.values())
        notes.append(f"The Nash package depends on the disagreement convention: it differs between {groups}.")
    fair, sum_best = solutions["egalitarian"], solutions["utilitarian"]
    if fair and sum_best and not set(fair.ties) & set(sum_best.ties):
        notes.append("'Kalai' names two packages here: the egalitarian one (Kalai 1977) and, in some tools, the utilitarian one.")
    even = solutions["kalai_smorodinsky"]
    if even and fair and not set(even.ties) & set(fair.ties):
        notes.append(
            "Equal gains and equal shares of the ideal gain differ: egalitarian and Kalai–Smorodinsky select different packages."
        )
    for name, solution in solutions.items():
        if solution and not solution.proved:
            notes.append(f"{name}: the best found; another package could be worth up to {solution.gap:.2%} more.")
    return tuple(notes)
