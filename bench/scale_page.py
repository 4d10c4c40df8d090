"""The page on the cost of scale, from the figures of `bench/scale.py`."""

from collections.abc import Mapping
from typing import Any

from articles import articles as generated

TEXT = """# The cost of scale

Written by `bench/scale.py`; run it (`make bench-scale`) for the figures of your own machine. How to use a cluster: [the
how-to](../how-to/use-a-cluster.md).

The same functions run in one process and on the workers of a cluster, part by part; a part depends on nothing but itself. So
the result is the same for any number of workers, and what a cluster adds is what it costs to start, to hand out parts and to
take results in.

| | one process, CPU s | two plain processes | two workers | result of one and two |
|---|---|---|---|---|
| {articles:,} generated articles, {parts} partitions \
| {read_one:.0f} | {read_apart} | {read_two:.0f} ({read_more:+.0%}) | {read_same} |
| {draws:,} draws of `corran-straits`, {blocks} blocks \
| {draws_one:.0f} | {draws_apart} | {draws_two:.0f} ({draws_more:+.0%}) | {draws_same} |

The articles have {characters:.0f} characters each on average. CPU seconds of all processes together, the start of the cluster
included. Two plain processes share the work halfway, side by side, and know nothing of each other: what they take more than
one is the machine's and a second start, not the cluster's.

The machine has two cores, and others were at work on both: the load of the minute before each run was {read_loads} for
reading and {draws_loads} for drawing, in the order of the columns. CPU seconds come out up to twice as high under load
as on a quiet machine, so a difference holds its weather too.

What starts once: one draw costs {start_one:.1f} s in one process and {start_two:.1f} s with two workers to start, {start:.1f} s
more. Without that, two workers took {read_rest:+.0%} for reading and {draws_rest:+.0%} for draws.

## A worker killed in the middle

| | parts | workers lost | result beside that of one process |
|---|---|---|---|
| reading | {killed_parts} partitions | {read_lost} | {read_killed} |
| draws | {killed_draws:,} draws | {draws_lost} | {draws_killed} |

## Memory

A worker reached {read_worker} MB while reading and {draws_worker} MB while drawing. Reading holds one document at a time, and
what is read of a partition waits in a table that moves to disk past 256 MB, so a worker's memory is bounded by that and by
the largest document (over 64 MB it is refused), not by the corpus. A worker that draws holds one block. Of what is free again it
may keep 128 MB for the next part. The process that
asked holds no articles, but all that the draws found: {per_draw:.1f} kB a draw (it reached {draws_memory} MB), which is what
limits the number of draws in one study.

## Projected

Unit cost times number; a core-hour is 3,600 CPU seconds.

| what | arithmetic | cost |
|---|---|---|
| 10 million articles like these | {read_one:.0f} s / {articles:,} = {read_unit:.2f} ms; × 10,000,000 / 3,600 s \
| **{read_hours:,.0f} core-hours** |
| on 64 workers | {read_hours:,.0f} h × {read_two:.0f}/{read_one:.0f} / 64 | {read_wall:.1f} hours |
| Parquet that this writes | {read_bytes:,} bytes / {articles:,} × 10,000,000 | {read_size:,.1f} GB |
| 100 million draws of `corran-straits` | {draws_one:.0f} s / {draws:,} = {draws_unit:.2f} ms; × 100,000,000 / 3,600 s \
| **{draws_hours:,.0f} core-hours** |
| on 64 workers | {draws_hours:,.0f} h × {draws_two:.0f}/{draws_one:.0f} / 64 | {draws_wall:.1f} hours |
| memory for what 100 million draws find | {per_draw:.1f} kB × 100,000,000 | {draws_size:,.0f} GB |

Cost grows with length: here it is {per_thousand:.1f} ms for 1,000 characters. The last line says that 100 million draws do
not fit one study as it is: the error of a share after 50,000 draws is {error:.1f} percentage points at most, and nobody's
bands are known that well.
"""

BLOCK = 256


