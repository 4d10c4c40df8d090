"""What an import brings into a record: new entries, edits and verdicts; what is there already stays, and what differs is told."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from typing import Any

from pydantic import ValidationError

from winset.errors import Problem, Refused, Severity
from winset.exchange.anew import moved, new_id
from winset.exchange.circulating import Entry, Paper, Step
from winset.exchange.incoming import trouble
from winset.record import item as items
from winset.record.article import Article
from winset.record.bundle import LISTS
from winset.record.item import Item
from winset.record.ledger import Ledger
from winset.record.place import storable
from winset.record.source import Source, Text, sha256
from winset.record.standing import Standing, State, Verdict

BATCH = 2_000
"""Entries that are written in one transaction."""
UNTOUCHED = frozenset({"id", "text_id", "text", "basis", "coder"})
"""Fields that follow from the place of an entry's words, or say who made it."""


@dataclass(slots=True)
class Brought:
    """What came of an import: how many documents and entries are new, how many were changed or judged, and what was wrong."""

    documents: int = 0
    new: int = 0
    changed: int = 0
    same: int = 0
    problems: list[Problem] = field(default_factory=list)


def bring(ledger: Ledger, papers: Iterable[Paper], *, by: str, step: Step = lambda done: None) -> Brought:
    """Enter what a file holds. The same file again adds nothing, so an import that was stopped can be begun again.

    A new entry is entered under the name of whoever first proposed it, and its verdicts, tags, links and comments under the
    names in the file. Of an entry that is here already, fields that differ are an edit by `by` if the file has the wording
    that is current here; if it was edited here since, that is told and nothing is changed. A state that the file's own
    verdicts do not explain is a verdict by `by`.

    Raises
    ------
    Refused : the record cannot be written; what was finished is kept
    """
    told = Brought()
    ties: list[tuple[str, str, str, str]] = []
    for batch in _batches(papers):
        with ledger.entry():
            entered = [one for paper in batch for one in _taken(ledger, paper, by, told)]
            ledger.settle()
            for entry, known in entered:
                try:
                    ties += _marked(ledger, entry, known, by, told)
                except Refused as refusal:
                    told.problems += refusal.problems
        step(len(entered))
    with ledger.entry():
        for subject, relation, to, who in ties:
            if ledger.has(to):
                ledger.link(subject, to, relation, by=who)
    return told


def _batches(papers: Iterable[Paper]) -> Iterator[list[Paper]]:
    batch: list[Paper] = []
    size = 0
    for paper in papers:
        batch.append(paper)
        size += 1 + len(paper.entries)
        if size >= BATCH:
            yield batch
            batch, size = [], 0
    yield batch


def _taken(ledger: Ledger, paper: Paper, by: str, told: Brought) -> Iterator[tuple[Entry, bool]]:
    """Take a document and its text in, and enter its new entries; yield all that are here now, and whether they were before."""
    renamed: dict[str, str] = {}
    if paper.source or paper.text:
        try:
            text_id = _take(ledger, paper, told)
        except Refused as refusal:
            told.problems += refusal.problems
            return
        if paper.text and text_id != paper.text.sha256:
            renamed = {one.item.id: new_id(one.item, text_id) for one in paper.entries}
            note = "a text with characters left out", "the text that its entries were made on"
            remedy = "its entries are anchored in what is there, under new ids"
            told.problems.append(Problem(Severity.NOTE, "import-blacked", paper.name, *note, remedy))
            entries = tuple(moved(one, text_id, renamed) for one in paper.entries)
            paper = replace(paper, heads=tuple(head | {"text_id": text_id} for head in paper.heads), entries=entries)
    here = [ledger.has(items.subject(one.item)) for one in paper.entries]
    read = set() if any(here) or not paper.heads else _read(ledger, paper, told)
    for entry, known in zip(paper.entries, here, strict=True):
        by_hand = [who for who in _proposers(entry, by) if who not in read]
        try:
            for who in by_hand if not known else ():
                ledger.add(entry.item, by=who)
        except Refused as refusal:
            told.problems += refusal.problems
            continue
        told.new += not known
        if by_hand and not known and _outdated(entry):
            told.problems.append(_proposed_again(items.subject(entry.item)))
        yield entry, known


def _read(ledger: Ledger, paper: Paper, told: Brought) -> set[str]:
    """Enter what readers made of a text that nobody has read here, each reading whole; return whose are entered now.

    What a reader makes no more is entered with the rest, and then the reading without it.
    """
    read: set[str] = set()
    for head in paper.heads:
        coder = str(head.get("coder", ""))
        made = [one for one in paper.entries if coder in _proposers(one, "")]
        still = [one for one in made if not _outdated(one)]
        try:
            for version in (made, still) if len(still) < len(made) else (made,):
                told.problems += ledger.add_article(Article.model_validate({**head, **_lists(version)})).problems
        except ValidationError as error:
            got = f"{error.errors()[0]['loc']}: {error.errors()[0]['msg']}"
            told.problems.append(trouble("article", paper.name, got, "what a reader says of an article", "export it again"))
        except Refused as refusal:
            told.problems += refusal.problems
        else:
            read.add(coder)
    return read


def _lists(entries: Iterable[Entry]) -> dict[str, tuple[Item, ...]]:
    """Return entries in the lists of an article."""
    made = [one.item for one in entries]
    return {name: tuple(item for item in made if items.kind(item) is kind) for kind, name in LISTS.items()}


def _outdated(entry: Entry) -> bool:
    """Whether the reader that made an entry makes it no more."""
    return entry.standing is not None and entry.standing.state is State.OUTDATED


