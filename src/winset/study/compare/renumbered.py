"""What moved in the numbers of a case, and which of them rest on what a side did not have yet."""

from collections.abc import Iterator
from datetime import date

from winset.band import Band, Basis, BasisKind, written
from winset.case.case import Case
from winset.case.factor import factors
from winset.case.part import parts
from winset.record.place import day
from winset.study.compare.difference import EarlyNumber, NumberChange
from winset.study.compare.side import Side
from winset.study.reasons.passage import named


def numbers(left: Side, right: Side) -> tuple[NumberChange, ...]:
    """Return the numbers that differ or rest on something else, those that moved by the largest part of themselves first."""
    before, after = _bands(left.case), _bands(right.case)
    says = _says(left.case) | _says(right.case)
    found = []
    for path in {**before, **after}:
        old, new = before.get(path), after.get(path)
        if old != new:
            found.append(
                NumberChange(
                    path=path,
                    says=says.get(path, path),
                    before=_written(old),
                    after=_written(new),
                    by=_by(old, new),
                    because=_because(new or old),
                )
            )
    return tuple(sorted(found, key=lambda one: -one.by))


def not_yet_known(side: Side) -> tuple[EarlyNumber, ...]:
    """Return the numbers that rest on what a side does not have: words said later, or statements that are not in its record.

    What the numbers would be without them nobody knows: the comparison uses them on both sides, and names them here.
    """
    says = _says(side.case)
    found = []
    for path, band in _bands(side.case).items():
        since, missing = _since(band.because, side)
        if missing or (since and side.until and since > side.until):
            rests_on = _because(band)
            found.append(EarlyNumber(side=side.name, path=path, says=says.get(path, path), known=since, rests_on=rests_on))
    return tuple(found)


def _since(basis: Basis, side: Side) -> tuple[date | None, bool]:
    """Return since when a basis is known, as far as that can be told, and whether it names what the side's record lacks."""
    if basis.known:
        return basis.known, False
    if basis.kind is BasisKind.STATEMENTS:
        there = {one.id: one.date.value for one in side.record.statements}
        latest = max((day(there[one]) for one in basis.statements if one in there), default=0)
        return (date.fromordinal(latest) if latest else None), any(one not in there for one in basis.statements)
    if basis.kind is BasisKind.PASSAGE and basis.source:
        text = named(basis.source, side.record.documents)
        published = day(side.record.published.get(side.record.documents[text])) if text else 0
        return (date.fromordinal(published) if published else None), False
    return None, False


def _bands(case: Case) -> dict[str, Band]:
    return {".".join(map(str, path)): band for path, band in parts(case, Band)}


def _says(case: Case) -> dict[str, str]:
    """Return what each number is in a reader's words, one that is a day of a walk-away with its day."""
    return dict(_named(case))


def _named(case: Case) -> Iterator[tuple[str, str]]:
    for factor in factors(case):
        yield factor.path, factor.says
    for party, preference in case.preferences.items():
        for place, point in enumerate(preference.walk_away.points):
            says = f"What {case.parties[party].name} has without a deal, on {point.on}"
            yield f"preferences.{party}.walk_away.points.{place}.value", says


def _by(old: Band | None, new: Band | None) -> float:
    if old is None or new is None:
        return 1.0
    size = max(abs(old.mode), abs(new.mode))
    return float(abs(new.mode - old.mode) / size) if size else 0.0


def _written(band: Band | None) -> str | None:
    if band is None:
        return None
    if band.low == band.high:
        return written(band.mode)
    return f"{written(band.low)} to {written(band.high)}, most likely {written(band.mode)}"


def _because(band: Band | None) -> str:
    basis = band.because if band else Basis()
    if basis.kind is BasisKind.STATEMENTS:
        return f"statements {', '.join(basis.statements)}"
    if basis.words:
        return f"“{' '.join(basis.words.split())}” ({basis.source})"
    return basis.source or basis.judgement or "a default"
