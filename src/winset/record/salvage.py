"""Saving what can be saved of a damaged record, into a new folder; the damaged one is left as it is."""

import shutil
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from winset.file import make_folder
from winset.record import log, vault
from winset.record.connection import NAME, connect
from winset.record.event import Deed, Event, read
from winset.record.projection import Projection
from winset.record.refusal import refuse, told
from winset.record.source import Source, sha256

GIVE_UP = 4096
"""How many rows in a row may be unreadable before the rest is given up."""


@dataclass(frozen=True, slots=True)
class Saved:
    """What was saved: events and texts whose hashes hold, and documents."""

    events: int
    texts: int
    documents: int


def salvage(folder: Path, to: Path) -> Saved:
    """Copy every event and text that can be read and is what its hash says, and every document, into a new record.

    Raises
    ------
    Refused : there is no record to save, or one in the new folder already, or it cannot be written
    """
    if not (folder / NAME).is_file():
        raise refuse("salvage", folder / NAME, "no record", "a damaged record", "check the path")
    if (make_folder(to) / NAME).exists():
        raise refuse("salvage", to / NAME, "a record that is there already", "a new folder", "name another folder")
    with tempfile.TemporaryDirectory() as room:
        for file in folder.glob(f"{NAME}*"):
            shutil.copyfile(file, Path(room) / file.name)
        events, texts = _readable(Path(room) / NAME)
    for file in vault.files(folder):
        shutil.copyfile(file, make_folder(to / vault.FOLDER) / file.name)
    with closing(connect(to / NAME, make=True)) as db, told(to / NAME):
        projection = Projection(db)
        db.execute("BEGIN IMMEDIATE")
        db.executemany("INSERT INTO text VALUES (?, ?)", texts.items())
        kept = [event for event in sorted(events, key=lambda event: (event.depth, event.hash)) if _whole(event, texts)]
        for event in kept:
            projection.apply(log.add(db, event), event)
        projection.settle()
        db.execute("COMMIT")
    documents = [event for event in kept if event.deed is Deed.SOURCE and vault.find(to, Source.model_validate(event.what))]
    return Saved(len(kept), len(texts), len(documents))


def _readable(path: Path) -> tuple[list[Event], dict[str, str | bytes]]:
    events: dict[str, Event] = {}
    texts: dict[str, str | bytes] = {}
    try:
        with closing(sqlite3.connect(path, isolation_level=None)) as db:
            db.execute("PRAGMA writable_schema = ON")
            for hash_, body in _rows(db, "SELECT seq, hash, body FROM event", "seq"):
                if isinstance(body, str) and sha256(body.encode()) == hash_:
                    events[hash_] = read(body)
            for hash_, content in _rows(db, "SELECT rowid, sha256, content FROM text", "rowid"):
                if content is not None and sha256(content if isinstance(content, bytes) else content.encode()) == hash_:
                    texts[hash_] = content
    except sqlite3.DatabaseError:
        pass
    return list(events.values()), texts


def _rows(db: sqlite3.Connection, query: str, key: str) -> Iterator[tuple[str, str | bytes | None]]:
    """Yield the rows that can be read, going on behind those that cannot."""
    at, misses = 0, 0
    while misses < GIVE_UP:
        try:
            for number, *row in db.execute(f"{query} WHERE {key} > ? ORDER BY {key}", (at,)):
                at, misses = number, 0
                yield row[0], row[1]
        except (sqlite3.DatabaseError, UnicodeError):
            at, misses = at + 1, misses + 1
        else:
            return


def _whole(event: Event, texts: dict[str, str | bytes]) -> bool:
    """Whether what an event rests on was saved as well."""
    if event.deed is Deed.TEXT:
        return event.what["sha256"] in texts
    return event.deed is not Deed.ARTICLE or event.what["article"]["text_id"] in texts
