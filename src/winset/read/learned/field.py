"""A linear-chain conditional random field: how well labels suit a sentence, and the labels that suit it best.

Lafferty, McCallum and Pereira (2001), ICML, p. 282; the best path, Viterbi (1967), IEEE Transactions on Information Theory 13(2).
"""

from collections.abc import Sequence
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
        y = np.asarray(labels)
        along = self.emissions[np.arange(len(y)), y].sum() + self.step[y[:-1], y[1:]].sum()
        return float(along + self.start[y[0]] + self.end[y[-1]])


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
    score = start + emissions[0]
    back = np.zeros(emissions.shape, dtype=np.int64)
    for t in range(1, len(emissions)):
        total = score[:, :, None] + step
        back[t] = total.argmax(1)
        score = np.where((lengths > t)[:, None], total.max(1) + emissions[t], score)
    last = (score + end).argmax(1).tolist()
    return [_traced(back[:length, n].tolist(), label) for n, (length, label) in enumerate(zip(lengths, last, strict=True))]


def _traced(back: list[list[int]], label: int) -> list[int]:
    labels = [label]
    for pointers in reversed(back[1:]):
        labels.append(pointers[labels[-1]])
    return labels[::-1]
