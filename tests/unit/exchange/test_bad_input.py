"""Files that are broken or mean harm: a problem with its place and a remedy, and neither time nor memory without bound."""

import json
import resource
import zipfile

import pytest

from winset.errors import Refused
from winset.exchange import jsonl, refi_in, rows, sheet, webannotation
from winset.exchange.brought import bring
from winset.exchange.formats import Format, guessed
from winset.exchange.incoming import Lines
from winset.exchange.scenario import read as read_scenario
from winset.record.ledger import Ledger

QDE = (
    '<?xml version="1.0"?>{doctype}<Project xmlns="urn:QDA-XML:project:1.0" name="x">'
    '<Users><User guid="u" name="Eve"/></Users>{rest}</Project>'
)
SOURCE = '<Sources><TextSource guid="s" name="a" plainTextPath="internal://a.txt">{marks}</TextSource></Sources>'
ENTITIES = (f'<!ENTITY {y} "{f"&{x};" * 10}">' for x, y in zip("abcdefgh", "bcdefghi", strict=True))
BOMB = '<!DOCTYPE b [<!ENTITY a "aaaaaaaaaa">' + "".join(ENTITIES) + "]>"


def project(path, rest="", doctype="", text=b"We will never leave.", **more):
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("project.qde", QDE.format(rest=rest, doctype=doctype))
        archive.writestr("Sources/a.txt", text)
        for name, data in more.items():
            archive.writestr(name, data)
    return path


def read_project(path):
    problems = []
    try:
        found = list(refi_in.read(path, problems))
    except Refused as refused:
        return [], [*problems, *refused.problems]
    return found, problems


def helpful(problems, *words):
    assert problems
    for one in problems:
        assert one.where and one.got and one.wanted and one.remedy
    said = " ".join(map(str, problems))
    for word in words:
        assert word in said, said


def mark(start, end, guid="m"):
    return f'<PlainTextSelection guid="{guid}" startPosition="{start}" endPosition="{end}"/>'


def test_a_project_of_another_tool_gives_statements(tmp_path):
    """Codes under a group of Winset's name are fields; others are tags; notes are comments; the marker is the coder."""
    codes = (
        '<CodeBook><Codes><Code guid="g" name="Speaker" isCodable="false"><Code guid="c1" name="Aland" isCodable="true"/></Code>'
        '<Code guid="c2" name="defiance" isCodable="true"/></Codes></CodeBook>'
    )
    coding = '<Coding guid="k{0}"><CodeRef targetGUID="{0}"/></Coding>'
    marks = (
        '<PlainTextSelection guid="m" name="We will" startPosition="0" endPosition="19" creatingUser="u">'
        f'{coding.format("c1")}{coding.format("c2")}<NoteRef targetGUID="n"/></PlainTextSelection>'
    )
    notes = '<Notes><Note guid="n" creatingUser="u"><PlainTextContent>strong words</PlainTextContent></Note></Notes>'
    path = project(tmp_path / "a.qdpx", codes + SOURCE.format(marks=marks) + notes)
    found, problems = read_project(path)
    assert problems == []
    with Ledger.create(tmp_path / "case", coder="Dov") as ledger:
        told = bring(ledger, found, by="Dov")
        assert (told.new, told.problems) == (1, [])
        (hit,) = [ledger.item(one.id) for one in ledger.statements()]
    assert (hit.item.text, hit.item.speaker, hit.item.coder) == ("We will never leave", ("Aland",), "Eve")
    assert hit.standing.tags == ("defiance",)
    assert [(one.coder, one.words) for one in hit.standing.comments] == [("Eve", "strong words")]


@pytest.mark.parametrize("share", [0.3, 0.7, 0.99])
def test_a_zip_that_is_cut_short_is_told(tmp_path, share):
    path = project(tmp_path / "a.qdpx", SOURCE.format(marks=mark(0, 2)))
    path.write_bytes(path.read_bytes()[: int(path.stat().st_size * share)])
    found, problems = read_project(path)
    assert found == []
    helpful(problems, "a.qdpx", "zip")


def test_a_damaged_member_is_told_and_the_rest_read(tmp_path):
    path = tmp_path / "a.qdpx"
    two = SOURCE.replace(
        "</Sources>", '<TextSource guid="t" name="b" plainTextPath="internal://b.txt">{more}</TextSource></Sources>'
    )
    project(path, two.format(marks=mark(0, 2), more=mark(0, 5, "o")), **{"Sources/b.txt": b"Never again."})
    with zipfile.ZipFile(path) as archive:
        info = archive.getinfo("Sources/a.txt")
    data = bytearray(path.read_bytes())
    data[info.header_offset + 30 + len(info.filename) + 4] ^= 0xFF
    path.write_bytes(data)
    found, problems = read_project(path)
    assert [paper.entries[0].item.text for paper in found] == ["Never"]
    helpful(problems, "damaged")


