"""Batches: examples as tensors, with words left out and names changed at random so that no name is learned by heart."""

import random
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import torch
from example import Example
from torch import Tensor

from winset.read.english.words import (
    ADVERBS,
    AUXILIARIES,
    CONJUNCTIONS,
    DETERMINERS,
    PREPOSITIONS,
    PRONOUNS,
    SUBORDINATORS,
)
from winset.read.learned.feature import FLAGS, Traits, key, traits
from winset.read.learned.tagger import distances, places

SMALL = DETERMINERS | PREPOSITIONS | PRONOUNS | CONJUNCTIONS | SUBORDINATORS | AUXILIARIES | ADVERBS
CUES_OF = 0.03
"""Share of its occurrences in which a word must stand in a cue for a sentence that holds it to be worth hearing."""
UNKNOWN = 1
FEWEST = 2
LEFT_OUT = 0.12
RENAMED = 0.3


@dataclass(frozen=True)
class Index:
    """What words, tags and relations are numbered as; 0 stands for padding, 1 for a word unseen."""

    words: dict[str, int]
    tags: dict[str, int]
    relations: dict[str, int]
    names: tuple[str, ...]
    cues: tuple[str, ...]
    """Words that often enough attribute."""


def index(examples: Sequence[Example]) -> Index:
    """Number the words that occur at least twice, and gather the names with which others are replaced."""
    counts: Counter[str] = Counter()
    names: Counter[str] = Counter()
    tags: set[str] = set()
    relations: set[str] = set()
    for e in examples:
        counts.update(seen(key(t)).word for t in e.tokens)
        names.update(t.text for t in e.tokens[1:] if _name(t.text))
        tags.update(e.tags)
        relations.update(e.relations)
    words = ["<pad>", "<unknown>", *sorted(w for w, n in counts.items() if n >= FEWEST)]
    number = lambda items: {item: i for i, item in enumerate(sorted(items - {""}))}  # noqa: E731
    return Index({w: i for i, w in enumerate(words)}, number(tags), number(relations), tuple(sorted(names)), cue_words(examples))


def cue_words(examples: Iterable[Example]) -> tuple[str, ...]:
    """Return the words that stand in cues, grammar's small change aside, at least so often of all the times they occur."""
    every: Counter[str] = Counter()
    inside: Counter[str] = Counter()
    for e in examples:
        every.update(t.low for t in e.tokens)
        inside.update({at: e.tokens[at].low for frame in e.frames for at in range(*frame.cue)}.values())
    return tuple(sorted(w for w, n in inside.items() if w.isalpha() and w not in SMALL and n >= CUES_OF * every[w]))


@lru_cache(maxsize=200_000)
def seen(name: str) -> Traits:
    """Return the traits of a key, remembered."""
    return traits(name)


@lru_cache(maxsize=200_000)
def _name(text: str) -> bool:
    t = traits(text)
    return text[:1].isupper() and t.shape == 5 and not t.flags and len(text) > 2


def batches(examples: Sequence[Example], size: int, rng: random.Random) -> Iterator[list[Example]]:
    """Yield batches of about `size` tokens, of sentences of about one length, in random order."""
    order = sorted(examples, key=lambda e: len(e.tokens) + rng.random() * 4)
    out: list[list[Example]] = []
    current: list[Example] = []
    for e in order:
        if current and (len(current) + 1) * len(e.tokens) > size:
            out.append(current)
            current = []
        current.append(e)
    out.append(current)
    rng.shuffle(out)
    yield from out


def tensors(batch: Sequence[Example], known: Index, rng: random.Random | None) -> tuple[dict[str, Tensor], dict[str, Tensor]]:
    """Return a batch and its frames as tensors; with `rng`, words are left out and names changed."""
    longest = max(len(e.tokens) for e in batch)
    shape = (len(batch), longest)
    word, affix = np.zeros(shape, dtype=np.int64), np.zeros((*shape, 4), dtype=np.int64)
    form, place = np.zeros(shape, dtype=np.int64), np.zeros(shape, dtype=np.int64)
    flags = np.zeros((*shape, FLAGS), dtype=np.float32)
    cue, tag, relation, head = (np.full(shape, -100, dtype=np.int64) for _ in range(4))
    for i, e in enumerate(batch):
        n = len(e.tokens)
        for j, name in enumerate(_keys(e, known, rng)):
            t = seen(name)
            left_out = rng is not None and rng.random() < LEFT_OUT
            word[i, j] = UNKNOWN if left_out else known.words.get(t.word, UNKNOWN)
            affix[i, j] = 0 if left_out and rng and rng.random() < 0.3 else t.affixes
            form[i, j] = t.shape
            flags[i, j, list(t.flags)] = 1
        place[i, :n] = places(n, title=e.title)
        cue[i, :n] = _cues(e)
        if e.tags:
            tag[i, :n] = [known.tags.get(x, -100) for x in e.tags]
            relation[i, :n] = [known.relations.get(x, -100) for x in e.relations]
            head[i, :n] = [h + 1 for h in e.heads]
    length = torch.tensor([len(e.tokens) for e in batch])
    arrays = {"word": word, "affix": affix, "shape": form, "place": place, "flags": flags, "cue": cue, "tag": tag}
    out = {name: torch.from_numpy(a) for name, a in (arrays | {"relation": relation, "head": head}).items()}
    out |= {"length": length, "mask": torch.arange(longest)[None] < length[:, None]}
    return out, _frames(batch, longest, out["mask"])


def _keys(e: Example, known: Index, rng: random.Random | None) -> list[str]:
    names = [key(t) for t in e.tokens]
    if rng is None:
        return names
    changed = {n: rng.choice(known.names) for n in sorted(set(names)) if _name(n) and rng.random() < RENAMED}
    return [changed.get(n, n) for n in names]


def _cues(e: Example) -> list[int]:
    out = [0] * len(e.tokens)
    for frame in e.frames:
        for at in range(*frame.cue):
            out[at] = 1 if at == frame.cue[0] else out[at] or 2
    return out


def _frames(batch: Sequence[Example], longest: int, mask: Tensor) -> dict[str, Tensor]:
    given = [(i, f) for i, e in enumerate(batch) for f in e.frames]
    labels = np.zeros((len(given), longest), dtype=np.int64)
    for row, (_, f) in enumerate(given):
        labels[row, : len(f.roles)] = f.roles
    sentence = torch.tensor([i for i, _ in given], dtype=torch.int64)
    away = [distances(np.arange(longest), *f.cue) for _, f in given]
    return {
        "sentence": sentence,
        "last": torch.tensor([f.cue[1] - 1 for _, f in given], dtype=torch.int64),
        "distance": torch.from_numpy(np.stack(away)) if away else torch.zeros((0, longest), dtype=torch.int64),
        "labels": torch.from_numpy(labels),
        "mask": mask[sentence],
    }
