"""One process beside two workers: CPU, identity of results, a killed worker, memory, and the cost of much more.

    bench/scale.py [STEP …]

Without words all steps run, in this order. Each keeps its figures in `build/scale/figures.json`, so that they may be run one by
one; `page` writes `docs/explanation/scale.md` from them, and into the how-to what it states of costs. A step is a process of its
own, and its CPU time that of all processes which it started, the making of the cluster included. The steps `apart` share the work
between two plain processes, which know nothing of each other: what two of anything cost on this machine, without a cluster.
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

HOME = Path(__file__).parents[1]
BUILD = HOME / "build" / "scale"
PER_PART, CASE = 500, "corran-straits"
KILLED_PARTS, KILLED_DRAWS = 4, 5_120
TWO = "local:2"
MARK_BEGIN, MARK_END = "<!-- written by bench/scale.py -->", "<!-- until here -->"


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
        from articles import partitions

        partitions(folder, [PER_PART] * parts)
    return sorted(folder.iterdir())


def read(
    name: str, parts: Sequence[Path], cluster: str | None = None, kill: bool = False, apart: bool = False
) -> dict[str, float | str]:
    """Read partitions with the command itself."""
    out = BUILD / name
    shutil.rmtree(out, ignore_errors=True)
    more = ["--to", str(out), *(["--cluster", cluster] if cluster else [])]
    shares = [parts[::2], parts[1::2]] if apart else [parts]
    cost = spent([[sys.executable, "-m", "winset", "read", *map(str, share), *more] for share in shares], kill)
    made = {p.relative_to(out): p.read_bytes() for p in sorted(out.rglob("*.parquet"))}
    digest = hashlib.sha256()
    for path, data in made.items():
        digest.update(str(path).encode() + hashlib.sha256(data).digest())
    cost |= {"digest": digest.hexdigest(), "bytes": sum(map(len, made.values())), "number": len(parts) * PER_PART}
    return {f"{name} {key}": value for key, value in cost.items()}


def draws(name: str, number: int, cluster: str | None = None, kill: bool = False, apart: bool = False) -> dict[str, float | str]:
    """Draw the bundled case."""
    shares = [number - number // 2, number // 2] if apart else [number]
    more = ["--cluster", cluster] if cluster else []
    cost = spent([[sys.executable, __file__, "--draw", str(share), *more] for share in shares], kill)
    digest, size = str(cost["said"]).split()
    cost |= {"said": digest, "bytes": int(size), "number": number}
    return {f"{name} {key}": value for key, value in cost.items()}


def drawn(number: int, cluster: str | None) -> str:
    """The hash of all that so many draws find, block by block, and how many bytes it is.

    It imports late: a worker starts by reading the script that started it.
    """
    import numpy as np

    from winset.case.store import bundled
    from winset.case.store import read as case_of
    from winset.study.deepen import Asked, Hands, blocks, job_of
    from winset.study.run import run

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


def spent(commands: Sequence[Sequence[str]], kill: bool) -> dict[str, float | str]:
    """Run commands side by side; return their CPU seconds with those of their workers, what memory they reached, and a last line.

    With `kill`, a worker of the first is killed at its second sign of life.
    """
    began, memory, others = time.monotonic(), 0, os.getloadavg()[0]
    with (BUILD / "said").open("w") as said, (BUILD / "out").open("w") as out:
        running = [subprocess.Popen(words, stdout=out, stderr=said) for words in commands]
        first, used = running[0].pid, []
        while running:
            time.sleep(0.5)
            workers = workers_of(first)
            memory = max([memory, *map(peak, workers)])
            if kill and workers and len((BUILD / "said").read_text().splitlines()) >= 2:
                os.kill(workers[0], signal.SIGKILL)
                kill = False
            for process in list(running):
                ended, status, usage = os.wait4(process.pid, os.WNOHANG)
                if ended:
                    assert status == 0, (BUILD / "said").read_text()[-2000:]
                    running.remove(process)
                    used.append(usage)
    gone = sum("gone" in line for line in (BUILD / "said").read_text().splitlines())
    return {
        "cpu": round(sum(one.ru_utime + one.ru_stime for one in used), 1),
        "wall": round(time.monotonic() - began, 1),
        "load": round(others, 1),
        "memory": round(max(one.ru_maxrss for one in used) / 1024),
        "worker": memory,
        "lost": gone,
        "said": (BUILD / "out").read_text().strip().splitlines()[-1],
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
    """Write the page, and into the how-to, between its two marks, what one article and one draw cost."""
    from scale_page import page, unit_costs

    (HOME / "docs" / "explanation" / "scale.md").write_text(page(kept()), "utf-8")
    guide = HOME / "docs" / "how-to" / "use-a-cluster.md"
    before, rest = guide.read_text("utf-8").split(MARK_BEGIN)
    guide.write_text(f"{before}{MARK_BEGIN}\n{unit_costs(kept())}\n{MARK_END}{rest.split(MARK_END)[1]}", "utf-8")
    return {}


STEPS: dict[str, Callable[[int, int], dict[str, float | str]]] = {
    "read-one": lambda parts, _: read("read-one", corpus(parts)),
    "read-two": lambda parts, _: read("read-two", corpus(parts), TWO),
    "read-apart": lambda parts, _: read("read-apart", corpus(parts), apart=True),
    "draws-one": lambda _, number: draws("draws-one", number),
    "draws-two": lambda _, number: draws("draws-two", number, TWO),
    "draws-apart": lambda _, number: draws("draws-apart", number, apart=True),
    "start-one": lambda _, __: draws("start-one", 1),
    "start-two": lambda _, __: draws("start-two", 1, TWO),
    "read-few": lambda _, __: read("read-few", corpus(KILLED_PARTS)),
    "read-killed": lambda _, __: read("read-killed", corpus(KILLED_PARTS), TWO, kill=True),
    "draws-few": lambda _, __: draws("draws-few", KILLED_DRAWS),
    "draws-killed": lambda _, __: draws("draws-killed", KILLED_DRAWS, TWO, kill=True),
    "page": written,
}

if __name__ == "__main__":
    main()
