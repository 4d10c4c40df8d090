"""Checking, saving, backing up and bringing forward."""

import pytest

from winset.errors import Refused
from winset.record.check import check
from winset.record.connection import NAME
from winset.record.ledger import Ledger
from winset.record.salvage import salvage
from winset.record.schema import VERSION

NEWS = "“We will never leave,” Aland said. “The bridge is ours,” Borl said."


@pytest.fixture
def filled(ledger, story):
    news = story(NEWS)
    leave = news.said("Aland", "We will never leave,")
    news.enter(ledger, leave, news.said("Borl", "The bridge is ours,"))
    ledger.review(leave.id, "accept")
    return ledger


def kinds(problems):
    return [problem.kind for problem in problems]


def test_a_sound_record_has_no_problems(filled):
    assert check(filled.folder) == ()


def test_events_and_texts_cannot_be_changed_or_deleted(filled):
    for deed in ("UPDATE event SET coder = 'x'", "DELETE FROM event", "UPDATE text SET content = 'x'", "DELETE FROM text"):
        with pytest.raises(Exception, match="never"):
            filled._db.execute(deed)


@pytest.mark.parametrize(
    ("damage", "kind"),
    [
        ("DROP TRIGGER event_keeps; UPDATE event SET body = replace(body, 'accept', 'reject')", "record-event"),
        ("DROP TRIGGER event_keeps; UPDATE event SET coder = 'Eve' WHERE deed = 'verdict'", "record-event"),
        ("DROP TRIGGER event_keeps; UPDATE event SET body = 'x' WHERE deed = 'verdict'", "record-event"),
        ("DROP TRIGGER text_keeps; UPDATE text SET content = 'We leave.'", "record-text"),
        ("UPDATE item SET state = 'rejected'", "record-state"),
        ("UPDATE item SET facets = ''", "record-state"),
        ("DELETE FROM head", "record-state"),
        ("INSERT INTO inactive VALUES (3)", "record-state"),
        ("UPDATE item SET words = 'We leave.'", "record-index"),
    ],
)
def test_whatever_is_changed_behind_its_back_is_told(filled, damage, kind):
    filled._db.executescript(damage)
    filled.close()
    assert kind in kinds(check(filled.folder))


def test_building_the_state_again_mends_it(filled):
    before = filled.search()
    filled._db.executescript("UPDATE item SET state = 'rejected', facets = '', words = 'x'")
    filled.rebuild()
    assert (check(filled.folder), filled.search()) == ((), before)


def test_a_document_that_is_gone_or_changed_is_told_and_a_stray_one_noted(filled):
    room = filled.folder / "sources"
    (room / "gazette.txt").write_text("changed")
    (room / "stray.txt").write_text("stray")
    assert sorted(kinds(check(filled.folder))) == ["record-source", "record-stray", "record-stray"]


def test_a_clock_that_runs_backwards_moves_nothing_and_is_noted(case, story, clock):
    from datetime import timedelta

    news = story(NEWS)
    leave = news.said("Aland", "We will never leave,")
    with Ledger.create(case, coder="Ada", clock=clock(step=timedelta(hours=-1))) as ledger:
        news.enter(ledger, leave)
        ledger.review(leave.id, "accept")
        ledger.review(leave.id, "reject")
        assert ledger.item(leave.id).state == "rejected"
        assert [event.deed for event in ledger.log()] == ["source", "text", "article", "verdict", "verdict"]
        ledger.undo(leave.id)
        assert ledger.item(leave.id).state == "accepted"
    assert {(problem.kind, problem.severity) for problem in check(case)} == {("record-clock", "note")}


def test_a_backup_is_the_same_record_taken_while_it_is_open(filled, tmp_path):
    before = filled.head()
    with filled.entry():
        filled.tag(filled.statements()[0].id, "later")
        filled.backup(tmp_path / "copy")
    filled.undo()
    with Ledger.open(tmp_path / "copy") as copy:
        assert (copy.head(), copy.search()) == (before, filled.search())
        assert copy.document(copy.sources()[0]) == NEWS.encode()
    assert check(tmp_path / "copy") == ()
    assert sorted(path.name for path in (tmp_path / "copy").iterdir()) == [NAME, "sources"]


def test_a_backup_never_overwrites(filled, tmp_path):
    filled.backup(tmp_path / "copy")
    with pytest.raises(Refused, match="name another folder"):
        filled.backup(tmp_path / "copy")


