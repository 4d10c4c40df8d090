"""`winset export` and `winset import` as users run them."""

import json
import shutil
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from winset.exchange.formats import OF_CASES, Format

SCHEMAS = Path(__file__).parents[2] / "docs" / "reference" / "schemas"
NEWS = """Towns talk again

Aland will not accept a toll on the river crossing, Mara Quill said on 2 April 2031. "We want a joint board," she added.
Teo Brandt of Borland declined to comment.
"""


@pytest.fixture(scope="module")
def talks(winset, tmp_path_factory):
    folder = tmp_path_factory.mktemp("exchange")
    (folder / "gazette.txt").write_text(NEWS)
    assert winset("new", folder / "talks").code == 0
    assert winset("read", folder / "gazette.txt", "--case", folder / "talks", "--as-of", "2031-04-03").code == 0
    return folder / "talks"


@pytest.mark.parametrize("form", list(Format))
def test_every_format_is_written_and_says_so_in_its_document(winset, talks, tmp_path, form):
    to = tmp_path / f"out.{form}"
    done = winset("export", talks, "--format", form, "--to", to, "--json")
    assert done.code == 0, done.err
    assert to.exists()
    assert done.document["count"] >= 1
    Draft202012Validator(json.loads((SCHEMAS / "export.json").read_text("utf-8"))).validate(done.document)
    assert winset("export", talks, "--format", form, "--to", to).code == 1
    again = winset("export", talks, "--format", form, "--to", to, "--replace")
    assert again.code == 0
    assert str(to) in again.err


@pytest.mark.parametrize("form", ["csv", "jsonl", "annotation", "prov", "qdc", "markdown", "html", "csl", "gambit"])
def test_text_goes_to_standard_output_and_nothing_else_does(winset, talks, form):
    done = winset("export", talks, "--format", form)
    assert (done.code, bool(done.out)) == (0, True)
    assert "written" not in done.out


@pytest.mark.parametrize("form", [Format.CSV, Format.JSONL, Format.PARQUET, Format.ANNOTATION, Format.QDPX])
def test_a_record_comes_back_by_its_content_alone(winset, talks, tmp_path, form):
    to = tmp_path / "file"
    assert winset("export", talks, "--format", form, "--to", to).code == 0
    before = winset("ledger", "log", "--case", talks, "--json").document["head"]
    done = winset("import", to, "--case", talks, "--coder", "Dov", "--json")
    assert done.code == 0, done.err
    Draft202012Validator(json.loads((SCHEMAS / "import.json").read_text("utf-8"))).validate(done.document)
    assert (done.document["new"], done.document["changed"], done.document["head"]) == (0, 0, before)
    assert done.document["same"] >= 2


def test_a_record_moves_into_a_new_case(winset, talks, tmp_path):
    winset("export", talks, "--format", "jsonl", "--to", tmp_path / "a.jsonl")
    done = winset("import", tmp_path / "a.jsonl", "--case", tmp_path / "new", "--coder", "Dov")
    assert done.code == 0
    assert winset("ledger", "check", "--case", tmp_path / "new").code == 0
    one, other = (winset("statements", "--case", case, "--json").document["statements"] for case in (talks, tmp_path / "new"))
    assert [line["id"] for line in one] == [line["id"] for line in other] != []


@pytest.mark.parametrize("form", [form for form in OF_CASES if form is not Format.GAMBIT])
def test_a_scenario_becomes_a_case_that_checks(winset, talks, tmp_path, form):
    assert winset("export", talks, "--format", form, "--to", tmp_path / "out").code == 0
    done = winset("import", tmp_path / "out", "--case", tmp_path / "new", "--json")
    assert done.code == 0, done.err
    Draft202012Validator(json.loads((SCHEMAS / "import.json").read_text("utf-8"))).validate(done.document)
    assert winset("check", tmp_path / "new").code == 0
    assert winset("import", tmp_path / "out", "--case", tmp_path / "new").code == 1


