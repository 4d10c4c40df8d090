"""A score table: what each option of each issue adds to each score, in integers, and the rules that remove packages."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from math import ceil, lcm
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

EXACT_IN_FLOAT64 = 2**53
"""Totals below this are integers of 64 bits; from here on the table holds Python integers, which have no limit."""

Ints = NDArray[Any]
"""An array of integers: int64, or Python integers where totals need more than 53 bits."""


class Pair(NamedTuple):
    """Two options of two issues, by position."""

    issue: int
    option: int
    other: int
    other_option: int


class TableLink(NamedTuple):
    """What a pair of options adds to each score when both are chosen."""

    pair: Pair
    add: tuple[int, ...]


class Binding(NamedTuple):
    """A score whose floor counts only in packages that hold one of these (issue, option) choices."""

    score: int
    choices: frozenset[tuple[int, int]]


@dataclass(frozen=True, slots=True, eq=False)
class ScoreTable:
    """Scores that add up over the options and links of a package.

        s_k(x) = sum_i scores[i][x_i, k] + sum_links add_k [x holds both options],   value_k = s_k / scale_k

    `scores` : per issue (options, K) integers. `scale` : per score, an exact fraction. `floors` : per score the lowest total
    that a package may have, or nothing; a ceiling is a floor on the negated score. `allowed` : per issue (options,), false
    for an option behind a red line. `forbidden` : pairs that exclude each other. `bindings` : scores whose floor counts only
    where a chosen option binds them. Arrays are read-only; `score_table` and `from_values` build and check.
    """

    issues: tuple[str, ...]
    options: tuple[tuple[str, ...], ...]
    names: tuple[str, ...]
    scores: tuple[Ints, ...]
    scale: tuple[Fraction, ...]
    floors: tuple[int | None, ...]
    allowed: tuple[NDArray[np.bool_], ...]
    links: tuple[TableLink, ...] = ()
    forbidden: tuple[Pair, ...] = ()
    bindings: tuple[Binding, ...] = ()

    @property
    def wide(self) -> bool:
        """Whether totals may need more than 53 bits, so that the scores are Python integers."""
        return self.scores[0].dtype == object

    @property
    def packages(self) -> int:
        """The number of packages before any rule removes one."""
        count = 1
        for options in self.options:
            count *= len(options)
        return count

    def floored(self, floors: Sequence[int | None]) -> "ScoreTable":
        """Return the table with other floors."""
        return replace(self, floors=tuple(floors))

    def keeping(self, columns: Sequence[int]) -> "ScoreTable":
        """Return the table with these scores only, in this order."""
        place = {column: k for k, column in enumerate(columns)}
        return replace(
            self,
            names=tuple(self.names[k] for k in columns),
            scores=tuple(_frozen(s[:, list(columns)]) for s in self.scores),
            scale=tuple(self.scale[k] for k in columns),
            floors=tuple(self.floors[k] for k in columns),
            links=tuple(TableLink(link.pair, tuple(link.add[k] for k in columns)) for link in self.links),
            bindings=tuple(Binding(place[b.score], b.choices) for b in self.bindings if b.score in place),
        )

    def values(self, totals: Sequence[int]) -> tuple[Fraction, ...]:
        """Return integer totals, one per score, in the case's own units."""
        return tuple(Fraction(int(total)) / scale for total, scale in zip(totals, self.scale, strict=True))


