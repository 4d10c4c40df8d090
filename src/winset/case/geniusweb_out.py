"""GeniusWeb, out: a domain and a linear additive profile per party in JSON."""

import json
from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

from winset.band import written
from winset.case.case import Case
from winset.case.geniusweb import MOST_OPTIONS, SPACE, TABLE
from winset.case.preference import IssuePreference
from winset.case.rounded import as_decimal
from winset.case.unheld import unheld
from winset.errors import Problem, Severity
from winset.file import make_folder, safe_names, write_whole

Values = Mapping[str, Mapping[str, Fraction]]
"""What each option of each issue is worth."""


def write_geniusweb(case: Case, folder: Path, table_name: str = TABLE) -> tuple[Problem, ...]:
    """Write a case as a GeniusWeb domain and a profile per party, at the modes of its bands; say what the format cannot hold.

    `table_name` is what utilities of values are called: `TABLE_2020` serves NegMAS and agents of the first years.
    A walk-away is written as a reservation bid: the package whose utility is the least that is no less. Where there is none, or
    it is not the walk-away exactly, that is told.

    Raises
    ------
    Refused : the folder or a file could not be written
    """
    make_folder(folder)
    problems = unheld(case, "GeniusWeb")
    files = safe_names([case.name, *(party for party in case.preferences if party != case.name)])
    domain = {"name": case.name, "issuesValues": {name: {"values": list(issue.options)} for name, issue in case.issues.items()}}
    write_whole(folder / f"{files[case.name]}.json", json.dumps(domain, indent=1, ensure_ascii=False) + "\n")
    day = case.signing[0] if case.signing else case.as_of
    for party, preference in case.preferences.items():
        whole = sum((stake.weight.mode for stake in preference.issues.values()), Fraction(0))
        weights = {name: stake.weight.mode / whole for name, stake in preference.issues.items()}
        weights = {name: weights.get(name, Fraction(0)) for name in case.issues}
        values = {name: _worth(preference.issues.get(name), tuple(one.options), case.scale) for name, one in case.issues.items()}
        bid = _reservation(weights, values, preference.walk_away.on(day)[1] / case.scale, party, problems)
        space = {
            "issueUtilities": {
                name: {
                    table_name: {
                        "valueUtilities": {o: _Exact(as_decimal(v, f"{party} {name} {o}", problems)) for o, v in table.items()}
                    }
                }
                for name, table in values.items()
            },
            "issueWeights": _weights(weights, party, problems),
            "domain": domain,
            "name": party,
            **({"reservationBid": {"issuevalues": bid}} if bid else {}),
        }
        write_whole(folder / f"{files[party]}.profile.json", _json({SPACE: space}) + "\n")
    return tuple(problems)


class _Exact(str):
    """A number as it is to stand in JSON, digit for digit."""

    __slots__ = ()


def _json(value: Any) -> str:
    if isinstance(value, _Exact):
        return str(value)
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{json.dumps(str(key))}: {_json(one)}" for key, one in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(_json, value)) + "]"
    return json.dumps(value)


def _weights(weights: Mapping[str, Fraction], party: str, problems: list[Problem]) -> dict[str, _Exact]:
    """Return weights as decimals that add up to 1 exactly, as GeniusWeb demands: the largest takes what rounding leaves."""
    rounded = {name: Decimal(as_decimal(weight, f"{party} {name} weight", problems)) for name, weight in weights.items()}
    largest = max(rounded, key=lambda name: rounded[name])
    rest = 1 - sum((Fraction(one) for name, one in rounded.items() if name != largest), Fraction(0))
    return {name: _Exact(written(rest) if name == largest else str(one)) for name, one in rounded.items()}


def _worth(stake: IssuePreference | None, options: tuple[str, ...], scale: Fraction) -> dict[str, Fraction]:
    """Return what each option is worth, from 0 to 1; nothing where the issue weighs nothing."""
    return {option: stake.values[option].mode / scale if stake else Fraction(0) for option in options}


def _reservation(
    weights: Mapping[str, Fraction], values: Values, floor: Fraction, party: str, problems: list[Problem]
) -> dict[str, str] | None:
    """Return the bid whose utility is the least that is no less than the walk-away, found issue by issue; none for 0."""
    if floor <= 0:
        return None
    best: dict[Fraction, dict[str, str]] = {Fraction(0): {}}
    for name, table in values.items():
        grown: dict[Fraction, dict[str, str]] = {}
        for total, bid in best.items():
            for option, value in table.items():
                grown.setdefault(total + weights[name] * value, {**bid, name: option})
        best = dict(sorted(grown.items())[:: max(1, len(grown) // MOST_OPTIONS)])
    enough = [total for total in best if total >= floor]
    chosen = min(enough) if enough else max(best)
    if chosen != floor:
        got, wanted = f"a walk-away of {written(floor)}", "the utility of a bid"
        remedy = f"the reservation bid is worth {float(chosen):.6g}"
        problems.append(Problem(Severity.WARNING, "rounded", f"{party} walk_away", got, wanted, remedy))
    return best[chosen]
