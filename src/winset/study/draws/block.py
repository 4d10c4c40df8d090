"""The draws of a study: every stage over one block of them, so that blocks can be stored, resumed and spread over machines."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import numpy as np
from numpy.typing import NDArray

from winset.case.case import Case
from winset.case.factor import Factor, factors
from winset.case.tie import ties
from winset.deal.draws import open_zones, solutions_of_draws
from winset.deal.possible import efficient_in_draws, open_options
from winset.draw import SEED, Method, Sample, sample
from winset.keep.lasting import lasting
from winset.ratify.odds import every
from winset.space.drawn import drawn
from winset.space.package import Package, named
from winset.space.tabulate import signing_day, tabulate

BLOCK = 256
"""Draws of one block: a power of two, so that Sobol points, where they are asked for, are balanced."""

LOOKED_AT = 512
"""Of so many draws, the first, it is asked which options stand in the zone, and whether a package is efficient."""

MOST_LISTED = 6

Arrays = dict[str, NDArray[Any]]
"""What one block found: for each name an array whose first axis is the draw."""


@dataclass(frozen=True, slots=True)
class Job:
    """What every block of a study does; with a block's number it says all, so any machine gives the same answer.

    `listed` : the packages followed through every draw, and under which names. `known` : packages good in many draws, a start.
    """

    case: Case
    days: tuple[date, ...]
    years: tuple[float, ...]
    listed: tuple[tuple[Package, tuple[str, ...]], ...]
    known: tuple[Package, ...]
    seed: int = SEED
    method: Method = "latin"
    factors: tuple[Factor, ...] = field(default=())

    @property
    def packages(self) -> tuple[dict[str, str], ...]:
        """The listed packages as {issue: option}."""
        table = tabulate(self.case)
        return tuple(named(table, package) for package, _ in self.listed)

    def draw(self, block: int, size: int = BLOCK) -> Sample:
        """Return the draws of one block."""
        return sample([one.path for one in self.factors], size, self.seed, block, self.method, ties(self.case))


def job(
    case: Case,
    solutions: Mapping[Package, Sequence[str]],
    known: Sequence[Package],
    years: Sequence[float],
    seed: int = SEED,
    method: Method = "latin",
) -> Job:
    """Return what a study of a case has to do: the solutions at the modes are listed, and what the draws choose most besides.

    Where the zone is empty at the modes, only what some draws choose is listed.
    """
    days = case.signing or (signing_day(case),)
    open_factors = tuple(one for one in factors(case) if one.open)
    first = Job(case, days, tuple(years), (), tuple(known), seed, method, open_factors)
    often = Counter(
        tuple(map(int, package))
        for one in solutions_of_draws(drawn(case, first.draw(0, 64), days[0]), known=known).values()
        for package in one.packages[one.found]
    )
    listed = {package: tuple(names) for package, names in solutions.items()}
    for package, _ in sorted(often.items(), key=lambda pair: (-pair[1], pair[0])):
        if len(listed) < min(MOST_LISTED, len(solutions) + 2):
            listed.setdefault(package, ())
    return Job(case, days, tuple(years), tuple(listed.items()), tuple(known), seed, method, open_factors)


def block(job: Job, number: int, size: int = BLOCK) -> Arrays:
    """Return what one block of draws finds, stage by stage.

    `zone` (n, days) is it open; `SOLUTION` (n, issues) what each principle chooses, -1 where nothing; `fair` (n,) the smallest
    gain under the egalitarian package, nan where the zone is empty; `signed` (n, listed) is the package in the zone; `utility`
    (n, listed, parties); `whole` (n, listed) and `passes` (n, listed, bodies) the odds; `structural`, `heal`, `postpone`
    (n, listed, guarantees, years) survival. Of the first 512 draws: `options` (n, options of all issues in turn), `efficient`
    (n, listed). Factors are common to all packages and stages of a draw, so differences between packages are not chance.
    """
    drawing = job.draw(number, size)
    first = drawn(job.case, drawing, job.days[0])
    batches = [first, *(drawn(job.case, drawing, day, like=first) for day in job.days[1:])]
    packages = np.array([package for package, _ in job.listed], dtype=np.intp)
    packages = packages.reshape(-1, len(first.shape.issues))
    solved = solutions_of_draws(first, known=job.known)
    fair = solved["egalitarian"]
    found: Arrays = {name: one.packages.astype(np.int16) for name, one in solved.items()}
    found["zone"] = np.stack([fair.found, *(open_zones(batch, job.known) for batch in batches[1:])], axis=1)
    found["fair"] = np.where(fair.found, fair.gains.min(axis=1) / float(first.scale), np.nan)
    totals = first.totals(packages)
    found["signed"], found["utility"] = first.signable(packages, totals), totals / float(first.scale)
    if number * BLOCK < LOOKED_AT:
        found["options"] = np.concatenate(open_options(first, job.known), axis=1)
        efficient = [efficient_in_draws(first, package, job.known) for package, _ in job.listed]
        found["efficient"] = np.stack(efficient, axis=1) if efficient else np.zeros((size, 0), dtype=bool)
    chosen = job.packages
    if job.case.ratification and chosen:
        found["whole"], found["passes"] = every(job.case, chosen, drawing)
    if job.case.contest and chosen:
        peace = lasting(job.case, chosen, job.years, drawing)
        found |= {"structural": peace.structural, "heal": peace.heal, "postpone": peace.postpone}
    return found


def numbered(job: Job, part: tuple[int, int]) -> Arrays:
    """Return the block of a number and a size: `block` as a worker is asked for it."""
    return block(job, *part)


def lasts(structural: NDArray[np.float64], heal: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return survival as one figure (…, years) from both layers (…, guarantees, years): the smaller of the two layers, under the
    guarantee in force that holds longest; the last place is that of no guarantee, and counts where none is in force.

    >>> alone, both = np.array([[[np.nan], [0.4]]]), np.array([[[0.6], [0.4]]])
    >>> lasts(alone, alone).tolist(), lasts(both, both).tolist()
    ([[0.4]], [[0.6]])
    """
    smaller = np.minimum(structural, heal)
    promised = smaller[..., :-1, :]
    none = np.isnan(promised).all(axis=-2)
    return np.where(none, smaller[..., -1, :], np.where(np.isnan(promised), -np.inf, promised).max(axis=-2, initial=-np.inf))
