"""Entries as rows of a table, one table for each kind, and rows as entries."""

from collections.abc import Mapping
from functools import cache
from typing import Any

from winset.exchange.cell import listed, pairs, placed, unlisted, unpaired, unplaced
from winset.exchange.circulating import Entry
from winset.record.cell import harmful, harmless
from winset.record.item import MODELS, ItemKind
from winset.record.standing import Comment, Standing, State, Verdict
from winset.record.statement import Detail, Span

FIRST = ("id", "document", "date", "speaker", "party", "act", "issues", "options", "text", "state")
LAST = ("verdicts", "adjudicated_by", "tags", "links", "comments", "entered_by", "wording")
"""How an entry stands. `wording` is the event whose wording of the entry the row has: an edit of the row is an edit of that."""

TEXT, DETAIL, LIST, SPANS, SPAN, NUMBER = "text", "detail", "list", "spans", "span", "number"


@cache
def shapes(kind: ItemKind) -> Mapping[str, str]:
    """Return how each field of a kind of entry is written.

    >>> shapes(ItemKind.POINT)["number"], shapes(ItemKind.STATEMENT)["content"]
    ('number', 'spans')
    """
    found = {}
    for name, field in MODELS[kind].model_fields.items():
        wanted: Any = field.annotation
        if wanted is Detail:
            found[name] = DETAIL
        elif wanted == Span:
            found[name] = SPAN
        elif wanted == tuple[Span, ...]:
            found[name] = SPANS
        elif wanted == tuple[str, ...]:
            found[name] = LIST
        else:
            found[name] = NUMBER if wanted == (int | None) else TEXT
    return found


@cache
def columns(kind: ItemKind) -> tuple[str, ...]:
    """Return the columns of a kind's table: what people look at first, the rest in the order of the model, how it stands last."""
    shape = shapes(kind)
    own = [one for name in shape for one in ((name, f"{name}_basis") if shape[name] == DETAIL else (name,))]
    first = [name for name in FIRST if name in own or name in ("document", "state")]
    return (*first, *(name for name in own if name not in first), *LAST)


def as_row(entry: Entry, document: str, kind: ItemKind) -> dict[str, str]:
    """Return an entry's cells by column, none of which a spreadsheet would run."""
    fields = entry.item.model_dump(mode="json")
    row: dict[str, str | None] = {"document": document}
    for name, shape in shapes(kind).items():
        value = fields[name]
        match shape:
            case "detail":
                row[name], row[f"{name}_basis"] = value["value"], value["basis"]
            case "list":
                row[name] = listed(value)
            case "spans":
                row[name] = placed(value)
            case "span":
                row[name] = placed([value])
            case "number":
                row[name] = None if value is None else str(value)
            case _:
                row[name] = value
    if entry.standing:
        row |= _standing(entry.standing)
    return {name: _cell(name, row.get(name), kind) for name in columns(kind)}


def _cell(name: str, value: str | None, kind: ItemKind) -> str:
    """Return a cell; numbers and places as they are, an empty list or nothing as nothing."""
    shape = shapes(kind).get(name, TEXT)
    if value is None or (not value and shape == LIST):
        return ""
    return value if shape in (SPANS, SPAN, NUMBER) else harmless(value)


def fields_of(row: Mapping[str, str], kind: ItemKind) -> dict[str, Any]:
    """Return the fields of an entry that a row has, those without a column left out.

    Raises
    ------
    ValueError : a cell holds something else than its column does
    """
    fields: dict[str, Any] = {}
    for name, shape in shapes(kind).items():
        if name not in row:
            continue
        cell = row[name]
        value = harmful(cell) if cell else None
        match shape:
            case "detail":
                basis = row.get(f"{name}_basis", "") or ("explicit" if cell else "none")
                fields[name] = {"value": value, "basis": basis}
            case "list":
                fields[name] = tuple(unlisted(value or ""))
            case "spans":
                fields[name] = unplaced(cell)
            case "span":
                spans = unplaced(cell)
                if len(spans) != 1:
                    raise ValueError(f"{len(spans)} spans in the column {name}; one is wanted")
                fields[name] = spans[0]
            case "number":
                fields[name] = int(cell) if cell else None
            case _:
                fields[name] = value
    optional = {name for name, field in MODELS[kind].model_fields.items() if not field.is_required()}
    return {name: value for name, value in fields.items() if value is not None or name in optional}


def standing_of(row: Mapping[str, str]) -> Standing | None:
    """Return how the entry of a row stands; nothing where the table does not say.

    Raises
    ------
    ValueError : a cell holds something else than its column does
    """
    if not row.get("state"):
        return None
    cells = {name: harmful(row[name]) if row.get(name) else "" for name in LAST}
    verdicts: dict[str, tuple[Verdict, ...]] = {}
    for coder, verdict in unpaired(cells["verdicts"]):
        verdicts[coder] = (*verdicts.get(coder, ()), Verdict(verdict))
    return Standing(
        state=State(harmful(row["state"]).strip().lower()),
        chosen=cells["wording"] or None,
        proposed_by=tuple(unlisted(cells["entered_by"])),
        verdicts=verdicts,
        adjudicated_by=tuple(unlisted(cells["adjudicated_by"])),
        tags=tuple(unlisted(cells["tags"])),
        links=tuple(unpaired(cells["links"])),
        comments=tuple(Comment(coder=coder, words=words) for coder, words in unpaired(cells["comments"])),
    )


def _standing(standing: Standing) -> dict[str, str | None]:
    verdicts = [(coder, verdict.value) for coder, held in standing.verdicts.items() for verdict in held]
    return {
        "state": standing.state.value,
        "verdicts": pairs(verdicts) or None,
        "adjudicated_by": listed(standing.adjudicated_by) or None,
        "tags": listed(standing.tags) or None,
        "links": pairs(standing.links) or None,
        "comments": pairs((one.coder, one.words) for one in standing.comments) or None,
        "entered_by": listed(standing.proposed_by) or None,
        "wording": standing.chosen,
    }


def _is_list(name: str, kind: ItemKind) -> bool:
    return shapes(kind).get(name) == LIST
