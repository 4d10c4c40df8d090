"""Calibration: every historical vote decided by its own rule, and forecasts scored where one was possible."""

import csv
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cache
from importlib import resources
from math import log, prod

from winset.errors import demand
from winset.ratify.referendum import Electorate, chance
from winset.ratify.rule import Votes, at_least, of_members, of_voting, passes


@dataclass(frozen=True, slots=True)
class Past:
    """A vote that was held: its figures as far as they are known, what came of it, and the source."""

    event: str
    date: str
    body: str
    kind: str
    rule: str
    yes: int | None
    no: int | None
    other: int | None
    seats: int | None
    yes_share: float | None
    turnout: float | None
    poll: float | None
    passed: bool
    source: str
    note: str


@dataclass(frozen=True, slots=True)
class Decided:
    """What a vote's own rule says of its figures: passed or not, or what is missing to say so."""

    past: Past
    passes: bool | None
    missing: str


LEGISLATURES = {
    "two-thirds-voting": of_voting(Fraction(2, 3)),
    "majority-voting": of_voting(Fraction(1, 2), more_than=True),
    "two-thirds-members": of_members(Fraction(2, 3)),
    "least-226": at_least(226),
}

REFERENDUMS = {
    "majority": (Fraction(1, 2), 0.0, 0.0),
    "majority-turnout-50": (Fraction(1, 2), 0.5, 0.0),
    "majority-approval-13": (Fraction(1, 2), 0.0, 0.13),
    "majority-advisory-30": (Fraction(1, 2), 0.0, 0.0),
    "three-quarters": (Fraction(3, 4), 0.0, 0.0),
}
"""Threshold, turnout quorum, approval quorum. Three quarters are "at least", the majorities "more than"."""


@cache
def past_votes() -> tuple[Past, ...]:
    """Return the historical votes as they stand in `votes.csv`."""

    def whole(text: str) -> int | None:
        return int(text) if text else None

    def share(text: str) -> float | None:
        return float(text) if text else None

    text = (resources.files("winset.ratify") / "votes.csv").read_text("utf-8")
    return tuple(
        Past(
            event=row["event"],
            date=row["date"],
            body=row["body"],
            kind=row["kind"],
            rule=row["rule"],
            yes=whole(row["yes"]),
            no=whole(row["no"]),
            other=whole(row["other"]),
            seats=whole(row["seats"]),
            yes_share=share(row["yes_share"]),
            turnout=share(row["turnout"]),
            poll=share(row["poll"]),
            passed=row["passed"] == "1",
            source=row["source"],
            note=row["note"],
        )
        for row in csv.DictReader(text.splitlines())
    )


def decide(past: Past) -> Decided:
    """Return whether a vote passes by its own rule, from its figures alone; or what is missing.

    >>> [decide(v).passes for v in past_votes() if v.event in ("CTBT", "Prespa Agreement")]
    [False, False]
    """
    return _legislature(past) if past.kind == "legislature" else _referendum(past)


def _legislature(past: Past) -> Decided:
    rule = LEGISLATURES[past.rule]
    if past.yes is None or past.seats is None:
        return Decided(past, None, "the number of yeses")
    if past.no is None:
        ways = {passes(rule, [Votes(past.yes, no, past.seats - past.yes - no)]) for no in range(past.seats - past.yes + 1)}
        return Decided(past, ways.pop(), "") if len(ways) == 1 else Decided(past, None, "the number of noes")
    return Decided(past, passes(rule, [Votes(past.yes, past.no, past.seats - past.yes - past.no)]), "")


def _referendum(past: Past) -> Decided:
    threshold, quorum, approval = REFERENDUMS[past.rule]
    if past.yes is not None and past.no is not None:
        won = passes(of_voting(threshold, more_than=threshold == Fraction(1, 2)), [Votes(past.yes, past.no)])
    elif past.yes_share is not None:
        won = past.yes_share >= threshold if threshold > Fraction(1, 2) else past.yes_share > threshold
    else:
        return Decided(past, None, "the share of yes")
    if won and quorum:
        if past.turnout is None:
            return Decided(past, None, "the turnout")
        won = past.turnout >= quorum
    if won and approval:
        if past.yes is None or past.seats is None:
            return Decided(past, None, "the yeses and the electorate")
        won = past.yes >= approval * past.seats
    return Decided(past, won, "")


@dataclass(frozen=True, slots=True)
class Scored:
    """A forecast of a past vote from what was known before it, beside what happened."""

    past: Past
    forecast: float


def forecasts() -> tuple[Scored, ...]:
    """Return a forecast for every past referendum with a final poll: the poll, its bias and its error, and the rule."""
    found = []
    for past in past_votes():
        if past.kind == "referendum" and past.poll is not None:
            threshold, quorum, approval = REFERENDUMS[past.rule]
            body = Electorate((1.0,), (past.poll,), threshold=float(threshold), quorum=quorum, approval=approval)
            found.append(Scored(past, chance(body)))
    return tuple(found)


def brier(forecast: Sequence[float], happened: Sequence[bool]) -> float:
    """Return the mean squared error of odds:  Σ (f − o)² / n.

    Brier (1950), Monthly Weather Review 78(1), p. 1, for two outcomes, halved. 0 is best; always saying one half gives 0.25.

    >>> brier([0.9, 0.2], [True, False])
    0.025
    """
    _pairs(forecast, happened)
    return round(sum((f - o) ** 2 for f, o in zip(forecast, happened, strict=True)) / len(forecast), 12)


def log_score(forecast: Sequence[float], happened: Sequence[bool]) -> float:
    """Return the mean of −ln of the odds given to what happened. 0 is best, ln 2 says one half; infinite if it was ruled out.

    Good (1952), Journal of the Royal Statistical Society B 14(1), p. 112.

    >>> round(log_score([0.5, 0.5], [True, False]), 4)
    0.6931
    """
    _pairs(forecast, happened)
    given = [f if o else 1 - f for f, o in zip(forecast, happened, strict=True)]
    return -log(prod(given)) / len(given) if all(given) else float("inf")


def leave_one_out(happened: Sequence[bool]) -> list[float]:
    """Return for each case the base rate among the others, (k + 1)/(n + 2) so that none is ruled out (Laplace).

    >>> leave_one_out([True, True, False])
    [0.5, 0.5, 0.75]
    """
    total, n = sum(happened), len(happened) - 1
    return [(total - o + 1) / (n + 2) for o in happened]


def _pairs(forecast: Sequence[float], happened: Sequence[bool]) -> None:
    demand(
        0 < len(forecast) == len(happened), "scores", "forecast", len(forecast), f"one for each of {len(happened)}", "pair them"
    )
    demand(all(0 <= f <= 1 for f in forecast), "probability", "forecast", forecast, "numbers from 0 to 1", "give shares")
