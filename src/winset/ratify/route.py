"""From a case to its chain: which bodies a package must pass, under which rules, with which odds and shifts."""

from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction

import numpy as np

from winset.band import Band
from winset.case.body import Bloc, Body, Legislature, Rule, Selection
from winset.case.case import Case
from winset.case.later import blocs_of, moved_by
from winset.case.package import holds
from winset.draw import MODES, Sample
from winset.ratify import referendum, rule, selection, vote
from winset.ratify.chain import Gate, Precondition
from winset.ratify.factor import Floats
from winset.space.tabulate import Pick, mode

Drawn = Callable[[str, Band], Floats]
"""What a sample takes from the band at a path: (rows,)."""


def route(case: Case, package: Mapping[str, str]) -> list[int]:
    """Return the places of the gates that stand in a package's way, in order: the route that its options choose."""
    chain = case.ratification
    return [] if chain is None else [k for k, gate in enumerate(chain.gates) if holds(package, gate.when)]


def gates(case: Case, chosen: Sequence[int], sample: Sample = MODES, copies: int = 1) -> list[Gate]:
    """Return the chain's gates, with what the sample takes from every band: a figure for each of its draws, `copies` times."""
    chain = case.ratification
    if chain is None:
        return []

    def drawn(where: str, band: Band) -> Floats:
        return np.repeat(sample.of(where, band), copies)

    needs = {
        name: Precondition(
            one.name,
            chance=drawn(f"ratification.preconditions.{name}.chance", one.chance),
            wait=drawn(f"ratification.preconditions.{name}.wait", one.wait),
            lapse=drawn(f"ratification.preconditions.{name}.lapse", one.lapse),
        )
        for name in dict.fromkeys(need for k in chosen for need in chain.gates[k].needs)
        for one in (chain.preconditions[name],)
    }
    return [
        Gate(
            name=gate.body,
            body=solver(case.bodies[gate.body], f"bodies.{gate.body}", drawn),
            delay=drawn(f"ratification.gates.{k}.delay", gate.delay),
            needs=tuple(needs[name] for name in gate.needs),
            selection=_leader(case.bodies[gate.body].selection, f"bodies.{gate.body}.selection", drawn),
        )
        for k in chosen
        for gate in (chain.gates[k],)
    ]


def solver(body: Body, where: str = "body", drawn: Drawn = MODES.of) -> vote.Legislature | referendum.Electorate:
    """Return a body of the case as the mathematics takes it; `where` is its path. The leader's word is a shift: see `shifts`."""

    def figure(name: str, band: Band) -> Floats:
        return drawn(f"{where}.{name}", band)

    rho = figure("factor", body.factor)
    if isinstance(body, Legislature):
        chambers = []
        for c, chamber in body.chambers.items():
            blocs = chamber.blocs
            chambers.append(
                vote.Chamber(
                    rule=law(chamber.rules, list(blocs.values())),
                    seats=tuple(b.seats for b in blocs.values()),
                    p=np.stack([figure(f"chambers.{c}.blocs.{name}.yes", b.yes) for name, b in blocs.items()], axis=1),
                    absent=np.stack([figure(f"chambers.{c}.blocs.{name}.absent", b.absent) for name, b in blocs.items()], axis=1),
                    weights=tuple(b.weight for b in blocs.values()),
                )
            )
        return vote.Legislature(tuple(chambers), rho)
    return referendum.Electorate(
        shares=tuple(float(b.share) for b in body.blocs.values()),
        yes=np.stack([figure(f"blocs.{name}.yes", b.yes) for name, b in body.blocs.items()], axis=1),
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


def shifts(case: Case, name: str, packages: Sequence[Mapping[str, str]], sample: Sample = MODES) -> Floats:
    """Return what is added to the probits of a body's blocs: (draws, packages, blocs).

    The leader's word, where the body has it, and the package's options: an option's shift does not depend on the other options,
    as a party's values do not.
    """
    blocs = {name: blocs_of(case)[name]}
    out = np.zeros((sample.size, len(packages), len(blocs[name])))
    out += _word(case.bodies[name], f"bodies.{name}", sample)[:, None]
    for issue, one in case.issues.items():
        for option, each in one.options.items():
            rows = [row for row, package in enumerate(packages) if package[issue] == option]
            for key, band in each.support.items() if rows else ():
                places = [place for _, place in moved_by(key, blocs)]
                if places:
                    moved = sample.of(f"issues.{issue}.options.{option}.support.{key}", band)
                    out[np.ix_(range(sample.size), rows, places)] += moved[:, None, None]
    return out


def _word(body: Body, where: str, sample: Sample) -> Floats:
    """Return the shifts by the word of a body's leader, (draws, blocs); none where it is not given."""
    if isinstance(body, Legislature):
        bands = {f"chambers.{c}.blocs.{b}": one for c, chamber in body.chambers.items() for b, one in chamber.blocs.items()}
        found = {path: bloc.endorsement for path, bloc in bands.items()}
    else:
        found = {f"blocs.{b}": voters.endorsement for b, voters in body.blocs.items()}
    if not body.endorsed:
        return np.zeros((1, len(found)))
    return np.stack([sample.of(f"{where}.{path}.endorsement", band) for path, band in found.items()], axis=1)


def scores(case: Case, pick: Pick = mode) -> dict[str, dict[str, dict[str, Fraction]]]:
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


def _leader(one: Selection | None, where: str, drawn: Drawn) -> selection.Selection | None:
    if one is None:
        return None
    return selection.Selection(drawn(f"{where}.threshold", one.threshold), drawn(f"{where}.insight", one.insight))
