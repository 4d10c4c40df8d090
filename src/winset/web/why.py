"""Why: what a figure rests on, statements in their exact words, and every assumption with its band."""

from pydantic import Field

from winset.band import Frozen
from winset.errors import Refused
from winset.study.assumed import Assumption, assumptions
from winset.study.figure import Reason
from winset.web.board import NONE, board
from winset.web.positions import Name, names
from winset.web.quotation import Quotation, quoted
from winset.web.room import Room
from winset.web.screen import Asked, Screen

MOST = 300
"""Assumptions that one page lists."""


class WhyAsked(Asked):
    """Pointers to what a figure rests on: `statement:ID`, `case:PATH`, `report:ID`."""

    basis: tuple[str, ...] = Field(default=(), max_length=200)


class WhyView(Frozen):
    """What a figure rests on: statements, reports, and assumptions; without a figure, everything that the case assumes."""

    parties: tuple[Name, ...]
    asked: tuple[str, ...]
    statements: tuple[Quotation, ...]
    reports: tuple[Reason, ...]
    assumptions: tuple[Assumption, ...]
    more: int
    unknown: tuple[str, ...]


def why(room: Room, asked: WhyAsked) -> WhyView:
    """Return what the pointers lead to."""
    case = room.case()
    found = list(assumptions(case, asked.basis or None))
    statements: list[Quotation] = []
    unknown: list[str] = []
    with room.ledger() as ledger:
        for pointer in asked.basis:
            kind, _, name = pointer.partition(":")
            if kind != "statement":
                continue
            try:
                hit = ledger.item(name) if ledger else None
            except Refused:
                hit = None
            if hit is None or ledger is None:
                unknown.append(pointer)
            else:
                statements.append(quoted(hit, ledger, case))
    reasons = (board(room, asked.as_of, asked.coder)[0] or NONE).reasons
    reports = tuple(reasons[one] for one in asked.basis if one.startswith("report:") and one in reasons)
    known = {one.path for one in found}
    unknown += [
        one
        for one in asked.basis
        if one.startswith("case:") and not any((path + ".").startswith(one.removeprefix("case:") + ".") for path in known)
    ]
    return WhyView(
        parties=names(case)[0],
        asked=asked.basis,
        statements=tuple(statements),
        reports=reports,
        assumptions=tuple(found[:MOST]),
        more=max(0, len(found) - MOST),
        unknown=tuple(unknown),
    )


SCREENS = (Screen("/why", "Why", "why.html", WhyAsked, WhyView, why),)
