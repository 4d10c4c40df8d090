"""The tagger: for each sentence, the cues a small network finds and, for each cue, who speaks and what is said.

The network is trained by `training/`; its weights lie under `weights/`, beside the card that says what they were made from.
Inference is numpy alone (`recurrent`, `field`). A cue counts where its probability reaches a bar; what is labelled around it is
the best path through a conditional random field.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from winset.read.attribution.grammar import Range
from winset.read.learned.feature import FLAGS, Traits, key, traits
from winset.read.learned.field import Field, best_paths
from winset.read.learned.lexicon import SAYING
from winset.read.learned.linear import letters
from winset.read.learned.recurrent import Array, Numbers, Packing, both_ways, one_thread, prepared, tiled, turned
from winset.read.text.token import Sentence

BAR = 0.5
LONGEST = 120
"""Tokens of a sentence that are read; what is longer is no prose."""
KEPT_WORDS = 14_000
BATCH = 28
"""Sentences read together: as many as `both_ways` multiplies by 96 x 96 weights on one thread."""
_BOUNDS = (1, 2, 3, 5, 8, 12, 20)
DISTANCES = 1 + 2 * (len(_BOUNDS) + 1)
SOURCE, CONTENT = 1, 3

Placed = tuple[str, int]
"""A word and where it stands, as `key` and `places` have it."""


class Proposal(NamedTuple):
    """An attribution proposed: tokens of its cue, of its source, of its content, and the probability of the cue."""

    cue: Range
    source: Range | None
    content: tuple[Range, ...]
    score: float
    field: Field

    def odds(self, source: Range | None, content: Sequence[Range]) -> float:
        """Return how much likelier than another reading of the same cue this one is: the logarithm of the ratio."""
        return self.field.score(self._labels(self.source, self.content)) - self.field.score(self._labels(source, content))

    def _labels(self, source: Range | None, content: Sequence[Range]) -> list[int]:
        labels = [0] * len(self.field.emissions)
        for begin, stretches in ((CONTENT, content), (SOURCE, [source] if source else [])):
            for a, b in stretches:
                labels[a:b] = [begin] + [begin + 1] * (b - a - 1)
        return labels


class Heard(NamedTuple):
    """What the tagger makes of a sentence: its proposals in the order of their cues, and each token's chance of being a cue."""

    proposals: tuple[Proposal, ...]
    chance: Sequence[float]


class Chance(NamedTuple):
    """Each token's chance of being the first word of a cue, and a further one."""

    first: Array
    further: Array


class Labelled(NamedTuple):
    """What the network says before anything is decided: (tokens, 3) of cues, (tokens, 5) of roles for each cue given."""

    cues: Array
    roles: list[Array]


