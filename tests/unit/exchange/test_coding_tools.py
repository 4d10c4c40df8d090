"""Projects shaped as coding tools write them come in: each has its own way with paths, line ends, notes and GUIDs.

The shapes are those that the tools' public files and importers show; every word is ours.
"""

import io
import re
import zipfile
from xml.etree import ElementTree

import pytest
from tests.unit.exchange.refi_structure import against_structure

from winset.exchange import refi_in, refi_out
from winset.exchange.brought import bring
from winset.exchange.circulating import Circulating
from winset.record.check import check
from winset.record.ledger import Ledger

LINES = ("Ferry talks", "", "Mara Quill: we can share the toll.", "Teo Brandt: not before spring.")
UNIX, WINDOWS = "\n".join(LINES), "\r\n".join(LINES)


def g(number):
    return f"0000000{number:x}-aaaa-4bbb-8ccc-dddddddddddd" if number < 16 else f"000000{number:x}-aaaa-4bbb-8ccc-dddddddddddd"


def qde(origin, inner, more=""):
    return (
        '<?xml version="1.0" encoding="utf-8"?>\n'
        f'<Project name="Ferry" origin="{origin}" {more} xmlns="urn:QDA-XML:project:1.0">\n'
        f'<Users><User guid="{g(1)}" name="Eve"/><User guid="{g(2)}" name="Finn" id="F"/></Users>\n{inner}</Project>'
    )


def code(number, name, inner="", codable="true"):
    return f'<Code guid="{g(number)}" name="{name}" isCodable="{codable}" color="#EF8256">{inner}</Code>'


def mark(number, text, words, inner="", **more):
    start = text.index(words)
    given = "".join(f' {key}="{value}"' for key, value in {"creatingUser": g(1), **more}.items())
    return (
        f'<PlainTextSelection endPosition="{start + len(words)}" startPosition="{start}" guid="{g(number)}"{given}>'
        f"{inner}</PlainTextSelection>"
    )


def coding(number, target, user=1):
    return f'<Coding guid="{g(number)}" creatingUser="{g(user)}"><CodeRef targetGUID="{g(target)}"/></Coding>'


def packed(path, members):
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for member, data in members.items():
            archive.writestr(member, data)


def written(case):
    """What is in the project that Winset writes of a case."""
    out = io.BytesIO()
    with Ledger.open(case) as ledger:
        refi_out.write_project(Circulating(ledger), out)
    with zipfile.ZipFile(out) as archive:
        return {name: archive.read(name).decode() for name in archive.namelist()}


def brought(tmp_path, project, files, name="project.qde", *, valid=True):
    """Import a project into an empty record; return what came, and all that was told."""
    if valid:
        assert list(against_structure(ElementTree.fromstring(project.encode()))) == []
    path = tmp_path / "ferry.qdpx"
    packed(path, {name: project, **files})
    problems = []
    with Ledger.create(tmp_path / "case", coder="Dov") as ledger:
        told = bring(ledger, refi_in.read(path, problems), by="Dov")
        hits = {one.text: ledger.item(one.id) for one in ledger.statements()}
        again = bring(ledger, refi_in.read(path, []), by="Dov")
        texts = [text.content for text in ledger.texts()]
    assert (again.new, again.changed) == (0, 0)
    assert check(tmp_path / "case") == ()
    return hits, texts, [*problems, *told.problems]


def remarks(hit):
    return [(one.coder, one.words) for one in hit.standing.comments]


def test_maxqda_nests_codes_that_code_and_names_selections_after_their_words(tmp_path):
    """GUIDs in capitals, attributes in any order, memos without a code, sets of documents, and the text of a PDF."""
    inner = (
        f"<CodeBook><Codes>{code(3, 'Mood', code(4, 'hopeful'))}{code(5, 'Party', code(6, 'aland'))}</Codes></CodeBook><Sources>"
        f'<TextSource modifyingUser="{g(1)}" guid="{g(7)}" name="Day 1" plainTextPath="internal://{g(7).upper()}.txt">'
        + mark(8, UNIX, "we can share the toll", coding(9, 4) + coding(10, 6), name="we can share…")
        + mark(11, UNIX, "not before spring", "<Description>which spring?</Description>", name="not before spring")
        + f'</TextSource><PDFSource guid="{g(12)}" name="Leaflet" path="internal://{g(12)}.pdf">'
        f'<PDFSelection guid="{g(13)}" page="0" firstX="1" firstY="2" secondX="3" secondY="4">{coding(14, 3)}</PDFSelection>'
        f'<Representation guid="{g(15)}" name="Representation_for_Leaflet" plainTextPath="internal://{g(15)}.txt">'
        + mark(16, "No toll!", "No toll", coding(17, 3))
        + f'</Representation></PDFSource></Sources><Sets><Set guid="{g(18)}" name="May">'
        f'<MemberSource targetGUID="{g(7)}"/></Set></Sets>'
    )
    project = re.sub('(guid|GUID|creatingUser)="([^"]*)"', lambda m: f'{m[1]}="{m[2].upper()}"', qde("MAXQDA 24", inner))
    hits, texts, problems = brought(
        tmp_path, project, {f"sources/{g(7)}.txt": UNIX, f"sources/{g(15)}.txt": "No toll!", f"sources/{g(12)}.pdf": b"%PDF"}
    )
    assert texts == [UNIX, "No toll!"]
    share = hits["we can share the toll"]
    assert (share.item.party, share.standing.tags, share.standing.proposed_by) == ("aland", ("Mood: hopeful",), ("Eve",))
    assert remarks(hits["not before spring"]) == [("Eve", "which spring?")]
    assert hits["No toll"].standing.tags == ("Mood",)
    assert [(one.kind, one.got) for one in problems] == [("import-left-out", "1 PDFSelection, 1 Set")]


