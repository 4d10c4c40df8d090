"""From a case to its game: the guarantee that a package puts in force, with its term, credibility and taper, in numbers."""

from collections.abc import Mapping
from dataclasses import dataclass
from math import inf
from typing import Literal

from winset.band import Band
from winset.case.case import Case
from winset.case.guarantee import ByOption, Contest, Guarantee, TermByOption
from winset.case.package import holds
from winset.errors import demand
from winset.keep.expiry import Game, War
from winset.keep.guarantor import Staying
from winset.keep.hazard import Peace, Ratio
from winset.keep.shock import Shocks

Side = Literal["low", "mode", "high"]
"""Which end of the bands: all of them against peace, the modes, or all of them for it."""

ENDLESS = 1_200
"""Years that stand for a term without end in the attacker's game; the last 200 lie beyond every horizon that may be asked."""

OTHER: dict[Side, Side] = {"low": "high", "mode": "mode", "high": "low"}


@dataclass(frozen=True, slots=True)
class Promise:
    """A guarantee in force, in numbers: years, odds of being kept, years of fading, and who gives it how reliably.

    No guarantee is a promise of 0 years.
    """

    name: str
    guarantor: str
    term: float
    credibility: float
    taper: float
    war: War
    staying: Staying
    ratio: Ratio


def in_force(case: Case, package: Mapping[str, str]) -> list[str]:
    """Return the guarantees that a package puts in force, in the order of the case."""
    return [name for name, one in case.guarantees.items() if holds(package, one.when)]


def promise(case: Case, package: Mapping[str, str], name: str | None, side: Side = "mode", length: Side = "mode") -> Promise:
    """Return a guarantee in numbers (None: the case without any); `length` sets the term apart, since longer may be worse."""
    contest = the_contest(case)
    if name is None:
        war = War(at(contest.wins, OTHER[side]), at(contest.war_cost, side), 0.0, 0.0)
        return Promise("no guarantee", "", 0.0, 0.0, 0.0, war, Staying(1.0, inf), Ratio(1.0, 0.0))
    one = case.guarantees[name]
    term = _term(one, package, length)
    return Promise(
        name=one.name,
        guarantor=one.guarantor,
        term=term,
        credibility=at(_settled(one.credibility, package), side),
        taper=min(at(_settled(one.taper, package), "mode"), term),
        war=War(at(contest.wins, OTHER[side]), at(contest.war_cost, side), at(one.effect, side), at(one.cost, side)),
        staying=Staying(float(one.staying.shape), float(one.staying.scale)),
        ratio=Ratio(float(one.ratio.median), float(one.ratio.sigma)),
    )


def game(
    case: Case, package: Mapping[str, str], given: Promise, side: Side = "mode", patience: Side = "mode"
) -> tuple[Game, Shocks]:
    """Return the attacker's game, a period a year, and its shocks: the guarantor's exit, and the fading of the guarantee.

    In the last K years of a term T the promise holds in part:  w_in(t) = w_out − g s_t (Δ + k),  s_t = min(1, (T − t)/(K + 1)).
    """
    contest = the_contest(case)
    periods = ENDLESS if given.term == inf else round(given.term)
    world = Game(
        x=at(contest.keeps, side) + moved(case, package, "stake", side),
        w_in=given.war.within(given.credibility),
        w_out=given.war.without(),
        term=periods,
        discount=at(contest.discount, patience),
    )
    shares = strengths(periods, given.taper)
    path = tuple(world.w_out - s * (world.w_out - world.w_in) for s in shares) if given.taper else ()
    return world, Shocks(at(contest.shocks, "mode"), given.staying.leaving(periods), path)


def strengths(periods: int, taper: float) -> tuple[float, ...]:
    """Return what is left of the guarantee in each year of its term.

    >>> strengths(5, 3)
    (1.0, 1.0, 0.75, 0.5, 0.25)
    """
    return tuple(min(1.0, (periods - t) / (taper + 1)) for t in range(periods))


def baseline(case: Case, package: Mapping[str, str], side: Side = "mode") -> Peace:
    """Return the empirical baseline of the case, its log-hazard moved by the package's options."""
    contest = the_contest(case)
    return Peace(float(contest.shape), float(contest.scale), moved(case, package, "hazard", OTHER[side]))


def moved(case: Case, package: Mapping[str, str], what: Literal["stake", "hazard"], side: Side) -> float:
    """Return what the package's options add to the attacker's stake in peace, or to the log-hazard."""
    bands = (getattr(case.issues[issue].options[option], what) for issue, option in package.items())
    return sum(at(band, side) for band in bands if band is not None)


def the_contest(case: Case) -> Contest:
    """Return what the attacker weighs, or refuse."""
    demand(
        case.contest is not None, "no-contest", "contest", "no contest", "what the attacker weighs", "add `contest:` to the case"
    )
    assert case.contest is not None
    return case.contest


def at(band: Band, side: Side) -> float:
    """Return one end of a band as a float."""
    return float(getattr(band, side))


def _settled(figure: ByOption | Band, package: Mapping[str, str]) -> Band:
    return figure.options[package[figure.issue]] if isinstance(figure, ByOption) else figure


def _term(one: Guarantee, package: Mapping[str, str], side: Side) -> float:
    figure = one.term.options[package[one.term.issue]] if isinstance(one.term, TermByOption) else one.term
    return at(figure, side) if isinstance(figure, Band) else inf
