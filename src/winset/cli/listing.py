"""Tables for people: statements, contacts and events, a line each, on standard output."""

from collections.abc import Iterable, Sequence
from typing import Any

from rich.console import Console
from rich.table import Table
from rich.text import Text

from winset.record.ledger import Hit
from winset.record.statement import Contact, Span, Statement

LONGEST = 160
"""Characters of a statement that a line shows; the first hit is among them."""


def table(headings: Sequence[str], rows: Iterable[Sequence[str | Text]]) -> None:
    """Print rows under their headings."""
    made = Table(box=None, pad_edge=False, show_edge=False, header_style="bold")
    for place, heading in enumerate(headings):
        last = place == len(headings) - 1
        made.add_column(heading, overflow="fold", no_wrap=not last, ratio=1 if last else None)
    for row in rows:
        made.add_row(*(cell if isinstance(cell, Text) else Text(cell) for cell in row))
    Console(highlight=False).print(made)


def statements(hits: Iterable[Hit]) -> None:
    """Print statements: id, date, state, speaker, act, and words with what was searched for in bold."""
    rows = []
    for hit in hits:
        assert isinstance(hit.item, Statement)
        one = hit.item
        speaker = ", ".join(one.speaker) or one.party or "?"
        rows.append((one.id, one.date.value or "", hit.state.value, speaker, one.act.value, excerpt(one.text, hit.marks)))
    table(("id", "date", "state", "speaker", "act", "words"), rows)


def contacts(hits: Iterable[Hit]) -> None:
    """Print contacts: id, date, what it was, whether it took place, between whom, and the words that say so."""
    rows = []
    for hit in hits:
        assert isinstance(hit.item, Contact)
        one = hit.item
        who = ", ".join(one.parties)
        rows.append((one.id, one.date.value or "", one.kind, one.status.value, who, excerpt(one.basis, hit.marks)))
    table(("id", "date", "kind", "status", "between", "words"), rows)


def excerpt(words: str, marks: Sequence[Span]) -> Text:
    """Return the words around the first hit, on one line, with every hit in bold."""
    first = marks[0][0] if marks else 0
    start = max(0, min(first - LONGEST // 2, len(words) - LONGEST))
    end = start + LONGEST
    text = Text(("…" if start else "") + " ".join(words[start:end].split("\n")) + ("…" if end < len(words) else ""))
    for left, right in marks:
        if left >= start:
            text.stylize("bold", left - start + bool(start), right - start + bool(start))
    return text


def as_json(hit: Hit) -> dict[str, Any]:
    """Return an item as machine output carries it: its fields, how it stands, and where the hits are in its words."""
    standing = hit.standing.model_dump(mode="json")
    return {**hit.item.model_dump(mode="json"), "state": standing.pop("state"), "standing": standing, "marks": hit.marks}
