"""What must not harm a record: kills, full disks, files that may not be written, two programs at once."""

import os
import random
import resource
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
from contextlib import contextmanager
from pathlib import Path

import pytest

from winset.errors import Refused
from winset.record.check import check
from winset.record.connection import NAME
from winset.record.ledger import Ledger
from winset.record.query import Query
from winset.record.standing import State

NOBODY = 65534

WORKER = """
import sys
from datetime import UTC, datetime
from winset.record.article import Article
from winset.record.ledger import Ledger
from winset.record.source import Source, Text, sha256
from winset.record.statement import Kind, Statement, identity

folder, name, count = sys.argv[1], sys.argv[2], int(sys.argv[3])
with Ledger.create(folder, coder=name) as ledger:
    for number in range(count):
        content = f"{name} {number}: " + "We will never leave. " * 40
        data = content.encode()
        source = Source(sha256=sha256(data), name=f"{name}-{number}.txt", origin="-", media_type="text/plain", size=len(data),
                        received=datetime(2031, 4, 2, tzinfo=UTC))
        text = Text.of(content, source.sha256, "plain 1")
        spans = [((21 * place, 21 * place + 20),) for place in range(20)]
        statements = tuple(
            Statement(id=identity(text.sha256, span), text_id=text.sha256, content=span, text=content[slice(*span[0])],
                      kind=Kind.DIRECT, speaker=(name,), coder="reader 1")
            for span in spans
        )
        with ledger.entry():
            ledger.take(source, data, text)
            ledger.add_article(Article(document=source.name, text_id=text.sha256, coder="reader 1", statements=statements))
        print(ledger.head(), flush=True)
        event = ledger.review(statements[number % 20].id, "accept")
        if event:
            print(event.hash, flush=True)
"""


