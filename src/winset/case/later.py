"""What a case says of the later stages, held against itself, and its bases handed down."""

from collections.abc import Iterator, Mapping
from typing import Any

from pydantic import BaseModel

from winset.band import DEFAULT, Band, Basis
from winset.case.body import Electorate, Legislature
from winset.case.case import Case
from winset.case.check import Where, did_you_mean
from winset.case.guarantee import ByOption, TermByOption
from winset.case.issue import Option
from winset.case.part import Path
from winset.errors import Problem, Severity

STAGES = ("bodies", "ratification", "guarantees", "contest")


def check_later(case: Case, where: Where) -> list[Problem]:
    """Return every problem in a case's bodies, chain, guarantees, and what its options move."""
    return [problem for one in (_support, _chain, _guarantees, _contest, _dates) for problem in one(case, where)]


def blocs_of(case: Case) -> dict[str, list[tuple[str, str]]]:
    """Return the blocs of each body in order, as (chamber, bloc); an electorate's chamber is empty."""
    found: dict[str, list[tuple[str, str]]] = {}
    for name, body in case.bodies.items():
        if isinstance(body, Electorate):
            found[name] = [("", bloc) for bloc in body.blocs]
        else:
            found[name] = [(chamber, bloc) for chamber, one in body.chambers.items() for bloc in one.blocs]
    return found


def moved_by(key: str, blocs: Mapping[str, list[tuple[str, str]]]) -> list[tuple[str, int]]:
    """Return which blocs a key of `support` means, as (body, place): "body", "body.bloc" or "body.chamber.bloc".

    >>> moved_by("congress.left", {"congress": [("upper", "left"), ("upper", "right"), ("lower", "left")]})
    [('congress', 0), ('congress', 2)]
    """
    body, *rest = key.split(".")
    asked: tuple[str, ...] = tuple(rest)
    return [
        (body, place)
        for place, (chamber, bloc) in enumerate(blocs.get(body, ()))
        if asked in ((), (bloc,), (chamber, bloc), (chamber,) if chamber else ())
    ]


def hand_down(case: Case) -> Case:
    """Return the case with every figure of its later stages resting on the nearest basis written above it.

    What options move rests on the basis of the stage that it moves: `support` on the ratification's, `hazard` and `stake` on the
    contest's.
    """
    of_votes = case.ratification.because if case.ratification else DEFAULT
    of_war = case.contest.because if case.contest else DEFAULT
    issues = {
        name: issue.model_copy(update={"options": {key: _moving(one, of_votes, of_war) for key, one in issue.options.items()}})
        for name, issue in case.issues.items()
    }
    return case.model_copy(update={"issues": issues, **{name: _resting(getattr(case, name), DEFAULT) for name in STAGES}})


def _moving(option: Option, of_votes: Basis, of_war: Basis) -> Option:
    shifts = {"hazard": _resting(option.hazard, of_war), "stake": _resting(option.stake, of_war)}
    return option.model_copy(update={"support": _resting(option.support, of_votes), **shifts})


def _resting(value: Any, above: Basis) -> Any:
    """Return a value whose bands and records without a basis of their own take the one above."""
    if isinstance(value, Band):
        return value.resting_on(above)
    if isinstance(value, Basis):
        return value if value != DEFAULT else above
    if isinstance(value, dict):
        return {key: _resting(one, above) for key, one in value.items()}
    if isinstance(value, tuple):
        return tuple(_resting(one, above) for one in value)
    if isinstance(value, BaseModel):
        own = getattr(value, "because", DEFAULT)
        basis = own if own != DEFAULT else above
        return value.model_copy(update={name: _resting(getattr(value, name), basis) for name in type(value).model_fields})
    return value


def _support(case: Case, where: Where) -> Iterator[Problem]:
    blocs = blocs_of(case)
    known = list(blocs) + [f"{body}.{bloc}" for body, pairs in blocs.items() for _, bloc in pairs]
    for issue, one in case.issues.items():
        for option, each in one.options.items():
            for key in each.support:
                if not moved_by(key, blocs):
                    at = where(("issues", issue, "options", option, "support", key))
                    yield _error("unknown-bloc", at, f"'{key}'", "a body, or a bloc of it", did_you_mean(key, known))


