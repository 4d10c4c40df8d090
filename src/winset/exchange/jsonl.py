"""JSON Lines: a whole record as it may circulate, an object a line, with its documents and texts; own files come back whole."""

import base64
import binascii
import json
from collections.abc import Iterator, Mapping
from typing import Any, BinaryIO

from pydantic import ValidationError

from winset import __version__
from winset.exchange.circulating import Circulating, Entry, Paper
from winset.exchange.incoming import Line, Lines, trouble
from winset.record import item as items
from winset.record.item import ItemKind
from winset.record.place import storable
from winset.record.source import Source, Text
from winset.record.standing import Standing

FORM = "winset-record/1"
KINDS = frozenset(ItemKind)


def write(circulating: Circulating, out: BinaryIO) -> int:
    """Write every document that may circulate with its text and entries; return how many entries there are."""
    count = 0
    _line(out, {"is": "record", "form": FORM, "winset": __version__})
    for paper in circulating.papers(documents=True):
        if paper.source:
            _line(out, {"is": "source", **paper.source.model_dump(mode="json"), "data": _data(paper)})
        if paper.text:
            text = paper.text.model_dump(mode="json", exclude={"source"}) | ({"content": None} if paper.again else {})
            _line(out, {"is": "text", **text, "blacked": paper.blacked})
        for head in paper.heads:
            _line(out, {"is": "article", "article": head})
        for entry in paper.entries:
            standing = entry.standing.model_dump(mode="json", exclude_defaults=True) if entry.standing else {}
            stands = json.dumps(standing, separators=(",", ":"))
            out.write(f'{{"is":"{items.kind(entry.item)}","item":{entry.fields()},"standing":{stands}}}\n'.encode())
        count += len(paper.entries)
    return count


def objects(lines: Lines) -> Iterator[Line]:
    """Yield the objects of a JSON Lines file, each with its line; a line that is none is a problem and no more."""
    for number, line in enumerate(lines, 1):
        where = f"{lines.name}:{number}"
        if not line.strip():
            continue
        try:
            value = json.loads(line, parse_constant=_no_number)
        except (ValueError, RecursionError) as error:
            lines.problems.append(trouble("json", where, f"no JSON: {error}", "an object a line", "mend or delete the line"))
            continue
        if isinstance(value, dict):
            yield Line(where, value)
        else:
            lines.problems.append(
                trouble("json", where, f"a {type(value).__name__}", "an object a line", "mend or delete the line")
            )


def papers(lines: Lines, found: Iterator[Line]) -> Iterator[Paper]:
    """Yield the documents of a file that `write` made; a line that cannot be meant is a problem, and the others stand."""
    source: Source | None = None
    data: bytes | None = None
    text: tuple[Text, bool, bool] | None = None
    heads: list[dict[str, Any]] = []
    entries: list[Entry] = []

    def paper() -> Iterator[Paper]:
        if source or text or entries:
            content = text[0] if text else None
            whole = data
            if whole is None and source and content and not (text and text[1]):
                whole = content.content.encode("utf-8", "surrogatepass")
            blacked, again = (text[1], text[2]) if text else (False, False)
            yield Paper(source, content, tuple(heads), tuple(entries), whole, blacked, again)

    for line in found:
        value = line.value
        sort = value.get("is")
        try:
            match sort:
                case "source" | "text":
                    if sort == "source" or text:
                        yield from paper()
                        text, heads, entries = None, [], []
                    if sort == "source":
                        source, data = _source(value)
                    else:
                        text = _text(value, source)
                case "article":
                    heads.append(dict(value["article"]))
                case str() if sort in KINDS:
                    entries.append(entry(sort, value["item"], value.get("standing")))
                case "record":
                    pass
                case _:
                    raise ValueError(f"a line that is {sort!r}")
        except (ValidationError, ValueError, KeyError, TypeError, binascii.Error) as error:
            wanted = f"a record, source, text, article, {', '.join(sorted(KINDS))}"
            lines.problems.append(trouble("line", line.where, said(error), wanted, "export it again, or mend the line"))
    yield from paper()


def entry(kind: str, fields: Mapping[str, Any], standing: Mapping[str, Any] | None) -> Entry:
    """Return an entry of these fields.

    Raises
    ------
    ValueError : they make none
    """
    item = items.make(f"{kind}:", fields)
    if storable(item.id) != item.id:
        raise ValueError(f"an id with half a character: {item.id!r}")
    return Entry(item, Standing.model_validate({"state": "proposed", **standing}) if standing else None)


def said(error: Exception) -> str:
    """Return in one line what was wrong."""
    if isinstance(error, ValidationError):
        return "; ".join(f"{'.'.join(map(str, one['loc'])) or 'it'}: {one['msg']}" for one in error.errors()[:3])
    return f"no {error}" if isinstance(error, KeyError) else str(error).splitlines()[0]


def _line(out: BinaryIO, value: Mapping[str, Any]) -> None:
    out.write(json.dumps(value, separators=(",", ":")).encode() + b"\n")


def _data(paper: Paper) -> str | None:
    """Return a document's bytes in base 64; nothing where they are those of its text, or words in them are blacked out."""
    if paper.data is None or (paper.text and paper.data == paper.text.content.encode("utf-8", "surrogatepass")):
        return None
    return base64.b64encode(paper.data).decode()


def _source(value: Mapping[str, Any]) -> tuple[Source, bytes | None]:
    fields = {name: one for name, one in value.items() if name not in ("is", "data")}
    written = value.get("data")
    return Source.model_validate(fields), base64.b64decode(written, validate=True) if written is not None else None


def _text(value: Mapping[str, Any], source: Source | None) -> tuple[Text, bool, bool]:
    again = value.get("content") is None
    fields = {"sha256": value["sha256"], "extractor": value["extractor"], "content": value.get("content") or ""}
    return Text(source=source.sha256 if source else "", **fields), bool(value.get("blacked")), again


def _no_number(constant: str) -> Any:
    raise ValueError(f"{constant} is not a number")
