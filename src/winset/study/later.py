"""What comes after signing: the bodies that must ratify the packages shown, and how long peace would hold under them."""

from collections.abc import Iterator, Sequence
from math import isinf

from winset.band import Basis
from winset.case.case import Case
from winset.draw import DRAWS
from winset.keep.kept import Kept, keep
from winset.odds import in_words
from winset.ratify.odds import GateOdds, Ratified, ratify
from winset.study.figure import Figure, Reasons
from winset.study.resting import moving_basis
from winset.study.study import GateLine, KeptLine, PackageLine, RatifiedLine

YEARS = (1.0, 2.0, 5.0, 10.0, 15.0, 16.0, 20.0, 30.0, 40.0, 50.0)
"""The horizons at which survival is worked out; those of 5, 15, 20 and 50 years are the ones told in numbers."""


def ratified(case: Case, packages: Sequence[PackageLine], reasons: Reasons, draws: int = DRAWS) -> Iterator[RatifiedLine]:
    """Yield each package's way through its bodies, packages alike in it together; nothing where the case names no body.

    Without draws, every band is taken at its mode and has no spread.
    """
    ways: dict[str, tuple[Ratified, list[str], dict[str, str]]] = {}
    for line in packages if case.ratification else ():
        way = ratify(case, line.package, draws)
        ways.setdefault(repr(way), (way, [], line.package))[1].extend(line.chosen_by)
    for found, names, package in ways.values():
        moved = moving_basis(case, package, ("support",), reasons)
        gates = tuple(_gate(case, gate, moved, reasons) for gate in found.gates)
        basis = tuple(dict.fromkeys(pointer for gate in gates for pointer in gate.passes.basis))
        yield RatifiedLine(
            chosen_by=tuple(names),
            gates=gates,
            whole=Figure(value=found.whole.value, low=found.whole.low, high=found.whole.high, basis=basis),
            words=in_words(found.whole.value),
            frechet=found.frechet,
        )


def kept(case: Case, packages: Sequence[PackageLine], reasons: Reasons) -> Iterator[KeptLine]:
    """Yield survival under each guarantee in force and under none, packages alike in it together; nothing without a contest."""
    peaces: dict[str, tuple[tuple[Kept, ...], list[str], dict[str, str]]] = {}
    for line in packages if case.contest else ():
        peace = keep(case, line.package, YEARS)
        peaces.setdefault(repr(peace), (peace, [], line.package))[1].extend(line.chosen_by)
    for peace, names, package in peaces.values():
        moved = moving_basis(case, package, ("hazard", "stake"), reasons)
        for one in peace:
            basis = _guarantee_basis(case, one, reasons) + moved
            layers = {
                name: tuple(Figure(value=f.value, low=f.low, high=f.high, basis=basis) for f in getattr(one, name))
                for name in ("structural", "heal", "postpone")
            }
            yield KeptLine(
                chosen_by=tuple(names),
                guarantee=one.promise.name,
                term=None if isinf(one.promise.term) else one.promise.term,
                years=YEARS,
                disagreement=one.disagreement,
                **layers,
            )


def _gate(case: Case, gate: GateOdds, moved: tuple[str, ...], reasons: Reasons) -> GateLine:
    body, chain = case.bodies[gate.body], case.ratification
    assert chain is not None, "a gate is one of its chain"
    basis = reasons.of_basis(f"bodies.{gate.body}", f"How {body.name} is assumed to vote", body.because)
    for place, source in enumerate(gate.sources):
        basis += reasons.of_basis(f"bodies.{gate.body}.rule.{place}", f"The rule of {body.name}", Basis(source=source))
    basis += moved
    return GateLine(
        body=gate.name,
        rule=gate.rule,
        needed=gate.needed,
        days=Figure(
            value=gate.days.value,
            low=gate.days.low,
            high=gate.days.high,
            basis=reasons.of_basis("ratification", "The chain of ratification", chain.because),
        ),
        needs=gate.needs,
        passes=Figure(value=gate.passes.value, low=gate.passes.low, high=gate.passes.high, basis=basis),
        reached=Figure(value=gate.reached.value, low=gate.reached.low, high=gate.reached.high, basis=basis),
        fails_first=gate.fails_first,
    )


def _guarantee_basis(case: Case, one: Kept, reasons: Reasons) -> tuple[str, ...]:
    """Return the pointers to what is assumed of the contest, and of the guarantee where there is one."""
    basis: tuple[str, ...] = ()
    if case.contest:
        basis = reasons.of_basis("contest", "What the attacker is assumed to weigh", case.contest.because)
    named = next((key for key, guarantee in case.guarantees.items() if guarantee.name == one.promise.name), None)
    if named:
        basis += reasons.of_basis(f"guarantees.{named}", case.guarantees[named].name, case.guarantees[named].because)
        ratio = case.guarantees[named].ratio
        basis += reasons.of_basis(f"guarantees.{named}.ratio", "What a guarantee does to the hazard of war", ratio.because)
    return basis
