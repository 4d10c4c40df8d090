"""The one door out: a record as it may circulate. Formats are given this, and never a ledger."""

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from winset.record import item as items
from winset.record.event import Deed, Event
from winset.record.item import Item, ItemKind
from winset.record.ledger import Ledger
from winset.record.source import Source, Text
from winset.record.standing import Standing, State
from winset.record.withheld import Withheld

SHOWN = tuple(state for state in State if state.shown)
Step = Callable[[int], None]
"""Told how many more entries are done."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A statement, contact, claim or point, and how it stands; files of other tools know no standing.

    `written` are the item's fields in JSON as the record keeps them, if they are at hand.
    """

    item: Item
    standing: Standing | None = None
    written: str = ""

    def fields(self) -> str:
        """Return the item's fields in JSON."""
        return self.written or items.write(self.item)


@dataclass(frozen=True, slots=True)
class Paper:
    """A document with one text of it, what readers said of it as a whole, and its entries.

    `blacked` says that words were blacked out, so that the text is no longer what its hash says. A text that came from two
    documents is `again` the second time, and has its entries with the first.
    """

    source: Source | None
    text: Text | None
    heads: tuple[dict[str, Any], ...] = ()
    entries: tuple[Entry, ...] = ()
    data: bytes | None = None
    blacked: bool = False
    again: bool = False

    @property
    def name(self) -> str:
        """What the document goes by."""
        named = next((str(head["document"]) for head in self.heads if head.get("document")), None)
        hashed = self.text.sha256 if self.text else self.source.sha256 if self.source else ""
        return named or (self.source.name if self.source else "") or hashed[:12]


@dataclass(frozen=True, slots=True)
class Circulating:
    """What of an open record may leave the house, in one pass, a document at a time, in the order in which they came."""

    ledger: Ledger
    states: Sequence[State] = SHOWN
    step: Step = field(default=lambda done: None)

    def papers(self, *, documents: bool = False, entries: bool = True) -> Iterator[Paper]:
        """Yield every document that is not withheld, with its entries if asked; `documents` adds the bytes as received."""
        withheld = self.ledger.withheld()
        met: set[str] = set()
        for source, text_id, extractor in self.ledger.received():
            if (source and source.sha256 in withheld.sources) or text_id in withheld.texts:
                continue
            hidden = text_id in withheld.spans
            data = self.ledger.document(source) if documents and source and not hidden else None
            if text_id is None:
                yield Paper(source, None, data=data)
                continue
            content = withheld.blacked(text_id, self.ledger.text(text_id))
            text = Text(sha256=text_id, source=source.sha256 if source else "", extractor=extractor or "", content=content)
            if text_id in met:
                yield Paper(source, text, data=data, blacked=hidden, again=True)
                continue
            met.add(text_id)
            heads = tuple(_shown(head, content) if hidden else head for head in self.ledger.heads(text_id))
            asked = self.ledger.entries(text_id, self.states) if entries else ()
            found = tuple(
                Entry(item, _cut(standing, withheld.subjects), written)
                for item, standing, written in asked
                if not withheld.holds(item)
            )
            yield Paper(source, text, heads, found, data, hidden)
            self.step(len(found))

    def entries(self, kind: ItemKind) -> Iterator[tuple[Paper, Entry]]:
        """Yield every entry of a kind with its document."""
        for paper in self.papers():
            yield from ((paper, entry) for entry in paper.entries if items.kind(entry.item) is kind)

    def events(self) -> Iterator[tuple[Event, tuple[str, ...], bool]]:
        """Yield every event on what may circulate, the events before it of which the same holds, and whether it was undone.

        Of an article's event, only the entries that may circulate are left.
        """
        withheld, undone = self.ledger.withheld(), self.ledger.undone()
        before: dict[str, tuple[str, ...]] = {}
        hidden = set(withheld.subjects)
        for event in self.ledger.log():
            parents = tuple(dict.fromkeys(kept for parent in event.parents for kept in before.get(parent, (parent,))))
            what = _may_be_told(event, withheld, hidden, before)
            if what is None:
                before[event.hash] = parents
                continue
            yield (
                Event(event.hash, event.parents, event.depth, event.at, event.coder, event.deed, what, ""),
                parents,
                (event.hash in undone),
            )


def _may_be_told(event: Event, withheld: Withheld, hidden: set[str], dropped: Collection[str]) -> dict[str, Any] | None:
    """Return what an event says, without what is withheld; nothing if it is all of that. What it enters may join the hidden."""
    what = dict(event.what)
    match event.deed:
        case Deed.SOURCE:
            return None if what["sha256"] in withheld.sources else what
        case Deed.TEXT:
            return None if what["source"] in withheld.sources or what["sha256"] in withheld.texts else what
        case Deed.ARTICLE:
            kept = [[subject, one] for subject, one in what["items"] if not withheld.holds(items.make(subject, one))]
            hidden |= {subject for subject, _ in what["items"]} - {subject for subject, _ in kept}
            if what["article"]["text_id"] in withheld.texts:
                return None
            return {"article": {"text_id": what["article"]["text_id"], "document": what["article"]["document"]}, "items": kept}
        case Deed.UNDO:
            left = [hash_ for hash_ in what["events"] if hash_ not in dropped]
            return {"events": left} if left else None
        case Deed.ITEM | Deed.EDIT:
            becomes = what.get("becomes", what["subject"])
            hidden |= {becomes} if withheld.holds(items.make(becomes, what["item"])) else set()
            return None if {becomes, what["subject"]} & hidden else what
    named = {what[name] for name in ("subject", "of", "to") if name in what}
    return None if named & hidden or any(one.startswith("source:") for one in named) else what


def _cut(standing: Standing, hidden: frozenset[str]) -> Standing:
    """Return how an entry stands without what ties it to withheld ones."""
    if not hidden:
        return standing
    return standing.model_copy(
        update={
            "links": tuple(link for link in standing.links if link[1] not in hidden),
            "superseded_by": tuple(one for one in standing.superseded_by if one not in hidden),
            "duplicate_of": None if standing.duplicate_of in hidden else standing.duplicate_of,
        }
    )


def _shown(head: dict[str, Any], content: str) -> dict[str, Any]:
    """Return what a reader said of an article, without a title or byline in which words were blacked out."""
    return {name: value for name, value in head.items() if name not in ("title", "byline") or str(value) in content}
