"""Issues from a table with a line per actor and issue: the format that Winset documents."""

from collections.abc import Iterable, Mapping

from winset.backtest.cells import ActorCells, IssueCells, told
from winset.errors import Problem

NEEDED = ("issue", "actor", "position", "salience")
OF_ISSUE = ("outcome", "reference", "low", "high", "group")


def long_issues(rows: Iterable[tuple[int, Mapping[str, str]]], path: str, problems: list[Problem]) -> dict[str, IssueCells]:
    """Return the issues of a table in the order in which they first come; `rows` are numbered lines by column.

    Columns of the issue (outcome, reference, low, high, group) may stand on any of its lines; two that differ are a problem,
    and the first counts. Without a group, an issue is a group of its own. Without the column capability, everyone has 1.
    """
    issues: dict[str, IssueCells] = {}
    seen: set[tuple[str, str]] = set()
    for number, row in rows:
        where = f"{path}:{number}"
        cell = {column: (row.get(column) or "").strip() for column in (*NEEDED, *OF_ISSUE)}
        if not cell["issue"] or not cell["actor"]:
            problems.append(told(where, "no issue or no actor", "both", "fill in the cell"))
            continue
        if (cell["issue"], cell["actor"]) in seen:
            problems.append(told(where, f"{cell['actor']} on {cell['issue']} once more", "one line each", "delete one"))
            continue
        seen.add((cell["issue"], cell["actor"]))
        one = issues.setdefault(cell["issue"], IssueCells(where, cell["issue"], ""))
        for column in OF_ISSUE:
            before = getattr(one, column)
            if before and cell[column] and before != cell[column]:
                got = f"{column} {cell[column]} for {one.issue}, which had {before}"
                problems.append(told(where, got, "one for the issue", "make them agree; the first was taken"))
            elif cell[column]:
                setattr(one, column, cell[column])
        capability = (row.get("capability") or "").strip() if "capability" in row else "1"
        one.actors.append(ActorCells(where, cell["actor"], cell["position"], cell["salience"], capability))
    for name, one in issues.items():
        one.group = one.group or name
    return issues
