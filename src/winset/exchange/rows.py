"""Rows of a table as entries: those that Winset wrote, and those of people who keep their quotations in a spreadsheet."""

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from winset.errors import Problem, Severity
from winset.exchange.cell import unlisted
from winset.exchange.circulating import Entry, Paper
from winset.exchange.incoming import Line, Lines, trouble
from winset.exchange.jsonl import said
from winset.exchange.table import fields_of, shapes, standing_of
from winset.file import read_whole
from winset.record import item as items
from winset.record.cell import harmful
from winset.record.item import ItemKind
from winset.record.source import Source, Text, sha256
from winset.record.statement import Act, Certainty, Detail, Kind, Statement, identity

ANCHORED = {"id", "text_id", "text"}
"""Columns of a table that Winset wrote."""
NAMES = {
    "text": ("text", "quote", "quotation", "statement", "words", "content"),
    "speaker": ("speaker", "who", "name", "actor", "said_by"),
    "date": ("date", "day", "said_on", "when"),
    "party": ("party", "side"),
    "issues": ("issues", "issue", "topic"),
    "options": ("options", "option"),
    "act": ("act",),
    "channel": ("channel",),
    "outlet": ("outlet", "newspaper", "publisher", "source"),
    "addressee": ("addressee", "to"),
}
"""The columns in which a table that others made may have what a statement says of itself."""
MOST_CHARACTERS = 20_000_000
MOST_ROWS = 200_000
LARGEST_TABLE = 500_000_000
AT_ONCE = 2_000
"""Rows of a table that are handed on together."""


def from_table(lines: Lines, rows: Iterable[Line], kind: ItemKind | None = None) -> Iterator[Paper]:
    """Yield what a table holds: entries on texts that the record has, if Winset wrote it, else one document made of its rows."""
    rows = iter(rows)
    first = next(rows, None)
    if first is None:
        return
    names = first.value.keys()
    if ANCHORED - {"text"} <= names:
        found = kind or _kind(names)
        for line in _again(first, rows):
            try:
                yield Paper(None, None, entries=(_entry(line.value, found),))
            except (ValidationError, ValueError) as error:
                lines.problems.append(trouble("row", line.where, said(error), f"the cells of a {found}", "mend the row"))
        return
    yield from _document(lines, _again(first, rows), names)


def from_objects(lines: Lines, found: Iterable[Line]) -> Iterator[Paper]:
    """Yield what lines of `winset read --format jsonl` hold, or one document made of others' objects."""
    found = iter(found)
    first = next(found, None)
    if first is None:
        return
    if {"id", "text_id", "content"} <= first.value.keys():
        for line in _again(first, found):
            fields = {name: value for name, value in line.value.items() if name in shapes(ItemKind.STATEMENT)}
            try:
                yield Paper(None, None, entries=(Entry(Statement.model_validate(fields)),))
            except ValidationError as error:
                lines.problems.append(trouble("line", line.where, said(error), "the fields of a statement", "mend the line"))
        return
    flat = (Line(line.where, {name: _flat(value) for name, value in line.value.items()}) for line in _again(first, found))
    yield from _document(lines, flat, first.value.keys())


def _again(first: Line, rest: Iterator[Line]) -> Iterator[Line]:
    yield first
    yield from rest


def _kind(names: Iterable[str]) -> ItemKind:
    """Return the kind whose table has these columns: each has one that no other has."""
    telling = {"content": ItemKind.STATEMENT, "parties": ItemKind.CONTACT, "topic": ItemKind.CLAIM, "stands": ItemKind.POINT}
    return next((telling[name] for name in names if name in telling), ItemKind.STATEMENT)


def _entry(row: Mapping[str, str], kind: ItemKind) -> Entry:
    return Entry(items.make(f"{kind}:", fields_of(row, kind)), standing_of(row))


def _flat(value: Any) -> str:
    if isinstance(value, list):
        return "; ".join(map(str, value))
    return "" if value is None else str(value)


