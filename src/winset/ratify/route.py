"""From a case to its chain: which bodies a package must pass, under which rules, with which odds and shifts."""

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Literal

import numpy as np

from winset.band import Band
from winset.case.body import Bloc, Body, Legislature, Rule, Selection, Voters
from winset.case.case import Case
from winset.case.later import blocs_of, moved_by
from winset.case.package import holds
from winset.ratify import referendum, rule, selection, vote
from winset.ratify.chain import Gate, Precondition
from winset.ratify.factor import Floats

Side = Literal["low", "mode", "high"]
"""Which end of the bands: all of them against passing, the modes, or all of them for it."""

OTHER: dict[Side, Side] = {"low": "high", "mode": "mode", "high": "low"}


def at(band: Band, side: Side) -> float:
    """Return one end of a band as a float.

    >>> at(Band.model_validate("0.2..0.4"), "high")
    0.4
    """
    return float(getattr(band, side))


def route(case: Case, package: Mapping[str, str]) -> list[int]:
    """Return the places of the gates that stand in a package's way, in order: the route that its options choose."""
    chain = case.ratification
    return [] if chain is None else [k for k, gate in enumerate(chain.gates) if holds(package, gate.when)]


def gates(case: Case, chosen: Sequence[int], side: Side = "mode", factor: Side = "mode") -> list[Gate]:
    """Return the chain's gates, with every figure at one end of its band (hurtful ones at the other)."""
    chain = case.ratification
    if chain is None:
        return []
    needs = {
        name: Precondition(one.name, at(one.chance, side), at(one.wait, OTHER[side]), at(one.lapse, OTHER[side]))
        for name, one in chain.preconditions.items()
    }
    return [
        Gate(
            name=gate.body,
            body=solver(case.bodies[gate.body], side, factor),
            delay=at(gate.delay, OTHER[side]),
            needs=tuple(needs[name] for name in gate.needs),
            selection=_leader(case.bodies[gate.body].selection),
        )
        for gate in (chain.gates[k] for k in chosen)
    ]


def solver(body: Body, side: Side = "mode", factor: Side = "mode") -> vote.Legislature | referendum.Electorate:
    """Return a body of the case as the mathematics takes it."""
    rho = at(body.factor, factor)
    if isinstance(body, Legislature):
        return vote.Legislature(
            tuple(_chamber(c.rules, list(c.blocs.values()), body.endorsed, side) for c in body.chambers.values()), rho
        )
    blocs = list(body.blocs.values())
    return referendum.Electorate(
        shares=tuple(float(b.share) for b in blocs),
        yes=tuple(_yes(b, body.endorsed, side) for b in blocs),
        rho=rho,
        turnout=at(body.turnout, side),
        tie=at(body.tie, "mode"),
        undecided=at(body.undecided, "mode"),
        leaning=None if body.leaning is None else at(body.leaning, side),
        bias=at(body.bias, OTHER[side]),
        error=at(body.error, "mode"),
        threshold=float(body.threshold),
        everywhere=body.everywhere,
        quorum=float(body.quorum),
        approval=float(body.approval),
    )


def shifts(case: Case, packages: Sequence[Mapping[str, str]], side: Side = "mode") -> dict[str, Floats]:
    """Return for each body what the options of each package add to its blocs' probits: (packages, blocs).

    Keeney and Raiffa's additive form once more: an option's shift does not depend on the others.
    """
    blocs = blocs_of(case)
    out = {body: np.zeros((len(packages), len(names))) for body, names in blocs.items()}
    for issue, one in case.issues.items():
        for option, each in one.options.items():
            if not each.support:
                continue
            rows = np.array([package[issue] == option for package in packages], dtype=bool)
            for key, band in each.support.items():
                for body, place in moved_by(key, blocs):
                    out[body][rows, place] += at(band, side)
    return out


def law(rules: Sequence[Rule], blocs: Sequence[Bloc]) -> rule.Rule:
    """Return a chamber's rules as one, quorums and vetoes included."""
    parts: list[rule.Rule] = []
    for one in rules:
        if one.votes is not None:
            count = rule.at_least(one.votes)
        else:
            count = (rule.of_voting if one.of == "voting" else rule.of_members)(Fraction(one.share or 0), one.more_than)
        parts.append(rule.weighted(count) if one.weights else count)
        if one.quorum is not None:
            parts.append(rule.present(Fraction(one.quorum)))
    parts += [rule.no_veto(place) for place, bloc in enumerate(blocs) if bloc.veto]
    return parts[0] if len(parts) == 1 else rule.Every(tuple(parts))


def _chamber(rules: Sequence[Rule], blocs: Sequence[Bloc], endorsed: bool, side: Side) -> vote.Chamber:
    return vote.Chamber(
        rule=law(rules, blocs),
        seats=tuple(b.seats for b in blocs),
        p=tuple(_yes(b, endorsed, side) for b in blocs),
        absent=tuple(at(b.absent, "mode") for b in blocs),
        weights=tuple(b.weight for b in blocs),
    )


def _yes(bloc: Bloc | Voters, endorsed: bool, side: Side) -> float:
    """Return the odds of a yes before the terms, the leader's word included: Φ(Φ⁻¹(p) + endorsement)."""
    from scipy.special import ndtr, ndtri

    p = at(bloc.yes, side)
    return float(ndtr(ndtri(p) + at(bloc.endorsement, side))) if endorsed else p


def _leader(one: Selection | None) -> selection.Selection | None:
    return None if one is None else selection.Selection(at(one.threshold, "mode"), at(one.insight, "mode"))
