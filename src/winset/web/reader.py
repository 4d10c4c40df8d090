"""Reader: the queue of what is proposed, the documents, and one document with everything that was found in it."""

from typing import Literal

from pydantic import Field

from winset.band import Frozen
from winset.record import anchor
from winset.record.item import ItemKind
from winset.record.ledger import Hit, Ledger
from winset.record.query import Query
from winset.record.shelf import Volume
from winset.record.standing import State
from winset.record.statement import Act, Claim, Contact, ContactStatus, Span, Statement
from winset.web.marked import Piece, pieces
from winset.web.positions import Name, names
from winset.web.queue import Waiting, waiting
from winset.web.quotation import Quotation, quoted
from winset.web.room import Room
from winset.web.screen import Asked, Screen

PAGE = 25
DOCUMENTS = 30
WINDOW = 60_000
"""Code points of a text that one page shows."""
MOST_ENTRIES = 400

LIVE = (State.PROPOSED, State.ACCEPTED, State.DISPUTED, State.REJECTED)


class QueueAsked(Asked):
    """Words and filters of the queue, and the place of the last entry seen."""

    words: str = Field(default="", max_length=400)
    party: str | None = None
    issue: str | None = None
    state: Literal["proposed", "accepted", "rejected", "disputed", "any"] = "proposed"
    after: str | None = Field(default=None, max_length=60)


class QueueView(Frozen):
    """Proposed statements, those first that could change most; or, by another state or by words, the newest first."""

    recorded: bool
    parties: tuple[Name, ...]
    issues: tuple[Name, ...]
    options: dict[str, dict[str, str]]
    acts: tuple[str, ...]
    entries: tuple[Waiting, ...]
    next: str | None


class DocumentsAsked(Asked):
    """The place of the last document seen."""

    before: int | None = Field(default=None, ge=-(2**62), le=2**62)


class DocumentLine(Frozen):
    """A document, and how many entries of it stand in which state."""

    text_id: str
    document: str
    title: str | None
    outlet: str | None
    date: str | None
    entries: dict[State, int]


class DocumentsView(Frozen):
    """The documents of the record, the last that was read first."""

    documents: tuple[DocumentLine, ...]
    next: int | None


class DocumentAsked(Asked):
    """A text by its hash, and which part of a long one."""

    text_id: str = Field(max_length=128)
    part: int = Field(default=0, ge=0, le=100_000)


class Astray(Frozen):
    """An entry whose words no longer stand where it says: told, never moved."""

    id: str
    words: str
    got: str
    wanted: str


class Meeting(Frozen):
    """A contact or a claim found in the document."""

    id: str
    kind: Literal["contact", "claim"]
    says: str
    words: str
    state: State
    status: ContactStatus | None = None


class DocumentView(Frozen):
    """A document's text with its statements marked in it, and everything that was found in it, each with its standing."""

    text_id: str
    document: str
    title: str | None
    byline: str | None
    outlet: str | None
    date: str | None
    part: int
    parts: int
    parties: tuple[Name, ...]
    issues: tuple[Name, ...]
    options: dict[str, dict[str, str]]
    acts: tuple[str, ...]
    lines: tuple[tuple[Piece, ...], ...]
    statements: tuple[Quotation, ...]
    more: int
    found: tuple[Meeting, ...]
    astray: tuple[Astray, ...]


def queue(room: Room, asked: QueueAsked) -> QueueView:
    """Return a page of the queue."""
    case = room.case()
    parties, issues = names(case)
    query = Query(
        words=asked.words, party=asked.party, issue=asked.issue, until=asked.as_of, coder=asked.coder, limit=PAGE + 1
    )  # fmt: skip
    entries: list[Waiting] = []
    following: str | None = None
    with room.ledger() as ledger:
        if ledger and asked.state == "proposed" and not (asked.words or asked.party or asked.issue):
            study, _ = room.study()
            entries, following = waiting(ledger, case, study, query, asked.after, PAGE)
        elif ledger:
            states = LIVE if asked.state == "any" else (State(asked.state),)
            before = int(asked.after) if asked.after and asked.after.isdigit() and len(asked.after) < 19 else None
            hits = ledger.search(query.model_copy(update={"state": states, "before": before}))
            withheld = ledger.withheld()
            entries = [
                Waiting(quotation=quoted(hit, ledger, case, withheld), bears_on=None, could_move=None, place=str(hit.key))
                for hit in hits[:PAGE]
            ]
            following = entries[-1].place if len(hits) > PAGE else None
        return QueueView(
            recorded=ledger is not None,
            parties=parties,
            issues=issues,
            options=_options(case.issues),
            acts=tuple(act.value for act in Act),
            entries=tuple(entries),
            next=following,
        )


