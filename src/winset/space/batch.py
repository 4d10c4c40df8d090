"""Many score tables of one shape: the same issues, options and rules, each with numbers of its own."""

from dataclasses import dataclass, field, replace
from fractions import Fraction
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from winset.space.diagram import Diagram, diagram
from winset.space.link import by_range, issue_order, rules_of
from winset.space.package import permitted
from winset.space.table import EXACT_IN_FLOAT64, ScoreTable, TableLink

Packages = NDArray[np.intp]
"""Packages (N, issues), or some for each table (D, N, issues)."""

Totals = NDArray[np.int64]


@dataclass(frozen=True, slots=True, eq=False)
class Batch:
    """D score tables that differ in their numbers alone.

    `shape` : a table of the same issues, options, rules and bindings; it says which scores have a floor, and the order in which
    issues are best taken. `scores` : per issue (D, options, K) integers. `links` : (D, links, K), what each link of the shape
    adds. `floors` : (D, K), of no meaning where the shape has no floor. `scale` : of all scores alike. Totals stay below 2**53.
    """

    shape: ScoreTable
    scores: tuple[Totals, ...]
    links: Totals
    floors: Totals
    scale: Fraction

    def __post_init__(self) -> None:
        size = sum(int(np.abs(rows).max(initial=0)) for rows in self.scores) + int(np.abs(self.floors).max(initial=0))
        size += int(np.abs(self.links).max(axis=(0, 2), initial=0).sum())
        if size >= EXACT_IN_FLOAT64:
            raise ValueError(f"totals of up to {size}; scale the scores so that they stay below 2**53")

    def __len__(self) -> int:
        return len(self.floors)

    def rows(self, some: NDArray[np.intp] | slice) -> "Batch":
        """Return the batch of some of the tables."""
        return Batch(self.shape, tuple(rows[some] for rows in self.scores), self.links[some], self.floors[some], self.scale)

    def table(self, row: int) -> ScoreTable:
        """Return one of the tables by itself.

        >>> from winset.space.table import score_table
        >>> shape = score_table(["land"], [["keep", "cede"]], ["A"], [[[3], [0]]], floors=[1])
        >>> batch = alike(shape, np.array([[[[3], [0]]], [[[5], [1]]]]), np.array([[1], [2]]))
        >>> batch.table(1).scores[0].tolist(), batch.table(1).floors
        ([[5], [1]], (2,))
        """
        shape = self.shape
        floors = [None if f is None else int(own) for f, own in zip(shape.floors, self.floors[row], strict=True)]
        links = tuple(TableLink(link.pair, tuple(map(int, add))) for link, add in zip(shape.links, self.links[row], strict=True))
        return replace(
            shape,
            scores=tuple(rows[row] for rows in self.scores),
            scale=(self.scale,) * len(shape.names),
            floors=tuple(floors),
            links=links,
        )

    def totals(self, packages: Packages) -> Totals:
        """Return the totals (D, N, K) of packages, the same (N, issues) for every table or each its own (D, N, issues)."""
        each = np.arange(len(self))[:, None]
        same = packages.ndim == 2
        total = sum(rows[:, packages[:, i]] if same else rows[each, packages[:, :, i]] for i, rows in enumerate(self.scores))
        for at, (i, a, j, b) in enumerate(link.pair for link in self.shape.links):
            held = (packages[..., i] == a) & (packages[..., j] == b)
            total = total + held[..., None] * self.links[:, None, at]
        return np.asarray(total)

    def signable(self, packages: Packages, totals: Totals | None = None) -> NDArray[np.bool_]:
        """Return in which tables (D, N) packages are in the zone: permitted, and every floor that counts for them is met."""
        total = self.totals(packages) if totals is None else totals
        flat = packages.reshape(-1, packages.shape[-1])
        free = permitted(self.shape, flat).reshape(packages.shape[:-1])
        free = np.broadcast_to(free, total.shape[:2]).copy()
        bound = {binding.score: binding.choices for binding in self.shape.bindings}
        for k, floor in enumerate(self.shape.floors):
            if floor is None:
                continue
            met = total[:, :, k] >= self.floors[:, [k]]
            if k in bound:
                held = [packages[..., i] == option for i, option in bound[k]]
                met |= ~np.any(held, axis=0) if held else True
            free &= met
        return free


