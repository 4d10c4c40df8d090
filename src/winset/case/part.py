"""The parts of a case: every basis, every band, and what stands at a path."""

from collections.abc import Iterator
from typing import TypeVar

from pydantic import BaseModel

Path = tuple[str | int, ...]
Sort = TypeVar("Sort")


def parts(value: object, sort: type[Sort], path: Path = ()) -> Iterator[tuple[Path, Sort]]:
    """Yield every part of a value that is of a sort, with its path, in the order in which a case is written.

    >>> from winset.band import Band
    >>> [path for path, band in parts({"a": Band.model_validate(1), "b": (Band.model_validate(2),)}, Band)]
    [('a',), ('b', 0)]
    """
    if isinstance(value, sort):
        yield path, value
    elif isinstance(value, tuple | list):
        for number, item in enumerate(value):
            yield from parts(item, sort, (*path, number))
    elif isinstance(value, dict):
        for key, item in value.items():
            yield from parts(item, sort, (*path, key))
    elif isinstance(value, BaseModel):
        for name in type(value).model_fields:
            yield from parts(getattr(value, name), sort, (*path, name))


def at(value: object, dotted: str) -> tuple[Path, object]:
    """Return the path that a dotted one means, and what stands there; where it leads nowhere, as far as it leads.

    A key may hold dots itself: of the keys that fit, the longest is meant.

    >>> at({"a": {"b.c": [7]}}, "a.b.c.0"), at({"a": {"b": 1}}, "a.x")
    ((('a', 'b.c', 0), 7), (('a',), {'b': 1}))
    """
    path: Path = ()
    rest = dotted
    while rest:
        inside = _inside(value)
        key = max((key for key in inside if f"{rest}.".startswith(f"{key}.")), key=lambda key: len(str(key)), default=None)
        if key is None:
            break
        path, value, rest = (*path, key), inside[key], rest[len(str(key)) + 1 :]
    return path, value


def _inside(value: object) -> dict[str | int, object]:
    if isinstance(value, BaseModel):
        return {name: getattr(value, name) for name in type(value).model_fields}
    if isinstance(value, dict):
        return dict(value)
    return dict(enumerate(value)) if isinstance(value, tuple | list) else {}
