"""Train the tagger: `python training/train.py --reference FOLDER --out WEIGHTS.npz`.

Reads the training split of the corpus, the passages written for the tagger and the treebanks GUM and EWT, a part of which is
marked by hand; never the test split, never PolNeAR. First everything is read alike, then what is marked by hand more and the
treebanks less; what is kept is the mean of two such courses. With `--aside N`, every N-th negotiation is kept apart and
measured on.
"""

import argparse
import os
import random
import sys
import time
from collections.abc import Sequence
from copy import deepcopy
from pathlib import Path

import torch
from torch.nn.functional import cross_entropy

HERE = Path(__file__).parent
sys.path[:0] = [str(HERE), str(HERE.parent / "src")]

import card  # noqa: E402
import expect  # noqa: E402
import treebank  # noqa: E402
from batch import Index, batches, index, tensors  # noqa: E402
from example import Example, examples  # noqa: E402
from marks import marked  # noqa: E402
from network import Network  # noqa: E402
from passage import Passage  # noqa: E402
from write import arrays, round_off, save  # noqa: E402

import corpus  # noqa: E402
from winset.read.learned.tagger import Tagger  # noqa: E402

GUM = ("train.conllu.gz", "dev.conllu.gz", "test.conllu.gz")
EWT = ("train.conllu.gz", "dev.conllu.gz")
BATCH = 1500
RATE = 2.5e-3
SYNTAX, TREEBANK_CUES, TREEBANK_ROLES = 0.35, 0.3, 0.5
OWN_CUE = 2.0
FIRST, SECOND = 3, 7
"""Epochs of the first and the second stage."""
SHARES = (0.35, 0.7)
"""Of the treebanks that is read in an epoch of the second stage, by each of the two networks whose mean is kept."""
KEEP = 0.99


