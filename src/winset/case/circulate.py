"""A case as it may circulate: without the numbers and rules that rest on what must not."""

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

from pydantic import BaseModel

from winset.band import Band, Basis
from winset.case.case import Case
from winset.case.complete import complete
from winset.case.correlation import Correlation
from winset.case.preference import IssuePreference, Preference, WalkAway, WalkAwayPoint
from winset.errors import Problem, Severity
from winset.record.connection import NAME
from winset.record.ledger import Ledger
from winset.record.withheld import NOTHING_WITHHELD, Withheld

LEFT_OUT = Basis(judgement="left out, for what it rests on is not to circulate; it counts as unknown")
RULES = ("red_lines", "links", "conditions")
SHOWN = 12
"""Parts that are named on a screen."""
STAGES = {"ratification": ("bodies", "ratification"), "durability": ("guarantees", "contest")}
Rests = Callable[[object], bool]


def circulating(case: Case, withheld: Withheld) -> tuple[Case, tuple[Problem, ...]]:
    """Return a completed case as somebody has it who never had what is withheld, and a warning for each part left out.

    A value counts as anything from 0 to the scale; a weight as anything from 0 to the party's largest other one, its mode
    their mean; a walk-away without a day left as unknown. Red lines, links, conditions and news of the plan's points are left
    out. If any figure of a later stage must stay, the stage is left out whole: a vote with a bloc missing would be another vote.
    """
    if not withheld:
        return case, ()
    left: list[str] = []

    def rests(value: object) -> bool:
        return any(withheld.rests(basis) for basis in _bases(value))

    changes: dict[str, Any] = {
        name: tuple(_kept(getattr(case, name), name, rests, left)) for name in RULES if rests(getattr(case, name))
    }
    if case.plan and rests(case.plan):
        changes["plan"] = None if withheld.rests(case.plan.because) else _plan(case.plan, rests, left)
        left += [] if changes["plan"] else ["plan"]
    unknown = WalkAwayPoint(
        on=date.min, value=Band(low=case.scale * 0, mode=case.scale * 0, high=case.scale / 2, because=LEFT_OUT)
    )
    changes["preferences"] = {
        party: _preference(one, f"preferences.{party}", unknown, rests, left) for party, one in case.preferences.items()
    }
    moving = {"support", "hazard", "stake"}
    for stage, fields in STAGES.items():
        if any(rests(getattr(case, name)) for name in fields):
            left.append(stage)
            changes |= {name: None if name in ("ratification", "contest") else {} for name in fields}
            moving -= {"support"} if stage == "ratification" else set()
    changes["issues"] = {
        name: issue.model_copy(update={"options": {key: _option(one, moving, rests) for key, one in issue.options.items()}})
        for name, issue in case.issues.items()
    }
    gone = {name for name in RULES if name in changes} | {name for stage in STAGES if stage in left for name in STAGES[stage]}
    changes["correlations"] = tuple(tie for tie in case.correlations if not rests(tie) and not _loose(tie, left, gone))
    return complete(case.model_copy(update=changes)), tuple(map(_problem, left))


def withheld_in(folder: Path) -> Withheld:
    """Return what the record of a case withholds; nothing where there is no record.

    Raises
    ------
    Refused : the record cannot be read
    """
    if not (folder / NAME).exists():
        return NOTHING_WITHHELD
    with Ledger.open(folder) as ledger:
        return ledger.withheld()


def shown_only(case: Case, folder: Path) -> tuple[Problem, ...]:
    """Return the warning that a screen of a case carries which shows parts that rest on what is withheld; none where none do.

    Screens show the whole case to whoever works on it; exports, studies and briefs are made of `circulating`.

    Raises
    ------
    Refused : the record cannot be read
    """
    _, left = circulating(case, withheld_in(folder))
    if not left:
        return ()
    got = f"NOT FOR CIRCULATION: {', '.join(one.where for one in left[:SHOWN])}{' …' if len(left) > SHOWN else ''}"
    wanted = "parts that rest on nothing withheld"
    remedy = "shown here alone; exports, studies and briefs leave it out (`winset export`, `winset brief`)"
    return (Problem(Severity.WARNING, "not-for-circulation", str(folder), got, wanted, remedy),)