def test_a_path_that_climbs_out_is_told_and_nothing_is_written(tmp_path):
    room = tmp_path / "room"
    room.mkdir()
    path = project(room / "a.qdpx", SOURCE.format(marks=mark(0, 2)), **{"../../evil.txt": b"x", "/abs.txt": b"x"})
    before = set(tmp_path.rglob("*"))
    found, problems = read_project(path)
    assert len(found) == 1
    assert [one.kind for one in problems] == ["import-path", "import-path"]
    assert set(tmp_path.rglob("*")) == before


def test_a_source_that_names_a_path_outside_reads_nothing_there(tmp_path):
    (tmp_path / "secret.txt").write_text("secret")
    rest = SOURCE.replace("internal://a.txt", f"absolute://{tmp_path}/secret.txt").format(marks=mark(0, 2))
    found, problems = read_project(project(tmp_path / "a.qdpx", rest))
    assert found == []
    helpful(problems, "no such file in the archive")


@pytest.mark.parametrize(
    "doctype", [BOMB, '<!DOCTYPE a SYSTEM "file:///etc/passwd">', '<!DOCTYPE a [<!ENTITY x SYSTEM "http://a.b/">]>']
)
def test_entities_are_refused_before_they_grow(tmp_path, doctype):
    found, problems = read_project(project(tmp_path / "a.qdpx", SOURCE.format(marks=mark(0, 2)), doctype=doctype))
    assert found == []
    helpful(problems, "expands no entity")


def test_a_zip_bomb_is_refused(tmp_path):
    path = project(tmp_path / "a.qdpx", SOURCE.format(marks=mark(0, 2)), text=b"a" * 50_000_000)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    found, problems = read_project(path)
    assert found == []
    helpful(problems, "unpacks to far more")
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 50_000


def test_elements_nested_very_deeply_are_told(tmp_path):
    deep = "<Code name='x' guid='y'>" * 5_000 + "</Code>" * 5_000
    _, problems = read_project(project(tmp_path / "a.qdpx", f"<CodeBook><Codes>{deep}</Codes></CodeBook>"))
    helpful(problems, "nested")


@pytest.mark.parametrize(
    ("start", "end"), [("0", "900"), ("5", "5"), ("7", "2"), ("-1", "4"), ("a", "4"), ("1e3", "9"), ("9" * 40, "1")]
)
def test_a_place_that_is_none_is_told_and_the_others_stand(tmp_path, start, end):
    path = project(tmp_path / "a.qdpx", SOURCE.format(marks=mark(start, end) + mark(0, 2, "good")))
    found, problems = read_project(path)
    assert [entry.item.text for entry in found[0].entries] == ["We"]
    assert len(problems) == 1
    helpful(problems)


@pytest.mark.parametrize("text", [b"\xff\xfe\x00", b"caf\xe9"])
def test_a_text_in_an_unknown_encoding_is_told(tmp_path, text):
    found, problems = read_project(project(tmp_path / "a.qdpx", SOURCE.format(marks=mark(0, 1)), text=text))
    assert found == []
    helpful(problems, "UTF-8")


def test_an_archive_without_a_project_is_told(tmp_path):
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        archive.writestr("x.txt", "x")
    helpful(read_project(tmp_path / "a.zip")[1], "no .qde file")


def table(tmp_path, data, name="a.csv"):
    path = tmp_path / name
    path.write_bytes(data if isinstance(data, bytes) else data.encode())
    lines = Lines(path)
    return list(rows.from_table(lines, sheet.rows(lines))), lines.problems


def test_a_million_columns_are_refused_at_once(tmp_path):
    found, problems = table(tmp_path, ",".join(f"c{n}" for n in range(1_000_000)) + "\n1,2\n")
    assert found == []
    helpful(problems, "1,000,000 columns")


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"text,speaker\ncaf\xe9,Ada\n", "UTF-8"),
        ("speaker,date\nAda,2031-01-01\n", "text, quote"),
        ("text,text\na,b\n", "two columns"),
        ("text,speaker\na,b,c\n", "3 cells"),
        ('text,speaker\n"a,b\n', ""),
        ("id,text_id,text,content,kind\nx,y,z,12-,direct\n", "spans are written"),
        ("id,text_id,text,content,kind\nx,y,z,1-2,shouted\n", "kind"),
        ("id,text_id,text,content,kind,state\nx,y,z,1-2,direct,agreed\n", "agreed"),
    ],
)
def test_a_table_that_cannot_be_meant_is_told_with_its_line(tmp_path, data, says):
    _, problems = table(tmp_path, data)
    if says:
        helpful(problems, says, "a.csv")


