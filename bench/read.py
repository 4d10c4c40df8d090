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

from winset.read.reader import CODER, read_text

ROUNDS = 5
LONG = (500_000, 1_000_000, 2_000_000, 5_000_000)
AIMS = {
    "speech_content_f": 72.0,
    "speech_content_source_f": 68.0,
    "source_accuracy_of_found": 93.0,
    "direct_recall": 92.0,
    "speech_content_precision": None,
    "speech_content_recall": None,
    "indirect_recall": None,
    "all_content_f": None,
}
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


def accuracy(folder: Path, texts: dict[str, str]) -> None:
    with tempfile.NamedTemporaryFile("w", suffix=".jsonl", encoding="utf-8") as predictions:
        for name, text in texts.items():
            for s in read_text(text, document=name).statements:
                row = {"document": name, "content": s.content, "source": s.source, "cue": s.cue}
                predictions.write(json.dumps(row) + "\n")
        predictions.flush()
        scorer = [sys.executable, str(folder / "tools" / "score_attributions.py"), str(folder / "data" / "polnear-dev")]
        done = subprocess.run([*scorer, predictions.name], capture_output=True, text=True, check=True)
    figures = json.loads(done.stdout.splitlines()[-1])
    print(f"Accuracy of {CODER} on {len(texts)} articles of real news (percent)\n")
    print(f"{'figure':34}{'reached':>9}{'asked':>9}")
    for name, aim in AIMS.items():
        print(f"{name:34}{figures[name]:>9}{aim if aim is not None else '–':>9}")


def speed(texts: list[str], spacy: str | None) -> None:
    def read_them() -> None:
        for text in texts:
            read_text(text, document="d")

    print(f"\nSpeed on {len(texts)} articles of {sum(map(len, texts)) // len(texts):,} characters, best of {ROUNDS}\n")
    print(f"{'what':44}{'CPU-seconds':>12}{'articles a CPU-second':>24}")
    row(f"{CODER}: statements, speakers, dates …", seconds(read_them, ROUNDS), len(texts))
    if spacy:
        done = subprocess.run(
            [spacy, "-c", SPACY, str(ROUNDS)], input=json.dumps(texts), capture_output=True, text=True, check=True
        )
        answer = json.loads(done.stdout)
        row(f"spaCy {answer['version']} blank, sentencizer: sentences", answer["seconds"], len(texts))
    body = "\n\n".join(texts)
    print(f"\n{'one text of so many characters':44}{'CPU-seconds':>12}{'characters a CPU-second':>24}")
    for size in LONG:
        text = (body * (size // len(body) + 1))[:size]
        taken = seconds(lambda text=text: read_text(text, document="d"), 1)
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
