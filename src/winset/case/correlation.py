"""Correlations between numbers of a case, and which of them can hold together."""

from collections.abc import Iterable, Sequence
from math import sqrt
from typing import Self

from pydantic import Field, model_validator

from winset.band import DEFAULT, Basis, Frozen, Number, written

Matrix = Sequence[Sequence[float]]

SLACK = 1e-9
"""How far below 0 rounding may take the least eigenvalue of correlations that can hold together."""


class Correlation(Frozen):
    """Two numbers that rise and fall together, by their paths: `rho` is the correlation of their normal scores.

    A number's normal score is Φ⁻¹ of the quantile at which it lies in its band (a Gaussian copula), so each keeps its own prior.
    """

    between: tuple[str, str] = Field(description="paths of two factors")
    rho: Number
    because: Basis = DEFAULT

    @model_validator(mode="after")
    def _in_range(self) -> Self:
        if not -1 <= self.rho <= 1:
            raise ValueError(f"a correlation from -1 to 1 is wanted, not {written(self.rho)}; write 0.5 for a middling one")
        if self.between[0] == self.between[1]:
            raise ValueError("two different numbers are wanted; a number is always as itself, so delete this correlation")
        return self


def groups(pairs: Iterable[tuple[str, str]]) -> list[list[str]]:
    """Return what is tied together, directly or through others, in order of first mention.

    >>> groups([("a", "b"), ("c", "d"), ("b", "e")])
    [['a', 'b', 'e'], ['c', 'd']]
    """
    found: list[list[str]] = []
    for pair in pairs:
        touched = [group for group in found if set(pair) & set(group)]
        whole = list(dict.fromkeys([name for group in touched for name in group] + list(pair)))
        found = [whole if group is touched[0] else group for group in found if group not in touched[1:]] if touched else found
        found += [] if touched else [whole]
    return found


def can_hold(matrix: Matrix) -> bool:
    """Return whether numbers can have these correlations: the matrix has no eigenvalue below 0.

    >>> can_hold([[1, 0.9, -0.9], [0.9, 1, 0.9], [-0.9, 0.9, 1]])
    False
    """
    return _root([[value + SLACK * (i == j) for j, value in enumerate(row)] for i, row in enumerate(matrix)]) is not None


def admissible(matrix: Matrix, one: int, other: int) -> tuple[float, float] | None:
    """Return from where to where the correlation of two numbers may lie, all others being as they are; None where nowhere.

        m_aR M_RR⁻¹ m_Rb ± sqrt((1 − m_aR M_RR⁻¹ m_Ra) (1 − m_bR M_RR⁻¹ m_Rb)),   R the rest

    These are the values at which the partial correlation of a and b, given the rest, is 1 or −1.

    >>> low, high = admissible([[1, 0.9, 0], [0.9, 1, 0.9], [0, 0.9, 1]], 0, 2)
    >>> round(low, 3), round(high, 3)
    (0.62, 1.0)
    """
    rest = [k for k in range(len(matrix)) if k not in (one, other)]
    root = _root([[matrix[i][j] + SLACK * (i == j) for j in rest] for i in rest])
    if root is None:
        return None
    a, b = (_solved(root, [matrix[k][own] for k in rest]) for own in (one, other))
    left = [1 - sum(x * x for x in side) for side in (a, b)]
    if min(left) < -SLACK:
        return None
    middle, reach = sum(x * y for x, y in zip(a, b, strict=True)), sqrt(max(left[0], 0) * max(left[1], 0))
    return max(middle - reach, -1.0), min(middle + reach, 1.0)


def _root(matrix: Matrix) -> list[list[float]] | None:
    """Return the lower triangle L with L L' the matrix (Cholesky); None where there is none."""
    root: list[list[float]] = []
    for i, row in enumerate(matrix):
        own = _solved(root, row[:i])
        square = row[i] - sum(x * x for x in own)
        if square <= 0:
            return None
        root.append([*own, sqrt(square)])
    return root


def _solved(root: Matrix, side: Sequence[float]) -> list[float]:
    """Return x with L x = side, for a lower triangle L."""
    found: list[float] = []
    for row, value in zip(root, side, strict=True):
        found.append((value - sum(x * y for x, y in zip(row, found, strict=False))) / row[len(found)])
    return found