def test_an_older_ledger_is_brought_forward_with_all_it_holds(filled):
    before, head = filled.search(), filled.head()
    filled._db.executescript(
        "DROP INDEX event_coder; DROP TABLE search; DROP TABLE item; DROP TABLE facet; PRAGMA user_version = 1"
    )
    filled.close()
    with Ledger.open(filled.folder) as ledger:
        assert (ledger.search(), ledger.head()) == (before, head)
        assert ledger._one("PRAGMA user_version") == VERSION
        assert [event.deed for event in ledger.log("Ada")] == ["source", "text", "verdict"]
    assert check(filled.folder) == ()


def test_a_newer_ledger_is_refused_with_a_clear_word(filled):
    filled._db.execute(f"PRAGMA user_version = {VERSION + 1}")
    filled.close()
    with pytest.raises(Refused, match="install the newer Winset"):
        Ledger.open(filled.folder)
    assert kinds(check(filled.folder)) == ["ledger-newer"]


@pytest.mark.parametrize("content", [b"not a database" * 100, b"\x00" * 8192])
def test_a_file_that_is_no_database_is_refused(tmp_path, content):
    (tmp_path / NAME).write_bytes(content)
    with pytest.raises(Refused):
        Ledger.open(tmp_path)
    assert (tmp_path / NAME).read_bytes() == content


def test_another_programs_database_is_refused_and_left_alone(tmp_path):
    import sqlite3

    with sqlite3.connect(tmp_path / NAME) as db:
        db.execute("CREATE TABLE other (x)")
    db.close()
    before = (tmp_path / NAME).read_bytes()
    with pytest.raises(Refused, match="another program"):
        Ledger.create(tmp_path)
    assert (tmp_path / NAME).read_bytes() == before


@pytest.fixture
def long_one(ledger, story):
    """A ledger of sixty articles, closed, and what it held."""
    for number in range(60):
        news = story(f"“We will never leave {number},” Aland said. " + "Talks go on. " * 40, f"{number}.txt")
        news.enter(ledger, news.said("Aland", f"We will never leave {number},"))
    log = {event.hash for event in ledger.log()}
    ledger.close()
    return ledger.folder, log


@pytest.mark.parametrize("where", [0.1, 0.35, 0.6, 0.85])
def test_a_torn_page_is_told_and_the_rest_saved_with_the_original_untouched(long_one, tmp_path, where):
    folder, log = long_one
    data = bytearray((folder / NAME).read_bytes())
    start = int(len(data) * where) // 4096 * 4096
    data[start : start + 4096] = bytes(4096)
    (folder / NAME).write_bytes(data)
    assert any(problem.severity == "error" for problem in check(folder))
    saved = salvage(folder, tmp_path / "saved")
    assert (folder / NAME).read_bytes() == data
    assert saved.events >= len(log) * 0.5
    with Ledger.open(tmp_path / "saved") as ledger:
        assert {event.hash for event in ledger.log()} <= log
        assert len(ledger.statements()) >= 20


@pytest.mark.parametrize("share", [0.5, 0.7, 0.9, 0.999])
def test_a_cut_file_is_told_and_what_is_left_of_it_saved(long_one, tmp_path, share):
    folder, log = long_one
    data = (folder / NAME).read_bytes()
    (folder / NAME).write_bytes(data[: int(len(data) * share)])
    cut = (folder / NAME).read_bytes()
    problems = check(folder)
    assert "--save" in problems[0].remedy
    salvage(folder, tmp_path / "saved")
    assert (folder / NAME).read_bytes() == cut
    with Ledger.open(tmp_path / "saved") as ledger:
        kept = {event.hash for event in ledger.log()}
    assert kept <= log
    assert len(kept) > len(log) * share / 3


@pytest.mark.parametrize("left", [0, 1, 50, 100, 4096, 40_000])
def test_of_a_file_cut_to_a_stump_nothing_but_the_documents_is_saved(long_one, tmp_path, left):
    folder, _ = long_one
    (folder / NAME).write_bytes((folder / NAME).read_bytes()[:left])
    assert check(folder)
    saved = salvage(folder, tmp_path / "saved")
    assert saved.events == 0
    assert len(list((tmp_path / "saved" / "sources").iterdir())) == 60


def test_saving_never_overwrites(filled, tmp_path):
    salvage(filled.folder, tmp_path / "saved")
    with pytest.raises(Refused, match="name another folder"):
        salvage(filled.folder, tmp_path / "saved")
