"""Entries as W3C Web Annotations, out and in. Inside, places are code points; other units exist only here, at the edge."""

import json
from collections.abc import Mapping
from enum import StrEnum
from typing import Any

from pydantic import ValidationError

from winset.errors import Problem, Severity
from winset.record import item as items
from winset.record.event import canonical
from winset.record.item import Item, ItemKind
from winset.record.place import storable
from winset.record.source import Text
from winset.record.standing import Standing
from winset.record.statement import Kind, Span, identity
from winset.record.withheld import own_words

CONTEXT = "http://www.w3.org/ns/anno.jsonld"
HASH = "urn:hash::sha256:"
AROUND = 32
"""Code points of prefix and suffix that go with a quotation."""


class Units(StrEnum):
    """What another program counts."""

    CODE_POINTS = "code points"
    UTF16 = "utf-16"
    UTF8 = "utf-8"


def outward(content: str, place: int, units: Units) -> int:
    """Return a place as another program counts it.

    >>> [outward("a🙂é", 2, units) for units in Units]
    [2, 3, 5]
    """
    before = content[:place]
    match units:
        case Units.UTF16:
            return len(before.encode("utf-16-le", "surrogatepass")) // 2
        case Units.UTF8:
            return len(before.encode("utf-8", "surrogatepass"))
    return place


def inward(content: str, place: int, units: Units) -> int | None:
    """Return a place in code points; nothing where it lies outside the text or inside a character.

    >>> inward("a🙂é", 3, Units.UTF16), inward("a🙂é", 2, Units.UTF16)
    (2, None)
    """
    if units is Units.CODE_POINTS:
        return place if 0 <= place <= len(content) else None
    low, high = 0, len(content)
    while low < high:
        middle = (low + high) // 2
        if outward(content, middle, units) < place:
            low = middle + 1
        else:
            high = middle
    return low if 0 <= place == outward(content, low, units) else None


def write(item: Item, text: Text, units: Units = Units.CODE_POINTS, *, standing: Standing | None = None) -> dict[str, Any]:
    """Return an entry as a Web Annotation: what it says as its bodies, its words and their places as its target.

    The first body holds every field as JSON, for programs; the others are tags, for people. The recommendation counts code
    points (Web Annotation Data Model, 4.2.5); `units` serves programs that count otherwise. Words in several pieces become a
    composite target.
    """
    pieces = [_target(span, text, units) for span in own_words(item)]
    kind = items.kind(item)
    held = {"kind": kind.value, "fields": items.fields(item)}
    if standing:
        held["standing"] = standing.model_dump(mode="json", exclude_defaults=True)
    whole = {"type": "TextualBody", "purpose": "describing", "format": "application/json", "value": canonical(held)}
    tags = [{"type": "TextualBody", "purpose": "tagging", "value": storable(f"{f}: {v}")} for f, v in items.facets(item)]
    written: dict[str, Any] = {
        "@context": CONTEXT,
        "id": f"urn:winset:{kind}:{item.id}",
        "type": "Annotation",
        "motivation": "describing",
        "body": [whole, *tags],
        "target": pieces[0] if len(pieces) == 1 else {"type": "Composite", "items": pieces},
    }
    coder = getattr(item, "coder", "") or next(iter(standing.proposed_by if standing else ()), "")
    return written | ({"creator": {"name": storable(coder)}} if coder else {})


def read(annotation: Mapping[str, Any], text: Text, units: Units = Units.CODE_POINTS) -> tuple[Item | None, tuple[Problem, ...]]:
    """Return the entry that an annotation makes of a text; if its words are not where it says, that is told, and not mended.

    An annotation that Winset did not write gives a statement with its words and nothing else. A quotation without a place
    is taken if it stands in the text exactly once.
    """
    where = str(annotation.get("id") or "annotation")
    pieces = _pieces(annotation)
    if not pieces:
        return None, (
            _problem("target", where, repr(annotation.get("target"))[:60], "a target with selectors", "export it again"),
        )
    found = [_place(piece, text, units, where) for piece in pieces]
    problems = tuple(one for one in found if isinstance(one, Problem))
    spans = tuple(one for one in found if not isinstance(one, Problem))
    if problems:
        return None, problems
    try:
        held = _held(annotation)
        kind = ItemKind(held.get("kind", ItemKind.STATEMENT))
        fields = {"text_id": text.sha256, **_mapping(held.get("fields"))} | {"text_id": text.sha256}
        if kind is ItemKind.STATEMENT:
            words = " ".join(text.content[start:end] for start, end in spans)
            own = {"kind": Kind.DIRECT, "coder": _creator(annotation), "text": words}
            fields = {**own, **fields} | {"id": identity(text.sha256, spans), "content": spans}
        elif fields.get("span") != list(spans[0]):
            raise ValueError(f"a {kind} of {fields.get('span')} at {spans[0]}")
        return items.make(f"{kind}:", fields), ()
    except ValidationError as error:
        got = "; ".join(f"{'.'.join(map(str, one['loc']))}: {one['msg']}" for one in error.errors())
        return None, (_problem("body", where, got, "the fields of an entry", "mend the annotation's body"),)
    except ValueError as error:
        return None, (_problem("body", where, str(error)[:120], "the fields of an entry", "mend the annotation's body"),)


