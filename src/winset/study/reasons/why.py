"""The chain behind a figure: what it was made from, the numbers of the case under that, and the words under those."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from winset.band import Frozen
from winset.case.case import Case
from winset.case.yaml import Document
from winset.errors import Problem, Refused, Severity
from winset.study.figure import Reason
from winset.study.flips.flip import Headline, NumberFlip, StatementFlip
from winset.study.reasons import made, pointer
from winset.study.reasons.ground import Ground, Grounds, Note
from winset.study.reasons.pointer import Steps
from winset.study.spoken import NOTHING, Record


class Listed(Frozen):
    """A figure that can be asked about."""

    pointer: str
    title: str
    value: float | None
    low: float | None
    high: float | None


class Others(Frozen):
    """Figures of one kind that rest on the same thing: how many, and the first of them."""

    kind: str
    count: int
    first: str
    title: str


class Shared(Frozen):
    """A reason, and the other figures that rest on it."""

    reason: str
    figures: tuple[Others, ...]


class Overturning(Frozen):
    """A headline of the study that a change of what the figure rests on overturns: the least of them, with today's headline."""

    name: str
    today: str
    numbers: tuple[NumberFlip, ...]
    statements: tuple[StatementFlip, ...]


class Chain(Frozen):
    """A figure, how it was made, what it rests on down to exact words and named assumptions, and what else rests on that.

    `flips` : the changes of what it rests on that overturn a headline of the study.
    """

    pointer: str
    title: str
    value: float | None
    low: float | None
    high: float | None
    made: str
    grounds: tuple[Ground, ...]
    notes: tuple[Note, ...]
    shared: tuple[Shared, ...]
    flips: tuple[Overturning, ...]


def why(
    study: Mapping[str, Any],
    case: Case,
    document: Document,
    asked: str,
    record: Record = NOTHING,
    sources: Mapping[str, str] | None = None,
) -> Chain:
    """Return the chain of what a JSON pointer into a study leads to: a figure, a line that has a basis, or a reason itself.

    A pointer to a part of a figure means the figure. `document` is case.yaml with its places; `sources` are texts of documents
    that the record does not hold, by file name.

    Raises
    ------
    Refused : the pointer leads nowhere, or to what rests on nothing of its own; the problem says what is there
    """
    path = _resting(study, pointer.steps(asked))
    found = pointer.at(study, path)
    basis = _basis(path, found)
    reasons = {key: Reason.model_validate(one) for key, one in study["reasons"].items()}
    grounds = Grounds(case, document, record, sources or {})
    below = tuple(grounds.of(reasons[one]) for one in basis if one in reasons)
    is_figure = pointer.is_figure(found)
    return Chain(
        pointer=pointer.written(path),
        title=reasons[path[1]].says if path[0] == "reasons" else made.title(study, case, path),
        value=found["value"] if is_figure else None,
        low=found.get("low") if is_figure else None,
        high=found.get("high") if is_figure else None,
        made=made.made(path),
        grounds=below,
        notes=grounds.notes,
        shared=tuple(_shared(study, case, path, basis)),
        flips=tuple(_overturning(study, below, grounds.notes)),
    )


def is_part(study: Mapping[str, Any], asked: str) -> bool:
    """Whether a pointer leads to a part of the study that holds figures and rests on nothing by itself.

    Raises
    ------
    Refused : the pointer leads nowhere
    """
    path = pointer.steps(asked)
    found = pointer.at(study, path)
    return _nearest(study, path) is None and any(pointer.figures(found))


def listed(study: Mapping[str, Any], case: Case, below: str = "", *, headlines: bool = False) -> tuple[Listed, ...]:
    """Return the figures below a pointer with their titles, or only those that a reader asks for first.

    Raises
    ------
    Refused : the pointer leads nowhere
    """
    path = pointer.steps(below)
    return tuple(
        Listed(
            pointer=pointer.written(one),
            title=made.title(study, case, one),
            value=figure["value"],
            low=figure.get("low"),
            high=figure.get("high"),
        )
        for one, figure in pointer.figures(pointer.at(study, path), path)
        if not headlines or made.is_headline(study, one)
    )


def _resting(study: Mapping[str, Any], path: Steps) -> Steps:
    """Return the steps of what a pointer asks about: itself, or the nearest thing around it that says what it rests on."""
    pointer.at(study, path)
    nearest = _nearest(study, path)
    if nearest is not None:
        return nearest
    inside = [pointer.written(one) for one, _ in pointer.figures(pointer.at(study, path), path)]
    near = inside or [f"/{step}" for step, one in study.items() if any(pointer.figures(one))]
    remedy = f"ask about one of these: {', '.join(near[: pointer.NEAR])}" + (" …" if len(near) > pointer.NEAR else "")
    where, wanted = pointer.written(path) or "/", "a figure, or a line with a basis"
    raise Refused(Problem(Severity.ERROR, "no-figure", where, "no figure", wanted, remedy))


def _nearest(study: Mapping[str, Any], path: Steps) -> Steps | None:
    around = (path[:depth] for depth in range(len(path), 0, -1))
    return next((one for one in around if _rests(one, pointer.at(study, one))), None)


def _rests(path: Steps, found: Any) -> bool:
    return pointer.is_figure(found) or bool(_basis(path, found))


def _basis(path: Steps, found: Any) -> tuple[str, ...]:
    if not isinstance(found, dict):
        return ()
    if path[0] == "reasons":
        return (path[1],) if len(path) == 2 else ()
    return tuple(dict.fromkeys([*found.get("basis", ()), *found.get("reports", ()), *found.get("hearsay", ())]))


def _shared(study: Mapping[str, Any], case: Case, path: Steps, basis: tuple[str, ...]) -> Iterator[Shared]:
    """Yield each reason with the figures, gathered by kind, that rest on it as well."""
    families: dict[str, dict[Steps, list[Steps]]] = {one: {} for one in basis}
    for one, figure in pointer.figures(study):
        for reason in figure["basis"]:
            if reason in families and one != path:
                families[reason].setdefault(pointer.family(one), []).append(one)
    for reason, kinds in families.items():
        others = tuple(
            Others(
                kind=pointer.written(kind),
                count=len(members),
                first=pointer.written(members[0]),
                title=made.title(study, case, members[0]),
            )
            for kind, members in kinds.items()
        )
        if others:
            yield Shared(reason=reason, figures=others)


def _overturning(study: Mapping[str, Any], below: Sequence[Ground], notes: Sequence[Note]) -> Iterator[Overturning]:
    """Yield each headline with the flips of numbers and of statements that stand in a chain."""
    numbers = {number.path for ground in below for number in ground.numbers}
    said = {ground.pointer for ground in below} | {f"statement:{one.id}" for note in notes for one in note.statements}
    for one in (study.get("flips") or {}).get("headlines", ()):
        headline = Headline.model_validate(one)
        found = tuple(flip for flip in headline.numbers if any(_within(path, flip.path) for path in numbers))
        sets = tuple(flip for flip in headline.statements if said.intersection(flip.rejected))
        if found or sets:
            yield Overturning(name=headline.name, today=headline.today, numbers=found, statements=sets)


def _within(path: str, whole: str) -> bool:
    """Whether a number is a factor, or one day of it."""
    return path == whole or path.startswith(f"{whole}.")
