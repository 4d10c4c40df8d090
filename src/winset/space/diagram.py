"""A table as layers of nodes: one layer an issue, one arc an option, and nodes that remember what links still need to know."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from winset.errors import WinsetError
from winset.space.link import Rules, issue_order, rules_of
from winset.space.table import Ints, ScoreTable, branches

NODE_LIMIT = 200_000


class Entangled(WinsetError):
    """So many links cross that the layers would need more nodes than the limit."""


@dataclass(frozen=True, slots=True, eq=False)
class Layer:
    """One issue's decision, from every node before it.

    `options` : (o,) positions in the table. `target` : (n, o) the node that an arc leads to, -1 where a rule removes it.
    `gain` : (n, o, K) what the arc adds to the scores: the option itself and the links that it completes.
    """

    issue: int
    options: NDArray[np.intp]
    target: NDArray[np.intp]
    gain: Ints


@dataclass(frozen=True, slots=True, eq=False)
class Diagram:
    """A layered diagram whose paths are exactly the permitted packages; without links every layer has a single node.

    The dynamic programme over elimination orders of Bertelè and Brioschi (1972), Nonserial Dynamic Programming, with a
    node for each class of partial packages that the remaining links cannot tell apart.
    """

    table: ScoreTable
    layers: tuple[Layer, ...]

    @property
    def nodes(self) -> int:
        """The number of nodes in the widest layer."""
        return max(len(layer.target) for layer in self.layers)

    @property
    def empty(self) -> bool:
        """Whether the rules remove every package."""
        return not (self.layers[0].target >= 0).any()


def diagram(table: ScoreTable, order: Sequence[int] | None = None, limit: int = NODE_LIMIT) -> Diagram:
    """Return the diagram of a table; its issues are taken in the order that keeps it narrow unless another is given.

    Bindings are not looked at: take `branches` first.

    Raises
    ------
    Entangled : a layer would have more than `limit` nodes

    Examples
    --------
    >>> from winset.space.table import score_table
    >>> table = score_table(["land", "aid"], [["keep", "cede"], ["no", "yes"]], ["A"], [[[3], [0]], [[0], [2]]],
    ...                     forbidden=[(0, 1, 1, 0)])
    >>> [layer.target.tolist() for layer in diagram(table).layers]
    [[[0, 1]], [[0, 0], [-1, 0]]]
    """
    rules = rules_of(table)
    order = tuple(order) if order is not None else issue_order(table, rules)
    layers: list[Layer] = []
    pending: list[int] = []
    state = np.zeros((1, 0), dtype=np.intp)
    for place, issue in enumerate(order):
        ahead = frozenset(order[place + 1 :])
        options = np.flatnonzero(table.allowed[issue])
        barred, gain = _arcs(table, rules, issue, options, pending, state)
        before = [*pending, issue]
        wide = np.concatenate(
            [np.repeat(state, len(options), axis=0), np.tile(options, len(state))[:, None]], axis=1
        )  # of a pending issue the state holds one option that stands for its class
        columns, pending = [], []
        for column, earlier in enumerate(before):
            if rules.neighbours(earlier) & ahead:
                classes = rules.classes(earlier, ahead)
                columns.append(classes[wide[:, column]])
                pending.append(earlier)
        state, target = _distinct(columns, len(wide))
        if len(state) > limit:
            raise Entangled(f"the links need more than {limit} nodes at issue {table.issues[issue]!r}")
        target = np.where(barred, -1, target.reshape(barred.shape))
        layers.append(Layer(issue, options, target, gain))
    return Diagram(table, _alive(layers))


def entangled(table: ScoreTable) -> bool:
    """Whether links tie so many issues together that some branch of the table has no diagram."""
    try:
        for part in branches(table):
            diagram(part)
    except Entangled:
        return True
    return False


def best_rest(layers: Sequence[Layer], gains: Sequence[Ints]) -> list[Ints]:
    """Return, before each layer and after the last, the largest sum of gains (nodes, L) over the paths from each node.

    `gains` : per layer (nodes, options, L), for instance the scores themselves or weighted sums of them. A node from which
    no path runs to the end holds a number below every other.
    """
    last = int(layers[-1].target.max(initial=0)) + 1
    kind = gains[0].dtype
    lowest = _lowest(gains)
    rest = [np.zeros((last, gains[0].shape[2]), dtype=kind)]
    for layer, gain in zip(reversed(layers), reversed(gains), strict=True):
        on = layer.target >= 0
        total = gain + rest[-1][np.where(on, layer.target, 0)]
        rest.append(np.where(on[:, :, None], total, lowest).max(axis=1, initial=lowest))
    return rest[::-1]


def _lowest(gains: Sequence[Ints]) -> int | float:
    """Return a number below every sum of gains that leaves room to add to it."""
    if gains[0].dtype.kind == "f":
        return -np.inf
    if gains[0].dtype == object:
        return -1 - 2 * sum(max((abs(int(v)) for v in gain.flat), default=0) for gain in gains)
    return -(2**61)


def _arcs(
    table: ScoreTable, rules: Rules, issue: int, options: NDArray[np.intp], pending: list[int], state: NDArray[np.intp]
) -> tuple[NDArray[np.bool_], Ints]:
    """Return which arcs (nodes, options) a forbidden pair removes, and what each adds (nodes, options, K)."""
    barred = np.zeros((len(state), len(options)), dtype=bool)
    gain = np.repeat(table.scores[issue][options][None], len(state), axis=0)
    place = {int(option): at for at, option in enumerate(options)}
    for column, earlier in enumerate(pending):
        for option, own, add in rules.between(earlier, issue):
            if own not in place:
                continue
            held = state[:, column] == option
            if add is None:
                barred[held, place[own]] = True
            else:
                gain[held, place[own]] += np.array(add, dtype=gain.dtype)
    return barred, gain


def _distinct(columns: list[NDArray[np.intp]], rows: int) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
    """Return the distinct rows and, for each row, which of them it is."""
    if not columns:
        return np.zeros((1, 0), dtype=np.intp), np.zeros(rows, dtype=np.intp)
    code = np.zeros(rows, dtype=np.intp)
    for column in columns:  # renumbered after each column, so that the code stays below rows * options
        code = np.unique(code * (int(column.max(initial=0)) + 1) + column, return_inverse=True)[1].reshape(-1)
    _, first, inverse = np.unique(code, return_index=True, return_inverse=True)
    return np.stack(columns, axis=1)[first], inverse.reshape(-1)


def _alive(layers: list[Layer]) -> tuple[Layer, ...]:
    """Return the layers without the arcs from which no path runs to the end."""
    alive: Any = np.ones(int(layers[-1].target.max(initial=0)) + 1, dtype=bool)
    kept = []
    for layer in reversed(layers):
        target = np.where((layer.target >= 0) & alive[layer.target], layer.target, -1)
        alive = (target >= 0).any(axis=1)
        kept.append(Layer(layer.issue, layer.options, target, layer.gain))
    return tuple(kept[::-1])
