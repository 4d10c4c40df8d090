"""The chain of ratification: every body in order, under one common factor, with delays and what must come first."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from winset.errors import demand
from winset.ratify import referendum, vote
from winset.ratify.factor import SHARP, Floats, nodes, nodes_around, step
from winset.ratify.referendum import Electorate
from winset.ratify.selection import Selection, brought
from winset.ratify.vote import Legislature

STRIP = 120_000
"""Figures held at once: rows × nodes × blocs."""


@dataclass(frozen=True, slots=True)
class Precondition:
    """What must hold before a gate may open, such as peace before a referendum.

    `chance` that it comes about, `wait` in days after signing until it does, and the yearly rate `lapse` at which it breaks
    down again while a gate that needs it is still ahead.
    """

    name: str
    chance: float = 1.0
    wait: float = 0.0
    lapse: float = 0.0

    def __post_init__(self) -> None:
        demand(0 <= self.chance <= 1, "probability", self.name, self.chance, "a number from 0 to 1", "give a share")
        demand(min(self.wait, self.lapse) >= 0, "delay", self.name, (self.wait, self.lapse), "0 or more", "drop the sign")


@dataclass(frozen=True, slots=True)
class Gate:
    """One body in the chain: the vote comes `delay` days after the gate before it, and after all it `needs`."""

    name: str
    body: Legislature | Electorate
    delay: float = 0.0
    needs: tuple[Precondition, ...] = ()
    selection: Selection | None = None

    def __post_init__(self) -> None:
        demand(self.delay >= 0, "delay", self.name, self.delay, "0 days or more", "put the gates in their order")


@dataclass(frozen=True, slots=True)
class Passage:
    """What the chain gives for rows of packages. All odds are (rows, gates), but `whole`, `low` and `high`: (rows,).

    `passes`: the body would pass it, were it voted on alone; `brought`: it is put to that vote; `clears`: brought and passed;
    `reached`: this gate and all before it cleared, with what they need; `whole`: all of them; `low` and `high`: the Fréchet
    bounds of `whole`, whatever the dependence between the bodies. `days`: when each vote comes, counted from signing; `holds`:
    the odds that all that was needed so far came about and held. Both are (gates,).
    """

    gates: tuple[str, ...]
    days: tuple[float, ...]
    holds: tuple[float, ...]
    passes: Floats
    brought: Floats
    clears: Floats
    reached: Floats
    whole: Floats
    low: Floats
    high: Floats


def through(
    gates: Sequence[Gate], shifts: Sequence[Floats] | None = None, rho: Floats | None = None, tolerance: float = 1e-13
) -> Passage:
    """Return the odds that packages pass every gate.

        P = P(preconditions) · ∫ Π_k P_k(brought | z) P_k(pass | z) φ(z) dz

    One factor z runs through all bodies: what sours one sours all. How strongly is each body's rho. A precondition is
    independent of the votes and must hold until the last gate that needs it: chance · exp(−lapse · years).

    Parameters
    ----------
    shifts : for each gate (rows, blocs), what the terms add to each bloc's probit; None: one row of zeros
    rho : (rows, gates), instead of the bodies' own

    Notes
    -----
    The trapezoid rule in z, in a step set by the sharpest body and the tolerance (`factor.step`). A package through bodies of
    100 and 435 members and a referendum takes a few milliseconds; `bench/ratify.py` measures it, and a batch.

    Examples
    --------
    >>> from fractions import Fraction
    >>> from winset.ratify.rule import of_voting
    >>> def body(p): return Legislature((vote.Chamber(of_voting(Fraction(1, 2), True), (101,), (p,)),), rho=0.2)
    >>> passage = through([Gate("lower", body(0.6)), Gate("upper", body(0.55))])
    >>> bool(passage.low[0] <= passage.whole[0] <= passage.high[0])
    True
    """
    demand(len(gates) > 0, "chain", "gates", "none", "at least one gate", "name the bodies that must ratify")
    moved = [np.zeros((1, g.body.blocs)) for g in gates] if shifts is None else [np.asarray(s, dtype=np.float64) for s in shifts]
    demand(
        len(moved) == len(gates), "chain", "shifts", len(moved), f"one array for each of {len(gates)} gates", "add or drop some"
    )
    for gate, shift in zip(gates, moved, strict=True):
        demand(
            shift.shape[1:] == (gate.body.blocs,),
            "chain",
            gate.name,
            shift.shape,
            f"(rows, {gate.body.blocs})",
            "one column a bloc",
        )
    rows = len(moved[0])
    tied = np.tile([g.body.rho for g in gates], (rows, 1)) if rho is None else np.asarray(rho, dtype=np.float64)
    strips = list(_strips(gates, moved, tied, tolerance))
    parts = [_votes(gates, [s[here] for s in moved], tied[here], z, weight, tolerance) for here, z, weight in strips]
    passes, put, clears, reached = (np.concatenate([p[k] for p in parts]) for k in range(4))
    days = tuple(_days(gates))
    holds = np.array(list(_preconditions(gates, days)))
    return Passage(
        gates=tuple(g.name for g in gates),
        days=days,
        holds=tuple(holds.tolist()),
        passes=passes,
        brought=put,
        clears=clears,
        reached=reached * holds,
        whole=reached[:, -1] * holds[-1],
        low=np.maximum(clears.sum(axis=1) - (len(gates) - 1), 0) * holds[-1],
        high=clears.min(axis=1) * holds[-1],
    )


def _votes(
    gates: Sequence[Gate], shifts: list[Floats], rho: Floats, z: Floats, weight: Floats, tolerance: float
) -> tuple[Floats, Floats, Floats, Floats]:
    """Return (passes, brought, clears, reached) of one strip of rows, each (rows, gates)."""
    so_far = np.ones((len(rho), len(z)))
    columns: list[list[Floats]] = [[], [], [], []]
    for k, gate in enumerate(gates):
        if isinstance(gate.body, Electorate):
            passing = referendum.on_the_day(gate.body, z, shifts[k], rho[:, k])
        else:
            passing = vote.on_the_floor(gate.body, z, shifts[k], rho[:, k], tolerance)
        put = np.ones_like(passing) if gate.selection is None else brought(gate.selection, passing, z, weight)
        so_far *= passing * put
        for column, curve in zip(columns, (passing, put, passing * put, so_far), strict=True):
            column.append(np.clip(curve @ weight, 0, 1))
    passes, put_to, clears, reached = (np.stack(column, axis=1) for column in columns)
    return passes, put_to, clears, reached


def _strips(
    gates: Sequence[Gate], shifts: Sequence[Floats], rho: Floats, tolerance: float
) -> Iterator[tuple[slice, Floats, Floats]]:
    """Yield rows that share nodes, and the nodes: many rows on even ones, or a row at a time where votes are nearly as one."""
    if rho.max(initial=0) <= SHARP:
        z, weight = nodes(_step(gates, rho, tolerance), tolerance)
        size = max(1, STRIP // (len(z) * max(g.body.blocs for g in gates)))
        yield from ((slice(i, i + size), z, weight) for i in range(0, len(rho), size))
        return
    for i in range(len(rho)):
        around = [
            (
                referendum.steps(g.body, shifts[k][i], rho[i, k])
                if isinstance(g.body, Electorate)
                else vote.steps(g.body, shifts[k][i], rho[i, k])
            )
            for k, g in enumerate(gates)
            if rho[i, k] > 0.5
        ]
        places, widths = zip(*around, strict=True) if around else ((np.zeros(0),), (np.zeros((0, 2)),))
        yield slice(i, i + 1), *nodes_around(np.concatenate(places), np.concatenate(widths))


def _step(gates: Sequence[Gate], rho: Floats, tolerance: float) -> float:
    """Return the finest step that any gate wants."""
    widths = [step(gate.body.members, float(rho[:, k].max(initial=0)), tolerance) for k, gate in enumerate(gates)]
    widths += [0.7 * float(np.sqrt(1 - g.selection.insight)) for g in gates if g.selection is not None]
    return min(widths)


def _days(gates: Sequence[Gate]) -> Iterator[float]:
    """Yield the day of each vote: after the gate before it and its delay, and after all that it needs."""
    day = 0.0
    for gate in gates:
        day = max([day + gate.delay, *(need.wait for need in gate.needs)])
        yield day


def _preconditions(gates: Sequence[Gate], days: Sequence[float]) -> Iterator[float]:
    """Yield, gate by gate, the odds that everything needed so far came about and held until it was last needed."""
    until: dict[Precondition, float] = {}
    for gate, day in zip(gates, days, strict=True):
        until.update(dict.fromkeys(gate.needs, day))
        yield float(np.prod([n.chance * np.exp(-n.lapse * (end - n.wait) / 365.25) for n, end in until.items()]))
