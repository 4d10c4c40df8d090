"""How long peace lasts under many packages and every guarantee, in many draws at once, by both layers."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from winset.case.case import Case
from winset.case.guarantee import ByOption, TermByOption
from winset.draw import MODES, Sample
from winset.errors import demand
from winset.keep.ends import After, Ends, Floats, ends
from winset.keep.hazard import Ratio, over_ratios
from winset.keep.promise import games, in_force, moved, staying, terms, the_contest
from winset.keep.shock import curves

AT_ONCE = 1000
"""Draws computed together."""


@dataclass(frozen=True, slots=True, eq=False)
class Lasting:
    """Survival in every draw, of every package, under every guarantee of the case and under none, to every horizon.

    `guarantees` : their ids in the order of the case, and None; `structural`, `heal`, `postpone` : (draws, packages, guarantees,
    years), not a number where a guarantee is not in force; `in_force` : (packages, guarantees).
    """

    guarantees: tuple[str | None, ...]
    years: tuple[float, ...]
    structural: Floats
    heal: Floats
    postpone: Floats
    in_force: NDArray[np.bool_]


def lasting(case: Case, packages: Sequence[Mapping[str, str]], years: Sequence[float], sample: Sample = MODES) -> Lasting:
    """Return survival of many packages in many draws: by the game with shocks (`shock.curves`) and by fitted hazards (`ends`).

    Where the sample does not draw a guarantee's hazard ratio, its empirical figures are means over the ratio. Packages whose
    options make no difference to a figure share it, and draws are taken in strips, so that memory does not grow with them.

    Raises
    ------
    Refused : no horizon, one that is negative or beyond 1,000 years, or a case that does not say what the attacker weighs
    """
    demand(len(years) > 0 and min(years) >= 0, "term", "years", tuple(years), "horizons of 0 years or more", "such as 5,15,20,50")
    demand(max(years) <= 1000, "term", "years", max(years), "horizons of at most 1,000 years", "ask for less")
    the_contest(case)
    names = (*case.guarantees, None)
    force = np.array([[name is None or name in in_force(case, package) for name in names] for package in packages], dtype=bool)
    shape = (sample.size, len(packages), len(names), len(years))
    structural, heal, postpone = (np.full(shape, np.nan) for _ in range(3))
    staking, hurting = (
        [issue for issue, one in case.issues.items() if any(getattr(each, what) for each in one.options.values())]
        for what in ("stake", "hazard")
    )
    for start in range(0, sample.size, AT_ONCE):
        strip = slice(start, start + AT_ONCE)
        part = sample.part(strip)
        for k, name in enumerate(names):
            for settled in _alike(packages, np.flatnonzero(force[:, k]).tolist(), _settling(case, name)):
                for rows in _alike(packages, settled, staking):
                    whole = curves(games(case, packages[rows[0]], name, part), int(max(years)))
                    structural[strip, rows, k] = whole[:, None, [int(t) for t in years]]
                given = terms(case, packages[settled[0]], name, part)
                for y, year in enumerate(years):
                    when = ends(year, given.term, given.taper, _baseline(case), staying(case, name))
                    for rows in _alike(packages, settled, hurting):
                        growth = np.exp(moved(case, packages[rows[0]], "hazard", part))
                        heal[strip, rows, k, y] = _over_ratios(case, name, part, when, growth, "heal")[:, None]
                        postpone[strip, rows, k, y] = _over_ratios(case, name, part, when, growth, "postpone")[:, None]
    return Lasting(names, tuple(years), structural, heal, postpone, force)


def _over_ratios(case: Case, name: str | None, sample: Sample, when: Ends, growth: Floats, after: After) -> Floats:
    """Return the empirical odds in every draw: at the hazard ratio drawn, or their mean over it; without a guarantee it is 1."""
    if name is None:
        return when.lives(np.ones(1), growth, after)
    prior, path = case.guarantees[name].ratio, f"guarantees.{name}.ratio"
    if path in sample.columns:
        return when.lives(sample.of(path, prior.band), growth, after)
    ratios, weights = over_ratios(Ratio(float(prior.median), float(prior.sigma)))
    if sample.size == 1:
        return np.array([when.lives(ratios, growth, after) @ weights])
    lives = [weight * when.lives(np.array([ratio]), growth, after) for ratio, weight in zip(ratios, weights, strict=True)]
    return np.asarray(np.sum(lives, axis=0))


def _baseline(case: Case) -> tuple[float, float]:
    contest = the_contest(case)
    return float(contest.shape), float(contest.scale)


def _settling(case: Case, name: str | None) -> list[str]:
    """Return the issues whose options settle a figure of a guarantee."""
    if name is None:
        return []
    one = case.guarantees[name]
    figures = (one.term, one.credibility, one.taper)
    return [figure.issue for figure in figures if isinstance(figure, ByOption | TermByOption)]


def _alike(packages: Sequence[Mapping[str, str]], rows: Sequence[int], issues: Sequence[str]) -> list[list[int]]:
    """Return rows of packages in lists of those that hold the same options of these issues."""
    found: dict[tuple[str, ...], list[int]] = {}
    for row in rows:
        found.setdefault(tuple(packages[row][issue] for issue in issues), []).append(row)
    return list(found.values())
