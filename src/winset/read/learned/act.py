"""The act of a statement, judged by a linear model that weighs the cue, the words and what the rules make of them.

Multinomial logistic regression over words that are there or not (`training/act.py` trains it, and says how well it does by
cross-validation over negotiations): score of an act = bias + the sum of its weights for every trait, the highest wins.
"""

from collections.abc import Iterable, Iterator
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
    return frozenset(_traits(spoken))


def _traits(spoken: Spoken) -> Iterator[str]:
    said, cue, source = words(spoken.content), words(spoken.cue), words(spoken.source)
    stems, verbs = [stem(w) for w in said], [stem(w) for w in cue]
    yield from (f"rule {spoken.rule}", f"kind {spoken.kind}", f"cue= {' '.join(cue)}")
    yield from (f"cue {verb}" for verb in verbs)
    yield from (f"cue {a} {b}" for a, b in pairwise(verbs))
    yield from (f"word {w}" for w in stems)
    yield from (f"word {a} {b}" for a, b in pairwise(stems))
    yield from (f"first {w}" for w in stems[:FIRST])
    yield f"first {' '.join(stems[:2])}"
    yield f"last {' '.join(stems[-1:])}"
    yield f"onward {' '.join(verbs[-1:])} > {' '.join(stems[:1])}"
    yield from (f"source {w}" for w in source[-LAST:])
    yield from (f"cue in {name}" for name in _fields((*cue, *verbs)))
    yield from (f"words in {name}" for name in _fields((*said, *stems)))
    yield from (name for name, there in (("nested", spoken.nested), ("reports", spoken.reports), ("asks", "?" in said)) if there)
    yield f"length {sum(len(said) >= bound for bound in _LENGTHS)}"
    if spoken.content.rstrip("\"”’'» ").endswith("?"):
        yield "ends asking"


def _fields(some: Iterable[str]) -> set[str]:
    return {name for word in some for name in FIELDS_OF.get(word, ())}


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
        return self.acts[int((self.weights[rows].sum(0) + self.bias).argmax())]


@cache
def _shipped() -> ActModel:
    with (files("winset.read") / "weights" / "act.npz").open("rb") as stream, np.load(stream) as arrays:
        return ActModel.of(dict(arrays))