def worker(folder: Path, name: str, count: int) -> subprocess.Popen[str]:
    command = [sys.executable, "-c", WORKER, str(folder), name, str(count)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def kill_and_look(folder: Path, kills: int, seed: int) -> int:
    """Kill a reader and reviewer at random moments; what it said it wrote must be there, whole. Return how much that was."""
    chance = random.Random(seed)
    told: set[str] = set()
    for _ in range(kills):
        child = worker(folder, "Ada", 10_000)
        told.add(child.stdout.readline().strip())
        time.sleep(chance.uniform(0, 0.4))
        child.send_signal(signal.SIGKILL)
        out, err = child.communicate()
        assert not err, err
        told |= {line for line in out.split("\n")[:-1] if len(line) == 64}
        with Ledger.open(folder) as ledger:
            log = {event.hash for event in ledger.log()}
            per_text: dict[str, int] = {}
            for hit in ledger.search(Query(state=tuple(State))):
                per_text[hit.item.text_id] = per_text.get(hit.item.text_id, 0) + 1
        assert told - {""} <= log
        assert set(per_text.values()) <= {20}, "half an article was entered"
    assert [problem for problem in check(folder) if problem.severity == "error"] == []
    return len(told)


def test_no_kill_loses_what_was_written_or_leaves_half_of_anything(tmp_path):
    assert kill_and_look(tmp_path, kills=4, seed=1) >= 4


@pytest.mark.soak
def test_no_kill_of_two_hundred_loses_what_was_written_or_leaves_half_of_anything(tmp_path):
    assert kill_and_look(tmp_path, kills=200, seed=2) >= 200


def two_at_once(folder: Path, count: int) -> None:
    children = [worker(folder, name, count) for name in ("Ada", "Ben")]
    told = {hash_ for child in children for hash_ in child.communicate(timeout=300)[0].split()}
    assert [child.returncode for child in children] == [0, 0]
    with Ledger.open(folder) as ledger:
        log = list(ledger.log())
        assert told <= {event.hash for event in log}
        assert len(log) == 2 * 4 * count
        assert [event.depth for event in log] == list(range(len(log))), "each event follows the one before, whoever wrote it"
        assert len(ledger.statements()) == 2 * 20 * count
    assert check(folder) == ()


def test_two_programs_write_at_once_and_neither_loses_anything(tmp_path):
    two_at_once(tmp_path, 6)


@pytest.mark.soak
def test_two_programs_write_at_once_for_long(tmp_path):
    two_at_once(tmp_path, 300)


def test_a_reader_sees_the_record_as_it_was_while_another_writes(case, ledger, story):
    one, other = story("One."), story("Other.", "other.txt")
    one.enter(ledger, one.said("Aland", "One."))
    with Ledger.open(case) as reader, ledger.entry():
        other.enter(ledger, other.said("Borl", "Other."))
        assert len(reader.statements()) == 1
    assert len(ledger.statements()) == 2


def test_a_program_that_must_wait_too_long_says_so(case, ledger, story):
    one = story("One.")
    with Ledger.open(case) as waiting, ledger.entry():
        waiting._db.execute("PRAGMA busy_timeout = 10")
        with pytest.raises(Refused, match="wait until the other program has finished"):
            one.enter(waiting, one.said("Aland", "One."))


@contextmanager
def unprivileged():
    """Drop root's privileges for a while, if the tests have them."""
    if os.geteuid() != 0:
        yield
        return
    os.seteuid(NOBODY)
    try:
        yield
    finally:
        os.seteuid(0)


@pytest.fixture
def open_to_all():
    """A folder that everybody may enter: pytest's own are private."""
    folder = Path(tempfile.mkdtemp())
    folder.chmod(0o755)
    yield folder
    shutil.rmtree(folder)


def test_a_record_that_may_not_be_written_is_read_and_refuses_to_be_changed(open_to_all, story):
    one = story("One.")
    statement = one.said("Aland", "One.")
    with Ledger.create(open_to_all) as ledger:
        one.enter(ledger, statement)
    (open_to_all / NAME).chmod(0o444)
    (open_to_all / "sources").chmod(0o555)
    open_to_all.chmod(0o555)
    before = (open_to_all / NAME).read_bytes()
    with unprivileged(), Ledger.open(open_to_all, coder="Ada") as ledger:
        assert ledger.statements(Query(words="one")) == (statement,)
        with pytest.raises(Refused, match="permission"):
            ledger.review(statement.id, "accept")
        assert check(open_to_all) == ()
    assert (open_to_all / NAME).read_bytes() == before
    assert sorted(path.name for path in open_to_all.iterdir()) == [NAME, "sources"]


def test_a_folder_that_may_not_be_written_takes_no_record(open_to_all):
    open_to_all.chmod(0o555)
    with unprivileged(), pytest.raises(Refused, match=r"permission|cannot be opened|can be opened"):
        Ledger.create(open_to_all)
    assert list(open_to_all.iterdir()) == []


def fill_up(ledger: Ledger, story, most: int = 400) -> int:
    """Enter articles until there is no more room; return how many went in."""
    for number in range(most):
        news = story(f"{number} " + "We will never leave. " * 400, f"{number}.txt")
        try:
            with ledger.entry():
                news.enter(ledger, *(news.said("Aland", news.text.content[: 200 + place]) for place in range(10)))
        except Refused as refusal:
            assert "nothing was changed" in refusal.problems[0].remedy
            return number
    raise AssertionError("there was room for all")


def see_that_it_is_whole_and_goes_on(ledger: Ledger, story, entered: int) -> None:
    assert len(ledger.statements()) == 10 * entered
    assert [problem for problem in check(ledger.folder) if problem.severity == "error"] == []
    news = story("There is room again.", "again.txt")
    assert news.enter(ledger, news.said("Aland", "There is room again.")).new == 1


def test_a_full_database_refuses_and_stays_whole(case, story):
    with Ledger.create(case) as ledger:
        ledger._db.execute("PRAGMA max_page_count = 300")
        entered = fill_up(ledger, story)
        ledger._db.execute("PRAGMA max_page_count = 1000000")
        see_that_it_is_whole_and_goes_on(ledger, story, entered)


def test_a_file_that_may_grow_no_further_refuses_and_stays_whole(case, story):
    """A limit on the size of files stops the write at any byte, as a full disk does."""
    with Ledger.create(case) as ledger:
        limits = resource.getrlimit(resource.RLIMIT_FSIZE)
        resource.setrlimit(resource.RLIMIT_FSIZE, (900_000, limits[1]))
        try:
            entered = fill_up(ledger, story)
        finally:
            resource.setrlimit(resource.RLIMIT_FSIZE, limits)
        see_that_it_is_whole_and_goes_on(ledger, story, entered)


@pytest.mark.soak
def test_a_disk_that_is_full_refuses_and_stays_whole(tmp_path, story):
    if os.geteuid() != 0:
        pytest.skip("A SMALL FILE SYSTEM CAN BE MOUNTED BY ROOT ALONE")
    room = tmp_path / "small"
    room.mkdir()
    subprocess.run(["mount", "-t", "tmpfs", "-o", "size=2m", "tmpfs", room], check=True)
    try:
        with Ledger.create(room / "case") as ledger:
            ballast = room / "ballast"
            ballast.write_bytes(bytes(300_000))
            entered = fill_up(ledger, story)
            ballast.unlink()
            see_that_it_is_whole_and_goes_on(ledger, story, entered)
    finally:
        subprocess.run(["umount", room], check=True)


def test_damage_found_while_reading_is_told_with_the_way_to_save_the_rest(case, ledger):
    damage = sqlite3.DatabaseError("database disk image is malformed")
    damage.sqlite_errorcode = sqlite3.SQLITE_CORRUPT
    with pytest.raises(Refused, match="ledger check --save"), Ledger.open(case):
        raise damage


@pytest.mark.parametrize("limit", [8_192, 24_576, 65_536])
def test_a_disk_that_fills_while_a_record_is_made_is_told(tmp_path, full_disk, limit):
    with full_disk(limit), pytest.raises(Refused, match="free space"):
        Ledger.create(tmp_path / "talks")
    Ledger.create(tmp_path / "talks").close()
    assert check(tmp_path / "talks") == ()
