"""From a case to its game: the guarantee that a package puts in force, with its term, credibility and taper, in numbers."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from math import inf
from typing import Any, Literal

import numpy as np

from winset.band import Band
from winset.case.case import Case
from winset.case.guarantee import ByOption, Contest, TermByOption
from winset.case.package import holds
from winset.draw import MODES, Sample
from winset.errors import demand
from winset.keep.ends import Floats
from winset.keep.expiry import Game, War
from winset.keep.guarantor import FOR_GOOD, Staying
from winset.keep.shock import Games
from winset.space.tabulate import Pick, mode

ENDLESS = 1_200
"""Periods worked out of a term without an end; the last 200 lie beyond every horizon that may be asked."""


@dataclass(frozen=True, slots=True)
class Promise:
    """A guarantee in force, at the modes: years, odds of being kept, years of fading, and who gives it.

    No guarantee is a promise of 0 years.
    """

    name: str
    guarantor: str
    term: float
    credibility: float
    taper: float
    war: War


@dataclass(frozen=True, slots=True, eq=False)
class Terms:
    """The figures of a guarantee and of the war that it is to prevent, in many draws: (draws,) each."""

    term: Floats
    credibility: Floats
    taper: Floats
    effect: Floats
    cost: Floats
    wins: Floats
    war_cost: Floats


def in_force(case: Case, package: Mapping[str, str]) -> list[str]:
    """Return the guarantees that a package puts in force, in the order of the case."""
    return [name for name, one in case.guarantees.items() if holds(package, one.when)]


def terms(case: Case, package: Mapping[str, str], name: str | None, sample: Sample = MODES) -> Terms:
    """Return a guarantee's figures in every draw; None: the case without any."""
    contest, nothing = the_contest(case), np.zeros(sample.size)
    wins, cost = sample.of("contest.wins", contest.wins), sample.of("contest.war_cost", contest.war_cost)
    if name is None:
        return Terms(nothing, nothing, nothing, nothing, nothing, wins, cost)
    one, where = case.guarantees[name], f"guarantees.{name}"

    def settled(field: Literal["term", "credibility", "taper"]) -> Floats:
        path, band = _settled(getattr(one, field), package)
        return sample.of(f"{where}.{field}{path}", band) if isinstance(band, Band) else nothing + inf

    term = settled("term")
    effect, dearer = sample.of(f"{where}.effect", one.effect), sample.of(f"{where}.cost", one.cost)
    return Terms(term, settled("credibility"), np.minimum(settled("taper"), term), effect, dearer, wins, cost)


def promise(case: Case, package: Mapping[str, str], name: str | None) -> Promise:
    """Return a guarantee in numbers, at the modes; None: the case without any."""
    given = terms(case, package, name)
    term, credibility, taper, effect, cost, wins, war_cost = (
        float(figure[0])
        for figure in (given.term, given.credibility, given.taper, given.effect, given.cost, given.wins, given.war_cost)
    )
    one = case.guarantees[name] if name else None
    war = War(wins, war_cost, effect, cost)
    return Promise(one.name if one else "no guarantee", one.guarantor if one else "", term, credibility, taper, war)


def staying(case: Case, name: str | None) -> Staying:
    """Return how long a guarantor stays."""
    if name is None:
        return FOR_GOOD
    one = case.guarantees[name].staying
    return Staying(float(one.shape), float(one.scale))


def games(case: Case, package: Mapping[str, str], name: str | None, sample: Sample = MODES) -> Games:
    """Return the attacker's game in every draw, a period a year, with its shocks: the guarantor's exit, the guarantee's fading.

    In the last K years of a term T the promise holds in part:  w_in(t) = w_out − g s_t (Δ + k),  s_t = min(1, (T − t)/(K + 1)).
    """
    contest, given = the_contest(case), terms(case, package, name, sample)
    w_out, bite = given.wins - given.war_cost, given.credibility * (given.effect + given.cost)
    term = np.round(given.term)
    periods = max(int(np.where(np.isinf(term), ENDLESS, term).max()), 1)
    attack = np.broadcast_to((w_out - bite)[:, None], (sample.size, periods))
    if given.taper.any():
        attack = w_out[:, None] - bite[:, None] * strengths(term, given.taper, periods)
    return Games(
        x=sample.of("contest.keeps", contest.keeps) + moved(case, package, "stake", sample),
        w_out=w_out,
        term=term,
        discount=sample.of("contest.discount", contest.discount),
        scale=sample.of("contest.shocks", contest.shocks),
        attack=attack,
        leaving=np.array(staying(case, name).leaving(periods)),
    )


def game(case: Case, package: Mapping[str, str], name: str | None) -> tuple[Game, tuple[float, ...]]:
    """Return the attacker's game at the modes, and its payoff of attacking period by period where the guarantee fades."""
    many, given = games(case, package, name), promise(case, package, name)
    x, w_out, term, discount = (float(figure[0]) for figure in (many.x, many.w_out, many.term, many.discount))
    path = tuple(many.attack[0].tolist()) if given.taper and term < inf else ()
    return Game(x, given.war.within(given.credibility), w_out, term, discount), path


def strengths(term: Floats, taper: Floats, periods: int) -> Floats:
    """Return what is left of guarantees in each year of their terms, (draws, periods).

    >>> strengths(np.array([5.0]), np.array([3.0]), 5).tolist()
    [[1.0, 1.0, 0.75, 0.5, 0.25]]
    """
    return np.minimum(1.0, (term[:, None] - np.arange(periods)) / (taper[:, None] + 1))


def moved(case: Case, package: Mapping[str, str], what: Literal["stake", "hazard"], sample: Sample = MODES) -> Floats:
    """Return what the package's options add to the attacker's stake in peace, or to the log-hazard: (draws,)."""
    total = np.zeros(sample.size)
    for issue, option in package.items():
        band = getattr(case.issues[issue].options[option], what)
        if band is not None:
            total += sample.of(f"issues.{issue}.options.{option}.{what}", band)
    return total


def scores(case: Case, pick: Pick = mode) -> dict[str, dict[str, dict[str, Fraction]]]:
    """Return what options move here as scores of the engine, the larger the better: `stake`, and `calm`, minus the hazard."""
    out: dict[str, dict[str, dict[str, Fraction]]] = {"stake": {}, "calm": {}}
    for issue, one in case.issues.items():
        for option, each in one.options.items():
            for name, field, band, sign in (("stake", "stake", each.stake, 1), ("calm", "hazard", each.hazard, -1)):
                if band is not None:
                    shift = pick(f"issues.{issue}.options.{option}.{field}", band.low, band.mode, band.high)
                    out[name].setdefault(issue, {})[option] = sign * shift
    return out


def the_contest(case: Case) -> Contest:
    """Return what the attacker weighs, or refuse."""
    demand(
        case.contest is not None, "no-contest", "contest", "no contest", "what the attacker weighs", "add `contest:` to the case"
    )
    assert case.contest is not None
    return case.contest


def _settled(figure: Any, package: Mapping[str, str]) -> tuple[str, Any]:
    """Return the figure that a package's option settles, and where it stands; a figure that none settles is itself."""
    if isinstance(figure, ByOption | TermByOption):
        option = package[figure.issue]
        return f".options.{option}", figure.options[option]
    return "", figure
