"""Work that comes back: what was changed outside is an edit or a verdict by whoever brings it; nothing here is overwritten."""

import csv
import io
import json
import zipfile

import pytest

from winset.exchange import jsonl, refi_in, refi_out, rows, sheet, webannotation
from winset.exchange.brought import bring
from winset.exchange.circulating import Circulating
from winset.exchange.incoming import Lines
from winset.record.check import check
from winset.record.item import ItemKind
from winset.record.ledger import Ledger
from winset.record.standing import State


def exported(case, path):
    with Ledger.open(case) as ledger, path.open("wb") as out:
        sheet.write(Circulating(ledger), out, ItemKind.STATEMENT)
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def brought(case, path, table=None, by="Dov"):
    if table is not None:
        with path.open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, table[0].keys())
            writer.writeheader()
            writer.writerows(table)
    with Ledger.open(case, coder=by) as ledger:
        lines = Lines(path)
        told = bring(ledger, rows.from_table(lines, sheet.rows(lines)), by=by)
        assert lines.problems == []
        return told


def test_a_table_that_comes_back_as_it_went_changes_nothing(case, tmp_path):
    exported(case, tmp_path / "a.csv")
    with Ledger.open(case) as ledger:
        before = ledger.head()
    told = brought(case, tmp_path / "a.csv")
    with Ledger.open(case) as ledger:
        assert (told.new, told.changed, told.same, told.problems, ledger.head()) == (0, 0, 3, [], before)


def test_a_cell_that_was_changed_is_an_edit_by_whoever_brings_it(case, ids, tmp_path):
    table = exported(case, tmp_path / "a.csv")
    row = next(one for one in table if one["id"] == ids["zebra"])
    row |= {"speaker": "Mara Quill; Teo Brandt", "issues": "", "date": "2031-03-30"}
    told = brought(case, tmp_path / "a.csv", table)
    assert (told.changed, told.same, told.problems) == (1, 2, [])
    with Ledger.open(case) as ledger:
        hit = ledger.item(ids["zebra"])
    assert (hit.item.speaker, hit.item.issues, hit.item.date.value) == (("Mara Quill", "Teo Brandt"), (), "2031-03-30")
    assert hit.state is State.ACCEPTED
    assert "Dov" in hit.standing.verdicts


def test_what_was_edited_here_since_is_told_and_stays(case, ids, tmp_path):
    table = exported(case, tmp_path / "a.csv")
    next(one for one in table if one["id"] == ids["zebra"])["party"] = "borland"
    with Ledger.open(case, coder="Ada") as ledger:
        ledger.edit(ids["zebra"], party="mediators")
    told = brought(case, tmp_path / "a.csv", table)
    assert [one.kind for one in told.problems] == ["import-conflict"]
    with Ledger.open(case) as ledger:
        assert ledger.item(ids["zebra"]).item.party == "mediators"


def test_a_state_that_somebody_wrote_is_a_verdict(case, ids, tmp_path):
    table = exported(case, tmp_path / "a.csv")
    next(one for one in table if one["id"] == ids["zebra"])["state"] = "rejected"
    assert brought(case, tmp_path / "a.csv", table).changed == 1
    with Ledger.open(case) as ledger:
        assert ledger.item(ids["zebra"]).standing.verdicts == {"Dov": ("reject",)}


def test_an_old_table_takes_no_verdict_back(case, ids, tmp_path):
    exported(case, tmp_path / "a.csv")
    with Ledger.open(case, coder="Ada") as ledger:
        ledger.review(ids["Aland"], "reject")
    told = brought(case, tmp_path / "a.csv")
    with Ledger.open(case) as ledger:
        assert ledger.item(ids["Aland"]).state is State.REJECTED
    assert told.changed == 0


def test_an_edit_without_a_name_is_refused_and_the_rest_goes_on(case, ids, tmp_path):
    table = exported(case, tmp_path / "a.csv")
    table[0]["party"] = "borland"
    told = brought(case, tmp_path / "a.csv", table, by="")
    assert [one.kind for one in told.problems] == ["no-coder"]
    assert told.same == 3


def test_rows_of_others_become_a_document_with_a_statement_each(tmp_path):
    (tmp_path / "quotes.csv").write_text(
        "Quote,Who,Date,Topic,Mood\nWe will never leave.,Mara Quill,2031-04-01,bridge,grim\n"
        '"So be it, she said.",Teo Brandt; Mara Quill,April,,\n,,,,\n'
    )
    lines = Lines(tmp_path / "quotes.csv")
    with Ledger.create(tmp_path / "case", coder="Dov") as ledger:
        told = bring(ledger, rows.from_table(lines, sheet.rows(lines)), by="Dov")
        said = {one.text: one for one in ledger.statements()}
        (source,) = ledger.sources()
        assert ledger.document(source) == (tmp_path / "quotes.csv").read_bytes()
    assert (told.documents, told.new, told.problems) == (1, 2, [])
    assert said["We will never leave."].issues == ("bridge",)
    assert said["So be it, she said."].speaker == ("Teo Brandt", "Mara Quill")
    assert said["So be it, she said."].date.value == "April"
    assert [one.kind for one in lines.problems] == ["import-columns", "import-date"]
    assert check(tmp_path / "case") == ()


