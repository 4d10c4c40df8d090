"""What a case assumes at a place: every number there with its band and what it rests on, in words; and a number changed."""

from collections.abc import Iterator, Mapping
from fractions import Fraction
from functools import reduce
from typing import Any

from pydantic import BaseModel

from winset.band import Band, Basis, BasisKind, Frozen
from winset.case.case import Case
from winset.case.check import bases
from winset.case.factor import factors
from winset.case.part import Path, at
from winset.errors import Problem, Refused, Severity
from winset.study.figure import number

HOLDERS = ("preferences", "bodies", "guarantees", "issues", "links")
"""Where what is no number only hands its basis down to the numbers in it."""


class Assumption(Frozen):
    """A part of the case: where it stands, what it is, its band if it is a number, and what it rests on."""

    path: str
    what: str
    low: float | None = None
    mode: float | None = None
    high: float | None = None
    kind: BasisKind
    basis: Basis


def assumptions(case: Case, pointers: tuple[str, ...] | None = None) -> Iterator[Assumption]:
    """Yield what a case assumes at the places that `case:` pointers name, and within them; everywhere if none is given."""
    says = {factor.path: factor.says for factor in factors(case)}
    wanted = (
        None if pointers is None else [one.removeprefix("case:") for one in pointers if ":" not in one or one.startswith("case:")]
    )
    for path, basis in bases(case):
        written = ".".join(map(str, path))
        if path[0] in HOLDERS and len(path) > 1 and not isinstance(stands(case, path), Band):
            continue
        if wanted is None or any(written == one or written.startswith(one + ".") for one in wanted):
            value = stands(case, path)
            band = value if isinstance(value, Band) else None
            yield Assumption(
                path=written,
                what=words(case, path, says),
                low=number(band.low) if band else None,
                mode=number(band.mode) if band else None,
                high=number(band.high) if band else None,
                kind=basis.kind,
                basis=basis,
            )


def stands(case: Case, path: Path) -> Any:
    """Return what stands at the path of a part."""
    return reduce(lambda value, step: getattr(value, str(step)) if isinstance(value, BaseModel) else value[step], path, case)


def changed(case: Case, path: str, value: float) -> Case:
    """Return the case with the band at a place set to one number.

    Raises
    ------
    Refused : no number stands there, or this one lies outside its band
    """
    steps, band = at(case, path)
    if not isinstance(band, Band) or ".".join(map(str, steps)) != path:
        raise Refused(_unknown(path))
    exact = Fraction(str(value))
    if not band.low <= exact <= band.high:
        wanted = f"a number within its band, {number(band.low):g} to {number(band.high):g}"
        raise Refused(
            Problem(Severity.ERROR, "range", path, f"{value:g}", wanted, "widen the band in case.yaml, or stay within it")
        )
    one = band.model_copy(update={"low": exact, "mode": exact, "high": exact})
    moved: Case = _put(case, steps, one)
    return moved


def words(case: Case, path: Path, factors: Mapping[str, str]) -> str:
    """Return what stands at a place, as people say it; `factors` are the words of the places that stages ask for.

    >>> from winset.case.store import bundled, read
    >>> case, _ = read((bundled()["beginning"] / "case.yaml").read_text(), "case.yaml")
    >>> words(case, ("red_lines", 0), {})
    "Aland rules out 'Borland alone'"
    """
    written = ".".join(map(str, path))
    if written in factors:
        return factors[written]
    match path:
        case ("preferences", party, "walk_away", "points", int(place), *_):
            day = case.preferences[str(party)].walk_away.points[place].on
            return f"What {case.parties[str(party)].name} has without a deal on {day}"
        case ("red_lines", int(place)):
            line = case.red_lines[place]
            return f"{case.parties[line.party].name} rules out '{case.issues[line.issue].options[line.option].name}'"
    return " · ".join(_plain(step) for step in path)


def _plain(step: str | int) -> str:
    return str(step).replace("_", " ").replace("-", " ")


def _put(value: Any, steps: Path, new: Any) -> Any:
    """Return a value with a part of it replaced."""
    if not steps:
        return new
    step, rest = steps[0], steps[1:]
    if isinstance(value, BaseModel):
        return value.model_copy(update={str(step): _put(getattr(value, str(step)), rest, new)})
    if isinstance(value, dict):
        return {**value, step: _put(value[step], rest, new)}
    place = int(step)
    return (*value[:place], _put(value[place], rest, new), *value[place + 1 :])


def _unknown(path: str) -> Problem:
    return Problem(
        Severity.ERROR, "unknown-pointer", path[:120], "a place where no number stands", "a place in the case", "follow a link"
    )
