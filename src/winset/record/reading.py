"""Reading back: items by words and filters, articles, sources, texts, and the log."""

import json
import secrets
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice
from typing import Any

from winset.errors import Refused
from winset.record import item as items
from winset.record import log, place, vault
from winset.record.agreement import Judgement
from winset.record.article import Article
from winset.record.bundle import unpack
from winset.record.desk import Desk
from winset.record.event import Event
from winset.record.item import Item, ItemKind
from winset.record.point import PointReport
from winset.record.query import EVERYTHING, FACETS, Query, match, terms
from winset.record.refusal import told
from winset.record.source import Source, Text
from winset.record.standing import SECOND, Standing, State, current, judges, verdict_of
from winset.record.statement import Claim, Contact, Span, Statement

WORDING = "SELECT proposal.body FROM proposal JOIN event ON seq = event WHERE subject = ? AND hash = ?"
MOST_NAMES = 200
"""How many speakers a part of a name may stand for."""


@dataclass(frozen=True, slots=True)
class Hit:
    """An item that was asked for: how it stands, and where in its words the query's words are. `key` is its place in the list."""

    item: Item
    standing: Standing
    marks: tuple[Span, ...]
    key: int

    @property
    def state(self) -> State:
        """What has become of the item."""
        return self.standing.state


