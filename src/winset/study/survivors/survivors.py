"""The survivors: packages that can be signed, are ratified with odds of at least so much, and are kept with odds of so much."""

from collections.abc import Callable, Mapping

import numpy as np
from numpy.typing import NDArray

from winset.case.case import Case
from winset.draw import MODES, Sample
from winset.space.budget import Budget
from winset.space.dominance import efficient
from winset.space.package import named
from winset.study.figure import Figure, Reasons, number
from winset.study.resting import keeping_basis, party_basis, ratifying_basis, zone_basis
from winset.study.survivors.outcomes import Outcomes, outcomes
from winset.study.survivors.survivor import BAR, Bar, Level, SurvivorLine, Survivors

LEVELS = tuple(k / 10 for k in range(1, 10))
"""The thresholds on odds and on survival of the grid that a study shows."""

MOST = 50
"""Packages that a study lists of a kind."""

Progress = Callable[[str], None]


def survivors(
    case: Case,
    reasons: Reasons,
    progress: Progress = lambda stage: None,
    *,
    bar: Bar = BAR,
    sample: Sample = MODES,
    reading: str = "every number at its mode",
    budget: Budget | None = None,
) -> Survivors:
    """Return the packages in the zone with P(all bodies pass) ≥ odds and peace to the horizon with odds ≥ lasts.

    Survival is the smaller of the two layers, the empirical one by *heal*, under the guarantee in force that holds longest.
    Complete for every threshold, by the argument of `outcomes`: a package that is dominated in utilities alone is not lost. The
    first row of `sample` is what is read from the bands (`study.reading`), and `reading` its name.

    >>> from winset.case.store import bundled, read
    >>> case, _ = read((bundled()["beginning"] / "case.yaml").read_text(), "case.yaml")
    >>> found = survivors(case, Reasons())
    >>> found.packages, found.efficient, found.why
    (4, 3, 'The case names no body that must ratify and nothing that peace depends on: every package of the zone survives.')
    """
    progress("the packages that could be signed, ratified and kept")
    whole = outcomes(case, bar.years, sample, budget)
    alive = (whole.odds >= bar.odds) & (whole.lasts >= bar.lasts)
    undominated = np.zeros(len(alive), dtype=bool)
    undominated[_best(whole.utility, np.arange(len(alive)))] = True
    best = _best(whole.utility, np.flatnonzero(alive))
    frontier = _best(_ranks(whole), np.arange(len(alive)))
    frontier = frontier[np.argsort(-whole.odds[frontier], kind="stable")]

    def line(row: int) -> SurvivorLine:
        return _line(case, whole, row, bool(_matched(whole.utility, undominated, row)), reasons)

    return Survivors(
        reading=reading,
        bar=bar,
        zone=_sum(whole, np.ones(len(alive), dtype=bool)),
        packages=_sum(whole, alive),
        some=bool(alive.any()),
        efficient=len(best),
        listed=tuple(line(row) for row in best[:MOST].tolist()),
        fixed=_fixed(whole, alive),
        why=_why(case, whole, alive, bar),
        most_odds=_most(case, whole, whole.odds, ratifying_basis, reasons),
        most_lasts=_most(case, whole, whole.lasts, keeping_basis, reasons),
        nearest=tuple(line(row) for row in frontier[:MOST].tolist()),
        grid=tuple(_level(whole, a, b) for a in LEVELS for b in LEVELS),
        proof=_proof(whole),
    )


def _best(points: NDArray[np.int64], rows: NDArray[np.intp]) -> NDArray[np.intp]:
    """Return those of the rows whose points no other of them dominates, each point once."""
    return np.asarray(rows[efficient(points[rows])])


def _ranks(whole: Outcomes) -> NDArray[np.int64]:
    """Return odds and survival as integers of the same order."""
    ranks = [np.unique(values, return_inverse=True)[1].reshape(-1) for values in (whole.odds, whole.lasts)]
    return np.stack(ranks, axis=1).astype(np.int64)


def _matched(utility: NDArray[np.int64], undominated: NDArray[np.bool_], row: int) -> bool:
    """Whether a package has the utilities of one that nothing dominates."""
    return bool(undominated[row] or (utility[undominated] == utility[row]).all(axis=1).any())


