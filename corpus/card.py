"""Write the counts and figures of the data card anew: `python corpus/card.py [--check]`.

CARD.md is prose with blocks between `<!-- NAME -->` and `<!-- /NAME -->`; a block holds what is counted or measured here, never
what somebody typed. With `--check` nothing is written; the exit status says whether the blocks are up to date.
"""

import re
import sys
import textwrap
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parent))

from agreement import ALIKE, TOKEN, compared, confusions, figures
from check import DETAILS, GENRES, SPLITS, TRAPS
from export import statements
from markup import HOME, Page, load, negotiation, read

from winset.record.statement import Act, Kind

CARD = HOME / "CARD.md"
CONFUSED = 10


def main(arguments: list[str]) -> int:
    """Write the card, or check it."""
    held = CARD.read_text("utf-8")
    wanted = filled(held)
    if "--check" in arguments:
        return int(held != wanted)
    CARD.write_text(wanted, "utf-8")
    return 0


def filled(card: str) -> str:
    """Return the card with every block made anew.

    Raises
    ------
    KeyError : the card wants a block that nobody makes
    """
    pages = [read(path) for path in sorted(HOME.glob("articles/*/*.txt"))]
    twice = compared(HOME / "first", HOME / "second")

    def block(found: re.Match[str]) -> str:
        name = found.group(1)
        return f"<!-- {name} -->\n\n{BLOCKS[name](twice if name in TWICE else pages)}\n\n<!-- /{name} -->"

    return re.sub(r"<!-- ([a-z]+) -->\n.*?<!-- /\1 -->", block, card, flags=re.S)


def table(columns: Iterable[str], rows: Iterable[Iterable[Any]]) -> str:
    """Return a table.

    >>> print(table(["act", "n"], [["offer", 3]]))
    | act | n |
    |---|--:|
    | offer | 3 |
    """
    columns = list(columns)
    lines = [columns, *rows]
    drawn = ["| " + " | ".join(str(cell) for cell in line) + " |" for line in lines]
    drawn.insert(1, "|---|" + "--:|" * (len(columns) - 1))
    return "\n".join(drawn)


def splits(pages: list[Page]) -> str:
    """Tell the size of each split, and the hash under which the test articles are frozen."""
    sizes: dict[str, Counter[str]] = defaultdict(Counter)
    folders: dict[str, set[str]] = defaultdict(set)
    for page in pages:
        split = _split(page)
        folders[split].add(page.path.parent.name)
        sizes[split] += Counter(articles=1, statements=len(page.marks), words=len(TOKEN.findall(page.running())))
    rows = [[s, len(folders[s]), *(f"{sizes[s][key]:,}" for key in ("articles", "words", "statements"))] for s in _used(sizes)]
    test = load((HOME / "splits.yaml").read_text("utf-8"), HOME / "splits.yaml")["test"]
    drawn = table(("split", "negotiations", "articles", "words of title and body", "statements"), rows)
    return (
        f"{drawn}\n\nThe test articles are frozen; their SHA-256, as settled: `{test['frozen']}`;\n"
        f"as the first annotator marked them: `{test['first']}`."
    )


def articles(pages: list[Page]) -> str:
    """Count articles by genre and variety of English."""
    cells = [(_split(page), str(page.head[key])) for page in pages for key in ("genre", "variety")]
    return _counted("genre, variety", cells, [*GENRES, "British", "American"])


def kinds(pages: list[Page]) -> str:
    """Count statements by kind, and those nested, inferred by a reporter, or of an attitude."""
    cells = []
    for page in pages:
        for number in page.marks:
            fields = page.head["statements"][number]
            marked = [key for key, name in EXTRAS.items() if name in fields]
            cells += [(_split(page), label) for label in (page.kind(number), *marked)]
    return _counted("kind; of these", cells, [*(str(kind) for kind in Kind), *EXTRAS])


def acts(pages: list[Page]) -> str:
    """Count statements by act."""
    cells = [(_split(page), page.head["statements"][number]["act"]) for page in pages for number in page.marks]
    return _counted("act", cells, [str(act) for act in Act])


def traps(pages: list[Page]) -> str:
    """Count articles by trap."""
    return _counted("trap", [(_split(page), trap) for page in pages for trap in page.head.get("traps") or ()], TRAPS)


def details(pages: list[Page]) -> str:
    """Tell for which share of the statements each detail is given."""
    given: Counter[tuple[str, str]] = Counter()
    every: Counter[str] = Counter()
    for page in pages:
        for number in page.marks:
            every[_split(page)] += 1
            given.update((_split(page), key) for key in (*DETAILS, "issues") if page.head["statements"][number].get(key))
    used = _used(every)
    return table(("given", *used), ([key, *(f"{given[s, key] / every[s]:.0%}" for s in used)] for key in (*DETAILS, "issues")))


def schema(pages: list[Page]) -> str:
    """Name the fields of an exported statement."""
    page = next(page for page in pages if page.marks)
    row = statements(page, negotiation(page.path.parent.name))[0]
    return textwrap.fill(", ".join(f"`{key}`" for key in row), 120)


def agreement(twice: list[tuple[Page, Page]]) -> str:
    """Tell every figure of agreement on the test split."""
    both = " and ".join(str(sum(len(page.marks) for page in side)) for side in zip(*twice, strict=True))
    told = textwrap.fill(
        f"Articles annotated twice: {len(twice)}, the whole test split, with {both} statements before differences were settled. "
        f"Two statements are one where the tokens of their contents have a Jaccard index of at least {ALIKE}, the most alike "
        "paired first.",
        124,
    )
    rows = ([figure.name, figure.measure, figure.shown(), figure.n] for figure in figures(twice))
    return f"{told}\n\n{table(('of', 'measure', 'value', 'n'), rows)}"


def confused(twice: list[tuple[Page, Page]]) -> str:
    """Tell which acts the annotators took for which."""
    found = sorted(confusions(twice).items(), key=lambda item: (-item[1], item[0]))
    rows = ([first, second, n] for (first, second), n in found[:CONFUSED])
    rest = sum(n for _, n in found[CONFUSED:])
    return table(("act, first annotator", "second", "statements"), [*rows, ["others", "", rest]])


EXTRAS = {"nested": "nested_in", "a reporter's inference": "voice", "an attitude": "attitude"}
TWICE = {"agreement", "confused"}
BLOCKS: dict[str, Callable[[Any], str]] = {
    made.__name__: made for made in (splits, articles, kinds, acts, traps, details, schema, agreement, confused)
}


def _split(page: Page) -> str:
    return str(negotiation(page.path.parent.name)["split"])


def _used(seen: Iterable[str]) -> list[str]:
    return [split for split in SPLITS if split in seen]


def _counted(what: str, cells: list[tuple[str, str]], order: Iterable[str]) -> str:
    seen = Counter(cells)
    used = _used({split for split, _ in cells})
    return table((what, *used), ([label, *(seen[split, label] for split in used)] for label in order))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
