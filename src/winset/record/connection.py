"""How a ledger's file is opened: with its settings, its version checked, and older versions brought forward."""

import os
import sqlite3
from pathlib import Path

from winset.record.projection import Projection
from winset.record.refusal import RESCUE, refuse, told
from winset.record.schema import APPLICATION, STEPS, VERSION, build, version

NAME = "record.db"
PATIENCE = 30.0
"""Seconds to wait for another program that is writing."""
CACHE_KIB = 65_536
CHECKPOINT = 8_000
"""Pages that are written before they are moved from the write-ahead log into the file."""


def connect(path: Path, *, make: bool = False) -> sqlite3.Connection:
    """Open a ledger's file, for reading alone where it cannot be written.

    Raises
    ------
    Refused : it is not there, is not a ledger, is corrupt, or was written by a newer version
    """
    if not make and not path.is_file():
        raise refuse(
            "ledger-missing", path, "no record", "a case with a record", "read a document into the case first: `winset read`"
        )
    with told(path):
        db = sqlite3.connect(_address(path, make=make), uri=True, timeout=PATIENCE, isolation_level=None)
        try:
            db.execute(f"PRAGMA cache_size = -{CACHE_KIB}")
            db.execute("PRAGMA foreign_keys = ON")
            db.execute(f"PRAGMA wal_autocheckpoint = {CHECKPOINT}")
            _ready(db, path, make=make)
        except BaseException:
            db.close()
            raise
    return db


def writable(path: Path) -> bool:
    """Whether the file and its folder may be written: SQLite needs both."""
    effective = os.access in os.supports_effective_ids
    wanted = {path.parent, path} if path.exists() else {path.parent}
    return all(os.access(one, os.W_OK, effective_ids=effective) for one in wanted)


def _address(path: Path, *, make: bool) -> str:
    """Return what SQLite is to open. A file that cannot be written, and to which nobody is writing, is read as it is."""
    if make:
        return f"{path.absolute().as_uri()}?mode=rwc"
    if writable(path):
        return f"{path.absolute().as_uri()}?mode=rw"
    log = path.with_name(path.name + "-wal")
    still = not log.exists() or log.stat().st_size == 0
    return f"{path.absolute().as_uri()}?mode=ro" + ("&immutable=1" if still else "")


def _ready(db: sqlite3.Connection, path: Path, *, make: bool) -> None:
    found, application = version(db), db.execute("PRAGMA application_id").fetchone()[0]
    empty = not found and not db.execute("SELECT 1 FROM sqlite_master").fetchone()
    if empty and not make:
        raise refuse("ledger-corrupt", path, "an empty file", "a Winset ledger", RESCUE)
    if application != APPLICATION and not empty:
        raise refuse("not-a-ledger", path, "another program's database", "a Winset ledger", "move it away, or name another case")
    if found > VERSION:
        remedy = "install the newer Winset, or open a backup made before it"
        raise refuse("ledger-newer", path, f"a ledger of version {found}", f"version {VERSION} or older", remedy)
    if found == VERSION:
        return
    if not writable(path):
        remedy = "make it writable and open it once"
        raise refuse("ledger-older", path, f"a ledger of version {found}", f"version {VERSION}", remedy)
    db.execute("PRAGMA journal_mode = WAL")
    db.execute("BEGIN IMMEDIATE")
    try:
        _forward(db)
        db.execute("COMMIT")
    except BaseException:
        if db.in_transaction:
            db.execute("ROLLBACK")
        raise


def _forward(db: sqlite3.Connection) -> None:
    """Bring the tables to the newest version; another program may have done so meanwhile."""
    found = version(db)
    if found == VERSION:
        return
    if not found:
        build(db)
        return
    for step in range(found, VERSION):
        STEPS[step](db)
    Projection(db).rebuild()
    db.execute(f"PRAGMA user_version = {VERSION}")
