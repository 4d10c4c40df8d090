"""Generated negotiations: the complete frontier has the published number of points, and every point its packages."""

import importlib.util
import json
from pathlib import Path

import pytest

from winset.space.frontier import frontier
from winset.space.instance import table_of
from winset.space.package import totals

SIZES = json.loads((Path(__file__).parents[1] / "data/frontier_sizes.json").read_text())
QUICK = ["rand 2 20 5", "opp 2 20 5", "rand 2 30 7", "opp 2 30 7", "rand 3 20 5", "opp 3 20 5"]


@pytest.fixture(scope="session")
def instance(reference):
    spec = importlib.util.spec_from_file_location("make_instances", reference / "tools/make_instances.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module.instance


@pytest.mark.parametrize("name", [*QUICK, *(pytest.param(n, marks=pytest.mark.soak) for n in ("rand 3 30 7", "rand 5 15 5"))])
def test_a_generated_negotiation_has_the_published_frontier(instance, name):
    family, *shape = name.split()
    table = table_of(instance(family, *map(int, shape)))
    found = frontier(table, floors=False)
    assert found.complete
    assert found.size == SIZES[name]
    rows = list(range(0, found.size, max(1, found.size // 200)))
    for row, packages in zip(rows, found.packages(rows), strict=True):
        assert packages
        assert (totals(table, packages) == found.points[row]).all()
