"""What the tagger adds to the rules: rules alone, tagger alone and both, on the corpus's test split and on real news.

    bench/tagger.py [--write] [--marks first]

Own test split: a statement is found where the words of its content and those of one marked overlap by half (Jaccard), one
to one, best first; speaker, act, date and channel are counted over what was found, a date where the corpus has one.
Real news: the reference scorer on `data/polnear-dev`, where WINSET_REFERENCE names the folder. `--write` puts the tables into
docs/explanation/tagger.md. `--marks first` counts by the marks of the first annotator, from before differences were settled.
"""

import argparse
import json
import os
import re
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from contextlib import redirect_stdout
from datetime import date
from functools import partial
from io import StringIO
from pathlib import Path
from unittest.mock import patch

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT / "corpus"))

from export import main as export  # noqa: E402

from winset.read.learned.combine import alone  # noqa: E402
from winset.read.reader import read_text  # noqa: E402
from winset.record.article import Article  # noqa: E402
from winset.record.channel import plainest  # noqa: E402

PAGE = ROOT / "docs" / "explanation" / "tagger.md"
BETWEEN = re.compile(r"(?<=<!-- figures -->\n).*?(?=<!-- end of figures -->)", re.S)
Read = Callable[..., Article]
NEWS = {
    "speech_content_f": "speech content F",
    "speech_content_precision": "its precision",
    "speech_content_recall": "its recall",
    "speech_content_source_f": "content and source F",
    "direct_recall": "direct recall",
    "indirect_recall": "indirect recall",
    "source_accuracy_of_found": "source accuracy",
    "all_content_f": "content F, attitudes included",
}
OWN = {
    "statement_f": "statement F",
    "words_f": "statement F, attitudes apart",
    "attitude_recall": "recall of attitudes",
    "statement_precision": "its precision",
    "statement_recall": "its recall",
    "speaker": "canonical speaker",
    "date": "date, where derivable",
    "channel_f": "channel F",
    "act": "act",
}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--marks", choices=("articles", "first", "second"), default="articles")
    parser.add_argument("--write", action="store_true", help="write the tables into docs/explanation/tagger.md")
    options = parser.parse_args()
    readers: dict[str, Read] = {"rules": partial(read_text, rules_alone=True), "tagger": tagger_alone, "both": read_text}
    found = {name: own(read, options.marks) for name, read in readers.items()}
    out = table("Own test split (percent)", OWN, found)
    if folder := os.environ.get("WINSET_REFERENCE"):
        found = {name: news(Path(folder), read) for name, read in readers.items()}
        out += table("Real news, `data/polnear-dev` (percent)", NEWS, found)
        speeds = " | ".join(f"{figures['speed']:.0f}" for figures in found.values())
        out += f"| articles a CPU-second, this machine as it was | {speeds} |\n"
    print(out)
    if options.write:
        PAGE.write_text(BETWEEN.sub(lambda _: out, PAGE.read_text(encoding="utf-8")), encoding="utf-8")


def tagger_alone(text: str, **given: object) -> Article:
    with patch("winset.read.learned.combine.combined", alone):
        return read_text(text, **given)  # type: ignore[arg-type]


def table(title: str, names: dict[str, str], found: dict[str, dict[str, float]]) -> str:
    rows = [f"\n| {title} | " + " | ".join(found) + " |", "|---" * (len(found) + 1) + "|"]
    rows += [
        f"| {label} | " + " | ".join(f"{figures[key]:.1f}" for figures in found.values()) + " |" for key, label in names.items()
    ]
    return "\n".join(rows) + "\n"


