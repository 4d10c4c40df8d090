"""`winset read`: what it prints, what it keeps, and how it ends."""

import json

import pytest

ARTICLE = """Talks resume

By Ana Thole

Orlavian President Ina Dahl said on Sunday that the talks would resume.

“We are close,” Dahl told reporters.

Dahl met Brynish President Rolf Maar in Norhaven on Dec. 28.
"""


@pytest.fixture
def article(tmp_path):
    path = tmp_path / "resume.txt"
    path.write_text(ARTICLE)
    return path


@pytest.fixture
def case(winset, tmp_path):
    folder = tmp_path / "case"
    assert winset("new", folder).code == 0
    return folder


def rows(done):
    return [json.loads(line) for line in done.out.splitlines()]


def test_a_line_a_statement_each_slicing_its_text(winset, article):
    done = winset("read", article, "--format", "jsonl", "--as-of", "2025-12-29")
    assert done.code == 0
    found = rows(done)
    assert [(r["document"], r["speaker"], r["date"]) for r in found] == [
        ("resume", ["Ina Dahl"], {"value": "2025-12-28", "basis": "inferred"}),
        ("resume", ["Ina Dahl"], {"value": "2025-12-28", "basis": "inherited"}),
    ]
    for row in found:
        assert row["text"] == " … ".join(ARTICLE[a:b] for a, b in row["content"])
        assert set(row) >= {"id", "source", "cue", "kind", "party", "channel", "outlet", "addressee", "occasion", "act", "issues"}
        assert set(row) >= {"options", "nested_in", "voice", "coder"}


def test_one_document_with_the_article_in_it(winset, article):
    done = winset("read", article, "--json", "--as-of", "2025-12-29")
    body = done.document
    assert (body["schema"], body["title"], body["byline"], body["language"]) == ("read/1", "Talks resume", "Ana Thole", "en")
    assert [z["kind"] for z in body["zones"]] == ["title", "byline", "body", "body", "body"]
    assert [(c["status"], c["place"]["value"]) for c in body["contacts"]] == [("held", "Norhaven")]
    assert body["problems"] == []


def test_a_table_for_people(winset, article):
    done = winset("read", article)
    assert done.out.startswith("Talks resume\n")
    assert "  Ina Dahl: progress signal\n      “We are close,”\n" in done.out
    assert "meeting, held: Ina Dahl, Rolf Maar" in done.out


def test_standard_input_is_a_source(winset):
    assert rows(winset("read", "-", "--format", "jsonl", stdin=ARTICLE))[0]["document"] == "standard-input"


def test_a_folder_is_read_in_order_and_one_bad_file_hides_nothing(winset, tmp_path):
    folder = tmp_path / "news"
    folder.mkdir()
    for number in range(4):
        (folder / f"{number}.txt").write_text(ARTICLE.replace("Dahl", f"Dahl{'abcd'[number]}"))
    (folder / "2.txt").write_bytes(bytes(range(256)) * 9)
    done = winset("read", folder, "--format", "jsonl")
    assert done.code == 1
    assert [r["document"] for r in rows(done)] == ["0", "0", "1", "1", "3", "3"]
    assert "2.txt: error: got bytes that are no text; wanted txt, html, pdf or docx" in done.err


def test_the_same_story_again_is_told(winset, tmp_path):
    story = ARTICLE + "\n".join(f"\nThe port of Norhaven counted {n} ferries on the day after." for n in range(9))
    (tmp_path / "first.txt").write_text(story)
    (tmp_path / "second.txt").write_text(story + "\nOne more line came with the update.\n")
    done = winset("read", tmp_path, "--json")
    assert done.code == 0
    assert [p["kind"] for p in done.problems] == ["near-duplicate"]
    assert done.problems[0]["got"].startswith("the story of first again")


def test_a_case_keeps_what_was_read_and_the_same_again_adds_nothing(winset, article, case):
    from winset.record.ledger import Ledger

    for _ in range(2):
        assert winset("read", article, "--case", case, "--as-of", "2025-12-29").code == 0
        with Ledger.open(case) as ledger:
            assert len(ledger.statements()) == 2
            assert len(ledger.contacts()) == 1
            assert len(ledger.sources()) == len(ledger.articles()) == 1
            assert ledger.document(ledger.sources()[0]).decode() == ARTICLE


def test_an_interrupted_folder_goes_on_where_it_stopped(winset, tmp_path, case):
    folder = tmp_path / "wire"
    folder.mkdir()
    (folder / "a.txt").write_text("Minister Ana Orl said on Monday that the talks would resume.")
    winset("read", folder, "--case", case)
    (folder / "b.txt").write_text("Minister Ana Orl said on Tuesday that the talks had failed.")
    done = winset("read", folder, "--case", case, "--resume", "--format", "jsonl")
    assert [line.split('"document": "')[1][0] for line in done.out.splitlines()] == ["b"]
    assert winset("read", folder, "--case", case, "--resume", "--format", "jsonl").out == ""


def test_what_cannot_be_read_is_not_kept(winset, tmp_path, case):
    from winset.record.ledger import Ledger

    empty = tmp_path / "empty.txt"
    empty.write_text("")
    assert winset("read", empty, "--case", case).code == 1
    with Ledger.open(case) as ledger:
        assert ledger.sources() == ()


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("absent.txt",), "absent.txt: error: got 'No such file or directory'"),
        (("http://127.0.0.1:9/x",), "wanted a public host; add --private to allow it"),
        (("--case", "absent", "resume.txt"), "make one: winset new DIR"),
    ],
)
def test_what_is_missing_or_private_ends_in_1_with_a_remedy(winset, article, words, said):
    done = winset("read", *words, cwd=article.parent)
    assert done.code == 1
    assert said in done.err


def test_an_empty_folder_is_a_problem(winset, tmp_path):
    done = winset("read", tmp_path)
    assert done.code == 1
    assert "got a folder without documents" in done.err


def test_a_day_that_is_none_is_wrong_usage(winset, article):
    assert winset("read", article, "--as-of", "yesterday").code == 2


def test_another_language_is_refused(winset, tmp_path):
    path = tmp_path / "bericht.txt"
    path.write_text("Die Seiten sagten am Montag, dass sie sich im Frühjahr wieder treffen und über den Hafen reden werden.")
    done = winset("read", path, "--format", "jsonl")
    assert (done.code, done.out) == (1, "")
    assert done.err.count("\n") == 1
    assert "got a text in German; wanted English" in done.err