@dataclass(frozen=True, slots=True)
class Tagger:
    """A network ready to read; nothing in it changes but the words it remembers having looked up."""

    weights: dict[str, Array]
    vocabulary: dict[str, int]
    cues: frozenset[str]
    """Words without one of which a sentence attributes nothing, quotations aside."""
    seen: dict[Placed, int]
    table: Array

    @staticmethod
    def load() -> "Tagger":
        """Return the tagger that the package ships."""
        return _shipped()

    @staticmethod
    def of(arrays: dict[str, NDArray[np.generic]]) -> "Tagger":
        """Return a tagger with these weights, as `training/` writes them."""
        words, cues = letters(arrays["words"]), letters(arrays["cues"])
        weights = {name: value.astype(np.float32) for name, value in arrays.items() if name not in ("words", "cues")}
        for name in ("input", "bias", "place", "roles_input", "roles_bias"):
            weights[name] = prepared(weights[name], 2).reshape(*weights[name].shape)
        for name in ("encoder", "roles"):
            weights[name] = turned(weights[name])
        for name in ("input", "cue_in", "cue_out", "token", "about", "roles_input", "role_out"):
            weights[name] = tiled(weights[name])
        table = np.zeros((KEPT_WORDS, len(weights["bias"])), dtype=np.float32)
        return Tagger(weights, {word: number for number, word in enumerate(words)}, SAYING | {":", "according", *cues}, {}, table)

    def hear(self, sentences: Sequence[Sentence], titles: Sequence[bool], bar: float = BAR) -> list[Heard]:
        """Return what the tagger makes of each sentence; `titles` says which stand in a title."""
        out = [Heard((), [0.0] * len(s)) for s in sentences]
        order = sorted((i for i, s in enumerate(sentences) if 1 < len(s) <= LONGEST), key=lambda i: -len(sentences[i]))
        for at in range(0, len(order), BATCH):
            batch = order[at : at + BATCH]
            found = self._batch([sentences[i] for i in batch], [titles[i] for i in batch], bar)
            for index, heard in zip(batch, found, strict=True):
                out[index] = heard
        return out

    def worth(self, s: Sentence) -> bool:
        """Whether any word of a sentence could attribute, or it holds a quotation."""
        return any(t.low in self.cues or t.quotation is not None for t in s)

    def label(self, s: Sentence, cues: Iterable[Range], *, title: bool = False) -> Labelled:
        """Return the scores for one sentence and the cues given: what the test of equality compares."""
        packing = Packing.of([len(s)])
        hidden = self._encode([s], [title], packing)
        return Labelled(self._cues(hidden), self._roles(hidden, packing, [(0, cue) for cue in cues]))

    def _batch(self, sentences: list[Sentence], titles: list[bool], bar: float) -> list[Heard]:
        """Return what is made of sentences that come longest first."""
        packing = Packing.of([len(s) for s in sentences])
        hidden = self._encode(sentences, titles, packing)
        outside, first, further = np.exp(self._cues(hidden)).T
        whole = outside + first + further
        chance = Chance(first / whole, further / whole)
        given = _runs(chance, packing, bar)
        fields = [
            Field(emissions, self.weights["start"], self.weights["step"], self.weights["end"])
            for emissions in self._roles(hidden, packing, given)
        ]
        either = (chance.first + chance.further).tolist()
        heard = [either[start : start + len(s)] for start, s in zip(packing.starts.tolist(), sentences, strict=True)]
        proposals: list[list[Proposal]] = [[] for _ in sentences]
        for (i, cue), field, labels in zip(given, fields, best_paths(fields), strict=True):
            proposals[i].append(_proposal(field, labels, cue, heard[i][cue[0]]))
        return [Heard(tuple(p), stretch) for p, stretch in zip(proposals, heard, strict=True)]

    def _encode(self, sentences: list[Sentence], titles: list[bool], packing: Packing) -> Array:
        """Return (all tokens, 2 * hidden), sentence after sentence."""
        names = [t.text if t.quotation is None else key(t) for s in sentences for t in s]
        place = [p for s, title in zip(sentences, titles, strict=True) for p in places(len(s), title=title)]
        rows = self._rows(list(zip(names, place, strict=True)))
        return both_ways(self.table, packing, self.weights["encoder"], np.array(rows))

    def _rows(self, words: list[Placed]) -> list[int]:
        """Return where the table holds each word in its place, those not met before worked out together."""
        new = [word for word in dict.fromkeys(words) if word not in self.seen]
        if len(self.seen) + len(new) > KEPT_WORDS:
            self.seen.clear()
            new = list(dict.fromkeys(words))
        if new:
            at = len(self.seen)
            inputs = self._inputs([traits(name) for name, _ in new])
            self.table[at : at + len(new)] = inputs + self.weights["place"][[place for _, place in new]]
            self.seen.update(zip(new, range(at, at + len(new)), strict=True))
        return [self.seen[word] for word in words]

    def _inputs(self, words: list[Traits]) -> Array:
        w = self.weights
        flags = np.zeros((len(words), FLAGS), dtype=np.float32)
        for i, word in enumerate(words):
            flags[i, list(word.flags)] = 1
        affixes = np.array([word.affixes for word in words])
        parts = [w["word"][[self.vocabulary.get(word.word, 1) for word in words]]]
        parts += [w[f"affix{i}"][affixes[:, i]] for i in range(affixes.shape[1])]
        parts += [w["shape"][[word.shape for word in words]], flags @ w["flag"]]
        return one_thread(np.concatenate(parts, axis=1), w["input"]) + w["bias"]

    def _cues(self, hidden: Array) -> Array:
        w = self.weights
        inner = np.maximum(one_thread(hidden, w["cue_in"]) + w["cue_in_bias"], 0)
        return one_thread(inner, w["cue_out"]) + w["cue_out_bias"]

    def _roles(self, hidden: Array, packing: Packing, given: list[tuple[int, Range]]) -> list[Array]:
        """Return the scores of the roles for each (sentence, cue), in their order."""
        if not given:
            return []
        w = self.weights
        which, first, end = np.array([(i, *cue) for i, cue in given]).T
        frames = Packing.of(packing.lengths[which])
        owner = np.repeat(np.arange(len(given)), frames.lengths)
        at = np.arange(len(owner)) - frames.starts[owner]
        token = packing.starts[which][owner] + at
        aside = (one_thread(hidden, w["token"]) + w["token_bias"])[token]
        aside += one_thread(hidden[packing.starts[which] + end - 1], w["about"])[owner]
        aside += w["distance"][distances(at, first[owner], end[owner])]
        inputs = one_thread(np.maximum(aside, 0), w["roles_input"]) + w["roles_bias"]
        scores = one_thread(both_ways(inputs, frames, w["roles"]), w["role_out"]) + w["role_out_bias"]
        return [scores[a : a + n] for a, n in zip(frames.starts.tolist(), frames.lengths.tolist(), strict=True)]


