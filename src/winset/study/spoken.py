"""What the record says: positions, points of the plan, contacts and claims, each line with its reasons."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from winset.band import BasisKind
from winset.case.case import Case
from winset.record import position as course
from winset.record.connection import NAME
from winset.record.duplicate import copies
from winset.record.ledger import Ledger
from winset.record.place import UNDATED
from winset.record.place import day as ordinal
from winset.record.point import Standpoint
from winset.record.position import Known, Step
from winset.record.query import Query
from winset.record.statement import Claim, Contact, Span, Statement
from winset.record.withheld import NOTHING_WITHHELD, Withheld
from winset.study.figure import Reason, Reasons
from winset.study.study import ClaimLine, ContactLine, Coverage, IssueLine, PointLine, PositionLine


@dataclass(frozen=True, slots=True)
class Record:
    """What a study takes from a ledger: its entries, the name of each text's document, and the ledger's head.

    `published` : the day of a document, by its name, where its text says it.
    """

    statements: Sequence[Statement]
    contacts: Sequence[Contact]
    claims: Sequence[Claim]
    documents: Mapping[str, str]
    texts: Mapping[str, str]
    head: str | None = None
    published: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def of(
        cls,
        ledger: Ledger,
        *,
        until: date | None = None,
        coder: str | None = None,
        withheld: Withheld = NOTHING_WITHHELD,
    ) -> "Record":
        """Return what an open ledger holds now; a text that no reader has read goes by the name of its source.

        `until` leaves out what was said, and the documents that came out, after a day or on none that is known; `coder` what
        that coder neither entered nor judged; `withheld` what is not to circulate.
        """
        asked = Query(coder=coder)
        dated = asked.model_copy(update={"until": until})
        heads = ledger.headings()
        late = {text for text, (_, day) in heads.items() if not _by(day, until)}
        texts = [text for text in ledger.texts() if text.sha256 not in withheld.texts]
        sources = {source.sha256: source.name for source in ledger.sources()}
        names = {text.sha256: sources.get(text.source, text.source[:12]) for text in texts}
        return cls(
            statements=[one for one in ledger.statements(dated) if not withheld.holds(one)],
            contacts=[one for one in ledger.contacts(asked) if one.text_id not in late and not withheld.holds(one)],
            claims=[one for one in ledger.claims(asked) if one.text_id not in late and not withheld.holds(one)],
            documents=names | {text: document for text, (document, _) in heads.items() if text in names},
            texts={text.sha256: withheld.blacked(text.sha256, text.content) for text in texts},
            head=ledger.head(),
            published={document: day for document, day in heads.values() if day},
        )

    @classmethod
    def glimpse(cls, ledger: Ledger, most: int, *, until: date | None = None, coder: str | None = None) -> "Record":
        """Return the newest of what a ledger holds, at most so many entries of each kind: what of a large one is had at once."""
        asked = Query(coder=coder, limit=most)
        statements = ledger.statements(asked.model_copy(update={"until": until}))
        contacts, claims = ledger.contacts(asked), ledger.claims(asked)
        told = {one.text_id for one in contacts} | {one.text_id for one in claims}
        heads = ledger.headings(told | {one.text_id for one in statements})
        late = {text for text, (_, day) in heads.items() if not _by(day, until)}
        return cls(
            statements=statements,
            contacts=[one for one in contacts if one.text_id not in late],
            claims=[one for one in claims if one.text_id not in late],
            documents={text: document for text, (document, _) in heads.items()},
            texts={text: ledger.text(text) for text in told},
        )

    @classmethod
    def kept(cls, folder: Path, withheld: Withheld = NOTHING_WITHHELD) -> "Record":
        """Return what the ledger in a case's folder holds now, but for what is withheld; nothing where there is none.

        Raises
        ------
        Refused : it is there and cannot be read
        """
        if not (folder / NAME).exists():
            return NOTHING
        with Ledger.open(folder) as ledger:
            return cls.of(ledger, withheld=withheld)

    def words(self, text_id: str, span: Span) -> str:
        """Return the words of a text that a span covers, on one line."""
        return " ".join(self.texts[text_id][slice(*span)].split())


def _by(written: str | None, until: date | None) -> bool:
    """Whether a day is known and not later than another; every day is where there is no other."""
    return until is None or UNDATED < ordinal(written) <= until.toordinal()


NOTHING = Record((), (), (), {}, {})


def positions(case: Case, record: Record, reasons: Reasons) -> tuple[PositionLine, ...]:
    """Return where every party stands on every issue: its own words newest first, what others say of it apart."""
    by_id = {statement.id: statement for statement in record.statements}

    def keep(steps: Iterable[Step]) -> tuple[str, ...]:
        words = [by_id[step.statements[0]] for step in steps]
        return tuple(reasons.of_statement(one, record.documents[one.text_id]) for one in words)

    undisclosed = {
        issue
        for point in (case.plan.points if case.plan else ())
        if (news := point.on(case.as_of)) and news.status is Standpoint.UNDISCLOSED
        for issue in point.issues
    }
    found = course.positions(
        record.statements, tuple(case.parties), tuple(case.issues), copies=copies(record.statements), undisclosed=undisclosed
    )
    lines = []
    for one in found:
        newest = list(reversed(one.course))
        known = case.issues[one.issue].options
        named = next((step for step in newest if known.keys() & set(step.options)), None)
        latest = named if named and one.known is Known.STATED else next(iter(newest), None)
        lines.append(
            PositionLine(
                party=one.party,
                issue=one.issue,
                known=one.known,
                act=latest.act if latest else None,
                steady=next((ago for ago, step in enumerate(newest) if step.shift), len(newest) - 1) + 1 if newest else 0,
                sources=len({by_id[id_].text_id for step in one.course for id_ in step.statements}),
                options=tuple(o for o in latest.options if o in known) if latest and one.known is Known.STATED else (),
                since=latest.day if latest else None,
                shifts=len(one.shifts),
                basis=keep([*([latest] if latest else []), *(step for step in newest if step is not latest)]),
                hearsay=keep(reversed(one.hearsay)),
            )
        )
    return tuple(lines)


def points(case: Case, reasons: Reasons) -> tuple[PointLine, ...]:
    """Return the points of the plan as they stood on the day of the case."""
    lines = []
    for place, point in enumerate(case.plan.points if case.plan else ()):
        news = point.on(case.as_of)
        path = f"plan.points.{place}"
        basis = reasons.of_basis(path, f"Point {point.number}, {point.title}: {news.status}", news.because) if news else ()
        lines.append(
            PointLine(
                number=point.number,
                title=point.title,
                issues=point.issues,
                status=news.status if news else None,
                since=news.since if news else None,
                basis=basis,
            )
        )
    return tuple(lines)


def coverage(case: Case, lines: Sequence[PointLine], stands: Sequence[PositionLine]) -> tuple[IssueLine, ...]:
    """Return how each issue stands: what the plan's points say of it comes before what the parties' words show."""
    ranked = [
        (Standpoint.CONTESTED, Coverage.CONTESTED),
        (Standpoint.DECLINED, Coverage.DECLINED),
        (Standpoint.UNDISCLOSED, Coverage.UNDISCLOSED),
        (Standpoint.AGREED, Coverage.AGREED),
    ]
    found = []
    for issue in case.issues:
        touching = [line for line in lines if issue in line.issues]
        cells = [cell for cell in stands if cell.issue == issue]
        hit = next((kind for status, kind in ranked if any(line.status is status for line in touching)), None)
        if hit:
            basis = [pointer for line in touching if line.status == hit.value for pointer in line.basis]
        else:
            spoken = [cell for cell in cells if cell.known is Known.STATED]
            declined = [cell for cell in cells if cell.known is Known.DECLINED]
            hit = Coverage.SPOKEN if spoken else Coverage.DECLINED if declined else Coverage.UNSPOKEN
            basis = [pointer for cell in spoken or declined for pointer in cell.basis[:1]]
        found.append(IssueLine(issue=issue, coverage=hit, basis=tuple(dict.fromkeys(basis))))
    return tuple(found)


def contacts(record: Record, reasons: Reasons) -> tuple[ContactLine, ...]:
    """Return each contact once with every report of it, by day; those without a day come last."""
    together: dict[tuple[object, ...], list[Contact]] = {}
    for contact in record.contacts:
        key = (contact.kind, contact.status, frozenset(contact.parties), contact.date.value)
        together.setdefault(key, []).append(contact)
    lines = [
        ContactLine(
            kind=group[0].kind,
            status=group[0].status,
            parties=group[0].parties,
            date=group[0].date.value,
            place=next((one.place.value for one in group if one.place.value), None),
            reports=tuple(dict.fromkeys(_report(one.id, one.text_id, one.span, record, reasons) for one in group)),
        )
        for group in together.values()
    ]
    return tuple(sorted(lines, key=lambda line: (line.date is None, line.date or "", line.kind, line.parties)))


def claims(record: Record, reasons: Reasons) -> tuple[ClaimLine, ...]:
    """Return what is asserted of the world, by topic, each with who attests it and where."""
    by_id = {statement.id: statement for statement in record.statements}
    lines: dict[tuple[str, str], ClaimLine] = {}
    for claim in sorted(record.claims, key=lambda claim: claim.topic):
        made_by = by_id.get(claim.statement or "")
        basis = (
            reasons.of_statement(made_by, record.documents[made_by.text_id])
            if made_by
            else _report(claim.id, claim.text_id, claim.span, record, reasons)
        )
        date = made_by.date.value if made_by else None
        line = ClaimLine(topic=claim.topic, text=claim.text, attested_by=claim.attested_by, date=date, basis=(basis,))
        lines.setdefault((claim.topic, " ".join(claim.text.casefold().split())), line)
    return tuple(lines.values())


def _report(identity: str, text_id: str, span: Span, record: Record, reasons: Reasons) -> str:
    """Keep the sentence of a report as a reason and return its pointer."""
    pointer = f"report:{identity}"
    reason = Reason(
        pointer=pointer,
        kind=BasisKind.PASSAGE,
        says="Reported",
        words=record.words(text_id, span),
        source=record.documents[text_id],
    )
    reasons.found.setdefault(pointer, reason)
    return pointer
