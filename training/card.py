"""The card beside the weights: what they were made from, under which licences, from which commit, and what they are not."""

import hashlib
import subprocess
from collections.abc import Iterable
from pathlib import Path

from passage import Passage

HERE = Path(__file__).parent
CARD = """# The tagger's weights

`tagger.npz` holds the float16 weights of the network that `winset.read.learned.tagger` runs:
{size:.2f} MB, {weights:,} numbers and a vocabulary of {words:,} words.
It finds, in a sentence of news, what attributes, and for each who speaks and what is said.

Made by `make train` from commit {commit}, seed {seed}, in {seconds:,.0f} CPU-seconds on one core. That run wrote this card.

| training data | what of it | licence |
|---|---|---|
| the corpus, `corpus/articles`, training split only | {articles} articles, {marks:,} statements; SHA-256 `{digest}` | MIT |
| passages written for the tagger, `training/passages` | {passages} passages, {more:,} statements | MIT |
| GUM: bio, interview, news, speech | {gum:,} paragraphs: syntax, {gum_marks:,} attributions, {gum_hand:,} by hand | CC BY |
| Universal Dependencies: EWT | {ewt:,} paragraphs: syntax, {ewt_marks:,} attributions, {ewt_hand:,} by hand | CC BY-SA 4.0 |

The other attributions of the treebanks are read off their trees; `training/treebank_marks.jsonl` holds where the hand-made ones
stand, and none of the words.

Never trained on, nor looked at for features: the corpus's test split, and PolNeAR. People and bodies in the corpus and the
passages are invented; a third of the names are exchanged at random while the network learns, and one word in eight is hidden.

`act.npz` holds the model of acts, `winset.read.learned.act`: a weight for each of its traits and acts, from the same corpus
articles and from `training/acts.txt`, plain statements written for it (MIT). `settle.npz` holds what settles days and channels,
`winset.read.learned.settle`, from the same articles. `training/act.py` and `training/settle.py` make them, without chance, in two
minutes, and say how good they are on negotiations that they have not seen.

Known limits: English news; a statement's words in the sentence of its cue (the reader joins quotations over sentences and
paragraphs); attitudes ("fears", "wants") are proposed as words are, and marked as no kind of their own.
"""


def write(path: Path, gathered: dict[str, list[Passage]], facts: dict[str, object]) -> None:
    """Write the card."""
    marks = {name: sum(len(p.attributions) for p in some) for name, some in gathered.items()}
    values = {
        "articles": len(gathered["articles"]),
        "marks": marks["articles"],
        "digest": digest(gathered["articles"])[:16],
        "passages": len(gathered["extras"]),
        "more": marks["extras"],
        "gum": len(gathered["gum"]),
        "gum_marks": marks["gum"],
        "ewt": len(gathered["ewt"]),
        "ewt_marks": marks["ewt"],
        **{f"{name}_hand": sum(len(p.attributions) for p in gathered[name] if p.by_hand) for name in ("gum", "ewt")},
    }
    path.write_text(CARD.format(**values, **facts), encoding="utf-8")


def digest(passages: Iterable[Passage]) -> str:
    """Return a hash of texts and marks, so that others can tell whether they hold the same."""
    whole = hashlib.sha256()
    for passage in passages:
        whole.update(f"{passage.name}\n{passage.text}\n{passage.attributions}\n".encode("utf-8", "surrogatepass"))
    return whole.hexdigest()


def commit() -> str:
    """Return the commit that is checked out, and whether the corpus or the trainer differ from it."""
    changed = _git("status", "--porcelain", "corpus", "training")
    return _git("rev-parse", "--short", "HEAD") + (
        " with changes not yet committed to the corpus or the trainer" if changed else ""
    )


def _git(*arguments: str) -> str:
    return subprocess.run(["git", *arguments], cwd=HERE, capture_output=True, text=True, check=False).stdout.strip()  # noqa: S603, S607
