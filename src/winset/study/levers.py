"""The levers of a guarantee: its term, its credibility and its taper, set by hand for the sake of argument."""

from fractions import Fraction

from pydantic import Field

from winset.band import Band, Basis, Frozen
from winset.case.case import Case
from winset.errors import demand
from winset.keep.promise import in_force, promise
from winset.study.figure import number

BY_HAND = Basis(judgement="set by hand, for the sake of argument")


class Levers(Frozen):
    """What a guarantee is set to: years, odds of being kept in the attacker's eyes, years over which it fades at the end."""

    guarantee: str
    name: str
    term: float | None = Field(description="null is without an end")
    credibility: float
    taper: float


def levers(case: Case, package: dict[str, str]) -> tuple[Levers, ...]:
    """Return how the guarantees that a package puts in force stand, at their modes."""
    found = []
    for name in in_force(case, package):
        one = promise(case, package, name)
        term = None if one.term == float("inf") else one.term
        found.append(Levers(guarantee=name, name=one.name, term=term, credibility=one.credibility, taper=one.taper))
    return tuple(found)


def pulled(
    case: Case, guarantee: str, *, term: float | None = None, credibility: float | None = None, taper: float | None = None
) -> Case:
    """Return the case with a guarantee's figures set by hand; what is not given stays as it is, band and all.

    Raises
    ------
    Refused : no such guarantee, or a figure out of range
    """
    wanted = ", ".join(case.guarantees) or "a case with guarantees"
    demand(guarantee in case.guarantees, "guarantee", "guarantee", repr(guarantee[:60]), f"one of {wanted}", "choose one of them")
    demand(term is None or 0 <= term <= 1000, "term", "term", term, "0 to 1,000 years", "give years")
    demand(credibility is None or 0 <= credibility <= 1, "probability", "credibility", credibility, "0 to 1", "give a share")
    demand(taper is None or 0 <= taper <= 1000, "term", "taper", taper, "0 to 1,000 years", "give years")
    given = {"term": term, "credibility": credibility, "taper": taper}
    bands = {name: _exactly(value) for name, value in given.items() if value is not None}
    changed = case.guarantees[guarantee].model_copy(update=bands)
    return case.model_copy(update={"guarantees": {**case.guarantees, guarantee: changed}})


def _exactly(value: float) -> Band:
    whole = Fraction(str(number(value)))
    return Band(low=whole, mode=whole, high=whole, because=BY_HAND)
