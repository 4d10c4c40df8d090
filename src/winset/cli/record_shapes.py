"""The shapes of what the verbs of the record print with `--json`; their JSON Schemas are made from these."""

from datetime import date
from typing import Any

from pydantic import Field, RootModel

from winset.band import Basis, Frozen
from winset.case.draft import Suggestion
from winset.case.plan import PointNews
from winset.cli.shapes import Document
from winset.record.article import Article, Zone
from winset.record.point import PointReport, Standpoint
from winset.record.position import Position
from winset.record.standing import Standing, State
from winset.record.statement import Claim, Contact, Detail, Span, Statement


class Stood(Frozen):
    """How an item stands, but for its state, which is said beside it."""

    chosen: str | None
    proposed_by: tuple[str, ...]
    verdicts: dict[str, tuple[str, ...]]
    adjudicated_by: tuple[str, ...]
    rivals: tuple[str, ...]
    superseded_by: tuple[str, ...]
    duplicate_of: str | None
    tags: tuple[str, ...]
    links: tuple[tuple[str, str], ...]
    comments: tuple[dict[str, str], ...]


assert Stood.model_fields.keys() | {"state"} == Standing.model_fields.keys()


class Line(Frozen):
    """How an item stands, where in its words the hits of a search are, and whether it may circulate."""

    state: State
    standing: Stood
    marks: tuple[Span, ...]
    circulates: bool


class StatementLine(Line, Statement):
    """A statement, how it stands, where the hits of a search are, and whether it may circulate."""


class ContactLine(Line, Contact):
    """A contact, how it stands, where the hits of a search are, and whether it may circulate."""


class ClaimLine(Line, Claim):
    """A claim, how it stands, where the hits of a search are, and whether it may circulate."""


class PointLine(Line, PointReport):
    """What a text says of a point, how the entry stands, where the hits of a search are, and whether it may circulate."""


class StatementsDocument(Document):
    """What `winset statements --json` prints. `more` says that `--limit` left some out."""

    statements: tuple[StatementLine, ...]
    more: bool


class ContactsDocument(Document):
    """What `winset contacts --json` prints. `more` says that `--limit` left some out."""

    contacts: tuple[ContactLine, ...]
    more: bool


class SecondLine(Frozen):
    """What a second coder found in the same text."""

    coder: str
    statements: tuple[Statement, ...]


class ReadLine(Frozen):
    """What was read of one document."""

    document: str
    text_id: str
    coder: str
    title: str | None
    byline: str | None
    contributors: tuple[str, ...]
    outlet: str | None
    date: Detail
    language: str | None
    zones: tuple[Zone, ...]
    statements: tuple[Statement, ...]
    contacts: tuple[Contact, ...]
    claims: tuple[Claim, ...]
    second: SecondLine | None = None


class ReadOneDocument(ReadLine, Document):
    """What `winset read --json` prints of one document."""


class ReadManyDocument(Document):
    """What `winset read --json` prints of several documents, or of none."""

    articles: tuple[ReadLine, ...]


class ReadDocument(RootModel[ReadOneDocument | ReadManyDocument]):
    """What `winset read --json` prints."""


assert Article.model_fields.keys() <= {*ReadLine.model_fields, *Document.model_fields}


class PlanLine(Frozen):
    """A point of the plan: how it stands, since when, what says so, and everything known of it, oldest first."""

    number: int
    title: str
    issues: tuple[str, ...]
    status: Standpoint | None
    since: date | None
    because: Basis
    history: tuple[PointNews, ...]


class PlanDocument(Document):
    """What `winset plan --json` prints."""

    plan: str | None
    size: int | None
    as_of: date
    points: tuple[PlanLine, ...]


class DraftDocument(Document):
    """What `winset draft --json` prints."""

    positions: tuple[Position, ...]
    suggestions: tuple[Suggestion, ...]


class ReviewDocument(Document):
    """What `winset review --json` prints: the item as it is now, none if its entry was undone; and the head of the log."""

    item: StatementLine | ContactLine | ClaimLine | PointLine | None
    changed: bool
    head: str


class EventLine(Frozen):
    """One event of the log; `what` depends on the deed."""

    hash: str
    form: int
    at: str
    coder: str
    deed: str
    depth: int
    parents: tuple[str, ...]
    what: dict[str, Any]
    undone: bool


class LogDocument(Document):
    """What `winset ledger log --json` prints."""

    head: str
    events: tuple[EventLine, ...]


class Kappa(Frozen):
    """Cohen's kappa of two coders, over what both judged."""

    coders: tuple[str, str]
    kappa: float | None


class AgreementDocument(Document):
    """What `winset ledger agreement --json` prints."""

    coders: tuple[str, ...]
    items: int
    alpha: float | None = Field(description="Krippendorff's, nominal")
    kappa: tuple[Kappa, ...]
    differing: tuple[str, ...]


class SavedLine(Frozen):
    """What was saved of a damaged record."""

    events: int
    texts: int
    documents: int


class LedgerCheckDocument(Document):
    """What `winset ledger check --json` prints: what was saved, where that was asked for; what is wrong is in `problems`."""

    saved: SavedLine | None


class BackupDocument(Document):
    """What `winset ledger backup --json` prints: the copy, and the head of its log."""

    backup: str
    head: str


class MergeDocument(Document):
    """What `winset ledger merge --json` prints: how many events were added, and the head of the log; conflicts are problems."""

    events: int
    head: str


class CopiesDocument(Document):
    """What `winset ledger copies --json` prints: statements in nearly the same words, the earliest of each group first."""

    groups: tuple[tuple[str, ...], ...]
    merged: bool


class ExportDocument(Document):
    """What `winset export --json` prints: where the file is, and how many entries, or whatever the format counts, are in it."""

    format: str
    to: str
    count: int


class ImportDocument(Document):
    """What `winset import --json` prints: of a record what is new, changed and as it was; of a new case how large it is."""

    format: str
    case: str
    documents: int | None = None
    new: int | None = None
    changed: int | None = None
    same: int | None = None
    head: str | None = None
    parties: int | None = None
    issues: int | None = None
