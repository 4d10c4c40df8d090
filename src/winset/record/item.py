"""Items: the statements, contacts, claims and points that coders enter, each known to the record as its subject."""

import json
from collections.abc import Iterator, Mapping
from enum import StrEnum
from typing import Any

from pydantic import ValidationError
from pydantic_core import to_jsonable_python

from winset.record.event import canonical
from winset.record.place import storable
from winset.record.point import PointReport
from winset.record.statement import Claim, Contact, Statement

Item = Statement | Contact | Claim | PointReport


class ItemKind(StrEnum):
    """What an item is."""

    STATEMENT = "statement"
    CONTACT = "contact"
    CLAIM = "claim"
    POINT = "point"


MODELS: dict[ItemKind, type[Item]] = {
    ItemKind.STATEMENT: Statement,
    ItemKind.CONTACT: Contact,
    ItemKind.CLAIM: Claim,
    ItemKind.POINT: PointReport,
}
KINDS = {model: kind for kind, model in MODELS.items()}
DEFAULTS: dict[type[Item], dict[str, Any]] = {
    model: {
        name: to_jsonable_python(field.get_default()) for name, field in model.model_fields.items() if not field.is_required()
    }
    for model in MODELS.values()
}


def kind(item: Item) -> ItemKind:
    """Return what an item is."""
    return KINDS[type(item)]


def subject(item: Item) -> str:
    """Return the name under which the log speaks of an item: its kind and its id."""
    return f"{kind(item).value}:{item.id}"


def fields(item: Item) -> dict[str, Any]:
    """Return an item as the record keeps it: without the fields that are left at their default."""
    absent = DEFAULTS[type(item)]
    whole = item.model_dump(mode="json").items()
    return {name: value for name, value in whole if name not in absent or absent[name] != value}


def write(item: Item) -> str:
    """Return an item's fields in canonical JSON."""
    return canonical(fields(item))


def load(subject: str, body: str) -> Item:
    """Return the item that was written."""
    try:
        return _model(subject).model_validate_json(body)
    except ValidationError:  # half of a pair of surrogates, which this parser of JSON does not take
        return make(subject, json.loads(body))


def make(subject: str, fields: Mapping[str, Any]) -> Item:
    """Return the item that has these fields."""
    return _model(subject).model_validate(fields)


def words(item: Item) -> str:
    """Return the words by which an item is found."""
    return storable(item.basis if isinstance(item, Contact) else item.text)


def start(item: Item) -> int:
    """Return where an item begins in its text."""
    return item.content[0][0] if isinstance(item, Statement) and item.content else getattr(item, "span", (0, 0))[0]


def facets(item: Item) -> Iterator[tuple[str, str]]:
    """Yield what an item can be filtered by: (field, value)."""
    match item:
        case Statement():
            yield from (("speaker", name) for name in item.speaker)
            yield from (("issue", issue) for issue in item.issues)
            yield from (("option", option) for option in item.options)
            yield "act", item.act
            if item.party:
                yield "party", item.party
            if item.outlet.value:
                yield "outlet", item.outlet.value
        case Contact():
            yield from (("speaker", name) for name in item.parties)
        case Claim():
            yield from (("speaker", name) for name in item.attested_by)
        case PointReport():
            yield from (("issue", issue) for issue in item.issues)


def _model(subject: str) -> type[Item]:
    return MODELS[ItemKind(subject.partition(":")[0])]
