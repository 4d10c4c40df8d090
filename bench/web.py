"""How fast the workbench is: every page over 50,000 statements and 20 issues, and how soon a lifted red line shows its effect.

The record is that of `bench/record.py`: invented words, 25 statements to an article. The case has 20 issues of four options, four
parties and eight red lines. Pages are asked in process, through the gate, each with as many addresses as there are rounds, once
the record has been taken up. Targets are held against the CPU time of the process that serves; the wall is reported beside it.
What is worked out beside the server, in other processes, may come later: the time by the wall until a page is whole, asked again
as a browser asks, is told too, and `beside_cpu_s` is what such work took in all. Lifting is timed from the request to the answer
that says whether the zone is empty, within which bounds, with its Nash package or what alone opens it. Exits with 1 if a target
is missed.
"""

import argparse
import json
import random
import statistics
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

import record
from starlette.testclient import TestClient

from winset.case.store import load
from winset.record.ledger import Ledger
from winset.study.hand import line_id, zone
from winset.web.app import application
from winset.web.room import Room

ISSUES, OPTIONS, PARTIES, RED_LINES = 20, 4, 4, 8
PAGE_MS = 100.0
LIFT_MS = 200.0
PAGE_BYTES = 300_000
AGAIN = 0.1
FIRST_MS = 1000.0
HEAD = {"Authorization": "token bench"}


def write_case(folder: Path, walk_away: int = 50) -> None:
    """Write a case whose parties, issues and options are those of the record's invented statements."""
    chance = random.Random(11)
    options = [[f"option {2 * i + o}" if o < 2 else f"other {i} {o}" for o in range(OPTIONS)] for i in range(ISSUES)]
    lines: list[str] = ["name: bench", "title: A bench of many issues", "as_of: 2026-01-01", "parties:"]
    lines += [f"  Party {p}: {{name: Party {p}, roles: [negotiator]}}" for p in range(PARTIES)]
    lines.append("issues:")
    for i in range(ISSUES):
        listed = ", ".join(f"{o}: {{name: {o.title()}}}" for o in options[i])
        lines.append(f"  issue {i}: {{name: Issue {i}, options: {{{listed}}}}}")
    lines.append("preferences:")
    for p in range(PARTIES):
        lines.append(f"  Party {p}:\n    issues:")
        for i in range(ISSUES):
            values = ", ".join(f"{o}: {low}..{low + 10}" for o in options[i] for low in [chance.randint(0, 90)])
            lines.append(f"      issue {i}: {{weight: {chance.randint(2, 20)}, values: {{{values}}}}}")
        lines.append(f"    walk_away: {{points: [{{on: 2026-01-01, value: {walk_away - 5}..{walk_away + 5}}}]}}")
    lines.append("red_lines:")
    for n in range(RED_LINES):
        lines.append(f"  - {{party: Party {n % PARTIES}, issue: issue {n}, option: {options[n][n % OPTIONS]}}}")
    (folder / "case.yaml").write_text("\n".join(lines) + "\n", "utf-8")


def addresses(room: Room, rounds: int) -> dict[str, list[str]]:
    """Return the addresses of every screen, different ones as far as a screen has any."""
    with Ledger.open(room.folder) as ledger:
        texts = [volume.text_id for volume in ledger.volumes(rounds)]
    issues = list(room.case().issues.items())
    shifted = [
        "&".join(f"choose={issue}:{list(one.options)[(n + k) % OPTIONS]}" for k, (issue, one) in enumerate(issues))
        for n in range(rounds)
    ]
    party = [f"Party {n % PARTIES}" for n in range(rounds)]
    return {
        "positions": ["/positions"] * rounds,
        "quotations": [f"/positions/{party[n]}/issue {n % 12}" for n in range(rounds)],
        "queue": [f"/reader?after={n}:{2**62}" for n in range(rounds)],
        "search": [f"/reader?state=any&words={word[:4]}*" for word in record.vocabulary()[:rounds]],
        "documents": ["/reader/documents"] * rounds,
        "document": [f"/reader/{text}" for text in texts],
        "deal": [f"/deal?{query}" for query in shifted],
        "ratify": [f"/ratify?{query}" for query in shifted],
        "keep": [f"/keep?{query}" for query in shifted],
        "why": [f"/why?basis=case:preferences.{name}" for name in party],
    }


def whole(client: TestClient, address: str) -> float:
    """Return the seconds until a page has nothing left to be worked out, asked again as a browser asks."""
    start = time.perf_counter()
    while "data-pending" in client.get(address).text:
        time.sleep(AGAIN)
    return time.perf_counter() - start