def recoded(path, change):
    """Write a project again with its XML changed, as a coding tool does."""
    with zipfile.ZipFile(path) as archive:
        held = {name: archive.read(name) for name in archive.namelist()}
    held["project.qde"] = change(held["project.qde"].decode()).encode()
    with zipfile.ZipFile(path, "w") as archive:
        for name, data in held.items():
            archive.writestr(name, data)


def test_what_was_recoded_in_a_coding_tool_is_an_edit(case, ids, tmp_path):
    path = tmp_path / "a.qdpx"
    with Ledger.open(case) as ledger, path.open("wb") as out:
        refi_out.write_project(Circulating(ledger), out)
    from winset.exchange.refi import guid

    def change(text):
        was, now = guid("code", "Issue", "toll"), guid("code", "Issue", "bridge")
        start = text.index(f'name="statement:{ids["zebra"]}"')
        end = text.index("</PlainTextSelection>", start)
        return text[:start] + text[start:end].replace(was, now) + text[end:]

    recoded(path, change)
    problems = []
    with Ledger.open(case, coder="Dov") as ledger:
        told = bring(ledger, refi_in.read(path, problems), by="Dov")
        assert (problems, told.problems, told.changed, told.new) == ([], [], 1, 0)
        hit = ledger.item(ids["zebra"])
    assert hit.item.issues == ("bridge",)
    assert "Dov" in hit.standing.verdicts


def test_a_stretch_marked_anew_in_a_coding_tool_supersedes_the_old(case, ids, tmp_path):
    path = tmp_path / "a.qdpx"
    with Ledger.open(case) as ledger, path.open("wb") as out:
        refi_out.write_project(Circulating(ledger), out)
        start, end = ledger.item(ids["zebra"]).item.content[0]
    recoded(
        path,
        lambda text: text.replace(
            f'startPosition="{start}" endPosition="{end}"', f'startPosition="{start + 3}" endPosition="{end}"'
        ),
    )
    problems = []
    with Ledger.open(case, coder="Dov") as ledger:
        told = bring(ledger, refi_in.read(path, problems), by="Dov")
        assert (problems, told.problems, told.changed) == ([], [], 1)
        old = ledger.item(ids["zebra"])
        assert old.state is State.SUPERSEDED
        assert ledger.item(old.standing.superseded_by[0]).item.text == "could live with zebra-tolls"


def test_an_annotation_of_another_program_is_a_statement_where_its_words_stand(case, tmp_path):
    (tmp_path / "a.json").write_text(json.dumps([
        {"id": "https://hypothes.is/a/1", "target": [{"source": "https://example.org/gazette.txt", "selector": [
            {"type": "TextQuoteSelector", "exact": "Borland waits", "prefix": "🙂 "}]}],
         "user": "acct:eve@hypothes.is", "tags": ["patience"], "text": "and waits"},
        {"id": "b", "target": {"source": "https://example.org/gazette.txt",
                               "selector": [{"type": "TextQuoteSelector", "exact": "Nowhere"}]}},
        {"id": "c", "target": {"source": "https://elsewhere.org/",
                               "selector": {"type": "TextQuoteSelector", "exact": "Borland"}}},
    ]))  # fmt: skip
    problems = []
    with Ledger.open(case, coder="Dov") as ledger:
        told = bring(ledger, webannotation.read(tmp_path / "a.json", ledger, problems), by="Dov")
        assert told.new == 1
        (waits,) = (one for one in ledger.statements() if one.text == "Borland waits")
        standing = ledger.item(f"statement:{waits.id}").standing
        assert (standing.tags, standing.comments[0].words) == (("patience",), "and waits")
        assert standing.proposed_by == ("acct:eve@hypothes.is",)
    assert [one.kind for one in problems] == ["annotation-quotation", "import-text"]


