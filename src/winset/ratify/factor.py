"""The common factor behind correlated votes: its nodes and weights, and each vote's odds once it is known."""

from dataclasses import fields, is_dataclass, replace
from typing import Any, TypeVar

import numpy as np
from numpy.typing import NDArray

from winset.errors import demand

Floats = NDArray[np.float64]

Figure = float | Floats
"""A number, or one for each row, (rows,)."""

Figures = tuple[float, ...] | Floats
"""Numbers, one for each bloc, or for each row and bloc, (rows, blocs)."""

Record = TypeVar("Record")

SHARP = 0.98
"""Above this share blocs vote almost as one: the odds fall in steps, and the nodes are set around each step."""


def of_rows(record: Record, rows: NDArray[np.intp]) -> Record:
    """Return a record of figures with those of some rows; what holds for every row stays as it is.

    >>> from winset.ratify.selection import Selection
    >>> of_rows(Selection(0.5, np.array([0.1, 0.2, 0.3])), np.array([2, 0])).insight
    array([0.3, 0.1])
    """

    def taken(value: Any) -> Any:
        if isinstance(value, np.ndarray):
            return value[rows]
        if isinstance(value, tuple) and any(is_dataclass(one) for one in value):
            return tuple(of_rows(one, rows) for one in value)
        return of_rows(value, rows) if is_dataclass(value) else value

    found: Any = record
    changed = {one.name: taken(getattr(found, one.name)) for one in fields(found) if one.init}
    same = all(value is getattr(found, name) for name, value in changed.items())
    return record if same else replace(found, **changed)


def kinds(record: Any, shift: Floats) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
    """Return the first row of each kind, and the kind of every row: rows of a kind agree in all figures and in the shift.

    >>> from winset.ratify.selection import Selection
    >>> first, kind = kinds(Selection(0.5, np.array([0.1, 0.3, 0.1])), np.zeros((3, 1)))
    >>> first[kind].tolist()
    [0, 1, 0]
    """

    def by_row(value: Any) -> list[Floats]:
        if isinstance(value, np.ndarray):
            return [value.reshape(len(value), -1)]
        if isinstance(value, tuple):
            return [array for one in value for array in by_row(one)]
        return [array for one in fields(value) for array in by_row(getattr(value, one.name))] if is_dataclass(value) else []

    figures = np.ascontiguousarray(np.concatenate([shift, *by_row(record)], axis=1))
    whole = figures.view(np.dtype((np.void, figures.itemsize * figures.shape[1]))).ravel()
    _, first, kind = np.unique(whole, return_index=True, return_inverse=True)
    return first, kind


def step(members: int, rho: Figure, tolerance: float = 1e-13) -> Any:
    """Return a step of the trapezoid rule that keeps the error of an integral over the factor below the tolerance.

    Given the factor, the odds that a body of n members passes fall from 1 to 0 over a width of at least

        s = sqrt((1 − rho) / rho) · min(1, sqrt(π/2) / sqrt(n)),

    since n·φ(u) ≤ sqrt(2/π)·sqrt(n · n Φ(u)(1 − Φ(u))). Times φ(z), such a fall has a spectrum that decays as a normal curve of
    width s / sqrt(1 + s²), which costs the trapezoid rule of step h about exp(−2 π² s² / (1 + s²) h²) (Trefethen and Weideman
    2014, SIAM Review 56(3), sec. 5). One step for each rho given.

    >>> step(100, np.array([0.2, 0.5])).round(3).tolist()
    [0.19, 0.097]
    """
    squared = (1 - rho) * min(1.0, np.pi / 2 / members)
    return np.sqrt(squared / (squared + rho)) * np.pi * np.sqrt(2 / np.log(10 / tolerance))


def nodes(width: float, tolerance: float = 1e-13) -> tuple[Floats, Floats]:
    """Return the nodes z and weights φ(z) h of the trapezoid rule; the tails left out weigh less than the tolerance.

    At the default tolerance the nodes fill [−9.5, 9.5].

    >>> z, weight = nodes(0.05)
    >>> bool(abs(weight.sum() - 1) < 1e-12)
    True
    """
    reach = min(9.5, float(np.sqrt(2 * np.log(1 / tolerance))) + 1.8)
    half = int(reach / width)
    z = np.arange(-half, half + 1, dtype=np.float64) * width
    return z, np.asarray(np.exp(-(z**2) / 2) / np.sqrt(2 * np.pi) * width)


