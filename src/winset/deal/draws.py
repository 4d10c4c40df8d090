"""Many uncertain draws of one negotiation, each solved exactly: the dual bound and the search, batched over the draws."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

import numpy as np
from numpy.typing import NDArray

from winset.deal.dual import ROUNDING, Floats, centre
from winset.deal.nash import nash
from winset.space.table import EXACT_IN_FLOAT64, score_table

AT_ONCE = 500
ROUNDS = 8
WEIGHTS = 12
MOST_ROWS = 2_000_000


@dataclass(frozen=True, slots=True, eq=False)
class DrawnNash:
    """The Nash package of each draw: (D, issues) positions, the first of ties, and its gains (D, P); -1 where there is none.

    `ties` : (D,) how many packages share the largest product.
    """

    packages: NDArray[np.intp]
    gains: NDArray[np.int64]
    ties: NDArray[np.intp]


def nash_of_draws(scores: NDArray[np.int64], floors: NDArray[np.int64]) -> DrawnNash:
    """Return the packages with the largest product of gains in every draw of a table without links, proved draw by draw.

    The same bound and the same argument as `nash`: a package whose product is at least that of one already known meets
    λ·g ≥ P (V prod λ)^(1/P) for every λ > 0, and what cannot meet it is dropped issue by issue. Products are compared in
    integers. A draw that no known package settles goes through `nash` itself.

    Parameters
    ----------
    scores : (D, issues, options, P) integers, totals below 2**53
    floors : (D, P) integers

    Raises
    ------
    ValueError : totals of 2**53 or more

    Examples
    --------
    >>> scores = np.array([[[[3, 0], [0, 4]], [[0, 1], [2, 0]]], [[[3, 0], [0, 9]], [[0, 1], [1, 0]]]])
    >>> nash_of_draws(scores, np.array([[1, 0], [0, 0]])).packages.tolist()
    [[1, 1], [1, 1]]
    """
    if np.abs(scores).max(axis=2).sum(axis=1).max() + np.abs(floors).max() >= EXACT_IN_FLOAT64:
        raise ValueError("totals of 2**53 or more: solve these draws one by one with `nash`")
    parts = [_batch(scores[at : at + AT_ONCE], floors[at : at + AT_ONCE]) for at in range(0, len(scores), AT_ONCE)]
    return DrawnNash(*(np.concatenate([getattr(part, field) for part in parts]) for field in ("packages", "gains", "ties")))


def _batch(scores: NDArray[np.int64], floors: NDArray[np.int64]) -> DrawnNash:
    draws, issues, _, players = scores.shape
    spread = (scores.max(axis=2) - scores.min(axis=2)).sum(axis=(0, 2))
    order = np.argsort(-spread, kind="stable")
    found = DrawnNash(np.full((draws, issues), -1, np.intp), np.full((draws, players), -1), np.zeros(draws, np.intp))
    top = scores.max(axis=2).sum(axis=1) - floors
    live = np.flatnonzero((top > 0).all(axis=1))
    if len(live):
        weights, known = _dual(scores[live], floors[live], top[live])
        settled = known > 0
        some, weights, known = live[settled], weights[settled], known[settled]
        if len(some):
            _search(scores[some][:, order], floors[some], top[some], weights, known, (found, some, order))
        live = np.concatenate([live[~settled], some[found.ties[some] == 0]])
    for draw in live.tolist():
        _alone(scores[draw], floors[draw], draw, found)
    return found


def _dual(scores: NDArray[np.int64], floors: NDArray[np.int64], unit: NDArray[np.int64]) -> tuple[Floats, Floats]:
    """Return per draw the weights of a good bound (D, P), and the best product met (D,), gains as shares of `unit`."""
    draws, issues, _, players = scores.shape
    share = scores / unit[:, None, None, :]
    floor = floors / unit
    each, every = np.arange(draws)[:, None], np.arange(issues)[None]

    def best(weights: Floats) -> tuple[NDArray[np.intp], Floats]:
        chosen = np.matmul(share.reshape(draws, -1, players), weights[:, :, None]).reshape(scores.shape[:3]).argmax(axis=2)
        return chosen, share[each, every, chosen].sum(axis=1) - floor

    columns = np.stack([best(np.eye(players)[p] + np.full((draws, players), 1e-3))[1] for p in range(players)], axis=1)
    weights, sharpness = np.full((draws, players), 0.5 / players), 30.0
    product, known, start = np.ones(players, dtype=bool), np.zeros(draws), np.zeros((draws, issues), dtype=np.intp)
    bound, best_weights = np.full(draws, np.inf), weights
    for _ in range(ROUNDS):
        weights = centre(weights, columns, product, None, sharpness)
        chosen, gains = best(weights)
        value = np.maximum((gains * weights).sum(axis=1), 0)
        reached = (value / players) ** players / weights.prod(axis=1)
        better = reached < bound
        bound, best_weights = np.where(better, reached, bound), np.where(better[:, None], weights, best_weights)
        here = np.where((gains > 0).all(axis=1), gains.prod(axis=1), 0.0)
        start = np.where((here > known)[:, None], chosen, start)
        known = np.maximum(known, here)
        columns = np.concatenate([columns, gains[:, None, :]], axis=1)
        sharpness *= 4
    return best_weights, _improved(share, floor, start, known)


def _improved(share: Floats, floor: Floats, chosen: NDArray[np.intp], known: Floats) -> Floats:
    """Return the products after changing one issue at a time for as long as that raises any of them."""
    draws, issues = chosen.shape
    each, every = np.arange(draws), np.arange(issues)
    chosen = chosen.copy()
    for _ in range(issues):
        held = share[each[:, None], every[None], chosen]
        total = held.sum(axis=1) - floor
        moved = np.maximum(total[:, None, None, :] - held[:, :, None, :] + share, 0).prod(axis=3).reshape(draws, -1)
        pick = moved.argmax(axis=1)
        raised = moved[each, pick] > np.maximum(known, 0) * (1 + 1e-12)
        raised &= known > 0
        if not raised.any():
            break
        known = np.where(raised, moved[each, pick], known)
        issue, option = np.divmod(pick, share.shape[2])
        chosen[each[raised], issue[raised]] = option[raised]
    return known


def _search(
    scores: NDArray[np.int64],
    floors: NDArray[np.int64],
    unit: NDArray[np.int64],
    weights: Floats,
    known: Floats,
    into: tuple[DrawnNash, NDArray[np.intp], NDArray[np.intp]],
) -> None:
    """Extend, issue by issue, every partial package that can still reach the product known for its draw."""
    draws, issues, options, players = scores.shape
    turn = np.random.default_rng(players).standard_normal((WEIGHTS, players)) * np.geomspace(0.03, 0.5, WEIGHTS)[:, None]
    turn[0] = 0
    many = weights[:, None, :] * np.exp(turn)
    least = players * (known[:, None] * many.prod(axis=2)) ** (1 / players) * (1 - ROUNDING)
    scaled = many / unit[:, None, :]
    least = least + (scaled * floors[:, None, :]).sum(axis=2) - ROUNDING * many.sum(axis=2)
    value = np.matmul(scores.reshape(draws, -1, players), scaled.transpose(0, 2, 1)).reshape(draws, issues, options, WEIGHTS)
    rest = np.cumsum(value.max(axis=2)[:, ::-1], axis=1)[:, ::-1]
    draw, sums, reach = np.arange(draws), np.zeros((draws, players), np.int64), np.zeros((draws, WEIGHTS))
    history = np.zeros((draws, 0), dtype=np.int16)
    for issue in range(issues):
        need = least - rest[:, issue + 1] if issue + 1 < issues else least
        reached = reach[:, None, :] + value[draw, issue]
        row, option = np.nonzero((reached >= need[draw][:, None, :]).all(axis=2))
        if len(row) > MOST_ROWS:
            return
        reach, sums = reached[row, option], sums[row] + scores[draw[row], issue, option]
        history = np.concatenate([history[row], option[:, None].astype(np.int16)], axis=1)
        draw = draw[row]
    _settle(draw, sums - floors[draw], history, into)


def _settle(
    draw: NDArray[np.intp],
    gains: NDArray[np.int64],
    history: NDArray[np.int16],
    into: tuple[DrawnNash, NDArray[np.intp], NDArray[np.intp]],
) -> None:
    """Write down the best of the packages that reached the end, compared in integers where floats are close."""
    found, place, order = into
    on = (gains > 0).all(axis=1)
    draw, gains, history = draw[on], gains[on], history[on]
    worth = np.log(gains).sum(axis=1)
    best = np.full(len(place), -np.inf)
    np.maximum.at(best, draw, worth)
    for row in np.flatnonzero(worth >= best[draw] - ROUNDING).tolist():
        at = int(place[draw[row]])
        package = np.empty(len(order), dtype=np.intp)
        package[order] = history[row]
        old, new = _product(found.gains[at]) if found.ties[at] else -1, _product(gains[row])
        first = found.ties[at] == 0 or tuple(package) < tuple(found.packages[at])
        if new > old or (new == old and first):
            found.packages[at], found.gains[at] = package, gains[row]
        found.ties[at] = 1 if new > old else found.ties[at] + int(new == old)


def _alone(scores: NDArray[np.int64], floors: NDArray[np.int64], draw: int, found: DrawnNash) -> None:
    """Solve one draw by `nash`."""
    issues, options, players = scores.shape
    table = score_table(
        [str(i) for i in range(issues)],
        [[str(o) for o in range(options)]] * issues,
        [str(p) for p in range(players)],
        list(scores),
        scale=[Fraction(1)] * players,
        floors=floors.tolist(),
    )
    solution = nash(table)
    if solution:
        found.packages[draw], found.ties[draw] = solution.package, len(solution.ties)
        found.gains[draw] = [int(v) - int(f) for v, f in zip(solution.utility, floors, strict=True)]


def _product(gains: Sequence[int] | NDArray[np.int64]) -> int:
    whole = 1
    for gain in gains:
        whole *= int(gain)
    return whole
