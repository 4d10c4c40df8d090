"""From a case to its chain: which bodies a package must pass, under which rules, with which odds and shifts."""

from collections.abc import Mapping, Sequence
from fractions import Fraction

import numpy as np

from winset.band import Band
from winset.case.body import Bloc, Body, Legislature, Rule, Selection, Voters
from winset.case.case import Case
from winset.case.later import blocs_of, moved_by
from winset.case.package import holds
from winset.draw import Pick, at_mode, taken
from winset.ratify import referendum, rule, selection, vote
from winset.ratify.chain import Gate, Precondition
from winset.ratify.factor import Floats


def route(case: Case, package: Mapping[str, str]) -> list[int]:
    """Return the places of the gates that stand in a package's way, in order: the route that its options choose."""
    chain = case.ratification
    return [] if chain is None else [k for k, gate in enumerate(chain.gates) if holds(package, gate.when)]


def gates(case: Case, chosen: Sequence[int], pick: Pick = at_mode) -> list[Gate]:
    """Return the chain's gates, with what the pick takes from every band."""
    chain = case.ratification
    if chain is None:
        return []

    def figure(where: str, band: Band) -> float:
        return taken(pick, f"ratification.{where}", band)

    needs = {
        name: Precondition(
            one.name,
            chance=figure(f"preconditions.{name}.chance", one.chance),
            wait=figure(f"preconditions.{name}.wait", one.wait),
            lapse=figure(f"preconditions.{name}.lapse", one.lapse),
        )
        for name, one in chain.preconditions.items()
    }
    return [
        Gate(
            name=chain.gates[k].body,
            body=solver(case.bodies[chain.gates[k].body], f"bodies.{chain.gates[k].body}", pick),
            delay=figure(f"gates.{k}.delay", chain.gates[k].delay),
            needs=tuple(needs[name] for name in chain.gates[k].needs),
            selection=_leader(case.bodies[chain.gates[k].body].selection, f"bodies.{chain.gates[k].body}.selection", pick),
        )
        for k in chosen
    ]


def solver(body: Body, where: str = "body", pick: Pick = at_mode) -> vote.Legislature | referendum.Electorate:
    """Return a body of the case as the mathematics takes it; `where` is its path."""

    def figure(name: str, band: Band) -> float:
        return taken(pick, f"{where}.{name}", band)

    def yes(name: str, bloc: Bloc | Voters) -> float:
        """The odds of a yes before the terms, the leader's word included: Φ(Φ⁻¹(p) + endorsement)."""
        from scipy.special import ndtr, ndtri

        p = figure(f"{name}.yes", bloc.yes)
        return float(ndtr(ndtri(p) + figure(f"{name}.endorsement", bloc.endorsement))) if body.endorsed else p

    rho = figure("factor", body.factor)
    if isinstance(body, Legislature):
        return vote.Legislature(
            tuple(
                vote.Chamber(
                    rule=law(chamber.rules, list(chamber.blocs.values())),
                    seats=tuple(b.seats for b in chamber.blocs.values()),
                    p=tuple(yes(f"chambers.{c}.blocs.{name}", b) for name, b in chamber.blocs.items()),
                    absent=tuple(figure(f"chambers.{c}.blocs.{name}.absent", b.absent) for name, b in chamber.blocs.items()),
                    weights=tuple(b.weight for b in chamber.blocs.values()),
                )
                for c, chamber in body.chambers.items()
            ),
            rho,
        )
    return referendum.Electorate(
        shares=tuple(float(b.share) for b in body.blocs.values()),
        yes=tuple(yes(f"blocs.{name}", b) for name, b in body.blocs.items()),
        rho=rho,
        turnout=figure("turnout", body.turnout),
        tie=figure("tie", body.tie),
        undecided=figure("undecided", body.undecided),
        leaning=None if body.leaning is None else figure("leaning", body.leaning),
        bias=figure("bias", body.bias),
        error=figure("error", body.error),
        threshold=float(body.threshold),
        everywhere=body.everywhere,
        quorum=float(body.quorum),
        approval=float(body.approval),
    )


def shifts(case: Case, packages: Sequence[Mapping[str, str]], pick: Pick = at_mode) -> dict[str, Floats]:
    """Return for each body what the options of each package add to its blocs' probits: (packages, blocs).

    An option's shift does not depend on the other options, as a party's values do not.
    """
    blocs = blocs_of(case)
    out = {body: np.zeros((len(packages), len(names))) for body, names in blocs.items()}
    for issue, one in case.issues.items():
        for option, each in one.options.items():
            if not each.support:
                continue
            rows = np.array([package[issue] == option for package in packages], dtype=bool)
            if not rows.any():
                continue
            for key, band in each.support.items():
                for body, place in moved_by(key, blocs):
                    out[body][rows, place] += taken(pick, f"issues.{issue}.options.{option}.support.{key}", band)
    return out


def scores(case: Case, pick: Pick = at_mode) -> dict[str, dict[str, dict[str, Fraction]]]:
    """Return the same shifts as scores for the engine of `space`: "body.chamber.bloc" to issue to option to probits, exactly.

    An electorate's blocs are "body.bloc". A bloc that no option moves has no score.
    """
    blocs = blocs_of(case)
    out: dict[str, dict[str, dict[str, Fraction]]] = {}
    for issue, one in case.issues.items():
        for option, each in one.options.items():
            for key, band in each.support.items():
                shift = pick(f"issues.{issue}.options.{option}.support.{key}", band.low, band.mode, band.high)
                for body, place in moved_by(key, blocs):
                    name = ".".join(part for part in (body, *blocs[body][place]) if part)
                    moved = out.setdefault(name, {}).setdefault(issue, {})
                    moved[option] = moved.get(option, Fraction(0)) + shift
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


def _leader(one: Selection | None, where: str, pick: Pick) -> selection.Selection | None:
    if one is None:
        return None
    return selection.Selection(taken(pick, f"{where}.threshold", one.threshold), taken(pick, f"{where}.insight", one.insight))
