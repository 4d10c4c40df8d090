"""What the record says, at hand for a day and a coder: positions, points, contacts and claims, with their reasons."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from winset.case.case import Case
from winset.record.connection import NAME
from winset.record.ledger import Ledger
from winset.study import spoken
from winset.study.figure import Reason, Reasons
from winset.study.run import fingerprint
from winset.study.spoken import NOTHING, Record
from winset.study.study import ClaimLine, ContactLine, IssueLine, PointLine, PositionLine
from winset.web.room import Room


@dataclass(frozen=True, slots=True)
class Board:
    """The parts of a study that rest on the record alone."""

    statements: int
    documents: int
    positions: tuple[PositionLine, ...]
    points: tuple[PointLine, ...]
    issues: tuple[IssueLine, ...]
    contacts: tuple[ContactLine, ...]
    claims: tuple[ClaimLine, ...]
    reasons: dict[str, Reason]


NONE = Board(0, 0, (), (), (), (), (), {})


def board(room: Room, as_of: date | None = None, coder: str | None = None) -> tuple[Board | None, bool]:
    """Return the board of the record as it is now, if it is at hand, else the last one; and whether it is up to date."""
    case = room.case()
    key = (fingerprint(case), room.head(), as_of, coder)
    return room.latest(f"board {as_of} {coder}", key, made, room.folder, case, as_of, coder)


def made(folder: Path, case: Case, as_of: date | None, coder: str | None) -> Board:
    """Return the board of a record."""
    if (folder / NAME).exists():
        with Ledger.open(folder) as ledger:
            record = Record.of(ledger, until=as_of, coder=coder)
    else:
        record = NOTHING
    then = case.model_copy(update={"as_of": as_of}) if as_of else case
    reasons = Reasons({one.id: (one, record.documents[one.text_id]) for one in record.statements})
    positions, points = spoken.positions(then, record, reasons), spoken.points(then, reasons)
    return Board(
        statements=len(record.statements),
        documents=len(record.documents),
        positions=positions,
        points=points,
        issues=spoken.coverage(then, points, positions),
        contacts=spoken.contacts(record, reasons),
        claims=spoken.claims(record, reasons),
        reasons=reasons.found,
    )
