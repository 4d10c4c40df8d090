"""One side of a comparison: a case and its record as they stood on a day, as a coder has them, or as they are in a folder."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time
from pathlib import Path

from winset.case.case import Case
from winset.case.check import did_you_mean
from winset.errors import Problem, Refused, Severity
from winset.record.connection import NAME
from winset.record.item import Item, ItemKind
from winset.record.ledger import Ledger
from winset.record.query import Query
from winset.record.reading import Hit
from winset.record.standing import State, Verdict
from winset.record.statement import Claim, Contact, Statement
from winset.study.spoken import NOTHING, Record


@dataclass(frozen=True, slots=True)
class Side:
    """A case with its record, under the name that the comparison gives it; `until` is its day, where it has one."""

    name: str
    case: Case
    record: Record
    until: date | None = None


def on_day(case: Case, folder: Path, day: date, *, entered: bool = False) -> Side:
    """Return a case as it stood on a day: what had been said by then, the plan of that day, and a signing on that day.

    With `entered`, the record is what the ledger held at the end of that day (UTC), whenever it was said.

    Raises
    ------
    Refused : the day is later than the one that the case describes
    """
    if day > case.as_of:
        got, wanted = f"the day {day}", f"a day until {case.as_of}, which the case describes"
        raise Refused(
            Problem(Severity.ERROR, "later-than-case", "--to", got, wanted, "move `as_of`, or ask about an earlier day")
        )
    with _opened(folder) as ledger:
        if ledger is None:
            record = NOTHING
        elif entered:
            with ledger.past(datetime.combine(day, time.max, tzinfo=UTC)) as then:
                record = Record.of(then, withheld=ledger.withheld())
        else:
            record = Record.of(ledger, until=day, withheld=ledger.withheld())
    return Side(day.isoformat(), case.model_copy(update={"as_of": day, "signing": (day,)}), record, day)


def of_coder(case: Case, folder: Path, coder: str) -> Side:
    """Return a case with what one coder accepted, in the wording that the coder accepted, or entered and did not reject.

    Raises
    ------
    Refused : the coder neither judged nor entered anything
    """
    with _opened(folder) as ledger:
        kept = _accepted(ledger, coder) if ledger else None
        if ledger is None or kept is None:
            known = sorted({event.coder for event in ledger.log() if event.coder}) if ledger else []
            got, wanted = f"'{coder}', who judged and entered nothing", "a coder of this record"
            raise Refused(Problem(Severity.ERROR, "coder", "--coders", got, wanted, did_you_mean(coder, known)))
        withheld = ledger.withheld()
        whole = Record.of(ledger, withheld=withheld)
        kept = [one for one in kept if not withheld.holds(one)]
    return Side(
        coder,
        case,
        replace(
            whole,
            statements=[one for one in kept if isinstance(one, Statement)],
            contacts=[one for one in kept if isinstance(one, Contact)],
            claims=[one for one in kept if isinstance(one, Claim)],
        ),
    )


@contextmanager
def _opened(folder: Path) -> Iterator[Ledger | None]:
    if not (folder / NAME).exists():
        yield None
        return
    with Ledger.open(folder) as ledger:
        yield ledger


def _accepted(ledger: Ledger, coder: str) -> list[Item] | None:
    """Return the entries that a coder holds to be right, newest first; nothing if the coder is not known to the record."""
    wording = {one.subject: one.item for one in ledger.judgements() if one.coder == coder}
    states = tuple(state for state in State if state is not State.WITHDRAWN)
    hits = [
        (kind, hit)
        for kind in (ItemKind.STATEMENT, ItemKind.CONTACT, ItemKind.CLAIM)
        for hit in ledger.search(Query(kind=kind, coder=coder, state=states))
    ]
    if not hits:
        return None
    return [wording.get(f"{kind}:{hit.item.id}", hit.item) for kind, hit in hits if _holds(hit, coder)]


def _holds(hit: Hit, coder: str) -> bool:
    verdicts = hit.standing.verdicts.get(coder)
    return verdicts == (Verdict.ACCEPT,) if verdicts else coder in hit.standing.proposed_by
