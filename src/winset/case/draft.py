"""From what was said to suggested preferences: the only bridge between the record and a case, and never crossed by itself.

A suggestion is a band with the statements that it rests on. How much statements say about values is a convention, and is
written down here: an option that a party asks for, offers or accepts is worth 70 to 100 to it, one that it rejects 0 to 30,
one on which it set a condition 30 to 80; an option that was spoken of both ways spans both, with the mode where it leaned last;
of the rest nothing is known, and their band is everything. The weight of an issue is its share of the party's attention, with
the Wilson interval (1927) for so many statements.
"""

from collections.abc import Iterable, Sequence
from fractions import Fraction

from winset.band import Band, Basis, Frozen
from winset.case.case import Case
from winset.record.position import Known, Position, Step
from winset.record.statement import Act

FAVOURED = (70, 90, 100)
OPPOSED = (0, 10, 30)
CONDITIONAL = (30, 55, 80)
OPEN = (0, 50, 100)
HUNDRED = 100


class Suggestion(Frozen):
    """What the record suggests of one party and one issue; `hearsay` is shown beside it and has no part in its numbers."""

    party: str
    issue: str
    known: Known
    weight: Band | None
    values: dict[str, Band]
    shifts: tuple[str, ...]
    hearsay: tuple[str, ...]


def draft(case: Case, positions: Iterable[Position]) -> tuple[Suggestion, ...]:
    """Return what the positions suggest for the case, on the case's own scale; nothing in the case is changed."""
    return tuple(
        _suggestion(case, position)
        for position in positions
        if position.party in case.parties and position.issue in case.issues and (position.course or position.hearsay)
    )


def as_yaml(suggestions: Iterable[Suggestion]) -> str:
    """Return suggestions as a person may copy them into `case.yaml`, under `preferences`.

    >>> as_yaml([])
    'preferences: {}\\n'
    """
    lines: list[str] = []
    party = None
    for one in suggestions:
        if one.weight is None:
            continue
        if one.party != party:
            party = one.party
            lines += [f"  {party}:", "    issues:"]
        lines += [f"      {one.issue}:", f"        weight: {_written(one.weight)}", "        values:"]
        lines += [f"          {option}: {_written(band)}" for option, band in one.values.items()]
    return "\n".join(["preferences:", *lines, ""]) if lines else "preferences: {}\n"


def _suggestion(case: Case, position: Position) -> Suggestion:
    ids = tuple(step.statements[0] for step in position.course)
    spoken = {option: _value(case, option, position.course) for option in case.issues[position.issue].options}
    return Suggestion(
        party=position.party,
        issue=position.issue,
        known=position.known,
        weight=_attention(position, ids) if position.course else None,
        values=spoken if position.course else {},
        shifts=tuple(step.statements[0] for step in position.shifts),
        hearsay=tuple(step.statements[0] for step in position.hearsay),
    )


def _value(case: Case, option: str, course: Sequence[Step]) -> Band:
    """Return what the steps that name an option suggest that it is worth: the last sets the mode, all of them the span."""
    telling = [(step, band) for step in course if option in step.options and (band := _says(step))]
    low, mode, high = OPEN
    if telling:
        low, mode, high = min(band[0] for _, band in telling), telling[-1][1][1], max(band[2] for _, band in telling)
    unit = case.scale / HUNDRED
    basis = (
        Basis(statements=tuple(step.statements[0] for step, _ in telling))
        if telling
        else Basis(judgement="nothing on record says what this option is worth")
    )
    return Band(low=low * unit, mode=mode * unit, high=high * unit, because=basis)


def _says(step: Step) -> tuple[int, int, int] | None:
    if step.leaning:
        return FAVOURED if step.leaning > 0 else OPPOSED
    return CONDITIONAL if step.act is Act.CONDITION else None


def _attention(position: Position, ids: tuple[str, ...]) -> Band:
    """Return the share of attention in percent, with its Wilson interval at 95 percent, rounded to whole percents outward.

        (p + z²/2n ± z sqrt(p(1 - p)/n + z²/4n²)) / (1 + z²/n)

    Wilson (1927), Journal of the American Statistical Association 22, p. 209.
    """
    share, count = position.share, position.of
    z = Fraction(196, 100)
    middle = share + z**2 / (2 * count)
    spread = float(z) * float(share * (1 - share) / count + z**2 / (4 * count**2)) ** 0.5
    whole = float(1 + z**2 / count)
    low, high = (float(middle) - spread) / whole, (float(middle) + spread) / whole
    mode = round(HUNDRED * share)
    return Band(
        low=min(mode, int(HUNDRED * low)),
        mode=mode,
        high=max(mode, -int(-HUNDRED * high // 1)),
        because=Basis(statements=ids),
    )


def _written(band: Band) -> str:
    """Return a band as it is written in YAML, with its statements."""
    numbers = ", ".join(f"{name}: {float(getattr(band, name)):g}" for name in ("low", "mode", "high"))
    because = band.because
    if because.statements:
        return f"{{{numbers}, because: [{', '.join(map(repr, because.statements))}]}}"
    return f'{{{numbers}, because: {{judgement: "{because.judgement}"}}}}'
