"""What the deal space costs: frontiers, solutions, the zone, uncertain draws and zero-sum stress, in CPU seconds.

The instances come from `tools/make_instances.py` of the reference material, whose folder WINSET_REFERENCE names. Each line
prints what was measured and what is to be reached; nothing here is a test.
"""

import argparse
import importlib.util
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np

from winset.deal.draws import nash_of_draws
from winset.deal.fairness import egalitarian, kalai_smorodinsky, utilitarian
from winset.deal.nash import best_products, nash
from winset.space.batch import alike
from winset.space.budget import Budget
from winset.space.count import count
from winset.space.frontier import frontier
from winset.space.instance import table_of

REPEATS = 20


def reference() -> Path:
    folder = os.environ.get("WINSET_REFERENCE")
    if not folder:
        sys.exit("set WINSET_REFERENCE to the folder of reference material; its tools/make_instances.py writes the instances")
    return Path(folder)


def generator() -> Callable[..., dict[str, Any]]:
    spec = importlib.util.spec_from_file_location("make_instances", reference() / "tools/make_instances.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    made: Callable[..., dict[str, Any]] = module.instance
    return made


def timed(work: Callable[[], Any]) -> tuple[Any, float]:
    start = time.process_time()
    result = work()
    return result, time.process_time() - start


def line(what: str, cost: float, limit: str, more: str = "") -> None:
    print(f"{what:<44}{cost:9.3f} s   (to reach: {limit}){'   ' + more if more else ''}", flush=True)


def frontiers(instance: Callable[..., dict[str, Any]], full: bool) -> None:
    print("\nComplete frontier over all packages")
    sizes = json.loads((reference() / "data/tests/frontier_sizes.json").read_text())
    asked = [(2, 20, 5, "0.15"), (2, 30, 7, "0.15"), (3, 20, 5, "0.6"), (3, 30, 7, "none"), (5, 15, 5, "10")]
    for parties, issues, options, limit in asked:
        for family in ("rand", "opp") if parties < 5 else ("rand",):
            name = f"{family} {parties} {issues} {options}"
            table = table_of(instance(family, parties, issues, options))
            found, cost = timed(lambda table=table: frontier(table, floors=False))
            known = sizes.get(name)
            line(name, cost, limit, f"{found.size:,} points" + ("" if known is None else f", as listed: {found.size == known}"))
    if full:
        table = table_of(instance("rand", 5, 20, 5))
        found, cost = timed(lambda: frontier(table, floors=False))
        packages, back = timed(lambda: found.packages(np.arange(0, found.size, found.size // 1000)))
        memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**20
        line("rand 5 20 5", cost, "180, 4 GB", f"{found.size:,} points, complete: {found.complete}, {memory:.2f} GB")
        line(f"  packages of {len(packages)} of them", back, "none")
    table = table_of(instance("opp", 4, 20, 5))
    found, cost = timed(lambda: frontier(table, floors=False, thin=True, budget=Budget(rows=20_000)))
    worst = max(float(e) for e in found.epsilon)
    line("opp 4 20 5, at most 20,000 points a stage", cost, "labelled", f"{found.size:,} points, within {worst:.4f}")


def solutions(instance: Callable[..., dict[str, Any]]) -> None:
    print("\nSolutions, proved: Nash, egalitarian, Kalai–Smorodinsky, utilitarian at 20 issues of 5 options")
    for family in ("rand", "opp"):
        for parties in (2, 3, 4, 5, 6):
            table = table_of(instance(family, parties, 20, 5))
            for name, solve in (
                ("nash", nash),
                ("egalitarian", egalitarian),
                ("ks", kalai_smorodinsky),
                ("utilitarian", utilitarian),
            ):
                found, cost = timed(lambda solve=solve, table=table: solve(table))
                line(f"{family} {parties} 20 5 {name}", cost, "0.1", f"value {float(found.value):.6f}, proved: {found.proved}")
    for parties in (2, 3, 5):
        table = table_of(instance("rand", parties, 20, 5, links=40))
        for name, solve in (("nash", nash), ("egalitarian", egalitarian), ("ks", kalai_smorodinsky)):
            found, cost = timed(lambda solve=solve, table=table: solve(table))
            line(f"rand {parties} 20 5 --links 40 {name}", cost, "1", f"value {float(found.value):.6f}, proved: {found.proved}")
    for family in ("rand", "opp"):
        table = table_of(instance(family, 3, 20, 5))
        found, cost = timed(lambda table=table: best_products(table, 1000))
        line(f"{family} 3 20 5, 1,000 best products", cost, "0.5", f"{len(found.packages)} packages, proved: {found.proved}")


def zones(instance: Callable[..., dict[str, Any]]) -> None:
    print("\nSize of the zone")
    asked: list[tuple[tuple[Any, ...], dict[str, int], str]] = [
        (("rand", 3, 20, 7), {"scale": 100}, "0.5, exact"),
        (("rand", 2, 20, 5), {}, "60, exact"),
        (("rand", 3, 20, 5), {}, "bounds within 5%"),
        (("opp", 3, 20, 5), {}, "bounds within 5%"),
        (("rand", 3, 20, 7), {}, "bounds within 5%"),
    ]
    for shape, more, limit in asked:
        size, cost = timed(lambda shape=shape, more=more: count(table_of(instance(*shape, **more))))
        kind = "exact" if size.exact else f"bounds {(size.high - size.low) / size.low:.2%} apart, interval {size.interval}"
        line(" ".join(map(str, shape)) + (" --scale 100" if more else ""), cost, limit, f"{size.value:,} of the zone, {kind}")


def draws(instance: Callable[..., dict[str, Any]], number: int) -> None:
    print("\nUncertain draws, 3 parties, 20 issues of 5 options, each solved exactly")
    scores = np.array([instance("rand", 3, 20, 5, draw=draw)["scores"] for draw in range(1, number + 1)])
    batch = alike(table_of(instance("rand", 3, 20, 5)), scores, np.full((number, 3), 300_000))
    found, cost = timed(lambda: nash_of_draws(batch))
    line(f"{number:,} draws", cost, "1,000 a second", f"{number / cost:,.0f} a second, unsolved: {int((found.ties == 0).sum())}")
    for draw in range(0, number, max(1, number // 20)):
        alone = nash(table_of(instance("rand", 3, 20, 5, draw=draw + 1)))
        assert alone
        assert alone.package == tuple(found.packages[draw].tolist())


def stress(instance: Callable[..., dict[str, Any]]) -> None:
    print("\nZero-sum stress, with a limit of 5 seconds")
    for parties in (2, 4):
        table = table_of(instance("zero", parties, 10, 5))
        for name, solve in (("nash", nash), ("egalitarian", egalitarian)):
            found, cost = timed(lambda solve=solve, table=table: solve(table, budget=Budget(5)))
            sure = (
                "none found" if found is None else f"value {float(found.value):.6f}, proved: {found.proved}, gap {found.gap:.2e}"
            )
            line(f"zero {parties} 10 5 {name}", cost, "5", sure)


def beside_negmas(instance: Callable[..., dict[str, Any]], python: str) -> None:
    print("\nBeside NegMAS: the frontier of all packages on the same integers")
    for parties in (2, 3):
        for issues in (4, 5, 6):
            made = instance("rand", parties, issues, 10, scale=1_000_000)
            with tempfile.NamedTemporaryFile("w", suffix=".json") as file:
                json.dump(made, file)
                file.flush()
                done = subprocess.run(
                    [python, str(Path(__file__).with_name("deal_negmas.py")), file.name],
                    capture_output=True,
                    text=True,
                    check=False,
                )
            if done.returncode:
                print(f"{parties} parties, 10^{issues}: NegMAS failed: {done.stderr.strip().splitlines()[-1:]}")
                continue
            theirs = json.loads(done.stdout)
            table = table_of(made)
            found, cost = timed(lambda table=table: [frontier(table, floors=False) for _ in range(REPEATS)].pop())
            same = sorted(map(tuple, found.points.tolist())) == sorted(map(tuple, theirs["points"]))
            mine = cost / REPEATS
            more = (
                f"NegMAS {theirs['seconds']:.1f} s, ratio {theirs['seconds'] / mine:,.0f}, {found.size} points, identical: {same}"
            )
            line(f"{parties} parties, 10^{issues} packages", mine, "ratio 1,000 at 10^6", more)


def main() -> None:
    """Print the tables."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--negmas", help="the Python of an environment with NegMAS; without it that table is left out")
    options.add_argument("--quick", action="store_true", help="leave out what takes minutes")
    options.add_argument("--draws", type=int, default=10_000)
    asked = options.parse_args()
    instance = generator()
    frontiers(instance, full=not asked.quick)
    solutions(instance)
    zones(instance)
    draws(instance, asked.draws)
    stress(instance)
    if asked.negmas:
        beside_negmas(instance, asked.negmas)


if __name__ == "__main__":
    main()
