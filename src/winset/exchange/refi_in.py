"""REFI-QDA, in: the coded selections of a .qdpx project as entries, Winset's own as they were, recoded where somebody did so."""

import codecs
import json
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from winset.errors import Problem, Refused
from winset.exchange.archive import Archive, opened
from winset.exchange.circulating import Entry, Paper
from winset.exchange.incoming import trouble
from winset.exchange.jsonl import said
from winset.exchange.refi import changes, codes
from winset.exchange.refi_project import Book, Marked, Selection, sources
from winset.record import item as items
from winset.record.annotation import Units, inward
from winset.record.item import Item
from winset.record.source import Source, Text, sha256
from winset.record.standing import Standing, State
from winset.record.statement import Kind, Span, Statement, identity
from winset.record.withheld import own_words

EXTRACTOR = "qdpx 1"


def read(path: Path, problems: list[Problem], units: Units = Units.CODE_POINTS) -> Iterator[Paper]:
    """Yield the texts of a project with their entries; what cannot be meant is told, and the rest stands.

    The standard counts code points; `units` serves programs that count otherwise.

    Raises
    ------
    Refused : the file is no whole archive, or has no project in it
    """
    with opened(path) as archive:
        problems += archive.climbing()
        name = next((one for one in archive.names() if one.endswith(".qde") and "/" not in one), None)
        if name is None:
            raise Refused(trouble("project", str(path), "no .qde file in the archive", "a REFI-QDA project", "export it again"))
        book = Book()
        for _ in sources(archive, name, book, problems, survey=True):
            pass
        for marked in sources(archive, name, book, problems, survey=False):
            try:
                content = marked.content if marked.content is not None else _text(archive, marked)
                yield _paper(path, marked, content, book, problems, units)
            except Refused as refusal:
                problems += refusal.problems


def _text(archive: Archive, marked: Marked) -> str:
    """Return the plain text of a source.

    Raises
    ------
    Refused : the project has none, or it is in an unknown encoding
    """
    where = f"{archive.path}: {marked.name}"
    if not marked.path:
        raise Refused(trouble("text", where, "a source without plain text", "its plainTextPath", "export it with plain text"))
    name = marked.path.partition("://")[2] or marked.path
    held = [one for one in archive.names() if one == name.lower() or one.rpartition("/")[2] == name.lower().rpartition("/")[2]]
    data = archive.read(held[0] if held else name)
    encoding = "utf-16" if data[:2] in (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE) else "utf-8-sig"
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        got = f"bytes that are not UTF-8 at {error.start}"
        raise Refused(trouble("encoding", where, got, "UTF-8", "export it again")) from error


def _paper(path: Path, marked: Marked, content: str, book: Book, problems: list[Problem], units: Units) -> Paper:
    """Return a text source as a document: Winset's own under the hash that it had."""
    about = _described(marked.description)
    own = isinstance(about.get("text"), str) and isinstance(about.get("heads"), list)
    data = content.encode("utf-8", "surrogatepass")
    name = marked.name if "." in marked.name else f"{marked.name}.txt"
    source = Source(
        sha256=sha256(data), name=name, origin=str(path), media_type="text/plain", size=len(data), received=datetime.now(UTC)
    )
    made = Text.of(content, source.sha256, str(about.get("extractor") or EXTRACTOR) if own else EXTRACTOR)
    text = made.model_copy(update={"sha256": about["text"]}) if own else made
    entries = tuple(_entries(marked, text, book, problems, units))
    heads = tuple(head for head in about["heads"] if isinstance(head, dict)) if own else ()
    return Paper(source, text, heads, entries, data, blacked=text.sha256 != made.sha256)


def _entries(marked: Marked, text: Text, book: Book, problems: list[Problem], units: Units) -> Iterator[Entry]:
    """Yield an entry for each selection, or for each group of Winset's that belong together."""
    pieces: dict[str, list[Span]] = {}
    firsts: list[tuple[Selection, dict[str, Any], Span]] = []
    for one in marked.selections:
        start, end = (inward(text.content, place, units) for place in (one.start, one.end))
        if start is None or end is None or start >= end:
            got, wanted = f"{one.start} to {one.end}", f"a place within the {len(text.content):,} characters, in {units}"
            problems.append(trouble("place", one.where, got, wanted, "check the units, or mark it again"))
            continue
        held = _described(one.description)
        subject = held.get("subject")
        if isinstance(subject, str):
            pieces.setdefault(subject, []).append((start, end))
        if not isinstance(subject, str) or "fields" in held:
            firsts.append((one, held, (start, end)))
    for one, held, span in firsts:
        try:
            if isinstance(held.get("subject"), str):
                yield _own(one, held, tuple(pieces[held["subject"]]), text)
            else:
                yield _foreign(one, span, text, book)
        except (ValidationError, ValueError, TypeError) as error:
            problems.append(trouble("selection", one.where, said(error), "what the fields of an entry may be", "recode it"))


def _own(one: Selection, held: dict[str, Any], spans: tuple[Span, ...], text: Text) -> Entry:
    """Return an entry that Winset wrote, with what was recoded or marked anew since."""
    item: Item = items.make(held["subject"], held["fields"])
    standing = Standing.model_validate({"state": "proposed", **held["standing"]}) if held.get("standing") else None
    changed = changes(codes(item, standing), one.codes)
    state, tags = changed.pop("state", None), changed.pop("tags", None)
    if spans != own_words(item):
        changed |= {"content": spans} if isinstance(item, Statement) else {"span": spans[0]}
    if changed:
        item = type(item).model_validate(item.model_dump() | changed)
    if standing and (state or tags is not None):
        fresh = {"state": State(state) if state else standing.state, "tags": tags if tags is not None else standing.tags}
        standing = standing.model_copy(update=fresh)
    return Entry(item, standing)


def _foreign(one: Selection, span: Span, text: Text, book: Book) -> Entry:
    """Return a statement for a stretch that somebody coded elsewhere: codes under Winset's groups are fields, others tags."""
    fields = changes((), one.codes)
    tags, state = fields.pop("tags", ()), fields.pop("state", "proposed")
    words = text.content[slice(*span)]
    base = {"kind": Kind.DIRECT, "coder": one.coder or EXTRACTOR, **fields}
    item = Statement.model_validate(
        {"id": identity(text.sha256, (span,)), "text_id": text.sha256, "content": (span,), "text": words, **base}
    )
    comments = tuple(book.notes[note] for note in one.notes if note in book.notes)
    proposed = (one.coder,) if one.coder else ()
    return Entry(item, Standing(state=State(state), tags=tags, comments=comments, proposed_by=proposed))


def _described(description: str) -> dict[str, Any]:
    """Return what Winset wrote into a description; nothing where it is somebody else's words."""
    if not description.startswith("{"):
        return {}
    try:
        held = json.loads(description)
    except (ValueError, RecursionError):
        return {}
    return held if isinstance(held, dict) else {}
