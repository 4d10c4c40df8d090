"""The record page by page: its documents without their items, who works in it, and what somebody did last."""

import json
from collections.abc import Collection
from dataclasses import dataclass, field
from pathlib import Path

from winset.record.article import Article
from winset.record.bundle import unpack
from winset.record.desk import Desk
from winset.record.event import Event, read
from winset.record.item import ItemKind
from winset.record.place import storable
from winset.record.reading import Hit, hit_of
from winset.record.refusal import refuse
from winset.record.standing import SECOND, State

REVIEWING = ("verdict", "edit", "duplicate", "link", "tag", "comment")
"""What people do to entries."""


@dataclass(frozen=True, slots=True)
class Volume:
    """A document in a list: its head, how many of its entries stand in which state, and its place in the list."""

    text_id: str
    document: str
    title: str | None
    outlet: str | None
    date: str | None
    place: int
    entries: dict[State, int] = field(default_factory=dict)


class Shelf(Desk):
    """The ledger's verbs for those who leaf through it."""

    def volumes(self, limit: int, before: int | None = None) -> tuple[Volume, ...]:
        """Return documents, the last that was read first; `before` is the place of the last one seen."""
        head = ", ".join(f"'$.what.article.{name}'" for name in ("document", "title", "outlet", "date.value"))
        query = f"""SELECT text, json_extract(body, {head}), last FROM
            (SELECT text, MAX(article.event) AS last FROM article WHERE article.event NOT IN inactive
             AND substr(coder, 1, ?) != ? GROUP BY text HAVING last < ? ORDER BY last DESC LIMIT ?) JOIN event ON seq = last
            ORDER BY last DESC"""  # noqa: S608
        rows = self._db.execute(query, (len(SECOND), SECOND, 2**62 if before is None else before, limit)).fetchall()
        counted: dict[str, dict[State, int]] = {}
        query = "SELECT text, state, COUNT(*) FROM item WHERE text IN (SELECT value FROM json_each(?)) GROUP BY text, state"
        for text, state, count in self._db.execute(query, (json.dumps([row[0] for row in rows]),)):
            counted.setdefault(text, {})[State(state)] = count
        return tuple(_volume(text, json.loads(told), place, counted.get(text, {})) for text, told, place in rows)

    def article(self, text_id: str) -> Article:
        """Return what was last made of one text by whoever is no second coder.

        Raises
        ------
        Refused : no article of such a text is in the ledger
        """
        query = """SELECT body FROM article JOIN event ON seq = article.event WHERE article.text = ?
            AND seq NOT IN inactive AND substr(article.coder, 1, ?) != ? ORDER BY depth DESC, hash DESC LIMIT 1"""
        body = self._one(query, storable(text_id), len(SECOND), SECOND)
        if body is None:
            raise refuse("no-text", self.path, f"text {text_id[:12]!r}", "a text that was read", "choose one of the documents")
        return unpack(json.loads(body)["what"])

    def name_of(self, text_id: str) -> str:
        """Return the name under which a text goes: that of its source, without what follows the last dot."""
        query = "SELECT json_extract(body, '$.name') FROM source JOIN extraction ON sha256 = source WHERE text = ? LIMIT 1"
        name = self._one(query, storable(text_id))
        return Path(name).stem or str(name) if name else text_id[:12]

    def entries_of(self, text_id: str, kind: ItemKind, states: Collection[State]) -> tuple[Hit, ...]:
        """Return the entries of one text in the order of the text, whatever their number elsewhere."""
        query = """SELECT key, item.subject, body, state, standing FROM item JOIN proposal ON id = proposal
            WHERE item.text = ? AND kind = ? ORDER BY key DESC"""
        rows = self._db.execute(query, (storable(text_id), kind.value))
        return tuple(hit for hit in (hit_of(*row) for row in rows) if hit.state in states)

    def more_than(self, entries: int) -> bool:
        """Whether the record holds more than so many entries, told without counting them all."""
        return bool(self._one("SELECT COUNT(*) > ? FROM (SELECT 1 FROM item LIMIT ?)", entries, entries + 1))

    def coders(self) -> tuple[str, ...]:
        """Return everybody who entered or judged anything, by name."""
        return tuple(value for (value,) in self._db.execute("SELECT value FROM facet WHERE field = 'coder' ORDER BY folded"))

    def last_done(self, coder: str, *, undone: bool = False) -> Event | None:
        """Return the last review of a coder that still counts; or that does not, the last to be undone first."""
        wanted = "seq NOT IN inactive ORDER BY depth DESC, hash DESC"
        if undone:
            wanted = "seq IN inactive ORDER BY (SELECT MAX(event) FROM undo WHERE target = seq) DESC"
        deeds = ", ".join(f"'{deed}'" for deed in REVIEWING)
        query = f"SELECT body FROM event WHERE coder = ? AND deed IN ({deeds}) AND {wanted} LIMIT 1"  # noqa: S608
        body = self._one(query, storable(coder))
        return read(body) if body else None


def _volume(text: str, head: tuple[str, str | None, str | None, str | None], place: int, entries: dict[State, int]) -> Volume:
    document, title, outlet, date = head
    return Volume(text, document, title, outlet, date, place, entries)
