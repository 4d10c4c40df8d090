"""REFI-QDA, in: the coded selections of a .qdpx project as entries, Winset's own as they were, recoded where somebody did so."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from winset.errors import Problem, Refused, Severity
from winset.exchange.archive import Archive, opened
from winset.exchange.circulating import Entry, Paper
from winset.exchange.incoming import trouble
from winset.exchange.jsonl import said
from winset.exchange.refi import NAMELESS, Code, changes, clean, codes
from winset.exchange.refi_book import Book, Marked, Selection
from winset.exchange.refi_project import survey, texts
from winset.exchange.refi_text import plain, text_of
from winset.record import item as items
from winset.record.annotation import Units, inward
from winset.record.item import Item
from winset.record.source import Source, Text, sha256
from winset.record.standing import Comment, Standing, State
from winset.record.statement import Kind, Span, Statement, identity
from winset.record.withheld import own_words

EXTRACTOR = "qdpx 1"
HIDDEN_BY_MAC = "__macosx/"


@dataclass(slots=True)
class _Stretch:
    """What all selections on the same words, or of the same entry of Winset's, say together."""

    where: str
    held: dict[str, Any] = field(default_factory=dict)
    spans: list[Span] = field(default_factory=list)
    codes: list[Code] = field(default_factory=list)
    comments: list[Comment] = field(default_factory=list)
    coders: list[str] = field(default_factory=list)


def read(path: Path, problems: list[Problem], units: Units = Units.CODE_POINTS) -> Iterator[Paper]:
    """Yield the texts of a project with their entries; what cannot be meant is told, and the rest stands.

    The standard counts code points; `units` serves programs that count otherwise.

    Raises
    ------
    Refused : the file is no whole archive, or has no project in it
    """
    with opened(path) as archive:
        problems += archive.climbing()
        projects = [one for one in archive.names() if one.endswith(".qde") and not one.startswith(HIDDEN_BY_MAC)]
        if not projects:
            raise Refused(trouble("project", str(path), "no .qde file in the archive", "a REFI-QDA project", "export it again"))
        name = min(projects, key=lambda one: one.count("/"))
        book = survey(archive, name, problems)
        if book.left_out:
            problems.append(_left_out(path, book))
        for marked in texts(archive, name, book, problems):
            try:
                content = text_of(archive, marked, book.origin, units)
                yield _paper(path, archive, marked, content, book, problems, units)
            except Refused as refusal:
                problems += refusal.problems


def _left_out(path: Path, book: Book) -> Problem:
    got = ", ".join(f"{count:,} {sort}" for sort, count in sorted(book.left_out.items()))
    wanted = "texts, what is marked in them, and notes on it"
    return Problem(
        Severity.NOTE, "import-left-out", str(path), got, wanted, "they stay in the project, and are not in the record"
    )


def _paper(
    path: Path, archive: Archive, marked: Marked, content: str, book: Book, problems: list[Problem], units: Units
) -> Paper:
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
    marked = replace(marked, selections=[*marked.selections, *_noted(marked, book)])
    entries = tuple(_entries(archive, marked, text, book, problems, units))
    heads = tuple(head for head in about["heads"] if isinstance(head, dict)) if own else ()
    return Paper(source, text, heads, entries, data, blacked=text.sha256 != made.sha256)


def _noted(marked: Marked, book: Book) -> Iterator[Selection]:
    """Yield the stretches of a text that notes on it as a whole are about."""
    for guid in marked.notes:
        note = book.notes.get(guid)
        for start, end in note.places if note else ():
            assert note is not None
            yield Selection(f"{marked.name}: note {guid}", start, end, coder=note.coder, description=note.words)


