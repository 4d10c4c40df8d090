"""How much memory and time it takes to export a record of 1,000,000 statements, in each format, and to import one.

The record is that of `bench/record.py`. Each export is a process of its own, whose largest memory is the kernel's figure; the
target is 300 MB. A smaller record is imported again; the targets are the same memory, and 60 CPU seconds for 100,000 statements.
Exits with 1 if one is missed, or if a file does not hold every statement.
"""

import argparse
import json
import os
import sys
import tempfile
import time
from pathlib import Path

from record import PER_ARTICLE, enter, vocabulary

from winset.exchange.circulating import SHOWN
from winset.record.ledger import Ledger

MOST_MEGABYTES = 300
MOST_SECONDS = 60
"""CPU seconds that the import of 100,000 statements may take."""
BACK = {"jsonl": (), "qdpx": (), "csv": ("--texts",), "parquet": ("--texts",)}
"""The formats that are imported again, and what goes with them."""
FORMATS = ("csv", "jsonl", "parquet", "annotation", "prov", "qdc", "qdpx", "markdown", "html", "csl")


def measured(words: list[str]) -> dict[str, float | int]:
    """Run `winset` with these words; return its exit code, its seconds, and its largest memory in megabytes."""
    began = time.perf_counter()
    pid = os.posix_spawn(sys.executable, [sys.executable, "-m", "winset", *words], os.environ)
    _, status, used = os.wait4(pid, 0)
    return {
        "code": os.waitstatus_to_exitcode(status),
        "cpu_seconds": round(used.ru_utime + used.ru_stime, 1),
        "wall_seconds": round(time.perf_counter() - began, 1),
        "megabytes": round(used.ru_maxrss / 1024, 1),
    }


def main() -> int:
    """Run the benchmark; return 1 if a target is missed."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--hold", type=int, default=1_000_000, help="statements in the record")
    parser.add_argument("--folder", type=Path, help="a folder that holds the record, or in which it is made and kept")
    parser.add_argument("--formats", nargs="*", default=FORMATS)
    parser.add_argument("--back", type=int, default=100_000, help="statements of a smaller record that is imported again")
    asked = parser.parse_args()
    figures: dict[str, object] = {}
    missed: list[str] = []
    with tempfile.TemporaryDirectory() as room:
        folder = asked.folder or Path(room) / "case"
        if not (folder / "record.db").exists():
            with Ledger.create(folder) as ledger:
                enter(ledger, range(asked.hold // PER_ARTICLE), vocabulary(), lambda line: None)
        for form in asked.formats:
            to = Path(room) / f"out.{form}"
            figures[form] = found = measured(["export", str(folder), "--format", form, "--to", str(to)])
            found["bytes"] = to.stat().st_size if to.exists() else 0
            if found["code"] or found["megabytes"] > MOST_MEGABYTES:
                missed.append(f"{form}: exit code {found['code']}, {found['megabytes']} MB")
            if form == "jsonl" and asked.hold:
                with to.open("rb") as file:
                    found["statements"] = sum(line.startswith(b'{"is":"statement"') for line in file)
                if found["statements"] != asked.hold:
                    missed.append(f"jsonl holds {found['statements']:,} statements of {asked.hold:,}")
            to.unlink(missing_ok=True)
            sys.stderr.write(f"{form}: {json.dumps(found)}\n")
        if asked.back:
            small = Path(room) / "small"
            with Ledger.create(small) as ledger:
                enter(ledger, range(asked.back // PER_ARTICLE), vocabulary(), lambda line: None)
            for form, more in BACK.items():
                to, again, texts = Path(room) / f"small.{form}", Path(room) / f"again-{form}", Path(room) / "texts"
                beside = [word for one in more for word in (one, str(texts))]
                measured(["export", str(small), "--format", form, "--to", str(to), *beside])
                figures[f"import of {form}"] = found = measured(["import", str(to), "--case", str(again), *beside])
                with Ledger.open(again) as ledger:
                    found["statements"] = ledger.count(SHOWN)
                if found["code"] or found["statements"] != asked.back:
                    missed.append(f"import of {form}: exit code {found['code']}, {found['statements']:,} statements")
                if found["megabytes"] > MOST_MEGABYTES or found["cpu_seconds"] > MOST_SECONDS * max(1, asked.back / 100_000):
                    missed.append(f"import of {form}: {found['cpu_seconds']} s, {found['megabytes']} MB")
                sys.stderr.write(f"import of {form}: {json.dumps(found)}\n")
    sys.stdout.write(json.dumps(figures, indent=1) + "\n")
    for line in missed:
        sys.stderr.write(f"TARGET MISSED: {line}\n")
    return bool(missed)


if __name__ == "__main__":
    sys.exit(main())