def alike(shape: ScoreTable, scores: Totals, floors: Totals, links: Totals | None = None) -> Batch:
    """Return the batch of tables whose issues all have the same number of options: scores (D, issues, options, K)."""
    none = np.zeros((len(scores), len(shape.links), len(shape.names)), dtype=np.int64)
    return Batch(shape, tuple(np.moveaxis(scores, 1, 0)), none if links is None else links, floors, Fraction(1))


def covers(table: ScoreTable) -> tuple[ScoreTable, ...]:
    """Return tables whose floors always count and whose zones together are the zone of this one; they may overlap.

    For a party that some choices bind: one table in which its floor counts in every package, and one without the choices, in
    which it does not. Few, unlike `branches`, but a package that would be accepted anyway stands in both.
    """
    parts = [replace(table, bindings=())]
    for score, choices in table.bindings:
        if table.floors[score] is None:
            continue
        free = list(table.allowed)
        for issue, options in enumerate(table.options):
            unbound = [(issue, option) not in choices for option in range(len(options))]
            free[issue] = np.array(unbound) if not all(unbound) else np.ones(len(options), dtype=bool)
        split = []
        for part in parts:
            allowed = tuple(a & f for a, f in zip(part.allowed, free, strict=True))
            unfloored = tuple(None if k == score else floor for k, floor in enumerate(part.floors))
            split += [part, replace(part, allowed=allowed, floors=unfloored)]
        parts = [part for part in split if all(a.any() for a in part.allowed)]
    return tuple(parts)


def lattice(part: ScoreTable) -> Diagram:
    """Return the diagram of a table with one score a link, which says how often an arc completes it.

    The issues come in the order that suits the table's own numbers, so that a batch is searched as one of its tables would be.
    Tables of the same rules, as those of one case over draws and days, share one diagram.
    """
    rules = (
        tuple(allowed.tobytes() for allowed in part.allowed),
        tuple(link.pair for link in part.links),
        part.forbidden,
        tuple(by_range(part)),
    )
    return _lattice(_Ruled(rules, part))


@dataclass(frozen=True, slots=True)
class _Ruled:
    """A table as far as its diagram is concerned: alike where the rules are, and the order that the numbers ask for."""

    rules: tuple[object, ...]
    part: ScoreTable = field(compare=False)


@lru_cache(maxsize=64)
def _lattice(ruled: _Ruled) -> Diagram:
    part = ruled.part
    count = max(1, len(part.links))
    marks = tuple(TableLink(link.pair, tuple(int(at == own) for at in range(count))) for own, link in enumerate(part.links))
    marked = replace(
        part,
        names=tuple(str(at) for at in range(count)),
        scores=tuple(np.zeros((len(options), count), dtype=np.int64) for options in part.options),
        scale=(Fraction(1),) * count,
        floors=(None,) * count,
        links=marks,
    )
    return diagram(marked, issue_order(part, rules_of(part)))


def gains(batch: Batch, layers: Diagram, columns: list[int]) -> tuple[Totals, ...]:
    """Return, per layer, what each arc adds to some scores of each table: (D, nodes, options, columns)."""
    links = batch.links[:, :, columns]
    out = []
    for layer in layers.layers:
        own = batch.scores[layer.issue][:, layer.options][:, None, :, columns]
        marks = layer.gain[:, :, : links.shape[1]]
        if marks.any():
            own = own + np.einsum("nol,dlk->dnok", marks, links)
        out.append(np.broadcast_to(own, (len(batch), *layer.target.shape, len(columns))))
    return tuple(out)
