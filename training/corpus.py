"""Passages from the annotated corpus, by its splits, and from the short passages written for the tagger alone."""

import sys
from collections.abc import Iterator
from pathlib import Path

from passage import Attribution, Passage

HERE = Path(__file__).parent
CORPUS = HERE.parent / "corpus"
sys.path.insert(0, str(CORPUS))

from markup import Faulty, Page, negotiation, parse, read  # noqa: E402


def articles(split: str = "train") -> Iterator[Passage]:
    """Yield the articles of a split of the corpus, everything but title and body blanked."""
    for path in sorted(CORPUS.glob("articles/*/*.txt")):
        try:
            if negotiation(path.parent.name).get("split") != split:
                continue
            page = read(path)
        except Faulty as fault:
            print(f"left out: {fault}", file=sys.stderr)
            continue
        titles = tuple(span for name, span in page.zones if name == "title")
        yield Passage(page.document, page.running(), attributions(page), titles=titles)


def extras() -> Iterator[Passage]:
    """Yield the passages under training/passages, one to each stretch between lines of three hyphens."""
    for path in sorted(HERE.glob("passages/*.txt")):
        for number, part in enumerate(path.read_text(encoding="utf-8").split("\n---\n")):
            page = parse(f"---\nstatements:\n---\n{part.strip()}\n", path)
            titles = tuple(span for name, span in page.zones if name == "title")
            yield Passage(f"{path.stem}-{number}", page.running(), attributions(page), titles=titles)


def attributions(page: Page) -> tuple[Attribution, ...]:
    """Return the marks of a page as attributions."""
    return tuple(Attribution(m.source, m.cue, m.content) for _, m in sorted(page.marks.items()))
