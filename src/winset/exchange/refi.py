"""REFI-QDA: which codes stand for what an entry says, and how GUIDs, users and times are written.

REFI-QDA Standard 1.5, https://www.qdasoftware.org: a codebook (.qdc) and a project (.qdpx), read by NVivo, MAXQDA, ATLAS.ti,
QualCoder and others.
"""

import re
import uuid
from collections.abc import Iterable, Mapping
from functools import cache, lru_cache
from typing import Any
from xml.sax.saxutils import quoteattr

from winset.record import item as items
from winset.record.item import MODELS, Item, ItemKind
from winset.record.place import storable
from winset.record.standing import Standing
from winset.record.statement import Certainty, Detail

PROJECT = "urn:QDA-XML:project:1.0"
CODEBOOK = "urn:QDA-XML:codebook:1.0"
ROOM = uuid.UUID("5b0f5d0e-6f0c-5e0b-9d5c-57494e534554")
ORIGIN = "Winset"
NAMELESS = "Comment"
"""The name of a note, which says nothing."""

GROUPS = {
    "speaker": "Speaker",
    "party": "Party",
    "issues": "Issue",
    "options": "Option",
    "act": "Act",
    "kind": "Kind",
    "voice": "Voice",
    "channel": "Channel",
    "outlet": "Outlet",
    "addressee": "Addressee",
    "status": "Status",
    "parties": "Between",
    "topic": "Topic",
    "attested_by": "Attested by",
    "stands": "Stands",
    "state": "State",
    "tags": "Tag",
    "entry": "Entry",
}
"""The code over the codes of each field."""
FIELDS = {group: field for field, group in GROUPS.items()}
MANY = frozenset({"speaker", "issues", "options", "parties", "attested_by", "tags"})
DETAILS = frozenset({"channel", "outlet", "addressee"})

Code = tuple[str, str]
"""The group of a code, and its own name."""
ORDER = [*GROUPS.values(), "Contact"]
REMEMBERED = 50_000
"""How many codes and names are remembered as they are written; the same ones come again and again."""
FORBIDDEN = re.compile("[^\\t\\n\\r\\x20-\\ud7ff\\ue000-\\ufffd\\U00010000-\\U0010ffff]")
BREAKS = {"\n": "&#10;", "\r": "&#13;", "\t": "&#9;"}


def guid(*parts: str) -> str:
    """Return the GUID of a thing, the same for the same thing.

    >>> guid("a", "b") == guid("a", "b") != guid("ab")
    True
    """
    return str(uuid.uuid5(ROOM, storable("\x1f".join(parts))))


@lru_cache(REMEMBERED)
def code_guid(code: Code) -> str:
    """Return the GUID of a code."""
    return guid("code", *code)


@lru_cache(REMEMBERED)
def user_guid(name: str) -> str:
    """Return the GUID of somebody."""
    return guid("user", name)


def within(whole: str, part: str) -> str:
    """Return the GUID of something that a thing has to do with another: the beginning of the one and the end of the other.

    >>> within("5b0f5d0e-6f0c-5e0b-9d5c-57494e534554", "00000000-0000-5000-8000-000000000001")
    '5b0f5d0e-6f0c-5e0b-9d5c-000000000001'
    """
    return whole[:24] + part[24:]


def in_order(found: Iterable[Code]) -> list[Code]:
    """Return codes in the order of the groups."""
    return sorted(found, key=lambda code: (ORDER.index(code[0]), code[1]))


def codes(item: Item, standing: Standing | None) -> tuple[Code, ...]:
    """Return the codes of an entry: one for each value of each field by which people sort."""
    found: list[Code] = [("Entry", items.kind(item).value)]
    for field, group in _groups(type(item)):
        value = getattr(item, field)
        values = value if isinstance(value, tuple) else (value.value if isinstance(value, Detail) else value,)
        found += [(group, name) for one in values if one is not None and (name := _name(str(one)))]
    if standing:
        found += [("State", standing.state.value), *(("Tag", name) for tag in standing.tags if (name := _name(tag)))]
    return tuple(dict.fromkeys(found))


def changes(before: Iterable[Code], after: Iterable[Code]) -> dict[str, Any]:
    """Return which fields of an entry were recoded, from the codes that it had and has; groups that are not Winset's are tags.

    >>> changes([("Party", "a"), ("Issue", "toll")], [("Party", "b"), ("Issue", "toll"), ("Mood", "hopeful")])
    {'party': 'b', 'tags': ('Mood: hopeful',)}
    """
    had, has = list(before), list(after)
    found: dict[str, Any] = {}
    if set(had) == set(has):
        return found
    for group, field in FIELDS.items():
        old, new = ([name for one, name in both if one == group] for both in (had, has))
        if field == "entry" or sorted(old) == sorted(new):
            continue
        if field in MANY:
            found[field] = tuple(new)
        elif field in DETAILS:
            found[field] = Detail(value=new[-1], basis=Certainty.EXPLICIT) if new else Detail()
        elif field == "party":
            found[field] = next((name for name in new if name not in old), None)
        elif fresh := [name for name in new if name not in old]:
            found[field] = fresh[-1]
    others = tuple(f"{group}: {name}" if group else name for group, name in has if group not in FIELDS and group != "Contact")
    if others:
        found["tags"] = (*found.get("tags", tuple(name for group, name in has if group == "Tag")), *others)
    return found


def clean(text: str) -> str:
    """Return a text as XML can hold it: a replacement for each character that it cannot.

    >>> clean("a\\x00b")
    'a\\ufffdb'
    """
    return FORBIDDEN.sub("\ufffd", storable(text))


def tag(name: str, attributes: Mapping[str, str | None], *, closed: bool = False) -> str:
    """Return an opening tag, or an empty element.

    >>> tag("Code", {"name": "a & b", "color": None}, closed=True)
    '<Code name="a &amp; b"/>'
    """
    given = "".join(f" {key}={quoteattr(clean(value), BREAKS)}" for key, value in attributes.items() if value is not None)
    return f"<{name}{given}{'/' if closed else ''}>"


@lru_cache(REMEMBERED)
def _name(text: str) -> str:
    return clean(text)


@cache
def _groups(model: type[Item]) -> tuple[tuple[str, str], ...]:
    """Return the fields of a kind of entry that give codes, each with its group; what a contact was is no kind of saying."""
    over = GROUPS | ({"kind": "Contact"} if model is MODELS[ItemKind.CONTACT] else {})
    return tuple((field, group) for field, group in over.items() if field in model.model_fields)
