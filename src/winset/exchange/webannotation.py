"""W3C Web Annotations: a page of them, an entry each, out; a page, a collection, a list or single ones in."""

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, BinaryIO

from winset.errors import Problem, Severity
from winset.exchange.circulating import Circulating, Entry, Paper
from winset.exchange.incoming import trouble
from winset.file import read_whole
from winset.record import annotation
from winset.record.annotation import Units
from winset.record.ledger import Ledger
from winset.record.source import Text

LARGEST = 500_000_000


def write(circulating: Circulating, out: BinaryIO, units: Units = Units.CODE_POINTS) -> int:
    """Write an annotation page, an annotation for each entry; return how many there are.

    What stands around a quotation has withheld words blacked out.
    """
    out.write(f'{{"@context":"{annotation.CONTEXT}","id":"urn:winset:annotations","type":"AnnotationPage","items":['.encode())
    count = 0
    for paper in circulating.papers():
        for entry in paper.entries:
            assert paper.text is not None
            made = annotation.write(entry.item, paper.text, units, standing=entry.standing)
            made.pop("@context")
            out.write((",\n" if count else "\n").encode() + json.dumps(made, separators=(",", ":")).encode())
            count += 1
    out.write(b"\n]}\n")
    return count


def read(path: Path, ledger: Ledger, problems: list[Problem], units: Units = Units.CODE_POINTS) -> Iterator[Paper]:
    """Yield the entries that the annotations of a file make of texts in the record; those that fit none are told.

    An annotation that names its text by its hash is held against that one; another against every text that comes from the
    document of the name or address that it gives.

    Raises
    ------
    Refused : the file cannot be read
    """
    try:
        found = _annotations(json.loads(read_whole(path, LARGEST).decode("utf-8-sig")))
    except UnicodeDecodeError as error:
        problems.append(
            trouble("encoding", f"{path}: byte {error.start}", "bytes that are not UTF-8", "UTF-8", "save it as UTF-8")
        )
        return
    except (ValueError, RecursionError) as error:
        problems.append(trouble("json", str(path), f"no JSON: {error}", "a page of annotations", "export it again"))
        return
    texts = _Texts(ledger)
    for number, one in enumerate(found, 1):
        where = f"{path}: annotation {number}"
        text = texts.of(one)
        if text is None:
            wanted = "a text that the record holds"
            problems.append(
                trouble("text", where, f"an annotation of {_about(one)}", wanted, "read its document into the case first")
            )
            continue
        item, wrong = annotation.read(one, text, units)
        problems += wrong
        if item:
            yield Paper(None, None, entries=(Entry(item, annotation.standing_in(one)),))


class _Texts:
    """The texts of a record by hash, and by the names and addresses of their documents; the last one is kept in memory."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger
        self._named: dict[str, str] = {}
        self._last: Text | None = None
        for source, text_id, _ in ledger.received():
            if source and text_id:
                self._named |= {source.name: text_id, source.origin: text_id, f"urn:hash::sha256:{source.sha256}": text_id}

    def of(self, one: Mapping[str, Any]) -> Text | None:
        text_id = annotation.text_named(one)
        if text_id not in self._named.values():
            text_id = self._named.get(_about(one), text_id)
        if text_id is None or text_id not in self._named.values():
            return None
        if self._last is None or self._last.sha256 != text_id:
            self._last = Text(sha256=text_id, source="", extractor="", content=self._ledger.text(text_id))
        return self._last


def _about(one: Mapping[str, Any]) -> str:
    target = one.get("target")
    pieces = target.get("items", [target]) if isinstance(target, Mapping) else target if isinstance(target, list) else [target]
    source = pieces[0].get("source") if isinstance(pieces, list) and pieces and isinstance(pieces[0], Mapping) else target
    return str(source.get("id", source) if isinstance(source, Mapping) else source)[:200]


def _annotations(value: Any) -> list[Mapping[str, Any]]:
    """Return the annotations in a page, in a collection's first page, in a list, or the one that there is.

    Raises
    ------
    ValueError : there are none of them
    """
    if isinstance(value, Mapping):
        first = value.get("first")
        if isinstance(first, Mapping):
            return _annotations(first)
        if isinstance(value.get("items"), list) and value.get("type") != "Annotation":
            value = value["items"]
        else:
            value = value.get("rows", [value])
    if not isinstance(value, list) or not all(isinstance(one, Mapping) for one in value):
        raise ValueError("no list of annotations")
    return value


def no_text(path: Path) -> Problem:
    """Return the problem of a file in which there are none."""
    return Problem(Severity.WARNING, "import-empty", str(path), "no annotation", "at least one", "export it again")
