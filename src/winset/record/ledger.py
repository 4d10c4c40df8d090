"""The ledger: everything received, entered and reviewed in a case, in one file and one folder, and nothing ever lost."""

import sqlite3
from contextlib import closing
from datetime import datetime
from pathlib import Path

from winset.errors import Refused
from winset.file import make_folder, trouble
from winset.record import log, vault
from winset.record.connection import NAME, connect
from winset.record.entering import Entered, Entering
from winset.record.leaving import Leaving
from winset.record.reading import Hit, Reading
from winset.record.refusal import refuse, told
from winset.record.reviewing import Reviewing
from winset.record.schema import build
from winset.record.shelf import Shelf
from winset.record.uniting import United, Uniting

__all__ = ["Entered", "Hit", "Ledger", "United"]


class Ledger(Entering, Reviewing, Reading, Shelf, Leaving, Uniting):
    """A case's record, open. One program at a time writes, any number read; each verb is written whole or not at all.

    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as case, Ledger.create(case, coder="Ada") as ledger:
    ...     len(ledger.statements()), len(list(ledger.log()))
    (0, 0)
    """

    def backup(self, to: str | Path) -> Path:
        """Copy the whole record, as it was last written, into another folder, while others read and write.

        Raises
        ------
        Refused : there is a record already, or the copy cannot be written
        """
        folder = make_folder(Path(to))
        if (folder / NAME).exists():
            raise refuse("backup", folder / NAME, "a record that is there already", "a new folder", "name another folder")
        unfinished = folder / f".{NAME}.part"
        with told(unfinished):
            try:
                with closing(connect(self.path)) as source, closing(sqlite3.connect(unfinished)) as copy:
                    source.backup(copy)
                    copy.execute("PRAGMA journal_mode = DELETE")
                for document in self.sources():
                    vault.keep(folder, document, self.document(document))
                unfinished.replace(folder / NAME)
            except OSError as error:
                raise Refused(trouble(error, unfinished, "writing a backup")) from error
            finally:
                unfinished.unlink(missing_ok=True)
        return folder / NAME

    def past(self, moment: datetime) -> "Ledger":
        """Return the ledger as it stood at a moment by the clocks of those who wrote: in memory, to be read and then closed.

        An event counts if it was made by then and all that it came after counts too.
        """
        db = sqlite3.connect(":memory:", isolation_level=None)
        build(db)
        db.executemany("INSERT INTO text VALUES (?, ?)", self._db.execute("SELECT sha256, content FROM text"))
        there: set[str] = set()
        for event in self.log():
            if event.at <= moment and there.issuperset(event.parents):
                log.add(db, event)
                there.add(event.hash)
        then = Ledger(self.folder, db, self.coder, self._clock)
        then.rebuild()
        return then

    def rebuild(self) -> None:
        """Build the current state again from the log."""
        with self.entry():
            self._projection.rebuild()
