"""A linear-chain conditional random field: how well labels suit a sentence, and the labels that suit it best.

Lafferty, McCallum and Pereira (2001), ICML, p. 282; the best path, Viterbi (1967), IEEE Transactions on Information Theory 13(2).
"""

from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

import numpy as np

from winset.read.learned.recurrent import Array


class Field(NamedTuple):
    """The scores of a sentence: (tokens, labels); (labels,) to start, (labels, labels) from one to the next, (labels,) to end."""

    emissions: Array
    start: Array
    step: Array
    end: Array

    def score(self, labels: Sequence[int]) -> float:
        """Return start(y_0) + sum_t emission_t(y_t) + step(y_t-1, y_t) + end(y_T).

        >>> zero = np.zeros((2, 2), dtype=np.float32)
        >>> Field(np.eye(2, dtype=np.float32), zero[0], zero, zero[0]).score([0, 1])
        2.0
        """
        start, step, end = self.start.tolist(), self.step.tolist(), self.end.tolist()
        along = sum(scores[y] for scores, y in zip(self.emissions.tolist(), labels, strict=True))
        between = sum(step[a][b] for a, b in pairwise(labels))
        return float(start[labels[0]] + along + between + end[labels[-1]])


def best_paths(fields: Sequence[Field]) -> list[list[int]]:
    """Return for each field the labels with the greatest score; the first of equals. Fields differ in their emissions only.

    >>> zero = np.zeros((2, 2), dtype=np.float32)
    >>> best_paths([Field(np.eye(2, dtype=np.float32), zero[0], zero, zero[0])])
    [[0, 1]]
    """
    if not fields:
        return []
    lengths = np.array([len(field.emissions) for field in fields])
    _, start, step, end = fields[0]
    emissions = np.zeros((lengths.max(), len(fields), len(start)), dtype=np.float32)
    for n, field in enumerate(fields):
        emissions[: lengths[n], n] = field.emissions
    scores = np.empty_like(emissions)
    scores[0] = start + emissions[0]
    for t in range(1, len(emissions)):
        np.add((scores[t - 1].T[:, :, None] + step[:, None, :]).max(0), emissions[t], out=scores[t])
    back = (scores[:-1, :, :, None] + step).argmax(2)
    last = (scores[lengths - 1, np.arange(len(fields))] + end).argmax(1).tolist()
    return [_traced(back[: length - 1, n].tolist(), label) for n, (length, label) in enumerate(zip(lengths, last, strict=True))]


def _traced(back: list[list[int]], label: int) -> list[int]:
    labels = [label]
    for pointers in reversed(back):
        labels.append(pointers[labels[-1]])
    return labels[::-1]
