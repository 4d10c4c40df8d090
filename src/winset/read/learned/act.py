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

from winset.read.english.meaning import FIELDS_OF, stem, words
from winset.read.learned.lexicon import COMMITTING, JUDGING, MINDS, PAPERS, PROVIDING, SAYING, SPEECH_NOUNS, THINKING
from winset.read.learned.linear import Linear
from winset.record.statement import Act, Kind

SORTS = {
    "saying": SAYING,
    "thinking": THINKING,
    "judging": JUDGING,
    "providing": PROVIDING,
    "committing": COMMITTING,
    "mind": MINDS,
    "noun": SPEECH_NOUNS,
}
SORTS_OF = {word: tuple(name for name, some in SORTS.items() if word in some) for word in frozenset().union(*SORTS.values())}
TELLING = ("judging", "providing", "committing", "mind")
"""Sorts whose words tell something of the act in what is said too."""
_NOT = frozenset(("not", "never", "no", "nothing", "nobody", "cannot"))
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
    ['cue of saying', 'cue said', 'cue= said']
    """
    said, cue, source = words(spoken.content), words(spoken.cue), words(spoken.source)
    stems, verbs = list(map(stem, said)), list(map(stem, cue))
    marks = (
        ("nested", spoken.nested),
        ("reports", spoken.reports),
        ("asks", "?" in said),
        ("ends asking", _asks(spoken.content)),
        ("denied", any(map(_denies, said))),
        ("source a paper", not PAPERS.isdisjoint(source)),
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
            *[f"source first {w}" for w in source[:1]],
            *[f"cue in {name}" for name in _fields(cue, verbs)],
            *[f"words in {name}" for name in _fields(said, stems)],
            *[f"cue of {name}" for name in _sorts(cue)],
            *[f"content of {name}" for name in _sorts(said) if name in TELLING],
            f"length {sum(len(said) >= bound for bound in _LENGTHS)}",
            *[name for name, there in marks if there],
        )
    )


def _asks(content: str) -> bool:
    return content.rstrip("\"”’'» ").endswith("?")


def _denies(word: str) -> bool:
    return word in _NOT or word.endswith("n't")


def _sorts(some: Sequence[str]) -> set[str]:
    return {name for word in SORTS_OF.keys() & {*some} for name in SORTS_OF[word]}


def _fields(said: Sequence[str], stems: Sequence[str]) -> set[str]:
    return {name for word in FIELDS_OF.keys() & {*said, *stems} for name in FIELDS_OF[word]}


@dataclass(frozen=True, slots=True)
class ActModel:
    """The model: how much each trait that it knows speaks for each act."""

    linear: Linear

    @staticmethod
    def load() -> "ActModel":
        """Return the model that the package ships."""
        return _shipped()

    def act(self, spoken: Spoken) -> Act:
        """Return the likeliest act of a statement."""
        return Act(self.linear.best(traits(spoken)))


@cache
def _shipped() -> ActModel:
    with (files("winset.read") / "weights" / "act.npz").open("rb") as stream, np.load(stream) as arrays:
        return ActModel(Linear.of(dict(arrays)))
