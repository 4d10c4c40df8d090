"""The chain of ratification: every body in order, under one common factor, with delays and what must come first."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from winset.errors import demand
from winset.ratify import referendum, vote
from winset.ratify.factor import SHARP, Figure, Floats, kinds, nodes, nodes_around, of_rows, step
from winset.ratify.referendum import Electorate
from winset.ratify.selection import Selection, brought
from winset.ratify.vote import Legislature

STRIP = 240_000
"""Figures held at once: rows × nodes × blocs."""

LIKE = 1.25
"""How much finer than it asks for the nodes of a row may be, for the sake of rows computed with it."""


@dataclass(frozen=True, slots=True, eq=False)
class Precondition:
    """What must hold before a gate may open, such as peace before a referendum.

    `chance` that it comes about, `wait` in days after signing until it does, and the yearly rate `lapse` at which it breaks
    down again while a gate that needs it is still ahead.
    """

    name: str
    chance: Figure = 1.0
    wait: Figure = 0.0
    lapse: Figure = 0.0

    def __post_init__(self) -> None:
        odds = bool(np.all((self.chance >= 0) & (self.chance <= 1)))
        demand(odds, "probability", self.name, self.chance, "a number from 0 to 1", "give a share")
        later = bool(np.all(self.wait >= 0) and np.all(self.lapse >= 0))
        demand(later, "delay", self.name, (self.wait, self.lapse), "0 or more", "drop the sign")


@dataclass(frozen=True, slots=True, eq=False)
class Gate:
    """One body in the chain: the vote comes `delay` days after the gate before it, and after all it `needs`."""

    name: str
    body: Legislature | Electorate
    delay: Figure = 0.0
    needs: tuple[Precondition, ...] = ()
    selection: Selection | None = None

    def __post_init__(self) -> None:
        later = bool(np.all(self.delay >= 0))
        demand(later, "delay", self.name, self.delay, "0 days or more", "put the gates in their order")


@dataclass(frozen=True, slots=True, eq=False)
class Passage:
    """What the chain gives for rows: packages, draws, or both. All are (rows, gates), but `whole`, `low` and `high`: (rows,).

    `passes`: the odds that the body would pass it, were it voted on alone; `brought`: that it is put to that vote; `clears`:
    brought and passed; `reached`: this gate and all before it cleared, with what they need; `whole`: all of them; `low` and
    `high`: the Fréchet bounds of `whole`, whatever the dependence between the bodies. `days`: when each vote comes, counted from
    signing; `holds`: the odds that all that was needed so far came about and held.
    """

    gates: tuple[str, ...]
    days: Floats
    holds: Floats
    passes: Floats
    brought: Floats
    clears: Floats
    reached: Floats
    whole: Floats
    low: Floats
    high: Floats


def through(gates: Sequence[Gate], shifts: Sequence[Floats] | None = None, tolerance: float = 1e-13) -> Passage:
    """Return the odds that packages pass every gate.

        P = P(preconditions) · ∫ Π_k P_k(brought | z) P_k(pass | z) φ(z) dz

    One factor z runs through all bodies: what sours one sours all. How strongly is each body's rho. A precondition is
    independent of the votes and must hold until the last gate that needs it: chance · exp(−lapse · years). Every figure of a gate
    may be one number, or one for each row.

    Parameters
    ----------
    shifts : for each gate (rows, blocs), what is added to each bloc's probit: the terms, the leader's word; None: a row of zeros

    Notes
    -----
    The trapezoid rule in z, in a step set by the sharpest body and the tolerance (`factor.step`); rows that ask for like steps
    are computed together. `bench/ratify.py` measures a package by itself, a batch of packages, and many draws.

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
        wanted = f"(rows, {gate.body.blocs})"
        demand(shift.shape[1:] == (gate.body.blocs,), "chain", gate.name, shift.shape, wanted, "one column a bloc")
    rows = len(moved[0])
    odds = np.empty((4, rows, len(gates)))
    for here, z, weight in _strips(gates, moved, tolerance):
        odds[:, here] = _votes([of_rows(gate, here) for gate in gates], [s[here] for s in moved], (z, weight), tolerance)
    passes, put, clears, reached = odds
    days = _days(gates, rows)
    holds = _preconditions(gates, days)
    return Passage(
        gates=tuple(g.name for g in gates),
        days=days,
        holds=holds,
        passes=passes,
        brought=put,
        clears=clears,
        reached=reached * holds,
        whole=reached[:, -1] * holds[:, -1],
        low=np.maximum(clears.sum(axis=1) - (len(gates) - 1), 0) * holds[:, -1],
        high=clears.min(axis=1) * holds[:, -1],
    )