def documents(room: Room, asked: DocumentsAsked) -> DocumentsView:
    """Return a page of the documents."""
    with room.ledger() as ledger:
        found: tuple[Volume, ...] = ledger.volumes(DOCUMENTS + 1, asked.before) if ledger else ()
    shown = found[:DOCUMENTS]
    lines = tuple(
        DocumentLine(
            text_id=one.text_id, document=one.document, title=one.title, outlet=one.outlet, date=one.date, entries=one.entries
        )
        for one in shown
    )
    return DocumentsView(documents=lines, next=shown[-1].place if len(found) > DOCUMENTS else None)


def document(room: Room, asked: DocumentAsked) -> DocumentView:
    """Return a part of a document with what was found in it."""
    case = room.case()
    parties, issues = names(case)
    with room.ledger() as ledger:
        if ledger is None:
            with Ledger.open(room.folder):  # refuses, and says what to do
                raise AssertionError
        article, content = ledger.article(asked.text_id), ledger.text(asked.text_id)
        parts = max(1, -(-len(content) // WINDOW))
        part = min(asked.part, parts - 1)
        window = (part * WINDOW, min(len(content), (part + 1) * WINDOW))
        hits = [hit for hit in ledger.entries_of(asked.text_id, ItemKind.STATEMENT, LIVE) if _by(hit, asked.coder)]
        astray = tuple(lost for hit in hits if (lost := _astray(hit, content, asked.text_id)))
        gone = {one.id for one in astray}
        said = [
            (hit, hit.item)
            for hit in hits
            if isinstance(hit.item, Statement) and hit.item.id not in gone and _within(hit.item.content, window)
        ]
        shown, withheld = said[:MOST_ENTRIES], ledger.withheld()
        meetings = [
            found
            for kind in (ItemKind.CONTACT, ItemKind.CLAIM)
            for hit in ledger.entries_of(asked.text_id, kind, LIVE)
            if _by(hit, asked.coder) and (found := _meeting(hit, content, window))
        ]
        return DocumentView(
            text_id=asked.text_id,
            document=article.document,
            title=article.title,
            byline=article.byline,
            outlet=article.outlet,
            date=article.date.value,
            part=part,
            parts=parts,
            parties=parties,
            issues=issues,
            options=_options(case.issues),
            acts=tuple(act.value for act in Act),
            lines=tuple(
                tuple(line)
                for line in pieces(
                    content,
                    window,
                    [(one.id, span) for _, one in shown for span in one.content],
                    [span for _, one in shown for span in (*one.source, *one.cue)],
                    article.zones,
                )
            ),
            statements=tuple(quoted(hit, ledger, case, withheld) for hit, _ in shown),
            more=len(said) - len(shown),
            found=tuple(meetings[:MOST_ENTRIES]),
            astray=astray,
        )


def _by(hit: Hit, coder: str | None) -> bool:
    """Whether a coder entered or judged an entry; everybody's where none is named."""
    return not coder or coder in hit.standing.proposed_by or coder in hit.standing.verdicts


def _astray(hit: Hit, content: str, text_id: str) -> Astray | None:
    problem = anchor.misfit(hit.item, content, text_id)
    if problem is None:
        return None
    words = hit.item.basis if isinstance(hit.item, Contact) else hit.item.text
    return Astray(id=hit.item.id, words=words, got=problem.got, wanted=problem.wanted)


def _meeting(hit: Hit, content: str, window: Span) -> Meeting | None:
    one = hit.item
    if not isinstance(one, Contact | Claim) or not _within([one.span], window):
        return None
    words = " ".join(content[slice(*one.span)].split())
    if isinstance(one, Contact):
        says = f"{one.kind} of {', '.join(one.parties)}" + (f", {one.date.value}" if one.date.value else "")
        return Meeting(id=f"contact:{one.id}", kind="contact", says=says, words=words, state=hit.state, status=one.status)
    return Meeting(id=f"claim:{one.id}", kind="claim", says=f"claim on {one.topic}", words=words, state=hit.state)


def _within(spans: "tuple[Span, ...] | list[Span]", window: Span) -> bool:
    return any(start < window[1] and end > window[0] for start, end in spans)


def _options(issues: object) -> dict[str, dict[str, str]]:
    assert isinstance(issues, dict)
    return {key: {option: one.name for option, one in issue.options.items()} for key, issue in issues.items()}


SCREENS = (
    Screen("/reader", "Reader", "queue.html", QueueAsked, QueueView, queue),
    Screen("/reader/documents", "Documents", "documents.html", DocumentsAsked, DocumentsView, documents),
    Screen("/reader/{text_id}", "Document", "document.html", DocumentAsked, DocumentView, document),
)
