"""CSV: one table of entries, for spreadsheets and notebooks; written so that none runs a cell, and read from any of them."""

import csv
import io
from collections.abc import Iterator
from typing import BinaryIO

from winset.exchange.circulating import Circulating
from winset.exchange.incoming import Line, Lines, trouble
from winset.exchange.table import as_row, columns
from winset.record.item import ItemKind

MOST_COLUMNS = 1_000
LONGEST_CELL = 12_000_000
BYTE_ORDER_MARK = b"\xef\xbb\xbf"
"""What tells Excel that a file is UTF-8."""


def write(circulating: Circulating, out: BinaryIO, kind: ItemKind) -> int:
    """Write the table of one kind of entry as CSV in UTF-8, every cell in quotes; return how many rows it has."""
    out.write(BYTE_ORDER_MARK)
    text = io.StringIO(newline="")
    names = columns(kind)
    writer = csv.DictWriter(text, names, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    writer.writeheader()
    count = 0
    for paper, entry in circulating.entries(kind):
        writer.writerow(as_row(entry, paper.name, kind))
        count += 1
        if text.tell() > 1_000_000:
            out.write(text.getvalue().encode())
            text.seek(0)
            text.truncate()
    out.write(text.getvalue().encode())
    return count


def rows(lines: Lines) -> Iterator[Line]:
    """Yield the rows of a CSV file, cells by column, each with its line; what is wrong with the file ends it with a problem.

    The delimiter is a comma, semicolon or tab, whichever the first line has most of.
    """
    first = next(lines.peek(), "")
    delimiter = max(",;\t", key=first.count)
    csv.field_size_limit(LONGEST_CELL)
    reader = csv.reader(lines, delimiter=delimiter, strict=False)
    try:
        head = next(reader, [])
        names = [name.strip().lower().replace(" ", "_") for name in head]
        if len(names) > MOST_COLUMNS:
            got = f"{len(names):,} columns"
            lines.problems.append(
                trouble("csv", f"{lines.name}:1", got, f"at most {MOST_COLUMNS:,}", "delete those you do not need")
            )
            return
        twice = next((name for name in names if name and names.count(name) > 1), None)
        if twice:
            lines.problems.append(trouble("csv", f"{lines.name}:1", f"two columns '{twice}'", "each once", "rename one"))
            return
        at = reader.line_num
        for cells in reader:
            where, at = f"{lines.name}:{at + 1}", reader.line_num
            if len(cells) > len(names):
                got = f"{len(cells)} cells under {len(names)} columns"
                lines.problems.append(trouble("csv", where, got, "a cell for each column", "put quotes around cells with commas"))
            elif any(cells):
                yield Line(where, dict(zip(names, cells + [""] * (len(names) - len(cells)), strict=True)))
    except csv.Error as error:
        lines.problems.append(
            trouble("csv", f"{lines.name}:{reader.line_num}", str(error), "comma-separated values", "mend the line")
        )