def _document(lines: Lines, rows: Iterable[Line], names: Iterable[str]) -> Iterator[Paper]:
    """Yield one document, whose source is the file: its text is the rows' words, a paragraph and a statement each."""
    given = {name.strip().lower().replace(" ", "_"): name for name in names}
    where = {field: next((given[name] for name in known if name in given), None) for field, known in NAMES.items()}
    if where["text"] is None:
        got, wanted = f"columns {', '.join(list(given)[:12])}", f"one of {', '.join(NAMES['text'])}"
        lines.problems.append(trouble("columns", lines.name, got, wanted, "name the column that has the words"))
        return
    unused = [name for name in given.values() if name and name not in where.values()]
    if unused:
        got, remedy = f"the columns {', '.join(unused[:12])}", "they are left out"
        note = Problem(Severity.NOTE, "import-columns", lines.name, got, f"columns such as {', '.join(NAMES)}", remedy)
        lines.problems.append(note)
    found: list[tuple[str, dict[str, str], str, int]] = []
    size = 0
    for line in rows:
        cells = {field: cell for field, column in where.items() if column and (cell := _cell(line.value, column).strip())}
        words = cells.pop("text", "")
        if words:
            found.append((line.where, cells, words, size))
            size += len(words) + 2
        if size > MOST_CHARACTERS or len(found) > MOST_ROWS:
            got, wanted = (
                f"more than {len(found) - 1:,} rows",
                f"at most {MOST_ROWS:,}, and {MOST_CHARACTERS:,} characters of text",
            )
            lines.problems.append(trouble("size", line.where, got, wanted, "split the file"))
            return
    data = read_whole(lines.path, LARGEST_TABLE)
    source = Source(
        sha256=sha256(data),
        name=Path(lines.name).name,
        origin=lines.name,
        media_type="text/csv" if lines.path.suffix.lower() in (".csv", ".tsv") else "application/jsonl",
        size=len(data),
        received=datetime.now(UTC),
    )
    text = Text.of("\n\n".join(words for _, _, words, _ in found), source.sha256, "rows 1")
    yield Paper(source, text, data=data)
    for first in range(0, len(found), AT_ONCE):
        entries = [_statement(text, *row, lines) for row in found[first : first + AT_ONCE]]
        yield Paper(None, None, entries=tuple(Entry(one) for one in entries if one))


def _statement(text: Text, where: str, cells: Mapping[str, str], words: str, start: int, lines: Lines) -> Statement | None:
    spans = ((start, start + len(words)),)
    act = cells.get("act", "").strip().lower()
    if act and act not in set(Act):
        got, wanted = f"the act '{act}'", ", ".join(Act)
        note = Problem(Severity.NOTE, "import-act", where, got, wanted, "the statement is entered as a claim")
        lines.problems.append(note)
        act = ""
    day = cells.get("date", "").strip()
    if day and not re.fullmatch(r"\d{4}(-\d{2}(-\d{2})?)?", day, re.ASCII):
        got = f"the date '{day[:40]}'"
        lines.problems.append(
            Problem(Severity.NOTE, "import-date", where, got, "a day such as 2031-04-02", "it is kept as written")
        )
    details = {
        name: Detail(value=value, basis=Certainty.EXPLICIT)
        for name in ("date", "channel", "outlet", "addressee")
        if (value := cells.get(name, "").strip())
    }
    try:
        return Statement(
            id=identity(text.sha256, spans),
            text_id=text.sha256,
            content=spans,
            text=words,
            kind=Kind.DIRECT,
            speaker=tuple(unlisted(cells.get("speaker", ""))),
            party=cells.get("party", "").strip() or None,
            act=Act(act) if act else Act.CLAIM,
            issues=tuple(unlisted(cells.get("issues", ""))),
            options=tuple(unlisted(cells.get("options", ""))),
            coder="rows 1",
            **details,
        )
    except ValidationError as error:
        lines.problems.append(trouble("row", where, said(error), "a statement", "mend the row"))
        return None


def _cell(row: Mapping[str, Any], column: str | None) -> str:
    value = row.get(column or "", "") or ""
    return harmful(value) if value else ""
