"""Parquet, in: the rows of a table that duckdb reads, its lists, places and details as the cells of a table have them."""

from collections.abc import Iterator
from typing import Any

from winset.errors import Refused
from winset.exchange.cell import listed, pairs, placed
from winset.exchange.incoming import Line, Lines, trouble
from winset.exchange.sheet import MOST_COLUMNS
from winset.record.cell import harmless

AT_ONCE = 2_000
MEMORY = "160MB"


def rows(lines: Lines) -> Iterator[Line]:
    """Yield the rows of a Parquet file, cells by column; what is wrong with the file ends it with a problem.

    Raises
    ------
    Refused : duckdb is not installed
    """
    try:
        import duckdb
    except ImportError as error:
        remedy = "install it: pip install 'winset[tables]', or write the table as CSV"
        raise Refused(trouble("duckdb", lines.name, "no such library", "the extra `tables`", remedy)) from error
    try:
        with duckdb.connect() as db:
            db.execute(f"SET memory_limit = '{MEMORY}'")
            db.execute("SET threads = 1")
            table = db.execute("SELECT * FROM read_parquet($1)", [str(lines.path)])
            names = [column[0] for column in table.description or ()]
            if len(names) > MOST_COLUMNS:
                got, remedy = f"{len(names):,} columns", "leave out those you do not need"
                lines.problems.append(trouble("parquet", lines.name, got, f"at most {MOST_COLUMNS:,}", remedy))
                return
            number = 0
            while some := table.fetchmany(AT_ONCE):
                for values in some:
                    number += 1
                    yield Line(f"{lines.name}: row {number:,}", _cells(dict(zip(names, values, strict=True))))
    except (duckdb.Error, RuntimeError, ValueError) as error:
        got = str(error).partition("\n")[0]
        lines.problems.append(trouble("parquet", lines.name, got, "a whole Parquet file", "write or get it again"))


def _cells(row: dict[str, Any]) -> dict[str, str]:
    """Return a row as a table of cells has it; a detail takes two of them.

    >>> _cells({"date": {"value": "2031", "basis": "explicit"}, "content": [{"start": 1, "stop": 5}], "number": None})
    {'date': '2031', 'date_basis': 'explicit', 'content': '1-5', 'number': ''}
    """
    cells: dict[str, str] = {}
    for name, value in row.items():
        if isinstance(value, dict) and value.keys() == {"value", "basis"}:
            cells |= {name: _cell(value["value"]), f"{name}_basis": str(value["basis"])}
        else:
            cells[name] = _cell(value)
    return cells


def _cell(value: Any) -> str:
    match value:
        case None | []:
            return ""
        case {"start": start, "stop": stop}:
            return placed([(start, stop)])
        case [{"start": _, "stop": _}, *_]:
            return placed((one["start"], one["stop"]) for one in value)
        case [dict(), *_]:
            return harmless(pairs([str(part) for part in one.values()] for one in value if len(one) == 2))
        case list():
            return harmless(listed(map(str, value)))
    return harmless(str(value))
