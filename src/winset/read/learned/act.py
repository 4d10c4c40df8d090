"""The act of a statement, judged by a linear model that weighs the cue, the words and what the rules make of them.

Multinomial logistic regression over words that are there or not (`training/act.py` trains it, and says how well it does by
cross-validation over negotiations): score of an act = bias + the sum of its weights for every trait, the highest wins.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import pairwise
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from winset.read.english.meaning import FIELDS_OF, stem, words
from winset.record.statement import Act, Kind

_LENGTHS = (4, 9, 18, 35)
FIRST, LAST = 3, 2


class Spoken(NamedTuple):
    """What an act is judged by: the texts of cue, source and content, how it is quoted, and what the rules say it is."""

    cue: str
    source: str
    content: str
    kind: Kind
    rule: Act
    nested: bool = False
    reports: bool = False
    """Whether another statement is reported inside it."""


def traits(spoken: Spoken) -> frozenset[str]:
    """Return everything about a statement that the model weighs.

    >>> sorted(traits(Spoken("said", "She", "no", Kind.INDIRECT, Act.CLAIM)))[:3]
    ['cue said', 'cue= said', 'first no']
    """
    said, cue, source = words(spoken.content), words(spoken.cue), words(spoken.source)
    stems, verbs = list(map(stem, said)), list(map(stem, cue))
    marks = (
        ("nested", spoken.nested),
        ("reports", spoken.reports),
        ("asks", "?" in said),
        ("ends asking", _asks(spoken.content)),
    )
    return frozenset(
        (
            f"rule {spoken.rule}",
            f"kind {spoken.kind}",
            f"cue= {' '.join(cue)}",
            *[f"cue {verb}" for verb in verbs],
            *[f"cue {a} {b}" for a, b in pairwise(verbs)],
            *[f"word {w}" for w in stems],
            *[f"word {a} {b}" for a, b in pairwise(stems)],
            *[f"first {w}" for w in stems[:FIRST]],
            f"first {' '.join(stems[:2])}",
            f"last {' '.join(stems[-1:])}",
            f"onward {' '.join(verbs[-1:])} > {' '.join(stems[:1])}",
            *[f"source {w}" for w in source[-LAST:]],
            *[f"cue in {name}" for name in _fields(cue, verbs)],
            *[f"words in {name}" for name in _fields(said, stems)],
            f"length {sum(len(said) >= bound for bound in _LENGTHS)}",
            *[name for name, there in marks if there],
        )
    )


def _asks(content: str) -> bool:
    return content.rstrip("\"”’'» ").endswith("?")


def _fields(said: Sequence[str], stems: Sequence[str]) -> set[str]:
    return {name for word in FIELDS_OF.keys() & {*said, *stems} for name in FIELDS_OF[word]}


@dataclass(frozen=True, slots=True)
class ActModel:
    """The model: for each trait it knows, how much it speaks for each act."""

    acts: tuple[Act, ...]
    rows: dict[str, int]
    weights: NDArray[np.float32]
    bias: NDArray[np.float32]

    @staticmethod
    def load() -> "ActModel":
        """Return the model that the package ships."""
        return _shipped()

    @staticmethod
    def of(arrays: dict[str, NDArray[np.generic]]) -> "ActModel":
        """Return a model with these weights, as `training/` writes them."""
        acts, known = ("".join(map(chr, arrays[name].astype(int))).split("\n") for name in ("acts", "traits"))
        weights, bias = (arrays[name].astype(np.float32) for name in ("weights", "bias"))
        return ActModel(tuple(map(Act, acts)), {trait: row for row, trait in enumerate(known)}, weights, bias)

    def act(self, spoken: Spoken) -> Act:
        """Return the likeliest act of a statement."""
        rows = [row for trait in traits(spoken) if (row := self.rows.get(trait)) is not None]
        return self.acts[int((self.weights.take(rows, axis=0).sum(0) + self.bias).argmax())]


@cache
def _shipped() -> ActModel:
    with (files("winset.read") / "weights" / "act.npz").open("rb") as stream, np.load(stream) as arrays:
        return ActModel.of(dict(arrays))
