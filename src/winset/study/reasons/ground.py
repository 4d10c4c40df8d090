"""What a reason of a study comes down to: numbers of case.yaml with their bands, and the words or assumptions under each."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import reduce
from operator import getitem

from winset.band import DEFAULT, Band, Basis, BasisKind, Frozen, written
from winset.case.case import Case
from winset.case.factor import factors
from winset.case.part import Path, at, parts
from winset.case.preference import WalkAwayPoint
from winset.case.yaml import Document
from winset.record.statement import Act, Statement
from winset.study.figure import Reason
from winset.study.reasons.passage import Passage, around, find, named
from winset.study.spoken import Record


class Said(Frozen):
    """A statement of the record: who, when, doing what, in which exact words, and where those stand."""

    id: str
    speaker: str
    party: str | None
    date: str | None
    act: Act
    hearsay: bool
    words: str
    passage: Passage


class Note(Frozen):
    """One basis at the bottom of a chain. `place` is where case.yaml gives it; null where it is handed down by a default.

    For a passage, `statements` are those of the record that stand in the same words.
    """

    number: int
    kind: BasisKind
    place: str | None = None
    judgement: str | None = None
    words: str | None = None
    source: str | None = None
    known: str | None = None
    passage: Passage | None = None
    statements: tuple[Said, ...] = ()
    missing: tuple[str, ...] = ()


class Number(Frozen):
    """A number of case.yaml: its path, where it is written (null where it is not), its band, and the note it rests on."""

    path: str
    place: str | None
    says: str
    low: str
    mode: str
    high: str
    note: int


class Ground(Frozen):
    """One reason of a figure, with the numbers of the case under it and the notes that those rest on."""

    pointer: str
    kind: BasisKind
    says: str
    numbers: tuple[Number, ...]
    notes: tuple[int, ...]


class Grounds:
    """The grounds of a chain, as they are asked for; each note is made once and keeps its number."""

    def __init__(self, case: Case, document: Document, record: Record, sources: Mapping[str, str]) -> None:
        self._case = case
        self._document = document
        self._record = record
        self._sources = sources
        self._by_id = {one.id: one for one in record.statements}
        self._says = {factor.path: factor.says for factor in factors(case)}
        self._given = dict(_given(document))
        self._notes: dict[object, Note] = {}

    @property
    def notes(self) -> tuple[Note, ...]:
        """Every note so far, in the order in which it was first needed."""
        return tuple(self._notes.values())

    def of(self, reason: Reason) -> Ground:
        """Return what a reason comes down to."""
        kept, _, name = reason.pointer.partition(":")
        path, part = at(self._case, name) if kept == "case" else ((), None)
        whole = _dotted(path) == name
        bands = list(parts(part, Band, path)) if whole else []
        if bands:
            numbers = tuple(self._number(path, band) for path, band in bands)
            notes = tuple(dict.fromkeys(number.note for number in numbers))
        else:
            numbers = ()
            because = getattr(part, "because", None) if whole else None
            notes = (self._basis(because, path) if because else self._told(reason, path),)
        return Ground(pointer=reason.pointer, kind=reason.kind, says=reason.says, numbers=numbers, notes=notes)

    def _number(self, path: Path, band: Band) -> Number:
        low, mode, high = map(written, (band.low, band.mode, band.high))
        return Number(
            path=_dotted(path),
            place=self._place(path),
            says=self._called(path),
            low=low,
            mode=mode,
            high=high,
            note=self._basis(band.because, path),
        )

    def _called(self, path: Path) -> str:
        """Return what a number is in a reader's words: those of the factor that it is, or is one day of."""
        for depth in range(len(path), 0, -1):
            if says := self._says.get(_dotted(path[:depth])):
                _, point = at(self._case, _dotted(path[:-1]))
                return f"{says}, on {point.on}" if isinstance(point, WalkAwayPoint) else says
        return _dotted(path)

    def _basis(self, basis: Basis, path: Path) -> int:
        """Return the number of the note of a basis that a part of the case has, be it its own or one handed down to it."""
        above = ((*path[:depth], "because") for depth in range(len(path), -1, -1))
        holders = (*above, *self._given) if basis != DEFAULT else ()
        place = next((self._place(holder) for holder in holders if self._given.get(holder) == basis), None)
        return self._kept((basis, place), lambda number: self._note(number, basis, place))

    def _told(self, reason: Reason, path: Path) -> int:
        """Return the number of the note of a reason that no band stands under: a statement, a report, a rule of law."""
        kept, _, name = reason.pointer.partition(":")
        if kept == "statement":
            return self._basis(Basis(statements=(name,)), ())
        basis = Basis(source=reason.source, words=reason.words, judgement=None if reason.words or reason.source else reason.says)
        return self._kept((reason.pointer,), lambda number: self._note(number, basis, self._place(path) if path else None))

    def _kept(self, key: object, make: Callable[[int], Note]) -> int:
        if key not in self._notes:
            self._notes[key] = make(len(self._notes) + 1)
        return self._notes[key].number

    def _note(self, number: int, basis: Basis, place: str | None) -> Note:
        passage = self._passage(basis) if basis.kind is BasisKind.PASSAGE else None
        known = [self._by_id[one] for one in basis.statements if one in self._by_id]
        return Note(
            number=number,
            kind=basis.kind,
            place=place,
            judgement=basis.judgement,
            words=basis.words,
            source=basis.source,
            known=basis.known.isoformat() if basis.known else None,
            passage=passage,
            statements=tuple(map(self._said, known if known else self._heard(basis, passage))),
            missing=tuple(one for one in basis.statements if one not in self._by_id),
        )

    def _passage(self, basis: Basis) -> Passage | None:
        """Return where the words of a passage stand: in the text on record, else in the file that the case keeps."""
        assert basis.source and basis.words
        text_id = named(basis.source, self._record.documents)
        text = self._record.texts.get(text_id, "") if text_id else self._sources.get(basis.source, "")
        return find(basis.words, basis.source, text)

    def _heard(self, basis: Basis, passage: Passage | None) -> Iterable[Statement]:
        """Yield the statements on record whose words and those of a passage overlap."""
        text_id = named(basis.source, self._record.documents) if basis.source else None
        if passage is None or text_id is None:
            return
        first, last = passage.span
        for one in self._record.statements:
            if one.text_id == text_id and any(start < last and end > first for start, end in one.content):
                yield one

    def _said(self, one: Statement) -> Said:
        document, text = self._record.documents[one.text_id], self._record.texts[one.text_id]
        spans = one.content or ((0, 0),)
        return Said(
            id=one.id,
            speaker=", ".join(one.speaker) or "an unnamed speaker",
            party=one.party,
            date=one.date.value,
            act=one.act,
            hearsay=one.hearsay,
            words=one.text,
            passage=around((spans[0][0], spans[-1][1]), document, text),
        )

    def _place(self, path: Path) -> str | None:
        """Return "file:line:column" of a part of case.yaml; nothing where it is not written there."""
        if path not in self._document.places:
            return None
        return self._document.where(path).partition(" ")[0]


def _given(document: Document) -> Iterator[tuple[Path, Basis]]:
    """Yield every basis that case.yaml itself gives, with its path."""
    for path in document.places:
        if path[-1:] == ("because",):
            yield path, Basis.model_validate(reduce(getitem, path, document.data))


def _dotted(path: Path) -> str:
    return ".".join(map(str, path))
