"""What a model finds wrong with a case, said in the user's words, with its place in the file."""

import re
from fractions import Fraction
from functools import cache
from typing import Any

from pydantic import BaseModel

from winset.band import written
from winset.case.case import Case
from winset.case.check import did_you_mean
from winset.case.yaml import Document
from winset.errors import Problem, Severity

TAGS = {"legislature", "electorate", "a-band", "a-word", "by-option"}
"""What tells the forms of a body or a figure apart; no key of the file."""

KEYS = ("keys with their values", "write them below it, indented")
DAY = ("a day such as 2031-04-02", "write year, month and day; leave out the time")
WORDS: dict[str, tuple[str, str]] = {
    "model_type": KEYS,
    "model_attributes_type": KEYS,
    "dict_type": KEYS,
    "tuple_type": ("a list", "put it in square brackets"),
    "string_type": ("text", "put it in quotes"),
    "int_parsing": ("a whole number", "correct the value"),
    "int_type": ("a whole number", "correct the value"),
    "bool_parsing": ("true or false", "choose one of them"),
    "bool_type": ("true or false", "choose one of them"),
    "date_type": DAY,
    "date_parsing": DAY,
    "date_from_datetime_parsing": DAY,
    "date_from_datetime_inexact": DAY,
}
"""By the kind of a finding: what is wanted, and what to do."""


def explained(document: Document, detail: Any) -> Problem:
    """Return one of pydantic's findings as a problem."""
    path = tuple(part for part in detail["loc"] if part not in TAGS)
    kind = detail["type"]
    got, (wanted, remedy) = _shown(detail["input"]), WORDS.get(kind) or _said(detail)
    if kind == "missing":
        got, wanted, remedy = "nothing", f"the key '{path[-1]}'", "add it"
        path = path[:-1]
    elif kind == "extra_forbidden":
        got, wanted, remedy = f"the key '{path[-1]}'", "a key of a case", did_you_mean(str(path[-1]), _field_names())
        if detail["input"] is None:
            remedy = "give it a value; if it belongs to the text before it, put that text in quotes: a comma ends it otherwise"
    elif kind == "union_tag_not_found":
        wanted, remedy = f"the key {detail['ctx']['discriminator']}", "say of what kind it is"
    elif kind == "union_tag_invalid":
        got, wanted, remedy = f"'{detail['ctx']['tag']}'", detail["ctx"]["expected_tags"], "choose one of them"
    elif kind in {"enum", "literal_error"}:
        wanted, remedy = detail["ctx"]["expected"], "choose one of them"
    elif kind == "too_short":
        wanted, remedy = f"at least {detail['ctx']['min_length']} item", "add one"
    return Problem(Severity.ERROR, kind, document.where(path), got, wanted, remedy)


def echoes(detail: Any) -> bool:
    """Return whether a finding says only that a list is too short because what stands in it was found wrong."""
    return bool(detail["type"] == "too_short" and len(detail["input"]) >= detail["ctx"]["min_length"])


def _said(detail: Any) -> tuple[str, str]:
    """Return what a message wants, and what it says to do: "… is wanted, not …; do this"."""
    said, _, todo = detail["msg"].removeprefix("Value error, ").removeprefix("Input should be ").partition("; ")
    return re.split(r" (?:is|are) wanted", said)[0], todo or "correct the value"


def _shown(given: Any) -> str:
    if given is None:
        return "nothing"
    shown = written(given) if isinstance(given, Fraction) else repr(given)
    return shown if len(shown) < 80 else f"{shown[:77]}…"


@cache
def _field_names() -> tuple[str, ...]:
    """Return every key that the models of a case know."""
    names: dict[str, None] = {}
    waiting: list[Any] = [Case]
    seen: set[int] = set()
    while waiting:
        one = waiting.pop()
        waiting.extend(getattr(one, "__args__", ()))
        if id(one) not in seen and isinstance(one, type) and issubclass(one, BaseModel):
            names.update(dict.fromkeys(one.model_fields))
            waiting.extend(field.annotation for field in one.model_fields.values())
        seen.add(id(one))
    return tuple(names)
