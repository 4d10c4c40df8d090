"""The second coder, asked over a real connection: what it finds is kept word for word, and whatever it does harms nothing."""

import json
import threading
import time
from dataclasses import replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from winset.errors import Refused
from winset.read import second
from winset.read.endpoint import LIMITS, Endpoint, endpoint
from winset.read.reader import read_text
from winset.read.second import propose
from winset.read.work import MOST_SILENT, Task, coded_again, read_source
from winset.record.ledger import Ledger
from winset.record.source import Source, Text, sha256
from winset.record.standing import State
from winset.record.statement import Act, Kind

KEY = "sk-tern-5150"
TEXT = """Talks resume

By Ana Thole

Orlavian President Ina Dahl said on Sunday that the talks
would resume.

“We are close,” Dahl told reporters. Aides heard Rolf Maar say that Dahl had agreed to open the port.

“We are close,” Maar agreed.

Leave a reply

Sam said that this site is great.
"""


class Model(BaseHTTPRequestHandler):
    """Speaks the protocol; `server.say` gives the content, or the status, or the raw bytes, of each answer in turn."""

    def do_POST(self):
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        self.server.asked.append((self.path, self.headers.get("Authorization"), body))
        said = self.server.say(len(self.server.asked), body)
        if isinstance(said, int):
            self.send_response(said, f"no, not with {self.headers.get('Authorization')}")
            self.send_header("Location", "/elsewhere")
            self.end_headers()
            return
        if isinstance(said, str):
            said = json.dumps({"id": "x", "choices": [{"index": 0, "message": {"role": "assistant", "content": said}}]}).encode()
        self.send_response(200)
        self.end_headers()
        try:
            for piece in [said] if isinstance(said, bytes) else said:
                self.wfile.write(piece)
        except OSError:
            return

    def log_message(self, *words):
        pass


@pytest.fixture
def server(monkeypatch):
    monkeypatch.setattr(second, "PAUSE", 0.01)
    server = ThreadingHTTPServer(("127.0.0.1", 0), Model)
    server.daemon_threads = True
    server.asked = []
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield server
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture
def asking(server):
    """Return a function that has the article coded by a model that answers like this."""

    def ask(say, *, text=TEXT, seconds=20.0, key=KEY):
        server.say = say if callable(say) else lambda number, body: say
        article = read_text(text, document="resume")
        return propose(text, article, at(server, seconds=seconds, key=key))

    return ask


def at(server, *, seconds=20.0, key=KEY):
    made = endpoint(f"http://127.0.0.1:{server.server_port}/v1", "tern-7b", key)
    return replace(made, limits=replace(LIMITS, seconds=seconds))


def statements(*listed):
    return json.dumps({"statements": listed})


def one(*content, **more):
    return {"content": list(content), "speaker": [], "cue": None, "act": "claim", "nested": None, **more}


def kinds(proposed):
    return [problem.kind for problem in proposed.problems]


GOOD = statements(
    one("that the talks would resume", speaker=["Ina Dahl"], cue="said", act="progress signal"),
    one("“We are close,”", speaker=["Dahl"], cue="told"),
    one("that Dahl had agreed to open the port", speaker=["Rolf  Maar"], cue="say"),
    one("had agreed to open the port", speaker=["Dahl"], cue="agreed", act="acceptance", nested=2),
    one("We are close,", speaker=["Maar"], cue="agreed"),
)


def test_a_good_answer_becomes_statements_that_slice_the_text(asking, server):
    proposed = asking(GOOD)
    article = proposed.article
    assert (proposed.problems, proposed.whole, article.coder) == ((), True, "coder: tern-7b")
    for found in article.statements:
        assert found.text == " … ".join(TEXT[a:b] for a, b in found.content)
        assert found.coder == "coder: tern-7b"
    first, second_, third, nested, last = article.statements
    assert first.text == "that the talks\nwould resume"
    assert (first.speaker, first.act, first.kind, TEXT[slice(*first.cue[0])]) == (
        ("Ina Dahl",), Act.PROGRESS, Kind.INDIRECT, "said",
    )  # fmt: skip
    assert (second_.kind, third.speaker, nested.nested_in, nested.act) == (
        Kind.DIRECT, ("Rolf Maar",), third.id, Act.ACCEPTANCE,
    )  # fmt: skip
    assert (last.text, last.content[0][0]) == ("“We are close,”", TEXT.rindex("“We are close"))
    (path, header, body), = server.asked  # fmt: skip
    assert (path, header, body["model"]) == ("/v1/chat/completions", f"Bearer {KEY}", "tern-7b")
    assert "Sam said" not in body["messages"][1]["content"]
    assert KEY not in json.dumps(body) + repr(at(server))