def _preference(given: Preference, path: str, unknown: WalkAwayPoint, rests: Rests, left: list[str]) -> Preference:
    if not rests(given):
        return given
    weights = [stake.weight for stake in given.issues.values() if not rests(stake.weight)]
    issues = {
        issue: _stake(stake, weights, f"{path}.issues.{issue}", rests, left) if rests(stake) else stake
        for issue, stake in given.issues.items()
    }
    points = tuple(_kept(given.walk_away.points, f"{path}.walk_away.points", rests, left))
    walk_away = WalkAway(points=points or (unknown,), because=LEFT_OUT)
    kept = given.walk_away if not rests(given.walk_away) else walk_away
    return given.model_copy(update={"issues": issues, "walk_away": kept, "because": LEFT_OUT})


def _stake(stake: IssuePreference, weights: list[Band], path: str, rests: Rests, left: list[str]) -> IssuePreference:
    values = {option: band for option, band in stake.values.items() if not rests(band)}
    left += [f"{path}.values.{option}" for option in stake.values if option not in values]
    weight = stake.weight
    if rests(weight):
        left.append(f"{path}.weight")
        modes = [band.mode for band in weights] or [Band.model_validate(1).mode]
        most = max((band.high for band in weights), default=modes[0])
        weight = Band(low=most * 0, mode=sum(modes, most * 0) / len(modes), high=most, because=LEFT_OUT)
    return IssuePreference(weight=weight, values=values, because=LEFT_OUT)


def _plan(plan: Any, rests: Rests, left: list[str]) -> Any:
    points = tuple(
        point.model_copy(update={"history": tuple(_kept(point.history, f"plan.points.{point.number}", rests, left))})
        for point in plan.points
    )
    return plan.model_copy(update={"points": points})


def _option(option: Any, moving: set[str], rests: Rests) -> Any:
    """Return an option without what it moves where that must stay; unsaid is no claim."""
    support = {key: band for key, band in option.support.items() if "support" in moving and not rests(band)}
    moves = {name: None for name in ("hazard", "stake") if rests(getattr(option, name))}
    return option.model_copy(update={"support": support, **moves})


def _loose(tie: Correlation, left: list[str], gone: set[str]) -> bool:
    """Whether a number that a correlation ties was left out, or stands in a list whose numbering may have changed."""
    return any(
        path.split(".")[0] in gone or any(path == one or path.startswith(f"{one}.") or one.startswith(f"{path}.") for one in left)
        for path in tie.between
    )


def _kept(entries: Any, path: str, rests: Rests, left: list[str]) -> Iterator[Any]:
    for number, entry in enumerate(entries):
        if rests(entry):
            left.append(f"{path}.{number}")
        else:
            yield entry


def _bases(value: object) -> Iterator[Basis]:
    """Yield everything that a part of a case rests on, the sources of laws and polls included."""
    if isinstance(value, Basis):
        yield value
    elif isinstance(value, tuple | list):
        for one in value:
            yield from _bases(one)
    elif isinstance(value, dict):
        yield from _bases(list(value.values()))
    elif isinstance(value, BaseModel):
        source = getattr(value, "source", None)
        if isinstance(source, str):
            yield Basis(source=source)
        yield from _bases([getattr(value, name) for name in type(value).model_fields])


def _problem(path: str) -> Problem:
    got, wanted = "a part that rests on what is not to circulate", "parts that may"
    remedy = "it is left out; release what it rests on (`winset review ID release`), or give it a basis that may circulate"
    return Problem(Severity.WARNING, "withheld", path, got, wanted, remedy)
