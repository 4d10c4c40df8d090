"""Train the model of acts: `python training/act.py --out WEIGHTS.npz [--folds 6]`.

Multinomial logistic regression with a quadratic penalty on the statements of the training split, and on those of `acts.txt`,
which say plainly what each act is, by limited-memory BFGS on all of them at once; it has one optimum, so nothing depends on
chance. `--folds N` says first how often it is right on negotiations it has not seen, N parts of them taken in turn, beside how
often the rules alone are.
"""

import argparse
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np
import torch

HERE = Path(__file__).parent
sys.path[:0] = [str(HERE), str(HERE.parent / "corpus"), str(HERE.parent / "src")]

import linear  # noqa: E402
from export import statements  # noqa: E402
from markup import negotiation, read  # noqa: E402

from winset.read.act import act  # noqa: E402
from winset.read.english.cues import CUES  # noqa: E402
from winset.read.learned.act import ActModel, Spoken, traits  # noqa: E402
from winset.read.learned.linear import Linear  # noqa: E402
from winset.record.statement import Act, Kind  # noqa: E402

FEWEST = 2
"""Statements in which a trait must stand to be weighed."""
PENALTY = 1.5
CLAIMED = 0.3
"""What is taken off the claims at the end: a penalty leaves the commonest act too likely."""
RULED = 0.6
"""What is added to any other act for the rules' word that it is one: it costs nothing in what is right, and spares surprises."""


class Known(NamedTuple):
    """A statement of the corpus: the negotiation it is from, what it is judged by, and its act as it was marked."""

    folder: str
    spoken: Spoken
    act: Act


def main(arguments: list[str] | None = None) -> int:
    """Cross-validate where that is asked for, train on everything, and write the weights."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--folds", type=int, default=0)
    options = parser.parse_args(arguments)
    torch.set_num_threads(1)
    known = [*gathered(), *plain()]
    if options.folds:
        right, ruled = checked(known, options.folds)
        print(f"{len(known)} statements: right on negotiations not seen {right:.4f}, the rules alone {ruled:.4f}")
    arrays = fitted(known)
    with options.out.open("wb") as stream:
        np.savez_compressed(stream, **arrays)
    print(f"{options.out}: {options.out.stat().st_size / 1e6:.2f} MB, {time.process_time():.0f} CPU-seconds")
    return 0


def gathered() -> list[Known]:
    """Return the statements of the training split."""
    out = []
    for path in sorted((HERE.parent / "corpus").glob("articles/*/*.txt")):
        about = negotiation(path.parent.name)
        if about.get("split") == "train":
            page = read(path)
            out += known_of(path.parent.name, page.text, statements(page, about))
    return out


def known_of(folder: str, text: str, marked: Sequence[dict]) -> list[Known]:
    """Return what is known of the statements of an article."""
    outer = {s["nested_in"] for s in marked}
    out = []
    for s in marked:
        cue, source, content = (" … ".join(text[a:b] for a, b in s[part]) for part in ("cue", "source", "content"))
        spoken = Spoken(cue, source, content, Kind(s["kind"]), _rule(cue, content), bool(s["nested_in"]), s["id"] in outer)
        out.append(Known(folder, spoken, Act(s["act"])))
    return out


def plain() -> list[Known]:
    """Return the statements of `acts.txt`; they belong to no negotiation."""
    rows = [line.split(" | ") for line in (HERE / "acts.txt").read_text(encoding="utf-8").splitlines() if line[0] != "#"]
    return [Known("", Spoken(cue, "", said, _kind(said), _rule(cue, said)), Act(name)) for name, cue, said in rows]


def _kind(said: str) -> Kind:
    return Kind.DIRECT if said[0] == "“" else Kind.MIXED if "“" in said else Kind.INDIRECT


def _rule(cue: str, said: str) -> Act:
    return act(next((CUES[w].lemma for w in reversed(cue.lower().split()) if w in CUES), ""), said, cue)


def checked(known: Sequence[Known], folds: int) -> tuple[float, float]:
    """Return how often the model and the rules are right, the model on negotiations it has not learned from."""
    folders = sorted({one.folder for one in known if one.folder})
    unseen = [one for one in known if one.folder]
    right = 0
    for part in range(folds):
        apart = set(folders[part::folds])
        model = ActModel(Linear.of(fitted([one for one in known if one.folder not in apart])))
        right += sum(model.act(one.spoken) is one.act for one in unseen if one.folder in apart)
    return right / len(unseen), sum(one.spoken.rule is one.act for one in unseen) / len(unseen)


def fitted(known: Sequence[Known]) -> dict[str, np.ndarray]:
    """Return the weights w that minimise -sum log p(act | traits; w) + PENALTY / 2 |w|^2, as they are shipped."""
    found = [traits(one.spoken) for one in known]
    table = linear.Traits(found, FEWEST)
    acts = sorted({one.act for one in known})
    wanted = torch.tensor([acts.index(one.act) for one in known])
    bags = table.bags(found)
    weights = torch.zeros(len(table.rows), len(acts), requires_grad=True)
    bias = torch.zeros(len(acts), requires_grad=True)

    def lost() -> torch.Tensor:
        scores = linear.summed(bags, weights) + bias
        return torch.nn.functional.cross_entropy(scores, wanted, reduction="sum") + PENALTY / 2 * (weights**2).sum()

    linear.fit([weights, bias], lost)
    with torch.no_grad():
        bias[acts.index(Act.CLAIM)] -= CLAIMED
        for number, name in enumerate(acts):
            if name is not Act.CLAIM and (row := table.rows.get(f"rule {name}")) is not None:
                weights[row, number] += RULED
    return linear.arrays(acts, table.rows, weights, bias)


if __name__ == "__main__":
    sys.exit(main())