class Reading(Desk):
    """The ledger's verbs for what comes out."""

    def search(self, query: Query = EVERYTHING) -> tuple[Hit, ...]:
        """Return what is asked for, newest first, within a day in the order of the texts, those without a full date last.

        Raises
        ------
        Refused : the query holds too many words, or none that can be searched
        """
        found, tokens = terms(query.words), self._tokens(query)
        if tokens is None:
            return ()
        bounds, values = _bounds(query)
        opening, closing = (f"\x02{secrets.token_hex(8)}{end}" for end in "<>")
        if found or query.state or len(tokens) > 1:
            sql = f"""SELECT item.key, item.subject, proposal.body, item.state, item.standing, highlight(search, 0, ?, ?)
                FROM search JOIN item ON item.key = search.rowid JOIN proposal ON proposal.id = item.proposal
                WHERE search MATCH ? {bounds} ORDER BY search.rowid DESC LIMIT ?"""  # noqa: S608
            wanted: tuple[str, ...] = (opening, closing, match(found, tokens))
        else:
            sql = f"""SELECT key, item.subject, proposal.body, state, standing, ''
                FROM item JOIN proposal ON proposal.id = item.proposal
                WHERE kind = ? AND state IN (SELECT value FROM json_each(?)) {bounds} ORDER BY key DESC LIMIT ?"""  # noqa: S608
            wanted = (query.kind.value, json.dumps([state.value for state in State if state.shown]))
        with told(self.path):
            return tuple(
                Hit(items.load(subject, body), _standing(state, standing), _marks(marked, opening, closing), key)
                for key, subject, body, state, standing, marked in self._db.execute(sql, (*wanted, *values))
            )

    def statements(self, query: Query = EVERYTHING) -> tuple[Statement, ...]:
        """Return the statements on record, newest first, those without a full date last."""
        wanted = query.model_copy(update={"kind": ItemKind.STATEMENT})
        return tuple(hit.item for hit in self.search(wanted) if isinstance(hit.item, Statement))

    def contacts(self, query: Query = EVERYTHING) -> tuple[Contact, ...]:
        """Return the contacts on record, newest first, those without a full date last."""
        wanted = query.model_copy(update={"kind": ItemKind.CONTACT})
        return tuple(hit.item for hit in self.search(wanted) if isinstance(hit.item, Contact))

    def claims(self, query: Query = EVERYTHING) -> tuple[Claim, ...]:
        """Return the claims on record, in the order of their texts."""
        wanted = query.model_copy(update={"kind": ItemKind.CLAIM})
        return tuple(hit.item for hit in self.search(wanted) if isinstance(hit.item, Claim))

    def points(self, query: Query = EVERYTHING) -> tuple[PointReport, ...]:
        """Return what texts say of the plan's points, newest first, those without a full date last."""
        wanted = query.model_copy(update={"kind": ItemKind.POINT})
        return tuple(hit.item for hit in self.search(wanted) if isinstance(hit.item, PointReport))

    def item(self, id_: str) -> Hit:
        """Return one item, whatever has become of it.

        Raises
        ------
        Refused : no item, or more than one, has this id
        """
        query = """SELECT key, item.subject, body, state, standing FROM item JOIN proposal ON id = proposal
            WHERE item.subject = ?"""
        key, subject, body, state, standing = self._db.execute(query, (self._subject(id_),)).fetchone()
        return Hit(items.load(subject, body), _standing(state, standing), (), key)

    def has(self, id_: str) -> bool:
        """Whether an item has this id, or this beginning of one."""
        try:
            self._subject(id_)
        except Refused:
            return False
        return True

    def proposals(self, id_: str) -> tuple[Item, ...]:
        """Return every wording of an item that was entered and not undone, in the order of the log."""
        query = """SELECT subject, proposal.body FROM proposal JOIN event ON seq = event
            WHERE subject = ? AND seq NOT IN inactive ORDER BY depth, hash"""
        return tuple(items.load(subject, body) for subject, body in self._db.execute(query, (self._subject(id_),)))

    def queue(self, coder: str, query: Query = EVERYTHING) -> tuple[Hit, ...]:
        """Return what a coder has not yet judged, in the order of the list.

        What others rejected or disputed is still asked, as if nobody had judged it; what was superseded, merged or
        withdrawn is not. The hits do not say what others hold: each stands as proposed.
        """
        judged = State.PROPOSED, State.ACCEPTED, State.REJECTED, State.DISPUTED
        wanted = query.model_copy(update={"state": judged, "limit": None})
        left = (hit for hit in self.search(wanted) if coder not in hit.standing.verdicts)
        blind = (Hit(hit.item, Standing(state=State.PROPOSED), hit.marks, hit.key) for hit in left)
        return tuple(islice(blind, query.limit))

    def judgements(self) -> tuple[Judgement, ...]:
        """Return what each coder holds of each item by their last verdict, adjudications left out, with the wording judged."""
        query = """SELECT DISTINCT subject FROM mark JOIN event ON seq = event
            WHERE deed IN ('verdict', 'edit') AND seq NOT IN inactive ORDER BY subject"""
        found = []
        for (subject,) in self._db.execute(query).fetchall():
            heads = current(event for event in self._events_on(subject) if judges(event, subject))
            for event in heads:
                body = self._one(WORDING, subject, event.what.get("of", event.hash))
                if body and not event.what.get("adjudicates"):
                    found.append(Judgement(subject, event.coder, verdict_of(event), items.load(subject, body)))
        return tuple({(one.subject, one.coder): one for one in found}.values())

    def articles(self, *, second: str | None = None) -> tuple[Article, ...]:
        """Return each text's article as it was last entered, in the order in which the texts came.

        Those of a second coder are returned only where it is named, and then alone.
        """
        wanted = "substr(article.coder, 1, ?) != ?" if second is None else "article.coder = ?"
        query = f"""SELECT article.text, body FROM article JOIN event ON seq = article.event
            WHERE seq NOT IN inactive AND {wanted} ORDER BY depth, hash"""  # noqa: S608
        named = (len(SECOND), SECOND) if second is None else (place.storable(second),)
        last = dict(self._db.execute(query, named).fetchall())
        return tuple(unpack(json.loads(body)["what"]) for body in last.values())

    def headings(self, texts: Collection[str] | None = None) -> dict[str, tuple[str, str | None]]:
        """Return each text's document and its day, as `articles` has them, of some texts or of all; no item is read."""
        head = "'$.what.article.document', '$.what.article.date.value'"
        wanted = "" if texts is None else "AND article.text IN (SELECT value FROM json_each(?))"
        query = f"""SELECT article.text, json_extract(body, {head}) FROM article JOIN event ON seq = article.event
            WHERE seq NOT IN inactive AND substr(article.coder, 1, ?) != ? {wanted} ORDER BY depth, hash"""  # noqa: S608
        rows = self._db.execute(query, (len(SECOND), SECOND, *([json.dumps(sorted(texts))] if texts is not None else [])))
        return {text: tuple(json.loads(told)) for text, told in rows}

    def sources(self) -> tuple[Source, ...]:
        """Return the documents received, in the order in which they came."""
        query = """SELECT source.body FROM source JOIN event ON seq = event
            WHERE event NOT IN inactive ORDER BY depth, hash"""
        return tuple(Source.model_validate_json(body) for (body,) in self._db.execute(query))

    def document(self, source: Source) -> bytes:
        """Return a document as it was received."""
        return vault.fetch(self.folder, source)

    def texts(self) -> tuple[Text, ...]:
        """Return the texts extracted from the sources, in the order in which they came."""
        query = """SELECT text, source, extractor FROM extraction JOIN event ON seq = event
            WHERE event NOT IN inactive ORDER BY depth, hash"""
        return tuple(
            Text(sha256=hash_, source=source, extractor=extractor, content=self.text(hash_))
            for hash_, source, extractor in self._db.execute(query)
        )

    def log(self, coder: str | None = None) -> Iterator[Event]:
        """Yield every event, or a coder's, in the order of the log."""
        for _, event in log.events(self._db, coder):
            yield event

    def undone(self) -> frozenset[str]:
        """Return the hashes of the events that are undone."""
        return frozenset(hash_ for (hash_,) in self._db.execute("SELECT hash FROM event WHERE seq IN inactive"))

    def head(self) -> str:
        """Return one hash that stands for the whole log; any change to the record changes it."""
        return log.head(self._db)

    def _tokens(self, query: Query) -> list[list[str]] | None:
        """Return for each filter the tokens of which one must be there; nothing if a filter can fit no item."""
        kind = query.kind.value
        states = [token for state in query.state for token in self._named("state", f"{kind} {state.value}")]
        groups = [states if query.state else self._named("shown", kind)]
        for field in FACETS:
            value = getattr(query, field)
            if value is not None:
                groups.append(self._named(field, value) or (self._partly_named(value) if field == "speaker" else []))
        return groups if all(groups) else None

    def _named(self, field: str, value: str) -> list[str]:
        folded = place.storable(place.fold(value))
        number = self._one("SELECT id FROM facet WHERE field = ? AND folded = ?", field, folded)
        return [place.mark(number)] if number is not None else []

    def _partly_named(self, value: str) -> list[str]:
        """Return the tokens of the speakers whose names hold every word of the value."""
        parts = place.storable(place.fold(value)).split()
        having = " AND ".join(["(' ' || folded) LIKE ('% ' || ? || '%') ESCAPE '\\'"] * len(parts)) or "FALSE"
        escaped = ["".join("\\" + c if c in "%_\\" else c for c in part) for part in parts]
        sql = f"SELECT id FROM facet WHERE field = 'speaker' AND {having} ORDER BY id LIMIT {MOST_NAMES}"  # noqa: S608
        return [place.mark(number) for (number,) in self._db.execute(sql, escaped)]


