"""The current state, kept in step with the log, and built again from it."""

import sqlite3
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from operator import itemgetter
from typing import Any

from winset.record import item as items
from winset.record import place
from winset.record.event import Deed, Event, canonical, read
from winset.record.item import Item
from winset.record.log import events, mark_head
from winset.record.schema import build_state, drop_state
from winset.record.standing import Proposal, Standing, State, current, stand

BATCH = 20_000


@dataclass(frozen=True, slots=True)
class Fresh:
    """An item that the record did not know, with nothing yet done to it."""

    number: int
    item: Item
    standing: Standing
    written: str


class Projection:
    """Carries events over into the tables of the state. `settle` must follow, in the same transaction."""

    def __init__(self, db: sqlite3.Connection) -> None:
        self._db = db
        self._touched: dict[str, Fresh | None] = {}
        self._tokens: dict[tuple[str, str], str] = {}
        self._runs: dict[int, int] = {}

    def forget(self) -> None:
        """Drop what was remembered of a transaction that did not come about."""
        self._touched.clear()
        self._tokens.clear()
        self._runs.clear()

    def apply(self, seq: int, event: Event, made: Mapping[str, tuple[Item, str]] | None = None) -> None:
        """Note one event, whose number is `seq`. `made` holds an article's items and how they are written, if at hand."""
        what = event.what
        match event.deed:
            case Deed.SOURCE:
                self._db.execute("INSERT INTO source VALUES (?, ?, ?)", (what["sha256"], seq, canonical(what)))
            case Deed.TEXT:
                found = (what["sha256"], what["source"], what["extractor"], seq)
                self._db.execute("INSERT INTO extraction VALUES (?, ?, ?, ?)", found)
            case Deed.ARTICLE:
                self._db.execute(
                    "INSERT INTO article VALUES (?, ?, ?)", (seq, what["article"]["text_id"], place.storable(event.coder))
                )
                self._propose(seq, event, _made(what["items"]) if made is None else made)
                self._mark(seq, {subject for subject, _ in what.get("retires", ())})
            case Deed.ITEM:
                self._propose(seq, event, _made([(what["subject"], what["item"])]))
            case Deed.EDIT:
                self._propose(seq, event, _made([(what["becomes"], what["item"])]))
                self._mark(seq, {what["subject"], what["becomes"]})
            case Deed.DUPLICATE:
                self._mark(seq, {what["subject"], what["of"]})
                self._touch(self._joined(what["subject"]))
            case Deed.UNDO:
                self._undo(seq, what["events"])
            case _:
                self._mark(seq, {what["subject"]})

    def settle(self) -> None:
        """Work out anew every item that was touched."""
        rows = [row for subject, fresh in self._touched.items() if (row := self._row(subject, fresh))]
        for subject in [subject for subject, fresh in self._touched.items() if fresh is None]:
            self._take_out(subject)
        self._put_in(sorted(rows))
        self._touched.clear()

    def rebuild(self) -> None:
        """Drop the state and build it again from the log."""
        self.forget()
        drop_state(self._db)
        build_state(self._db)
        for seq, event in events(self._db):
            mark_head(self._db, seq, event)
            self.apply(seq, event)
            if len(self._touched) >= BATCH:
                self.settle()
        self.settle()

    def token(self, field: str, value: str) -> str:
        """Return the token by which the index knows something to filter by, giving it one if it has none."""
        known = self._tokens.get((field, value))
        if known is None:
            folded, readable = place.storable(place.fold(value)), place.storable(value)
            self._db.execute("INSERT OR IGNORE INTO facet (field, folded, value) VALUES (?, ?, ?)", (field, folded, readable))
            found = self._db.execute("SELECT id FROM facet WHERE field = ? AND folded = ?", (field, folded)).fetchone()
            known = self._tokens[field, value] = place.mark(found[0])
        return known

    def _propose(self, seq: int, event: Event, made: Mapping[str, tuple[Item, str]]) -> None:
        query = "INSERT INTO proposal (subject, event, body) VALUES (?, ?, ?)"
        known = known_of(self._db, made) | (made.keys() & self._touched.keys())
        for subject, (item, written) in made.items():
            number = self._db.execute(query, (subject, seq, written)).lastrowid
            assert number is not None
            self._touched[subject] = None if subject in known else Fresh(number, item, *_untouched(event.hash, event.coder))

    def _mark(self, seq: int, subjects: Iterable[str]) -> None:
        for subject in sorted(subjects):
            self._db.execute("INSERT INTO mark VALUES (?, ?)", (subject, seq))
            self._touched[subject] = None

    def _touch(self, subjects: Iterable[str]) -> None:
        self._touched.update(dict.fromkeys(subjects))

    def _undo(self, seq: int, hashes: Iterable[str]) -> None:
        """Note an undo, and carry its effect down: what is undone no longer counts, and an undo that is undone neither."""
        for hash_ in hashes:
            self._db.execute("INSERT INTO undo SELECT seq, ? FROM event WHERE hash = ?", (seq, hash_))
        waiting = [target for (target,) in self._db.execute("SELECT target FROM undo WHERE event = ?", (seq,))]
        while waiting:
            target = waiting.pop()
            undone = "SELECT 1 FROM undo WHERE target = ? AND event NOT IN inactive"
            wanted = self._db.execute(undone, (target,)).fetchone() is not None
            found = self._db.execute("SELECT 1 FROM inactive WHERE event = ?", (target,)).fetchone() is not None
            if wanted == found:
                continue
            self._db.execute("INSERT INTO inactive VALUES (?)" if wanted else "DELETE FROM inactive WHERE event = ?", (target,))
            named = "SELECT subject FROM proposal WHERE event = ?1 UNION SELECT subject FROM mark WHERE event = ?1"
            for (subject,) in self._db.execute(named, (target,)).fetchall():
                self._touch(self._joined(subject))
            waiting += [t for (t,) in self._db.execute("SELECT target FROM undo WHERE event = ?", (target,))]

    def _joined(self, subject: str) -> set[str]:
        """Return the items that duplicates, undone ones too, tie to an item."""
        found, waiting = {subject}, [subject]
        while waiting:
            one = waiting.pop()
            for event in self._marks(one, Deed.DUPLICATE, all_of_them=True):
                fresh = {event.what["subject"], event.what["of"]} - found
                found |= fresh
                waiting += fresh
        return found

    def _marks(self, subject: str, deed: Deed | None = None, *, all_of_them: bool = False) -> list[Event]:
        wanted = "" if all_of_them else "AND seq NOT IN inactive"
        wanted += " AND deed = ?2" if deed else ""
        query = f"SELECT body FROM mark JOIN event ON seq = event WHERE subject = ?1 {wanted} ORDER BY depth, hash"  # noqa: S608
        return [read(body) for (body,) in self._db.execute(query, (subject, deed.value) if deed else (subject,))]

    def _original(self, subject: str) -> str | None:
        """Return the item that this one was merged into, along the whole chain; in a ring, the one with the least name."""
        chain = [subject]
        while True:
            merges = [e for e in self._marks(chain[-1], Deed.DUPLICATE) if e.what["subject"] == chain[-1]]
            if not merges:
                break
            after = str(current(merges)[-1].what["of"])
            if after in chain:
                chain.append(min(chain[chain.index(after) :]))
                break
            chain.append(after)
        return chain[-1] if chain[-1] != subject else None

    def _row(self, subject: str, fresh: Fresh | None) -> tuple[Any, ...] | None:
        if fresh:
            item, standing, number, written = fresh.item, fresh.standing, fresh.number, fresh.written
        elif worked_out := self._worked_out(subject):
            item, standing, number = worked_out
            written = _written(standing)
        else:
            return None
        dated = getattr(item, "date", None)
        key = place.key(place.day(dated.value if dated else None), item.text_id, items.start(item))
        facets = " ".join(self.token(field, value) for field, value in _facets(subject, item, standing))
        kind = subject.partition(":")[0]
        return key, subject, kind, item.text_id, standing.state.value, items.words(item), facets, number, written

    def _worked_out(self, subject: str) -> tuple[Item, Standing, int] | None:
        """Return an item, how it stands, and the number of the proposal that words it; nothing if no entry of it is left."""
        query = """SELECT id, hash, coder, seq IN inactive FROM proposal JOIN event ON seq = event
            WHERE subject = ? ORDER BY depth, hash, id"""
        found = self._db.execute(query, (subject,)).fetchall()
        if not found:
            return None
        proposals = [Proposal(event=hash_, coder=coder) for _, hash_, coder, undone in found if not undone]
        standing = stand(subject, proposals, self._marks(subject), duplicate_of=self._original(subject))
        number = next((number for number, hash_, *_ in reversed(found) if hash_ == standing.chosen), found[-1][0])
        body = self._db.execute("SELECT body FROM proposal WHERE id = ?", (number,)).fetchone()[0]
        return items.load(subject, body), standing, number

    def _take_out(self, subject: str) -> None:
        self._runs.clear()
        for old in self._db.execute("SELECT key, words, facets FROM item WHERE subject = ?", (subject,)).fetchall():
            self._db.execute("INSERT INTO search (search, rowid, words, facets) VALUES ('delete', ?, ?, ?)", old)
            self._db.execute("DELETE FROM item WHERE subject = ?", (subject,))

    def _put_in(self, rows: Iterable[tuple[Any, ...]]) -> None:
        """Write items in the order of their keys; one whose key is taken moves to the next free one below.

        Very long texts have many of one key; how far down their run is taken is remembered while nothing is taken out.
        """
        placed, taken = [], set()
        for key, *rest in rows:
            free = self._runs.get(key, key)
            while free in taken or self._db.execute("SELECT 1 FROM item WHERE key = ?", (free,)).fetchone():
                free -= 1
            if free != key:
                self._runs[key] = free
            taken.add(free)
            placed.append((free, *rest))
        placed.sort(key=itemgetter(0))
        self._db.executemany("INSERT INTO item VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", placed)
        self._db.executemany("INSERT INTO search (rowid, words, facets) VALUES (?, ?, ?)", map(itemgetter(0, 5, 6), placed))


