"""The statements that a case's bases name, held against the record of the case."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from winset.case.case import Case
from winset.case.check import bases
from winset.case.part import Path as Place
from winset.errors import Problem, Refused, Severity
from winset.record.connection import NAME
from winset.record.ledger import Ledger


def check_named(case: Case, where: Callable[[Place], str], folder: Path) -> list[Problem]:
    """Return a problem for each statement that a number is said to rest on and the record, if there is one, does not hold.

    They are warnings: a record grows, and a case may name what is yet to be read. A record that cannot be opened is told too.
    """
    named = [(place, id_) for place, basis in bases(case) for id_ in basis.statements]
    if not named or not (folder / NAME).exists():
        return []
    try:
        with Ledger.open(folder) as ledger:
            return [_missing(where((*place, "because")), id_) for place, id_ in named if not ledger.has(id_)]
    except Refused as refusal:
        return [replace(problem, severity=Severity.WARNING) for problem in refusal.problems]


def _missing(where: str, id_: str) -> Problem:
    got = f"the statement '{id_}', which the record does not hold"
    remedy = "correct the id (list them: `winset statements`), or read its document into the case"
    return Problem(Severity.WARNING, "no-statement", where, got, "a statement of the record", remedy)
