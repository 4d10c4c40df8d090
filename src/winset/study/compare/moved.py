"""Which figures of two studies differ, and by how much: the zone, walk-aways, refusals, blockers, packages, odds, survival."""

from collections.abc import Iterator, Mapping

from winset.study.compare.difference import ChoiceChange, Ends, Moved
from winset.study.figure import Figure
from winset.study.study import PackageLine, Study

TOLD_YEARS = (5.0, 15.0, 20.0, 50.0)
LAYERS = {"structural": "by the game", "heal": "by past cases, if time under it heals", "postpone": "if it only postpones"}
STEADY = 1e-12
"""A difference that is only one of the last digits is none."""

Key = tuple[str, str, tuple[str, ...]]
"""A stage, what the figure is with a gap for the solutions it is about, and these."""


def figures(left: Study, right: Study, names: Mapping[str, str]) -> tuple[Moved, ...]:
    """Return the figures that differ, stage by stage, in each those first whose values lie furthest apart.

    `names` are those of the parties. A count moves by its share of the larger one. The zones of a signing on the day that each
    side describes are one figure.
    """
    before, after = dict(_figures(left, names)), dict(_figures(right, names))
    gathered: dict[tuple[str, str, str], tuple[list[str], Ends | None, Ends | None]] = {}
    for key in {**before, **after}:
        old, new = before.get(key), after.get(key)
        if _differ(old, new):
            stage, what, solutions = key
            alike = (stage, what, repr((old, new)))
            gathered.setdefault(alike, ([], old, new))[0].extend(solutions)
    found = [
        Moved(stage=stage, what=what.format(", ".join(dict.fromkeys(names))), before=old, after=new, by=_by(old, new))
        for (stage, what, _), (names, old, new) in gathered.items()
    ]
    stages = list(dict.fromkeys(one.stage for one in found))
    return tuple(sorted(found, key=lambda one: (stages.index(one.stage), -one.by)))


def choices(left: Study, right: Study) -> tuple[ChoiceChange, ...]:
    """Return the packages that a solution chooses otherwise, solutions that move alike together."""
    before, after = _chosen(left), _chosen(right)
    alike: dict[str, tuple[list[str], dict[str, tuple[str | None, str | None]]]] = {}
    for name in {**before, **after}:
        old, new = (side[name].package if name in side else {} for side in (before, after))
        changes = {i: (old.get(i), new.get(i)) for i in {**old, **new} if old.get(i) != new.get(i)}
        if changes:
            alike.setdefault(repr(changes), ([], changes))[0].append(name)
    return tuple(ChoiceChange(chosen_by=tuple(names), issues=changes) for names, changes in alike.values())


def _chosen(study: Study) -> dict[str, PackageLine]:
    return {name: line for line in study.solutions for name in line.chosen_by}


def _figures(study: Study, names: Mapping[str, str]) -> Iterator[tuple[Key, Ends]]:
    """Yield every figure that is compared, under a key that means the same in both studies."""
    yield ("space", "Packages that no red line and no condition rules out", ()), _ends(study.permitted)
    yield ("space", "Efficient packages", ()), Ends(value=study.frontier_size, low=None, high=None)
    for zone in study.zone:
        day = "the day of each side" if zone.day == study.as_of else str(zone.day)
        yield ("zone", f"Share of the permitted packages in the zone, signed on {day}", ()), _ends(zone.share)
    for party in study.parties:
        yield ("zone", f"What {_plain(names[party.party])} has without a deal", ()), _ends(party.walk_away)
        yield (
            ("zone", f"Share of the permitted packages that {_plain(names[party.party])} alone refuses", ()),
            _ends(party.refuses),
        )
    for blocker in study.blockers:
        yield ("blockers", f"Share of the packages that this removes: {_plain(blocker.what)}", ()), _ends(blocker.removes)
    for name, package in _chosen(study).items():
        for who, utility in package.utility.items():
            yield ("solutions", f"What the package of {{}} is worth to {_plain(names[who])}", (name,)), _ends(utility)
    for way in study.ratified:
        for name in way.chosen_by:
            yield ("odds", "Odds that every body passes the package of {}", (name,)), _ends(way.whole)
            for gate in way.gates:
                yield ("odds", f"Odds that {_plain(gate.body)} passes the package of {{}}", (name,)), _ends(gate.passes)
    for peace in study.kept:
        for name in peace.chosen_by:
            for layer, said in LAYERS.items():
                for year, figure in zip(peace.years, getattr(peace, layer), strict=True):
                    if year in TOLD_YEARS:
                        what = f"Odds of {year:g} years of peace {said}, {_plain(peace.guarantee)}, the package of {{}}"
                        yield ("survival", what, (name,)), _ends(figure)


def _plain(name: str) -> str:
    """Return a name in which no brace is taken for a gap."""
    return name.replace("{", "{{").replace("}", "}}")


def _ends(figure: Figure) -> Ends:
    return Ends(value=figure.value, low=figure.low, high=figure.high)


def _differ(old: Ends | None, new: Ends | None) -> bool:
    if old is None or new is None:
        return True
    pairs = ((old.value, new.value), (old.low, new.low), (old.high, new.high))
    return any((a is None) != (b is None) or abs((a or 0) - (b or 0)) > STEADY * max(abs(a or 0), 1) for a, b in pairs)


def _by(old: Ends | None, new: Ends | None) -> float:
    a, b = (one.value or 0.0 if one else 0.0 for one in (old, new))
    size = max(abs(a), abs(b), 1.0)
    return abs(b - a) / size
