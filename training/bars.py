"""Set the bars between rules and tagger: `training/bars.py WEIGHTS.npz --aside N [DOUBTED,SURE,SAID,FELT,LIKELIER,BARE …]`.

The weights come from `train.py --aside N`, which kept every N-th training negotiation from the network; on those negotiations
each choice of bars is measured. The lower the bars, the more is found there, and the more is found on real news that its
annotators did not mark: the bars of `winset.read.learned.combine` are the choice that does best here among those at which
the figures asked for on real news still hold. The test split has no say.
"""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

import numpy as np

HERE = Path(__file__).parent
sys.path[:0] = [str(HERE), str(HERE.parent / "bench"), str(HERE.parent / "corpus"), str(HERE.parent / "src")]

from markup import Page, negotiation, read  # noqa: E402
from tagger import matched  # noqa: E402

from winset.read.learned import combine  # noqa: E402
from winset.read.learned.tagger import Tagger  # noqa: E402
from winset.read.reader import read_text  # noqa: E402

BARS = ("DOUBTED", "SURE", "SAID", "FELT", "LIKELIER", "BARE")
CHOICES = (
    "0.01,0.9,0.75,0.8,7,3",
    "0.02,0.97,0.75,0.93,4,3",
    "0.05,0.9,0.75,0.8,4,3",
    "0.05,0.7,0.6,0.6,4,3",
    "0.05,0.5,0.5,0.5,2,1",
)


def main(arguments: list[str] | None = None) -> int:
    """Print precision, recall and F of every choice of bars."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("weights", type=Path)
    parser.add_argument("--aside", type=int, required=True)
    parser.add_argument("choices", nargs="*", default=CHOICES)
    options = parser.parse_intermixed_args(arguments)
    pages = apart(options.aside)
    with np.load(options.weights) as arrays:
        tagger = Tagger.of(dict(arrays))
    Tagger.load = staticmethod(lambda: tagger)  # type: ignore[method-assign]
    print(f"{len(pages)} articles kept apart")
    for choice in options.choices:
        for bar, value in zip(BARS, choice.split(","), strict=True):
            setattr(combine, bar, float(value))
        found, said, marked = count(pages)
        print(
            f"{choice:24} precision {found / said:.3f}  recall {found / marked:.3f}  F {2 * found / (said + marked):.3f}",
            flush=True,
        )
    return 0


def apart(aside: int) -> list[Page]:
    """Return the articles of every so-many-th training negotiation: those that `train.apart_from` leaves out."""
    paths = sorted((HERE.parent / "corpus").glob("articles/*/*.txt"))
    folders = [f for f in dict.fromkeys(p.parent.name for p in paths) if negotiation(f).get("split") == "train"]
    kept = {folder for n, folder in enumerate(folders) if n % aside == aside - 1}
    return [read(path) for path in paths if path.parent.name in kept]


def count(pages: Sequence[Page]) -> tuple[int, int, int]:
    """Return how many statements are found, said and marked."""
    found = said = marked = 0
    for page in pages:
        ours = [{"content": s.content} for s in read_text(page.text, document=page.document).statements]
        theirs = [{"content": m.content} for m in page.marks.values() if m.content]
        found += len(matched(page.text, ours, theirs))
        said, marked = said + len(ours), marked + len(theirs)
    return found, said, marked


if __name__ == "__main__":
    sys.exit(main())
