"""Figures and the reasons they rest on: no number without what it was made of."""

from collections.abc import Mapping
from fractions import Fraction
from typing import Any

from winset.band import Band, Basis, BasisKind, Frozen, written
from winset.record.statement import Statement


class Reason(Frozen):
    """One thing that figures rest on: a statement with its exact words, a passage, a public figure, or an assumption.

    `pointer` says where it is kept: `statement:ID` in the ledger, or `case:PATH` in case.yaml. An assumption is a
    judgement or a default and says so by its kind.
    """

    pointer: str
    kind: BasisKind
    says: str
    words: str | None = None
    source: str | None = None
    speaker: str | None = None
    date: str | None = None


class Figure(Frozen):
    """A number with its spread, and the pointers of the reasons it rests on."""

    value: float | None
    low: float | None = None
    high: float | None = None
    basis: tuple[str, ...] = ()


class Reasons:
    """The reasons of one study, each kept once, in the order in which they were first needed.

    `record` : the statements that a basis may name, by id, each with the name of its document.
    """

    def __init__(self, record: Mapping[str, tuple[Statement, str]] | None = None) -> None:
        self.found: dict[str, Reason] = {}
        self.record = record or {}

    def of_statement(self, statement: Statement, document: str) -> str:
        """Keep a statement as a reason and return its pointer."""
        pointer = f"statement:{statement.id}"
        who = ", ".join(statement.speaker) or "an unnamed speaker"
        how = statement.channel.value or statement.outlet.value
        says = f"{who}, {how}" if how else who
        if statement.hearsay:
            says = f"{says} (as another reports it)"
        self.found.setdefault(
            pointer,
            Reason(
                pointer=pointer,
                kind=BasisKind.STATEMENTS,
                says=says,
                words=statement.text,
                source=document,
                speaker=who,
                date=statement.date.value,
            ),
        )
        return pointer

    def of_basis(self, path: str, what: str, basis: Basis) -> tuple[str, ...]:
        """Keep what a part of the case rests on and return the pointers: its statements, or the part itself."""
        if basis.kind is BasisKind.STATEMENTS:
            return tuple(self._named(each, what) for each in basis.statements)
        pointer = f"case:{path}"
        says = {
            BasisKind.PASSAGE: f"{what}: a reading of this passage",
            BasisKind.FIGURE: f"{what}: a public figure",
            BasisKind.JUDGEMENT: f"{what}: assumed. {basis.judgement}",
            BasisKind.DEFAULT: f"{what}: a default, with nothing behind it",
        }[basis.kind]
        if basis.judgement and basis.kind is not BasisKind.JUDGEMENT:
            says = f"{says}. {basis.judgement}"
        reason = Reason(
            pointer=pointer,
            kind=basis.kind,
            says=says,
            words=basis.words,
            source=basis.source,
            date=basis.known.isoformat() if basis.known else None,
        )
        self.found.setdefault(pointer, reason)
        return (pointer,)

    def _named(self, identity: str, what: str) -> str:
        """Keep the statement that a basis names; one that the record does not hold is said to be missing."""
        if identity in self.record:
            return self.of_statement(*self.record[identity])
        pointer = f"statement:{identity}"
        says = f"{what}: said to rest on statement {identity}, which is not in the record"
        self.found.setdefault(pointer, Reason(pointer=pointer, kind=BasisKind.DEFAULT, says=says))
        return pointer

    def of_band(self, path: str, what: str, band: Band) -> tuple[str, ...]:
        """Keep what a number of the case rests on, with the number itself, and return the pointers."""
        ends = {written(band.low), written(band.mode), written(band.high)}
        spread = (
            written(band.mode)
            if len(ends) == 1
            else f"{written(band.low)} to {written(band.high)}, most likely {written(band.mode)}"
        )
        return self.of_basis(path, f"{what}, {spread}", band.because)


def number(value: Fraction | int | float) -> float:
    """Return a number for people and machines to read; what decides was compared exactly before."""
    return float(value)


def as_json(reasons: Reasons) -> dict[str, Any]:
    """Return the reasons as machine output carries them."""
    return {pointer: reason.model_dump(mode="json") for pointer, reason in reasons.found.items()}