def score_table(
    issues: Sequence[str],
    options: Sequence[Sequence[str]],
    names: Sequence[str],
    scores: Sequence[Any],
    *,
    scale: Sequence[Fraction | int] | None = None,
    floors: Sequence[int | None] | None = None,
    allowed: Sequence[Any] | None = None,
    **rules: Any,
) -> ScoreTable:
    """Return a checked table of integer scores; `rules` are `links`, `forbidden` and `bindings`.

    Totals that could reach 2**53 in size make it a table of Python integers: slower, and as exact.

    Raises
    ------
    ValueError : shapes that do not fit, an issue without options, or scores that are not integers

    Examples
    --------
    >>> table = score_table(["land", "aid"], [["keep", "cede"], ["no", "yes"]], ["A", "B"],
    ...                     [[[3, 0], [0, 4]], [[0, 1], [2, 0]]], floors=[2, 1])
    >>> table.packages, table.wide
    (4, False)
    """
    if not issues or not names:
        raise ValueError("a table needs at least one issue and one score")
    whole = [np.array(rows, dtype=object) for rows in scores]
    if len(whole) != len(issues) or len(options) != len(issues):
        raise ValueError(f"{len(issues)} issues, but scores for {len(whole)} and options for {len(options)}")
    for issue, rows, names_of in zip(issues, whole, options, strict=True):
        if rows.shape != (len(names_of), len(names)) or not len(names_of):
            raise ValueError(f"issue {issue}: {rows.shape} scores for {len(names_of)} options and {len(names)} names")
        if not all(isinstance(score, int | np.integer) for score in rows.flat):
            raise ValueError(f"issue {issue}: scores must be integers")
    links = tuple(TableLink(Pair(*link[0]), tuple(map(int, link[1]))) for link in rules.get("links", ()))
    size = sum(max(abs(int(score)) for score in rows.flat) for rows in whole) + sum(max(map(abs, link.add)) for link in links)
    # the floor takes part in sums and differences, so it counts too
    size += max((abs(floor) for floor in floors or () if floor is not None), default=0)
    kind = np.int64 if size < EXACT_IN_FLOAT64 else object
    return ScoreTable(
        issues=tuple(issues),
        options=tuple(map(tuple, options)),
        names=tuple(names),
        scores=tuple(_frozen(_ints(rows, kind)) for rows in whole),
        scale=tuple(Fraction(s) for s in scale or [1] * len(names)),
        floors=tuple(floors) if floors is not None else (None,) * len(names),
        allowed=tuple(_frozen(np.array(a, dtype=bool)) for a in allowed or [[True] * len(o) for o in options]),
        links=links,
        forbidden=tuple(Pair(*pair) for pair in rules.get("forbidden", ())),
        bindings=tuple(rules.get("bindings", ())),
    )


def from_values(
    issues: Sequence[str],
    options: Sequence[Sequence[str]],
    names: Sequence[str],
    values: Sequence[Sequence[Sequence[Fraction]]],
    *,
    floors: Sequence[Fraction | None],
    links: Sequence[tuple[Pair, Sequence[Fraction]]] = (),
    **rest: Any,
) -> ScoreTable:
    """Return the table of exact fractions, each score on the smallest scale that makes it and its floor whole.

    `values` : [issue][option][score]. The scale of a score is the least common multiple of its denominators.

    >>> table = from_values(["land"], [["keep", "cede"]], ["A"], [[[Fraction(1, 3)], [Fraction(1, 2)]]], floors=[Fraction(2, 5)])
    >>> table.scale, table.floors, table.scores[0][:, 0].tolist()
    ((Fraction(30, 1),), (12,), [10, 15])
    """
    scale = []
    for k in range(len(names)):
        parts = [option[k].denominator for issue in values for option in issue] + [add[k].denominator for _, add in links]
        floor = floors[k]
        scale.append(lcm(*parts, *([] if floor is None else [floor.denominator])))
    return score_table(
        issues,
        options,
        names,
        [[[int(v * s) for v, s in zip(option, scale, strict=True)] for option in issue] for issue in values],
        scale=scale,
        floors=[None if floor is None else ceil(floor * s) for floor, s in zip(floors, scale, strict=True)],
        links=[(pair, [int(v * s) for v, s in zip(add, scale, strict=True)]) for pair, add in links],
        **rest,
    )


def branches(table: ScoreTable) -> tuple[ScoreTable, ...]:
    """Return tables whose floors always count, and which share out the packages of this one, each in exactly one.

    For a party that some choices bind: one branch where none of them is made, and one for each issue at which the first of
    them is made (issues before it restricted to options that do not bind, issues after it free).
    """
    parts = [replace(table, bindings=())]
    for score, choices in table.bindings:
        if table.floors[score] is None:
            continue
        issues = sorted({issue for issue, _ in choices})
        split = []
        for part in parts:
            free = list(part.allowed)
            for issue in issues:
                binds = np.array([(issue, option) in choices for option in range(len(table.options[issue]))])
                bound = [*free[:issue], _frozen(free[issue] & binds), *free[issue + 1 :]]
                split.append(replace(part, allowed=tuple(bound)))
                free[issue] = _frozen(free[issue] & ~binds)
            unbound = tuple(None if k == score else floor for k, floor in enumerate(part.floors))
            split.append(replace(part, allowed=tuple(free), floors=unbound))
        parts = [part for part in split if all(a.any() for a in part.allowed)]
    return tuple(parts)


def _ints(rows: Ints, kind: Any) -> Ints:
    if kind is object:
        return np.array([[int(score) for score in row] for row in rows], dtype=object).reshape(rows.shape)
    return rows.astype(np.int64)


def _frozen(array: Any) -> Any:
    array.setflags(write=False)
    return array