def test_an_answer_in_prose_and_fences_is_read_all_the_same(asking):
    said = f"<think>{{hm [1] }}</think>Here you are:\n```json\n{GOOD}\n```\nAnything else?"
    assert len(asking(said).article.statements) == 5
    assert len(asking(json.dumps(json.loads(GOOD)["statements"])).article.statements) == 5
    assert asking(statements()).article.statements == ()


@pytest.mark.parametrize(
    ("proposal", "kind"),
    [
        (one("that the talks had failed", speaker=["Ina Dahl"]), "coder-invented"),
        (one("the talk", speaker=["Ina Dahl"]), "coder-invented"),
        (one("WOULD RESUME"), "coder-invented"),
        (one("would resume.\n\n“We are close,”"), "coder-invented"),
        (one("would resume", "the talks"), "coder-invented"),
        (one("that this site is great"), "coder-invented"),
        (one("By Ana Thole"), "coder-invented"),
        (one("…"), "coder-invented"),
        (one(KEY), "coder-invented"),
        (one("\ud800"), "coder-form"),
        (one("would resume", speaker=["Eno Park"]), "coder-speaker"),
        (one("would resume", speaker=["Ana Thole"]), "coder-speaker"),
        (one("would resume", nested=7), "coder-nested"),
        (one("would resume", nested=0), "coder-nested"),
        (one("would resume", nested=-1), "coder-form"),
        (one("would resume", act="dance"), "coder-form"),
        (one("would resume", speaker="Dahl"), "coder-form"),
        (one(), "coder-form"),
        ({"text": "would resume"}, "coder-form"),
    ],
)
def test_what_does_not_stand_in_the_article_is_rejected_and_the_rest_kept(asking, proposal, kind):
    proposed = asking(statements(proposal, one("that the talks would resume", speaker=["Ina Dahl"])))
    assert kinds(proposed) == [kind]
    assert [found.speaker for found in proposed.article.statements] == [("Ina Dahl",)]
    assert "left out" in proposed.problems[0].remedy
    assert proposed.problems[0].where.startswith("resume:")
    assert KEY not in str(proposed)


def test_many_inventions_are_told_a_few_times_and_counted(asking):
    proposed = asking(statements(*(one(f"invention {n}") for n in range(40))))
    assert len(proposed.problems) == second.MOST_TOLD + 1
    assert proposed.problems[-1].got.startswith("35 more")


NONSENSE = {
    "prose": "I would rather talk about the weather.",
    "braces": "{" * 100_000,
    "brackets": "[" * 100_000,
    "number": '{"statements": [' + "9" * 10_000 + "]}",
    "shape": '{"statements": "none"}',
    "many": statements(*[one("x")] * 201),
    "bytes": b"\xff\xfe\x00caf\xe9",
    "page": b"<html>Welcome to the router</html>",
    "null": b'{"choices": [{"message": {"content": null}}]}',
    "empty": b"",
    "deep": b'{"choices": ' + b"[" * 100_000,
    "choices": b'{"choices": []}',
}


@pytest.mark.parametrize("said", NONSENSE.values(), ids=NONSENSE.keys())
def test_nonsense_is_asked_for_once_more_and_then_told(asking, server, said):
    proposed = asking(said)
    assert (proposed.article, kinds(proposed), proposed.whole, proposed.silent) == (None, ["coder-answer"], False, False)
    assert len(server.asked) == 2
    assert proposed.problems[0].remedy


def test_a_second_try_that_succeeds_leaves_no_trace(asking, server):
    proposed = asking(lambda number, body: "hm" if number == 1 else GOOD)
    assert (len(proposed.article.statements), proposed.problems) == (5, ())
    proposed = asking(lambda number, body: 400 if "temperature" in body else GOOD)
    assert (len(proposed.article.statements), proposed.problems) == (5, ())