def test_what_is_withheld_is_told_to_nobody_and_can_be_released(winset, talks, tmp_path):
    first = winset("statements", "--case", talks, "--json").document["statements"][0]
    done = winset("review", first["id"], "withhold", "--case", talks, "--coder", "Ada")
    assert done.code == 0
    assert first["text"] not in winset("export", talks, "--format", "csv").out
    assert first["text"] in winset("statements", "--case", talks, "--json").out
    assert winset("review", first["id"], "release", "--case", talks, "--coder", "Ada").code == 0
    assert first["text"].split()[-1] in winset("export", talks, "--format", "csv").out
    assert winset("review", "gazette.txt", "withhold", "--case", talks, "--coder", "Ada").code == 0
    assert first["id"] not in winset("export", talks, "--format", "jsonl").out
    assert winset("review", "gazette.txt", "release", "--case", talks, "--coder", "Ada").code == 0


@pytest.mark.parametrize(
    ("words", "code", "says"),
    [
        (("export", "TALKS", "--format", "qdpx"), 2, "--to"),
        (("export", "TALKS", "--format", "xlsx"), 2, "xlsx"),
        (("export", "TALKS", "--format", "jsonl", "--texts", "x"), 2, "takes no folder of texts"),
        (("export", "nowhere", "--format", "csv"), 1, "no record"),
        (("export", "nowhere", "--format", "genius", "--to", "x"), 1, "no such folder"),
        (("export", "TALKS", "--format", "csv", "--state", "fine"), 1, "proposed"),
        (("import", "nowhere.csv", "--case", "TALKS"), 1, "No such file"),
        (("import", "TALKS/case.yaml", "--case", "TALKS", "--format", "html"), 1, "only written"),
        (("import", "TALKS/record.db", "--case", "TALKS"), 1, "no format that is known"),
    ],
)
def test_what_cannot_be_done_is_told_with_a_remedy(winset, talks, tmp_path, words, code, says):
    done = winset(*(word.replace("TALKS", str(talks)) for word in words), cwd=tmp_path)
    assert (done.code, says in done.err) == (code, True), done.err


def test_screens_mark_what_rests_on_what_is_withheld_and_everything_that_is_kept_leaves_it_out(winset, talks, tmp_path):
    """`winset deal` and its kin show the whole case to whoever works on it, marked; what is written or sent on has it not."""
    folder = tmp_path / "talks"
    shutil.copytree(talks, folder)
    first = winset("statements", "--case", folder, "--json").document["statements"][0]
    path = folder / "case.yaml"
    path.write_text(path.read_text("utf-8").replace("shared: 50", f"shared: {{value: 57.25, because: [{first['id']}]}}"), "utf-8")
    screens = (("deal", folder), ("plan", "--case", folder))
    for words in screens:
        assert "NOT FOR CIRCULATION" not in winset(*words).err
    assert first["circulates"] is True
    assert winset("review", first["id"], "withhold", "--case", folder, "--coder", "Ada").code == 0
    for words in screens:
        done = winset(*words)
        assert "NOT FOR CIRCULATION: preferences.aland.issues.toll.values.shared" in done.err, words
        told = winset(*words, "--json").document["problems"]
        assert "not-for-circulation" in [problem["kind"] for problem in told]
    listed = winset("statements", "--case", folder).out
    assert f"{first['id']}  " in listed
    assert "[NOT FOR CIRCULATION]" in listed.split(first["id"])[1].splitlines()[0]
    assert winset("statements", "--case", folder, "--json").document["statements"][0]["circulates"] is False
    kept = [winset("study", folder, "--draws", "64", "--json").out, winset("brief", folder, "--json").out]
    for form in Format:
        to = tmp_path / f"out.{form}"
        kept.append(winset("export", folder, "--format", form, "--to", to, "--json").out)
        files = [to] if to.is_file() else list(to.iterdir())
        kept += [file.read_bytes().decode("latin-1") for file in files if form not in (Format.PARQUET, Format.QDPX)]
    kept += [(folder / name).read_text("utf-8") for name in ("report.html", "study.json")]
    for text in kept:
        assert first["id"] not in text
        assert "57.25" not in text
        assert first["text"] not in text
