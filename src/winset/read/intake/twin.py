"""Near-duplicates: the same story syndicated or updated, found by what share of its five-word runs two texts hold in common."""

import re
from collections import defaultdict
from dataclasses import dataclass, field
from zlib import crc32

RUN = 5
SKETCH = 128
ALIKE = 0.5
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Twin:
    """An earlier document that tells the same story, and the share of runs in common."""

    document: str
    share: float


def sketch(text: str) -> frozenset[int]:
    """Return the smallest hashes of a text's five-word runs: two sketches overlap about as much as the texts do.

    Broder (1997), "On the resemblance and containment of documents": the share of the smallest hashes of both that lie in
    both estimates the Jaccard overlap of the runs, with a standard error of about 0.04 at 128.

    >>> sketch("the same words in the same order") == sketch("The same words, in the same order.")
    True
    """
    words = [word.lower() for word in _WORD.findall(text)]
    runs = {crc32(" ".join(words[i : i + RUN]).encode("utf-8", "replace")) for i in range(max(1, len(words) - RUN + 1))}
    return frozenset(sorted(runs)[:SKETCH])


def alike(one: frozenset[int], other: frozenset[int]) -> float:
    """Return the estimated overlap of two texts from their sketches, from 0 to 1.

    >>> alike(sketch("a b c d e f"), sketch("a b c d e f"))
    1.0
    """
    smallest = sorted(one | other)[:SKETCH]
    return sum(value in one and value in other for value in smallest) / len(smallest) if smallest else 0.0


@dataclass(slots=True)
class Twins:
    """The stories seen so far. Each new one is compared only with those that share a run with it."""

    _seen: dict[str, frozenset[int]] = field(default_factory=dict)
    _where: dict[int, list[str]] = field(default_factory=lambda: defaultdict(list))

    def meet(self, document: str, text: str) -> Twin | None:
        """Remember a document; return the earlier one that tells the same story, if there is one."""
        mine = sketch(text)
        near: dict[str, int] = defaultdict(int)
        for value in mine:
            for other in self._where[value]:
                near[other] += 1
        best = max(near, key=lambda other: (near[other], other), default=None)
        share = alike(mine, self._seen[best]) if best is not None else 0.0
        self._seen[document] = mine
        for value in mine:
            self._where[value].append(document)
        return Twin(best, share) if best is not None and share >= ALIKE else None