def _entries(archive: Archive, marked: Marked, text: Text, book: Book, problems: list[Problem], units: Units) -> Iterator[Entry]:
    """Yield an entry for each stretch, however many selections it has, and for each entry of Winset's with all its pieces."""
    found: dict[object, _Stretch] = {}
    for one in marked.selections:
        start, end = (inward(text.content, place, units) for place in (one.start, one.end))
        if start is None or end is None or start >= end:
            got, wanted = f"{one.start} to {one.end}", f"a place within the {len(text.content):,} characters, in {units}"
            problems.append(trouble("place", one.where, got, wanted, "check the units, or mark it again"))
            continue
        held = _described(one.description)
        own = isinstance(held.get("subject"), str)
        held = held if own else {}
        stretch = found.setdefault(held["subject"] if own else (start, end), _Stretch(one.where))
        stretch.held |= held
        stretch.spans.append((start, end))
        stretch.codes += one.codes
        stretch.coders += [one.coder] if one.coder else []
        if one.description and not held:
            stretch.comments.append(Comment(coder=one.coder or "unknown", words=one.description))
        stretch.comments += _comments(archive, one, book, problems)
    for stretch in found.values():
        if "subject" in stretch.held and "fields" not in stretch.held:
            continue
        try:
            yield _own(stretch) if "subject" in stretch.held else _foreign(stretch, text)
        except (ValidationError, ValueError, TypeError) as error:
            problems.append(trouble("selection", stretch.where, said(error), "what the fields of an entry may be", "recode it"))


def _comments(archive: Archive, one: Selection, book: Book, problems: list[Problem]) -> Iterator[Comment]:
    """Yield the notes on a selection; those of other programs may stand in a file of their own."""
    for note in (book.notes[guid] for guid in dict.fromkeys(one.notes) if guid in book.notes):
        try:
            words = plain(archive, note.path, one.where) if note.path else note.words
        except Refused as refusal:
            problems += refusal.problems
        else:
            yield Comment(coder=note.coder, words=words)


def _own(stretch: _Stretch) -> Entry:
    """Return an entry that Winset wrote, with what was recoded or marked anew since.

    A piece of it that a program did not keep is no change: only all of the pieces, some of them elsewhere, are.
    """
    held, spans = stretch.held, tuple(dict.fromkeys(stretch.spans))
    item: Item = items.make(held["subject"], held["fields"])
    standing = Standing.model_validate({"state": "proposed", **held["standing"]}) if held.get("standing") else None
    changed = changes(codes(item, standing), dict.fromkeys(stretch.codes))
    state, tags = changed.pop("state", None), changed.pop("tags", None)
    was = own_words(item)
    if len(spans) == len(was) and sorted(spans) != sorted(was):
        changed |= {"content": spans} if isinstance(item, Statement) else {"span": spans[0]}
    if changed:
        item = type(item).model_validate(item.model_dump() | changed)
    if standing:
        known = {(clean(one.coder), clean(one.words) or NAMELESS) for one in standing.comments}
        added = [one for one in stretch.comments if (one.coder, one.words) not in known]
        fresh = {"state": State(state) if state else standing.state, "tags": tags if tags is not None else standing.tags}
        standing = standing.model_copy(update=fresh | {"comments": (*standing.comments, *_apart(added))})
    return Entry(item, standing)


def _foreign(stretch: _Stretch, text: Text) -> Entry:
    """Return a statement for a stretch that somebody coded elsewhere: codes under Winset's groups are fields, others tags."""
    fields = changes((), dict.fromkeys(stretch.codes))
    tags, state = fields.pop("tags", ()), fields.pop("state", "proposed")
    (span, *_), coders = stretch.spans, tuple(dict.fromkeys(stretch.coders))
    base = {"kind": Kind.DIRECT, "coder": next(iter(coders), EXTRACTOR), **fields}
    words = text.content[slice(*span)]
    item = Statement.model_validate(
        {"id": identity(text.sha256, (span,)), "text_id": text.sha256, "content": (span,), "text": words, **base}
    )
    comments = tuple(_apart(stretch.comments))
    return Entry(item, Standing(state=State(state), tags=tags, comments=comments, proposed_by=coders))


def _apart(comments: Iterable[Comment]) -> Iterator[Comment]:
    """Yield each comment once."""
    yield from {(one.coder, one.words): one for one in comments}.values()


def _described(description: str) -> dict[str, Any]:
    """Return what Winset wrote into a description; nothing where it is somebody else's words."""
    if not description.startswith("{"):
        return {}
    try:
        held = json.loads(description)
    except (ValueError, RecursionError):
        return {}
    return held if isinstance(held, dict) else {}
