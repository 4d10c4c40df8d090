"""What figures rest on: what parties want, links, red lines and conditions, what options move; each kept as a reason."""

from collections.abc import Collection, Mapping

from winset.band import Band, BasisKind
from winset.case.case import Case
from winset.case.issue import Condition
from winset.case.part import at, parts
from winset.keep.promise import in_force
from winset.ratify.route import route
from winset.space.tabulate import guarantors, negotiators
from winset.study.figure import Reason, Reasons


def zone_basis(case: Case, reasons: Reasons) -> tuple[str, ...]:
    """Return the pointers to everything that decides whether a package is in the zone."""
    return preference_basis(case, reasons) + link_basis(case, reasons) + rule_basis(case, reasons)


def preference_basis(case: Case, reasons: Reasons) -> tuple[str, ...]:
    """Return the pointers to what every party that may have to sign wants."""
    return tuple(pointer for party in (*negotiators(case), *guarantors(case)) for pointer in party_basis(case, party, reasons))


def party_basis(case: Case, party: str, reasons: Reasons) -> tuple[str, ...]:
    """Return the pointer to what a party wants: one reason that counts what its numbers rest on."""
    return numbers_basis(case, f"preferences.{party}", f"What {case.parties[party].name} is assumed to want", reasons)


def walk_away_basis(case: Case, party: str, reasons: Reasons) -> tuple[str, ...]:
    """Return the pointers to what a party is assumed to have without a deal, day by day."""
    return tuple(
        pointer
        for place, point in enumerate(case.preferences[party].walk_away.points)
        for pointer in reasons.of_band(
            f"preferences.{party}.walk_away.points.{place}",
            f"{case.parties[party].name} without a deal on {point.on}",
            point.value,
        )
    )


def moving_basis(case: Case, package: Mapping[str, str], fields: Collection[str], reasons: Reasons) -> tuple[str, ...]:
    """Return the pointers to what a package's options move in the later stages: `support`, `hazard`, `stake`."""
    return tuple(
        pointer
        for issue, option in package.items()
        for field in fields
        if getattr(case.issues[issue].options[option], field)
        for pointer in numbers_basis(
            case,
            f"issues.{issue}.options.{option}.{field}",
            f"How far “{case.issues[issue].options[option].name}” moves {_MOVED[field]}",
            reasons,
        )
    )


def numbers_basis(case: Case, path: str, what: str, reasons: Reasons) -> tuple[str, ...]:
    """Return the pointer to a part of the case: one reason that counts what its numbers rest on."""
    kinds = [band.because.kind for _, band in parts(at(case, path)[1], Band)]
    listed = ", ".join(f"{kinds.count(kind)} {says}" for kind, says in _RESTS if kind in kinds)
    many = "1 number" if len(kinds) == 1 else f"{len(kinds)} numbers"
    pointer = f"case:{path}"
    says = f"{what}: {many} in case.yaml under {path}, {listed}"
    reasons.found.setdefault(pointer, Reason(pointer=pointer, kind=BasisKind.JUDGEMENT, says=says))
    return (pointer,)


def link_basis(case: Case, reasons: Reasons, package: Mapping[str, str] | None = None) -> tuple[str, ...]:
    """Return the pointers to what pairs of options add together: of all links, or of those that a package holds."""
    return tuple(
        pointer
        for place, link in enumerate(case.links)
        if package is None or link.when.items() <= package.items()
        for pointer in reasons.of_basis(
            f"links.{place}",
            "What these add together: "
            + " and ".join(f"“{case.issues[issue].options[option].name}”" for issue, option in link.when.items()),
            link.because,
        )
    )


def ratifying_basis(case: Case, package: Mapping[str, str], reasons: Reasons) -> tuple[str, ...]:
    """Return the pointers to what the odds of a package's ratification rest on: its bodies, the chain, what its options move."""
    chain = case.ratification
    if chain is None:
        return ()
    basis = reasons.of_basis("ratification", "The chain of ratification", chain.because)
    for place in route(case, package):
        key = chain.gates[place].body
        basis += reasons.of_basis(f"bodies.{key}", f"How {case.bodies[key].name} is assumed to vote", case.bodies[key].because)
    return basis + moving_basis(case, package, ("support",), reasons)


def keeping_basis(case: Case, package: Mapping[str, str], reasons: Reasons) -> tuple[str, ...]:
    """Return the pointers to what survival under a package rests on: the contest, its guarantees, what its options move."""
    if case.contest is None:
        return ()
    basis = reasons.of_basis("contest", "What the attacker is assumed to weigh", case.contest.because)
    for key in in_force(case, package):
        one = case.guarantees[key]
        basis += reasons.of_basis(f"guarantees.{key}", one.name, one.because)
        basis += reasons.of_basis(f"guarantees.{key}.ratio", "What a guarantee does to the hazard of war", one.ratio.because)
    return basis + moving_basis(case, package, ("hazard", "stake"), reasons)


def rule_basis(case: Case, reasons: Reasons) -> tuple[str, ...]:
    """Return the pointers to the red lines and conditions."""
    lines = [
        pointer
        for place, line in enumerate(case.red_lines)
        for pointer in reasons.of_basis(
            f"red_lines.{place}",
            f"A red line of {case.parties[line.party].name} against “{case.issues[line.issue].options[line.option].name}”",
            line.because,
        )
    ]
    lines += [
        pointer
        for place, condition in enumerate(case.conditions)
        for pointer in reasons.of_basis(f"conditions.{place}", f"The {in_words(case, condition)}", condition.because)
    ]
    return tuple(lines)


_MOVED = {"support": "votes", "hazard": "the risk of war", "stake": "what the attacker keeps"}

_RESTS = (
    (BasisKind.STATEMENTS, "sized after statements"),
    (BasisKind.PASSAGE, "sized after a passage"),
    (BasisKind.FIGURE, "after a public figure"),
    (BasisKind.JUDGEMENT, "by judgement"),
    (BasisKind.DEFAULT, "by default"),
)


def in_words(case: Case, condition: Condition) -> str:
    """Return a condition as a reader would say it."""
    ((issue, option),) = condition.when.items()
    ((other, needed),) = condition.needs.items()
    with_what = " or ".join(f"“{case.issues[other].options[each].name}”" for each in needed)
    return f"condition that “{case.issues[issue].options[option].name}” comes only with {with_what}"