@cache
def _shipped() -> Tagger:
    with (files("winset.read") / "weights" / "tagger.npz").open("rb") as stream, np.load(stream) as arrays:
        return Tagger.of(dict(arrays))


def places(length: int, *, title: bool) -> list[int]:
    """Return where each token stands: 1 the first, 2 the last, 0 between; 4 more in a title.

    >>> places(4, title=False)
    [1, 0, 0, 2]
    """
    out = [0] * length
    out[-1] = 2
    out[0] = 1
    return [p + 4 for p in out] if title else out


def distances(at: Numbers, first: Numbers | int, end: Numbers | int) -> Numbers:
    """Return how far tokens stand from a cue [first, end): 0 inside, then in growing steps, those before it first.

    >>> distances(np.arange(5), 1, 2).tolist()
    [1, 0, 9, 10, 11]
    """
    before = 1 + np.searchsorted(_BOUNDS, first - at)
    after = 2 + len(_BOUNDS) + np.searchsorted(_BOUNDS, at - end + 1)
    return np.where(at < first, before, np.where(at >= end, after, 0))


def _runs(chance: Chance, packing: Packing, bar: float) -> list[tuple[int, Range]]:
    """Return the cues, with their sentences: tokens whose B and I together reach the bar; where B beats I, a new one begins."""
    tokens = np.flatnonzero(chance.first + chance.further >= bar)
    sentence = np.searchsorted(packing.starts, tokens, side="right") - 1
    at = tokens - packing.starts[sentence]
    goes_on = chance.further[tokens] >= chance.first[tokens]
    out: list[tuple[int, Range]] = []
    for i, n, on in zip(sentence.tolist(), at.tolist(), goes_on.tolist(), strict=True):
        if on and out and out[-1][0] == i and out[-1][1][1] == n:
            out[-1] = (i, (out[-1][1][0], n + 1))
        else:
            out.append((i, (n, n + 1)))
    return out


def _proposal(field: Field, labels: list[int], cue: Range, score: float) -> Proposal:
    sources = _stretches(labels, SOURCE)
    nearest = min(sources, key=lambda r: min(abs(r[1] - cue[0]), abs(r[0] - cue[1]))) if sources else None
    return Proposal(cue, nearest, tuple(_stretches(labels, CONTENT)), score, field)


def _stretches(labels: list[int], begin: int) -> list[Range]:
    """Return the stretches of a role, whose labels are `begin` and, inside, the next."""
    out: list[Range] = []
    for i, label in enumerate(labels):
        if label not in (begin, begin + 1):
            continue
        if out and out[-1][1] == i and label == begin + 1:
            out[-1] = (out[-1][0], i + 1)
        else:
            out.append((i, i + 1))
    return out
