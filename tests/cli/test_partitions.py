"""`winset read --to`, here and with `--cluster`: partitions in, Parquet out, the same whoever reads them, and once."""

import gzip
import hashlib
import json
import os
import runpy
import signal
import socket
import subprocess
import sys
import time
from contextlib import contextmanager
from pathlib import Path

import pytest

from winset.cli.shapes import ReadPartitionsDocument
from winset.read.partition import partitions, read_partition

duckdb = pytest.importorskip("duckdb", reason="PACKAGES ABSENT: pip install 'winset[cluster]' to run the tests of partitions")
pytest.importorskip("distributed", reason="PACKAGES ABSENT: pip install 'winset[cluster]' to run the tests of partitions")

ROOT = Path(__file__).parents[2]
GENERATED = runpy.run_path(str(ROOT / "bench" / "articles.py"))


@pytest.fixture(scope="module")
def corpus(tmp_path_factory):
    """Four partitions of invented articles."""
    folder = tmp_path_factory.mktemp("corpus") / "corpus"
    GENERATED["partitions"](folder, [30, 30, 20, 10])
    return folder


@pytest.fixture(scope="module")
def alone(winset, corpus, tmp_path_factory):
    """The same corpus read by one process."""
    out = tmp_path_factory.mktemp("alone") / "read"
    assert winset("read", corpus, "--to", out).code == 0
    return out


def files(out):
    """Every file in a folder, by its name and the hash of its bytes."""
    return {str(p.relative_to(out)): hashlib.sha256(p.read_bytes()).hexdigest() for p in sorted(out.rglob("*")) if p.is_file()}


def warc(pages):
    """A web archive of HTML pages, record by record, as a crawler writes it."""
    whole = b""
    for at, page in enumerate(pages):
        body = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n" + page.encode()
        head = f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://news.example/{at}\r\n"
        head += "WARC-Date: 2031-03-04T00:00:00Z\r\n"
        head += f"WARC-Record-ID: <urn:uuid:{at:032x}>\r\nContent-Type: application/http; msgtype=response\r\n"
        whole += gzip.compress(f"{head}Content-Length: {len(body)}\r\n\r\n".encode() + body + b"\r\n\r\n")
    return whole


def page(text):
    title, *paragraphs = text.strip().split("\n\n")
    body = "".join(f"<p>{one}</p>" for one in paragraphs)
    return f"<html><head><title>{title}</title></head><body><article><h1>{title}</h1>{body}</article></body></html>"


def test_statements_in_parquet_are_those_of_reading_file_by_file(winset, corpus, alone, tmp_path):
    (name, text), *_ = GENERATED["articles"](30, seed=1)
    (tmp_path / f"{name}.txt").write_text(text)
    rows = [json.loads(line) for line in winset("read", tmp_path / f"{name}.txt", "--format", "jsonl").out.splitlines()]
    with duckdb.connect() as sql:
        found = sql.execute(f"FROM '{alone}/statements/*.parquet' WHERE document = ?", [name])
        columns = [column[0] for column in found.description]
        kept = [dict(zip(columns, row, strict=True)) for row in found.fetchall()]
    assert len(rows) == len(kept) > 0
    for row, one in zip(rows, kept, strict=True):
        assert row.keys() == one.keys()
        for column, value in row.items():
            typed = isinstance(value, str) or value is None or column in {"speaker", "issues", "options"}
            assert value == (one[column] if typed else json.loads(one[column])), column


def test_a_cluster_of_two_workers_writes_the_same_bytes(winset, corpus, alone, tmp_path):
    done = winset("read", corpus, "--to", tmp_path / "read", "--cluster", "local:2", "--json")
    assert done.code == 0
    assert ReadPartitionsDocument.model_validate(done.document).model_dump(mode="json", by_alias=True) == done.document
    assert done.document["articles"] == 90
    assert files(tmp_path / "read") == files(alone)


def test_what_has_been_read_is_not_read_again_and_what_has_changed_is(winset, corpus, alone, tmp_path):
    copy = tmp_path / "corpus"
    copy.mkdir()
    for part in corpus.iterdir():
        (copy / part.name).write_bytes(part.read_bytes())
    first = winset("read", copy, "--to", tmp_path / "read")
    stamps = {p: p.stat().st_mtime_ns for p in (tmp_path / "read").rglob("*.parquet")}
    again = winset("read", copy, "--to", tmp_path / "read")
    assert first.out == again.out
    assert again.err.count("read before") == 4
    assert stamps == {p: p.stat().st_mtime_ns for p in (tmp_path / "read").rglob("*.parquet")}
    GENERATED["partitions"](copy, [5])
    third = winset("read", copy, "--to", tmp_path / "read")
    assert third.err.count("read before") == 3
    assert "part-0000.parquet: read, 5 articles" in third.err


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="finds the workers in /proc")
def test_a_worker_killed_in_the_middle_loses_nothing(winset, workers_of, tmp_path):
    corpus = tmp_path / "corpus"
    GENERATED["partitions"](corpus, [60] * 8)
    command = [sys.executable, "-m", "winset", "read", corpus, "--to", tmp_path / "read", "--cluster", "local:2"]
    run = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    said = run.stderr.readline()
    assert said.startswith("1 of 8")
    os.kill(workers_of(run.pid)[0], signal.SIGKILL)
    out, err = run.communicate(timeout=120)
    assert run.returncode == 0, err
    assert "worker" in err and "gone" in err
    assert "480 articles" in out
    assert winset("read", corpus, "--to", tmp_path / "alone").code == 0
    assert files(tmp_path / "read") == files(tmp_path / "alone")