def standing_in(annotation: Mapping[str, Any]) -> Standing | None:
    """Return how the entry of an annotation stands, where it says so and that can be meant; of others', the tags and remarks."""
    try:
        held = _held(annotation)
        if held:
            said = _mapping(held.get("standing"))
            return Standing.model_validate({"state": "proposed", **said}) if said else None
        bodies = annotation.get("body")
        texts = [_mapping(body) for body in (bodies if isinstance(bodies, list) else [bodies])]
        tags = [str(one["value"]) for one in texts if one.get("purpose") == "tagging" and one.get("value")]
        tags += [str(tag) for tag in _list(annotation.get("tags"))]
        words = [str(one["value"]) for one in texts if one.get("purpose") != "tagging" and one.get("value")]
        words += [str(annotation["text"])] if annotation.get("text") else []
        by = _creator(annotation)
        remarks = [{"coder": by or "unknown", "words": one} for one in words]
        known = {"proposed_by": [by]} if by else {}
        return Standing.model_validate({"state": "proposed", "tags": list(dict.fromkeys(tags)), "comments": remarks, **known})
    except ValueError:
        return None


def _creator(annotation: Mapping[str, Any]) -> str:
    """Return who made an annotation, by name or by what stands for it."""
    creator = annotation.get("creator", annotation.get("user"))
    if isinstance(creator, str):
        return creator
    return str(_mapping(creator).get("name") or _mapping(creator).get("id") or "")


def _list(value: object) -> list[Any]:
    return value if isinstance(value, list) else []


def text_named(annotation: Mapping[str, Any]) -> str | None:
    """Return the hash of the text that an annotation is about, where it names one."""
    for piece in _pieces(annotation):
        named = _named(piece)
        if named.startswith(HASH):
            return named[len(HASH) :]
    return None


def _held(annotation: Mapping[str, Any]) -> Mapping[str, Any]:
    """Return what a body of Winset's holds.

    Raises
    ------
    ValueError : it is no JSON
    """
    bodies = annotation.get("body")
    for body in bodies if isinstance(bodies, list) else [bodies]:
        one = _mapping(body)
        if one.get("format") == "application/json" and isinstance(one.get("value"), str):
            try:
                return _mapping(json.loads(one["value"]))
            except RecursionError as error:
                raise ValueError("JSON that is nested too deeply") from error
    return {}


def _pieces(annotation: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    """Return the pieces of an annotation's target; none where it is no target."""
    target = annotation.get("target")
    composite = isinstance(target, Mapping) and target.get("type") == "Composite"
    pieces = _mapping(target).get("items") if composite else target if isinstance(target, list) else [target]
    return pieces if isinstance(pieces, list) and all(isinstance(piece, Mapping) for piece in pieces) else []


def _named(target: Mapping[str, Any]) -> str:
    source = target.get("source")
    return str(_mapping(source).get("id", source))


def _target(span: Span, text: Text, units: Units) -> dict[str, Any]:
    start, end = span
    content = text.content
    return {
        "source": HASH + text.sha256,
        "selector": [
            {
                "type": "TextQuoteSelector",
                "exact": content[start:end],
                "prefix": content[max(0, start - AROUND) : start],
                "suffix": content[end : end + AROUND],
            },
            {"type": "TextPositionSelector", "start": outward(content, start, units), "end": outward(content, end, units)},
        ],
    }


def _place(target: Mapping[str, Any], text: Text, units: Units, where: str) -> Span | Problem:
    """Return where a target's words stand, or why that cannot be said."""
    named = _named(target)
    if named.startswith(HASH) and named != HASH + text.sha256:
        return _problem("other-text", where, f"words of text {named[len(HASH) :][:12]}", text.sha256[:12], "name that text")
    selectors = target.get("selector")
    listed = [one for one in (selectors if isinstance(selectors, list) else [selectors]) if isinstance(one, Mapping)]
    quote = next((one for one in listed if one.get("type") == "TextQuoteSelector"), {})
    position = next((one for one in listed if one.get("type") == "TextPositionSelector"), {})
    exact = quote.get("exact")
    ends = position.get("start"), position.get("end")
    if isinstance(ends[0], int) and isinstance(ends[1], int):
        start, end = inward(text.content, ends[0], units), inward(text.content, ends[1], units)
        if start is None or end is None or start >= end:
            return _problem("place", where, f"{ends[0]}..{ends[1]}", f"a place in the text, in {units}", "check the units")
        if exact is None or text.content[start:end] == exact:
            return start, end
        got = repr(text.content[start:end][:60])
        return _problem("moved", where, f"{got} at {start}..{end}", repr(str(exact)[:60]), "find the words, and mark them anew")
    if not isinstance(exact, str) or not exact:
        return _problem("selector", where, "no quotation and no place", "one of the two", "export it again")
    return _only(exact, str(quote.get("prefix", "")), str(quote.get("suffix", "")), text.content, where)


def _only(exact: str, prefix: str, suffix: str, content: str, where: str) -> Span | Problem:
    """Return the one place where a quotation stands with what it says is around it."""
    context = prefix + exact + suffix
    first = content.find(context)
    if first >= 0 and content.find(context, first + 1) < 0:
        return first + len(prefix), first + len(prefix) + len(exact)
    got = "words that are not in the text" if first < 0 else "words that stand in more than one place"
    return _problem(
        "quotation", where, f"{got}: {exact[:60]!r}", "words that stand in it once", "give their place, or more around them"
    )


def _mapping(value: object) -> Mapping[str, Any]:
    return value if isinstance(value, Mapping) else {}


def _problem(kind: str, where: str, got: str, wanted: str, remedy: str) -> Problem:
    return Problem(Severity.ERROR, f"annotation-{kind}", where, got, wanted, remedy)
