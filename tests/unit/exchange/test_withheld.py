"""What is not to circulate is in no export and no report, by its words, by its number, or by anything that hangs on it."""

import io
import zipfile
from pathlib import Path

import pytest

from winset.case.circulate import circulating
from winset.case.store import load
from winset.exchange import citation, jsonl, parquet, printed, provenance, refi_out, sheet, webannotation
from winset.exchange.circulating import Circulating
from winset.exchange.formats import OF_CASES, Format
from winset.exchange.scenario import write
from winset.record.item import ItemKind
from winset.record.ledger import Ledger
from winset.record.standing import State

WRITERS = {
    **{f"csv of {kind}s": (lambda c, out, kind=kind: sheet.write(c, out, kind)) for kind in ItemKind},
    **{f"parquet of {kind}s": (lambda c, out, kind=kind: parquet.write(c, out, kind)) for kind in ItemKind},
    "jsonl": jsonl.write,
    "annotation": webannotation.write,
    "prov": provenance.write,
    "qdc": refi_out.write_codebook,
    "qdpx": refi_out.write_project,
    "markdown": printed.write_markdown,
    "html": printed.write_html,
    "csl": citation.write,
}
HIDDEN = ("zebra", "wombat", "quokka", "Cable", "cable", "confided")


def written(case, name):
    """Everything that a file holds, as text, what is packed in it and what is encoded in it too."""
    out = io.BytesIO()
    with Ledger.open(case) as ledger:
        WRITERS[name](Circulating(ledger, tuple(State)), out)
    return shown(out.getvalue())


def shown(data):
    if data.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            data = b"\n".join(name.encode() + b"\n" + archive.read(name) for name in archive.namelist())
    if data.startswith(b"PAR1"):
        import duckdb

        path = Path("t.parquet")
        path.write_bytes(data)
        return repr(duckdb.read_parquet(str(path)).fetchall())
    return data.decode("utf-8", "replace")


@pytest.fixture
def withheld(case, ids):
    with Ledger.open(case, coder="Ada") as ledger:
        ledger.withhold(ids["zebra"])
        ledger.withhold("cable.txt")
    return case


@pytest.mark.parametrize("name", WRITERS)
def test_nothing_that_is_withheld_is_in_any_format(withheld, ids, name, monkeypatch, tmp_path):
    monkeypatch.chdir(tmp_path)
    text = written(withheld, name)
    assert [word for word in (*HIDDEN, ids["zebra"], ids["quokka-loans"]) if word in text] == []
    assert "YmxlL" not in text  # base 64 of the secret document
    open_too = "Gazette" if name == "csl" else "Tag" if name == "qdc" else "board"
    if name not in ("prov", "qdc", "csl") and "contact" not in name and "claim" not in name and "point" not in name:
        assert open_too in text


@pytest.mark.parametrize("name", WRITERS)
def test_without_the_marks_it_is_there(case, name, monkeypatch, tmp_path):
    """The test above can fail: the same words are in each format that has words at all."""
    monkeypatch.chdir(tmp_path)
    text = written(case, name)
    if name not in ("prov", "qdc", "csl", "csv of points", "parquet of points", "csv of claims", "parquet of claims"):
        assert "zebra" in text


def test_a_mark_that_is_taken_back_lets_go_and_says_who_set_it(withheld, ids):
    with Ledger.open(withheld) as ledger:
        assert ledger.withhold(ids["zebra"], by="Ben") is None
        assert ledger.release(ids["zebra"], by="Ben").coder == "Ben"
        assert ledger.release("cable.txt", by="Ben").coder == "Ben"
        assert not ledger.withheld()
    assert "zebra" in written(withheld, "jsonl")
    assert "quokka" in written(withheld, "jsonl")


def test_what_shares_words_with_a_marked_entry_stays_with_it(withheld):
    """The contact's sentence holds the marked words; the claim's does not."""
    text = written(withheld, "jsonl")
    assert "c1c1c1c1" not in text
    assert "d1d1d1d1" in text
    assert "\\u2588" in text


def test_an_edit_of_a_marked_entry_stays_marked(withheld, ids):
    with Ledger.open(withheld, coder="Ada") as ledger:
        old = ledger.item(ids["zebra"]).item
        start, end = old.content[0]
        new = ledger.edit(old.id, content=((start + 3, end),))
        assert ledger.withheld().holds(new)
        ledger.release(old.id)
        ledger.withhold(new.id)
        assert ledger.withheld().holds(old)
    assert "zebra" not in written(withheld, "jsonl")


def test_what_stands_around_an_annotation_is_blacked_out(withheld):
    assert "\\u2588" in written(withheld, "annotation")


