"""Positions and Reader: what they show, in every state, and what is changed from them."""

from collections.abc import Callable
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from winset.record.ledger import Ledger
from winset.record.query import Query
from winset.record.standing import State
from winset.web.app import application
from winset.web.room import Room

OWN = {"Origin": "http://127.0.0.1:8425"}
JSON = {"Accept": "application/json"}


def ids(client: TestClient) -> list[str]:
    return [one["quotation"]["id"] for one in client.get("/reader.json").json()["view"]["entries"]]


def test_home_leads_to_the_positions_and_keeps_what_was_asked(client: TestClient):
    answer = client.get("/?as_of=2031-04-02", follow_redirects=False)
    assert answer.headers["location"] == "/positions?as_of=2031-04-02"


def test_a_cell_tells_stance_act_date_and_sources(client: TestClient):
    view = client.get("/positions.json").json()["view"]
    cells = {(one["party"], one["issue"]): one for one in view["positions"]}
    ferry = cells["alandia", "ferry"]
    assert ferry["known"] == "stated"
    assert ferry["options"] == ["joint"]
    assert ferry["sources"] == 1
    assert cells["alandia", "tolls"]["known"] == "unknown"
    page = client.get("/positions").text
    assert 'href="/positions/alandia/ferry"' in page
    assert "A joint company" in page
    assert "rules out: Alandia alone" in page
    assert 'class="hollow' in page


def test_a_cell_opens_its_quotations_word_for_word(client: TestClient):
    view = client.get("/positions/alandia/ferry.json").json()["view"]
    words = [one["words"] for one in view["quotations"]]
    assert any("We will accept a joint company for the ferry" in one for one in words)
    assert client.get("/positions/alandia/bridge").status_code == 404
    assert "did you mean" in client.get("/positions/alandia/fery.json").json()["problems"][0]["remedy"]


def test_a_day_before_everything_was_said_shows_an_empty_record(client: TestClient):
    view = client.get("/positions.json?as_of=2031-01-01").json()["view"]
    assert view["statements"] == 0
    assert client.get("/positions.json?as_of=then").status_code == 400


def test_a_coder_who_entered_nothing_has_an_empty_record(client: TestClient):
    assert client.get("/positions.json?coder=Ben").json()["view"]["statements"] == 0


def test_the_queue_begins_with_what_could_change_most(client: TestClient):
    entries = client.get("/reader.json").json()["view"]["entries"]
    changes = [one["could_move"] and one["could_move"]["by"] for one in entries]
    known = [change for change in changes if change is not None]
    assert known == sorted(known, reverse=True)
    assert changes[: len(known)] == known, "what bears on nothing comes last"


def test_review_and_undo_are_events_of_the_ledger(client: TestClient, folder: Path):
    first = ids(client)[0]
    answer = client.post("/review", data={"id": first, "deed": "accept", "back": "/reader?state=any"}, headers=OWN)
    assert answer.url.path == "/reader"
    assert first not in ids(client)
    with Ledger.open(folder) as ledger:
        assert ledger.item(first).state is State.ACCEPTED
        assert [event.coder for event in ledger.log() if event.deed == "verdict"] == ["Ada"]
    client.post("/undo", headers=OWN)
    assert first in ids(client)
    client.post("/redo", headers=OWN)
    assert first not in ids(client)
    assert client.post("/redo", headers=OWN | JSON).status_code == 400


def test_an_edit_changes_the_fields_and_accepts(client: TestClient, folder: Path):
    first = ids(client)[0]
    fields = {"issues": ["ferry", "tolls"], "act": "offer", "date": "2031-04-01", "speaker": "Ada Aland, Ben Brin", "party": ""}
    sent = {"id": first, "deed": "edit", **fields, **{f"has-{name}": "1" for name in (*fields, "options")}}
    assert client.post("/review", data=sent, headers=OWN | JSON).json()["done"]
    with Ledger.open(folder) as ledger:
        hit = ledger.item(first)
        assert hit.state is State.ACCEPTED
        assert hit.item.issues == ("ferry", "tolls")
        assert hit.item.speaker == ("Ada Aland", "Ben Brin")
        assert hit.item.options == ()
        assert hit.item.party is None
    bad = client.post("/review", data={**sent, "date": "yesterday"}, headers=OWN | JSON)
    assert bad.status_code == 400
    assert "2025-12-29" in bad.json()["problems"][0]["wanted"]


@pytest.mark.parametrize(
    "back", ["//evil.example", "https://evil.example", "/\\evil.example", "", "javascript:alert(1)", "/\r\nX: y"]
)
def test_a_change_never_leads_to_another_host(client: TestClient, back: str):
    sent = {"id": ids(client)[0], "deed": "accept", "back": back}
    answer = client.post("/review", data=sent, headers=OWN, follow_redirects=False)
    assert answer.headers["location"] == "/positions"


def test_the_document_tiles_its_text_and_marks_every_statement(client: TestClient, folder: Path):
    with Ledger.open(folder) as ledger:
        (text,) = ledger.texts()
        statements = ledger.statements(Query(text_id=text.sha256))
    view = client.get(f"/reader/{text.sha256}.json").json()["view"]
    shown = ["".join(piece["text"] for piece in line) for line in view["lines"]]
    assert shown == [line for line in text.content.split("\n") if line]
    marked = {id_ for line in view["lines"] for piece in line for id_ in piece["entries"]}
    assert marked == {one.id for one in statements}
    assert client.get("/reader/" + "0" * 64).status_code == 404