def _made(fields: Iterable[tuple[str, Mapping[str, Any]]]) -> dict[str, tuple[Item, str]]:
    return {subject: (items.make(subject, one), canonical(one)) for subject, one in fields}


def known_of(db: sqlite3.Connection, subjects: Iterable[str]) -> set[str]:
    """Return those of the items that the record has already."""
    query = "SELECT subject FROM item WHERE subject IN (SELECT value FROM json_each(?))"
    return {subject for (subject,) in db.execute(query, (canonical(list(subjects)),))}


@lru_cache(maxsize=8)
def _untouched(event: str, coder: str) -> tuple[Standing, str]:
    """Return how an entry stands that somebody made and nobody touched, as `stand` would say."""
    standing = Standing(state=State.PROPOSED, chosen=event, proposed_by=(coder,))
    return standing, _written(standing)


def _written(standing: Standing) -> str:
    return canonical(standing.model_dump(mode="json", exclude_defaults=True))


def _facets(subject: str, item: Item, standing: Standing) -> list[tuple[str, str]]:
    kind = subject.partition(":")[0]
    coders = {*standing.proposed_by, *standing.verdicts}
    found = [("state", f"{kind} {standing.state.value}"), *items.facets(item)]
    found += [("coder", coder) for coder in sorted(coders)] + [("tag", tag) for tag in standing.tags]
    return found + ([("shown", kind)] if standing.state.shown else [])
