"""What a reviewer changes of an entry, as people write it: a field and its new value."""

import re
from datetime import date
from typing import Any

from winset.record.refusal import refuse

SPANS = ("content", "source", "cue")
LISTS = ("speaker", "issues", "options", "parties", "attested_by")
DETAILS = ("date", "channel", "outlet", "addressee", "occasion", "place")
WORDS = ("kind", "act", "party", "nested_in", "voice", "status", "topic", "statement", "number", "title", "stands")
FIELDS = (*SPANS, "span", *LISTS, *DETAILS, *WORDS)
"""What a reviewer may change; an item's id, its text and its words follow from its spans."""


def change(written: str) -> tuple[str, Any]:
    """Return a field and its new value: `date=2025-12-29`, `speaker=A, B`, `content=10-50,60-70`.

    >>> change("speaker=Aland, Brin"), change("date=")
    (('speaker', ('Aland', 'Brin')), ('date', {}))

    Raises
    ------
    Refused : it is not so written
    """
    field, equals, value = (part.strip() for part in written.partition("="))
    try:
        if not (field and equals):
            raise ValueError("no equals sign")
        if field in SPANS:
            ends = (one.split("-") for one in value.split(","))
            return field, tuple((int(start), int(end)) for start, end in ends)
        if field == "span":
            start, end = value.split("-")
            return field, (int(start), int(end))
    except ValueError:
        wanted = "FIELD=VALUE, spans as 10-50,60-70"
        raise refuse("change", "--set", repr(written), wanted, "write it so") from None
    if field not in FIELDS:
        raise refuse("change", "--set", f"the field '{field}'", f"one of {', '.join(FIELDS)}", "choose one of them")
    if field == "date" and value and not _is_day(value):
        wanted = "a day, month or year such as 2025-12-29, 2025-12 or 2025; --12-29 without its year"
        raise refuse("change", "--set", repr(written), wanted, "write it so")
    if field in LISTS:
        return field, tuple(part.strip() for part in value.split(",") if part.strip())
    if field in DETAILS:
        return field, {"value": value, "basis": "explicit"} if value else {}
    return field, value or None


def _is_day(written: str) -> bool:
    whole = f"2000-{written[2:]}" if written.startswith("--") else written
    if not re.fullmatch(r"[0-9]{4}(-[0-9]{2}){0,2}", whole):
        return False
    try:
        date.fromisoformat(f"{whole}-01-01"[: len("2000-01-01")])
    except ValueError:
        return False
    return True
