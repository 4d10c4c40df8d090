"""A case written as `case.yaml`: what it says and no more, so that reading it gives the same case."""

import json
from datetime import date
from fractions import Fraction
from typing import Any

from pydantic import BaseModel

from winset.band import Band, Basis, Prior, written
from winset.case.case import Case

UNSAFE = "\x7f\x85\u2028\u2029\ufeff"
"""Characters that YAML takes for the end of a line, or for nothing."""
WIDEST = 88


def as_yaml(case: Case) -> str:
    """Return a case as YAML that reads back the same; fields at their default are left out.

    >>> from winset.case.store import bundled, read
    >>> case, _ = read((bundled()["beginning"] / "case.yaml").read_text(), "case.yaml")
    >>> read(as_yaml(case), "case.yaml")[0] == case
    True
    """
    return "\n".join(_lines(_plain(case), 0)) + "\n"


class _Number(str):
    """A number as it is to stand in YAML, digit for digit."""

    __slots__ = ()


def _plain(value: Any) -> Any:
    """Return a part of a case as mappings, lists and scalars."""
    match value:
        case Band():
            return _band(value)
        case Basis():
            return value.model_dump(mode="json", exclude_defaults=True)
        case BaseModel():
            fields = type(value).model_fields
            given = {name: getattr(value, name) for name in fields}
            unsaid = {name: field.get_default(call_default_factory=True) for name, field in fields.items()}
            return {name: _plain(one) for name, one in given.items() if fields[name].is_required() or one != unsaid[name]}
        case dict():
            return {key: _plain(one) for key, one in value.items()}
        case tuple() | list():
            return [_plain(one) for one in value]
        case Fraction():
            return _Number(written(value))
        case date():
            return value.isoformat()
    return value


def _band(band: Band) -> Any:
    ends = [_Number(written(end)) for end in (band.low, band.mode, band.high)]
    because = _plain(band.because)
    numbers: dict[str, Any]
    if band.discrete:
        numbers = {"discrete": {_Number(written(value)): _Number(written(odds)) for value, odds in band.discrete.items()}}
    elif band.prior is not Prior.PERT:
        numbers = {**dict(zip(("low", "mode", "high"), ends, strict=True)), "prior": band.prior.value}
    elif len(set(ends)) > 1:
        numbers = dict(zip(("low", "mode", "high"), ends, strict=True))
    else:
        numbers = {"value": ends[0]}
    if because:
        return numbers | {"because": because}
    return ends[0] if "value" in numbers else numbers


def _lines(value: Any, depth: int) -> list[str]:
    """Return block lines of a mapping or list; what is short and flat stands on one line."""
    pad = "  " * depth
    if isinstance(value, dict):
        found = []
        for key, one in value.items():
            if flat := _flat(one):
                found.append(f"{pad}{_scalar(key)}: {flat}")
            else:
                found += [f"{pad}{_scalar(key)}:", *_lines(one, depth + 1)]
        return found
    found = []
    for one in value:
        if flat := _flat(one):
            found.append(f"{pad}- {flat}")
        else:
            first, *rest = _lines(one, depth + 1)
            found += [f"{pad}- {first.lstrip()}", *rest]
    return found


def _flat(value: Any) -> str:
    """Return a value in flow style if it is a scalar, empty, or short; else nothing."""
    flow = _flow(value)
    return flow if not isinstance(value, dict | list) or not value or len(flow) <= WIDEST else ""


def _flow(value: Any) -> str:
    if isinstance(value, dict):
        return "{" + ", ".join(f"{_scalar(key)}: {_flow(one)}" for key, one in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(_flow, value)) + "]"
    return _scalar(value)


def _scalar(value: Any) -> str:
    """Return a scalar as YAML: plain where it is a number or a simple word, else in double quotes."""
    if isinstance(value, bool):
        return str(value).lower()
    if value is None:
        return "null"
    text = str(value)
    if isinstance(value, int | _Number) or (text.replace("-", "").replace("_", "").isalnum() and _plain_word(text)):
        return text
    quoted = json.dumps(text, ensure_ascii=False)
    return "".join(f"\\u{ord(c):04x}" if c in UNSAFE else c for c in quoted)


def _plain_word(text: str) -> bool:
    """Whether a word is one to every reader of YAML: no truth value, nothing, number or day."""
    return (
        text.isascii() and text[0].isalpha() and text.lower() not in ("true", "false", "yes", "no", "on", "off", "null", "y", "n")
    )