def hit_of(key: int, subject: str, body: str, state: str, standing: str) -> Hit:
    """Return an item as it stands, from its row."""
    return Hit(items.load(subject, body), _standing(state, standing), (), key)


@lru_cache(maxsize=4096)
def _standing(state: str, written: str) -> Standing:
    return Standing.model_validate({"state": state, **json.loads(written)})


def _bounds(query: Query) -> tuple[str, list[Any]]:
    """Return the conditions on an item's key and text, and their values, the limit last."""
    conditions: list[str] = []
    values: list[Any] = []
    if query.since or query.until:
        conditions.append("item.key >= ?")
        values.append(place.first_key(query.since.toordinal() if query.since else 1))
    ends = [query.before, place.first_key(query.until.toordinal() + 1) if query.until else None]
    for end in ends:
        if end is not None:
            conditions.append("item.key < ?")
            values.append(end)
    if query.text_id is not None:
        conditions.append("item.text = ?")
        values.append(place.storable(query.text_id))
    return "".join(f" AND {condition}" for condition in conditions), [*values, -1 if query.limit is None else query.limit]


def _marks(marked: str, opening: str, closing: str) -> tuple[Span, ...]:
    """Return where the marks stood once they are taken out of the words."""
    found, at = [], 0
    for piece in marked.split(opening)[:-1] if opening in marked else ():
        at += len(piece.replace(closing, ""))
        found.append(at)
    pieces = marked.split(opening)[1:]
    return tuple((start, start + piece.index(closing)) for start, piece in zip(found, pieces, strict=True))