def _proposers(entry: Entry, by: str) -> tuple[str, ...]:
    """Return who first entered something, and who worded it since."""
    known = entry.standing.proposed_by if entry.standing else ()
    return known or (by or str(getattr(entry.item, "coder", "")) or "import",)


def _take(ledger: Ledger, paper: Paper, told: Brought) -> str:
    """Take a document and its text in, unless they are here, and return the text's hash."""
    source, text = paper.source, paper.text
    if text and (paper.blacked or not source) and ledger.has_text(text.sha256):
        return text.sha256
    content = text.content if text else ""
    if text and paper.again:
        content = ledger.text(text.sha256)
    data = paper.data if paper.data is not None else content.encode("utf-8", "surrogatepass")
    if source is None or sha256(data) != source.sha256:
        name = source.name if source else f"{paper.name}.txt"
        data = content.encode("utf-8", "surrogatepass")
        origin = source.origin if source else "import"
        source = Source(
            sha256=sha256(data), name=name, origin=origin, media_type="text/plain", size=len(data), received=_moment(source)
        )
    made = Text.of(content, source.sha256, storable(text.extractor) or "import 1") if text else None
    told.documents += not ledger.holds(source)
    ledger.take(source, data, made)
    return made.sha256 if made else ""


def _moment(source: Source | None) -> datetime:
    return source.received if source else datetime.now(UTC)


def _marked(ledger: Ledger, entry: Entry, known: bool, by: str, told: Brought) -> Iterator[tuple[str, str, str, str]]:
    """Enter what the file says of how an entry stands, and edits of those known before; yield the links to be made."""
    if not known and not _says_more(entry.standing):
        return
    subject = items.subject(entry.item)
    hit = ledger.item(subject)
    there, standing = hit.standing, entry.standing
    edited = _edited(ledger, hit.item, entry, there, by, told) if known else None
    subject, changed = edited or subject, edited is not None
    if standing:
        doubtful = [coder for coder, held in standing.verdicts.items() if len(held) > 1]
        told.problems += [_doubtful(subject, coder) for coder in doubtful]
        for last in (False, True):
            for coder, held in standing.verdicts.items():
                fresh = held and coder not in there.verdicts and coder not in doubtful
                if fresh and (coder in standing.adjudicated_by) is last:
                    ledger.review(subject, held[0], by=coder, adjudicates=last)
                    changed = True
        wanted = _verdict_of_editor(standing)
        if wanted and there.verdicts.get(by) != (wanted,):
            ledger.review(subject, wanted, by=by)
            changed = True
        first = next(iter(standing.proposed_by), "") or by
        for tag in standing.tags:
            if tag not in there.tags:
                ledger.tag(subject, tag, by=by or first)
                changed = True
        for comment in standing.comments:
            if comment not in there.comments:
                ledger.comment(subject, comment.words, by=comment.coder)
                changed = True
        yield from ((subject, relation, to, by or first) for relation, to in standing.links if (relation, to) not in there.links)
    told.changed += known and changed
    told.same += known and not changed


def _says_more(standing: Standing | None) -> bool:
    """Whether anybody did more with an entry than propose it."""
    return standing is not None and bool(
        standing.verdicts or standing.tags or standing.links or standing.comments or _verdict_of_editor(standing)
    )


def _verdict_of_editor(standing: Standing) -> Verdict | None:
    """Return the verdict that somebody wrote into the state of an entry: one that its verdicts do not explain."""
    held = {verdict for verdicts in standing.verdicts.values() for verdict in verdicts}
    deciding = {v for coder in standing.adjudicated_by for v in standing.verdicts.get(coder, ())} or held
    wanted = {State.ACCEPTED: Verdict.ACCEPT, State.REJECTED: Verdict.REJECT}.get(standing.state)
    return wanted if wanted and deciding != {wanted} else None


def _edited(ledger: Ledger, here: Item, entry: Entry, there: Standing, by: str, told: Brought) -> str | None:
    """Edit an entry as the file has it, if it may be; return the subject of what it became, or nothing."""
    changes = _differing(here, entry.item)
    if not changes:
        return None
    where = items.subject(here)
    if entry.standing and entry.standing.chosen and entry.standing.chosen != there.chosen:
        got, wanted = f"other {', '.join(changes)} than here, where it was edited since", "the wording that is current here"
        told.problems.append(Problem(Severity.WARNING, "import-conflict", where, got, wanted, "export again, or edit it here"))
        return None
    try:
        return items.subject(ledger.edit(where, by=by, **changes))
    except Refused as refusal:
        told.problems += refusal.problems
        return None


def _differing(here: Item, brought: Item) -> dict[str, Any]:
    """Return the fields in which an entry was changed outside; its words are those at its place."""
    if type(here) is not type(brought):
        return {}
    fields = type(here).model_fields.keys() - UNTOUCHED
    return {name: getattr(brought, name) for name in sorted(fields) if getattr(brought, name) != getattr(here, name)}


def _doubtful(subject: str, coder: str) -> Problem:
    got = f"both verdicts by {coder}, who worked in two places at once"
    return Problem(Severity.WARNING, "import-verdicts", subject, got, "one", "review it again: `winset review`")


def _proposed_again(subject: str) -> Problem:
    got, wanted = "an outdated entry without the reading that left it out", "the reading, as jsonl and qdpx have it"
    return Problem(Severity.NOTE, "import-outdated", subject, got, wanted, "it stands as proposed here; reject it if it is wrong")