def _line(case: Case, whole: Outcomes, row: int, undominated: bool, reasons: Reasons) -> SurvivorLine:
    table = whole.table
    values = table.values(whole.utility[row].tolist())
    package = named(table, whole.packages[row].tolist())
    return SurvivorLine(
        package=package,
        utility={
            party: Figure(value=number(value), basis=party_basis(case, party, reasons))
            for party, value in zip(table.names, values, strict=True)
        },
        odds=Figure(value=number(whole.odds[row]), basis=ratifying_basis(case, package, reasons)),
        lasts=Figure(value=number(whole.lasts[row]), basis=keeping_basis(case, package, reasons)),
        efficient=undominated,
    )


def _most(
    case: Case,
    whole: Outcomes,
    values: NDArray[np.float64],
    rests: Callable[[Case, Mapping[str, str], Reasons], tuple[str, ...]],
    reasons: Reasons,
) -> Figure:
    """Return the largest of some odds within the zone, with what that of its package rests on."""
    if not len(values):
        return Figure(value=0.0, basis=zone_basis(case, reasons))
    best = int(values.argmax())
    basis = rests(case, named(whole.table, whole.packages[best].tolist()), reasons)
    return Figure(value=number(values[best]), basis=basis or zone_basis(case, reasons))


def _sum(whole: Outcomes, rows: NDArray[np.bool_]) -> int | None:
    """Return how many packages of the zone are among these rows, where all were listed or there is surely none."""
    none = not rows.any() and not whole.thinned
    return int(rows.sum()) if whole.whole or none else None


def _level(whole: Outcomes, odds: float, lasts: float) -> Level:
    alive = (whole.odds >= odds) & (whole.lasts >= lasts)
    return Level(odds=odds, lasts=lasts, packages=_sum(whole, alive), some=bool(alive.any()))


def _fixed(whole: Outcomes, alive: NDArray[np.bool_]) -> dict[str, str]:
    """Return the options that every survivor holds, where every survivor was listed."""
    if not whole.whole or not alive.any():
        return {}
    every = whole.packages[alive]
    same = (every == every[0]).all(axis=0)
    held = named(whole.table, every[0].tolist())
    return {issue: held[issue] for issue, one in zip(whole.table.issues, same.tolist(), strict=True) if one}


def _why(case: Case, whole: Outcomes, alive: NDArray[np.bool_], bar: Bar) -> str:
    """Return what the thresholds leave, and which of them leaves nothing, in a sentence."""
    if not len(alive) and whole.thinned:
        return "The links tie too many issues together to list packages: nothing is known of what survives."
    if not len(alive):
        return "No package can be signed by all who must, so none survives."
    silent = _silent(case)
    if silent and alive.all():
        return silent
    if alive.any():
        left = _sum(whole, alive)
        return f"{'Some' if left is None else f'{left:,}'} of the packages in the zone meet both thresholds."
    most, longest = float(whole.odds.max()), float(whole.lasts.max())
    peace = f"peace lasts {bar.years:g} years with odds of {bar.lasts:.0%} or more"
    passed = f"ratified with odds of {bar.odds:.0%} or more"
    if most < bar.odds:
        return f"None survives: no package of the zone is {passed}; the most is {most:.1%}."
    if longest < bar.lasts:
        return f"None survives: under no package of the zone {peace}; the most is {longest:.1%}."
    return f"None survives: some packages are {passed}, and under others {peace}, but there is none of which both hold."


def _silent(case: Case) -> str:
    """Return what a case says nothing of."""
    missing = [
        words
        for words, said in (("no body that must ratify", case.ratification), ("nothing that peace depends on", case.contest))
        if said is None
    ]
    return f"The case names {' and '.join(missing)}: every package of the zone survives." if missing else ""


def _proof(whole: Outcomes) -> str:
    if whole.whole:
        return "Every package of the zone was listed; the numbers are exact."
    found = (
        "Within each combination of options that choose a route or a guarantee's terms, the packages that are efficient in all "
        "scores at once were looked at: whether any survives is exact, and so are the efficient survivors; how many there are "
        "besides is not known."
    )
    return (
        f"{found} The scores were thinned to a grid, so an efficient survivor may be missed by its width."
        if whole.thinned
        else found
    )
