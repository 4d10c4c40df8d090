"""How values are written in the cells of a table: lists, pairs and spans."""

import re
from collections.abc import Iterable, Sequence

from winset.record.statement import Span


def listed(values: Iterable[str]) -> str:
    r"""Return values in one cell, apart by semicolons; a backslash stands before one that is part of a value.

    >>> listed(["Ada", "B; C", ""]), unlisted(listed(["Ada", "B; C", ""])), unlisted("Ada ;Ben")
    ('Ada; B\\; C; \\0', ['Ada', 'B; C', ''], ['Ada', 'Ben'])
    """
    return "; ".join(_escaped(value) for value in values)


def unlisted(cell: str) -> list[str]:
    """Return the values in a cell; spaces around them do not count."""
    if ";" not in cell and "\\" not in cell:
        return [one] if (one := cell.strip(" ")) else []
    found = [one for one in re.findall(r"(?:\\.|[^;\\])*(?:\\\Z)?", cell, re.DOTALL) if one.strip(" ")]
    return [_unescaped(one) for one in found]


def placed(spans: Iterable[Span]) -> str:
    """Return spans as a cell has them.

    >>> placed([(1, 5), (9, 12)])
    '1-5 9-12'
    """
    return " ".join(f"{start}-{end}" for start, end in spans)


def unplaced(cell: str) -> tuple[Span, ...]:
    """Return the spans in a cell.

    Raises
    ------
    ValueError : it holds something else
    """
    found: list[Span] = []
    for one in cell.split():
        match = re.fullmatch(r"(\d{1,12})-(\d{1,12})", one, re.ASCII)
        if not match:
            raise ValueError(f"{one[:40]!r}; spans are written as 10-50 60-70")
        found.append((int(match[1]), int(match[2])))
    return tuple(found)


def _escaped(value: str) -> str:
    if not value:
        return "\\0"
    inner = value.replace("\\", "\\\\").replace(";", "\\;")
    inner = re.sub(r"^ ", r"\\ ", inner)
    return re.sub(r"(?<!\\) \Z", r"\\ ", inner)


def _unescaped(written: str) -> str:
    bare = written.lstrip(" ")
    trailing = re.search(r"(\\*)( +)\Z", bare)
    if trailing:
        kept = 1 if len(trailing[1]) % 2 else 0
        bare = bare[: trailing.start(2) + kept]
    return "" if bare == "\\0" else re.sub(r"\\(.)", r"\1", bare, flags=re.DOTALL)


def pairs(values: Iterable[Sequence[str]]) -> str:
    """Return pairs in one cell: a name, a colon, and what it says.

    >>> pairs([("Ada", "accept"), ("Ben", "reject")])
    'Ada: accept; Ben: reject'
    """
    return listed(f"{name.replace('%', '%25').replace(':', '%3A')}: {said}" for name, said in values)


def unpaired(cell: str) -> list[tuple[str, str]]:
    """Return the pairs in a cell.

    >>> unpaired(pairs([("a: b", "c: d"), ("%3A", "")]))
    [('a: b', 'c: d'), ('%3A', '')]
    """
    found = []
    for one in unlisted(cell):
        name, _, said = one.partition(":")
        found.append((name.replace("%3A", ":").replace("%25", "%"), said.removeprefix(" ")))
    return found
