"""Parquet files: rows read in batches, and written whole or not at all, with memory that does not grow with the file."""

import os
import socket
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from importlib import import_module
from pathlib import Path
from types import ModuleType
from typing import Any

import numpy as np

from winset.errors import Problem, Refused, Severity
from winset.file import trouble

MEMORY = "256MB"
"""What rows may hold before they wait on disk."""

GROUP = 2048
"""Rows that are packed together, and so must be held at once while a file is written."""

PARTIAL = ".partial-"


class Corrupt(Exception):
    """A file that is no whole Parquet file, or lacks a column; says which."""


@contextmanager
def opened(path: Path) -> Iterator["Parquet"]:
    """Open a Parquet file.

    Raises
    ------
    Corrupt : it is not one, or not whole
    """
    duckdb = _duckdb()
    with tempfile.TemporaryDirectory(prefix="winset-") as spill, _connected(duckdb, spill) as connection:
        place = Path(spill) / "part.parquet"  # a plain name: duckdb takes [, ? and * in a name for a pattern
        place.symlink_to(path.resolve())
        try:
            described = connection.execute("DESCRIBE SELECT * FROM read_parquet(?)", [str(place)]).fetchall()
            yield Parquet(connection, str(place), tuple(row[0] for row in described))
        except duckdb.Error as error:
            raise Corrupt(str(error).partition("\n")[0].replace(str(place), str(path))) from None


class Parquet:
    """An open Parquet file and the names of its columns."""

    def __init__(self, connection: Any, place: str, columns: tuple[str, ...]) -> None:
        self._connection, self._place, self.columns = connection, place, columns

    def rows(self, columns: Sequence[str], size: int = 200) -> Iterator[tuple[Any, ...]]:
        """Yield the rows in the order of the file, with these columns; a column that is not there is null."""
        named = ", ".join(f'"{column}"' if column in self.columns else "NULL" for column in columns)
        cursor = self._connection.execute(f"SELECT {named} FROM read_parquet(?)", [self._place])  # noqa: S608 - our own names
        while batch := cursor.fetchmany(size):
            yield from batch


class Sheet:
    """Rows on their way into one Parquet file; past a limit they wait on disk."""

    def __init__(self, connection: Any, columns: Mapping[str, str], name: str) -> None:
        self._connection, self._columns, self._name = connection, columns, name
        typed = ", ".join(f'"{column}" {kind}' for column, kind in columns.items())
        connection.execute(f"CREATE TABLE {name} ({typed})")

    def add(self, rows: Sequence[Sequence[Any]]) -> None:
        """Add rows, each with a value for every column; lists as JSON text."""
        if not rows:
            return
        batch = {column: _column([row[at] for row in rows]) for at, column in enumerate(self._columns)}
        self._connection.register("batch", batch)
        cast = ", ".join(f'"{c}"::JSON::{kind}' if kind.endswith("[]") else f'"{c}"::{kind}' for c, kind in self._columns.items())
        self._connection.execute(f"INSERT INTO {self._name} SELECT {cast} FROM batch")  # noqa: S608 - our own names
        self._connection.unregister("batch")

    def write(self, path: Path) -> None:
        """Write the rows as a Parquet file that is whole or not there; the same rows give the same bytes.

        Raises
        ------
        Refused : the file could not be written
        """
        partial = path.parent / f"{PARTIAL}{path.name}-{socket.gethostname()}-{os.getpid()}"
        quoted = str(partial).replace("'", "''")
        try:
            self._connection.execute(
                f"COPY {self._name} TO '{quoted}' (FORMAT parquet, COMPRESSION zstd, ROW_GROUP_SIZE {GROUP})"
            )
            partial.replace(path)
        except OSError as error:
            raise Refused(trouble(error, path, "writing")) from None
        finally:
            with suppress(OSError):
                partial.unlink()
        for left in path.parent.glob(f"{PARTIAL}{path.name}-*"):  # by a worker that was killed while writing the same
            with suppress(OSError):
                left.unlink()


@contextmanager
def sheets(columns: Mapping[str, Mapping[str, str]]) -> Iterator[dict[str, Sheet]]:
    """Open a sheet for each name, with its columns and their types.

    Raises
    ------
    Refused : a sheet could not be filled or written: a full disk, or rows too large to hold a group of them at once
    """
    duckdb = _duckdb()
    with tempfile.TemporaryDirectory(prefix="winset-") as spill, _connected(duckdb, spill) as connection:
        try:
            yield {name: Sheet(connection, these, name) for name, these in columns.items()}
        except duckdb.Error as error:
            got, remedy = f"'{str(error).partition(chr(10))[0]}'", "free some space there, or cut the partition into smaller ones"
            raise Refused(Problem(Severity.ERROR, "parquet", spill, got, "room to write", remedy)) from None


@contextmanager
def _connected(duckdb: ModuleType, spill: str) -> Iterator[Any]:
    settings = {"threads": 1, "memory_limit": MEMORY, "temp_directory": spill, "autoinstall_known_extensions": False}
    with duckdb.connect(":memory:", config=settings) as connection:
        yield connection


def _column(values: list[Any]) -> "np.ndarray[Any, np.dtype[Any]]":
    column = np.empty(len(values), dtype=object)
    column[:] = values
    return column


def _duckdb() -> ModuleType:
    try:
        return import_module("duckdb")
    except ImportError:
        remedy = "install it with: pip install 'winset[cluster]'"
        raise Refused(Problem(Severity.ERROR, "not-installed", "duckdb", "no such package", "duckdb", remedy)) from None
