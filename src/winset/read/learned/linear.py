"""A linear model over traits that are there or not: the score of a label is its bias and the weights of every trait for it."""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from winset.read.learned.recurrent import Array

Arrays = dict[str, NDArray[np.generic]]


@dataclass(frozen=True, slots=True)
class Linear:
    """For each trait that is known, a row of weights, (traits, labels); (labels,) of bias."""

    labels: tuple[str, ...]
    rows: dict[str, int]
    weights: Array
    bias: Array

    @staticmethod
    def of(arrays: Arrays, name: str = "") -> "Linear":
        """Return the model whose arrays begin with a name, as `training/linear.py` writes them."""
        labels, traits = (letters(arrays[f"{name}{part}"]) for part in ("labels", "traits"))
        weights, bias = (arrays[f"{name}{part}"].astype(np.float32) for part in ("weights", "bias"))
        return Linear(tuple(labels), {trait: row for row, trait in enumerate(traits)}, weights, bias)

    def scores(self, traits: Iterable[str]) -> Array:
        """Return the score of every label."""
        rows = [row for trait in traits if (row := self.rows.get(trait)) is not None]
        total: Array = self.weights.take(rows, axis=0).sum(0) + self.bias
        return total

    def best(self, traits: Iterable[str]) -> str:
        """Return the label with the greatest score."""
        return self.labels[int(self.scores(traits).argmax())]

    def column(self) -> dict[str, float]:
        """Return the weights of a model of one label by their traits: a sum over a few of them is quicker so."""
        return dict(zip(self.rows, self.weights[:, 0].tolist(), strict=True))


def letters(codes: NDArray[np.generic]) -> list[str]:
    """Return the words that an array holds as the code points of their letters.

    >>> letters(np.array([97, 98, 10, 99], dtype=np.uint32))
    ['ab', 'c']
    """
    return "".join(map(chr, codes.astype(int))).split("\n")
