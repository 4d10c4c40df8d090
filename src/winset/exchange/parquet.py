"""Parquet: the table of one kind of entry with its lists and dates as such, by duckdb; complete or not written at all."""

import json
import tempfile
from pathlib import Path
from shutil import copyfileobj
from typing import Any, BinaryIO

from winset.errors import Problem, Refused, Severity
from winset.exchange.circulating import Circulating, Entry
from winset.exchange.table import DETAIL, LIST, NUMBER, SPAN, SPANS, shapes
from winset.record.item import ItemKind
from winset.record.place import storable

SHORTEST_ROW = 1_000_000
"""Bytes for which duckdb makes room in any case; more where a row needs more."""
TYPES = {
    "text": "VARCHAR",
    DETAIL: "STRUCT(value VARCHAR, basis VARCHAR)",
    LIST: "VARCHAR[]",
    SPANS: "STRUCT(start BIGINT, stop BIGINT)[]",
    SPAN: "STRUCT(start BIGINT, stop BIGINT)",
    NUMBER: "BIGINT",
}
STANDING = {
    "state": "VARCHAR",
    "verdicts": "STRUCT(coder VARCHAR, verdict VARCHAR)[]",
    "adjudicated_by": "VARCHAR[]",
    "tags": "VARCHAR[]",
    "links": "STRUCT(relation VARCHAR, target VARCHAR)[]",
    "comments": "STRUCT(coder VARCHAR, words VARCHAR)[]",
    "entered_by": "VARCHAR[]",
    "wording": "VARCHAR",
}


def write(circulating: Circulating, out: BinaryIO, kind: ItemKind) -> int:
    """Write the table of one kind of entry as a Parquet file; return how many rows it has.

    Raises
    ------
    Refused : duckdb is not installed, or not every row was written; no file is left then
    """
    try:
        import duckdb
    except ImportError as error:
        remedy = "install it: pip install 'winset[tables]'"
        raise Refused(_problem("duckdb", "no such library", "the extra `tables`", remedy)) from error
    columns = {"document": "VARCHAR", **{name: TYPES[shape] for name, shape in shapes(kind).items()}, **STANDING}
    with tempfile.TemporaryDirectory() as room:
        rows, table = Path(room) / "rows.jsonl", Path(room) / "rows.parquet"
        count, longest = 0, SHORTEST_ROW
        with rows.open("w", encoding="utf-8") as file:
            for paper, entry in circulating.entries(kind):
                row = json.dumps({"document": storable(paper.name), **_row(entry, kind)})
                file.write(row + "\n")
                count, longest = count + 1, max(longest, len(row) + 1)
        try:
            with duckdb.connect() as db:
                db.execute("SET memory_limit = '160MB'")
                db.execute("SET threads = 1")
                db.execute("SET preserve_insertion_order = true")
                db.execute(f"SET temp_directory = '{_quoted(room)}'")
                listed = ", ".join(f"'{name}': '{_quoted(sort)}'" for name, sort in columns.items())
                read = f"format = 'newline_delimited', columns = {{{listed}}}, maximum_object_size = {longest}"
                rows_of = f"SELECT * FROM read_json('{_quoted(rows)}', {read})"  # noqa: S608
                db.execute(f"COPY ({rows_of}) TO '{_quoted(table)}' (FORMAT parquet, COMPRESSION zstd, ROW_GROUP_SIZE 20000)")
                found = db.execute(f"SELECT COUNT(*) FROM read_parquet('{_quoted(table)}')").fetchone()  # noqa: S608
        except duckdb.Error as error:
            got = str(error).splitlines()[0]
            raise Refused(_problem("parquet", got, f"all of {count:,} rows", "free memory and disk, or export jsonl")) from error
        if found is None or found[0] != count:
            raise Refused(_problem("parquet", f"{found[0] if found else 0:,} rows written", f"all of {count:,}", "export jsonl"))
        with table.open("rb") as made:
            copyfileobj(made, out)
    return count


def _row(entry: Entry, kind: ItemKind) -> dict[str, Any]:
    fields = entry.item.model_dump(mode="json")
    row = {name: _value(fields[name], shape) for name, shape in shapes(kind).items()}
    standing = entry.standing
    if standing:
        verdicts = [{"coder": storable(who), "verdict": one} for who, held in standing.verdicts.items() for one in held]
        row |= {"state": standing.state, "verdicts": verdicts, "wording": standing.chosen}
        row |= {"links": [{"relation": storable(relation), "target": storable(to)} for relation, to in standing.links]}
        row |= {"comments": [{"coder": storable(one.coder), "words": storable(one.words)} for one in standing.comments]}
        lists = {"adjudicated_by": standing.adjudicated_by, "tags": standing.tags, "entered_by": standing.proposed_by}
        row |= {name: [storable(one) for one in values] for name, values in lists.items()}
    return row


def _value(value: Any, shape: str) -> Any:
    match shape:
        case "spans":
            return [{"start": start, "stop": stop} for start, stop in value]
        case "span":
            return {"start": value[0], "stop": value[1]}
        case "list":
            return [storable(one) for one in value]
        case "detail":
            return {"value": None if value["value"] is None else storable(value["value"]), "basis": value["basis"]}
    return storable(value) if isinstance(value, str) else value


def _quoted(value: object) -> str:
    return str(value).replace("'", "''")


def _problem(where: str, got: str, wanted: str, remedy: str) -> Problem:
    return Problem(Severity.ERROR, "export-parquet", where, got, wanted, remedy)
