"""An answer about deals as a JSON document, and as a short text."""

from collections.abc import Sequence
from typing import Any

from winset.deal.answer import Answer
from winset.deal.blockers import Blocker, Blockers
from winset.deal.path import Move
from winset.deal.solution import Solution
from winset.space.count import Count
from winset.space.package import named, totals
from winset.space.table import ScoreTable

MOST_POINTS = 200_000
"""Efficient points listed; the document says how many there are and how many it lists."""

MOST_PACKAGES = 100
"""Packages listed for one efficient point or solution; their number is stated."""


def body(found: Answer) -> dict[str, Any]:
    """Return the document of an answer."""
    table, efficient = found.table, found.frontier
    listed = min(MOST_POINTS, efficient.size)
    rows = list(range(listed))
    packages = efficient.packages(rows, limit=MOST_PACKAGES)
    return {
        "parties": list(table.names),
        "issues": {issue: list(options) for issue, options in zip(table.issues, table.options, strict=True)},
        "packages": table.packages,
        "disagreement": {
            "convention": str(found.convention),
            "values": [None if f is None else float(f / s) for f, s in zip(table.floors, table.scale, strict=True)],
            "nash": {name: None if x is None else named(table, x) for name, x in found.conventions.items()},
        },
        "zone": counted(found.zone) | {"by_day": [{"day": str(z.day), **counted(z.count)} for z in found.by_day]},
        "frontier": {
            "complete": efficient.complete,
            "epsilon": max((float(e) for e in efficient.epsilon), default=0.0),
            "size": efficient.size,
            "listed": listed,
            "points": [
                {"utility": [float(v) for v in table.values(point)], "packages": [named(table, x) for x in some]}
                for point, some in zip(efficient.points[:listed].tolist(), packages, strict=True)
            ],
        },
        "solutions": {name: _solution(table, solution) for name, solution in found.solutions.items()},
        "best": None if found.best is None else _best(found),
        "notes": list(found.notes),
        "blockers": None if found.blockers is None else _blockers(table, found.blockers),
        "draft": None if found.draft is None else _draft(found),
    }


def counted(size: Count) -> dict[str, Any]:
    """Return a count: the number, whether it is exact, and certain bounds."""
    return {
        "count": size.value,
        "exact": size.exact,
        "low": size.low,
        "high": size.high,
        "interval": None if size.interval is None else list(size.interval),
    }


def show(found: Answer) -> None:
    """Print an answer as a short text."""
    from rich.console import Console
    from rich.table import Table

    table, console = found.table, Console()
    size, efficient = found.zone, found.frontier
    console.print(f"{len(table.names)} parties, {len(table.issues)} issues, {table.packages:,} packages")
    exactly = f"{size.value:,}" if size.exact else f"between {size.low:,} and {size.high:,}"
    console.print(f"In the zone ({found.convention}): {exactly}")
    for day in found.by_day:
        console.print(
            f"  signed on {day.day}: {day.count.value:,}"
            + ("" if day.count.exact else f" ({day.count.low:,} to {day.count.high:,})")
        )
    kind = "complete" if efficient.complete else f"within {max(map(float, efficient.epsilon)):.4g} of each"
    listed = efficient.complete or bool(efficient.growths)
    console.print(f"Efficient: {efficient.size:,} ({kind})\n" if listed else "Efficient: not listed\n")
    rows = Table(box=None, pad_edge=False)
    for column in ("", "value", *table.names, "ties", ""):
        rows.add_column(column, justify="left" if not column else "right")
    for name, one in found.solutions.items():
        if one:
            sure = "proved" if one.proved else f"gap {one.gap:.2%}"
            rows.add_row(
                name.replace("_", "–"),
                f"{float(one.value):.6g}",
                *(f"{float(v):.4g}" for v in one.utility),
                str(len(one.ties)),
                sure,
            )
    console.print(rows)
    fair = found.solutions.get("nash") or found.solutions.get("egalitarian")
    if fair:
        console.print("\nNash package:" if found.solutions.get("nash") else "\nEgalitarian package:")
        for issue, option in named(table, fair.package).items():
            console.print(f"  {issue}: {option}", markup=False)
    if found.blockers:
        console.print("\nThe zone is empty. To open it, give up all of one line:")
        for blocker in found.blockers.minimal[:12]:
            console.print("  " + _sentence(table, blocker), markup=False)
    for note in found.notes:
        console.print(note, markup=False)
    for move in found.draft.moves[:12] if found.draft else ():
        changes = ", ".join(f"{table.issues[i]}: {table.options[i][o]}" for i, o in move.changes)
        console.print(f"  helps and hurts nobody: {changes}", markup=False)


