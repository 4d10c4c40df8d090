"""Tables whose texts the record lacks: a folder of texts goes with them, or one problem says what to do."""

import pytest

from winset.exchange import beside, parquet, parquet_in, rows, sheet
from winset.exchange.brought import bring
from winset.exchange.circulating import Circulating
from winset.exchange.incoming import Lines
from winset.record.check import check
from winset.record.item import ItemKind
from winset.record.ledger import Ledger

FORMS = {"csv": (sheet.write, sheet.rows), "parquet": (parquet.write, parquet_in.rows)}


def exported(case, folder, form, kind=ItemKind.STATEMENT):
    with Ledger.open(case) as ledger, (folder / f"a.{form}").open("wb") as out:
        FORMS[form][0](Circulating(ledger), out, kind)
        beside.write_texts(Circulating(ledger), folder / "texts")
    return folder / f"a.{form}"


def brought(path, ledger, form, texts):
    lines = Lines(path)
    known = beside.Texts(ledger.has_text, texts, str(path))
    found = rows.from_table(lines, FORMS[form][1](lines))
    told = bring(ledger, beside.with_texts(found, known, lines.problems), by="Dov")
    told.problems += lines.problems
    return told


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("named", [True, False])
def test_a_table_comes_into_an_empty_record_with_its_texts(case, tmp_path, form, named):
    path = exported(case, tmp_path, form)
    if not named:
        for number, one in enumerate(sorted((tmp_path / "texts").iterdir())):
            one.rename(one.with_name(f"{number}.md"))
    with Ledger.open(case) as ledger, Ledger.create(tmp_path / "other", coder="Dov") as other:
        told = brought(path, other, form, tmp_path / "texts")
        assert (told.documents, told.new, told.problems) == (2, 3, [])
        assert {one.id: one for one in other.statements()} == {one.id: one for one in ledger.statements()}
        again = brought(path, other, form, tmp_path / "texts")
        assert (again.documents, again.new, again.changed, again.same) == (0, 0, 0, 3)
    assert check(tmp_path / "other") == ()


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("instead", [b"other words", b"\xff\xfe\x00"])
def test_rows_without_their_texts_are_told_once_with_the_next_step(case, tmp_path, form, instead):
    path = exported(case, tmp_path, form)
    for one in (tmp_path / "texts").iterdir():
        if "quokka" in one.read_text("utf-8"):
            one.write_bytes(instead)
    with Ledger.create(tmp_path / "other", coder="Dov") as other:
        told = brought(path, other, form, tmp_path / "texts")
        assert (told.documents, told.new) == (1, 2)
        (problem,) = told.problems
        assert (problem.kind, problem.got[:16]) == ("import-no-text", "1 rows on 1 text")
        assert "--texts DIR" in problem.remedy
        none = brought(path, other, form, None)
        assert [one.kind for one in none.problems] == ["import-no-text"]


def test_a_text_with_words_blacked_out_is_taken_as_it_is(case, ids, tmp_path):
    with Ledger.open(case, coder="Ada") as ledger:
        ledger.withhold(ids["zebra"])
        ledger.withhold("cable.txt")
    path = exported(case, tmp_path, "csv")
    texts = "".join(one.read_text("utf-8") for one in (tmp_path / "texts").iterdir())
    assert "█" in texts
    assert "zebra" not in texts
    assert "quokka" not in texts
    with Ledger.create(tmp_path / "other", coder="Dov") as other:
        told = brought(path, other, "csv", tmp_path / "texts")
        (one,) = other.statements()
        assert (told.new, one.text, [problem.kind for problem in told.problems]) == (
            1,
            "Aland wants a joint board",
            ["import-blacked"],
        )
    assert check(tmp_path / "other") == ()


def test_a_parquet_table_of_others_is_a_document_with_a_statement_each(tmp_path):
    import duckdb

    path = tmp_path / "a.parquet"
    duckdb.sql("SELECT 'We stay.' AS quote, ['Ada', 'Ben'] AS speaker, DATE '2031-04-01' AS date").write_parquet(str(path))
    with Ledger.create(tmp_path / "other", coder="Dov") as other:
        told = brought(path, other, "parquet", None)
        (one,) = other.statements()
    assert (told.problems, one.text, one.speaker, one.date.value) == ([], "We stay.", ("Ada", "Ben"), "2031-04-01")


@pytest.mark.parametrize("data", [b"PAR1", b"PAR1" + b"\x00" * 400 + b"PAR1", b"PAR1" + b"\xff" * 40 + b"\x08\x00\x00\x00PAR1"])
def test_a_broken_parquet_file_is_told(tmp_path, data):
    path = tmp_path / "a.parquet"
    path.write_bytes(data)
    lines = Lines(path)
    assert list(rows.from_table(lines, parquet_in.rows(lines))) == []
    (problem,) = lines.problems
    assert "a.parquet" in problem.where
    assert problem.remedy


def test_a_parquet_file_of_too_many_columns_is_told(tmp_path):
    import duckdb

    path = tmp_path / "a.parquet"
    duckdb.sql("SELECT " + ", ".join(f"1 AS c{n}" for n in range(2_000))).write_parquet(str(path))
    lines = Lines(path)
    assert list(rows.from_table(lines, parquet_in.rows(lines))) == []
    assert "2,000 columns" in lines.problems[0].got
