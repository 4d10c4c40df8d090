"""The parts of a case by the names that readers know them by, for what is assumed in each and for what a stage rests on."""

from collections.abc import Iterable

from winset.case.case import Case
from winset.study.assumed import Assumption

PARTS = {
    "issues": "What options move in the later stages",
    "links": "Options that add something together",
    "red_lines": "Red lines",
    "conditions": "Options that come only with others",
    "plan": "Points of the plan",
    "contest": "What could break the peace",
    "ratification": "The way to ratification",
    "correlations": "Numbers that rise and fall together",
}


def by_part(assumed: Iterable[Assumption], case: Case) -> list[tuple[str, list[Assumption]]]:
    """Return what is assumed in groups with their names, in the order of the case."""
    groups: dict[str, list[Assumption]] = {}
    for one in assumed:
        groups.setdefault(_name(one.path, case), []).append(one)
    return list(groups.items())


def zone_rests(case: Case) -> list[str]:
    """Return the pointers to the parts of a case that decide which packages are in its zone."""
    return _pointers(case, "preferences", "links", "red_lines", "conditions")


def stage_rests(case: Case, stage: str) -> list[str]:
    """Return the pointers to the parts of a case that a stage's figures rest on."""
    if stage == "odds":
        return _pointers(case, "bodies", "ratification")
    return _pointers(case, "contest", "guarantees") if stage == "survival" else zone_rests(case)


def _pointers(case: Case, *names: str) -> list[str]:
    return [f"case:{name}" for name in names if getattr(case, name)]


def _name(path: str, case: Case) -> str:
    part, _, rest = path.partition(".")
    key = next((one for one in sorted((*case.parties, *case.bodies, *case.guarantees)) if f"{rest}.".startswith(f"{one}.")), "")
    if part == "preferences" and key in case.parties:
        return f"What {case.parties[key].name} wants, and has without a deal"
    if part == "bodies" and key in case.bodies:
        return case.bodies[key].name
    if part == "guarantees" and key in case.guarantees:
        return case.guarantees[key].name
    return PARTS.get(part, part.replace("_", " ").capitalize())
