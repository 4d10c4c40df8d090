"""The zone seen through every stage: its packages, or the efficient ones, with utilities, odds of ratification, and survival."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import product
from math import lcm

import numpy as np
from numpy.typing import NDArray

from winset.case.case import Case
from winset.case.factor import factors
from winset.case.guarantee import ByOption, TermByOption
from winset.draw import MODES, Sample
from winset.keep import promise
from winset.keep.lasting import lasting
from winset.ratify import route
from winset.ratify.odds import every
from winset.space.budget import Budget
from winset.space.drawn import drawn
from winset.space.frontier import frontier
from winset.space.listing import listing
from winset.space.package import named, totals
from winset.space.table import Ints, ScoreTable, TableLink
from winset.space.tabulate import tabulate

LISTED = 1_000_000
"""Packages of a zone that are listed one by one; where there are more, the efficient ones are looked at."""

ROWS = 100_000
"""Points that a stage of a frontier may hold before it is thinned."""

FINE = 10**9
"""What a score of a later stage is rounded to where it is read from a sample, or where no smaller scale makes it whole."""

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True, eq=False)
class Outcomes:
    """Packages of the zone (n, issues) with what every stage says of them.

    `utility` : (n, parties) integers of `table`. `odds` : (n,) of the whole way of ratification. `lasts` : (n,) of peace to the
    horizon, the smaller of the two layers under the guarantee in force that holds longest, or under none. `whole` : whether these
    are all packages of the zone, or only efficient ones; `thinned` : whether even of these some were left out, those that another
    matches within the widths of a grid.
    """

    table: ScoreTable
    packages: NDArray[np.intp]
    utility: Ints
    odds: Floats
    lasts: Floats
    whole: bool
    thinned: bool


def outcomes(case: Case, years: float, sample: Sample = MODES, budget: Budget | None = None) -> Outcomes:
    """Return the zone's packages through every stage, complete for every threshold on odds and survival.

    Where the zone has few enough packages, all of them, whatever dominates them. Odds depend on a package by its route and by the
    sums of what its options add to the blocs' probits, survival by the terms of its guarantees and by what its options add to
    stake and hazard: each is worked out once for packages alike in that.

    Where they are too many, then for each combination of the options that choose a route or a term, the efficient packages in
    all scores at once, utilities, support, stake and calm: odds rise with every bloc's support and survival with stake and calm,
    so a package that meets thresholds is matched by an efficient one of its combination that meets them too and leaves no party
    worse off. Left out then are scores that no option moves within the combination, and copies of another.
    """
    budget = budget or Budget()
    table = tabulate(case) if not sample.columns else drawn(case, sample).table(0)
    later = _later(case, sample)
    packages = listing(table, LISTED)
    whole, thinned = packages is not None, False
    if packages is None:
        packages, thinned = _efficient(case, table, later, budget)
    return Outcomes(
        table=table,
        packages=packages,
        utility=totals(table, packages),
        odds=_odds(case, table, packages, later, sample),
        lasts=_lasts(case, table, packages, later, years, sample),
        whole=whole,
        thinned=thinned,
    )


Score = Mapping[str, Mapping[str, int]]
"""What the options of each issue add to a score; an option left out adds nothing."""


def _efficient(case: Case, table: ScoreTable, later: Mapping[str, Score], budget: Budget) -> tuple[NDArray[np.intp], bool]:
    """Return a package for each point that is efficient in all scores at once, within each combination of options that choose a
    rule, and whether some were left out."""
    found, thinned = [np.zeros((0, len(table.issues)), dtype=np.intp)], False
    choosing = _choosing(case)
    places = [table.issues.index(issue) for issue in choosing]
    combinations = list(product(*(range(len(table.options[i])) for i in places)))
    for done, chosen in enumerate(combinations):
        allowed = list(table.allowed)
        for i, option in zip(places, chosen, strict=True):
            allowed[i] = table.allowed[i] & (np.arange(len(table.options[i])) == option)
        if not all(free.any() for free in allowed):
            continue
        part = replace(_with(table, later), allowed=tuple(allowed))
        part = part.keeping(_telling(part, len(table.names)))
        left = budget.left()
        share = Budget(None if left is None else left / (len(combinations) - done), ROWS)
        one = frontier(part, thin=True, budget=share)
        found.append(np.array([some[0] for some in one.packages(limit=1)], dtype=np.intp).reshape(-1, len(table.issues)))
        thinned = thinned or not one.complete
    return np.concatenate(found), thinned


def _telling(table: ScoreTable, parties: int) -> list[int]:
    """Return the parties' scores and those others that options still allowed move, each once."""
    seen: set[tuple[int, ...]] = set()
    kept = list(range(parties))
    for k in range(parties, len(table.names)):
        rows = [rows[free, k] - rows[free, k].max() for rows, free in zip(table.scores, table.allowed, strict=True)]
        key = tuple(int(v) for row in rows for v in row)
        if any(key) and key not in seen:
            seen.add(key)
            kept.append(k)
    return kept


