"""How accurately and how fast the reader reads, printed as two tables.

    bench/read.py [--spacy PYTHON]

Accuracy is measured on the real news of `data/polnear-dev` by the reference scorer; speed in CPU-seconds on the same
articles, and on one long text to see that time grows with length. With `--spacy`, that interpreter's blank English
pipeline with sentencizer, which only splits words and sentences, reads the same articles beside it.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from winset.read.reader import CODER, CODER_ALONE, read_text

ROUNDS = 5
LONG = (500_000, 1_000_000, 2_000_000, 5_000_000)
AIMS = {
    "speech_content_f": (72.0, 80.0),
    "speech_content_source_f": (68.0, 73.0),
    "source_accuracy_of_found": (93.0, 93.0),
    "direct_recall": (92.0, 95.0),
    "indirect_recall": (None, 78.0),
    "speech_content_precision": (None, None),
    "speech_content_recall": (None, None),
    "all_content_f": (None, None),
}
"""What is asked of the rules alone, and of rules and tagger together."""

SPACY = """
import json, sys, time, spacy
texts = json.load(sys.stdin)
nlp = spacy.blank("en"); nlp.add_pipe("sentencizer"); nlp.max_length = 10**7
best = 1e9
for _ in range(int(sys.argv[1])):
    began = time.process_time()
    for text in texts:
        sum(1 for _ in nlp(text).sents)
    best = min(best, time.process_time() - began)
print(json.dumps({"version": spacy.__version__, "seconds": best}))
"""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--spacy", metavar="PYTHON", help="an interpreter that has spaCy")
    options = parser.parse_args()
    reference = os.environ.get("WINSET_REFERENCE")
    if not reference or not (Path(reference) / "data" / "polnear-dev").is_dir():
        sys.exit("bench/read.py: the reference material is absent; set WINSET_REFERENCE to its folder")
    folder = Path(reference)
    texts = {p.stem: p.read_bytes().decode() for p in sorted((folder / "data" / "polnear-dev" / "text").glob("*.txt"))}
    accuracy(folder, texts)
    speed(list(texts.values()), options.spacy)


def figures_of(folder: Path, texts: dict[str, str], *, rules_alone: bool) -> dict[str, float]:
    """Return what the reference scorer makes of the statements that are read."""
    with tempfile.NamedTemporaryFile("w", suffix=".jsonl", encoding="utf-8") as predictions:
        for name, text in texts.items():
            for s in read_text(text, document=name, rules_alone=rules_alone).statements:
                row = {"document": name, "content": s.content, "source": s.source, "cue": s.cue}
                predictions.write(json.dumps(row) + "\n")
        predictions.flush()
        scorer = [sys.executable, str(folder / "tools" / "score_attributions.py"), str(folder / "data" / "polnear-dev")]
        done = subprocess.run([*scorer, predictions.name], capture_output=True, text=True, check=True)
    return dict(json.loads(done.stdout.splitlines()[-1]))


def accuracy(folder: Path, texts: dict[str, str]) -> None:
    """Print the figures of the rules alone, of rules and tagger together, and those asked for of each."""
    alone, both = (figures_of(folder, texts, rules_alone=rules) for rules in (True, False))
    print(f"Accuracy on {len(texts)} articles of real news (percent)\n")
    print(f"{'figure':34}{CODER_ALONE:>16}{'asked':>8}{CODER:>12}{'asked':>8}")
    for name, (aim, aim_both) in AIMS.items():
        print(f"{name:34}{alone[name]:>16}{aim or '–':>8}{both[name]:>12}{aim_both or '–':>8}")


def speed(texts: list[str], spacy: str | None) -> None:
    """Print articles and characters a CPU-second."""
    print(f"\nSpeed on {len(texts)} articles of {sum(map(len, texts)) // len(texts):,} characters, best of {ROUNDS}\n")
    print(f"{'what':44}{'CPU-seconds':>12}{'articles a CPU-second':>24}")
    for coder, rules_alone in ((CODER_ALONE, True), (CODER, False)):
        taken = seconds(lambda rules=rules_alone: [read_text(text, document="d", rules_alone=rules) for text in texts], ROUNDS)
        row(f"{coder}: statements, speakers, dates …", taken, len(texts))
    if spacy:
        done = subprocess.run(
            [spacy, "-c", SPACY, str(ROUNDS)], input=json.dumps(texts), capture_output=True, text=True, check=True
        )
        answer = json.loads(done.stdout)
        row(f"spaCy {answer['version']} blank, sentencizer: sentences", answer["seconds"], len(texts))
    body = "\n\n".join(texts)
    print(f"\n{'one text of so many characters, by rules':44}{'CPU-seconds':>12}{'characters a CPU-second':>24}")
    for size in LONG:
        text = (body * (size // len(body) + 1))[:size]
        taken = seconds(lambda text=text: read_text(text, document="d", rules_alone=True), 1)
        print(f"{size:<44,}{taken:>12.2f}{size / taken:>24,.0f}")


def row(what: str, taken: float, count: int) -> None:
    print(f"{what:44}{taken:>12.2f}{count / taken:>24.0f}")


def seconds(work: Callable[[], object], rounds: int) -> float:
    best = float("inf")
    for _ in range(rounds):
        began = time.process_time()
        work()
        best = min(best, time.process_time() - began)
    return best


if __name__ == "__main__":
    main()