def test_a_table_in_utf_16_with_semicolons_is_read(tmp_path):
    found, problems = table(tmp_path, "Quote;Speaker;Date\nWir bleiben;Ada;2031-01-01\n".encode("utf-16"))
    assert problems == []
    (entry,) = [entry for paper in found for entry in paper.entries]
    assert (entry.item.text, entry.item.speaker, entry.item.date.value) == ("Wir bleiben", ("Ada",), "2031-01-01")


def test_formulas_that_somebody_typed_are_words(tmp_path):
    found, _ = table(tmp_path, 'text,speaker\n"=HYPERLINK(""http://a.b"")",\'=Ada\n')
    (entry,) = [entry for paper in found for entry in paper.entries]
    assert (entry.item.text, entry.item.speaker) == ('=HYPERLINK("http://a.b")', ("=Ada",))


def objects(tmp_path, text):
    path = tmp_path / "a.jsonl"
    path.write_text(text, "utf-8")
    lines = Lines(path)
    return list(jsonl.papers(lines, jsonl.objects(lines))), lines.problems


@pytest.mark.parametrize(
    "line",
    ["{", "[" * 200_000, "3", '{"is": "statement"}', '{"is": "statement", "item": {"id": NaN}}', '{"is": "source", "sha256": 3}',
     '{"is": "text", "sha256": "x"}', '{"is": "mystery"}', '{"is": "source", "data": "%%%"}', '{"is": ["a"]}'],
)  # fmt: skip
def test_a_line_that_is_none_is_told_with_its_number(tmp_path, line):
    _, problems = objects(tmp_path, '{"is":"record","form":"winset-record/1"}\n' + line + "\n")
    helpful(problems, "a.jsonl:2")


def test_a_document_that_is_not_what_its_hash_says_is_kept_as_what_it_is(tmp_path, case):
    with Ledger.open(case) as ledger:
        source = ledger.sources()[0]
    line = source.model_dump_json()[:-1] + ',"is":"source","data":"eA=="}'
    found, problems = objects(tmp_path, '{"is":"record"}\n' + line + "\n")
    assert problems == []
    with Ledger.create(tmp_path / "other", coder="Dov") as other:
        bring(other, found, by="Dov")
        from winset.record.check import check

        assert check(tmp_path / "other") == ()


@pytest.mark.parametrize("data", [b"\xff{", b"{", b"[" * 200_000, b"3", b'"a"', b'[{"target": 3}]', b'{"items": 4}', b"[[]]"])
def test_annotations_that_are_none_are_told(tmp_path, case, data):
    (tmp_path / "a.json").write_bytes(data)
    problems = []
    with Ledger.open(case, coder="Dov") as ledger:
        bring(ledger, webannotation.read(tmp_path / "a.json", ledger, problems), by="Dov")
    helpful(problems, "a.json")


@pytest.mark.parametrize(
    "data",
    ["{", "[]", '{"LinearAdditiveUtilitySpace": 3}', '{"LinearAdditiveUtilitySpace": {"name": "a"}}', "[" * 100_000,
     '{"LinearAdditiveUtilitySpace": {"domain": {"issuesValues": {"a": {"values": []}}}}}',
     '{"LinearAdditiveUtilitySpace": {"domain": {"issuesValues": {"a": {"range": ["0", "9", "0"]}}}}}',
     '{"LinearAdditiveUtilitySpace": {"domain": {"issuesValues": {"a": {"range": ["0", "1e30", "1"]}}}}}',
     '{"LinearAdditiveUtilitySpace": {"domain": {"issuesValues": {"a": {"values": ["x"]}}}, "issueWeights": {"a": "NaN"},'
     ' "issueUtilities": {"a": {"DiscreteValueSetUtilities": {"valueUtilities": {"x": 1}}}}}}'],
)  # fmt: skip
def test_a_profile_that_is_none_is_told(tmp_path, data):
    (tmp_path / "a.json").write_text(data)
    case, problems = read_scenario(tmp_path / "a.json", Format.GENIUSWEB)
    assert case is None
    helpful(problems, "a.json")


def test_a_geniusweb_range_is_an_option_a_step(tmp_path):
    (tmp_path / "buyer.json").write_text(
        '{"LinearAdditiveUtilitySpace": {"name": "buyer", "domain": {"name": "trade", "issuesValues": {'
        '"price": {"range": ["10", "30", "10"]},'
        ' "care": {"values": ["no", "yes"]}}}, "issueWeights": {"price": 0.6, "care": 0.4}, "issueUtilities": {"price":'
        ' {"NumberValueSetUtilities": {"lowValue": 10, "lowUtility": 1, "highValue": 30, "highUtility": 0}},'
        ' "care": {"DiscreteValueSetUtilities": {"valueUtilities": {"no": 0.2, "yes": 1}}}},'
        ' "reservationBid": {"issuevalues": {"price": "20", "care": "no"}}}}'
    )
    case, problems = read_scenario(tmp_path / "buyer.json", Format.GENIUSWEB)
    assert problems == ()
    stake = case.preferences["buyer"].issues["price"]
    assert {option: float(band.mode) for option, band in stake.values.items()} == {"10": 1, "20": 0.5, "30": 0}
    assert float(case.preferences["buyer"].walk_away.points[0].value.mode) == pytest.approx(0.6 * 0.5 + 0.4 * 0.2)