def test_nvivo_counts_both_characters_of_a_line_end_and_links_notes_in_files(tmp_path):
    """Rich and plain text side by side, empty descriptions and names, notes tied by links, and people as cases."""
    inner = (
        f"<CodeBook><Codes>{code(3, 'Delay')}</Codes></CodeBook>"
        f'<Cases><Case guid="{g(4)}" name="Teo"><Description/></Case></Cases><Sources>'
        f'<TextSource guid="{g(5)}" name="Day 1" richTextPath="internal://{g(5)}.docx" plainTextPath="internal://{g(5)}.txt">'
        "<Description/>"
        + mark(6, WINDOWS, "not before spring", "<Description/>" + coding(7, 3, 2) + coding(8, 4), name="")
        + f'</TextSource></Sources><Notes><Note guid="{g(9)}" name="Ice" creatingUser="{g(2)}" '
        f'richTextPath="internal://{g(9)}.docx" plainTextPath="internal://{g(9)}.txt"><Description/></Note></Notes>'
        f'<Links><Link guid="{g(10)}" originGUID="{g(9)}" targetGUID="{g(6)}"/></Links>'
    )
    files = {
        f"Sources/{g(5)}.txt": b"\xef\xbb\xbf" + WINDOWS.encode(),
        f"Sources/{g(5)}.docx": b"PK",
        f"Sources/{g(9)}.txt": "ice",
    }
    hits, texts, problems = brought(tmp_path, qde("NVivo for Windows 14.23", inner, 'basePath=""'), files)
    assert texts == [WINDOWS]
    (hit,) = hits.values()
    assert (hit.item.text, hit.standing.tags) == ("not before spring", ("Case: Teo", "Delay"))
    assert remarks(hit) == [("Finn", "ice")]
    assert [(one.kind, one.got) for one in problems] == [("import-left-out", "1 Case")]


def test_qualcoder_marks_a_stretch_once_for_each_code_and_puts_annotations_among_the_notes(tmp_path):
    annotation = mark(20, UNIX, "Ferry talks").replace(f' creatingUser="{g(1)}"', "")
    journal = f'<Note guid="{g(21)}" name="Journal" plainTextPath="internal://{g(21)}.txt"><Description/></Note>'
    inner = (
        "<CodeBook><Codes>"
        + code(3, "Speaker", code(4, "Mara Quill"), "false")
        + code(5, "Issue", code(6, "toll") + code(7, "bridge"), "false")
        + f'</Codes></CodeBook><Variables><Variable guid="{g(8)}" name="Place" typeOfVariable="Text"><Description/></Variable>'
        f'</Variables><Sources><TextSource richTextPath="internal://{g(9)}.docx" plainTextPath="internal://{g(9)}.txt" '
        f'guid="{g(9)}" name="day 1.docx">'
        + mark(10, UNIX, "we can share the toll", coding(11, 4), name="we can share the toll")
        + mark(12, UNIX, "we can share the toll", "<Description>odd</Description>" + coding(13, 6), name="we can share the toll")
        + mark(14, UNIX, "we can share the toll", coding(15, 7, 2), name="we can share the toll", creatingUser=g(2))
        + f'<NoteRef targetGUID="{g(19)}"/><VariableValue><VariableRef targetGUID="{g(8)}"/><TextValue>quay</TextValue>'
        f'</VariableValue></TextSource></Sources><Notes>{journal}<Note guid="{g(19)}" creatingUser="{g(2)}">'
        f"<PlainTextContent>a headline</PlainTextContent>{annotation}</Note></Notes><Description>memo</Description>"
    )
    files = {f"Sources/{g(9)}.txt": b"\xef\xbb\xbf" + WINDOWS.encode(), f"Sources/{g(21)}.txt": "dear diary"}
    hits, texts, problems = brought(tmp_path, qde("QualCoder 3.6", inner), files)
    assert texts == [UNIX]
    assert hits.keys() == {"we can share the toll", "Ferry talks"}
    share = hits["we can share the toll"]
    assert (share.item.speaker, share.item.issues) == (("Mara Quill",), ("toll", "bridge"))
    assert (share.standing.proposed_by, remarks(share)) == (("Eve", "Finn"), [("Eve", "odd")])
    assert remarks(hits["Ferry talks"]) == [("Finn", "a headline")]
    assert [(one.kind, one.got) for one in problems] == [("import-left-out", "1 Variable")]


