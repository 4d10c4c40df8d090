"""An article as an event holds it: its head, and its items as they are written."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from winset.record import item as items
from winset.record.article import Article
from winset.record.event import canonical
from winset.record.item import Item, ItemKind

LISTS = {ItemKind.STATEMENT: "statements", ItemKind.CONTACT: "contacts", ItemKind.CLAIM: "claims"}
"""Where an article has its items."""


@dataclass(frozen=True, slots=True)
class Bundle:
    """What an article's event says. `made` holds its items by subject, each with how it is written."""

    head: Mapping[str, Any]
    made: Mapping[str, tuple[Item, str]]

    @property
    def what(self) -> dict[str, Any]:
        """What the event says, but for its items."""
        return {"article": self.head}

    def written(self, retires: list[list[str]]) -> str:
        """Return what the event says, in canonical JSON."""
        entries = ",".join(f"[{canonical(subject)},{body}]" for subject, (_, body) in self.made.items())
        tail = f',"retires":{canonical(retires)}' if retires else ""
        return f'{{"article":{canonical(self.head)},"items":[{entries}]{tail}}}'

    def says_the_same_as(self, body: str) -> bool:
        """Whether an event of this body holds the same article, whatever it retired."""
        core = self.written([])[:-1]
        rest = body.partition(',"what":')[2]
        return rest.startswith(core) and rest[len(core) :].startswith(("}", ',"retires":'))


def pack(article: Article) -> Bundle:
    """Return an article as an event holds it."""
    found = [one for name in LISTS.values() for one in getattr(article, name)]
    head = article.model_dump(mode="json", exclude_defaults=True, exclude=set(LISTS.values()))
    return Bundle(head, {items.subject(one): (one, items.write(one)) for one in found})


def unpack(what: Mapping[str, Any]) -> Article:
    """Return the article that an event holds."""
    lists = {
        name: tuple(items.make(subject, fields) for subject, fields in what["items"] if subject.startswith(f"{kind}:"))
        for kind, name in LISTS.items()
    }
    return Article(**what["article"], **lists)
