"""Issues from a table with a line per issue and columns per actor, as the data sets "Decision-making in the European Union" come.

Thomson, Stokman, Achen and König, eds (2006), The European Union Decides; Thomson and others (2012), J. European Public Policy
19(4), p. 604: columns pXX (position) and sXX (salience) for each actor XX, rp (reference point), out (outcome), isnr (issue)
and prnr (proposal).
"""

from collections.abc import Iterable, Mapping, Sequence

from winset.backtest.cells import ActorCells, IssueCells, told
from winset.errors import Problem

ISSUE, GROUP, REFERENCE, OUTCOME = "isnr", "prnr", "rp", "out"


def is_wide(columns: Sequence[str]) -> bool:
    """Whether a table has these columns: isnr, and a position and a salience for at least one actor."""
    return ISSUE in columns and bool(actors(columns))


def actors(columns: Sequence[str]) -> list[str]:
    """Return the actors that have a column of positions and one of saliences.

    >>> actors(["isnr", "proc", "pbe", "pat", "sat", "sbe", "rp"])
    ['be', 'at']
    """
    return [column[1:] for column in columns if column.startswith("p") and f"s{column[1:]}" in columns]


def wide_issues(
    rows: Iterable[tuple[int, Mapping[str, str]]], columns: Sequence[str], path: str, problems: list[Problem]
) -> dict[str, IssueCells]:
    """Return the issues of a table in its order; `rows` are numbered lines by column.

    A line without an issue holds, in the columns of the positions, each actor's capability: the last such line counts from
    there on. Before any, everyone has 1.
    """
    names = actors(columns)
    capability = dict.fromkeys(names, "1")
    issues: dict[str, IssueCells] = {}
    for number, row in rows:
        where = f"{path}:{number}"
        cell = {column: (row.get(column) or "").strip() for column in columns}
        name = cell[ISSUE]
        if not name:
            capability = {actor: cell[f"p{actor}"] for actor in names}
            continue
        if name in issues:
            problems.append(told(where, f"the issue {name} once more", "one line each", "delete one"))
            continue
        issues[name] = IssueCells(where, name, cell.get(GROUP) or name, cell.get(OUTCOME, ""), cell.get(REFERENCE, ""))
        issues[name].actors += [
            ActorCells(f"{where} {actor}", actor, cell[f"p{actor}"], cell[f"s{actor}"], capability[actor]) for actor in names
        ]
    return issues
