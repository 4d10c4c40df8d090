"""From a case to its game: the guarantee that a package puts in force, with its term, credibility and taper, in numbers."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from math import inf
from typing import Any, Literal

from winset.band import Band
from winset.case.case import Case
from winset.case.guarantee import ByOption, Contest, TermByOption
from winset.case.package import holds
from winset.draw import Pick, at_mode, taken
from winset.errors import demand
from winset.keep.expiry import Game, War
from winset.keep.guarantor import Staying
from winset.keep.hazard import Peace, Ratio
from winset.keep.shock import Shocks

ENDLESS = 1_200
"""Years that stand for a term without end in the attacker's game; the last 200 lie beyond every horizon that may be asked."""


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


def promise(case: Case, package: Mapping[str, str], name: str | None, pick: Pick = at_mode) -> Promise:
    """Return a guarantee in numbers; None: the case without any."""
    contest = the_contest(case)
    wins, cost = taken(pick, "contest.wins", contest.wins), taken(pick, "contest.war_cost", contest.war_cost)
    if name is None:
        return Promise("no guarantee", "", 0.0, 0.0, 0.0, War(wins, cost, 0.0, 0.0), Staying(1.0, inf), Ratio(1.0, 0.0))
    one, where = case.guarantees[name], f"guarantees.{name}"

    def settled(field: Literal["credibility", "taper"]) -> float:
        path, band = _settled(getattr(one, field), package)
        return taken(pick, f"{where}.{field}{path}", band)

    path, length = _settled(one.term, package)
    term = taken(pick, f"{where}.term{path}", length) if isinstance(length, Band) else inf
    return Promise(
        name=one.name,
        guarantor=one.guarantor,
        term=term,
        credibility=settled("credibility"),
        taper=min(settled("taper"), term),
        war=War(wins, cost, taken(pick, f"{where}.effect", one.effect), taken(pick, f"{where}.cost", one.cost)),
        staying=Staying(float(one.staying.shape), float(one.staying.scale)),
        ratio=Ratio(float(one.ratio.median), float(one.ratio.sigma)),
    )


def game(case: Case, package: Mapping[str, str], given: Promise, pick: Pick = at_mode) -> tuple[Game, Shocks]:
    """Return the attacker's game, a period a year, and its shocks: the guarantor's exit, and the fading of the guarantee.

    In the last K years of a term T the promise holds in part:  w_in(t) = w_out − g s_t (Δ + k),  s_t = min(1, (T − t)/(K + 1)).
    """
    contest = the_contest(case)
    periods = ENDLESS if given.term == inf else round(given.term)
    world = Game(
        x=taken(pick, "contest.keeps", contest.keeps) + moved(case, package, "stake", pick),
        w_in=given.war.within(given.credibility),
        w_out=given.war.without(),
        term=periods,
        discount=taken(pick, "contest.discount", contest.discount),
    )
    shares = strengths(periods, given.taper)
    path = tuple(world.w_out - s * (world.w_out - world.w_in) for s in shares) if given.taper else ()
    return world, Shocks(taken(pick, "contest.shocks", contest.shocks), given.staying.leaving(periods), path)


def strengths(periods: int, taper: float) -> tuple[float, ...]:
    """Return what is left of the guarantee in each year of its term.

    >>> strengths(5, 3)
    (1.0, 1.0, 0.75, 0.5, 0.25)
    """
    return tuple(min(1.0, (periods - t) / (taper + 1)) for t in range(periods))


def baseline(case: Case, package: Mapping[str, str], pick: Pick = at_mode) -> Peace:
    """Return the empirical baseline of the case, its log-hazard moved by the package's options."""
    contest = the_contest(case)
    return Peace(float(contest.shape), float(contest.scale), moved(case, package, "hazard", pick))


def moved(case: Case, package: Mapping[str, str], what: Literal["stake", "hazard"], pick: Pick = at_mode) -> float:
    """Return what the package's options add to the attacker's stake in peace, or to the log-hazard."""
    total = 0.0
    for issue, option in package.items():
        band = getattr(case.issues[issue].options[option], what)
        if band is not None:
            total += taken(pick, f"issues.{issue}.options.{option}.{what}", band)
    return total


def scores(case: Case, pick: Pick = at_mode) -> dict[str, dict[str, dict[str, Fraction]]]:
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
