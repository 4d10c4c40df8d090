"""`winset statements`, `contacts`, `review` and `ledger`, on a record entered by hand."""

from datetime import UTC, datetime

import pytest

from winset.record.article import Article
from winset.record.ledger import Ledger
from winset.record.source import Source, Text, sha256
from winset.record.statement import Certainty, Contact, ContactStatus, Detail, Kind, Statement, identity

NEWS = "“We will never leave,” Aland said. “A guarantee would change that,” Borl said. Borl met Aland in Cern."
SAID = {"Aland": "We will never leave,", "Borl": "A guarantee would change that,"}


@pytest.fixture
def case(tmp_path):
    data = NEWS.encode()
    source = Source(
        sha256=sha256(data),
        name="gazette.txt",
        origin="gazette.txt",
        media_type="text/plain",
        size=len(data),
        received=datetime(2031, 4, 2, tzinfo=UTC),
    )
    text = Text.of(NEWS, source.sha256, "plain 1")

    def at(words):
        return NEWS.index(words), NEWS.index(words) + len(words)

    statements = tuple(
        Statement(
            id=identity(text.sha256, [at(words)]),
            text_id=text.sha256,
            content=(at(words),),
            text=words,
            kind=Kind.DIRECT,
            speaker=(name,),
            date=Detail(value="2031-04-01", basis=Certainty.EXPLICIT),
            coder="reader 1",
        )
        for name, words in SAID.items()
    )
    met = "Borl met Aland in Cern."
    contact = Contact(
        id="c" * 16,
        text_id=text.sha256,
        kind="meeting",
        status=ContactStatus.HELD,
        parties=("Borl", "Aland"),
        basis=met,
        span=at(met),
    )
    with Ledger.create(tmp_path) as ledger:
        ledger.take(source, data, text)
        ledger.add_article(
            Article(document="gazette", text_id=text.sha256, coder="reader 1", statements=statements, contacts=(contact,))
        )
    return tmp_path


def test_statements_are_searched_and_shown_with_their_hits(winset, case):
    done = winset("statements", "guarant*", "--case", case, "--json")
    (found,) = done.document["statements"]
    assert (found["speaker"], found["state"], done.document["more"]) == (["Borl"], "proposed", False)
    assert [found["text"][start:end] for start, end in found["marks"]] == ["guarantee"]
    table = winset("statements", "--case", case, "--speaker", "aland")
    assert (table.code, "never leave" in table.out, "guarantee" in table.out) == (0, True, False)
    assert "1 statement" in table.err


def test_contacts_are_listed(winset, case):
    assert winset("contacts", "--case", case, "--json").document["contacts"][0]["parties"] == ["Borl", "Aland"]
    assert "Borl, Aland" in winset("contacts", "--case", case, "--who", "borl").out


def test_a_review_is_kept_with_who_and_undone(winset, case):
    ids = [row["id"] for row in winset("statements", "--case", case, "--json").document["statements"]]
    done = winset("review", ids[0], "reject", "--case", case, "--coder", "Ada", "--json")
    assert (done.code, done.document["changed"], done.document["item"]["state"]) == (0, True, "rejected")
    assert done.document["item"]["standing"]["verdicts"] == {"Ada": ["reject"]}
    edited = winset(
        *("review", ids[1], "edit", "--case", case, "--coder", "Ben", "--json"),
        *("--set", "speaker=Boris Borl", "--set", "date=2031-03-31", "--set", "content=36-47"),
    )
    assert (edited.document["item"]["speaker"], edited.document["item"]["text"]) == (["Boris Borl"], NEWS[36:47])
    undone = winset("review", ids[0], "undo", "--case", case, "--coder", "Chi", "--json")
    assert undone.document["item"]["state"] == "proposed"
    log = winset("ledger", "log", "--case", case, "--json").document
    did = [(event["coder"], event["deed"], event["undone"]) for event in log["events"]]
    assert did[-3:] == [("Ada", "verdict", True), ("Ben", "edit", False), ("Chi", "undo", False)]
    assert log["head"] == undone.document["head"]
    assert "undone" in winset("ledger", "log", "--case", case, "--limit", "3").out


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("review", "nonsense", "accept", "--coder", "Ada"), "the id of one statement"),
        (("review", "cccccccccccccccc", "accept"), "say who you are"),
        (("review", "cccccccccccccccc", "edit", "--coder", "Ada", "--set", "span=x"), "write it so"),
        (("review", "cccccccccccccccc", "edit", "--coder", "Ada"), "--set FIELD=VALUE"),
        (("review", "cccccccccccccccc", "edit", "--coder", "Ada", "--set", "self=1"), "the field 'self'"),
        (("review", "cccccccccccccccc", "edit", "--coder", "Ada", "--set", "by=Ben"), "the field 'by'"),
        (("review", "cccccccccccccccc", "edit", "--coder", "Ada", "--set", "id=mine"), "the field 'id'"),
        (("review", "cccccccccccccccc", "edit", "--coder", "Ada", "--set", "date=2025-13-45"), "2025-12-29"),
        (("review", "cccccccccccccccc", "edit", "--coder", "Ada", "--set", "status=maybe"), "'held', 'planned' or 'ruled out'"),
        (("review", "cccccccccccccccc", "edit", "--coder", "Ada", "--set", "act=offer"), "one of id, text_id, kind, status"),
        (("review", "cccccccccccccccc", "tag", "--coder", "Ada"), "a word or a remark"),
        (("review", "cccccccccccccccc", "comment", " ", "--coder", "Ada"), "a word or a remark"),
        (("statements", "--state", "odd"), "name one of these"),
        (("statements", "!!"), "a word with letters or digits"),
    ],
)
def test_what_cannot_be_done_is_1_with_a_remedy(winset, case, words, says):
    done = winset(*words, "--case", case)
    assert (done.code, says in done.err, done.out) == (1, True, "")


