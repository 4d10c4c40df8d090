"""Train what settles days and channels: `python training/settle.py --out WEIGHTS.npz [--folds 6]`.

Reads the training articles with their marked spans, so that every saying is offered what the reader would offer it, and fits two
conditional logits to what the annotators gave: the weights that minimise -sum log p(given | offered) plus a quadratic penalty.
`--folds N` says first how good it is on negotiations it has not seen, beside the rules alone.
"""

import argparse
import sys
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple
from unittest.mock import patch

import numpy as np
import torch
from torch import Tensor

HERE = Path(__file__).parent
sys.path[:0] = [str(HERE), *(str(HERE.parent / name) for name in ("bench", "corpus", "src"))]

import linear  # noqa: E402
from fields import Marked, Oracle, articles  # noqa: E402
from tagger import matched  # noqa: E402

from winset.read.learned import settle  # noqa: E402
from winset.read.learned.linear import letters  # noqa: E402
from winset.read.learned.settle import Column, Offers, Settler, channels_offered, days_offered, kind_of  # noqa: E402
from winset.read.learned.tagger import Tagger  # noqa: E402
from winset.read.reader import read_text  # noqa: E402
from winset.record.channel import CHANNELS, plainest  # noqa: E402
from winset.record.statement import Statement  # noqa: E402

FEWEST = 3
"""Sayings in which a trait must stand to be weighed."""
PENALTY = 6.0
WORDS_PENALTY = 3.0
SILENT = 0.5
"""What is added to the offer of no day: what cannot be known is left open rather than guessed."""
KINDS = (*CHANNELS, settle.POST, "other", "")


class Known(NamedTuple):
    """A saying: what it is offered, the words around it, what the rules and its own words say, and what was marked."""

    folder: str
    days: Offers
    channels: Offers
    words: tuple[str, ...]
    ruled: tuple[str, str]
    own: tuple[str | None, str | None]
    given: tuple[str, str]

    def told(self, which: int) -> bool:
        """Whether the saying's own words tell its day (0) or its channel (1), so that nothing is left to settle."""
        return bool(self.ruled[which]) and self.ruled[which] == self.own[which]


def main(arguments: list[str] | None = None) -> int:
    """Cross-validate where that is asked for, train on everything, and write the weights."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--folds", type=int, default=0)
    options = parser.parse_args(arguments)
    torch.set_num_threads(1)
    known = [one for article in articles("train") for one in heard(article)]
    if options.folds:
        print(*checked(known, options.folds), sep="\n", flush=True)
    with options.out.open("wb") as stream:
        np.savez_compressed(stream, **fitted(known))
    print(f"{options.out}: {options.out.stat().st_size / 1e6:.2f} MB, {time.process_time():.0f} CPU-seconds")
    return 0


class Recorder:
    """In the settler's place: keeps what it was given, and settles nothing."""

    def settled(self, statements: Sequence[Statement], places: object, tells: object) -> Iterator[Statement]:
        """Return the statements as they are."""
        self.given = (statements, places, tells)
        return iter(statements)


def heard(article: Marked) -> Iterator[Known]:
    """Yield the sayings of an article, heard at their marked spans."""
    kept = Recorder()
    with (
        patch("winset.read.reader.Second", lambda *_: Oracle(article.statements)),
        patch.object(Tagger, "load", lambda: None),
        patch.object(Settler, "load", lambda: kept),
    ):
        read_text(article.text, document=article.document, as_of=article.day, case=article.case)
    statements, places, tells = kept.given
    ruled = [(s.date.value or "", s.channel.value or "") for s in statements]
    columns = (
        Column.of([p.day for p in places], [s.date.value for s in statements]),
        Column.of([p.channel for p in places], [s.channel.value for s in statements]),
    )
    said = [{"content": s.content, "at": at} for at, s in enumerate(statements)]
    for ours, theirs in matched(article.text, said, list(article.statements)):
        at = ours["at"]
        given = (theirs["date"]["value"] or "", plainest(theirs["channel"]["value"] or ""))
        days, channels = days_offered(at, places, columns[0], tells), channels_offered(at, places, columns[1], tells)
        own = (places[at].day, places[at].channel)
        yield Known(article.case.name, days, channels, places[at].words, ruled[at], own, given)


