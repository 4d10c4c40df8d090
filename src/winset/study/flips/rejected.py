"""What of a case rests on things said, and the case without some of them: numbers that fall back, rules that vanish."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from winset.band import Basis, BasisKind
from winset.case.case import Case
from winset.case.factor import factors, signatories
from winset.space.table import ScoreTable
from winset.space.tabulate import signing_day, tabulate


@dataclass(frozen=True, slots=True)
class Said:
    """A number or rule of a case that rests on things said: it falls if none of `words` is believed any more.

    `words` : statements by id, or a passage by its source and words. `back` : what a number falls back to, nothing for a rule,
    which vanishes. `path` : where it stands; `basis` : what it rests on.
    """

    words: frozenset[str]
    path: str
    back: Fraction | None
    says: str
    basis: Basis


def grounds(case: Case) -> tuple[Said, ...]:
    """Return every number of the deal stage and every rule that rests on statements or on a passage.

    A value falls back to the middle of the scale, a weight to the party's mean weight, what a link adds to nothing, a walk-away
    on a day to nothing too: what `complete` takes for numbers that nobody gave. A red line and a condition vanish.
    """
    return tuple(_grounds(case))


def without(case: Case, some: Sequence[Said], rejected: frozenset[str]) -> tuple[tuple[Said, ...], Callable[[], ScoreTable]]:
    """Return what falls if these words are not believed, and a way to make the table of the case then."""
    fallen = tuple(one for one in some if one.words <= rejected)
    return fallen, lambda: _table(case, fallen)


def rules(fallen: Sequence[Said]) -> tuple[str, ...]:
    """Return the paths of the rules among what falls: tables without the same rules have one shape."""
    return tuple(one.path for one in fallen if one.back is None)


def _table(case: Case, fallen: Sequence[Said]) -> ScoreTable:
    gone = set(rules(fallen))
    lines = tuple(line for n, line in enumerate(case.red_lines) if f"red_lines.{n}" not in gone)
    conditions = tuple(one for n, one in enumerate(case.conditions) if f"conditions.{n}" not in gone)
    back = {one.path: one.back for one in fallen if one.back is not None}
    day = signing_day(case)
    for party in signatories(case):
        at = f"preferences.{party}.walk_away"
        if any(path.startswith(f"{at}.points.") for path in back):
            back[at] = _walk_away(case, party, day, back)

    def pick(where: str, _low: Fraction, mode: Fraction, _high: Fraction) -> Fraction:
        return back.get(where) or (mode if where not in back else Fraction(0))

    return tabulate(case.model_copy(update={"red_lines": lines, "conditions": conditions}), day, pick)


def _walk_away(case: Case, party: str, day: date, back: dict[str, Fraction]) -> Fraction:
    """Return a walk-away on a day with some of its points fallen back."""
    walk = case.preferences[party].walk_away
    points = tuple(
        point.model_copy(update={"value": point.value.model_copy(update=dict.fromkeys(("low", "mode", "high"), back[path]))})
        if (path := f"preferences.{party}.walk_away.points.{n}") in back
        else point
        for n, point in enumerate(walk.points)
    )
    return walk.model_copy(update={"points": points}).on(day)[1]


def _grounds(case: Case) -> Iterator[Said]:
    says = {one.path: one.says for one in factors(case) if one.stage == "deal"}
    for party in signatories(case):
        preference, at = case.preferences[party], f"preferences.{party}"
        name = case.parties[party].name
        mean = sum((stake.weight.mode for stake in preference.issues.values()), Fraction(0)) / len(preference.issues)
        for issue, stake in preference.issues.items():
            here = f"{at}.issues.{issue}"
            yield from _said(f"{here}.weight", mean, says[f"{here}.weight"], stake.weight.because)
            for option, band in stake.values.items():
                path = f"{here}.values.{option}"
                yield from _said(path, case.scale / 2, says[path], band.because)
        for n, point in enumerate(preference.walk_away.points):
            words = f"What {name} has without a deal on {point.on}"
            yield from _said(f"{at}.walk_away.points.{n}", Fraction(0), words, point.value.because)
    for n, link in enumerate(case.links):
        for party, band in link.add.items():
            path = f"links.{n}.add.{party}"
            if path in says:
                yield from _said(path, Fraction(0), says[path], band.because)
    for n, line in enumerate(case.red_lines):
        option = case.issues[line.issue].options[line.option].name
        yield from _said(
            f"red_lines.{n}", None, f"The red line of {case.parties[line.party].name} against '{option}'", line.because
        )
    for n, condition in enumerate(case.conditions):
        ((issue, option),) = condition.when.items()
        words = f"The condition on '{case.issues[issue].options[option].name}'"
        yield from _said(f"conditions.{n}", None, words, condition.because)


def _said(path: str, back: Fraction | None, says: str, basis: Basis) -> Iterator[Said]:
    if basis.kind is BasisKind.STATEMENTS:
        yield Said(frozenset(basis.statements), path, back, says, basis)
    elif basis.kind is BasisKind.PASSAGE:
        yield Said(frozenset((f"{basis.source}: {basis.words}",)), path, back, says, basis)
