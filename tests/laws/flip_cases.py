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


def random_case(seed: int) -> Case:
    """Return a case of two or three negotiators and a guarantor, with links, conditions, red lines and bands."""
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
            "walk_away": {"points": [{"on": "2031-01-01", "value": band(0, int(rng.choice([8, 20])))}]},
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
    return complete(
        Case.model_validate(
            {
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