def _sentence(table: ScoreTable, blocker: Blocker) -> str:
    parts = [
        f"{table.names[k]}'s walk-away, by {float(fall):.6g}"
        for k, fall in zip(blocker.walk_aways, blocker.relaxation, strict=True)
    ]
    parts += [f"the red line at {table.issues[i]}: {table.options[i][o]}" for i, o in blocker.red_lines]
    return "; ".join(parts)


def _solution(table: ScoreTable, one: Solution | None) -> dict[str, Any] | None:
    if one is None:
        return None
    return {
        "utility": [float(v) for v in one.utility],
        "package": named(table, one.package),
        "value": float(one.value),
        "ties": [named(table, x) for x in one.ties[:MOST_PACKAGES]],
        "packages": len(one.ties),
        "proved": one.proved,
        "gap": one.gap,
    }


def _best(found: Answer) -> dict[str, Any]:
    ranked, table = found.best, found.table
    if ranked is None or not ranked.packages:
        return {"proved": True, "gap": 0.0, "packages": []}
    sums = totals(table, ranked.packages).tolist()
    return {
        "proved": ranked.proved,
        "gap": ranked.gap,
        "packages": [
            {"value": float(value), "utility": [float(v) for v in table.values(row)], "package": named(table, x)}
            for value, x, row in zip(ranked.values, ranked.packages, sums, strict=True)
        ],
    }


def _blocker(table: ScoreTable, one: Blocker) -> dict[str, Any]:
    return {
        "walk_aways": {table.names[k]: float(fall) for k, fall in zip(one.walk_aways, one.relaxation, strict=True)},
        "red_lines": [{"issue": table.issues[i], "option": table.options[i][o]} for i, o in one.red_lines],
        "total": float(one.total),
        "package": named(table, one.package),
    }


def _blockers(table: ScoreTable, found: Blockers) -> dict[str, Any]:
    return {
        "minimal": [_blocker(table, one) for one in found.minimal],
        "least": None if found.least is None else _blocker(table, found.least),
        "complete": found.complete,
        "red_lines": [
            {"issue": table.issues[i], "option": table.options[i][o], "removes": counted(size)} for (i, o), size in found.removed
        ],
    }


def _move(table: ScoreTable, players: Sequence[int], move: Move) -> dict[str, Any]:
    return {
        "changes": {table.issues[i]: table.options[i][o] for i, o in move.changes},
        "gains": {table.names[p]: float(gain) for p, gain in zip(players, move.gains, strict=True)},
    }


def _draft(found: Answer) -> dict[str, Any]:
    table, draft, who = found.table, found.draft, found.players
    if draft is None:
        return {}
    return {
        "package": named(table, draft.package),
        "utility": [float(v) for v in draft.utility],
        "permitted": draft.permitted,
        "signable": draft.signable,
        "moves": [_move(table, who, move) for move in draft.moves],
        "compensation": [
            {
                "refusing": [table.names[p] for p in one.refusing],
                "cost": float(one.cost),
                "package": named(table, one.move.package),
                **_move(table, who, one.move),
            }
            for one in draft.compensation
        ],
        "path": [_move(table, who, move) | {"package": named(table, move.package)} for move in draft.path],
    }
