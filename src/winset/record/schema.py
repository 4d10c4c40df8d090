"""The ledger's tables, and the steps that bring an older ledger forward."""

import sqlite3
from collections.abc import Callable

APPLICATION = 0x57494E53
"""`WINS`: written into the file's head, so that any SQLite tool can tell what it is."""

INDEX_OF_CODERS = "CREATE INDEX event_coder ON event (coder, depth, hash)"

LOG = (
    """CREATE TABLE event (
        seq INTEGER PRIMARY KEY, hash TEXT NOT NULL UNIQUE, depth INTEGER NOT NULL,
        at TEXT NOT NULL, coder TEXT NOT NULL, deed TEXT NOT NULL, body TEXT NOT NULL)""",
    "CREATE INDEX event_order ON event (depth, hash)",
    INDEX_OF_CODERS,
    "CREATE TABLE text (sha256 TEXT PRIMARY KEY, content NOT NULL)",
    """CREATE TRIGGER event_stays BEFORE DELETE ON event BEGIN SELECT RAISE(ABORT, 'events are never deleted'); END""",
    """CREATE TRIGGER event_keeps BEFORE UPDATE ON event BEGIN SELECT RAISE(ABORT, 'events are never changed'); END""",
    """CREATE TRIGGER text_stays BEFORE DELETE ON text BEGIN SELECT RAISE(ABORT, 'texts are never deleted'); END""",
    """CREATE TRIGGER text_keeps BEFORE UPDATE ON text BEGIN SELECT RAISE(ABORT, 'texts are never changed'); END""",
)
"""What is kept for good. All else is worked out from it."""

STATE = (
    "CREATE TABLE head (event INTEGER PRIMARY KEY REFERENCES event)",
    "CREATE TABLE undo (target INTEGER NOT NULL REFERENCES event, event INTEGER NOT NULL REFERENCES event)",
    "CREATE INDEX undo_target ON undo (target)",
    "CREATE INDEX undo_event ON undo (event)",
    "CREATE TABLE inactive (event INTEGER PRIMARY KEY REFERENCES event)",
    "CREATE TABLE source (sha256 TEXT NOT NULL, event INTEGER NOT NULL REFERENCES event, body TEXT NOT NULL)",
    "CREATE INDEX source_hash ON source (sha256)",
    """CREATE TABLE extraction (
        text TEXT NOT NULL REFERENCES text, source TEXT NOT NULL, extractor TEXT NOT NULL,
        event INTEGER NOT NULL REFERENCES event)""",
    "CREATE INDEX extraction_text ON extraction (text)",
    """CREATE TABLE article (
        event INTEGER PRIMARY KEY REFERENCES event, text TEXT NOT NULL REFERENCES text, coder TEXT NOT NULL)""",
    "CREATE INDEX article_text ON article (text)",
    """CREATE TABLE proposal (
        id INTEGER PRIMARY KEY, subject TEXT NOT NULL, event INTEGER NOT NULL REFERENCES event, body TEXT NOT NULL)""",
    "CREATE INDEX proposal_subject ON proposal (subject)",
    "CREATE INDEX proposal_event ON proposal (event)",
    "CREATE TABLE mark (subject TEXT NOT NULL, event INTEGER NOT NULL REFERENCES event)",
    "CREATE INDEX mark_subject ON mark (subject)",
    "CREATE INDEX mark_event ON mark (event)",
    """CREATE TABLE item (
        key INTEGER PRIMARY KEY, subject TEXT NOT NULL UNIQUE, kind TEXT NOT NULL, text TEXT,
        state TEXT NOT NULL, words TEXT NOT NULL, facets TEXT NOT NULL,
        proposal INTEGER REFERENCES proposal, standing TEXT NOT NULL)""",
    "CREATE INDEX item_kind ON item (kind, key)",
    "CREATE INDEX item_text ON item (text)",
    """CREATE TABLE facet (
        id INTEGER PRIMARY KEY, field TEXT NOT NULL, folded TEXT NOT NULL, value TEXT NOT NULL, UNIQUE (field, folded))""",
    """CREATE VIRTUAL TABLE search USING fts5 (
        words, facets, content='item', content_rowid='key', columnsize=0, prefix='3 4',
        tokenize='unicode61 remove_diacritics 2')""",
)
"""The current state, worked out from the log; it may be dropped and built again at any time.

An item's `key` is its place in time (see `winset.record.place`), so that the full-text index, which runs in the order of
keys, yields the newest hits first and can stop at as many as are asked for. `facets` holds one short token for each thing
by which items are filtered: filters are intersected in the index like words.
"""


def build(db: sqlite3.Connection) -> None:
    """Make the tables of the newest version in an empty database."""
    for statement in (*LOG, *STATE):
        db.execute(statement)
    db.execute(f"PRAGMA application_id = {APPLICATION}")
    db.execute(f"PRAGMA user_version = {VERSION}")


def drop_state(db: sqlite3.Connection) -> None:
    """Drop every table that the log can build again."""
    db.execute("DROP TABLE IF EXISTS search")
    for name in ("item", "facet", "mark", "proposal", "article", "extraction", "source", "inactive", "undo", "head"):
        db.execute(f"DROP TABLE IF EXISTS {name}")


def build_state(db: sqlite3.Connection) -> None:
    """Make the tables of the state, empty."""
    for statement in STATE:
        db.execute(statement)


def _list_coders(db: sqlite3.Connection) -> None:
    db.execute(INDEX_OF_CODERS)


STEPS: dict[int, Callable[[sqlite3.Connection], None]] = {1: _list_coders}
"""What brings the log of version N to N + 1. The state is then built again from the log."""

VERSION = 1 + len(STEPS)


def version(db: sqlite3.Connection) -> int:
    """Return the version of a ledger's tables."""
    found: int = db.execute("PRAGMA user_version").fetchone()[0]
    return found
