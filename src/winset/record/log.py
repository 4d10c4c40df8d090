"""The log in the database: events are added, found and put in order, never changed."""

import sqlite3
from collections.abc import Iterator

from winset.record.event import Event, read
from winset.record.place import storable
from winset.record.refusal import RESCUE, refuse
from winset.record.source import sha256


def add(db: sqlite3.Connection, event: Event) -> int:
    """Write an event whose parents are there already, and return its number in this file."""
    row = (event.hash, event.depth, event.at.isoformat(), storable(event.coder), event.deed.value, event.body)
    number = db.execute("INSERT INTO event (hash, depth, at, coder, deed, body) VALUES (?, ?, ?, ?, ?, ?)", row).lastrowid
    assert number is not None
    mark_head(db, number, event)
    return number


def mark_head(db: sqlite3.Connection, number: int, event: Event) -> None:
    """Note that an event is the last so far, and that its parents are no longer."""
    for parent in event.parents:
        db.execute("DELETE FROM head WHERE event = (SELECT seq FROM event WHERE hash = ?)", (parent,))
    db.execute("INSERT INTO head VALUES (?)", (number,))


def heads(db: sqlite3.Connection) -> tuple[tuple[str, ...], int]:
    """Return the events that nothing follows yet, and the depth of the next one."""
    rows = sorted(db.execute("SELECT hash, depth FROM event WHERE seq IN head"))
    return tuple(hash_ for hash_, _ in rows), 1 + max((depth for _, depth in rows), default=-1)


def head(db: sqlite3.Connection) -> str:
    """Return one hash that stands for everything in the log: that of its head, or of its heads together."""
    found, _ = heads(db)
    return found[0] if len(found) == 1 else sha256("".join(found).encode())


def number(db: sqlite3.Connection, hash_: str) -> int | None:
    """Return an event's number in this file, if it is here."""
    row = db.execute("SELECT seq FROM event WHERE hash = ?", (hash_,)).fetchone()
    return row[0] if row else None


def events(db: sqlite3.Connection, coder: str | None = None) -> Iterator[tuple[int, Event]]:
    """Yield every event, or a coder's, with its number, in the order of the log.

    Raises
    ------
    Refused : an event is not what its hash says
    """
    query = f"SELECT seq, hash, body FROM event {'WHERE coder = ?' if coder is not None else ''} ORDER BY depth, hash"  # noqa: S608
    for seq, hash_, body in db.execute(query, () if coder is None else (storable(coder),)):
        try:
            event = read(body)
        except ValueError as error:
            raise refuse("event", hash_[:12], f"'{error}'", "an event that can be read", RESCUE) from error
        if event.hash != hash_:
            raise refuse("event", hash_[:12], "other words than its hash says", "the words that were written", RESCUE)
        yield seq, event
