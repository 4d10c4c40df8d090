"""What every verb prints: one document to standard output, and problems to standard error."""

import json
import sys
from collections.abc import Iterable, Mapping
from io import TextIOWrapper
from typing import Any

from winset import __version__
from winset.errors import Problem, Severity

SCHEMA = 1


def document(verb: str, body: Mapping[str, Any], problems: Iterable[Problem] = ()) -> None:
    """Print one JSON document and nothing else."""
    whole = {"winset": __version__, "schema": f"{verb}/{SCHEMA}", **body, "problems": [p.as_json() for p in problems]}
    sys.stdout.write(json.dumps(whole, ensure_ascii=not _takes_everything(), indent=1, default=str) + "\n")


def lines(rows: Iterable[Mapping[str, Any]]) -> None:
    """Print one JSON object a line, as they come."""
    for row in rows:
        sys.stdout.write(json.dumps(row, ensure_ascii=not _takes_everything(), default=str) + "\n")


def say(message: str) -> None:
    """Tell the user something, on standard error."""
    sys.stderr.write(message + "\n")


def tell(problems: Iterable[Problem]) -> int:
    """Print problems to standard error; return the exit code: 1 if one of them is an error."""
    code = 0
    for problem in problems:
        say(str(problem))
        code = code or int(problem.severity is Severity.ERROR)
    return code


def writable() -> None:
    """Let what a terminal's encoding lacks be printed as an escape, where Python would stop."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")


def _takes_everything() -> bool:
    """Whether standard output can carry every character."""
    return (sys.stdout.encoding or "").lower().replace("-", "") == "utf8"
