"""Events: what somebody did to the record, when, and after what. They are only ever added."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from winset.record.source import sha256

FORM = 1
"""The form in which an event's body is written; part of what is hashed."""


class Deed(StrEnum):
    """What an event did."""

    SOURCE = "source"
    TEXT = "text"
    ARTICLE = "article"
    ITEM = "item"
    VERDICT = "verdict"
    EDIT = "edit"
    DUPLICATE = "duplicate"
    LINK = "link"
    TAG = "tag"
    COMMENT = "comment"
    UNDO = "undo"


@dataclass(frozen=True, slots=True)
class Event:
    """One deed. `hash` is taken over `body`, the canonical JSON of everything else, the hashes of the parents included.

    `parents` are the events that nothing followed when this one was made; `depth` is one more than the deepest of them.
    So (depth, hash) puts the events of any union of ledgers into one order that never runs against what somebody had
    before their eyes, whatever the clocks said.
    """

    hash: str
    parents: tuple[str, ...]
    depth: int
    at: datetime
    coder: str
    deed: Deed
    what: Mapping[str, Any]
    body: str

    def as_json(self) -> dict[str, Any]:
        """Return the event as machine output carries it."""
        return {"hash": self.hash, **json.loads(self.body)}

    def about(self) -> str:
        """Return what the event is about, in a few words."""
        what = self.what
        match self.deed:
            case Deed.SOURCE:
                return str(what["name"])
            case Deed.TEXT:
                return f"{what['sha256'][:12]} by {what['extractor']}"
            case Deed.ARTICLE:
                return f"{what['article']['document']}: {len(what['items'])} items"
            case Deed.UNDO:
                return ", ".join(hash_[:12] for hash_ in what["events"])
        after = next((str(what[name]) for name in ("verdict", "becomes", "of", "to", "tag", "words") if name in what), "")
        return f"{what['subject']} {after}".strip()


_ENCODER = json.JSONEncoder(sort_keys=True, separators=(",", ":"), ensure_ascii=True, allow_nan=False)


def canonical(value: Any) -> str:
    """Return the one way to write a value as JSON: keys in order, no spaces, everything beyond ASCII escaped.

    >>> canonical({"b": [1, "é"], "a": None})
    '{"a":null,"b":[1,"\\\\u00e9"]}'
    """
    return _ENCODER.encode(value)


def compose(
    deed: Deed,
    what: Mapping[str, Any],
    *,
    coder: str,
    at: datetime,
    parents: Iterable[str] = (),
    depth: int = 0,
    written: str | None = None,
) -> Event:
    """Return a new event with its body and its hash. `written` is what was done in canonical JSON, if it is at hand.

    >>> from datetime import UTC
    >>> moment = datetime(2026, 1, 2, tzinfo=UTC)
    >>> one = compose(Deed.TAG, {"tag": "red"}, coder="Ada", at=moment)
    >>> two = compose(Deed.TAG, {"tag": "red"}, coder="Ada", at=moment, parents=[one.hash], depth=1)
    >>> one.hash != two.hash, read(two.body) == two
    (True, True)
    """
    before = tuple(sorted(parents))
    head = {"at": at.isoformat(), "coder": coder, "deed": deed.value, "depth": depth, "form": FORM, "parents": before}
    body = canonical(head)[:-1] + f',"what":{canonical(what) if written is None else written}}}'
    return Event(sha256(body.encode()), before, depth, at, coder, deed, what, body)


def read(body: str) -> Event:
    """Return the event that a body describes.

    Raises
    ------
    ValueError : the body is none that this version knows
    """
    data = json.loads(body)
    try:
        if data["form"] != FORM:
            raise ValueError(f"form {data['form']!r}, not {FORM}")
        return Event(
            hash=sha256(body.encode()),
            parents=tuple(data["parents"]),
            depth=data["depth"],
            at=datetime.fromisoformat(data["at"]),
            coder=data["coder"],
            deed=Deed(data["deed"]),
            what=data["what"],
            body=body,
        )
    except (KeyError, TypeError) as error:
        raise ValueError(f"no event: {error}") from error
