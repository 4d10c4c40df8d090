"""A ledger's file, open: its transactions, and the one way in which an event is added."""

import sqlite3
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from winset.file import make_folder
from winset.record import log
from winset.record.bundle import Bundle
from winset.record.connection import NAME, connect
from winset.record.event import Deed, Event, compose, read
from winset.record.item import ItemKind
from winset.record.place import storable
from winset.record.projection import Projection
from winset.record.refusal import refuse, told

SHORTEST_ID = 6
"""How much of an id or a hash is enough, where only one begins so."""


def now() -> datetime:
    """Return the time by the machine's clock."""
    return datetime.now(UTC)


class Desk:
    """What every part of the ledger works with."""

    def __init__(self, folder: Path, db: sqlite3.Connection, coder: str, clock: Callable[[], datetime]) -> None:
        self.folder = folder
        self.coder = coder
        self._db = db
        self._clock = clock
        self._projection = Projection(db)
        self._last_text = "", ""

    @classmethod
    def open(cls, folder: str | Path, *, coder: str = "", clock: Callable[[], datetime] = now) -> Self:
        """Open the ledger of a case. `coder` is who enters and reviews unless a verb names somebody else.

        Raises
        ------
        Refused : there is none, it is corrupt, or a newer version wrote it
        """
        return cls(Path(folder), connect(Path(folder) / NAME), coder, clock)

    @classmethod
    def create(cls, folder: str | Path, *, coder: str = "", clock: Callable[[], datetime] = now) -> Self:
        """Open the ledger of a case, making the folder and an empty ledger where there is none."""
        return cls(Path(folder), connect(make_folder(Path(folder)) / NAME, make=True), coder, clock)

    def close(self) -> None:
        """Close the file."""
        self._db.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()
        if isinstance(error, sqlite3.DatabaseError):
            with told(self.path):
                raise error

    @property
    def path(self) -> Path:
        """The ledger's file."""
        return self.folder / NAME

    @contextmanager
    def entry(self) -> Iterator[None]:
        """Join all that is entered inside into one transaction: all of it is kept, or none.

        Raises
        ------
        Refused : the file cannot be written; nothing was changed
        """
        if self._db.in_transaction:
            yield
            return
        with told(self.path):
            self._db.execute("BEGIN IMMEDIATE")
            try:
                yield
                self._projection.settle()
                self._db.execute("COMMIT")
            except BaseException:
                self._projection.forget()
                self._last_text = "", ""
                if self._db.in_transaction:
                    self._db.execute("ROLLBACK")
                raise

    def settle(self) -> None:
        """Work out how things stand after what was entered so far, inside `entry`."""
        self._projection.settle()

    def text(self, text_id: str) -> str:
        """Return the text that spans index, by its hash.

        Raises
        ------
        Refused : the ledger does not hold it
        """
        if self._last_text[0] != text_id:
            content = self._one("SELECT content FROM text WHERE sha256 = ?", storable(text_id))
            if content is None:
                raise refuse("no-text", self.path, f"text {text_id[:12]}", "a text of this ledger", "take its source first")
            self._last_text = text_id, content if isinstance(content, str) else str(content, "utf-8", "surrogatepass")
        return self._last_text[1]

    def _append(self, deed: Deed, what: Mapping[str, Any], *, coder: str | None = None, bundle: Bundle | None = None) -> Event:
        parents, depth = log.heads(self._db)
        written = bundle.written(what["retires"]) if bundle else None
        by = self.coder if coder is None else coder
        event = compose(deed, what, coder=by, at=self._clock(), parents=parents, depth=depth, written=written)
        self._projection.apply(log.add(self._db, event), event, bundle.made if bundle else None)
        return event

    def _who(self, by: str | None) -> str:
        who = (self.coder if by is None else by).strip()
        if not who:
            raise refuse("no-coder", self.path, "no name", "who reviews", "say who you are: `--coder NAME`")
        return who

    def _one(self, query: str, *values: Any) -> Any:
        row = self._db.execute(query, values).fetchone()
        return row[0] if row else None

    def _subject(self, id_: str) -> str:
        """Return the item that is meant: by its id, with its kind before it (`claim:`) where two share one, or by its beginning.

        Raises
        ------
        Refused : none is meant, or more than one
        """
        id_ = storable(id_)
        for kind in ItemKind:
            subject = id_ if ":" in id_ else f"{kind.value}:{id_}"
            if self._one("SELECT 1 FROM item WHERE subject = ?", subject):
                return subject
        kinds = [f"{kind.value}:" for kind in ItemKind] if ":" not in id_ else [""]
        found: list[str] = []
        for kind_ in kinds if len(id_) >= SHORTEST_ID else ():
            query = "SELECT subject FROM item WHERE subject >= ? AND subject < ? LIMIT 2"
            found += [subject for (subject,) in self._db.execute(query, (kind_ + id_, kind_ + id_ + "\U0010ffff"))]
        if len(found) != 1:
            got = f"'{id_}', which is {'no id' if not found else 'the beginning of more than one id'} in this ledger"
            raise refuse("no-item", self.path, got, "the id of one statement, contact or claim", "list them: `winset statements`")
        return found[0]

    def _events_on(self, subject: str, *, undone_too: bool = False) -> list[Event]:
        """Return what was done to an item, entries not counted, in the order of the log."""
        wanted = "" if undone_too else "AND seq NOT IN inactive"
        query = f"SELECT body FROM mark JOIN event ON seq = event WHERE subject = ? {wanted} ORDER BY depth, hash"  # noqa: S608
        return [read(body) for (body,) in self._db.execute(query, (subject,))]
