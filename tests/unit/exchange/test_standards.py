"""What is written is what the standards say: Web Annotation, PROV-O, REFI-QDA, CSL; and Parquet holds every row as it is."""

import io
import json
import re
import zipfile
from pathlib import Path
from xml.etree import ElementTree

import pytest
from jsonschema import Draft202012Validator
from rdflib import Graph, Namespace
from rdflib.namespace import PROV, RDF
from tests.unit.exchange.refi_structure import against_structure

from winset.exchange import citation, parquet, printed, provenance, refi_out, webannotation
from winset.exchange.circulating import Circulating
from winset.exchange.refi import CODEBOOK, PROJECT
from winset.record import item as items
from winset.record.annotation import Units
from winset.record.item import ItemKind
from winset.record.ledger import Ledger
from winset.record.statement import Statement

DATA = Path(__file__).parents[2] / "data"
old_graph = pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated")  # rdflib's own parser of JSON-LD uses it


def frame(name):
    """Return what a standard allows, written for these tests."""
    return json.loads((DATA / f"{name}.json").read_text("utf-8"))


def written(case, write, *more):
    out = io.BytesIO()
    with Ledger.open(case) as ledger:
        write(Circulating(ledger), out, *more)
    return out.getvalue()


def test_annotations_are_what_the_model_says(case):
    page = json.loads(written(case, webannotation.write))
    assert page["items"]
    wrong = [
        f"{list(e.absolute_path)}: {e.message}" for e in Draft202012Validator(frame("web_annotation")["schema"]).iter_errors(page)
    ]
    assert wrong == []


@pytest.mark.parametrize("units", list(Units))
def test_the_places_of_annotations_hold_their_words_however_they_are_counted(tmp_path, units):
    """Behind emoji, combining marks, flags and letters outside the first plane; checked on the text's own encodings."""
    from tests.unit.exchange.conftest import document, said

    from winset.record.article import Article

    content = "🙂 e\u0301 🇺🇦 𝔘 a\u0300\u0323 said “Nie wieder 👩‍👩‍👧 Krieg” said"
    with Ledger.create(tmp_path / "a", coder="Ada") as ledger:
        data, source, text = document("a.txt", content)
        one = said(text, "Nie wieder 👩‍👩‍👧 Krieg", "said")
        ledger.take(source, data, text)
        ledger.add_article(Article(document="a", text_id=text.sha256, coder="reader 1", statements=(one,)))
    (found,) = json.loads(written(tmp_path / "a", webannotation.write, units))["items"]
    quote, place = found["target"]["selector"]
    name, width = {Units.CODE_POINTS: ("utf-32-le", 4), Units.UTF16: ("utf-16-le", 2), Units.UTF8: ("utf-8", 1)}[units]
    encoded = content.encode(name)
    assert encoded[place["start"] * width : place["end"] * width].decode(name) == quote["exact"] == one.text


@old_graph
def test_provenance_is_prov_o_to_a_parser_of_its_own(case):
    graph = Graph().parse(data=written(case, provenance.write), format="json-ld")
    winset = Namespace("urn:winset:")
    with Ledger.open(case) as ledger:
        log = list(ledger.log())
        statements = ledger.statements()
    activities = set(graph.subjects(RDF.type, PROV.Activity))
    assert activities == {winset[f"event:{event.hash}"] for event in log}
    for event in log:
        at = winset[f"event:{event.hash}"]
        assert graph.value(at, PROV.startedAtTime).toPython() == event.at
        assert set(graph.objects(at, PROV.wasInformedBy)) == {winset[f"event:{parent}"] for parent in event.parents}
        (agent,) = graph.objects(at, PROV.wasAssociatedWith)
        assert (agent, RDF.type, PROV.Agent) in graph
    for one in statements:
        wordings = list(graph.subjects(PROV.specializationOf, winset[f"statement:{one.id}"]))
        assert wordings
        for wording in wordings:
            assert graph.value(wording, PROV.wasGeneratedBy) in activities
            assert (wording, RDF.type, PROV.Entity) in graph
    known = set(graph.subjects(RDF.type, PROV.Entity))
    for text in graph.objects(None, PROV.wasDerivedFrom):
        assert text in known


@old_graph
def test_what_was_undone_says_so(case):
    with Ledger.open(case, coder="Ada") as ledger:
        undone = ledger.undo()
    graph = Graph().parse(data=written(case, provenance.write), format="json-ld")
    winset = Namespace("urn:winset:")
    (target,) = undone.what["events"]
    assert graph.value(winset[f"event:{target}"], winset.undone).toPython() is True
    assert graph.value(winset[f"event:{undone.hash}"], winset.undone).toPython() is False


@pytest.fixture
def project(case):
    with zipfile.ZipFile(io.BytesIO(written(case, refi_out.write_project))) as archive:
        assert archive.testzip() is None
        yield archive