def measure(client: TestClient, listed: list[str]) -> dict[str, Any]:
    """Return a page's times, its CPU time, its weight without pictures, and how long until it was whole."""
    wall, cpu, weight = [], [], []
    for address in listed:
        wall_start, cpu_start = time.perf_counter(), time.process_time()
        answer = client.get(address)
        wall.append(1000 * (time.perf_counter() - wall_start))
        cpu.append(1000 * (time.process_time() - cpu_start))
        assert answer.status_code == 200, (address, answer.text[:400])
        weight.append(len(answer.content))
    return {
        "median_ms": statistics.median(wall),
        "most_ms": max(wall),
        "cpu_median_ms": statistics.median(cpu),
        "bytes": max(weight),
        "whole_ms": 1000 * whole(client, listed[-1]),
    }


def lifted(client: TestClient, room: Room, rounds: int) -> dict[str, float]:
    """Return how long lifting a red line takes to show what follows, never asked before; and the CPU time of that alone."""
    wall, served, cpu = [], [], []
    case = room.case()
    lines = [line_id(line) for line in case.red_lines]
    package = [f"{issue}:{next(iter(one.options))}" for issue, one in case.issues.items()]
    for n in range(min(rounds, len(lines))):
        start, used = time.perf_counter(), time.process_time()
        while client.get("/deal.json", params={"lift": lines[: n + 1], "choose": package}).json()["view"]["zone"] is None:
            time.sleep(AGAIN)
        wall.append(1000 * (time.perf_counter() - start))
        served.append(1000 * (time.process_time() - used))
        start = time.thread_time()
        zone(case, case.as_of, lines[: n + 1])
        cpu.append(1000 * (time.thread_time() - start))
    return {
        "median_ms": statistics.median(wall),
        "most_ms": max(wall),
        "served_cpu_median_ms": statistics.median(served),
        "served_cpu_most_ms": max(served),
        "zone_cpu_median_ms": statistics.median(cpu),
    }


def main() -> int:
    """Run the benchmark; return 1 if a target is missed."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--statements", type=int, default=50_000)
    parser.add_argument("--rounds", type=int, default=8)
    asked = parser.parse_args()

    def say(line: str) -> None:
        sys.stderr.write(line + "\n")

    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        write_case(folder)
        case, problems = load(folder)
        assert case, problems
        with Ledger.create(folder) as ledger:
            record.enter(ledger, range(asked.statements // record.PER_ARTICLE), record.vocabulary(), say)
        room = Room(folder, "bench")
        with TestClient(application(room, "bench"), base_url="http://127.0.0.1:8425", headers=HEAD) as client:
            start = time.perf_counter()
            while " statements" not in client.get("/positions").text:
                time.sleep(AGAIN)
            newest = 1000 * (time.perf_counter() - start)
            first = newest + 1000 * whole(client, "/positions")
            say(f"the newest statements shown in {newest:.0f} ms, all taken up in {first / 1000:.1f} s by the wall")
            pages: dict[str, Any] = {}
            for name, listed in addresses(room, asked.rounds).items():
                pages[name] = measure(client, listed)
                say(f"{name}: {pages[name]['cpu_median_ms']:.0f} ms of CPU, {pages[name]['median_ms']:.0f} ms by the wall")
            lifts = {"open": lifted(client, room, asked.rounds)}
            write_case(folder, walk_away=80)
            lifts["empty"] = lifted(client, room, asked.rounds)
    times = [page["cpu_median_ms"] for page in pages.values()]
    figures = {
        "statements": asked.statements,
        "newest_positions_ms": newest,
        "first_positions_ms": first,
        "pages": pages,
        "lift": lifts,
    }
    figures["beside_cpu_s"] = room.aside.spent
    missed = [f"the newest statements shown in {newest:.0f} ms"] if newest > FIRST_MS else []
    missed += [f"{name}: {page['cpu_median_ms']:.0f} ms" for name, page in pages.items() if page["cpu_median_ms"] > PAGE_MS]
    missed += [f"{name}: {page['bytes']:,} bytes" for name, page in pages.items() if page["bytes"] > PAGE_BYTES]
    missed += [
        f"lifting, {name}: {one['median_ms']:.0f} ms by the wall" for name, one in lifts.items() if one["median_ms"] > LIFT_MS
    ]
    sys.stdout.write(json.dumps({**figures, "median_of_pages_cpu_ms": statistics.median(times)}, indent=1) + "\n")
    for line in missed:
        say(f"TARGET MISSED: {line}")
    return bool(missed)


if __name__ == "__main__":
    sys.exit(main())
