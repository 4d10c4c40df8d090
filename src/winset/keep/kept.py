"""Would the peace hold: survival under each guarantee, by two layers side by side, and where they disagree."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import inf

import numpy as np

from winset.case.case import Case
from winset.draw import DRAWS, SEED, Pick, at_mode, draw
from winset.errors import demand
from winset.keep import hazard, shock
from winset.keep.expiry import duration, least_credibility, look_back
from winset.keep.promise import Promise, baseline, game, in_force, promise, the_contest
from winset.keep.renegotiation import Costs, gentlest_path, least_periods, taper, war_is_forced


@dataclass(frozen=True, slots=True)
class Figure:
    """Survival to one horizon: its value, and a low and a high (`Kept` says of what)."""

    value: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Fading:
    """What renegotiation asks: whether dropping the guarantee at once forces war, over how many years it must fade, and how."""

    dropping_forces_war: bool
    least_years: float
    schedule: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Kept:
    """One guarantee under a package, by horizon.

    Low and high are the 5 and 95 percent points over draws from the bands and, for `heal` and `postpone`, from the spread of the
    hazard ratio, over which their value is the mean. `lasts` is the smaller of the layers' values, the empirical one by *heal*.
    """

    promise: Promise
    horizons: tuple[float, ...]
    structural: tuple[Figure, ...]
    heal: tuple[Figure, ...]
    postpone: tuple[Figure, ...]
    lasts: tuple[float, ...]
    without_shocks: float
    least_credibility: float
    fading: Fading
    disagreement: str


def keep(case: Case, package: Mapping[str, str], years: Sequence[float]) -> tuple[Kept, ...]:
    """Return the survival of the peace under each guarantee that a package puts in force, each by itself, then under none.

    Raises
    ------
    Refused : no horizon, one that is negative or beyond 1,000 years, or a case that does not say what the attacker weighs
    """
    demand(len(years) > 0 and min(years) >= 0, "term", "years", tuple(years), "horizons of 0 years or more", "such as 5,15,20,50")
    demand(max(years) <= 1000, "term", "years", max(years), "horizons of at most 1,000 years", "ask for less")
    return tuple(_kept(case, package, name, tuple(years)) for name in (*in_force(case, package), None))


def structural(
    case: Case, package: Mapping[str, str], name: str | None, years: Sequence[float], draws: int = DRAWS, seed: int = SEED
) -> tuple[Figure, ...]:
    """Return survival by the game with shocks (`shock.survival`), by horizon, at the modes and over draws from the bands."""

    def curve(pick: Pick) -> tuple[float, ...]:
        whole = shock.survival(*game(case, package, promise(case, package, name, pick), pick), int(max(years)))
        return tuple(whole[int(t)] for t in years)

    return _figures(curve(at_mode), [curve(draw(k, draws, seed)) for k in range(draws)])


def empirical(
    case: Case,
    package: Mapping[str, str],
    name: str | None,
    years: Sequence[float],
    after: hazard.After = "heal",
    draws: int = DRAWS,
    seed: int = SEED,
) -> tuple[Figure, ...]:
    """Return survival by the fitted hazards, by horizon: the mean over the hazard ratio, and draws from it and the bands."""
    middle = promise(case, package, name)
    base = baseline(case, package)
    means = [hazard.spread(t, middle.ratio, middle.term, after, base, middle.staying, middle.taper)[1] for t in years]
    ratios = np.random.default_rng(seed).lognormal(np.log(middle.ratio.median), middle.ratio.sigma, draws)
    rows = []
    for k, ratio in enumerate(ratios):
        pick = draw(k, draws, seed)
        given, peace = promise(case, package, name, pick), baseline(case, package, pick)
        rows.append([hazard.survival(t, float(ratio), given.term, after, peace, given.staying, given.taper) for t in years])
    return _figures(means, rows)


def _figures(values: Sequence[float], rows: Sequence[Sequence[float]]) -> tuple[Figure, ...]:
    """Return values with the 5 and 95 percent points of the draws' columns."""
    ends = np.quantile(np.array(rows), [0.05, 0.95], axis=0)
    return tuple(
        Figure(value, min(value, float(low)), max(value, float(high))) for value, low, high in zip(values, *ends, strict=True)
    )


def _kept(case: Case, package: Mapping[str, str], name: str | None, years: tuple[float, ...]) -> Kept:
    given = promise(case, package, name)
    world, shocks = game(case, package, given)
    one, heal = structural(case, package, name, years), empirical(case, package, name, years)
    calm = look_back(world, shocks.path) if shocks.path else duration(world)
    return Kept(
        promise=given,
        horizons=years,
        structural=one,
        heal=heal,
        postpone=empirical(case, package, name, years, "postpone"),
        lasts=tuple(min(a.value, b.value) for a, b in zip(one, heal, strict=True)),
        without_shocks=calm,
        least_credibility=least_credibility(given.war, world.x),
        fading=_fading(case, given),
        disagreement=disagreement(years, one, heal, calm),
    )


def disagreement(years: Sequence[float], one: Sequence[Figure], other: Sequence[Figure], calm: float) -> str:
    """Return a sentence on where the two layers differ most, and what the game says without shocks.

    >>> print(disagreement([15], [Figure(0.9, 0.8, 0.95)], [Figure(0.7, 0.6, 0.8)], calm=15).split(";")[0])
    At 15 years the structural layer gives .90 and the empirical .70, their widest gap
    """
    gap, worst = max((abs(a.value - b.value), k) for k, (a, b) in enumerate(zip(one, other, strict=True)))
    a, b = (f"{layer[worst].value:.2f}".removeprefix("0") for layer in (one, other))
    says = "peace for good" if calm == inf else "war at once" if calm == 0 else f"war in year {calm:.0f}"
    if gap < 0.05:
        return f"The layers agree within {gap:.2f} at these horizons; without shocks the game says {says}."
    return (
        f"At {years[worst]:g} years the structural layer gives {a} and the empirical {b}, their widest gap; "
        f"without shocks the same game says {says}."
    )


def _fading(case: Case, given: Promise) -> Fading:
    """Return how the guarantee could fade in peace, shares being renegotiated year by year."""
    contest = the_contest(case)
    defender = contest.war_cost if contest.defender_cost is None else contest.defender_cost
    costs = Costs(max(float(contest.war_cost.mode), 0), max(float(defender.mode), 0), float(contest.discount.mode) or 1e-9)
    end = given.war.p
    start = max(end - given.credibility * given.war.effect, 0.0)
    years = least_periods(start, end, costs)
    path = gentlest_path(start, end, costs) if years < inf else (start,)
    shares = taper(start, end, end - start, path) if end > start else ()
    return Fading(war_is_forced(start, end, costs), years, shares)