@pytest.mark.parametrize(
    ("status", "asks", "hopeless", "remedy"),
    [
        (500, 2, False, "log"),
        (503, 2, False, "log"),
        (429, 2, False, "wait"),
        (401, 1, True, "WINSET_CODER_KEY"),
        (403, 1, True, "WINSET_CODER_KEY"),
        (404, 1, True, "--coder-url"),
        (307, 1, True, "redirects"),
        (400, 2, False, "knows the model"),
    ],
)
def test_a_status_is_told_with_what_to_do_and_never_with_the_key(asking, server, status, asks, hopeless, remedy):
    proposed = asking(status)
    assert (proposed.article, kinds(proposed), proposed.silent, proposed.hopeless) == (None, ["coder-status"], True, hopeless)
    assert len(server.asked) == asks
    assert f"status {status}" in proposed.problems[0].got
    assert remedy in proposed.problems[0].remedy
    assert KEY not in str(proposed)


@pytest.mark.parametrize("trickle", [False, True], ids=["silent", "a byte at a time"])
def test_an_endpoint_that_hangs_is_left_after_its_time(asking, server, trickle):
    over = threading.Event()

    def say(number, body):
        def pieces():
            while not over.wait(0.05):
                if trickle:
                    yield b" "

        return pieces()

    began = time.monotonic()
    proposed = asking(say, seconds=0.4)
    assert time.monotonic() - began < 10
    over.set()
    assert (proposed.article, kinds(proposed), proposed.silent) == (None, ["coder-unreachable"], True)
    assert proposed.problems[0].got == "'no answer in time'"


def test_headers_that_never_end_are_cut_at_the_deadline(asking, monkeypatch):
    over = threading.Event()

    def never(self):
        while not over.wait(0.05):
            try:
                self.wfile.write(b"HTTP/1.1 200 O" if not self.close_connection else b"K")
                self.close_connection = True
            except OSError:
                return

    monkeypatch.setattr(Model, "do_POST", never)
    began = time.monotonic()
    proposed = asking("", seconds=0.4)
    assert time.monotonic() - began < 10
    over.set()
    assert kinds(proposed) == ["coder-unreachable"]


def test_fifty_megabytes_are_not_taken(asking, server):
    sent = []

    def say(number, body):
        def pieces():
            for _ in range(800):
                yield b"x" * 2**16
                sent.append(2**16)

        return pieces()

    proposed = asking(say)
    assert (proposed.article, kinds(proposed)) == (None, ["coder-too-large"])
    assert "more than 2,097,152 bytes" in proposed.problems[0].got
    assert sum(sent) < 50 * 2**20


def test_nobody_at_the_address(server):
    where = Endpoint("http://127.0.0.1:9/v1/chat/completions", "tern", limits=replace(LIMITS, seconds=2))
    proposed = propose(TEXT, read_text(TEXT, document="resume"), where)
    assert (proposed.article, kinds(proposed), proposed.silent) == (None, ["coder-unreachable"], True)


def test_this_machine_may_be_named_and_other_private_hosts_only_when_allowed():
    article = read_text(TEXT, document="resume")
    proposed = propose(TEXT, article, endpoint("http://10.255.255.1/v1", "tern"))
    assert (kinds(proposed), proposed.hopeless) == (["coder-private-address"], True)
    assert "--private" in proposed.problems[0].remedy
    assert endpoint("http://10.255.255.1/v1", "tern", private=True).limits.private


