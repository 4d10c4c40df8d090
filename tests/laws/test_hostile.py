"""Whatever was done to a file, an import ends in entries and problems that say where, what and what to do: never in a fault."""

import importlib
import io
import json
import tempfile
import zipfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.laws.test_exchange import a_ledger, articles, fill

from winset.case.store import bundled, load
from winset.errors import Refused
from winset.exchange import jsonl, parquet, refi_out, sheet, webannotation
from winset.exchange.brought import bring
from winset.exchange.circulating import Circulating
from winset.exchange.formats import Format
from winset.exchange.scenario import read, write
from winset.record.annotation import Units
from winset.record.check import check
from winset.record.item import ItemKind

importing = importlib.import_module("winset.cli.import")
WRITERS = {
    Format.CSV: lambda c, out: sheet.write(c, out, ItemKind.STATEMENT),
    Format.PARQUET: lambda c, out: parquet.write(c, out, ItemKind.STATEMENT),
    Format.JSONL: jsonl.write,
    Format.ANNOTATION: webannotation.write,
    Format.QDPX: refi_out.write_project,
}
SCENARIOS = (Format.GENIUS, Format.GENIUSWEB, Format.NEGMAS, Format.POSITIONS)
TOKENS = [
    b"", b'"', b"{", b"}", b"[", b"]", b"<", b">", b"&", b"\x00", b"\xff\xfe", b"\xed\xa0\xbd", b"\\ud83d", b"NaN", b"-1",
    b"1e999", b"9" * 400, b"null", b"[]", b"{}", b"{}:", b",", b";", b"\n", b"\r\n", b"=1+1", b"0-99999999999",
    b"<!DOCTYPE a>", b"&#0;", b"[" * 3_000, b'{"a":' * 2_000, b"<a>" * 300, b"../..", "█🙂".encode(), b'{"value": 1}', b'"x"',
]  # fmt: skip
wounds = st.lists(
    st.tuples(st.floats(0, 1, exclude_max=True), st.integers(0, 30), st.sampled_from(TOKENS)), min_size=1, max_size=4
)
ODD = st.sampled_from([None, True, -1, 10**30, "", [], {}, [[]], "\ud83d", {"value": 3}, ["a"], "accept"])


def wounded(data, where):
    """The bytes with stretches of them replaced."""
    for share, length, token in where:
        at = int(share * len(data))
        data = data[:at] + token + data[at + length :]
    return data


def odd(value, chance):
    """JSON with parts of it replaced by others."""
    if chance.draw(st.integers(0, 19)) == 0:
        return chance.draw(ODD)
    if isinstance(value, dict):
        return {key: odd(one, chance) for key, one in value.items()}
    return [odd(one, chance) for one in value] if isinstance(value, list) else value


def told_well(problems):
    for one in problems:
        assert one.where
        assert one.got
        assert one.wanted
        assert one.remedy
        json.dumps(one.as_json())


LAW = settings(deadline=None, max_examples=40, suppress_health_check=list(HealthCheck))


@pytest.mark.parametrize("form", WRITERS)
@LAW
@given(articles(), wounds, st.data())
def test_a_wounded_file_of_a_record_is_told(form, article, where, chance):
    with a_ledger() as ledger, a_ledger() as other, tempfile.TemporaryDirectory() as folder:
        fill(ledger, ([article], []))
        out = io.BytesIO()
        WRITERS[form](Circulating(ledger), out)
        data = out.getvalue()
        if form is Format.QDPX and chance.draw(st.booleans()):
            with zipfile.ZipFile(out) as archive:
                held = {name: archive.read(name) for name in archive.namelist()}
            held["project.qde"] = wounded(held["project.qde"], where)
            out = io.BytesIO()
            with zipfile.ZipFile(out, "w") as archive:
                for name, one in held.items():
                    archive.writestr(name, one)
            data = out.getvalue()
        elif form is Format.JSONL and chance.draw(st.booleans()):
            data = "\n".join(json.dumps(odd(json.loads(line), chance)) for line in data.decode().splitlines()).encode()
        else:
            data = wounded(data, where)
        path = Path(folder) / "file"
        path.write_bytes(data)
        problems = []
        try:
            papers = importing._papers(path, form, None, chance.draw(st.sampled_from(Units)), None, other, problems)
            problems += bring(other, papers, by="Dov").problems
        except Refused as refused:
            problems += refused.problems
        told_well(problems)
        assert check(other.folder) == ()


@pytest.mark.parametrize("form", SCENARIOS)
@LAW
@given(wounds, st.data())
def test_a_wounded_scenario_is_told(form, where, chance):
    case, _ = load(bundled()["beginning"])
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "out"
        write(case, form, path)
        files = sorted(path.iterdir()) if path.is_dir() else [path]
        one = chance.draw(st.sampled_from(files))
        if form is Format.GENIUSWEB and chance.draw(st.booleans()):
            one.write_text(json.dumps(odd(json.loads(one.read_text("utf-8")), chance)), "utf-8")
        else:
            one.write_bytes(wounded(one.read_bytes(), where))
        try:
            _, problems = read(path, form)
        except Refused as refused:
            problems = refused.problems
        told_well(problems)
