"""CSL-JSON: the documents of a record for a reference manager, an item each."""

import json
import re
from typing import Any, BinaryIO

from winset.exchange.circulating import Circulating, Paper
from winset.record.place import storable

PARTS = re.compile(r"(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?")


def write(circulating: Circulating, out: BinaryIO) -> int:
    """Write the documents that may circulate as CSL-JSON; return how many there are."""
    out.write(b"[")
    count = 0
    for paper in circulating.papers(entries=False):
        if paper.source and not paper.again:
            out.write((",\n" if count else "\n").encode() + json.dumps(item(paper), ensure_ascii=False).encode())
            count += 1
    out.write(b"\n]\n")
    return count


def item(paper: Paper) -> dict[str, Any]:
    """Return a document as CSL has it: what its reader said of it, else its name; when it was received as the day of access."""
    source, head = paper.source, next(iter(paper.heads), {})
    if source is None:
        raise ValueError("a text without its document has no reference")
    address = source.origin if re.match(r"https?://", source.origin) else None
    date = head.get("date") or {}
    found: dict[str, Any] = {
        "id": source.sha256[:12],
        "type": "webpage" if address and not head.get("outlet") else "article-newspaper" if head.get("outlet") else "document",
        "title": head.get("title") or paper.name,
        "author": [{"literal": name} for name in _authors(head)],
        "container-title": head.get("outlet"),
        "issued": _date(date.get("value")),
        "accessed": _date(source.received.date().isoformat()),
        "language": head.get("language"),
        "URL": address,
        "note": f"SHA-256 {source.sha256}",
    }
    return {name: _clean(value) for name, value in found.items() if value}


def _authors(head: dict[str, Any]) -> list[str]:
    byline = head.get("byline")
    return [byline.removeprefix("By ").removeprefix("by ")] if byline else []


def _date(written: str | None) -> dict[str, Any] | None:
    """Return a day, month or year in CSL's parts; what is written otherwise as it stands.

    >>> _date("2031-04")
    {'date-parts': [[2031, 4]]}
    """
    if not written:
        return None
    match = PARTS.fullmatch(written)
    return {"date-parts": [[int(part) for part in match.groups() if part]]} if match else {"raw": written}


def _clean(value: Any) -> Any:
    if isinstance(value, str):
        return storable(value)
    if isinstance(value, list):
        return [_clean(one) for one in value]
    return {name: _clean(one) for name, one in value.items()} if isinstance(value, dict) else value