@pytest.mark.parametrize("day", ["2031", "2031-04", "2031-04-01", "--04-01", ""])
def test_a_date_is_edited_as_far_as_it_is_known(winset, case, day):
    done = winset("review", "c" * 16, "edit", "--set", f"date={day}", "--case", case, "--coder", "Ada", "--json")
    assert (done.code, done.document["item"]["date"]["value"]) == (0, day or None)


@pytest.mark.parametrize("words", [("statements",), ("contacts",), ("ledger", "log")])
def test_a_limit_that_no_list_can_have_is_wrong_usage(winset, case, words):
    assert winset(*words, "--case", case, "--limit", 2**63).code == 2


def test_nothing_is_saved_from_a_case_without_a_record(winset, tmp_path):
    done = winset("ledger", "check", "--case", tmp_path, "--save", tmp_path / "saved", "--json")
    assert (done.code, done.problems[0]["got"], (tmp_path / "saved").exists()) == (1, "no record", False)


def test_a_case_without_a_record_is_1_with_a_remedy(winset, tmp_path):
    done = winset("statements", "--case", tmp_path, "--json")
    assert (done.code, done.problems[0]["kind"]) == (1, "ledger-missing")


def test_a_backup_is_sound_and_two_records_are_united(winset, case, tmp_path):
    copy = tmp_path / "copy"
    assert winset("ledger", "backup", copy, "--case", case, "--json").code == 0
    first = winset("statements", "--case", case, "--json").document["statements"][0]["id"]
    winset("review", first, "accept", "--case", case, "--coder", "Ada")
    winset("review", first, "reject", "--case", copy, "--coder", "Ben")
    done = winset("ledger", "merge", copy, "--case", case, "--json")
    assert (done.code, done.document["events"], [p["kind"] for p in done.problems]) == (0, 1, ["conflict-verdicts"])
    assert winset("ledger", "check", "--case", case).code == 0


def test_a_damaged_record_is_1_and_saved_beside_it(winset, case, tmp_path):
    data = (case / "record.db").read_bytes()
    (case / "record.db").write_bytes(data[: len(data) - 4096])
    done = winset("ledger", "check", "--case", case, "--json")
    assert (done.code, "--save" in done.problems[0]["remedy"]) == (1, True)
    done = winset("ledger", "check", "--case", case, "--save", tmp_path / "saved")
    assert (done.code, "3 events" in done.err) == (1, True)
    assert winset("ledger", "check", "--case", tmp_path / "saved").code == 0
    assert len(winset("statements", "--case", tmp_path / "saved", "--json").document["statements"]) == 2


def test_a_draft_is_printed_and_changes_nothing(winset, tmp_path):
    assert winset("new", tmp_path / "talks").code == 0
    Ledger.create(tmp_path / "talks").close()
    before = {path.name: path.read_bytes() for path in (tmp_path / "talks").iterdir() if path.is_file()}
    done = winset("draft", "--case", tmp_path / "talks")
    assert (done.code, done.out, "Nothing was changed" in done.err) == (0, "preferences: {}\n", True)
    assert winset("draft", "--case", tmp_path / "talks", "--json").document["suggestions"] == []
    assert before == {path.name: path.read_bytes() for path in (tmp_path / "talks").iterdir() if path.is_file()}


def test_coders_are_compared_and_copies_merged(winset, case):
    with Ledger.open(case) as ledger:
        one, other = ledger.statements()
        for statement, verdicts in ((one, ("accept", "accept")), (other, ("accept", "reject"))):
            for name, verdict in zip(("Ada", "Ben"), verdicts, strict=True):
                ledger.review(statement.id, verdict, by=name)
        data = NEWS.replace("Cern", "Bern").encode()
        source = ledger.sources()[0].model_copy(update={"sha256": sha256(data), "name": "wire.txt", "size": len(data)})
        text = Text.of(data.decode(), source.sha256, "plain 1")
        ledger.take(source, data, text)
        copy = one.model_copy(update={"id": identity(text.sha256, one.content), "text_id": text.sha256})
        ledger.add(copy)
    found = winset("ledger", "agreement", "--case", case, "--json").document
    assert (found["items"], found["kappa"][0]["coders"], found["differing"]) == (2, ["Ada", "Ben"], [f"statement:{other.id}"])
    assert "Cohen's kappa, Ada and Ben: 0.000" in winset("ledger", "agreement", "--case", case).out
    merged = winset("ledger", "copies", "--case", case, "--merge", "--coder", "Ada", "--json").document
    assert [set(group) for group in merged["groups"]] == [{one.id, copy.id}]
    assert winset("ledger", "copies", "--case", case, "--json").document["groups"] == []
