"""Uniting two ledgers: every event of both, nothing dropped, and what they disagree on listed."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Self

from winset.errors import Problem, Severity
from winset.record import log, vault
from winset.record.desk import Desk
from winset.record.event import Deed, Event
from winset.record.refusal import refuse
from winset.record.source import Source, sha256
from winset.record.standing import Standing, State, Verdict, current


@dataclass(frozen=True, slots=True)
class United:
    """What came of a union: how many events were new here, and what is now in conflict."""

    events: int
    conflicts: tuple[Problem, ...]


class Uniting(Desk):
    """The ledger's verbs for a second analyst's ledger."""

    def unite(self, other: Self) -> United:
        """Add every event of another ledger, with the sources and texts it rests on. The order of unions never matters.

        Raises
        ------
        Refused : an event of the other ledger is not what its hash says, or a document of it is missing; nothing is added
        """
        new = [event for _, event in log.events(other._db) if log.number(self._db, event.hash) is None]
        with self.entry():
            for event in new:
                if sha256(event.body.encode()) != event.hash:
                    raise refuse(
                        "event", other.path, f"an event that is not {event.hash[:12]}", "its own hash", "check that ledger"
                    )
                self._adopt(event, other)
        return United(len(new), self.conflicts())

    def conflicts(self) -> tuple[Problem, ...]:
        """Return what coders hold against each other: verdicts, wordings, spans, originals. None is dropped or decided."""
        return tuple(self._conflicts())

    def _adopt(self, event: Event, other: Self) -> None:
        if event.deed is Deed.SOURCE:
            source = Source.model_validate(event.what)
            vault.keep(self.folder, source, vault.fetch(other.folder, source))
        if event.deed is Deed.TEXT:
            query = "SELECT sha256, content FROM text WHERE sha256 = ?"
            for row in other._db.execute(query, (event.what["sha256"],)):
                self._db.execute("INSERT OR IGNORE INTO text VALUES (?, ?)", row)
        self._projection.apply(log.add(self._db, event), event)

    def _conflicts(self) -> Iterator[Problem]:
        query = """SELECT subject, standing FROM item WHERE state = 'disputed' OR standing LIKE '%"rivals"%'
            OR standing LIKE '%"superseded_by"%' OR standing LIKE '%"duplicate_of"%' ORDER BY subject"""
        for subject, written in self._db.execute(query).fetchall():
            standing = Standing.model_validate({"state": State.PROPOSED, **json.loads(written)})
            verdicts = {verdict for held in standing.verdicts.values() for verdict in held}
            if len(verdicts) > 1 and not standing.adjudicated_by:
                held = "; ".join(f"{who} {' and '.join(v)}" for who, v in standing.verdicts.items())
                yield _conflict(
                    "verdicts", subject, held, "one verdict", "let one adjudicate: `winset review ID accept --adjudicate`"
                )
            if len(standing.superseded_by) > 1:
                got = " and ".join(standing.superseded_by)
                yield _conflict("edits", subject, f"edits into {got}", "one edit", "reject or undo one of them")
            if len({self._wording(subject, event) for event in (standing.chosen, *standing.rivals)}) > 1:
                accepting = [who for who, held in standing.verdicts.items() if Verdict.ACCEPT in held]
                got = f"different wordings accepted by {' and '.join(accepting)}"
                yield _conflict("wordings", subject, got, "one wording", "accept it as it is worded now, or undo one")

            merges = [e for e in self._events_on(subject) if e.deed is Deed.DUPLICATE and e.what["subject"] == subject]
            if len(originals := sorted({event.what["of"] for event in current(merges)})) > 1:
                got = f"merged into {' and '.join(originals)}"
                yield _conflict("merges", subject, got, "one original", "merge it again, or undo one")

    def _wording(self, subject: str, event: str | None) -> str:
        query = "SELECT proposal.body FROM proposal JOIN event ON seq = event WHERE subject = ? AND hash = ?"
        return str(self._one(query, subject, event))


def _conflict(kind: str, subject: str, got: str, wanted: str, remedy: str) -> Problem:
    return Problem(Severity.WARNING, f"conflict-{kind}", subject, got, wanted, remedy)