def main(arguments: list[str] | None = None) -> int:
    """Train, write the weights with their card and what to expect of them, and say what came of it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--reference", type=Path, default=os.environ.get("WINSET_REFERENCE"), help="its data/gum and data/ewt")
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--expectation", type=Path, help="where to write what the network makes of a few sentences")
    parser.add_argument("--aside", type=int, default=0)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--epochs", type=int, nargs=2, default=(FIRST, SECOND))
    options = parser.parse_args(arguments)
    torch.set_num_threads(1)
    torch.manual_seed(options.seed)
    torch.use_deterministic_algorithms(True)
    commit = card.commit()
    gathered = gather(Path(options.reference) / "data")
    chosen = apart_from(gathered["articles"], options.aside)
    apart = [e for p in gathered["articles"] if p.name not in chosen for e in examples(p)]
    treebanks = [*gathered["gum"], *gathered["ewt"]]
    ours = [p for p in gathered["articles"] if p.name in chosen] + gathered["extras"]
    own = [e for p in (*ours, *(p for p in treebanks if p.by_hand)) for e in examples(p)]
    trees = [e for p in treebanks if not p.by_hand for e in examples(p)]
    print(f"{len(own)} sentences marked by hand, {len(apart)} kept apart, {len(trees)} of the treebanks", flush=True)
    known = index([*own, *own, *trees])
    network = train(own, trees, known, options.seed, options.epochs)
    round_off(network)
    save(options.out, network, known)
    if options.expectation:
        expect.write(options.expectation, network, known)
    weights = sum(a.size for name, a in arrays(network, known).items() if name != "words")
    size = options.out.stat().st_size / 1e6
    facts = {
        "commit": commit,
        "size": size,
        "weights": weights,
        "words": len(known.words),
        "seed": options.seed,
        "seconds": time.process_time(),
    }
    card.write(options.out.parent / "README.md", gathered, facts)
    if apart:
        print(measure(Tagger.of(arrays(network, known)), apart))
    print(f"{options.out}: {size:.2f} MB, {time.process_time():.0f} CPU-seconds")
    return 0


def gather(data: Path) -> dict[str, list[Passage]]:
    """Return everything to learn from, by where it is from."""
    return {
        "articles": list(corpus.articles("train")),
        "extras": list(corpus.extras()),
        "gum": list(marked(treebank.passages(data / "gum", GUM))),
        "ewt": list(marked(treebank.passages(data / "ewt", EWT))),
    }


def apart_from(articles: Sequence[Passage], aside: int) -> set[str]:
    """Return the names of the articles to learn from: all, or all but those of every so-many-th negotiation."""
    folders = list(dict.fromkeys(p.name.split("__")[0] for p in articles))
    kept = {folder for n, folder in enumerate(folders) if aside and n % aside == aside - 1}
    return {p.name for p in articles if p.name.split("__")[0] not in kept}


def train(own: list[Example], trees: list[Example], known: Index, seed: int, epochs: Sequence[int]) -> Network:
    """Return the mean of two networks that part after the first stage: one goes on with more of the treebanks than the other.

    Each is the running average of its weights over the second stage. Networks that part late lie in one basin, so that their mean
    is as good as both heard together, at the price of one (Wortsman and others 2022, ICML, PMLR 162: 23965).
    """
    network = Network(len(known.words), len(known.tags), len(known.relations))
    course = Course(network, own, known, random.Random(seed), epochs)  # noqa: S311
    for epoch in range(epochs[0]):
        course.epoch(epoch, trees)
    parted = course.state()
    ends = []
    for share in SHARES:
        course.go_back(parted)
        for epoch in range(epochs[0], sum(epochs)):
            course.epoch(epoch, course.rng.sample(trees, int(share * len(trees))))
        course.network.load_state_dict(course.kept)
        round_off(course.network)
        ends.append({name: value.clone() for name, value in course.network.state_dict().items()})
    course.network.load_state_dict({name: sum(end[name] for end in ends) / len(ends) for name in ends[0]})
    return course.network.eval()


class Course:
    """A network that learns: where it stands, so that it can go back there and go on otherwise."""

    def __init__(self, network: Network, own: list[Example], known: Index, rng: random.Random, epochs: Sequence[int]) -> None:
        self.network, self.own, self.known, self.rng = network, own, known, rng
        self.first, self.whole = epochs[0], sum(epochs)
        self.optimizer = torch.optim.Adam(network.parameters(), lr=RATE, betas=(0.9, 0.98))
        self.kept: dict[str, torch.Tensor] = {}

    def state(self) -> tuple[object, ...]:
        """Return a copy of everything that changes while it learns."""
        return deepcopy((self.network.state_dict(), self.optimizer.state_dict(), self.rng.getstate(), torch.get_rng_state()))

    def go_back(self, state: tuple[object, ...]) -> None:
        """Go back to where a state was copied; the average begins anew."""
        network, optimizer, rng, drawn = deepcopy(state)
        self.network.load_state_dict(network)
        self.optimizer.load_state_dict(optimizer)
        self.rng.setstate(rng)
        torch.set_rng_state(drawn)
        self.kept = {}

    def epoch(self, number: int, some: Sequence[Example]) -> None:
        """Read everything of our own and some of the treebanks once."""
        began, total, steps = time.process_time(), 0.0, 0
        for group in self.optimizer.param_groups:
            group["lr"] = RATE * min(1.0, (self.whole - number) / (0.75 * self.whole))
        for batch in batches([*self.own, *some], BATCH, self.rng):
            loss = lost(self.network, batch, self.known, self.rng)
            self.optimizer.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_(self.network.parameters(), 3.0)
            self.optimizer.step()
            total += loss.item()
            steps += 1
            if number >= self.first + (self.whole - self.first) // 3:
                self._keep()
        print(f"epoch {number + 1}: loss {total:.0f}, {time.process_time() - began:.0f} CPU-seconds, {steps} steps", flush=True)

    def _keep(self) -> None:
        with torch.no_grad():
            for name, value in self.network.state_dict().items():
                self.kept[name] = value.clone() if name not in self.kept else KEEP * self.kept[name] + (1 - KEEP) * value


def lost(network: Network, batch: list[Example], known: Index, rng: random.Random) -> torch.Tensor:
    """Return the loss of one batch: cues, roles, and syntax where it is known."""
    network.train()
    inputs, frames = tensors(batch, known, rng)
    hidden = network.encode(inputs)
    ours = torch.tensor([1.0 if e.by_hand else 0.0 for e in batch])
    weight = ours + (1 - ours) * TREEBANK_CUES
    cues = cross_entropy(network.cues(hidden).transpose(1, 2), inputs["cue"], ignore_index=-100, reduction="none")
    loss = OWN_CUE * (cues.sum(1) * weight).sum() / 10
    if len(frames["sentence"]):
        emissions = network.emissions(hidden, inputs["length"], frames)
        roles = network.surprise(emissions, frames["labels"], frames["mask"])
        loss = loss + (roles * (ours + (1 - ours) * TREEBANK_ROLES)[frames["sentence"]]).sum() / 10
    if any(e.tags for e in batch):
        loss = loss + SYNTAX * network.syntax(hidden, inputs)
    return loss / 4


def measure(tagger: Tagger, apart: list[Example]) -> str:
    """Return how well the sentences kept apart are read: cues found, and roles right token by token within those."""
    hit = said = true = same = either = 0
    everything = tagger.hear([list(e.tokens) for e in apart], [e.title for e in apart])
    for e, heard in zip(apart, everything, strict=True):
        by_last = {p.cue[1]: p for p in heard.proposals}
        said, true = said + len(heard.proposals), true + len(e.frames)
        for frame in e.frames:
            p = by_last.get(frame.cue[1])
            if p is None:
                continue
            hit += 1
            ours = {i for a, b in p.content for i in range(a, b)}
            theirs = {i for i, role in enumerate(frame.roles) if role >= 3}
            same, either = same + len(ours & theirs), either + len(ours | theirs)
    precision, recall = hit / max(1, said), hit / max(1, true)
    return f"apart: cue precision {precision:.3f}, recall {recall:.3f}; content overlap of found {same / max(1, either):.3f}"


if __name__ == "__main__":
    sys.exit(main())
