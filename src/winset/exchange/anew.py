"""Entries anchored anew, in another text of the same length: one in which words were blacked out."""

from collections.abc import Mapping
from typing import Any

from winset.exchange.circulating import Entry
from winset.record.item import Item
from winset.record.source import sha256
from winset.record.statement import Claim, Statement, identity


def new_id(item: Item, text_id: str) -> str:
    """Return the id of an entry in another text."""
    if isinstance(item, Statement):
        return identity(text_id, item.content)
    return sha256(f"{text_id}:{item.id}".encode())[:16]


def moved(entry: Entry, text_id: str, renamed: Mapping[str, str]) -> Entry:
    """Return an entry anchored in another text of the same length."""
    item = entry.item
    changes: dict[str, Any] = {"id": renamed[item.id], "text_id": text_id}
    if isinstance(item, Statement) and item.nested_in:
        changes["nested_in"] = renamed.get(item.nested_in, item.nested_in)
    if isinstance(item, Claim) and item.statement:
        changes["statement"] = renamed.get(item.statement, item.statement)
    standing = entry.standing
    if standing:
        links = tuple((relation, _renamed(to, renamed)) for relation, to in standing.links)
        standing = standing.model_copy(update={"links": links})
    return Entry(item.model_copy(update=changes), standing)


def _renamed(subject: str, renamed: Mapping[str, str]) -> str:
    kind, _, id_ = subject.partition(":")
    return f"{kind}:{renamed.get(id_, id_)}"