def test_a_project_has_the_structure_of_the_standard(project):
    root = ElementTree.fromstring(project.read("project.qde"))
    assert root.tag == f"{{{PROJECT}}}Project"
    assert list(against_structure(root)) == []
    guids = [one.get("guid") for one in root.iter() if one.get("guid")]
    assert len(guids) == len(set(guids))
    codes = {one.get("guid") for one in root.iter(f"{{{PROJECT}}}Code") if one.get("isCodable") == "true"}
    assert {one.get("targetGUID") for one in root.iter(f"{{{PROJECT}}}CodeRef")} <= codes
    notes = {one.get("guid") for one in root.iter(f"{{{PROJECT}}}Note")}
    assert {one.get("targetGUID") for one in root.iter(f"{{{PROJECT}}}NoteRef")} == notes != set()
    users = {one.get("guid") for one in root.iter(f"{{{PROJECT}}}User")}
    assert {one.get("creatingUser") for one in root.iter() if one.get("creatingUser")} <= users


def test_every_selection_of_a_project_holds_its_words_and_the_texts_are_there(project, case):
    root = ElementTree.fromstring(project.read("project.qde"))
    with Ledger.open(case) as ledger:
        words = {f"statement:{one.id}": one.text for one in ledger.statements()}
    seen = set()
    for source in root.iter(f"{{{PROJECT}}}TextSource"):
        text = project.read("Sources/" + source.get("plainTextPath").removeprefix("internal://")).decode("utf-8")
        for one in source.iter(f"{{{PROJECT}}}PlainTextSelection"):
            held = json.loads(one.find(f"{{{PROJECT}}}Description").text)
            if held["subject"] in words:
                seen.add(held["subject"])
                assert text[int(one.get("startPosition")) : int(one.get("endPosition"))] == words[held["subject"]]
    assert seen == words.keys()


def test_a_codebook_has_the_structure_of_the_standard(case):
    root = ElementTree.fromstring(written(case, refi_out.write_codebook))
    assert root.tag == f"{{{CODEBOOK}}}CodeBook"
    assert list(against_structure(root, "codebook")) == []


def test_references_are_csl(case):
    found = json.loads(written(case, citation.write))
    wrong = [f"{list(e.absolute_path)}: {e.message}" for e in Draft202012Validator(frame("csl")["schema"]).iter_errors(found)]
    assert wrong == []
    assert [one["title"] for one in found] == ["Toll talks", "Cable"]
    assert found[0]["accessed"] == {"date-parts": [[2031, 4, 2]]}
    assert found[0]["URL"] == "https://example.org/gazette.txt"


@pytest.mark.parametrize("kind", list(ItemKind))
def test_parquet_holds_every_entry_as_it_is(case, kind, tmp_path):
    import duckdb

    (tmp_path / "a.parquet").write_bytes(written(case, parquet.write, kind))
    table = duckdb.read_parquet(str(tmp_path / "a.parquet"))
    rows = [dict(zip(table.columns, row, strict=True)) for row in table.fetchall()]
    with Ledger.open(case) as ledger:
        wanted = {entry.item.id: entry for _, entry in Circulating(ledger).entries(kind)}
    assert {row["id"] for row in rows} == wanted.keys()
    for row in rows:
        entry = wanted[row["id"]]
        for name, value in entry.item.model_dump(mode="json").items():
            got = row[name]
            if name in ("content", "source", "cue"):
                got = [[one["start"], one["stop"]] for one in got]
            if name == "span":
                got = [got["start"], got["stop"]]
            assert got == value, name
        assert row["state"] == entry.standing.state


def test_parquet_without_duckdb_says_what_to_install(case, monkeypatch):
    import sys

    from winset.errors import Refused

    monkeypatch.setitem(sys.modules, "duckdb", None)
    with pytest.raises(Refused, match=r"winset\[tables\]"):
        written(case, parquet.write, ItemKind.STATEMENT)


def test_every_statement_printed_cites_a_numbered_source(case):
    text = written(case, printed.write_markdown).decode()
    cited = {int(number) for number in re.findall(r"\[(\d+)\]$", text, re.MULTILINE)}
    listed = {int(number) for number in re.findall(r"^(\d+)\. ", text.split("## Sources")[1], re.MULTILINE)}
    assert cited == listed == {1, 2}
    page = written(case, printed.write_html).decode()
    root = ElementTree.fromstring(re.sub(r"<!doctype html>|<meta[^>]*>", "", page))
    targets = {one.get("id") for one in root.iter("li")}
    links = [one.get("href").removeprefix("#") for one in root.iter("a")]
    assert links
    assert set(links) == targets
    assert not re.search(r"src=|url\(|<link|@import", page)


def test_what_sources_say_is_no_markup(tmp_path):
    from tests.unit.exchange.conftest import document, said

    from winset.record.article import Article

    with Ledger.create(tmp_path / "a", coder="Ada") as ledger:
        data, source, text = document("a.txt", "<script>alert(1)</script> *bold* said")
        one = said(text, "<script>alert(1)</script> *bold*", "said")
        ledger.take(source, data, text)
        ledger.add_article(Article(document="a", text_id=text.sha256, coder="reader 1", statements=(one,)))
    assert b"<script" not in written(tmp_path / "a", printed.write_html)
    assert b"\\<script" in written(tmp_path / "a", printed.write_markdown)
    assert isinstance(one, Statement)
    assert items.kind(one) is ItemKind.STATEMENT