def test_a_text_with_words_blacked_out_is_anchored_anew_and_said_to_be(case, ids, tmp_path):
    with Ledger.open(case, coder="Ada") as ledger:
        ledger.withhold(ids["zebra"])
        out = io.BytesIO()
        jsonl.write(Circulating(ledger), out)
    (tmp_path / "a.jsonl").write_bytes(out.getvalue())
    lines = Lines(tmp_path / "a.jsonl")
    with Ledger.create(tmp_path / "theirs", coder="Dov") as other:
        told = bring(other, jsonl.papers(lines, jsonl.objects(lines)), by="Dov")
        said = {one.text: one for one in other.statements()}
        assert "█" in other.text(said["Aland wants a joint board"].text_id)
    assert [one.kind for one in told.problems] == ["import-blacked"]
    assert said["Aland wants a joint board"].id != ids["Aland"]
    assert check(tmp_path / "theirs") == ()
    lines = Lines(tmp_path / "a.jsonl")
    with Ledger.open(case, coder="Dov") as ledger:
        again = bring(ledger, jsonl.papers(lines, jsonl.objects(lines)), by="Dov")
    assert (again.new, again.changed) == (0, 0)


@pytest.mark.parametrize("verdicts", [{"Ada": ["accept", "reject"]}])
def test_a_coder_who_says_both_is_told_and_neither_entered(case, ids, tmp_path, verdicts):
    with Ledger.open(case) as ledger:
        out = io.BytesIO()
        jsonl.write(Circulating(ledger), out)
    lines = []
    for line in out.getvalue().decode().splitlines():
        value = json.loads(line)
        if value["is"] == "statement" and value["item"]["id"] == ids["Aland"]:
            value["standing"] |= {"verdicts": verdicts, "state": "disputed"}
        lines.append(json.dumps(value))
    (tmp_path / "a.jsonl").write_text("\n".join(lines))
    read = Lines(tmp_path / "a.jsonl")
    with Ledger.create(tmp_path / "other", coder="Dov") as other:
        told = bring(other, jsonl.papers(read, jsonl.objects(read)), by="Dov")
        assert other.item(ids["Aland"]).standing.verdicts == {}
    assert "import-verdicts" in [one.kind for one in told.problems]


@pytest.mark.parametrize("form", ["jsonl", "qdpx"])
def test_what_a_newer_version_of_a_reader_left_out_comes_back_as_outdated(case, ids, tmp_path, form):
    with Ledger.open(case) as ledger:
        old = next(article for article in ledger.articles() if article.title == "Toll talks")
        newer = old.statements[1].model_copy(update={"coder": "reader 2"})
        ledger.add_article(old.model_copy(update={"coder": "reader 2", "statements": (newer,), "contacts": (), "claims": ()}))
        gone = ledger.item("d1d1d1d1d1d1d1d1")
        assert gone.state is State.OUTDATED
        with (tmp_path / "a").open("wb") as out:
            {"jsonl": jsonl.write, "qdpx": refi_out.write_project}[form](Circulating(ledger, tuple(State)), out)
    lines = Lines(tmp_path / "a")
    with Ledger.create(tmp_path / "other", coder="Dov") as other:
        papers = jsonl.papers(lines, jsonl.objects(lines)) if form == "jsonl" else refi_in.read(tmp_path / "a", [])
        told = bring(other, papers, by="Dov")
        assert told.problems == []
        assert other.item("d1d1d1d1d1d1d1d1").standing.model_dump(exclude={"chosen"}) == gone.standing.model_dump(
            exclude={"chosen"}
        )
        assert other.item(ids["zebra"]).state is State.PROPOSED


def test_a_table_longer_than_two_million_characters_keeps_every_row_apart(tmp_path):
    """Places beyond that share one key a day in the index; each row still has its own, in its order."""
    words = "We will never pay for the bridge. " * 300
    count = 260
    with (tmp_path / "a.csv").open("w") as file:
        file.write("quote,date\n" + "".join(f'"{number} {words}",2031-04-01\n' for number in range(count)))
    lines = Lines(tmp_path / "a.csv")
    with Ledger.create(tmp_path / "case", coder="Dov") as ledger:
        told = bring(ledger, rows.from_table(lines, sheet.rows(lines)), by="Dov")
        assert (told.new, told.problems, lines.problems) == (count, [], [])
        assert len(ledger.statements()) == count
        assert len(ledger.text(ledger.statements()[0].text_id)) > 2_100_000
    assert check(tmp_path / "case") == ()


def test_a_reading_whose_text_is_damaged_is_told_and_the_documents_beside_it_stand(case, tmp_path):
    path = tmp_path / "a.jsonl"
    with Ledger.open(case) as ledger, path.open("wb") as out:
        texts = list(ledger.texts())
        jsonl.write(Circulating(ledger), out)
    path.write_text(path.read_text("utf-8").replace('{"is":"text","sha256"', '{"is":"text","sha"', 1), "utf-8")
    with Ledger.create(tmp_path / "other", coder="Dov") as other:
        lines = Lines(path)
        told = bring(other, jsonl.papers(lines, jsonl.objects(lines)), by="Dov")
        assert [one.kind for one in lines.problems] == ["import-line"]
        assert {one.kind for one in told.problems} == {"no-text"}
        (kept,) = other.texts()
        assert kept in texts
    assert check(tmp_path / "other") == ()
