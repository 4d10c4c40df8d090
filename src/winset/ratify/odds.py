"""The odds of ratification of a package, body by body and for the whole chain, with their bands and in words."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from winset import draw
from winset.case.body import Ratification
from winset.case.case import Case
from winset.case.factor import factors
from winset.case.tie import ties
from winset.draw import DRAWS, MODES, SEED, Sample
from winset.odds import in_words
from winset.ratify.chain import Passage, through
from winset.ratify.factor import Floats
from winset.ratify.plain import in_plain, needed_votes, sources
from winset.ratify.route import gates, route, shifts

AT_ONCE = 1000
"""Draws computed together."""


@dataclass(frozen=True, slots=True)
class Figure:
    """Odds at the modes, and the 5 and 95 percent points of draws from the bands."""

    value: float
    low: float
    high: float

    def as_json(self) -> dict[str, Any]:
        """Return the figure as machine output carries it."""
        return {
            "probability": round(self.value, 6),
            "low": round(self.low, 6),
            "high": round(self.high, 6),
            "words": in_words(self.value),
        }


@dataclass(frozen=True, slots=True)
class GateOdds:
    """One gate: the odds that the body passes it if asked, that it is asked at all, both, and all gates so far with theirs."""

    body: str
    name: str
    days: Figure
    rule: str
    needed: str
    sources: tuple[str, ...]
    factor: tuple[float, float, float]
    passes: Figure
    brought: Figure
    clears: Figure
    reached: Figure
    fails_first: float
    needs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Ratified:
    """A package's way through its chain. `frechet` bounds the whole whatever the dependence; `independent` ignores it."""

    gates: tuple[GateOdds, ...]
    whole: Figure
    frechet: tuple[float, float]
    independent: float


def ratify(case: Case, package: Mapping[str, str], draws: int = DRAWS, seed: int = SEED) -> Ratified:
    """Return the odds of every gate on a package's route, and of all of them.

    The value takes every band at its mode; `low` and `high` are the 5 and 95 percent points over draws from all bands
    (`winset.draw`): the spread of the odds, not of the outcome. A package whose route has no gate needs nobody's consent: the
    whole is 1.
    """
    chosen = route(case, package)
    if not chosen or case.ratification is None:
        return Ratified((), Figure(1.0, 1.0, 1.0), (1.0, 1.0), 1.0)
    middle = passage(case, [package], tolerance=1e-13)
    paths = [factor.path for factor in factors(case) if factor.stage == "ratify" and factor.open]
    drawn = passage(case, [package], draw.sample(paths, draws, seed, correlation=ties(case))) if draws else middle
    both = (middle, drawn)
    return Ratified(
        gates=tuple(_gate(case, case.ratification, place, k, both) for k, place in enumerate(chosen)),
        whole=_figure(middle.whole, drawn.whole),
        frechet=(float(middle.low[0]), float(middle.high[0])),
        independent=float(np.prod(middle.clears[0]) * middle.holds[0, -1]),
    )


def passage(case: Case, packages: Sequence[Mapping[str, str]], sample: Sample = MODES, tolerance: float = 1e-6) -> Passage:
    """Return the way of packages that share a route through its gates: rows of all packages in the first draw, and so on."""
    chain = gates(case, route(case, packages[0]), sample, len(packages))
    moved = [shifts(case, gate.name, packages, sample).reshape(sample.size * len(packages), -1) for gate in chain]
    return through(chain, moved, tolerance)


def every(
    case: Case, packages: Sequence[Mapping[str, str]], sample: Sample = MODES, tolerance: float = 1e-6
) -> tuple[Floats, Floats]:
    """Return the odds of many packages in many draws: of the whole chain, (draws, packages), and of each body asked by itself,
    (draws, packages, bodies).

    Packages that share a route are computed together, those whose options make no difference here once, and draws in strips, so
    that memory does not grow with their number. A body that is not on a package's route has no odds there: nan.
    """
    whole, bodies = np.ones((sample.size, len(packages))), np.full((sample.size, len(packages), len(case.bodies)), np.nan)
    for chosen, alike in _ways(case, packages).items():
        places = [list(case.bodies).index(case.ratification.gates[k].body) for k in chosen] if case.ratification else []
        firsts = [packages[rows[0]] for rows in alike]
        for start in range(0, sample.size if chosen else 0, AT_ONCE):
            strip = slice(start, start + AT_ONCE)
            found = passage(case, firsts, sample.part(strip), tolerance)
            odds, parts = (a.reshape(-1, len(firsts), *a.shape[1:]) for a in (found.whole, found.passes))
            for k, rows in enumerate(alike):
                for row in rows:
                    whole[strip, row] = odds[:, k]
                    bodies[strip, row, places] = parts[:, k]
    return whole, bodies


def _ways(case: Case, packages: Sequence[Mapping[str, str]]) -> dict[tuple[int, ...], list[list[int]]]:
    """Return the rows of packages by route, and there in lists of those whose options are alike for every body."""
    moving = [issue for issue, one in case.issues.items() if any(each.support for each in one.options.values())]
    ways: dict[tuple[int, ...], dict[tuple[str, ...], list[int]]] = {}
    for row, package in enumerate(packages):
        alike = tuple(package[issue] for issue in moving)
        ways.setdefault(tuple(route(case, package)), {}).setdefault(alike, []).append(row)
    return {chosen: list(alike.values()) for chosen, alike in ways.items()}


def _gate(case: Case, chain: Ratification, place: int, k: int, both: tuple[Passage, Passage]) -> GateOdds:
    """Return one gate's figures, at the modes and over draws; `place` is its number in the case, `k` on the package's route."""
    gate = chain.gates[place]
    body = case.bodies[gate.body]
    middle, drawn = both

    def figure(name: str) -> Figure:
        return _figure(getattr(middle, name)[:, k], getattr(drawn, name)[:, k])

    before = float(middle.reached[0, k - 1]) if k else 1.0
    return GateOdds(
        body=gate.body,
        name=body.name,
        days=figure("days"),
        rule=in_plain(body),
        needed=needed_votes(body),
        sources=sources(body),
        factor=(float(body.factor.low), float(body.factor.mode), float(body.factor.high)),
        passes=figure("passes"),
        brought=figure("brought"),
        clears=figure("clears"),
        reached=figure("reached"),
        fails_first=before - float(middle.reached[0, k]),
        needs=tuple(chain.preconditions[name].name for name in gate.needs),
    )


def _figure(middle: Floats, drawn: Floats) -> Figure:
    value = float(middle[0])
    low, high = np.quantile(drawn, [0.05, 0.95])
    return Figure(value, min(value, float(low)), max(value, float(high)))