@pytest.mark.parametrize("end", [signal.SIGKILL, signal.SIGINT])
def test_a_run_that_is_stopped_goes_on_where_it_stopped(winset, corpus, alone, tmp_path, end):
    command = [sys.executable, "-m", "winset", "read", corpus, "--to", tmp_path / "read", "--cluster", "local:1"]
    run = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True, start_new_session=True)
    assert run.stderr.readline().startswith("1 of 4")
    os.killpg(run.pid, end)
    assert "Traceback" not in run.communicate(timeout=60)[1]
    assert run.returncode in (130, -signal.SIGKILL)
    again = winset("read", corpus, "--to", tmp_path / "read")
    assert again.code == 0
    assert 1 <= again.err.count("read before") < 4
    assert files(tmp_path / "read") == files(alone)


def test_web_archives_are_partitions_too_and_one_that_breaks_off_keeps_what_came_before(winset, tmp_path):
    pages = [page(text) for _, text in GENERATED["articles"](6, seed=3)]
    (tmp_path / "whole.warc.gz").write_bytes(warc(pages))
    (tmp_path / "broken.warc.gz").write_bytes(warc(pages)[:-60])
    whole = winset("read", tmp_path / "whole.warc.gz", "--to", tmp_path / "read", "--json")
    assert whole.code == 0
    assert (whole.document["articles"], whole.document["refused"]) == (6, 0)
    broken = winset("read", tmp_path / "broken.warc.gz", "--to", tmp_path / "read", "--json")
    assert broken.code == 1
    assert (broken.document["articles"], broken.document["refused"]) == (5, 1)
    again = winset("read", tmp_path / "broken.warc.gz", "--to", tmp_path / "read", "--json")
    assert again.document == broken.document
    with duckdb.connect() as sql:
        rows = sql.execute(f"SELECT document, origin FROM '{tmp_path}/read/articles/whole.*.parquet' ORDER BY origin").fetchall()
    assert rows == [(f"whole-{at + 1}", f"https://news.example/{at}") for at in range(6)]


@pytest.mark.parametrize("cluster", [(), ("--cluster", "local:1")])
def test_a_corrupt_partition_is_a_problem_and_the_rest_goes_on(winset, corpus, tmp_path, cluster):
    good, other = sorted(corpus.iterdir())[2:]
    folder = tmp_path / "corpus [1]"
    folder.mkdir()
    (folder / "a.parquet").write_bytes(good.read_bytes()[:500])
    (folder / "b?.parquet").write_bytes(other.read_bytes())
    with duckdb.connect() as sql:
        sql.execute(f"COPY (SELECT 'x' AS body) TO '{folder}/c.parquet'")
    (folder / "d.parquet").symlink_to(tmp_path / "nowhere.parquet")
    done = winset("read", folder, "--to", tmp_path / "read", "--json", *cluster)
    assert done.code == 1
    assert [Path(one["partition"]).name for one in done.document["partitions"]] == ["b?.parquet"]
    kinds = {Path(one["where"]).name: one["kind"] for one in done.problems if one["severity"] == "error"}
    assert kinds["a.parquet"] == kinds["c.parquet"] == "corrupt-partition"
    assert kinds["d.parquet"] == "file"
    assert all(one["remedy"] for one in done.problems)


def test_a_full_disk_is_told_and_leaves_no_half_of_a_file(corpus, tmp_path, full_disk):
    with full_disk(2_000):
        done = read_partition(partitions([str(sorted(corpus.iterdir())[0])], tmp_path / "read")[0])
    assert done.key is None
    assert done.problems[0].kind in ("parquet", "file")
    assert not [p for p in (tmp_path / "read").rglob("*") if p.is_file()]


def test_rows_without_a_text_are_told_with_their_place(winset, tmp_path):
    with duckdb.connect() as sql:
        rows = "(VALUES ('a', 'Talks\n\nAna Orl said on Monday that talks would resume.'), ('b', NULL)) AS t(document, content)"
        sql.execute(f"COPY (FROM {rows}) TO '{tmp_path}/few.parquet'")
    done = winset("read", tmp_path / "few.parquet", "--to", tmp_path / "read", "--json")
    assert done.code == 1
    assert (done.document["articles"], done.document["refused"]) == (1, 1)
    assert done.problems[0]["where"].endswith("few.parquet: row 2 content")