def checked(known: Sequence[Known], folds: int) -> Iterator[str]:
    """Yield how good the rules are, and what was learned on negotiations that it has not learned from."""
    folders = sorted({one.folder for one in known})
    learned: list[tuple[Known, str, str]] = []
    for part in range(folds):
        apart = set(folders[part::folds])
        made = Settler.of(fitted([one for one in known if one.folder not in apart]))
        for one in known:
            if one.folder in apart:
                day = one.ruled[0] if one.told(0) else settle.best(made.day, one.days)
                learned.append((one, day, one.ruled[1] if one.told(1) else made.how(one.words, one.channels)))
    for which, name in enumerate(("day", "channel")):
        rules = shares((one.ruled[which], one.given[which]) for one in known)
        ours = shares((found[which], one.given[which]) for one, *found in learned)
        yield f"{name} of {len(known)} sayings: on negotiations not seen {ours}; the rules alone {rules}"


def shares(pairs: Iterable[tuple[str, str]]) -> str:
    """Return recall, precision and F of what was found, of pairs of found and given."""
    some = list(pairs)
    right = sum(found == given != "" for found, given in some)
    given, found = sum(g != "" for _, g in some), sum(f != "" for f, _ in some)
    return f"recall {right / given:.3f}, precision {right / max(1, found):.3f}, F {2 * right / (given + found):.3f}"


def fitted(known: Sequence[Known]) -> dict[str, np.ndarray]:
    """Return the weights as they are shipped."""
    day = logit("day_", [one.days for one in known if not one.told(0)], [one.given[0] for one in known if not one.told(0)])
    day["day_weights"][letters(day["day_traits"]).index("none")] += SILENT
    known = [one for one in known if not one.told(1)]
    words = linear.Traits([one.words for one in known], FEWEST)
    bags = words.bags([one.words for one in known])
    table, bias = torch.zeros(len(words.rows), len(KINDS), requires_grad=True), torch.zeros(len(KINDS), requires_grad=True)
    offered, given = [one.channels for one in known], [one.given[1] for one in known]
    channel = logit("channel_", offered, given, (table, bias), lambda: linear.summed(bags, table) + bias)
    return day | channel | linear.arrays(KINDS, words.rows, table, bias, "words_")


def logit(
    name: str,
    offered: Sequence[Offers],
    given: Sequence[str],
    more: Sequence[Tensor] = (),
    by_kind: Callable[[], Tensor] | None = None,
) -> dict[str, np.ndarray]:
    """Return the weights of the traits of offers, fitted to those that were taken; nothing is taken where no offer is right.

    `by_kind` gives (sayings, kinds), what `more` parameters add to the score of an offer by what kind of channel it is.
    """
    traits = linear.Traits((some for offers in offered for some in offers.values()), FEWEST)
    bags = traits.bags(some for offers in offered for some in offers.values())
    owner = torch.tensor([n for n, offers in enumerate(offered) for _ in offers])
    kinds = torch.tensor([KINDS.index(kind_of(value)) for offers in offered for value in offers]) if by_kind else owner
    firsts = torch.tensor([0, *map(len, offered[:-1])]).cumsum(0)
    taken = [list(offers).index(value if value in offers else "") for offers, value in zip(offered, given, strict=True)]
    chosen = firsts + torch.tensor(taken)
    weights = torch.zeros(len(traits.rows), 1, requires_grad=True)

    def lost() -> Tensor:
        scores = linear.summed(bags, weights)[:, 0]
        loss = PENALTY / 2 * (weights**2).sum()
        if by_kind:
            scores = scores + by_kind()[owner, kinds]
            loss = loss + WORDS_PENALTY / 2 * (more[0] ** 2).sum()
        most = torch.full((len(offered),), -torch.inf).scatter_reduce(0, owner, scores.detach(), "amax")
        total = torch.zeros(len(offered)).index_add(0, owner, torch.exp(scores - most[owner]))
        return loss + (torch.log(total) + most - scores[chosen]).sum()

    linear.fit([weights, *more], lost)
    return linear.arrays(["offer"], traits.rows, weights, torch.zeros(1), name)


if __name__ == "__main__":
    sys.exit(main())
