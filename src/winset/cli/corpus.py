"""`winset read --to DIR`: a large corpus by partitions, here or on a cluster, into Parquet files."""

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import typer

from winset.cli.output import document, say, tell
from winset.cli.progress import counted
from winset.errors import Problem, Severity

if TYPE_CHECKING:
    from winset.case.case import Case
    from winset.read.partition import Partitioned


def into_parquet(
    sources: list[str], out: Path, cluster: str | None, how: "tuple[date | None, Case | None]", *, json: bool
) -> int:
    """Read every partition that has not been read; say what each holds, in the order of their names; return the exit code."""
    from winset.read.partition import partitions, read_partition
    from winset.study.scale import spread

    parts = partitions(sources, out, *how)
    names = [part.path for part in parts]
    met: list[Problem] = []
    done: dict[int, Partitioned] = {}
    with counted("Reading partitions", len(parts)) as step:
        for outcome in spread(read_partition, parts, names, cluster, met.append):
            if outcome.made:
                done[outcome.place] = outcome.made
                say(f"{len(done):,} of {len(parts):,}: {_line(outcome.made)}")
            elif outcome.problem:
                met.append(outcome.problem)
            step()
    found = [done[place] for place in sorted(done)]
    problems = (*(problem for one in found for problem in one.problems), *met)
    body = _body([one for one in found if one.key], out)
    if json:
        document("read-partitions", body, problems)
        return int(any(problem.severity is Severity.ERROR for problem in problems))
    for row in body["partitions"]:
        typer.echo(f"{row['file']}: {row['articles']:,} articles, {row['statements']:,} statements, {row['refused']:,} not read")
    typer.echo(
        f"{body['articles']:,} articles, {body['statements']:,} statements, {body['refused']:,} documents not read, in {out}"
    )
    return tell(problems)


def _line(one: "Partitioned") -> str:
    state = "read before" if one.before else "read" if one.key else "not read"
    return f"{Path(one.path).name}: {state}, {one.articles:,} articles, {one.statements:,} statements"


def _body(read: "list[Partitioned]", out: Path) -> dict[str, Any]:
    from winset.read.reader import CODER

    totals = {what: sum(getattr(one, what) for one in read) for what in ("articles", "refused", "statements")}
    rows = [
        {"partition": one.path, "file": one.name, "key": one.key, **{what: getattr(one, what) for what in totals}} for one in read
    ]
    return {"to": str(out), "coder": CODER, **totals, "partitions": rows}
