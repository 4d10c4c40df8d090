"""The formats of files from elsewhere, and which one a file is, by what is in it."""

import json
import re
from enum import StrEnum
from pathlib import Path

from winset.errors import Refused
from winset.exchange.incoming import trouble
from winset.file import trouble as file_trouble

START = 65_536
"""Bytes that are looked at."""


class Format(StrEnum):
    """A format that is written, read, or both."""

    CSV = "csv"
    JSONL = "jsonl"
    PARQUET = "parquet"
    ANNOTATION = "annotation"
    PROV = "prov"
    QDC = "qdc"
    QDPX = "qdpx"
    MARKDOWN = "markdown"
    HTML = "html"
    CSL = "csl"
    GENIUS = "genius"
    GENIUSWEB = "geniusweb"
    GENIUSWEB_2020 = "geniusweb-2020"
    NEGMAS = "negmas"
    POSITIONS = "positions"
    GAMBIT = "gambit"


READ = (
    Format.CSV,
    Format.JSONL,
    Format.PARQUET,
    Format.ANNOTATION,
    Format.QDPX,
    Format.GENIUS,
    Format.GENIUSWEB,
    Format.GENIUSWEB_2020,
    Format.NEGMAS,
    Format.POSITIONS,
)
OF_CASES = (Format.GENIUS, Format.GENIUSWEB, Format.GENIUSWEB_2020, Format.NEGMAS, Format.POSITIONS, Format.GAMBIT)


def guessed(path: Path) -> Format:
    """Return which format a file or folder is in.

    Raises
    ------
    Refused : it cannot be read, or is in none that is known
    """
    if path.is_dir():
        for pattern, form in (("*.xml", Format.GENIUS), ("*.json", Format.GENIUSWEB), ("*.y*ml", Format.NEGMAS)):
            if next(path.glob(pattern), None):
                return form
        raise _unknown(path)
    try:
        with path.open("rb") as file:
            start = file.read(START)
    except OSError as error:
        raise Refused(file_trouble(error, path, "reading")) from error
    if start.startswith((b"PK", b"PAR1")):
        return Format.QDPX if start.startswith(b"PK") else Format.PARQUET
    encoding = "utf-16" if start[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig"
    text = start[: len(start) - len(start) % 2].decode(encoding, errors="replace").lstrip()
    if text.startswith(("{", "[")):
        return _of_json(text, path)
    if text.startswith("<"):
        if re.search(r"<(negotiation_template|utility_space)\b", text):
            return Format.GENIUS
        raise _unknown(path)
    if path.suffix.lower() in (".yml", ".yaml") or re.search(r"^(issues|ufuns|preferences):", text, re.MULTILINE):
        return Format.NEGMAS
    head = re.split(r"[,;\t]", text.partition("\n")[0].strip().lower().replace('"', ""))
    if {"actor", "issue", "position", "salience"} <= set(head):
        return Format.POSITIONS
    if len(head) > 1 or path.suffix.lower() in (".csv", ".tsv"):
        return Format.CSV
    raise _unknown(path)


def _of_json(text: str, path: Path) -> Format:
    """Return which format a text that begins as JSON is in; lines that are each an object are JSON Lines."""
    if "LinearAdditiveUtilitySpace" in text or '"issuesValues"' in text:
        return Format.GENIUSWEB
    first = text.partition("\n")[0]
    if re.search(r'"is"\s*:\s*"record"', first):
        return Format.JSONL
    if "ns/anno" in text or (re.search(r'"target"\s*:', text) and re.search(r'"(selector|body)"\s*:', text)):
        return Format.ANNOTATION
    try:
        if isinstance(json.loads(first), dict) or path.suffix.lower() == ".jsonl":
            return Format.JSONL
    except (ValueError, RecursionError):
        if path.suffix.lower() == ".jsonl":
            return Format.JSONL
    raise _unknown(path)


def _unknown(path: Path) -> Refused:
    wanted = f"one of {', '.join(READ)}"
    remedy = "name it: --format; documents are read with `winset read`"
    return Refused(trouble("format", str(path), "a file in no format that is known", wanted, remedy))
