"""Why: what a figure rests on, what would overturn the headlines, and what follows if a number is put to another."""

from typing import Any

from pydantic import Field

from winset.band import Frozen
from winset.case.case import Case
from winset.case.store import CASE_FILE, LARGEST_CASE
from winset.case.yaml import parse
from winset.errors import Problem, Refused, Severity
from winset.file import read_whole
from winset.record.withheld import NOTHING_WITHHELD
from winset.report import spread
from winset.report.chart import SCREEN
from winset.study.assumed import Assumption, assumptions
from winset.study.draws.uncertain import AskLine
from winset.study.figure import Reason
from winset.study.flips.flip import Flips
from winset.study.reasons.why import Chain
from winset.study.reasons.why import why as chain_of
from winset.study.run import fingerprint
from winset.study.spoken import Record
from winset.study.study import Study
from winset.study.whatif import WhatIf, what_if
from winset.web.board import NONE, board
from winset.web.package import PackageAsked, chosen, signing
from winset.web.positions import Name, names
from winset.web.quotation import Quotation, quoted
from winset.web.room import Room
from winset.web.screen import Screen

MOST = 300
"""Assumptions that one page lists."""
FIRST = 12
"""Lines of a tornado, and questions worth asking, that the page shows."""


class WhyAsked(PackageAsked):
    """What is asked about: pointers to reasons (`statement:ID`, `case:PATH`, `report:ID`), or a figure of the study.

    `path` and `to` put a number of the case to another within its band, for the sake of argument.
    """

    basis: tuple[str, ...] = Field(default=(), max_length=200)
    figure: str | None = Field(default=None, max_length=400)
    path: str | None = Field(default=None, max_length=300)
    to: float | None = Field(default=None, allow_inf_nan=False)


class WhyView(Frozen):
    """What a figure rests on: statements, reports, assumptions, or its whole chain; without one, everything that is assumed.

    `pictures` are tornados by headline, `flips` the least changes that overturn each, `ask_next` what is worth asking; all of the
    last study, which `current` says is still that of the case and the record.
    """

    parties: tuple[Name, ...]
    asked: tuple[str, ...]
    chain: Chain | None
    statements: tuple[Quotation, ...]
    reports: tuple[Reason, ...]
    assumptions: tuple[Assumption, ...]
    more: int
    unknown: tuple[str, ...]
    studied: bool
    current: bool
    pictures: dict[str, str]
    flips: Flips | None
    ask_next: tuple[AskLine, ...]
    number: Assumption | None
    what_if: WhatIf | None
    pending: bool


def why(room: Room, asked: WhyAsked) -> WhyView:
    """Return what the pointers lead to, and what the headlines hang on."""
    case = room.case()
    found = list(assumptions(case, asked.basis or None)) if not asked.figure else []
    statements, unknown = _statements(room, case, asked.basis)
    reasons = (board(room, asked.as_of, asked.coder)[0] or NONE).reasons
    reports = tuple(reasons[one] for one in asked.basis if one.startswith("report:") and one in reasons)
    unknown += [one for one in asked.basis if one.startswith("case:") and not any(_within(one, each.path) for each in found)]
    study, current = room.study()
    general = not (asked.basis or asked.figure)
    pictures = room.soon(("tornado", fingerprint(case), study.input), lambda: _tornados(study)) if study and general else {}
    chain = None
    if asked.figure and study:
        pointer, whole = asked.figure, study
        chain = room.soon(("chain", fingerprint(case), study.input, pointer), lambda: _chain(room, case, whole, pointer), 0.3)
    number = _number(case, asked.path) if asked.path else None
    answer = None
    if number and asked.to is not None:
        package, _ = chosen(room, asked)
        to, day = asked.to, signing(case, asked)
        key = ("what if", fingerprint(case), number.path, to, tuple(package.items()), day)
        answer = room.soon(key, lambda: what_if(case, number.path, to, package, day), patience=0.2)
    waited = [pictures, chain if asked.figure and study else (), answer if number and asked.to is not None else ()]
    return WhyView(
        parties=names(case)[0],
        asked=asked.basis,
        chain=chain,
        statements=statements,
        reports=reports,
        assumptions=tuple(found[:MOST]),
        more=max(0, len(found) - MOST),
        unknown=tuple(unknown),
        studied=study is not None and study.influence is not None,
        current=current,
        pictures=pictures or {},
        flips=study.flips if study and general else None,
        ask_next=study.influence.ask_next[:FIRST] if study and study.influence and general else (),
        number=number,
        what_if=answer,
        pending=None in waited,
    )


def _number(case: Case, path: str) -> Assumption:
    """Return the number that stands at a place.

    Raises
    ------
    Refused : none does
    """
    found = next((one for one in assumptions(case, (path,)) if one.path == path and one.mode is not None), None)
    if found is None:
        got, wanted = "a place where no number stands", "a number of the case"
        raise Refused(Problem(Severity.ERROR, "unknown-pointer", path[:120], got, wanted, "choose one on the Why screen"))
    return found


def _within(pointer: str, path: str) -> bool:
    return f"{path}.".startswith(pointer.removeprefix("case:") + ".")


def _statements(room: Room, case: Case, basis: tuple[str, ...]) -> tuple[tuple[Quotation, ...], list[str]]:
    """Return the statements that pointers name, and the pointers that name none."""
    found: list[Quotation] = []
    unknown: list[str] = []
    with room.ledger() as ledger:
        withheld = ledger.withheld() if ledger else NOTHING_WITHHELD
        for pointer in basis:
            if not pointer.startswith("statement:"):
                continue
            try:
                hit = ledger.item(pointer) if ledger else None
            except Refused:
                hit = None
            if hit is None or ledger is None:
                unknown.append(pointer)
            else:
                found.append(quoted(hit, ledger, case, withheld))
    return tuple(found), unknown


def _chain(room: Room, case: Case, study: Study, pointer: str) -> Chain:
    """Return the chain behind a figure of a study."""
    places, _ = parse(read_whole(room.folder / CASE_FILE, LARGEST_CASE).decode("utf-8-sig"), CASE_FILE)
    assert places is not None, "the case was read from this file"
    data: dict[str, Any] = study.model_dump(mode="json")
    return chain_of(data, case, places, pointer, Record.kept(room.folder))


def _tornados(study: Study) -> dict[str, str]:
    """Return a picture for each headline of what one number at a time does to it, the widest swing first."""
    if study.influence is None:
        return {}
    by_figure: dict[str, list[Any]] = {}
    for line in study.influence.tornado:
        by_figure.setdefault(line.figure, []).append(line)
    return {figure: spread.swings(lines[:FIRST], "gain" not in figure, SCREEN) for figure, lines in by_figure.items()}


SCREENS = (Screen("/why", "Why", "why.html", WhyAsked, WhyView, why),)
