"""What goes wrong with a database, told as problems."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from winset.errors import Problem, Refused, Severity

RESCUE = "run `winset ledger check --save DIR`: it saves what can be saved into a new folder, and leaves this one as it is"

MEANINGS: dict[int, tuple[str, str, str]] = {
    sqlite3.SQLITE_BUSY: ("busy", "its turn to write", "wait until the other program has finished, then try again"),
    sqlite3.SQLITE_LOCKED: ("busy", "its turn to write", "wait until the other program has finished, then try again"),
    sqlite3.SQLITE_FULL: ("disk-full", "free space", "free some space and run the same command again; nothing was changed"),
    sqlite3.SQLITE_IOERR: ("disk", "a disk that reads and writes", "check the disk and its free space; nothing was changed"),
    sqlite3.SQLITE_READONLY: ("read-only", "permission to write", "change the permissions, or copy the case elsewhere"),
    sqlite3.SQLITE_PERM: ("read-only", "permission to write", "change the permissions, or copy the case elsewhere"),
    sqlite3.SQLITE_CANTOPEN: ("unreadable", "a file that can be opened", "check the path and its permissions"),
    sqlite3.SQLITE_CORRUPT: ("corrupt", "a whole database", RESCUE),
    sqlite3.SQLITE_NOTADB: ("corrupt", "a SQLite database", RESCUE),
}


@contextmanager
def told(path: Path) -> Iterator[None]:
    """Turn what the database refuses into a problem that says what to do.

    Raises
    ------
    Refused : the database is busy, full, read-only, corrupt, or cannot be opened
    """
    try:
        yield
    except sqlite3.DatabaseError as error:
        code = getattr(error, "sqlite_errorcode", 0) & 0xFF
        if code not in MEANINGS:
            raise
        what, wanted, remedy = MEANINGS[code]
        raise Refused(Problem(Severity.ERROR, f"ledger-{what}", str(path), f"'{error}'", wanted, remedy)) from error


def refuse(kind: str, where: object, got: str, wanted: str, remedy: str) -> Refused:
    """Return the error for something that the ledger cannot do."""
    return Refused(Problem(Severity.ERROR, kind, str(where), got, wanted, remedy))
