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

NAMED = 3
"""Reasons of a line that are kept; a cell's own page has all."""
LISTED = 24
"""Contacts and claims that are kept, the newest."""
AT_ONCE = 1000
"""Entries that are taken up while a page waits for them; of more, the newest of them come first and the rest beside."""
PATIENCE = 0.3


@dataclass(frozen=True, slots=True)
class Board:
    """The parts of a study that rest on the record alone, as much of them as a page shows.

    `newest` : how many statements it rests on where that is not all of them.
    """

    statements: int
    documents: int
    positions: tuple[PositionLine, ...]
    points: tuple[PointLine, ...]
    issues: tuple[IssueLine, ...]
    contacts: tuple[ContactLine, ...]
    more_contacts: int
    claims: tuple[ClaimLine, ...]
    more_claims: int
    reasons: dict[str, Reason]
    newest: int | None = None


NONE = Board(0, 0, (), (), (), (), 0, (), 0, {})


def board(room: Room, as_of: date | None = None, coder: str | None = None) -> tuple[Board | None, bool]:
    """Return the board of the record as it is now, if it is at hand, else the last one; and whether it is up to date.

    Of a large record, the newest entries alone are shown until all are taken up.
    """
    case = room.case()
    with room.ledger() as ledger:
        head, large = (ledger.head(), ledger.more_than(AT_ONCE)) if ledger else (None, False)
    key = (fingerprint(case), head, as_of, coder)
    if not large:
        found = room.soon(("board", key), lambda: made(room.folder, case, as_of, coder), patience=PATIENCE)
        return found, found is not None
    whole, current = room.latest(f"board {as_of} {coder}", key, made, room.folder, case, as_of, coder)
    if whole is None:
        whole = room.soon(("glimpse", key), lambda: made(room.folder, case, as_of, coder, AT_ONCE), patience=PATIENCE)
    return whole, current


def made(folder: Path, case: Case, as_of: date | None, coder: str | None, newest: int | None = None) -> Board:
    """Return the board of a record, or of its newest entries."""
    record = NOTHING
    if (folder / NAME).exists():
        with Ledger.open(folder) as ledger:
            record = (
                Record.of(ledger, until=as_of, coder=coder)
                if newest is None
                else Record.glimpse(ledger, newest, until=as_of, coder=coder)
            )
    then = case.model_copy(update={"as_of": as_of}) if as_of else case
    reasons = Reasons({one.id: (one, record.documents[one.text_id]) for one in record.statements})
    said, points = spoken.positions(then, record, reasons), spoken.points(then, reasons)
    contacts, claims = spoken.contacts(record, reasons), spoken.claims(record, reasons)
    dated = [line for line in contacts if line.date]
    met = [*dated[-LISTED:], *[line for line in contacts if not line.date][: max(0, LISTED - len(dated))]]
    issues = spoken.coverage(then, points, said)
    said = tuple(one.model_copy(update={"basis": one.basis[:NAMED], "hearsay": one.hearsay[:NAMED]}) for one in said)
    issues = tuple(one.model_copy(update={"basis": one.basis[:NAMED]}) for one in issues)
    met = [one.model_copy(update={"reports": one.reports[:NAMED]}) for one in met]
    wanted = [p for one in said for p in one.basis + one.hearsay] + [p for one in points for p in one.basis]
    wanted += [p for one in issues for p in one.basis] + [p for one in met for p in one.reports]
    wanted += [p for one in claims[:LISTED] for p in one.basis]
    return Board(
        statements=len(record.statements),
        documents=len(record.documents),
        positions=said,
        points=points,
        issues=issues,
        contacts=tuple(met),
        more_contacts=len(contacts) - len(met),
        claims=claims[:LISTED],
        more_claims=max(0, len(claims) - LISTED),
        reasons={pointer: reasons.found[pointer] for pointer in sorted(set(wanted)) if pointer in reasons.found},
        newest=len(record.statements) if newest is not None else None,
    )
