"""The odds that any composed rule is met, exactly: absences, weights, vetoes and several counts of the same votes."""

from collections.abc import Sequence
from functools import lru_cache
from math import gcd, prod

import numpy as np
from numpy.typing import NDArray

from winset.errors import demand
from winset.ratify.factor import Floats
from winset.ratify.rule import Count, Every, Rule, counts, weigh

Complex = NDArray[np.complex128]

LARGEST = 4_000_000
"""Cells of the largest grid of counts; a body that would need more is refused, never approximated."""


def met(rule: Rule, p: Floats, absent: Floats, seats: tuple[int, ...], weights: tuple[int, ...]) -> Floats:
    """Return the odds that the rule is met, each member voting by itself.

    Every count of the rule is one axis of a grid of whole numbers; a member's vote moves all counts at once, so the joint
    distribution is a product of characteristic functions φ on the grid's frequencies, and

        P = (1 / cells) Σ_ω φ(ω) M(ω),   φ(ω) = Π_g (p_yes e^{iω·y} + p_no e^{iω·n} + p_absent e^{iω·a})^{n_g},

    where M is the discrete Fourier transform of the grid's yes-or-no answer to "is the rule met here" (Parseval). Exact to
    rounding. Hong (2013), Computational Statistics & Data Analysis 59, sec. 2.2, here with more than one count.

    Parameters
    ----------
    p : (rows, blocs), the odds that a member who takes part says yes
    absent : (blocs,) or (rows, blocs), the odds that a member does not take part
    seats, weights : (blocs,)

    Returns
    -------
    (rows,)

    Raises
    ------
    Refused : the grid would have more than 4,000,000 cells

    Examples
    --------
    >>> from winset.ratify.rule import Every, at_least, no_veto
    >>> rule = Every((at_least(2), no_veto(0)))
    >>> met(rule, np.array([[0.5, 0.5]]), np.zeros(2), (1, 2), (1, 1))     # the first member and one of the two others
    array([0.375])
    """
    shape, moves, spectrum = _grid(rule, seats, weights)
    frequency = [np.arange(n) / n for n in shape[:-1]] + [np.arange(shape[-1] // 2 + 1) / shape[-1]]
    mesh = np.meshgrid(*frequency, indexing="ij")
    turns = [[_turn(mesh, move) for move in bloc] for bloc in moves]
    gone = np.broadcast_to(absent, p.shape)
    out = np.empty(len(p))
    strip = max(1, 500_000 // spectrum.size)
    for start in range(0, len(p), strip):
        rows, away_odds = p[start : start + strip], gone[start : start + strip]
        phi = np.ones((len(rows), spectrum.size), dtype=np.complex128)
        for g, (yes, no, away) in enumerate(turns):
            off = away_odds[:, [g]]
            one = (1 - off) * (rows[:, [g]] * yes + (1 - rows[:, [g]]) * no) + off * away
            phi *= _power(one, seats[g])
        out[start : start + strip] = (phi @ spectrum).real
    return np.clip(out, 0, 1)


Moves = tuple[tuple[tuple[int, ...], ...], ...]


@lru_cache(maxsize=64)
def _grid(rule: Rule, seats: tuple[int, ...], weights: tuple[int, ...]) -> tuple[tuple[int, ...], Moves, Complex]:
    """Return the grid's shape, how far each bloc's yes, no and absence move on it, and the transform of its answers."""
    axes = list(dict.fromkeys(counts(rule)))
    raw = [[weigh(count, g, w) for g, w in enumerate(weights)] for count in axes]
    lows = [[min(votes) for votes in blocs] for blocs in raw]
    unit = [gcd(*(v - min(votes) for votes in blocs for v in votes)) or 1 for blocs in raw]
    reach = [sum(n * (max(votes) - min(votes)) for n, votes in zip(seats, blocs, strict=True)) for blocs in raw]
    shape = tuple(r // u + 1 for r, u in zip(reach, unit, strict=True))
    demand(
        prod(shape) <= LARGEST,
        "body",
        "rule",
        f"{prod(shape):,} cells",
        f"at most {LARGEST:,}",
        "use fewer counts or smaller weights",
    )
    moves = tuple(
        tuple(tuple((raw[k][g][v] - lows[k][g]) // unit[k] for k in range(len(axes))) for v in range(3))
        for g in range(len(seats))
    )
    sums = {}
    for k, count in enumerate(axes):
        base = count.floor + sum(n * low for n, low in zip(seats, lows[k], strict=True))
        along = [1] * len(shape)
        along[k] = shape[k]
        sums[count] = (base + unit[k] * np.arange(shape[k])).reshape(along)
    answer = np.broadcast_to(_holds(rule, sums), shape).astype(np.float64)
    spectrum = np.fft.rfftn(answer) / prod(shape)
    twice = np.full(spectrum.shape[-1], 2.0)
    twice[0] = 1
    if shape[-1] % 2 == 0:
        twice[-1] = 1
    return shape, moves, np.asarray(spectrum * twice).ravel()


def _holds(rule: Rule, sums: dict[Count, NDArray[np.int64]]) -> NDArray[np.bool_]:
    if isinstance(rule, Count):
        return np.asarray(sums[rule] > 0 if rule.strict else sums[rule] >= 0)
    parts = [_holds(part, sums) for part in rule.rules]
    whole = parts[0]
    for part in parts[1:]:
        whole = (whole & part) if isinstance(rule, Every) else (whole | part)
    return whole


def _turn(mesh: Sequence[Floats], move: tuple[int, ...]) -> Complex:
    """Return e^{iω·move} on the grid's frequencies."""
    phase = np.zeros(mesh[0].shape)
    for frequency, length in zip(mesh, move, strict=True):
        phase += frequency * length
    return np.asarray(np.exp(2j * np.pi * phase)).ravel()


def _power(base: Complex, exponent: int) -> Complex:
    """Return base**exponent by squaring."""
    out = np.ones_like(base)
    for bit in reversed(range(exponent.bit_length())):
        out *= out
        if exponent >> bit & 1:
            out *= base
    return out