def _votes(gates: Sequence[Gate], shifts: list[Floats], rule: tuple[Floats, Floats], tolerance: float) -> Floats:
    """Return (passes, brought, clears, reached) of one strip of rows, together (4, rows, gates)."""
    z, weight = rule
    so_far = np.ones((len(shifts[0]), len(z)))
    out = np.empty((4, len(shifts[0]), len(gates)))
    for k, gate in enumerate(gates):
        first, kind = kinds(gate.body, shifts[k])
        body, shift = of_rows(gate.body, first), shifts[k][first]
        if isinstance(body, Electorate):
            passing = referendum.on_the_day(body, z, shift)[kind]
        else:
            passing = vote.on_the_floor(body, z, shift, tolerance)[kind]
        out[0, :, k] = passing @ weight
        out[1, :, k] = 1
        if gate.selection is not None:
            put = brought(gate.selection, passing, z, weight, tolerance)
            out[1, :, k] = put @ weight
            passing = passing * put
        out[2, :, k] = passing @ weight
        so_far *= passing
        out[3, :, k] = so_far @ weight
    return np.clip(out, 0, 1)


def _strips(
    gates: Sequence[Gate], shifts: Sequence[Floats], tolerance: float
) -> Iterator[tuple[NDArray[np.intp], Floats, Floats]]:
    """Yield rows that share nodes, and the nodes: even ones for rows of like steps; a row alone where votes are nearly as one."""
    rows = len(shifts[0])
    rho = np.stack([np.broadcast_to(gate.body.rho, rows) for gate in gates], axis=1)
    even = np.flatnonzero(rho.max(axis=1) <= SHARP)
    wanted = _step(gates, rho[even], tolerance)
    order = np.argsort(wanted, kind="stable")
    even, wanted = even[order], wanted[order]
    start = 0
    while start < len(even):
        z, weight = nodes(float(wanted[start]), tolerance)
        size = max(1, STRIP // (len(z) * max(g.body.blocs for g in gates)))
        like = int(np.searchsorted(wanted, LIKE * wanted[start], side="right"))
        end = min(start + size, max(like, start + 1))
        yield even[start:end], z, weight
        start = end
    for row in np.flatnonzero(rho.max(axis=1) > SHARP):
        here = np.array([row])
        around = [
            (referendum if isinstance(gate.body, Electorate) else vote).steps(of_rows(gate.body, here), shift[row])
            for gate, shift, tied in zip(gates, shifts, rho[row], strict=True)
            if tied > 0.5
        ]
        places, widths = zip(*around, strict=True)
        yield here, *nodes_around(np.concatenate(places), np.concatenate(widths))


def _step(gates: Sequence[Gate], rho: Floats, tolerance: float) -> Floats:
    """Return the finest step that any gate wants, row by row."""
    widths = [step(gate.body.members, rho[:, k], tolerance) for k, gate in enumerate(gates)]
    widths += [np.full(len(rho), 0.7 * np.sqrt(1 - np.max(g.selection.insight))) for g in gates if g.selection is not None]
    return np.asarray(np.min(widths, axis=0))


def _days(gates: Sequence[Gate], rows: int) -> Floats:
    """Return the day of each vote: after the gate before it and its delay, and after all that it needs."""
    days = np.zeros((rows, len(gates)))
    for k, gate in enumerate(gates):
        days[:, k] = gate.delay + (days[:, k - 1] if k else 0.0)
        for need in gate.needs:
            days[:, k] = np.maximum(days[:, k], need.wait)
    return days


def _preconditions(gates: Sequence[Gate], days: Floats) -> Floats:
    """Return, gate by gate, the odds that everything needed so far came about and held until it was last needed."""
    holds = np.ones_like(days)
    until: dict[Precondition, Floats] = {}
    for k, gate in enumerate(gates):
        for need in gate.needs:
            until[need] = need.chance * np.exp(-need.lapse * (days[:, k] - need.wait) / 365.25)
        for held in until.values():
            holds[:, k] *= held
    return holds
