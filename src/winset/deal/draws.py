"""Many uncertain draws of one negotiation, each solved exactly: is the zone open, and what each solution chooses."""

from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from winset.deal.solution import players_of
from winset.deal.strip import EVEN, FAIR, PRODUCT, RULES, SUM, Chosen, Ground, Rule, Solver, nothing, one_by_one, parts_of
from winset.space.batch import Batch, Packages
from winset.space.diagram import Entangled

AT_ONCE = 256
"""Tables solved together: enough to share the overhead, few enough to stay in the processor's cache."""

MOST_KNOWN = 400


def solutions_of_draws(
    batch: Batch, players: Sequence[int] | None = None, known: Sequence[tuple[int, ...]] = ()
) -> dict[str, Chosen]:
    """Return the Nash, egalitarian, Kalai–Smorodinsky and utilitarian packages of every draw, each proved draw by draw.

    The definitions are those of `nash` and `fairness`; where the egalitarian principle selects nothing the zone is empty, and so
    with all. The bound of `dual` and the argument of `search`, for many tables at once (`bounds`, `sweep`); values are compared
    in integers. A draw with too many packages near its best goes through the single-table solver.

    Parameters
    ----------
    known : packages that are good in many draws, such as the solutions at the modes: a start, of no effect on the result

    Examples
    --------
    >>> from winset.space.batch import alike
    >>> from winset.space.table import score_table
    >>> shape = score_table(["land", "aid"], [["keep", "cede"], ["no", "yes"]], ["A", "B"],
    ...                     [[[3, 0], [0, 4]], [[0, 1], [2, 0]]], floors=[1, 0])
    >>> scores = np.array([[[[3, 0], [0, 4]], [[0, 1], [2, 0]]], [[[3, 0], [0, 9]], [[0, 1], [1, 0]]]])
    >>> found = solutions_of_draws(alike(shape, scores, np.array([[1, 0], [2, 9]])))
    >>> found["nash"].packages.tolist(), found["egalitarian"].found.tolist()
    ([[1, 1], [-1, -1]], [True, False])
    """
    try:
        return _together([_solutions(part, pool) for part, pool in _strips(batch, players, known)])
    except Entangled:
        return {name: one_by_one(batch, rule, players) for name, rule in RULES.items()}


def nash_of_draws(batch: Batch, players: Sequence[int] | None = None, known: Sequence[tuple[int, ...]] = ()) -> Chosen:
    """Return the Nash packages of every draw alone, as `solutions_of_draws` does.

    >>> from winset.space.batch import alike
    >>> from winset.space.table import score_table
    >>> shape = score_table(["land"], [["keep", "cede"]], ["A"], [[[3], [0]]], floors=[1])
    >>> nash_of_draws(alike(shape, np.array([[[[3], [0]]]]), np.array([[1]]))).gains.tolist()
    [[2]]
    """
    return best_of_draws(batch, PRODUCT, players, known)


def best_of_draws(
    batch: Batch, rule: Rule, players: Sequence[int] | None = None, known: Sequence[tuple[int, ...]] = ()
) -> Chosen:
    """Return what one goal selects in every draw: PRODUCT, FAIR or SUM of `strip`."""
    try:
        return _together([{"": Solver(part, pool).best(rule)} for part, pool in _strips(batch, players, known)])[""]
    except Entangled:
        return one_by_one(batch, rule, players)


def open_zones(batch: Batch, known: Sequence[tuple[int, ...]] = ()) -> NDArray[np.bool_]:
    """Return in which draws (D,) some package is in the zone.

    >>> from winset.space.batch import alike
    >>> from winset.space.table import score_table
    >>> shape = score_table(["land"], [["keep", "cede"]], ["A"], [[[3], [0]]], floors=[1])
    >>> open_zones(alike(shape, np.array([[[[3], [0]]], [[[3], [0]]]]), np.array([[1], [4]]))).tolist()
    [True, False]
    """
    pool = pool_of(batch, known)
    found = np.asarray(batch.signable(pool).any(axis=1)) if len(pool) else np.zeros(len(batch), dtype=bool)
    rest = np.flatnonzero(~found)
    if len(rest):
        try:
            strips = _strips(batch.rows(rest), None, known)
            found[rest] = np.concatenate([Solver(ground, some).open() for ground, some in strips])
        except Entangled:
            found[rest] = one_by_one(batch.rows(rest), FAIR, None).found
    return found


def pool_of(batch: Batch, known: Sequence[tuple[int, ...]]) -> Packages:
    """Return packages as an array (N, issues), each once."""
    return np.array(list(dict.fromkeys(map(tuple, known)))[:MOST_KNOWN], dtype=np.intp).reshape(-1, len(batch.shape.issues))


def _strips(batch: Batch, players: Sequence[int] | None, known: Sequence[tuple[int, ...]]) -> Iterator[tuple[Ground, Packages]]:
    """Yield the batch in strips, each with the packages known so far."""
    who = players_of(batch.shape, players)
    parts = parts_of(batch.shape, who)
    pool = pool_of(batch, known)
    for at in range(0, max(len(batch), 1), AT_ONCE):
        yield Ground(batch.rows(slice(at, at + AT_ONCE)), who, parts), pool


def _solutions(ground: Ground, pool: Packages) -> dict[str, Chosen]:
    """Return the four solutions of one strip; the fairest comes first, since it proves which zones are empty."""
    fair = Solver(ground, pool).best(FAIR)
    on = np.flatnonzero(fair.found)
    if not len(on):
        return dict.fromkeys(RULES, fair)
    solver = Solver(ground.rows(on), np.unique(np.concatenate([pool, fair.packages[on]]), axis=0))
    found = {"nash": solver.best(PRODUCT), "utilitarian": solver.best(SUM)}
    ideals = solver.ideals()
    able = np.flatnonzero(ideals.any(axis=1))
    even = Chosen(fair.packages[on], fair.gains[on], fair.ties[on])
    if len(able):
        _place(Solver(ground.rows(on[able]), solver.pool).best(EVEN, ideals[able]), able, even)
    found["kalai_smorodinsky"] = even
    whole = {"egalitarian": fair}
    for name, one in found.items():
        whole[name] = nothing(len(ground.batch), pool.shape[1], len(ground.players))
        _place(one, on, whole[name])
    return {name: whole[name] for name in RULES}


def _place(one: Chosen, rows: NDArray[np.intp], into: Chosen) -> None:
    """Write what was chosen in some draws into their places among more."""
    into.packages[rows], into.gains[rows], into.ties[rows] = one.packages, one.gains, one.ties


def _together(strips: Sequence[dict[str, Chosen]]) -> dict[str, Chosen]:
    return {
        name: Chosen(
            *(np.concatenate([getattr(strip[name], field) for strip in strips]) for field in ("packages", "gains", "ties"))
        )
        for name in strips[0]
    }
