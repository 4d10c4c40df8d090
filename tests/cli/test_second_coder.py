"""`winset read --coder-url`: what a second coder adds to what is printed and kept, and that its key is never seen."""

import json
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

KEY = "sk-tern-5150"
ARTICLE = "Talks resume\n\nMinister Ana Orl said on Monday that the talks would resume. Rain fell in the port.\n"
SAID = [
    {"content": ["that the talks would resume"], "speaker": ["Ana Orl"], "cue": "said", "act": "promise"},
    {"content": ["Rain fell in the port"], "speaker": [], "act": "claim"},
    {"content": ["that the talks had failed"], "speaker": ["Ana Orl"]},
]


class Model(BaseHTTPRequestHandler):
    def do_POST(self):
        self.rfile.read(int(self.headers["Content-Length"]))
        self.server.keys.append(self.headers.get("Authorization"))
        self.send_response(self.server.status)
        self.end_headers()
        self.wfile.write(json.dumps({"choices": [{"message": {"content": json.dumps({"statements": SAID})}}]}).encode())

    def log_message(self, *words):
        pass


@pytest.fixture
def server():
    server = ThreadingHTTPServer(("127.0.0.1", 0), Model)
    server.status, server.keys = 200, []
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield server
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture
def coded(winset, server, tmp_path, monkeypatch):
    """Return a function that reads a folder of one article with the second coder."""
    monkeypatch.setenv("WINSET_CODER_KEY", KEY)
    (tmp_path / "news").mkdir()
    (tmp_path / "news" / "resume.txt").write_text(ARTICLE)

    def run(*words):
        options = ("--coder-url", f"http://localhost:{server.server_port}/v1", "--coder-model", "tern-7b")
        done = winset("read", tmp_path / "news", *options, *words)
        assert KEY not in done.out + done.err
        return done

    return run


def test_its_statements_come_after_the_readers_under_its_own_name(coded, server):
    done = coded("--format", "jsonl")
    rows = [json.loads(line) for line in done.out.splitlines()]
    assert done.code == 0
    assert [(row["coder"], row["text"], row["act"]) for row in rows] == [
        (rows[0]["coder"], "that the talks would resume", rows[0]["act"]),
        ("coder: tern-7b", "that the talks would resume", "promise"),
        ("coder: tern-7b", "Rain fell in the port", "claim"),
    ]
    assert rows[0]["id"] == rows[1]["id"]
    assert rows[0]["coder"] != "coder: tern-7b"
    assert "resume:1 (coder: tern-7b): warning: got 'that the talks had failed'; wanted words that stand in the text" in done.err
    assert server.keys == [f"Bearer {KEY}"]


def test_one_document_and_a_table_name_it_too(coded):
    body = coded("--json").document
    assert [s["coder"] for s in body["second"]["statements"]] == ["coder: tern-7b"] * 2
    assert body["second"]["coder"] == "coder: tern-7b"
    assert len(body["statements"]) == 1
    assert [p["kind"] for p in body["problems"]] == ["coder-invented"]
    assert "\ncoder: tern-7b\n\n  Ana Orl: promise\n" in coded().out


def test_a_case_keeps_both_and_never_the_key(coded, winset, tmp_path):
    case = tmp_path / "case"
    assert winset("new", case).code == 0
    for _ in range(2):
        assert coded("--case", case).code == 0
    done = winset("statements", "--case", case, "--coder", "coder: tern-7b", "--json")
    assert sorted(found["text"] for found in done.document["statements"]) == [
        "Rain fell in the port", "that the talks would resume",
    ]  # fmt: skip
    assert len(winset("statements", "--case", case, "--json").document["statements"]) == 2
    assert not [path for path in case.rglob("*") if path.is_file() and KEY.encode() in path.read_bytes()]
    assert winset("check", case).code == 0


def test_resume_asks_for_what_the_second_coder_has_not_read(coded, server, winset, tmp_path):
    case = tmp_path / "case"
    assert winset("new", case).code == 0
    server.status = 401
    done = coded("--case", case, "--resume")
    assert (done.code, len(server.keys)) == (1, 1)
    assert "set WINSET_CODER_KEY to a key that it takes" in done.err
    assert "that the talks would resume" in done.out
    server.status = 200
    assert coded("--case", case, "--resume").code == 0
    assert len(server.keys) == 2
    assert coded("--case", case, "--resume").out == ""
    assert len(server.keys) == 2


def test_it_is_off_unless_both_its_address_and_its_name_are_given(winset, server, tmp_path):
    path = tmp_path / "resume.txt"
    path.write_text(ARTICLE)
    assert winset("read", path).code == 0
    assert winset("read", path, "--coder-url", f"http://localhost:{server.server_port}/v1").code == 2
    assert winset("read", path, "--coder-model", "tern-7b").code == 2
    done = winset("read", path, "--coder-url", "nowhere", "--coder-model", "tern-7b")
    assert (done.code, server.keys) == (1, [])
    assert "--coder-url: error: got no such address" in done.err