def page(figures: Mapping[str, Any]) -> str:
    """Return the page; figures of steps that were not run are asked for by name."""
    articles, draws = figures["read-one number"], figures["draws-one number"]
    assert (articles, draws) == (figures["read-two number"], figures["draws-two number"]), "run both columns on the same number"
    one, two = float(figures["read-one cpu"]), float(figures["read-two cpu"])
    first, both = float(figures["draws-one cpu"]), float(figures["draws-two cpu"])
    read_hours, draws_hours = one / articles * 1e7 / 3600, first / draws * 1e8 / 3600
    start = figures["start-two cpu"] - figures["start-one cpu"]
    characters = sum(len(text) for _, text in generated(500)) / 500
    per_draw = figures["draws-one bytes"] / draws / 1000
    return TEXT.format(
        start_one=figures["start-one cpu"],
        start_two=figures["start-two cpu"],
        start=start,
        read_rest=(two - start) / one - 1,
        draws_rest=(both - start) / first - 1,
        read_apart=apart(figures, "read"),
        draws_apart=apart(figures, "draws"),
        read_loads=loads(figures, "read"),
        draws_loads=loads(figures, "draws"),
        articles=articles,
        characters=characters,
        per_thousand=1e6 * one / articles / characters,
        parts=-(-articles // 500),
        draws=draws,
        blocks=-(-draws // BLOCK),
        read_one=one,
        read_two=two,
        read_more=two / one - 1,
        read_same=same(figures["read-one digest"], figures["read-two digest"]),
        draws_one=first,
        draws_two=both,
        draws_more=both / first - 1,
        draws_same=same(figures["draws-one said"], figures["draws-two said"]),
        killed_parts=figures["read-killed number"] // 500,
        killed_draws=figures["draws-killed number"],
        read_lost=figures["read-killed lost"],
        draws_lost=figures["draws-killed lost"],
        read_killed=same(figures["read-few digest"], figures["read-killed digest"]),
        draws_killed=same(figures["draws-few said"], figures["draws-killed said"]),
        read_worker=max(figures["read-two worker"], figures["read-killed worker"]),
        draws_worker=max(figures["draws-two worker"], figures["draws-killed worker"]),
        draws_memory=figures["draws-one memory"],
        per_draw=per_draw,
        read_unit=1000 * one / articles,
        read_hours=read_hours,
        read_wall=read_hours * two / one / 64,
        read_bytes=figures["read-one bytes"],
        read_size=figures["read-one bytes"] / articles * 1e7 / 1e9,
        draws_unit=1000 * first / draws,
        draws_hours=draws_hours,
        draws_wall=draws_hours * both / first / 64,
        draws_size=per_draw * 1e8 / 1e6,
        error=100 * 1.96 * 0.5 / 50_000**0.5,
    )


def unit_costs(figures: Mapping[str, Any]) -> str:
    """Return what the how-to says of costs."""
    read, draw = (1000 * figures[f"{what}-one cpu"] / figures[f"{what}-one number"] for what in ("read", "draws"))
    more = [figures[f"{what}-two cpu"] / figures[f"{what}-one cpu"] - 1 for what in ("read", "draws")]
    memory = max(figures[f"{what}-{how} worker"] for what in ("read", "draws") for how in ("two", "killed"))
    hours = read * 1e7 / 3.6e6, draw * 1e8 / 3.6e6
    return f"""\
Measured: a short article costs {read:.1f} ms of a core, so ten million cost {hours[0]:.0f} core-hours; a draw of the case
`corran-straits` costs {draw:.2f} ms, so a hundred million cost {hours[1]:.0f} core-hours. Two workers took {more[0]:.0%} more CPU
time than one process for reading and {more[1]:.0%} more for draws, and none held more than {memory} MB."""


def apart(figures: Mapping[str, Any], what: str) -> str:
    """Return what two plain processes took, and how much more than one that is; or that nobody has measured it."""
    if f"{what}-apart cpu" not in figures:
        return "not measured"
    cpu = figures[f"{what}-apart cpu"]
    return f"{cpu:.0f} ({cpu / figures[f'{what}-one cpu'] - 1:+.0%})"


def loads(figures: Mapping[str, Any], what: str) -> str:
    """Return the load that each run of a kind of work found."""
    run = [how for how in ("one", "apart", "two") if f"{what}-{how} load" in figures]
    *others, last = (f"{figures[f'{what}-{how} load']:.1f}" for how in run)
    return f"{', '.join(others)} and {last}"


def same(one: str, other: str) -> str:
    """Say whether two results are the same."""
    return "identical" if one == other else "DIFFERENT"
