"""A screen: its address, what may be asked of it, and the record that its page and its machine twin both show."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, get_origin

from pydantic import BaseModel, ConfigDict, ValidationError

from winset.band import Frozen
from winset.errors import Problem, Refused, Severity
from winset.web.room import Room


class Asked(BaseModel):
    """What may be asked of every screen: the record as it stood on a day, and as one coder has it."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    as_of: date | None = None
    coder: str | None = None


@dataclass(frozen=True, slots=True)
class Screen:
    """One view. `path` may hold names in braces, which are asked for like the rest; its twin ends in `.json`.

    `make` returns the record of class `shows` for what was asked; `template` lays it out.
    """

    path: str
    title: str
    template: str
    asks: type[Asked]
    shows: type[Frozen]
    make: Callable[[Room, Any], Frozen]


def asked(screen: Screen, query: list[tuple[str, str]], path: Mapping[str, str]) -> Asked:
    """Return what a request asks, its values checked; what is left blank was not asked.

    Raises
    ------
    Refused : a value cannot be meant
    """
    given: dict[str, Any] = {}
    for name, value in [*query, *path.items()]:
        field = screen.asks.model_fields.get(name)
        if field is None or not value:
            continue
        if get_origin(field.annotation) is tuple:
            given.setdefault(name, []).append(value)
        else:
            given[name] = value
    try:
        return screen.asks.model_validate(given)
    except ValidationError as error:
        raise Refused(
            *(
                Problem(
                    Severity.ERROR,
                    "asked",
                    ".".join(map(str, detail["loc"])),
                    repr(detail["input"])[:80],
                    detail["msg"].removeprefix("Input should be "),
                    "correct the address, or go back",
                )
                for detail in error.errors()
            )
        ) from error