def test_words_that_no_longer_stand_in_their_text_are_told_and_not_moved(
    client: TestClient, folder: Path, monkeypatch: pytest.MonkeyPatch
):
    with Ledger.open(folder) as ledger:
        (text,) = ledger.texts()
    monkeypatch.setattr(Ledger, "text", lambda self, text_id: "X" + text.content)
    view = client.get(f"/reader/{text.sha256}.json").json()["view"]
    assert view["astray"]
    assert not view["statements"]
    assert "no longer stand" in client.get(f"/reader/{text.sha256}").text


def test_a_record_that_is_empty_says_the_next_step(folder: Path, token: str):
    for file in folder.glob("record.db*"):
        file.unlink()
    with TestClient(application(Room(folder, "Ada"), token), base_url="http://127.0.0.1:8425") as client:
        client.headers["Authorization"] = f"token {token}"
        for path in ("/positions", "/reader", "/reader/documents", "/positions/alandia/ferry"):
            page = client.get(path)
            assert page.status_code == 200
            assert "Take" in page.text or "Read a document" in page.text


def test_a_case_with_errors_says_every_one_with_its_place(folder: Path, client: TestClient):
    path = folder / "case.yaml"
    path.write_text(path.read_text("utf-8").replace("party: brinland, issue: ferry", "party: brin, issue: fery"), "utf-8")
    answer = client.get("/positions")
    assert answer.status_code == 400
    assert "case.yaml:" in answer.text
    assert "fery" in answer.text


def test_documents_are_taken_in_and_read(client: TestClient, folder: Path):
    news = "Brinland rejects tolls\n\nBRINPORT, 3 April 2031 - Ben Brin said Brinland rejects tolls on the ferry.\n"
    files = [("documents", ("../../../news.txt", news.encode(), "image/png"))]
    answer = client.post("/sources", files=files, headers=OWN | JSON)
    assert answer.json()["read"] == 1
    assert sorted(path.name for path in (folder / "sources").iterdir()) == ["gazette.txt", "news.txt"]
    with Ledger.open(folder) as ledger:
        assert {source.media_type for source in ledger.sources()} == {"text/plain"}
        assert all("/" not in source.origin for source in ledger.sources())


def test_what_cannot_be_read_is_told_and_keeps_nothing_back(client: TestClient, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("winset.web.changes.LARGEST_FILE", 1000)
    files = [
        ("documents", ("huge.txt", b"x" * 1001, "text/plain")),
        ("documents", ("broken.pdf", b"%PDF-1.7 broken", "application/pdf")),
        ("documents", ("good.txt", b"Ada Aland said the ferry is free.", "text/plain")),
    ]
    said = client.post("/sources", files=files, headers=OWN | JSON).json()
    assert said["read"] == 1
    assert any("huge.txt" in one["where"] for one in said["problems"])
    assert any("broken" in one["where"] for one in said["problems"])


def test_a_request_beyond_the_limit_is_cut_off_while_it_arrives(client: TestClient, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("winset.web.changes.LARGEST_REQUEST", 1000)

    def stream():
        yield b'--b\r\nContent-Disposition: form-data; name="documents"; filename="a.txt"\r\n\r\n'
        yield from [b"x" * 500] * 10

    answer = client.post("/sources", content=stream(), headers=OWN | {"Content-Type": "multipart/form-data; boundary=b"})
    assert answer.status_code == 413


def test_thousands_of_statements_come_page_by_page(folder: Path, client: TestClient, many: Callable[[Path, int], None]):
    many(folder, 90)
    seen: list[str] = []
    after = None
    while True:
        view = client.get("/reader.json", params={"after": after} if after else {}).json()["view"]
        assert len(view["entries"]) <= 25
        seen += [one["quotation"]["id"] for one in view["entries"]]
        after = view["next"]
        if after is None:
            break
    with Ledger.open(folder) as ledger:
        assert sorted(seen) == sorted(one.id for one in ledger.statements()), "each once, and none left out"


def test_options_of_one_id_in_two_issues_keep_their_names(straits: Path, token: str):
    with TestClient(application(Room(straits, "Ada"), token), base_url="http://127.0.0.1:8425") as client:
        page = client.get("/positions", headers={"Authorization": f"token {token}"}).text
    assert "rules out: No guarantee" in page
    assert "rules out: Joint patrols" not in page


def test_what_is_not_to_circulate_is_marked_on_the_screens(client: TestClient, folder: Path):
    with Ledger.open(folder, coder="Ada") as ledger:
        one = next(one for one in ledger.statements() if one.party == "brinland" and "tolls" in one.issues)
    case = folder / "case.yaml"
    case.write_text(case.read_text("utf-8").replace("paid: 0..20", f"paid: {{low: 0, high: 20, because: [{one.id}]}}"), "utf-8")
    assert "kept-back" not in client.get("/deal").text
    with Ledger.open(folder, coder="Ada") as ledger:
        ledger.withhold(one.id)
    page = client.get("/deal").text
    assert "NOT FOR CIRCULATION" in page
    assert "preferences.brinland.issues.tolls.values.paid" in page
    told = client.get("/deal.json").json()["problems"]
    assert [problem["kind"] for problem in told if problem["kind"] == "not-for-circulation"] == ["not-for-circulation"]
    assert "Not for circulation" in client.get(f"/reader/{one.text_id}").text
    assert "Not for circulation" in client.get("/queue").text or "Not for circulation" in client.get("/reader").text
    with Ledger.open(folder, coder="Ada") as ledger:
        ledger.release(one.id)
    assert "kept-back" not in client.get("/deal").text
