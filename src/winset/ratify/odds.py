"""The odds of ratification of a package, body by body and for the whole chain, with their bands and in words."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

import numpy as np

from winset.band import written
from winset.case.body import Body, Electorate, Ratification, Rule
from winset.case.case import Case
from winset.draw import DRAWS, SEED, Pick, at_mode, draw
from winset.odds import in_words
from winset.ratify.chain import Passage, through
from winset.ratify.factor import Floats
from winset.ratify.route import gates, law, route, shifts
from winset.ratify.rule import needed


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

    The value takes every band at its mode; `low` and `high` are the 5 and 95 percent points over draws from all bands, each by
    itself (`winset.draw`): the spread of the odds, not of the outcome. A package whose route has no gate needs nobody's
    consent: the whole is 1.
    """
    chosen = route(case, package)
    if not chosen or case.ratification is None:
        return Ratified((), Figure(1.0, 1.0, 1.0), (1.0, 1.0), 1.0)

    def run(pick: Pick, tolerance: float) -> Passage:
        chain = gates(case, chosen, pick)
        moved = shifts(case, [package], pick)
        return through(chain, [moved[gate.name] for gate in chain], tolerance=tolerance)

    middle = run(at_mode, 1e-13)
    runs = (middle, *(run(draw(k, draws, seed), 1e-6) for k in range(draws)))
    return Ratified(
        gates=tuple(_gate(case, case.ratification, place, k, runs) for k, place in enumerate(chosen)),
        whole=_figure(runs, lambda p: p.whole[0]),
        frechet=(float(middle.low[0]), float(middle.high[0])),
        independent=float(np.prod(middle.clears[0]) * middle.holds[-1]),
    )


def every(case: Case, packages: Sequence[Mapping[str, str]], pick: Pick = at_mode) -> tuple[Floats, Floats]:
    """Return the odds of many packages, to 1e-6: of the whole chain, (packages,), and of each body, (packages, bodies).

    Packages that share a route are computed together. A body that is not on a package's route has no odds there: nan.
    """
    whole, bodies = np.ones(len(packages)), np.full((len(packages), len(case.bodies)), np.nan)
    places = {name: k for k, name in enumerate(case.bodies)}
    by_route: dict[tuple[int, ...], list[int]] = {}
    for row, package in enumerate(packages):
        by_route.setdefault(tuple(route(case, package)), []).append(row)
    moved = shifts(case, packages, pick)
    for chosen, rows in by_route.items():
        if chosen:
            chain = gates(case, chosen, pick)
            passage = through(chain, [moved[gate.name][rows] for gate in chain], tolerance=1e-6)
            whole[rows] = passage.whole
            bodies[np.ix_(rows, [places[gate.name] for gate in chain])] = passage.passes
    return whole, bodies


def in_plain(body: Body) -> str:
    """Return a body's rule in words.

    >>> from winset.case.body import Electorate
    >>> voters = {"all": {"share": 1, "yes": 0.5}}
    >>> in_plain(Electorate.model_validate({"kind": "electorate", "name": "Vote", "blocs": voters, "quorum": "1/2"}))
    'more than 1/2 of the votes; turnout of at least 1/2 of the electorate'
    """
    if isinstance(body, Electorate):
        parts = [f"more than {_share(body.threshold)} of the votes{' in every bloc' if body.everywhere else ''}"]
        parts += [f"turnout of at least {_share(body.quorum)} of the electorate"] if body.quorum else []
        parts += [f"yes from at least {_share(body.approval)} of the electorate"] if body.approval else []
        return "; ".join(parts)
    said = {
        name: _said(chamber.rules, [b.name or key for key, b in chamber.blocs.items() if b.veto])
        for name, chamber in body.chambers.items()
    }
    named = [f"{body.chambers[key].name or key}: {text}" for key, text in said.items()]
    return "; ".join(named) if len(named) > 1 else next(iter(said.values()))


def needed_votes(body: Body) -> str:
    """Return how many yeses suffice when nobody is absent, chamber by chamber: "67 of 100"."""
    if isinstance(body, Electorate):
        return f"more than {float(body.threshold):.0%} of the votes"
    counts = []
    for chamber in body.chambers.values():
        blocs = list(chamber.blocs.values())
        seats = [(b.seats, b.weight) for b in blocs]
        counts.append(f"{needed(law(chamber.rules, blocs), seats)} of {sum(b.seats for b in blocs)}")
    return ", ".join(counts)


def _gate(case: Case, chain: Ratification, place: int, k: int, runs: Sequence[Passage]) -> GateOdds:
    """Return one gate's figures; `place` is its number in the case, `k` on the package's route."""
    gate = chain.gates[place]
    body = case.bodies[gate.body]
    middle = runs[0]
    before = float(middle.reached[0, k - 1]) if k else 1.0
    return GateOdds(
        body=gate.body,
        name=body.name,
        days=_figure(runs, lambda p: p.days[k]),
        rule=in_plain(body),
        needed=needed_votes(body),
        sources=_sources(body),
        factor=(float(body.factor.low), float(body.factor.mode), float(body.factor.high)),
        passes=_figure(runs, lambda p: p.passes[0, k]),
        brought=_figure(runs, lambda p: p.brought[0, k]),
        clears=_figure(runs, lambda p: p.clears[0, k]),
        reached=_figure(runs, lambda p: p.reached[0, k]),
        fails_first=before - float(middle.reached[0, k]),
        needs=tuple(chain.preconditions[name].name for name in gate.needs),
    )


def _figure(runs: Sequence[Passage], pick: Callable[[Passage], float]) -> Figure:
    value = float(pick(runs[0]))
    low, high = np.quantile([float(pick(run)) for run in runs[1:]] or [value], [0.05, 0.95])
    return Figure(value, min(value, float(low)), max(value, float(high)))


def _said(rules: Sequence[Rule], vetoes: Sequence[str]) -> str:
    parts = []
    for one in rules:
        weighed = " by weight" if one.weights else ""
        if one.votes is not None:
            parts.append(f"at least {one.votes} votes{weighed}")
        else:
            whom = "those voting" if one.of == "voting" else "all members"
            parts.append(f"{'more than' if one.more_than else 'at least'} {_share(one.share or Fraction(0))} of {whom}{weighed}")
        if one.quorum is not None:
            parts.append(f"at least {_share(one.quorum)} of the members present")
    parts += [f"no veto by {name}" for name in vetoes]
    return "; ".join(parts)


def _share(share: Fraction) -> str:
    """Return a share as people write it: 1/2, 2/3, 0.55."""
    return f"{share.numerator}/{share.denominator}" if share.denominator <= 10 else written(share)


def _sources(body: Body) -> tuple[str, ...]:
    """Return the laws that the body's rules rest on."""
    if isinstance(body, Electorate):
        return (body.source,) if body.source else ()
    return tuple(dict.fromkeys(r.source for chamber in body.chambers.values() for r in chamber.rules if r.source))
