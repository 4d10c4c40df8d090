"""Small random cases with every rule of the deal stage, and what brute force says of them."""

from fractions import Fraction
from itertools import product
from math import prod

import numpy as np

from winset.case.case import Case
from winset.case.complete import complete
from winset.space.package import signable, totals
from winset.space.table import ScoreTable
from winset.space.tabulate import negotiators, tabulate


def random_case(seed: int, later: bool = False) -> Case:
    """Return a case of two or three negotiators and a guarantor, with links, conditions, red lines and bands.

    With `later`: also two bodies, a route that options choose, guarantees and a contest.
    """
    rng = np.random.default_rng(seed)
    sizes = rng.integers(1, 4, rng.integers(2, 5)).tolist()
    issues = {
        f"i{n}": {"name": f"I{n}", "options": {f"o{k}": {"name": f"O{k}"} for k in range(size)}} for n, size in enumerate(sizes)
    }
    roles = {"a": ["negotiator"], "b": ["negotiator"], "g": ["guarantor"], "c": ["negotiator"]}
    parties = list(roles)[: int(rng.integers(3, 5))]
    for _ in range(2):
        n = int(rng.integers(len(sizes)))
        issues[f"i{n}"]["options"][f"o{rng.integers(sizes[n])}"]["binds"] = ["g"]

    def band(low, high):
        ends = sorted(rng.integers(low, high + 1, 3).tolist())
        return dict(zip(("low", "mode", "high"), ends, strict=True))

    preferences = {
        party: {
            "issues": {
                issue: {"weight": band(0, 6), "values": {option: band(0, 20) for option in one["options"]}}
                for issue, one in issues.items()
                if rng.random() < 0.9
            }
            | {"i0": {"weight": band(1, 6), "values": {option: band(0, 20) for option in issues["i0"]["options"]}}},
            "walk_away": {"points": [{"on": "2031-01-01", "value": band(0, int(rng.choice([4, 9, 20])))}]},
        }
        for party in parties
    }

    def pair():
        i, j = rng.choice(len(sizes), 2, replace=False).tolist()
        return (f"i{i}", f"o{rng.integers(sizes[i])}"), (f"i{j}", f"o{rng.integers(sizes[j])}")

    links = [
        {"when": dict(pair()), "add": {p: band(-6, 6) for p in parties if rng.random() < 0.7}} for _ in range(rng.integers(0, 3))
    ]
    conditions = [{"when": dict([a]), "needs": {b[0]: [b[1]]}} for a, b in (pair() for _ in range(rng.integers(0, 3)))]
    red = [{"party": "a", "issue": i, "option": o} for (i, o), _ in (pair() for _ in range(rng.integers(0, 2)))]
    more = later_stages(rng, sizes) if later else {}
    for one in issues.values() if later else ():
        for option in one["options"].values():
            moved_by = {key: band(-8, 8) for key in ("house", "house.left", "people") if rng.random() < 0.3}
            option["support"] = {key: {end: v / 10 for end, v in one.items()} for key, one in moved_by.items()}
            if rng.random() < 0.3:
                option["hazard"] = {end: v / 10 for end, v in band(-5, 5).items()}
            if rng.random() < 0.3:
                option["stake"] = {end: v / 100 for end, v in band(-5, 5).items()}
    return complete(
        Case.model_validate(
            {
                **more,
                "name": "x",
                "title": "X",
                "as_of": "2031-01-01",
                "scale": 20,
                "parties": {party: {"name": party.upper(), "roles": roles[party]} for party in parties},
                "issues": issues,
                "preferences": preferences,
                "links": links,
                "conditions": conditions,
                "red_lines": red,
            }
        )
    )


def later_stages(rng: np.random.Generator, sizes: list[int]) -> dict[str, object]:
    """Return two bodies, a chain whose gates stand on some options, two guarantees, one settled by an option, and a contest."""

    def some() -> dict[str, list[str]]:
        n = int(rng.integers(len(sizes)))
        return {f"i{n}": [f"o{k}" for k in range(sizes[n]) if k == 0 or rng.random() < 0.5]}

    blocs = {"left": {"seats": 3, "yes": 0.6}, "right": {"seats": 4, "yes": 0.7}}
    settled = {"issue": "i1", "options": {f"o{k}": float(rng.integers(2, 9)) / 10 for k in range(sizes[1])}}
    return {
        "bodies": {
            "house": {
                "kind": "legislature",
                "name": "House",
                "chambers": {"house": {"rules": [{"share": "1/2", "more_than": True}], "blocs": blocs}},
            },
            "people": {"kind": "electorate", "name": "People", "blocs": {"all": {"share": 1, "yes": 0.6}}, "quorum": "1/2"},
        },
        "ratification": {"gates": [{"body": "house", "when": some()}, {"body": "people", "when": some()}]},
        "guarantees": {
            "strong": {"name": "Strong", "guarantor": "g", "when": some(), "term": 10, "credibility": settled, "effect": 0.3},
            "weak": {"name": "Weak", "guarantor": "g", "when": some(), "term": 20, "credibility": 0.3, "effect": 0.2},
        },
        "contest": {"attacker": "a", "keeps": 0.5, "wins": 0.6, "war_cost": 0.1},
    }


def moved(case: Case, path: str, t: Fraction) -> ScoreTable:
    """Return the table of a case with one number elsewhere: the slow way."""
    return tabulate(case, pick=lambda where, _low, mode, _high: t if where == path else mode)


def zone(table: ScoreTable) -> list[tuple[int, ...]]:
    """Return every package of the zone."""
    every = list(product(*(range(len(options)) for options in table.options)))
    return [x for x, on in zip(every, signable(table, every), strict=True) if on]


def nash_packages(case: Case, table: ScoreTable) -> set[tuple[int, ...]]:
    """Return the packages with the largest product of the negotiators' gains, all above 0."""
    players = range(len(negotiators(case)))
    values = {}
    for x in zone(table):
        row = totals(table, [x])[0].tolist()
        gains = [Fraction(row[p] - table.floors[p]) / table.scale[p] for p in players]
        if min(gains) > 0:
            values[x] = prod(gains)
    return {x for x, value in values.items() if value == max(values.values())}