def nodes_around(steps: Floats, widths: Floats) -> tuple[Floats, Floats]:
    """Return nodes and weights for odds that fall in steps: Gauss–Legendre on panels that are fine only around each step.

    For each step at z with width w (that of one member, over the root of the body's size) the panels are 3w long within 12
    widths of one member; elsewhere a quarter. A width of 0, as at rho = 1, only splits the panels there: the rule stays exact.

    Parameters
    ----------
    steps : (steps,), infinite ones are left out
    widths : (steps, 2), the width of one member's fall and that of the body's

    Examples
    --------
    >>> z, weight = nodes_around(np.array([0.3]), np.array([[0.0, 0.0]]))
    >>> round(float(weight[z < 0.3].sum()), 6)      # Φ(0.3)
    0.617911
    """
    edges = [np.arange(-9.5, 9.5001, 0.25)]
    for at, (member, body) in zip(steps, widths, strict=True):
        if abs(at) < 9.5:
            panels = int(np.ceil(24 * member / (3 * body))) if body > 0 else 0
            edges.append(np.linspace(at - 12 * member, at + 12 * member, panels + 1) if panels else np.array([at]))
    cut = np.unique(np.clip(np.concatenate(edges), -9.5, 9.5))
    x, w = np.polynomial.legendre.leggauss(12)
    half = np.diff(cut)[:, None] / 2
    z = ((cut[:-1] + cut[1:])[:, None] / 2 + half * x).ravel()
    return z, np.asarray((half * w).ravel() * np.exp(-(z**2) / 2) / np.sqrt(2 * np.pi))


def given(probit: Floats, rho: Floats | float, z: Floats) -> Floats:
    """Return the odds of a yes once the factor is known, for probits Φ⁻¹(p).

        p(z) = Φ((Φ⁻¹(p) − sqrt(rho) z) / sqrt(1 − rho))

    Vasicek (2002), Risk 15(12), eq. 2. The arrays broadcast. At rho = 1 the vote is certain: yes iff z < Φ⁻¹(p); on the
    border itself, which has no weight, one half.

    Raises
    ------
    Refused : rho is outside 0..1

    Examples
    --------
    >>> given(np.array([0.0]), 0.0, np.array([3.0]))
    array([0.5])
    """
    from scipy.special import ndtr

    share = np.asarray(rho, dtype=np.float64)
    demand(
        bool(np.all((share >= 0) & (share <= 1))), "correlation", "rho", rho, "a number from 0 to 1", "ρ is a share of variance"
    )
    rest = np.sqrt(np.maximum(1 - share, 0))
    gap = probit - np.sqrt(share) * z
    with np.errstate(divide="ignore", invalid="ignore"):
        argument = gap / rest
    return np.asarray(ndtr(np.where(np.isnan(argument), 0.0, argument)))


def large_body(p: float, share: float, rho: float) -> float:
    """Return the odds that more than a share of a very large body says yes.

        P = Φ((Φ⁻¹(p) − sqrt(1 − rho) Φ⁻¹(share)) / sqrt(rho))

    Vasicek (2002), Risk 15(12), eq. 4. At rho = 0 it is certain either way: 1 iff p > share (one half where they are equal).

    >>> round(large_body(0.7, 2 / 3, 0.05), 6)
    0.679998
    """
    from scipy.special import ndtr, ndtri

    demand(0 <= p <= 1, "probability", "p", p, "a number from 0 to 1", "give a share, not a percentage")
    demand(0 < share < 1, "threshold", "share", share, "a share between 0 and 1", "0 is always met, 1 never in a large body")
    demand(0 <= rho <= 1, "correlation", "rho", rho, "a number from 0 to 1", "ρ is a share of variance")
    gap = ndtri(p) - np.sqrt(1 - rho) * ndtri(share)
    if rho == 0:
        return float(np.heaviside(gap, 0.5))
    return float(ndtr(gap / np.sqrt(rho)))
