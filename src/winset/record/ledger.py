"""The ledger: everything received, entered and reviewed in a case, in one file and one folder, and nothing ever lost."""

from winset.record.entering import Entered, Entering
from winset.record.reading import Hit, Reading
from winset.record.reviewing import Reviewing

__all__ = ["Entered", "Hit", "Ledger"]


class Ledger(Entering, Reviewing, Reading):
    """A case's record, open. One program at a time writes, any number read; each verb is written whole or not at all.

    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as case, Ledger.create(case, coder="Ada") as ledger:
    ...     len(ledger.statements()), len(list(ledger.log()))
    (0, 0)
    """

    def rebuild(self) -> None:
        """Build the current state again from the log."""
        with self.entry():
            self._projection.rebuild()