@pytest.mark.parametrize(
    ("words", "code", "kind"),
    [
        (("--to", "{tmp}/read", "--cluster", "tcp://127.0.0.1:9"), 1, "no-cluster"),
        (("--to", "{tmp}/read", "--cluster", "nonsense://x"), 1, "no-cluster"),
        (("--to", "{tmp}/read", "--cluster", "local:none"), 1, "no-cluster"),
        (("--cluster", "local"), 2, "usage"),
        (("--to", "{tmp}/read", "--coder-url", "http://localhost", "--coder-model", "m"), 2, "usage"),
    ],
)
def test_what_cannot_be_done_is_told(winset, corpus, tmp_path, words, code, kind):
    done = winset("read", corpus, *(word.format(tmp=tmp_path) for word in words), "--json")
    assert (done.code, done.problems[0]["kind"]) == (code, kind)


def test_a_program_that_answers_and_is_no_scheduler_is_told(winset, corpus, tmp_path):
    with socket.create_server(("127.0.0.1", 0)) as deaf:
        address = f"tcp://127.0.0.1:{deaf.getsockname()[1]}"
        done = winset("read", corpus, "--to", tmp_path / "read", "--cluster", address, "--json")
    assert (done.code, done.problems[0]["kind"]) == (1, "no-cluster")
    assert done.problems[0]["where"] == address


def test_an_archive_that_breaks_off_is_told_by_the_record_that_breaks(winset, tmp_path):
    whole = gzip.decompress(warc([page(text) for _, text in GENERATED["articles"](2)]))
    second = whole.index(b"WARC/1.0", 8)
    (tmp_path / "text.warc").write_bytes(whole[:-60])
    (tmp_path / "head.warc").write_bytes(whole[: second + 50])
    done = winset("read", tmp_path, "--to", tmp_path / "read", "--json")
    assert [one["articles"] for one in done.document["partitions"]] == [1, 1]
    assert [Path(one["where"]).name for one in done.problems] == ["head.warc: record 2", "text.warc: record 2"]
    assert not any("NoneType" in one["got"] for one in done.problems)


def test_what_was_written_inside_the_corpus_is_no_part_of_it(winset, corpus, tmp_path):
    (tmp_path / "part.parquet").write_bytes(sorted(corpus.iterdir())[-1].read_bytes())
    first = winset("read", ".", "--to", "read", "--json", cwd=tmp_path)
    again = winset("read", ".", "--to", "read", "--json", cwd=tmp_path)
    assert first.code == again.code == 0
    assert first.document == again.document
    assert len(first.document["partitions"]) == 1


def test_a_folder_without_partitions(winset, tmp_path):
    done = winset("read", tmp_path, "--to", tmp_path / "read", "--json")
    assert (done.code, done.problems[0]["kind"]) == (1, "nothing-to-read")


@contextmanager
def scheduler(folder):
    """A Dask scheduler in a process of its own; gives its address, and ends with the block."""
    told = folder / "scheduler.json"
    command = [sys.executable, "-m", "distributed.cli.dask_scheduler", "--host", "127.0.0.1", "--port", "0", "--no-dashboard"]
    process = subprocess.Popen([*command, "--scheduler-file", told], stderr=subprocess.DEVNULL)
    try:
        while not told.exists() or not told.read_text():
            time.sleep(0.05)
        yield json.loads(told.read_text())["address"]
    finally:
        process.terminate()
        process.wait()


@contextmanager
def worker(address, folder, path=""):
    """A Dask worker in a process of its own, with modules before its others from a path."""
    command = [sys.executable, "-m", "distributed.cli.dask_worker", address, "--nthreads", "1", "--no-dashboard", "--no-nanny"]
    process = subprocess.Popen(
        [*command, "--local-directory", folder], stderr=subprocess.DEVNULL, env={**os.environ, "PYTHONPATH": str(path)}
    )
    try:
        yield process
    finally:
        process.terminate()
        process.wait()


OTHERS = {
    "another version": (f"__version__ = '0.0.1'\n__path__ = [__path__[0], {str(ROOT / 'src' / 'winset')!r}]\n", "Winset 0.0.1"),
    "none that knows": ("__version__ = '0.0.1'\n", "without this Winset"),
}


@pytest.mark.parametrize(("code", "said"), OTHERS.values(), ids=OTHERS)
def test_a_worker_of_another_version_gets_no_work_and_the_others_do_it(winset, corpus, alone, tmp_path, code, said):
    other = tmp_path / "other" / "winset"
    other.mkdir(parents=True)
    (other / "__init__.py").write_text(code)
    with scheduler(tmp_path) as address, worker(address, tmp_path / "w1", other.parent), worker(address, tmp_path / "w2"):
        subprocess.run([sys.executable, "-c", f"import distributed as d; d.Client({address!r}).wait_for_workers(2)"], check=True)
        done = winset("read", corpus, "--to", tmp_path / "read", "--cluster", address, "--json")
    assert done.code == 0, done.err
    (told,) = [one for one in done.problems if one["kind"] == "worker-version"]
    assert said in told["got"]
    assert told["where"].startswith("tcp://127.0.0.1")
    assert files(tmp_path / "read") == files(alone)
