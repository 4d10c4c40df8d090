"""What a study costs: 1,000 and 10,000 draws of the bundled case in CPU seconds, its memory, and what comes besides."""

import argparse
import json
import resource
import subprocess
import sys
import time
from collections.abc import Callable
from typing import Any

from winset.case.case import Case
from winset.case.store import bundled, read
from winset.study.deepen import Asked, blocks, job_of
from winset.study.draws.influence import influence
from winset.study.draws.tally import tally
from winset.study.figure import Reasons
from winset.study.run import run

LIMITS = {1_000: "8", 10_000: "60"}


def ukraine() -> Case:
    """Return the bundled case."""
    case, _ = read((bundled()["ukraine-2025"] / "case.yaml").read_text("utf-8"), "case.yaml")
    assert case is not None
    return case


def timed(work: Callable[[], Any]) -> tuple[Any, float]:
    began = time.process_time()
    return work(), time.process_time() - began


def line(what: str, cost: float, limit: str = "", more: str = "") -> None:
    print(f"{what:58} {cost:8.2f} s   {f'(to reach: {limit})' if limit else '':18} {more}", flush=True)


def alone(draws: int) -> None:
    """Measure a study of its own process, so that its memory is its own."""
    case = ukraine()
    study, modes = timed(lambda: run(case))
    asked = Asked(draws=draws)
    work, prepared = timed(lambda: job_of(study, case, asked))
    done, drawn = timed(lambda: list(blocks(work, asked)))
    _, told = timed(lambda: tally(work, done, "draws", Reasons()))
    _, hangs = timed(lambda: influence(work, done, Reasons(), rows=128))
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(json.dumps({"modes": modes, "drawn": prepared + drawn + told, "hangs": hangs, "memory": memory}))


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--alone", type=int)
    asked = options.parse_args()
    if asked.alone:
        alone(asked.alone)
        return
    print("ukraine-2025: each draw through emptiness on five days, four solutions, odds and survival of the packages listed")
    for draws, limit in LIMITS.items():
        done = subprocess.run(
            [sys.executable, __file__, "--alone", str(draws)], check=True, capture_output=True, text=True, encoding="utf-8"
        )
        found = json.loads(done.stdout)
        line(f"{draws:,} draws", found["drawn"], limit, f"{1000 * found['drawn'] / draws:.2f} ms a draw")
        line("  the study at the modes before them", found["modes"])
        line("  indices of groups, tornado, what to ask next", found["hangs"])
        print(f"  peak memory of the whole: {found['memory']:.0f} MB   (to reach: under 1,000)")


if __name__ == "__main__":
    main()
