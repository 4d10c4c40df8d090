"""One process beside two workers: CPU, identity of results, a killed worker, memory, and the cost of much more.

    bench/scale.py [STEP …]

Without words all steps run, in this order. Each keeps its figures in `build/scale/figures.json`, so that they may be run one by
one; `page` writes `docs/explanation/scale.md` from them. A step is a process of its own, and its CPU time that of all processes
which it started, the making of the cluster included.
"""

import argparse
import hashlib
import json
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
from articles import partitions

from winset.case.store import bundled
from winset.case.store import read as case_of
from winset.study.deepen import Asked, Hands, blocks, job_of
from winset.study.run import run

HOME = Path(__file__).parents[1]
BUILD = HOME / "build" / "scale"
PER_PART, CASE = 500, "corran-straits"
KILLED_PARTS, KILLED_DRAWS = 4, 5_120


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("steps", nargs="*", metavar="STEP", help=", ".join(STEPS))
    options.add_argument("--parts", type=int, default=40, help="partitions of 500 articles to read")
    options.add_argument("--draws", type=int, default=50_000, help="draws of the second bundled case")
    options.add_argument("--draw", type=int, help=argparse.SUPPRESS)
    options.add_argument("--cluster", help=argparse.SUPPRESS)
    asked = options.parse_args()
    if asked.draw:
        print(drawn(asked.draw, asked.cluster))
        return
    BUILD.mkdir(parents=True, exist_ok=True)
    for step in asked.steps or STEPS:
        found = STEPS[step](asked.parts, asked.draws)
        figures = kept() | found
        (BUILD / "figures.json").write_text(json.dumps(figures, indent=1) + "\n")
        print(step, json.dumps(found), flush=True)


def kept() -> dict[str, float | str]:
    """The figures of the steps that were run."""
    path = BUILD / "figures.json"
    return dict(json.loads(path.read_text())) if path.exists() else {}


def corpus(parts: int) -> list[Path]:
    """The generated partitions, made once."""
    folder = BUILD / f"corpus-{parts}"
    if not folder.exists():
        partitions(folder, [PER_PART] * parts)
    return sorted(folder.iterdir())


def read(name: str, parts: Sequence[Path], cluster: str | None, kill: bool = False) -> dict[str, float | str]:
    """Read partitions with the command itself."""
    out = BUILD / name
    shutil.rmtree(out, ignore_errors=True)
    words = [sys.executable, "-m", "winset", "read", *map(str, parts), "--to", str(out)]
    cost = spent([*words, "--cluster", cluster] if cluster else words, kill)
    made = {p.relative_to(out): p.read_bytes() for p in sorted(out.rglob("*.parquet"))}
    digest = hashlib.sha256()
    for path, data in made.items():
        digest.update(str(path).encode() + hashlib.sha256(data).digest())
    cost |= {"digest": digest.hexdigest(), "bytes": sum(map(len, made.values())), "number": len(parts) * PER_PART}
    return {f"{name} {key}": value for key, value in cost.items()}


def draws(name: str, number: int, cluster: str | None, kill: bool = False) -> dict[str, float | str]:
    """Draw the bundled case."""
    words = [sys.executable, __file__, "--draw", str(number), *(["--cluster", cluster] if cluster else [])]
    cost = spent(words, kill)
    digest, size = str(cost["said"]).split()
    cost |= {"said": digest, "bytes": int(size), "number": number}
    return {f"{name} {key}": value for key, value in cost.items()}


def drawn(number: int, cluster: str | None) -> str:
    """The hash of all that so many draws find, block by block, and how many bytes it is."""
    case, _ = case_of((bundled()[CASE] / "case.yaml").read_text("utf-8"), "case.yaml")
    assert case is not None
    asked, digest, held = Asked(draws=number, rows=0), hashlib.sha256(), []
    work = job_of(run(case), case, asked)
    hands = Hands(cluster, lambda problem: print(problem, file=sys.stderr))
    for found in blocks(work, asked, progress=lambda stage: print(stage, file=sys.stderr), hands=hands):
        held.append(found)  # as a study holds them
        for name in sorted(found):
            digest.update(name.encode() + np.ascontiguousarray(found[name]).tobytes())
    return f"{digest.hexdigest()} {sum(array.nbytes for found in held for array in found.values())}"


def spent(words: list[str], kill: bool) -> dict[str, float | str]:
    """Run a command; return its CPU seconds with those of its workers, what memory it and they reached, and its last line.

    With `kill`, one of its workers is killed at its second sign of life.
    """
    began, memory = time.monotonic(), 0
    with (BUILD / "said").open("w") as said:
        process = subprocess.Popen(words, stdout=subprocess.PIPE, stderr=said, text=True)
        ended, status, used = os.wait4(process.pid, os.WNOHANG)
        while not ended:
            time.sleep(0.5)
            workers = workers_of(process.pid)
            memory = max([memory, *map(peak, workers)])
            if kill and workers and len((BUILD / "said").read_text().splitlines()) >= 2:
                os.kill(workers[0], signal.SIGKILL)
                kill = False
            ended, status, used = os.wait4(process.pid, os.WNOHANG)
    assert status == 0, (BUILD / "said").read_text()[-2000:]
    assert process.stdout
    out = process.stdout.read()
    gone = sum("gone" in line for line in (BUILD / "said").read_text().splitlines())
    return {
        "cpu": round(used.ru_utime + used.ru_stime, 1),
        "wall": round(time.monotonic() - began, 1),
        "memory": round(used.ru_maxrss / 1024),
        "worker": memory,
        "lost": gone,
        "said": out.strip().splitlines()[-1],
    }


def workers_of(parent: int) -> list[int]:
    """The worker processes that a process has started."""
    listed = subprocess.run(["ps", "--ppid", str(parent), "-o", "pid=,args="], capture_output=True, text=True, check=False)
    return [int(line.split()[0]) for line in listed.stdout.splitlines() if "spawn_main" in line]


def peak(pid: int) -> int:
    """The most memory that a process has held, in MB; 0 where it has ended."""
    try:
        lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    except OSError:
        return 0
    return max((int(line.split()[1]) // 1024 for line in lines if line.startswith("VmHWM")), default=0)


def written(*_: int) -> dict[str, float | str]:
    """Write the page."""
    from scale_page import page

    (HOME / "docs" / "explanation" / "scale.md").write_text(page(kept()), "utf-8")
    return {}


STEPS: dict[str, Callable[[int, int], dict[str, float | str]]] = {
    "read-one": lambda parts, _: read("read-one", corpus(parts), None),
    "read-two": lambda parts, _: read("read-two", corpus(parts), "local:2"),
    "draws-one": lambda _, number: draws("draws-one", number, None),
    "draws-two": lambda _, number: draws("draws-two", number, "local:2"),
    "start-one": lambda _, __: draws("start-one", 1, None),
    "start-two": lambda _, __: draws("start-two", 1, "local:2"),
    "read-few": lambda _, __: read("read-few", corpus(KILLED_PARTS), None),
    "read-killed": lambda _, __: read("read-killed", corpus(KILLED_PARTS), "local:2", kill=True),
    "draws-few": lambda _, __: draws("draws-few", KILLED_DRAWS, None),
    "draws-killed": lambda _, __: draws("draws-killed", KILLED_DRAWS, "local:2", kill=True),
    "page": written,
}

if __name__ == "__main__":
    main()