@pytest.mark.parametrize("names", ["", "not before spring."])
def test_atlas_ti_counts_a_line_end_as_one_whatever_is_in_the_file(tmp_path, names):
    inner = (
        f"<CodeBook><Codes>{code(3, 'Delay')}</Codes></CodeBook><Sources>"
        f'<TextSource guid="{g(4)}" name="Day 1" plainTextPath="internal://{g(4)}.txt">'
        + mark(5, UNIX, "not before spring", coding(6, 3), name=names)
        + f'</TextSource></Sources><Sets><Set guid="{g(7)}" name="Group"><MemberCode targetGUID="{g(3)}"/></Set></Sets>'
    )
    hits, texts, _ = brought(tmp_path, qde("ATLAS.ti Win 24.1", inner), {f"sources/{g(4)}.txt": WINDOWS})
    assert (list(hits), texts) == (["not before spring"], [UNIX])


@pytest.mark.parametrize("text", [UNIX, WINDOWS])
def test_names_of_selections_decide_how_an_unknown_tool_counts(tmp_path, text):
    inner = (
        f'<Sources><TextSource guid="{g(4)}" name="Day 1" plainTextPath="internal://{g(4)}.txt">'
        + mark(5, text, "not before spring", name="not before ...")
        + "</TextSource></Sources>"
    )
    hits, texts, _ = brought(tmp_path, qde("Some Tool 1", inner), {f"sources/{g(4)}.txt": WINDOWS})
    assert (list(hits), texts) == (["not before spring"], [text])


def test_texts_within_the_project_and_guids_in_braces(tmp_path):
    inner = (
        f"<CodeBook><Codes>{code(3, 'Delay')}</Codes></CodeBook><Sources>"
        f'<TextSource guid="{g(4)}" name="Day 1"><PlainTextContent>{UNIX}</PlainTextContent>'
        + mark(5, UNIX, "not before spring", coding(6, 3))
        + "</TextSource></Sources>"
    )
    braced = re.sub(
        '(CodeRef targetGUID|User guid)="([^"]*)"', lambda m: f'{m[1]}="{{{m[2].upper()}}}"', qde("Quirkos 2.5", inner)
    )
    hits, texts, problems = brought(tmp_path, braced, {})
    assert (texts, problems) == ([UNIX], [])
    assert (hits["not before spring"].standing.tags, hits["not before spring"].item.coder) == (("Delay",), "Eve")


@pytest.mark.parametrize(
    ("scheme", "member"),
    [
        ("internal://", "sources/"),
        ("relative:///", "Sources/"),
        ("relative://Texts/", "Texts/"),
        ("absolute://C:\\Work\\", "Sources/"),
    ],
)
def test_a_text_is_found_however_its_path_is_written(tmp_path, scheme, member):
    inner = (
        f'<Sources><TextSource guid="{g(4)}" name="Day 1" plainTextPath="{scheme}{g(4)}.txt">'
        + mark(5, UNIX, "not before spring")
        + "</TextSource></Sources>"
    )
    hits, _, problems = brought(tmp_path, qde("Some Tool 1", inner), {f"{member}{g(4)}.txt": UNIX})
    assert (list(hits), problems) == (["not before spring"], [])


def test_an_archive_packed_again_by_hand_is_read(tmp_path):
    """The project in a folder, beside what an Apple computer adds."""
    inner = (
        f'<Sources><TextSource guid="{g(4)}" plainTextPath="internal://a.txt">'
        + mark(5, UNIX, "Ferry")
        + "</TextSource></Sources>"
    )
    files = {"__MACOSX/._x.qde": b"\x00", "Ferry/Sources/a.txt": UNIX}
    hits, _, _ = brought(tmp_path, qde("Some Tool 1", inner), files, "Ferry/Ferry.qde")
    assert list(hits) == ["Ferry"]


