"""What an import reads: a file's lines, within bounds and in a known encoding, and what went wrong with them."""

import codecs
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from winset.errors import Problem, Refused, Severity
from winset.file import trouble as file_trouble

LONGEST_LINE = 64_000_000
"""Characters of the longest line that is taken into memory."""
MOST_PROBLEMS = 1_000


@dataclass(frozen=True, slots=True)
class Line:
    """One line or row of a file, with its place."""

    where: str
    value: dict[str, Any]


@dataclass(slots=True)
class Lines:
    """The lines of a text file, in UTF-8 or with the mark of UTF-16, one at a time; `problems` says what went wrong.

    A line that is too long, or bytes that are no text, end the reading.
    """

    path: Path
    problems: list[Problem] = field(default_factory=list)
    _lines: Iterator[str] | None = None
    _first: str | None = None

    @property
    def name(self) -> str:
        """What the file goes by in problems."""
        return str(self.path)

    def peek(self) -> Iterator[str]:
        """Yield the first line, which is read again later."""
        if self._first is None:
            self._first = next(self._source(), None)
        if self._first is not None:
            yield self._first

    def __iter__(self) -> Iterator[str]:
        if self._first is not None:
            first, self._first = self._first, None
            yield first
        yield from self._source()

    def _source(self) -> Iterator[str]:
        if self._lines is None:
            self._lines = self._read()
        return self._lines

    def _read(self) -> Iterator[str]:
        number = 0
        try:
            with self.path.open("rb") as raw:
                start = raw.read(4)
            wide = start[:2] in (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
            with self.path.open("r", encoding="utf-16" if wide else "utf-8-sig", newline="") as file:
                while line := file.readline(LONGEST_LINE + 1):
                    number += 1
                    if len(line) > LONGEST_LINE:
                        got, wanted = f"a line of more than {LONGEST_LINE:,} characters", "shorter lines"
                        self.problems.append(trouble("line", f"{self.name}:{number}", got, wanted, "check that it is text"))
                        return
                    yield line
        except UnicodeDecodeError as error:
            got = f"bytes that are not {error.encoding.upper().replace('-SIG', '')}, after line {number}"
            self.problems.append(trouble("encoding", f"{self.name}:{number + 1}", got, "UTF-8", "save the file as UTF-8"))
        except OSError as error:
            raise Refused(file_trouble(error, self.path, "reading")) from error


def trouble(kind: str, where: str, got: str, wanted: str, remedy: str) -> Problem:
    """Return an error met in a file that is imported."""
    return Problem(Severity.ERROR, f"import-{kind}", where, got, wanted, remedy)