@pytest.mark.parametrize(
    ("url", "model", "key", "said"),
    [
        ("ftp://a.example/v1", "tern", "", "coder-url"),
        ("localhost:11434", "tern", "", "coder-url"),
        ("http://a.example:x/v1", "tern", "", "coder-url"),
        (f"https://me:{KEY}@a.example/v1", "tern", "", "coder-url"),
        (f"https://a.example/v1?key={KEY}", "tern", "", "coder-url"),
        ("https://a.example/v1", " ", "", "coder-model"),
        ("https://a.example/v1", "a\nb", "", "coder-model"),
        ("https://a.example/v1", "tern", f"{KEY}\nX: y", "coder-key"),
        ("http://a.example/v1", "tern", KEY, "coder-key"),
        ("http://192.168.0.4/v1", "tern", KEY, "coder-key"),
    ],
)
def test_an_endpoint_that_cannot_be_meant_is_refused_without_its_key(url, model, key, said):
    with pytest.raises(Refused) as refused:
        endpoint(url, model, key)
    assert [problem.kind for problem in refused.value.problems] == [said]
    assert KEY not in str(refused.value)


LONG = "Talks\n\n" + "\n\n".join(
    f"Envoy Mara Quill said on Monday that the port of Norhaven would count {n} ferries. " + "Rain fell. " * 30 for n in range(90)
)


def test_a_long_article_goes_in_windows_and_a_bad_one_harms_no_other(asking, server):
    def say(number, body):
        passage = body["messages"][1]["content"]
        assert len(passage) < second.WINDOW + 500
        if "count 40 ferries" in passage:
            return "hm"
        numbers = [n for n in range(90) if f"count {n} ferries" in passage]
        return statements(*(one(f"that the port of Norhaven would count {n} ferries", speaker=["Mara Quill"]) for n in numbers))

    proposed = asking(say, text=LONG)
    assert (kinds(proposed), proposed.whole, proposed.silent) == (["coder-answer"], False, False)
    line = int(proposed.problems[0].where.split(":")[1].split()[0])
    assert 53 < line <= 83
    assert 70 < len(proposed.article.statements) < 90
    assert [found.content for found in proposed.article.statements] == sorted(s.content for s in proposed.article.statements)


def test_a_text_without_end_is_asked_for_up_to_a_bound(asking, server, monkeypatch):
    monkeypatch.setattr(second, "MOST_WINDOWS", 3)
    proposed = asking(statements(), text="Talks\n\n" + "The envoy said that the rain fell. " * 2_000)
    assert (kinds(proposed), len(server.asked), proposed.whole) == (["coder-long"], 3, False)


def test_silence_ends_the_asking_for_an_article_and_soon_for_all(server, tmp_path):
    server.say = lambda number, body: 500
    for number in range(5):
        (tmp_path / f"{number}.txt").write_text(LONG + str(number))
    readings = [r for n in range(5) for r in read_source(Task(str(tmp_path / f"{n}.txt")))]
    coded = list(coded_again(readings, at(server)))
    assert len(server.asked) == 2 * MOST_SILENT
    assert [r.article for r in coded] == [r.article for r in readings]
    assert [p.kind for r in coded for p in r.problems] == ["coder-status", "coder-status", "coder-given-up"]


def entered(ledger, text, *articles):
    data = text.encode()
    source = Source(
        sha256=sha256(data),
        name="a.txt",
        origin="a.txt",
        media_type="text/plain",
        size=len(data),
        received="2031-01-01T00:00:00Z",
    )
    ledger.take(source, data, Text.of(text, source.sha256, "plain 1"))
    for article in articles:
        assert ledger.add_article(article).problems == ()


def test_the_reader_keeps_its_article_and_its_wording_whoever_comes_later(asking, tmp_path):
    read = read_text(TEXT, document="resume")
    found = asking(statements(one("that the talks would resume", speaker=["Ina Dahl"]), one("to open the port"))).article
    other = found.model_copy(update={"coder": "coder: 9b", "statements": ()})
    with Ledger.create(tmp_path / "case") as ledger:
        entered(ledger, TEXT, read, found, other, other.model_copy(update={"coder": "coder: 8b"}))
        assert ledger.articles() == (read,)
        assert ledger.articles(second=found.coder) == (found,)
        shared = next(s for s in read.statements if s.id == found.statements[0].id)
        assert shared.date.value is None
        assert ledger.item(shared.id).item == shared
        assert ledger.item(shared.id).standing.proposed_by == (read.coder, "coder: tern-7b")
        own = ledger.item(found.statements[1].id)
        assert (own.item, own.standing.state) == (found.statements[1], State.PROPOSED)
        ledger.rebuild()
        assert ledger.item(shared.id).item == shared