def test_what_was_said_in_a_recording_is_read_by_its_points_in_time(tmp_path):
    start = UNIX.index("not before spring")
    inner = (
        f"<CodeBook><Codes>{code(3, 'Delay')}</Codes></CodeBook><Sources>"
        f'<AudioSource guid="{g(4)}" name="Tape 1" path="internal://{g(4)}.m4a">'
        f'<Transcript guid="{g(5)}" plainTextPath="internal://{g(5)}.txt">'
        f'<SyncPoint guid="{g(6)}" timeStamp="0" position="{start}"/>'
        f'<SyncPoint guid="{g(7)}" timeStamp="9" position="{start + 17}"/>'
        f'<TranscriptSelection guid="{g(8)}" fromSyncPoint="{g(6)}" toSyncPoint="{g(7)}">{coding(9, 3)}</TranscriptSelection>'
        f"</Transcript></AudioSource>"
        f'<VideoSource guid="{g(10)}" name="Film" path="internal://f.mp4">'
        f'<VideoSelection guid="{g(11)}" begin="0" end="9"/></VideoSource></Sources>'
    )
    hits, _, problems = brought(tmp_path, qde("Transana 5", inner), {f"Sources/{g(5)}.txt": UNIX})
    assert hits["not before spring"].standing.tags == ("Delay",)
    assert [(one.kind, one.got) for one in problems] == [("import-left-out", "1 VideoSelection, 1 VideoSource")]


def test_our_own_project_through_a_tool_that_marks_once_for_each_code_changes_nothing(case, tmp_path):
    """Every coding becomes a selection of its own, with a GUID of its own, and what describes the entry stands in each."""
    held = written(case)
    with Ledger.open(case) as ledger:
        before = ledger.head()
    number = iter(range(10**6))

    def apart(match):
        head, description, codings, rest = re.fullmatch(
            r"(<PlainText[^>]*>)(\s*<Description>.*?</Description>)?(.*?)((?:<NoteRef [^>]*>\s*)*)</PlainTextSelection>",
            match[0],
            re.DOTALL,
        ).groups()
        return "\n".join(
            re.sub('guid="[^"]*"', f'guid="{next(number):08x}-aaaa-4bbb-8ccc-dddddddddddd"', f"{head}{description}{one}", count=1)
            + f"{rest if not place else ''}</PlainTextSelection>"
            for place, one in enumerate(re.findall(r"<Coding .*?</Coding>", codings, re.DOTALL))
        )

    held["project.qde"] = re.sub(r"<PlainTextSelection .*?</PlainTextSelection>", apart, held["project.qde"], flags=re.DOTALL)
    packed(tmp_path / "a.qdpx", held)
    problems = []
    with Ledger.open(case, coder="Dov") as ledger:
        told = bring(ledger, refi_in.read(tmp_path / "a.qdpx", problems), by="Dov")
        assert (problems, told.problems, told.new, told.changed, ledger.head()) == ([], [], 0, 0, before)
    assert told.same == 5


def test_a_note_added_in_a_tool_is_a_comment(case, tmp_path):
    held = written(case)
    fresh = f'<Notes><Note guid="{g(3)}"><PlainTextContent>really?</PlainTextContent></Note>'
    held["project.qde"] = (
        held["project.qde"]
        .replace("<Notes>", fresh)
        .replace("</PlainTextSelection>", f'<NoteRef targetGUID="{g(3)}"/></PlainTextSelection>', 1)
    )
    packed(tmp_path / "a.qdpx", held)
    problems = []
    with Ledger.open(case, coder="Dov") as ledger:
        told = bring(ledger, refi_in.read(tmp_path / "a.qdpx", problems), by="Dov")
        assert (problems, told.problems, told.changed) == ([], [], 1)


@pytest.mark.parametrize(
    ("spoil", "told"),
    [
        (lambda t: t.replace("<Notes>", "<Notes><Links/>"), "Notes holds"),
        (lambda t: t.replace(' isCodable="true"', "", 1), "Code without isCodable"),
        (lambda t: t.replace('startPosition="', 'startPosition="x', 1), "startPosition"),
        (
            lambda t: re.sub(r"<Description>.*?</Description>\n(<Coding .*?</Coding>)", r"\1<Description/>", t, count=1),
            "holds Coding",
        ),
        (lambda t: re.sub(r' plainTextPath="[^"]*"', "", t, count=1), "neither"),
        (lambda t: t.replace('targetGUID="', 'targetGUID="{', 1), "targetGUID"),
    ],
)
def test_the_structure_held_against_projects_sees_what_is_wrong(case, spoil, told):
    wrong = " ".join(against_structure(ElementTree.fromstring(spoil(written(case)["project.qde"]))))
    assert told in wrong
