"""Leaving: what is marked not to circulate, and the whole record read in one pass, a text at a time, for those who export it."""

import json
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from winset.errors import Refused
from winset.record import item as items
from winset.record.desk import SHORTEST_ID, Desk
from winset.record.event import Deed, Event, read
from winset.record.item import Item
from winset.record.place import storable
from winset.record.refusal import refuse, told
from winset.record.source import Source
from winset.record.standing import Standing, State
from winset.record.withheld import MARK, Withheld, names_of, one_line, whole_words


class Leaving(Desk):
    """The ledger's verbs for what leaves it."""

    def withhold(self, what: str, *, by: str | None = None) -> Event | None:
        """Mark an entry, or a document by its name or hash, as not to circulate; nothing is written if it is so marked."""
        with self.entry():
            subject = self._entry_or_document(what)
            if self._marking(subject):
                return None
            return self._append(Deed.TAG, {"subject": subject, "tag": MARK}, coder=self._who(by))

    def release(self, what: str, *, by: str | None = None) -> Event | None:
        """Undo every mark that keeps an entry or a document from circulating; nothing is written where there is none."""
        with self.entry():
            marks = self._marking(self._entry_or_document(what))
            return self._append(Deed.UNDO, {"events": sorted(e.hash for e in marks)}, coder=self._who(by)) if marks else None

    def withheld(self) -> Withheld:
        """Return everything that must not circulate, as the record stands now."""
        query = f"""SELECT DISTINCT subject FROM mark JOIN event ON seq = event
            WHERE deed = 'tag' AND seq NOT IN inactive AND body LIKE '%"tag":"{MARK}"%'"""  # noqa: S608
        marked = {subject for (subject,) in self._db.execute(query)}
        documents = {subject.removeprefix("source:") for subject in marked if subject.startswith("source:")}
        subjects = self._edits_of({subject for subject in marked if not subject.startswith("source:")})
        texts: set[str] = set()
        names: set[str] = set()
        for sha256 in documents:
            texts |= {text for (text,) in self._db.execute("SELECT text FROM extraction WHERE source = ?", (sha256,))}
            for (body,) in self._db.execute("SELECT body FROM source WHERE sha256 = ?", (sha256,)):
                source = Source.model_validate_json(body)
                names |= names_of(source.name) | names_of(source.origin)
        spans: dict[str, set[tuple[int, int]]] = {}
        siblings = """SELECT other.text FROM extraction AS one JOIN extraction AS other ON other.source = one.source
            WHERE one.text = ? AND other.text != one.text"""
        words: set[str] = set()
        for item in (item for subject in subjects for item in self._wordings(subject)):
            spans.setdefault(item.text_id, set()).update(whole_words(item))
            words.add(one_line(items.words(item)))
        texts |= {text for one in spans for (text,) in self._db.execute(siblings, (one,))}
        return Withheld(
            subjects=frozenset(subjects),
            texts=frozenset(texts),
            sources=frozenset(documents),
            names=frozenset(names),
            spans={text: tuple(sorted(found)) for text, found in spans.items()},
            words=tuple(sorted(words - {""})),
        )

    @contextmanager
    def unchanging(self) -> Iterator[None]:
        """Read everything inside as it is at one moment, whatever others write meanwhile."""
        with told(self.path):
            self._db.execute("BEGIN")
            try:
                yield
            finally:
                self._db.execute("COMMIT")

    def received(self) -> Iterator[tuple[Source | None, str | None, str | None]]:
        """Yield each document with each text of it and its extractor, in the order in which they came.

        A document without a text has none; texts that hold items and whose documents are undone come last, without one.
        """
        query = """SELECT source.body, extraction.text, extraction.extractor FROM source JOIN event ON seq = source.event
            LEFT JOIN extraction ON extraction.source = source.sha256 AND extraction.event NOT IN inactive
            WHERE source.event NOT IN inactive ORDER BY depth, hash, extraction.event"""
        for body, text, extractor in self._db.execute(query):
            yield Source.model_validate_json(body), text, extractor
        query = """SELECT DISTINCT text FROM item WHERE text NOT IN (SELECT text FROM extraction JOIN source
            ON source.sha256 = extraction.source WHERE extraction.event NOT IN inactive AND source.event NOT IN inactive)
            ORDER BY text"""
        for (text,) in self._db.execute(query):
            yield None, text, None

    def entries(self, text_id: str, states: Sequence[State]) -> Iterator[tuple[Item, Standing, str]]:
        """Yield what was entered on a text and stands so, how it stands and how it is written, each kind in its order."""
        query = """SELECT item.subject, proposal.body, state, standing FROM item INDEXED BY item_text
            JOIN proposal ON proposal.id = item.proposal
            WHERE item.text = ? AND state IN (SELECT value FROM json_each(?)) ORDER BY kind DESC, key DESC"""
        for subject, body, state, standing in self._db.execute(query, (text_id, json.dumps([state.value for state in states]))):
            yield items.load(subject, body), Standing.model_validate({"state": state, **json.loads(standing)}), body

    def heads(self, text_id: str) -> Iterator[dict[str, object]]:
        """Yield what readers said of an article as a whole, the last of each reader, in the order of the log."""
        query = """SELECT article.coder, body FROM article JOIN event ON seq = article.event
            WHERE text = ? AND seq NOT IN inactive ORDER BY depth, hash"""
        last = dict(self._db.execute(query, (text_id,)).fetchall())
        yield from (dict(json.loads(body)["what"]["article"]) for body in last.values())

    def holds(self, source: Source) -> bool:
        """Whether a document is in the record."""
        return self._one("SELECT 1 FROM source WHERE sha256 = ? AND event NOT IN inactive", source.sha256) is not None

    def has_text(self, text_id: str) -> bool:
        """Whether a text is in the record."""
        return self._one("SELECT 1 FROM text WHERE sha256 = ?", text_id) is not None

    def count(self, states: Sequence[State]) -> int:
        """Return how many items stand so."""
        query = "SELECT COUNT(*) FROM item WHERE state IN (SELECT value FROM json_each(?))"
        return int(self._one(query, json.dumps([state.value for state in states])))

    def _entry_or_document(self, what: str) -> str:
        """Return the entry, or else the document, that is meant."""
        try:
            return self._subject(what)
        except Refused:
            wanted = storable(what).removeprefix("source:")
        query = "SELECT DISTINCT sha256, body FROM source WHERE event NOT IN inactive"
        found = {
            sha256
            for sha256, body in self._db.execute(query)
            if wanted == json.loads(body)["name"] or (len(wanted) >= SHORTEST_ID and sha256.startswith(wanted))
        }
        if len(found) != 1:
            got = f"'{what}', which is {'none' if not found else 'more than one'} of this ledger's"
            raise refuse("no-item", self.path, got, "the id of one entry, or the name or hash of one document", "list them first")
        return f"source:{found.pop()}"

    def _marking(self, subject: str) -> list[Event]:
        return [event for event in self._events_on(subject) if event.deed is Deed.TAG and event.what["tag"] == MARK]

    def _edits_of(self, subjects: set[str]) -> set[str]:
        """Return items with all that they were edited from and into, edits that were undone too."""
        tied: dict[str, set[str]] = {}
        for (body,) in self._db.execute("SELECT body FROM event WHERE deed = 'edit'") if subjects else ():
            what = read(body).what
            tied.setdefault(what["subject"], set()).add(what["becomes"])
            tied.setdefault(what["becomes"], set()).add(what["subject"])
        found, waiting = set(subjects), list(subjects)
        while waiting:
            fresh = tied.get(waiting.pop(), set()) - found
            found |= fresh
            waiting += fresh
        return found

    def _wordings(self, subject: str) -> Iterator[Item]:
        for (body,) in self._db.execute("SELECT DISTINCT body FROM proposal WHERE subject = ?", (subject,)):
            yield items.load(subject, body)