def test_a_second_extraction_of_a_document_with_a_marked_entry_stays_whole(withheld):
    from winset.record.source import Text

    with Ledger.open(withheld, coder="Ada") as ledger:
        source = next(one for one in ledger.sources() if one.name == "gazette.txt")
        ledger.take(source, ledger.document(source), Text.of("zebra-tolls, read by another extractor", source.sha256, "other 1"))
    assert "zebra" not in written(withheld, "jsonl")


def test_a_number_that_rests_on_what_is_withheld_counts_as_unknown(withheld, ids):
    case, problems = load(withheld)
    assert problems == ()
    with Ledger.open(withheld) as ledger:
        left, told = circulating(case, ledger.withheld())
    band = left.preferences["aland"].issues["toll"].values["shared"]
    assert (band.low, band.mode, band.high) == (0, 50, 100)
    assert [one.where for one in told] == ["preferences.aland.issues.toll.values.shared"]
    assert left.preferences["aland"].issues["toll"].values["none"] == case.preferences["aland"].issues["toll"].values["none"]


@pytest.mark.parametrize("form", OF_CASES)
def test_no_scenario_holds_a_number_that_rests_on_what_is_withheld(withheld, tmp_path, form):
    case, _ = load(withheld)
    if form is Format.GAMBIT:
        case = case.model_copy(update={"red_lines": (), "conditions": ()})
    with Ledger.open(withheld) as ledger:
        kept, _ = circulating(case, ledger.withheld())
    told = ("57.25", "0.5725", 'evaluation="229"', "82.9")
    for one, name in ((case, "whole"), (kept, "kept")):
        write(one, form, tmp_path / name)
    whole, left = (everything(tmp_path / name) for name in ("whole", "kept"))
    if form is not Format.POSITIONS:  # a value that is not the best is no position
        assert any(number in whole for number in told)
    assert not any(number in left for number in told)


def everything(path):
    return path.read_text("utf-8") if path.is_file() else "".join(one.read_text("utf-8") for one in sorted(path.iterdir()))


@pytest.mark.parametrize(
    ("old", "new", "gone"),
    [
        ("because: {judgement: The mayor would fall.}", "because: [ID]", "red_lines.0"),
        ("because: {judgement: One board with one purse.}", "because: [ID]", "links.0"),
        ("because: {judgement: A joint board has no single builder.}", "because: {source: cable.txt}", "conditions.0"),
        ("weight: 60,", "weight: {value: 60, because: [ID]},", "preferences.aland.issues.bridge.weight"),
        ("value: 35..45}", "value: {low: 35, high: 45, because: [ID]}}", "preferences.aland.walk_away.points.0"),
        (
            "weight: 60,",
            "weight: {value: 60, because: {source: gazette.txt, words: We could live with}},",
            "preferences.aland.issues.bridge.weight",
        ),
    ],
)
def test_every_part_of_a_case_that_rests_on_what_is_withheld_is_left_out(withheld, ids, old, new, gone):
    path = withheld / "case.yaml"
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new.replace("ID", ids["zebra"]), 1), "utf-8")
    (withheld / "sources" / "gazette.txt").exists()
    case, problems = load(withheld)
    assert case is not None, problems
    with Ledger.open(withheld) as ledger:
        left, told = circulating(case, ledger.withheld())
        hidden = ledger.withheld()
    assert gone in {one.where for one in told}
    from winset.case.check import bases

    assert not any(hidden.rests(basis) for _, basis in bases(left))


def test_the_brief_says_nothing_of_what_is_withheld(withheld, ids):
    import subprocess
    import sys

    done = subprocess.run(
        [sys.executable, "-m", "winset", "brief", withheld, "--quiet"], capture_output=True, text=True, check=True
    )
    for name in ("report.html", "study.json"):
        text = (withheld / name).read_text("utf-8")
        assert [word for word in (*HIDDEN, "57.25", ids["zebra"]) if word in text] == []
    assert "preferences.aland.issues.toll.values.shared" in done.stderr


def test_only_what_may_circulate_reaches_the_formats():
    """The formats are given `Circulating`; none names the ledger that it reads, but the two that look texts up on import."""
    folder = Path(parquet.__file__).parent
    allowed = {"circulating.py", "brought.py", "webannotation.py"}
    naming = {path.name for path in folder.glob("*.py") if "import Ledger" in path.read_text("utf-8")}
    assert naming <= allowed


def test_a_draft_takes_no_count_of_what_is_withheld(withheld, ids):
    import subprocess
    import sys

    command = [sys.executable, "-m", "winset", "draft", "--case", withheld, "--proposed"]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert ids["zebra"] not in done.stdout + done.stderr
    assert "weight: {low: 20, mode: 100, high: 100" in done.stdout