def own(read: Read, marks: str = "articles") -> dict[str, float]:
    """Return the figures of a reader on the corpus's test split, by the settled marks or by those of one annotator."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        with redirect_stdout(StringIO()):
            export([name, "--split", "test", "--marks", marks])
        articles = [json.loads(line) for line in (folder / "articles.jsonl").read_text(encoding="utf-8").splitlines()]
        marked = [json.loads(line) for line in (folder / "statements.jsonl").read_text(encoding="utf-8").splitlines()]
        texts = {a["document"]: (folder / "text" / f"{a['document']}.txt").read_bytes().decode() for a in articles}
    n: Counter[str] = Counter()
    for article in articles:
        day = article["date"]["value"]
        as_of = date.fromisoformat(day) if day and len(day) == 10 else None
        text = texts[article["document"]]
        said = [s.model_dump(mode="json") for s in read(text, document=article["document"], as_of=as_of).statements]
        gold = [s for s in marked if s["document"] == article["document"]]
        n["said"] += len(said)
        n["marked"] += len(gold)
        n["attitudes"] += sum(s["attitude"] for s in gold)
        n["channels said"] += sum(s["channel"]["value"] is not None for s in said)
        n["channels marked"] += sum(s["channel"]["value"] is not None for s in gold)
        for ours, theirs in matched(text, said, gold):
            n["found"] += 1
            n["attitudes found"] += theirs["attitude"]
            n["speaker"] += sorted(ours["speaker"]) == sorted(theirs["speaker"])
            n["act"] += ours["act"] == theirs["act"]
            n["dated"] += theirs["date"]["value"] is not None
            n["date"] += theirs["date"]["value"] is not None and ours["date"]["value"] == theirs["date"]["value"]
            n["channel"] += theirs["channel"]["value"] is not None and channel_of(ours) == channel_of(theirs)
    share = lambda part, whole: 100 * n[part] / max(1, n[whole])  # noqa: E731
    return {
        "statement_f": 200 * n["found"] / max(1, n["said"] + n["marked"]),
        "attitude_recall": share("attitudes found", "attitudes"),
        "words_f": 200
        * (n["found"] - n["attitudes found"])
        / max(1, n["said"] + n["marked"] - n["attitudes found"] - n["attitudes"]),
        "statement_precision": share("found", "said"),
        "statement_recall": share("found", "marked"),
        "speaker": share("speaker", "found"),
        "act": share("act", "found"),
        "date": share("date", "dated"),
        "channel_f": 200 * n["channel"] / max(1, n["channels said"] + n["channels marked"]),
    }


def channel_of(statement: dict) -> str:
    """Return how something was said in a word of the schema's list: the marks also use finer ones."""
    return plainest(statement["channel"]["value"] or "").lower()


def matched(text: str, said: list[dict], gold: list[dict]) -> list[tuple[dict, dict]]:
    """Return pairs of statements whose words overlap by half or more, best first."""
    ours, theirs = ([words(text, s["content"]) for s in some] for some in (said, gold))
    overlaps = [(len(a & b) / len(a | b), i, j) for i, a in enumerate(ours) for j, b in enumerate(theirs) if a & b]
    left_i, left_j, out = set(range(len(said))), set(range(len(gold))), []
    for overlap, i, j in sorted(overlaps, reverse=True):
        if overlap >= 0.5 and i in left_i and j in left_j:
            left_i.remove(i)
            left_j.remove(j)
            out.append((said[i], gold[j]))
    return out


def words(text: str, spans: list[list[int]]) -> frozenset[int]:
    return frozenset(a + m.start() for a, b in spans for m in re.finditer(r"\w+", text[a:b]))


def news(folder: Path, read: Read) -> dict[str, float]:
    """Return the figures of the reference scorer on real news, and the speed."""
    texts = {p.stem: p.read_bytes().decode() for p in sorted((folder / "data" / "polnear-dev" / "text").glob("*.txt"))}
    read(next(iter(texts.values())), document="first")
    began = time.process_time()
    found = {name: read(text, document=name).statements for name, text in texts.items()}
    taken = time.process_time() - began
    with tempfile.NamedTemporaryFile("w", suffix=".jsonl", encoding="utf-8") as file:
        for name, statements in found.items():
            for s in statements:
                file.write(json.dumps({"document": name, "content": s.content, "source": s.source, "cue": s.cue}) + "\n")
        file.flush()
        command = [sys.executable, folder / "tools" / "score_attributions.py", folder / "data" / "polnear-dev", file.name]
        done = subprocess.run(command, capture_output=True, text=True, check=True)
    return {**json.loads(done.stdout.splitlines()[-1]), "speed": len(texts) / taken}


if __name__ == "__main__":
    main()
