"""Tables for people: statements, contacts and events, a line each, on standard output."""

from collections.abc import Iterable, Sequence
from typing import Any

from rich.console import Console
from rich.table import Table
from rich.text import Text

from winset.record.ledger import Hit
from winset.record.statement import Contact, Span, Statement
from winset.record.withheld import Withheld

LONGEST = 110
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


def statements(hits: Iterable[Hit], withheld: Withheld) -> None:
    """Print each statement in two lines: id, date, state, speaker, act; and its words, what was searched for in bold."""
    for hit in hits:
        assert isinstance(hit.item, Statement)
        one = hit.item
        speaker = ", ".join(one.speaker) or one.party or "?"
        hearsay = " [hearsay]" if one.hearsay else ""
        _entry(hit, f"{one.date.value or '-':10}  {hit.state:9}  {speaker}: {one.act}{hearsay}{_mark(hit, withheld)}", one.text)


def contacts(hits: Iterable[Hit], withheld: Withheld) -> None:
    """Print each contact in two lines: id, date, what it was, whether it took place, between whom; and the words that say so."""
    for hit in hits:
        assert isinstance(hit.item, Contact)
        one = hit.item
        place = f", {one.place.value}" if one.place.value else ""
        line = f"{one.date.value or '-':10}  {one.status:9}  {one.kind}: {', '.join(one.parties)}{place}"
        _entry(hit, line + _mark(hit, withheld), one.basis)


def _mark(hit: Hit, withheld: Withheld) -> str:
    """Return what marks an entry that exports leave out."""
    return " [NOT FOR CIRCULATION]" if withheld.holds(hit.item) else ""


def _entry(hit: Hit, line: str, words: str) -> None:
    console = Console(highlight=False, markup=False, soft_wrap=True)
    console.print(f"{hit.item.id}  {line}")
    console.print(Text("      ") + excerpt(words, hit.marks))


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


def as_json(hit: Hit, withheld: Withheld) -> dict[str, Any]:
    """Return an item as machine output carries it: its fields, how it stands, where the hits are, whether it may circulate."""
    standing = hit.standing.model_dump(mode="json")
    stands = {"state": standing.pop("state"), "standing": standing, "marks": hit.marks}
    return {**hit.item.model_dump(mode="json"), **stands, "circulates": not withheld.holds(hit.item)}