@pytest.mark.parametrize(
    ("name", "data", "form"),
    [
        ("a.csv", "text,speaker\n", Format.CSV),
        ("a.txt", "actor;issue;position;salience\n", Format.POSITIONS),
        ("a", '{"is":"record"}\n', Format.JSONL),
        ("a", '{"text_id":"x"}\n{"text_id":"y"}\n', Format.JSONL),
        ("a.json", '{"@context": "http://www.w3.org/ns/anno.jsonld"}', Format.ANNOTATION),
        ("a.json", '{"LinearAdditiveUtilitySpace": {}}', Format.GENIUSWEB),
        ("a", "PK\x03\x04", Format.QDPX),
        ("a.xml", "<utility_space>", Format.GENIUS),
        ("a.yml", "issues:\n", Format.NEGMAS),
    ],
)
def test_a_format_is_known_by_what_is_in_the_file(tmp_path, name, data, form):
    (tmp_path / name).write_text(data)
    assert guessed(tmp_path / name) is form


@pytest.mark.parametrize("data", ["Once upon a time.", "", "<html></html>", "3\n"])
def test_a_file_in_no_format_is_told(tmp_path, data):
    (tmp_path / "a").write_text(data)
    with pytest.raises(Refused, match="no format"):
        guessed(tmp_path / "a")


@pytest.mark.parametrize("subject", ["{}", "[1]", "3", "null"])
def test_a_description_that_is_json_but_not_ours_is_a_remark(tmp_path, subject):
    inner = f'<Description>{{"subject": {subject}, "fields": {{}}}}</Description>'
    marks = mark(0, 2).replace("/>", f">{inner}</PlainTextSelection>")
    found, problems = read_project(project(tmp_path / "a.qdpx", SOURCE.format(marks=marks)))
    assert problems == []
    (entry,) = found[0].entries
    assert (entry.item.text, entry.standing.comments[0].words[:10]) == ("We", '{"subject"')


@pytest.mark.parametrize(
    "line",
    [
        '{"is":"text","sha256":"SHA","extractor":"\\ud83d","content":"We stay."}',
        '{"is":"text","sha256":"SHA","extractor":"x 1","content":"We stay."}\n{"is":"article","article":{"coder":"r 1"}}',
        '{"is":"text","sha256":"SHA","extractor":"x 1","content":"We stay."}\n{"is":"article","article":{"document":[]}}',
    ],
)
def test_odd_lines_about_a_text_leave_the_text(tmp_path, line):
    from winset.record.source import sha256

    found, problems = objects(tmp_path, line.replace("SHA", sha256(b"We stay.")) + "\n")
    with Ledger.create(tmp_path / "case", coder="Dov") as ledger:
        told = bring(ledger, found, by="Dov")
        assert [text.content for text in ledger.texts()] == ["We stay."]
    for one in (*problems, *told.problems):
        helpful([one])


@pytest.mark.parametrize(
    ("name", "text", "form"),
    [
        ("a.json", '{"LinearAdditiveUtilitySpace": {"domain": {"issuesValues": []}}}', Format.GENIUSWEB),
        ("a.yml", "issues: [{name: a, values: [x]}]\nufuns: [{weights: {a: 1}, values: {a: null}}]\n", Format.NEGMAS),
        ("a.yml", "issues: [{name: a, values: [x]}]\nufuns: [{weights: {a: 1}, values: {a: {mapping: 3}}}]\n", Format.NEGMAS),
    ],
)
def test_a_scenario_with_something_else_where_a_table_belongs_is_told(tmp_path, name, text, form):
    (tmp_path / name).write_text(text)
    case, problems = read_scenario(tmp_path / name, form)
    assert case is None
    helpful(problems)


def test_a_verdict_that_says_nothing_is_none(tmp_path, case):
    with Ledger.open(case) as ledger:
        item = ledger.statements()[0].model_dump(mode="json")
    line = {"is": "statement", "item": item, "standing": {"verdicts": {"Eve": []}, "tags": ["a"]}}
    found, problems = objects(tmp_path, json.dumps(line) + "\n")
    with Ledger.open(case, coder="Dov") as ledger:
        told = bring(ledger, found, by="Dov")
        assert (problems, told.problems, told.changed) == ([], [], 1)
        assert ledger.item(item["id"]).standing.verdicts == {}
