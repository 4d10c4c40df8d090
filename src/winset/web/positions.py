"""Positions, the home screen: parties by issues, the plan, contacts and claims; and the quotations behind one cell."""

from datetime import date

from pydantic import Field

from winset.band import Frozen
from winset.case.case import Case
from winset.record.ledger import Hit
from winset.record.query import Query
from winset.record.statement import Statement
from winset.study.figure import Reason
from winset.study.study import ClaimLine, ContactLine, IssueLine, PointLine, PositionLine
from winset.web.board import NONE, board
from winset.web.known import known
from winset.web.quotation import Quotation, quoted
from winset.web.room import Room
from winset.web.screen import Asked, Screen

PAGE = 40


class Name(Frozen):
    """A party or an issue by its id and its name; `mark` is the letter by which a party is known without its colour."""

    id: str
    name: str
    mark: str = ""


class PositionsView(Frozen):
    """Where every party stands on every issue, how the plan's points and the issues stand, who met, and what is claimed.

    `current` is false while what changed last is still being worked in; `newest` tells how many statements, the newest, the page
    rests on until all of a large record are taken up.
    """

    case: str
    title: str
    as_of: date
    current: bool
    ready: bool
    newest: int | None
    statements: int
    documents: int
    parties: tuple[Name, ...]
    issues: tuple[Name, ...]
    positions: tuple[PositionLine, ...]
    coverage: tuple[IssueLine, ...]
    plan: str | None
    points: tuple[PointLine, ...]
    undisclosed_points: int | None
    contacts: tuple[ContactLine, ...]
    more_contacts: int
    claims: tuple[ClaimLine, ...]
    more_claims: int
    reasons: dict[str, Reason]


class CellAsked(Asked):
    """A cell: a party and an issue; and the key of the last quotation seen."""

    party: str
    issue: str
    before: int | None = Field(default=None, ge=-(2**62), le=2**62)


class CellView(Frozen):
    """What a party said on an issue, newest first, hearsay marked, and what is drawn from it."""

    party: Name
    issue: Name
    parties: tuple[Name, ...]
    question: str | None
    options: dict[str, str]
    red_lines: tuple[str, ...]
    position: PositionLine | None
    quotations: tuple[Quotation, ...]
    next: int | None


def names(case: Case) -> tuple[tuple[Name, ...], tuple[Name, ...]]:
    """Return the parties and the issues of a case."""
    marks = party_marks(case)
    parties = tuple(Name(id=key, name=one.name, mark=marks[key]) for key, one in case.parties.items())
    return parties, tuple(Name(id=key, name=one.name) for key, one in case.issues.items())


def party_marks(case: Case) -> dict[str, str]:
    """Return for each party the shortest beginning of its name, or its initials, that no other party has."""
    found: dict[str, str] = {}
    for key, party in case.parties.items():
        words = party.name.split()
        tries = ["".join(word[0] for word in words if word[0].isupper())] if len(words) > 1 else []
        tries += [party.name[:length] for length in range(1, len(party.name) + 1)]
        found[key] = next((mark for mark in tries if mark and mark not in found.values()), key)
    return found


def positions(room: Room, asked: Asked) -> PositionsView:
    """Return the home screen."""
    case = room.case()
    found, current = board(room, asked.as_of, asked.coder)
    made = found or NONE
    parties, issues = names(case)
    points = made.points
    return PositionsView(
        case=case.name,
        title=case.title,
        as_of=asked.as_of or case.as_of,
        current=current,
        ready=found is not None,
        newest=made.newest,
        statements=made.statements,
        documents=made.documents,
        parties=parties,
        issues=issues,
        positions=made.positions,
        coverage=made.issues,
        plan=case.plan.name if case.plan else None,
        points=points,
        undisclosed_points=max(0, (case.plan.size or 0) - len(points)) if case.plan else None,
        contacts=made.contacts,
        more_contacts=made.more_contacts,
        claims=made.claims,
        more_claims=made.more_claims,
        reasons=made.reasons,
    )


def cell(room: Room, asked: CellAsked) -> CellView:
    """Return the quotations behind a cell."""
    case = room.case()
    party, issue = known(case.parties, asked.party, "party"), known(case.issues, asked.issue, "issue")
    hits: tuple[Hit, ...] = ()
    with room.ledger() as ledger:
        if ledger:
            query = Query(
                party=party, issue=issue, until=asked.as_of, coder=asked.coder, before=asked.before, limit=PAGE + 1
            )  # fmt: skip
            hits, withheld = ledger.search(query), ledger.withheld()
            quotations = tuple(quoted(hit, ledger, case, withheld) for hit in hits[:PAGE] if isinstance(hit.item, Statement))
        else:
            quotations = ()
    made = board(room, asked.as_of, asked.coder)[0] or NONE
    position = next((one for one in made.positions if (one.party, one.issue) == (party, issue)), None)
    one = case.issues[issue]
    red = tuple(one.options[line.option].name for line in case.red_lines if (line.party, line.issue) == (party, issue))
    return CellView(
        party=Name(id=party, name=case.parties[party].name, mark=party_marks(case)[party]),
        issue=Name(id=issue, name=one.name),
        parties=names(case)[0],
        question=one.question,
        options={key: option.name for key, option in one.options.items()},
        red_lines=red,
        position=position.model_copy(update={"basis": (), "hearsay": ()}) if position else None,
        quotations=quotations,
        next=hits[PAGE - 1].key if len(hits) > PAGE else None,
    )


SCREENS = (
    Screen("/positions", "Positions", "positions.html", Asked, PositionsView, positions),
    Screen("/positions/{party}/{issue}", "Quotations", "cell.html", CellAsked, CellView, cell),
)