def _with(table: ScoreTable, extra: Mapping[str, Score]) -> ScoreTable:
    """Return a table with further scores, of no effect on its zone."""
    kind = table.scores[0].dtype
    scores = []
    for issue, options, rows in zip(table.issues, table.options, table.scores, strict=True):
        more = [[one.get(issue, {}).get(option, 0) for one in extra.values()] for option in options]
        scores.append(np.concatenate([rows, np.array(more, dtype=kind).reshape(len(options), len(extra))], axis=1))
    none = (0,) * len(extra)
    return replace(
        table,
        names=(*table.names, *extra),
        scores=tuple(scores),
        scale=(*table.scale, *(Fraction(1) for _ in extra)),
        floors=(*table.floors, *(None for _ in extra)),
        links=tuple(TableLink(link.pair, (*link.add, *none)) for link in table.links),
    )


def _later(case: Case, sample: Sample) -> dict[str, Score]:
    """Return the scores of ratification and durability in integers: each bloc's support, stake and calm."""
    read = {one.path: float(sample.of(one.path, one.band)[0]) for one in factors(case) if one.path in sample.columns}

    def pick(where: str, _low: Fraction, mode: Fraction, _high: Fraction) -> Fraction:
        return Fraction(round(read[where] * FINE), FINE) if where in read else mode

    found = dict(route.scores(case, pick)) | (promise.scores(case, pick) if case.contest else {})
    return {name: _whole(score) for name, score in found.items()}


def _whole(score: Mapping[str, Mapping[str, Fraction]]) -> Score:
    common = min(FINE, lcm(*(v.denominator for options in score.values() for v in options.values())))
    return {issue: {option: round(v * common) for option, v in options.items()} for issue, options in score.items()}


def _choosing(case: Case, guarantees_alone: bool = False) -> list[str]:
    """Return the issues whose options choose a route, or put guarantees in force and settle their figures."""
    gates = case.ratification.gates if case.ratification and not guarantees_alone else ()
    choosing = {issue for gate in gates for issue in gate.when}
    for one in case.guarantees.values() if case.contest else ():
        figures = (one.term, one.credibility, one.taper)
        choosing |= {*one.when, *(figure.issue for figure in figures if isinstance(figure, ByOption | TermByOption))}
    return [issue for issue in case.issues if issue in choosing]


def _odds(case: Case, table: ScoreTable, packages: NDArray[np.intp], later: Mapping[str, Score], sample: Sample) -> Floats:
    """Return the odds of the whole way, worked out once for packages alike in route and support."""
    if case.ratification is None or not len(packages):
        return np.ones(len(packages))
    gates = {issue for gate in case.ratification.gates for issue in gate.when}
    supports = [score for name, score in later.items() if name not in ("stake", "calm")]
    first, alike = _alike(table, packages, [*_apart(case, gates), *supports])
    whole, _ = every(case, [named(table, package) for package in packages[first].tolist()], sample)
    return np.asarray(whole[0][alike])


def _lasts(
    case: Case, table: ScoreTable, packages: NDArray[np.intp], later: Mapping[str, Score], years: float, sample: Sample
) -> Floats:
    """Return survival, each layer worked out once for packages alike in terms and in stake, or in calm."""
    if case.contest is None or not len(packages):
        return np.ones(len(packages))
    terms = _apart(case, set(_choosing(case, guarantees_alone=True)))
    layers = []
    for layer, score in (("structural", "stake"), ("heal", "calm")):
        first, alike = _alike(table, packages, [*terms, later[score]])
        found = lasting(case, [named(table, package) for package in packages[first].tolist()], [years], sample)
        layers.append(getattr(found, layer)[0, :, :, 0][alike])
    both = np.minimum(*layers)
    promised = ~np.isnan(both[:, :-1])
    best = np.where(promised, both[:, :-1], -1.0).max(axis=1, initial=-1.0)
    return np.asarray(np.where(promised.any(axis=1), best, both[:, -1]))


def _apart(case: Case, issues: Collection[str]) -> list[Score]:
    """Return scores that tell the options of these issues apart."""
    return [
        {issue: {option: o for o, option in enumerate(case.issues[issue].options)}} for issue in case.issues if issue in issues
    ]


def _alike(table: ScoreTable, packages: NDArray[np.intp], scores: Sequence[Score]) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
    """Return the first package of each set with the same sums of these scores, and for each package which set it is in."""
    code = np.zeros(len(packages), dtype=np.int64)
    for score in scores:
        sums = np.zeros(len(packages), dtype=np.int64)
        for i, (issue, options) in enumerate(zip(table.issues, table.options, strict=True)):
            if issue in score:
                sums += np.array([score[issue].get(option, 0) for option in options], dtype=np.int64)[packages[:, i]]
        place = np.unique(sums, return_inverse=True)[1].reshape(-1)
        code = np.unique(code * (int(place.max()) + 1) + place, return_inverse=True)[1].reshape(-1)
    return np.unique(code, return_index=True)[1], code
