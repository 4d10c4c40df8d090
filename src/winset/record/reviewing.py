"""Reviewing: verdicts, edits, merges, links, tags and comments, and the undoing of anything."""

import json
from typing import Any

from pydantic import ValidationError

from winset.errors import Refused
from winset.record import anchor
from winset.record import item as items
from winset.record.desk import SHORTEST_ID, Desk
from winset.record.event import Deed, Event, read
from winset.record.item import Item
from winset.record.place import storable
from winset.record.refusal import refuse
from winset.record.standing import Standing, Verdict, current, judges
from winset.record.statement import Statement, identity


class Reviewing(Desk):
    """The ledger's verbs for people. Each names who does it: `by`, else the coder for whom the ledger was opened."""

    def review(self, id_: str, verdict: Verdict | str, *, by: str | None = None, adjudicates: bool = False) -> Event | None:
        """Accept or reject an item, as it is worded now; nothing is written where this coder holds so already.

        An adjudication decides between coders: from then on, only adjudications count.
        """
        who, wanted = self._who(by), _verdict(verdict)
        with self.entry():
            subject = self._subject(id_)
            standing = self._standing(subject)
            heads = current(e for e in self._events_on(subject) if judges(e, subject))
            before = [e for e in heads if e.coder == who or (adjudicates and e.what.get("adjudicates"))]
            what = {"subject": subject, "verdict": wanted.value, "of": standing.chosen, "adjudicates": adjudicates}
            if len(before) == 1 and before[0].coder == who and {**before[0].what, "over": None} == {**what, "over": None}:
                return None
            return self._append(Deed.VERDICT, what | {"over": sorted(event.hash for event in before)}, coder=who)

    def edit(self, id_: str, *, by: str | None = None, **changes: Any) -> Item:
        """Change fields of an item, accept it so, and return it.

        New spans make a new item, which supersedes the old; its words are those that stand at its spans.

        Raises
        ------
        Refused : a field is unknown or wrong, or the spans do not stand in the text
        """
        who = self._who(by)
        with self.entry():
            subject = self._subject(id_)
            old = items.load(subject, self._body(subject))
            content = self.text(old.text_id)
            new = _changed(old, subject, changes, content, who)
            problem = anchor.misfit(new, content, old.text_id)
            if problem:
                raise Refused(problem)
            becomes = items.subject(new)
            judged = [e.hash for e in current(self._events_on(becomes)) if judges(e, becomes) and e.coder == who]
            what = {"subject": subject, "becomes": becomes, "item": items.fields(new), "over": sorted(judged)}
            self._append(Deed.EDIT, what, coder=who)
        return new

    def merge(self, id_: str, into: str, *, by: str | None = None) -> Event:
        """Say that an item is the same as another, told elsewhere: it no longer counts by itself."""
        with self.entry():
            subject, other = self._subject(id_), self._subject(into)
            if subject.partition(":")[0] != other.partition(":")[0] or subject == other:
                raise refuse("merge", self.path, f"{subject} and {other}", "two different items of one kind", "name another")
            merges = [e for e in self._events_on(subject) if e.deed is Deed.DUPLICATE and e.what["subject"] == subject]
            over = sorted(event.hash for event in current(merges))
            return self._append(Deed.DUPLICATE, {"subject": subject, "of": other, "over": over}, coder=self._who(by))

    def link(self, id_: str, to: str, relation: str, *, by: str | None = None) -> Event:
        """Tie an item to another: what it answers, contradicts, repeats."""
        with self.entry():
            what = {"subject": self._subject(id_), "to": self._subject(to), "relation": relation}
            return self._append(Deed.LINK, what, coder=self._who(by))

    def tag(self, id_: str, tag: str, *, by: str | None = None) -> Event:
        """Put a word on an item, by which it is found again."""
        with self.entry():
            return self._append(Deed.TAG, {"subject": self._subject(id_), "tag": tag}, coder=self._who(by))

    def comment(self, id_: str, words: str, *, by: str | None = None) -> Event:
        """Remark on an item."""
        with self.entry():
            return self._append(Deed.COMMENT, {"subject": self._subject(id_), "words": words}, coder=self._who(by))

    def undo(self, what: str | None = None, *, by: str | None = None) -> Event:
        """Undo an event, or the last thing done to an item, or the last thing done at all. It stays in the log.

        Raises
        ------
        Refused : there is nothing (left) to undo
        """
        with self.entry():
            standing = [event for event in self._undoable(what) if not self._undone(event)]
            if not standing:
                raise refuse(
                    "nothing-to-undo", self.path, repr(what or "the log"), "something done and not undone", "look at the log"
                )
            return self._append(Deed.UNDO, {"events": [standing[-1].hash]}, coder=self._who(by))

    def redo(self, what: str | None = None, *, by: str | None = None) -> Event:
        """Do again what was undone: an event, or what was last undone on an item, or at all.

        Raises
        ------
        Refused : nothing of the kind is undone
        """
        with self.entry():
            for event in reversed(self._undoable(what, undone_last=True)):
                undos = [hash_ for hash_, undone in self._undos(event) if not undone]
                if undos:
                    return self._append(Deed.UNDO, {"events": sorted(undos)}, coder=self._who(by))
            raise refuse("nothing-to-redo", self.path, repr(what or "the log"), "something that is undone", "see the log")

    def _standing(self, subject: str) -> Standing:
        row = self._db.execute("SELECT state, standing FROM item WHERE subject = ?", (subject,)).fetchone()
        return Standing.model_validate({"state": row[0], **json.loads(row[1])})

    def _body(self, subject: str) -> str:
        return str(self._one("SELECT body FROM item JOIN proposal ON id = proposal WHERE item.subject = ?", subject))

    def _undoable(self, what: str | None, *, undone_last: bool = False) -> list[Event]:
        """Return the events meant: one by its hash, those on an item, or the last ones of all; what is to be done last."""
        if what is None:
            wanted = "seq IN inactive ORDER BY (SELECT MAX(undo.event) FROM undo WHERE target = seq) DESC"
            wanted = wanted if undone_last else "seq NOT IN inactive ORDER BY depth DESC, hash DESC"
            row = self._db.execute(f"SELECT body FROM event WHERE deed != 'undo' AND {wanted}").fetchone()  # noqa: S608
            return [read(row[0])] if row else []
        if len(what) >= SHORTEST_ID:
            query = "SELECT body FROM event WHERE hash >= ? AND hash < ? LIMIT 2"
            found = self._db.execute(query, (storable(what), storable(what) + "g")).fetchall()
            if len(found) == 1:
                return [read(found[0][0])]
        events = [e for e in self._events_on(self._subject(what), undone_too=True) if e.deed is not Deed.ARTICLE]
        return sorted(events, key=self._last_undo) if undone_last else events

    def _undone(self, event: Event) -> bool:
        return bool(self._one("SELECT 1 FROM inactive JOIN event ON seq = inactive.event WHERE hash = ?", event.hash))

    def _undos(self, event: Event) -> list[tuple[str, bool]]:
        query = """SELECT later.hash, undo.event IN inactive FROM undo JOIN event AS later ON later.seq = undo.event
            JOIN event AS earlier ON earlier.seq = undo.target WHERE earlier.hash = ?"""
        return [(hash_, bool(undone)) for hash_, undone in self._db.execute(query, (event.hash,))]

    def _last_undo(self, event: Event) -> int:
        query = "SELECT MAX(undo.event) FROM undo JOIN event ON seq = undo.target WHERE hash = ? AND undo.event NOT IN inactive"
        return self._one(query, event.hash) or 0


def _verdict(verdict: Verdict | str) -> Verdict:
    try:
        return Verdict(verdict)
    except ValueError:
        raise refuse("verdict", "review", repr(verdict), "accept or reject", "choose one of them") from None


def _changed(old: Item, subject: str, changes: dict[str, Any], content: str, who: str) -> Item:
    """Return the item with its changes, its words and its id."""
    fields = old.model_dump() | changes
    if isinstance(old, Statement):
        fields["coder"] = who
        if "content" in changes:
            fields["text"] = " ".join(content[start:end] for start, end in changes["content"])
            fields["id"] = identity(old.text_id, changes["content"])
    elif "span" in changes:
        fields["id"] = identity(old.text_id, [changes["span"]])
    try:
        return items.make(subject, fields)
    except ValidationError as error:
        first = error.errors()[0]
        got = f"{'.'.join(map(str, first['loc']))}: {first['input']!r}"
        wanted = first["msg"].removeprefix("Value error, ").removeprefix("Input should be ")
        if first["type"] == "extra_forbidden":
            wanted = f"one of {', '.join(type(old).model_fields)}"
        raise refuse("edit", subject, got, wanted, "mend it") from error
