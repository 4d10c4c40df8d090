"""Would the peace hold: survival under each guarantee, by two layers side by side, and where they disagree."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import inf

import numpy as np

from winset.case.case import Case
from winset.case.factor import factors
from winset.case.tie import ties
from winset.draw import DRAWS, SEED, sample
from winset.keep.ends import Floats
from winset.keep.expiry import duration, least_credibility, look_back
from winset.keep.lasting import Lasting, lasting
from winset.keep.promise import Promise, game, promise, the_contest
from winset.keep.renegotiation import Costs, gentlest_path, least_periods, taper, war_is_forced

__all__ = ["Fading", "Figure", "Kept", "Lasting", "disagreement", "keep", "lasting"]


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

    Low and high are the 5 and 95 percent points over draws from the bands, for `heal` and `postpone` that of the hazard ratio
    among them, over which their value is the mean. `lasts` is the smaller of the layers' values, the empirical one by *heal*.
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


def keep(
    case: Case, package: Mapping[str, str], years: Sequence[float], draws: int = DRAWS, seed: int = SEED
) -> tuple[Kept, ...]:
    """Return the survival of the peace under each guarantee that a package puts in force, each by itself, then under none.

    Raises
    ------
    Refused : no horizon, one that is negative or beyond 1,000 years, or a case that does not say what the attacker weighs
    """
    middle = lasting(case, [package], years)
    paths = [factor.path for factor in factors(case) if factor.stage == "keep" and factor.open]
    drawn = lasting(case, [package], years, sample(paths, draws, seed, correlation=ties(case)))
    return tuple(_kept(case, package, k, middle, drawn) for k in np.flatnonzero(middle.in_force[0]).tolist())


def _kept(case: Case, package: Mapping[str, str], k: int, middle: Lasting, drawn: Lasting) -> Kept:
    name, years = middle.guarantees[k], middle.years
    given = promise(case, package, name)
    world, path = game(case, package, name)
    one, heal, postpone = (
        _figures(getattr(middle, layer)[0, 0, k], getattr(drawn, layer)[:, 0, k]) for layer in ("structural", "heal", "postpone")
    )
    calm = look_back(world, path) if path else duration(world)
    return Kept(
        promise=given,
        horizons=years,
        structural=one,
        heal=heal,
        postpone=postpone,
        lasts=tuple(min(a.value, b.value) for a, b in zip(one, heal, strict=True)),
        without_shocks=calm,
        least_credibility=least_credibility(given.war, world.x),
        fading=_fading(case, given),
        disagreement=disagreement(years, one, heal, calm),
    )


def _figures(values: Floats, rows: Floats) -> tuple[Figure, ...]:
    """Return values, (years,), with the 5 and 95 percent points of the draws, (draws, years)."""
    ends = np.quantile(rows, [0.05, 0.95], axis=0)
    return tuple(
        Figure(float(value), min(float(value), float(low)), max(float(value), float(high)))
        for value, low, high in zip(values, *ends, strict=True)
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
