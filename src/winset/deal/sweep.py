"""The search behind `bounds`: in many tables at once, every package that can still reach what is known."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from winset.deal.bounds import Bounds, Forms
from winset.deal.dual import ROUNDING, Floats

WEIGHTS = 12
MOST_ROWS = 150_000
"""Partial packages held at once; a sweep that would hold more is split between the tables, or given up for a single one."""


@dataclass(frozen=True, slots=True, eq=False)
class Swept:
    """The packages (rows, issues) that may be worth what was asked of their table (rows,), and the tables given up."""

    table: NDArray[np.intp]
    packages: NDArray[np.intp]
    given_up: NDArray[np.intp]


def sweep(forms: Forms, found: Bounds, bar: Floats, beam: int | None = None) -> Swept:
    """Return every package worth `bar` or more in its table, and perhaps some that are worth a little less.

    A package worth that much meets, for every λ ≥ 0, the linear condition behind the dual bound,

        product:  λ·h ≥ P (e^bar Π λ)^(1/P)          share:  λ·h ≥ bar (λ·share),

    and each form by itself its own; partial packages that cannot meet one of them any more are dropped, layer by layer.

    Parameters
    ----------
    bar : (D,), in the units of the bounds: the logarithm of a product, or a share
    beam : of each table and layer, only so many partial packages, those with most room in their tightest condition: some good
        packages then, not all
    """
    weights, least = _conditions(forms, found, bar)
    if beam is not None:
        table, packages = _layers(forms, weights, least, beam) or (np.zeros(0, dtype=np.intp), found.packages[:0, 0])
        return Swept(table, packages, np.zeros(0, dtype=np.intp))
    return _swept(forms, np.arange(len(bar)), weights, least)


def _conditions(forms: Forms, found: Bounds, bar: Floats) -> tuple[Floats, Floats]:
    """Return weights (D, W, R) and what each weighted sum must reach (D, W), rounding allowed for."""
    count = found.weights.shape[1]
    turn = np.random.default_rng(count).standard_normal((WEIGHTS, count)) * np.geomspace(0.03, 0.8, WEIGHTS)[:, None]
    turn[0] = 0
    many = found.weights[:, None] * np.exp(turn)
    if forms.share is None:
        players = int(forms.product.sum())
        least = players * np.exp((bar[:, None] + np.log(many[:, :, forms.product]).sum(axis=2)) / players)
        alone = np.zeros((len(bar), count))
    else:
        scaled = forms.share / found.unit
        least = bar[:, None] * (many * scaled[:, None]).sum(axis=2)
        alone = bar[:, None] * scaled
    many = np.concatenate([many, np.broadcast_to(np.eye(count), (len(bar), count, count))], axis=1)
    least = np.concatenate([least, alone], axis=1) - ROUNDING * many.sum(axis=2)
    return many / found.unit[:, None], least


def _swept(forms: Forms, names: NDArray[np.intp], weights: Floats, least: Floats) -> Swept:
    """Sweep, in halves where the rows become too many."""
    rows = _layers(forms, weights, least)
    if rows is not None:
        return Swept(names[rows[0]], rows[1], np.zeros(0, dtype=np.intp))
    if len(names) == 1:
        return Swept(np.zeros(0, dtype=np.intp), np.zeros((0, len(forms.layers.layers)), dtype=np.intp), names)
    half = len(names) // 2
    parts = [
        _swept(forms.rows(some), names[some], weights[some], least[some])
        for some in (np.arange(half), np.arange(half, len(names)))
    ]
    return Swept(*(np.concatenate([getattr(part, field) for part in parts]) for field in ("table", "packages", "given_up")))


def _layers(
    forms: Forms, weights: Floats, least: Floats, beam: int | None = None
) -> tuple[NDArray[np.intp], NDArray[np.intp]] | None:
    """Return the tables and packages that meet every condition to the end; nothing where the rows become too many."""
    draws, many, count = weights.shape
    turned = np.ascontiguousarray(weights.transpose(0, 2, 1))
    last = int(forms.layers.layers[-1].target.max(initial=0)) + 1
    rest = np.zeros((draws, last, many))
    own, ahead = [], []
    for layer, gain in zip(reversed(forms.layers.layers), reversed(forms.gains), strict=True):
        nodes, options = layer.target.shape
        value = np.matmul(gain.reshape(draws, nodes * options, count), turned).reshape(draws, nodes, options, many)
        on = layer.target >= 0
        whole = value + rest[:, layer.target]
        if not on.all():
            whole[:, ~on] = -np.inf
        own.append(value)
        ahead.append(whole)
        rest = whole.max(axis=2)
    table, node = np.arange(draws), np.zeros(draws, dtype=np.intp)
    reach = -(forms.offset[:, None] * weights).sum(axis=2) - least
    walked: list[tuple[NDArray[np.intp], NDArray[np.intp]]] = []
    for layer, value, whole in zip(forms.layers.layers, reversed(own), reversed(ahead), strict=True):
        first = np.ascontiguousarray(whole[..., 0])
        row, option = np.nonzero(reach[:, :1] + first[table, node] >= 0)
        at = (table[row], node[row], option)
        room = (reach[row] + whole[at]).min(axis=1)
        kept = np.flatnonzero(room >= 0)
        if beam is not None:
            kept = _widest(table[row[kept]], room[kept], kept, beam)
        row, option = row[kept], option[kept]
        if len(row) > MOST_ROWS:
            return None
        reach = reach[row] + value[table[row], node[row], option]
        table, node = table[row], layer.target[node[row], option]
        walked.append((row, layer.options[option]))
    packages = np.zeros((len(table), len(forms.layers.layers)), dtype=np.intp)
    place = np.arange(len(table))
    for layer, (row, option) in zip(reversed(forms.layers.layers), reversed(walked), strict=True):
        packages[:, layer.issue] = option[place]
        place = row[place]
    return table, packages


def _widest(table: NDArray[np.intp], room: Floats, rows: NDArray[np.intp], beam: int) -> NDArray[np.intp]:
    """Return, of each table's rows, the `beam` with the most room."""
    order = np.lexsort((-room, table))
    table = table[order]
    first = np.searchsorted(table, table)
    return np.sort(rows[order[np.arange(len(order)) - first < beam]])