def _chain(case: Case, where: Where) -> Iterator[Problem]:
    for name, body in case.bodies.items():
        if isinstance(body, Legislature | Electorate) and body.endorsed and not _endorsements(body):
            yield Problem(
                Severity.NOTE,
                "no-endorsement",
                where(("bodies", name, "endorsed")),
                "an endorsement that moves nobody",
                "a bloc that follows it",
                "say `endorsement`",
            )
    chain = case.ratification
    if chain is None:
        return
    for number, gate in enumerate(chain.gates):
        at: Path = ("ratification", "gates", number)
        yield from _known("body", gate.body, case.bodies, where((*at, "body")))
        for need in gate.needs:
            yield from _known("precondition", need, chain.preconditions, where((*at, "needs")))
        yield from _options(case, gate.when, where((*at, "when")))


def _endorsements(body: Legislature | Electorate) -> bool:
    if isinstance(body, Electorate):
        return any(bloc.endorsement.mode for bloc in body.blocs.values())
    return any(bloc.endorsement.mode for chamber in body.chambers.values() for bloc in chamber.blocs.values())


def _guarantees(case: Case, where: Where) -> Iterator[Problem]:
    for name, guarantee in case.guarantees.items():
        at: Path = ("guarantees", name)
        yield from _known("party", guarantee.guarantor, case.parties, where((*at, "guarantor")))
        yield from _options(case, guarantee.when, where((*at, "when")))
        for field in ("term", "credibility", "taper"):
            figure = getattr(guarantee, field)
            if not isinstance(figure, ByOption | TermByOption):
                continue
            yield from _options(case, {figure.issue: tuple(figure.options)}, where((*at, field)))
            needed = guarantee.when.get(figure.issue) or tuple(
                case.issues[figure.issue].options if figure.issue in case.issues else ()
            )
            missing = [option for option in needed if option not in figure.options]
            if missing:
                here = where((*at, field, "options"))
                yield _error("no-figure", here, f"nothing for {', '.join(missing)}", "a figure for every option", "add it")
    if case.guarantees and case.contest is None:
        yield _error(
            "no-contest", where(("guarantees",)), "guarantees and no contest", "what the attacker weighs", "add `contest:`"
        )


def _contest(case: Case, where: Where) -> Iterator[Problem]:
    if case.contest is not None:
        yield from _known("party", case.contest.attacker, case.parties, where(("contest", "attacker")))


def _dates(case: Case, where: Where) -> Iterator[Problem]:
    """Laws and polls, like every basis, were known on the day that the case describes."""
    for name, body in case.bodies.items():
        at: Path = ("bodies", name)
        days = [((*at, "known"), body.known)] if isinstance(body, Electorate) else []
        if isinstance(body, Electorate):
            days += [((*at, "polls", number, "known"), poll.known) for number, poll in enumerate(body.polls)]
        else:
            for chamber, one in body.chambers.items():
                days += [((*at, "chambers", chamber, "rules", k, "known"), rule.known) for k, rule in enumerate(one.rules)]
        for path, day in days:
            if day is not None and day > case.as_of:
                wanted = f"no later than {case.as_of}, the day that the case describes"
                yield _error("later-than-case", where(path), str(day), wanted, "leave it out, or move `as_of`")


def _options(case: Case, chosen: Mapping[str, tuple[str, ...]], at: str) -> Iterator[Problem]:
    for issue, options in chosen.items():
        yield from _known("issue", issue, case.issues, at)
        for option in options if issue in case.issues else ():
            yield from _known("option", option, case.issues[issue].options, at)


def _known(what: str, name: str, known: Mapping[str, object], at: str) -> Iterator[Problem]:
    if name not in known:
        article = "an" if what[0] in "io" else "a"
        yield _error(
            f"unknown-{what}", at, f"the {what} '{name}'", f"{article} {what} of this case", did_you_mean(name, list(known))
        )


def _error(kind: str, where: str, got: str, wanted: str, remedy: str) -> Problem:
    return Problem(Severity.ERROR, kind, where, got, wanted, remedy)
