"""The library of ready bodies: their rules and laws, seats with date and source, and the power of their members."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

from pydantic import TypeAdapter

from winset.case.body import Body
from winset.case.check import did_you_mean
from winset.errors import Problem, Refused, Severity
from winset.ratify.power import Power, power_by_kind, weighted_power


@dataclass(frozen=True, slots=True)
class PowerOf:
    """The power of a body's members: one row for each kind, as (name, how many), with their indices in the same order."""

    name: str
    rule: str
    sources: tuple[str, ...]
    members: tuple[tuple[str, int], ...]
    power: Power


@cache
def library() -> dict[str, dict[str, Any]]:
    """Return the ready bodies as they stand in `bodies.yaml`, by name."""
    from ruamel.yaml import YAML

    text = (resources.files("winset.ratify") / "bodies.yaml").read_text("utf-8")
    found: dict[str, dict[str, Any]] = YAML(typ="safe", pure=True).load(text)
    return found


def ready(name: str, yes: Mapping[str, Any], **more: Any) -> Body:
    """Return a ready body with the odds of a yes for each bloc, which the library never guesses.

    `yes` is keyed by bloc, or by "chamber.bloc" where chambers have blocs of one name. For an electorate it is the share of
    yes by bloc, and `more` must say the blocs' `share`s. Anything else in `more` goes to the body itself.

    >>> body = ready("us-senate-treaty", {"republicans": 0.62, "democrats": 0.93}, factor=0.2)
    >>> sum(bloc.seats for bloc in body.chambers["senate"].blocs.values())
    100
    """
    found = _entry(name)
    basis = {"source": found["sources"][0], "known": found["known"]}
    if "electorate" in found:
        shares = more.pop("share", dict.fromkeys(yes, 1))
        blocs = {bloc: {"share": shares[bloc], "yes": p} for bloc, p in yes.items()}
        data = {"kind": "electorate", "name": found["name"], **found["electorate"], **basis, "blocs": blocs, **more}
    else:
        if "chambers" not in found:
            raise Refused(_problem(name, "a body without chambers", "a body that can be filled", "use `winset power` on it"))
        chambers = {
            key: {
                **chamber,
                "because": {"source": found["seats"]["source"], "known": found["seats"]["as_of"]},
                "blocs": {bloc: {**one, "yes": _yes(yes, key, bloc)} for bloc, one in chamber["blocs"].items()},
            }
            for key, chamber in found["chambers"].items()
        }
        data = {"kind": "legislature", "name": found["name"], "chambers": chambers, **more}
    body: Body = TypeAdapter(Body).validate_python(data)
    return body


def power_of(name: str) -> PowerOf:
    """Return the power of the members of a ready body, or of a game written "quota:weight,weight,…".

    >>> [str(share) for share in power_of("12:4,4,4,2,2,1").power.banzhaf[:4]]
    ['5/21', '5/21', '5/21', '1/7']

    Raises
    ------
    Refused : no such body, a body without a game, or a game that cannot be read
    """
    if ":" in name:
        return _written(name)
    found = _entry(name)
    sources = tuple(found["sources"])
    if "weights" in found:
        weights = found["weights"]
        power = weighted_power(list(weights.values()), found["quota"])
        return PowerOf(found["name"], found["rule"], sources, tuple((member, 1) for member in weights), power)
    if "wins" not in found:
        raise Refused(_problem(name, "an electorate", "a body of members", "power is counted for members, not for voters"))
    kinds, wins = found["members"], found["wins"]

    def win(held: tuple[int, ...]) -> bool:
        have = {**dict(zip(kinds, held, strict=True)), "together": sum(held)}
        return any(all(have[kind] >= least for kind, least in one.items()) for one in wins)

    return PowerOf(found["name"], found["rule"], sources, tuple(kinds.items()), power_by_kind(tuple(kinds.values()), win))


def _written(text: str) -> PowerOf:
    quota, _, weights = text.partition(":")
    try:
        numbers = [int(w) for w in weights.split(",")]
        power = weighted_power(numbers, int(quota))
    except ValueError:
        raise Refused(_problem(text, "no game", "a quota and weights in whole numbers", "such as 12:4,4,4,2,2,1")) from None
    members = tuple((f"member {k + 1} (weight {w})", 1) for k, w in enumerate(numbers))
    return PowerOf("weighted voting", f"at least {quota} of {sum(numbers)} weighted votes", (), members, power)


def _entry(name: str) -> dict[str, Any]:
    known = library()
    if name not in known:
        raise Refused(_problem(name, "no such body", "a bundled body", did_you_mean(name, list(known))))
    return known[name]


def _yes(yes: Mapping[str, Any], chamber: str, bloc: str) -> Any:
    for key in (f"{chamber}.{bloc}", bloc):
        if key in yes:
            return yes[key]
    raise Refused(_problem(f"yes.{chamber}.{bloc}", "nothing", "the odds of a yes for every bloc", f"add '{bloc}'"))


def _problem(where: str, got: str, wanted: str, remedy: str) -> Problem:
    return Problem(Severity.ERROR, "unknown-body", where, got, wanted, remedy)
