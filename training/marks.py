"""Attributions marked by hand in paragraphs of the treebanks: where they stand, never the words, which stay with the treebanks.

`treebank_marks.jsonl` has a line a paragraph of the documents that were read: its name, a sum over its text that tells whether
the treebank still says the same, and the spans of source, cue and content of each attribution, in characters. A paragraph
without any says that nothing in it attributes. `python training/marks.py GROUP.marked … --texts GROUP.txt …` writes the file from
paragraphs marked inline as the corpus is, one a line after its name in brackets.
"""

import argparse
import json
import re
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from zlib import crc32

HERE = Path(__file__).parent
sys.path[:0] = [str(HERE), str(HERE.parent / "corpus"), str(HERE.parent / "src")]

from markup import parse  # noqa: E402
from passage import Attribution, Passage  # noqa: E402

from corpus import attributions  # noqa: E402

FILE = HERE / "treebank_marks.jsonl"
_LINE = re.compile(r"\[(\S+)\] (.*)")


def marked(passages: Iterable[Passage]) -> Iterator[Passage]:
    """Yield passages of the treebanks with the attributions marked by hand in place of those read off the trees."""
    known = {row["paragraph"]: row for row in map(json.loads, FILE.read_text(encoding="utf-8").splitlines())}
    for p in passages:
        row = known.get(p.name)
        if row is None:
            yield p
            continue
        if row["sum"] != crc32(p.text.strip().encode()):
            sys.exit(f"{FILE.name}: {p.name} is not the paragraph that was marked: use the treebank of the reference folder")
        made = (Attribution(*(tuple(map(tuple, part)) for part in one)) for one in row["attributions"])
        yield Passage(p.name, p.text, tuple(made), p.words, p.titles, by_hand=True)


def main() -> int:
    """Write the file anew from paragraphs marked inline."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("marked", type=Path, nargs="+", help="paragraphs with marks; those without any need not stand there")
    parser.add_argument("--texts", type=Path, nargs="+", required=True, help="every paragraph that was read")
    parser.add_argument("--without", nargs="*", default=(), help="names of paragraphs that were not read to the end")
    options = parser.parse_args()
    rows = {name: text for path in options.texts for name, text in _lines(path) if name not in options.without}
    found = {name: text for path in options.marked for name, text in _lines(path)}
    with FILE.open("w", encoding="utf-8", newline="\n") as out:
        for name, text in rows.items():
            page = parse(f"---\nstatements:\n---\n{found[name]}\n", Path(name)) if name in found else None
            if page and page.text.strip() != text.strip():
                sys.exit(f"{name}: the text with its marks taken out is not the paragraph's")
            made = [[a.source, a.cue, a.content] for a in attributions(page)] if page else []
            out.write(json.dumps({"paragraph": name, "sum": crc32(text.strip().encode()), "attributions": made}) + "\n")
    print(f"{FILE}: {len(rows)} paragraphs, {len(found)} of them with attributions")
    return 0


def _lines(path: Path) -> Iterator[tuple[str, str]]:
    for line in path.read_text(encoding="utf-8").splitlines():
        if match := _LINE.match(line):
            yield match[1], match[2]


if __name__ == "__main__":
    sys.exit(main())
