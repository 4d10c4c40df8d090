"""NegMAS itself loads what is exported and finds the same Nash package.

NegMAS is installed in an environment of its own, which `make bench-deal` makes; WINSET_NEGMAS may name another's Python.
"""

import json
import os
import subprocess
from fractions import Fraction
from pathlib import Path

import pytest

from winset.case.genius import load_genius
from winset.case.store import bundled, read
from winset.deal.nash import nash
from winset.exchange.formats import Format
from winset.exchange.scenario import write
from winset.space.package import named, totals
from winset.space.tabulate import tabulate

PYTHON = Path(os.environ.get("WINSET_NEGMAS", Path(__file__).parents[2] / "build" / "bench-venv" / "bin" / "python"))
needs_negmas = pytest.mark.skipif(not PYTHON.exists(), reason=f"NegMAS is not installed at {PYTHON}: run `make bench-deal`")
SCENARIOS = Path(os.environ.get("WINSET_REFERENCE", "-")) / "data" / "scenarios" / "genius"
SCRIPT = """
import json, sys
from negmas import Scenario
from negmas.preferences.ops import nash_points, pareto_frontier
scenario = Scenario.load(sys.argv[1])
space, ufuns = scenario.outcome_space, scenario.ufuns
outcomes = list(space.enumerate_or_sample())
frontier, _ = pareto_frontier(ufuns, outcomes, sort_by_welfare=False)
points = nash_points(ufuns, frontier, outcome_space=space)
names = [issue.name for issue in space.issues]
best = [o for o in outcomes if any(all(abs(float(u(o)) - v) < 1e-9 for u, v in zip(ufuns, p)) for p, _ in points)]
print(json.dumps({"parties": len(ufuns), "outcomes": len(outcomes), "nash": [dict(zip(names, map(str, o))) for o in best],
                  "reserved": [float(u.reserved_value) for u in ufuns]}))
"""


def found_by_negmas(folder):
    done = subprocess.run([PYTHON, "-c", SCRIPT, folder], capture_output=True, text=True, check=True, timeout=300)
    return json.loads(done.stdout.splitlines()[-1])


def plain(case):
    """The case without what NegMAS cannot hold; no walk-away lies below the worst package, which NegMAS takes in its place."""
    case = case.model_copy(update={"red_lines": (), "links": (), "conditions": ()})
    table = tabulate(case)
    worst = [sum(int(scores[:, k].min()) for scores in table.scores) for k in range(len(table.names))]
    return with_walk_aways(case, [max(floor or 0, low) for floor, low in zip(table.floors, worst, strict=True)])


@needs_negmas
@pytest.mark.parametrize("form", [Format.NEGMAS, Format.GENIUSWEB_2020])
def test_the_nash_package_of_the_first_case_is_the_same(tmp_path, form):
    """Walk-aways included: in GeniusWeb they are reservation bids, and those of this case are worth them exactly."""
    case, _ = read((bundled()["beginning"] / "case.yaml").read_text("utf-8"), "case.yaml")
    problems = write(plain(case), form, tmp_path / "scenario")
    assert problems == ()
    found = found_by_negmas(tmp_path / "scenario")
    same(plain(case), found)
    walk_aways = [one.walk_away.points[0].value.mode / case.scale for one in plain(case).preferences.values()]
    assert found["reserved"] == [pytest.approx(float(one)) for one in walk_aways]


@needs_negmas
def test_negmas_does_not_know_what_geniusweb_calls_its_tables_now(tmp_path):
    """When this fails, NegMAS has learnt it, and the page on GeniusWeb need not send its users to the name of 2020."""
    case, _ = read((bundled()["beginning"] / "case.yaml").read_text("utf-8"), "case.yaml")
    write(plain(case), Format.GENIUSWEB, tmp_path / "scenario")
    with pytest.raises(subprocess.CalledProcessError):
        found_by_negmas(tmp_path / "scenario")


@needs_negmas
@pytest.mark.skipif(not SCENARIOS.is_dir(), reason="the reference scenarios are not here: set WINSET_REFERENCE")
def test_the_nash_packages_of_published_scenarios_are_the_same(tmp_path):
    tried = 0
    for folder in sorted(SCENARIOS.iterdir()):
        case, _ = load_genius(folder)
        case = plain(case) if case else None
        if case is None or len(case.parties) > 2 or tabulate(case).packages > 2_000 or nash(tabulate(case)) is None:
            continue
        tried += 1
        write(case, Format.NEGMAS, tmp_path / folder.name)
        same(case, found_by_negmas(tmp_path / folder.name))
    assert tried >= 3


def same(case, found):
    table = tabulate(case)
    assert (found["parties"], found["outcomes"]) == (len(case.parties), table.packages)
    best = nash(table)
    package = named(table, best.package)
    assert package in found["nash"]
    value = totals(table, [best.package]).tolist()[0]
    for other in found["nash"]:
        chosen = [options.index(other[issue]) for issue, options in zip(table.issues, table.options, strict=True)]
        assert totals(table, [chosen]).tolist()[0] == value


def with_walk_aways(case, worth):
    """The case with walk-aways of these totals."""
    table = tabulate(case)
    preferences = {}
    for party, total, scale in zip(table.names, worth, table.scale, strict=True):
        one = case.preferences[party]
        point = one.walk_away.points[0]
        value = Fraction(total) / scale
        band = point.value.model_copy(update={"low": value, "mode": value, "high": value})
        walk = one.walk_away.model_copy(update={"points": (point.model_copy(update={"value": band}),)})
        preferences[party] = one.model_copy(update={"walk_away": walk})
    return case.model_copy(update={"preferences": preferences})
