"""Rough use: addresses that nobody meant, cases with nearly nothing in them, files that break or are locked while it serves."""

import shutil
import sqlite3
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

from winset.record import connection
from winset.web.app import application
from winset.web.room import Room

OWN = {"Origin": "http://127.0.0.1:8425"}
JSON = {"Accept": "application/json"}
SCREENS = (
    "/positions",
    "/positions/a/x",
    "/reader",
    "/reader/documents",
    "/deal",
    "/ratify",
    "/keep",
    "/moved",
    "/why",
    "/brief",
)
ONE = """
name: one
title: One party
as_of: 2031-04-02
parties: {a: {name: A, roles: [negotiator]}}
issues: {x: {name: X, options: {y: {name: Y}, z: {name: Z}}}}
preferences: {a: {issues: {x: {weight: 1, values: {y: 10, z: 20}}}, walk_away: {points: [{on: 2031-04-02, value: 15}]}}}
"""
BARRED = ONE + "red_lines: [{party: a, issue: x, option: y}, {party: a, issue: x, option: z}]\n"
NO_ISSUE = "name: z\ntitle: Z\nas_of: 2031-04-02\nparties: {a: {name: A, roles: [negotiator]}}\nissues: {}\n"


def helps(answer: Any) -> None:
    """Check that an answer is a page, or says what to do."""
    assert answer.status_code < 500, answer.text[:400]
    if answer.status_code >= 400:
        assert "remedy" in answer.text


def client_of(folder: Path) -> TestClient:
    client = TestClient(application(Room(folder, "Ada"), "t"), base_url="http://127.0.0.1:8425", raise_server_exceptions=False)
    client.headers["Authorization"] = "token t"
    return client


@pytest.mark.parametrize("text", [None, ONE, BARRED, NO_ISSUE, "name: [", "\x01\x02", ""])
def test_a_folder_with_nearly_nothing_in_it_is_shown_or_helped(tmp_path: Path, text: str | None):
    if text is not None:
        (tmp_path / "case.yaml").write_text(text, "utf-8")
    with client_of(tmp_path) as client:
        for path in SCREENS:
            helps(client.get(path))
            helps(client.get(f"{path}.json"))
    assert not (tmp_path / "record.db").exists(), "looking makes nothing"


@pytest.mark.parametrize(
    "address",
    [
        "/deal?choose=ferry:joint&choose=ferry:ours",
        f"/deal?lift={'x' * 9000}",
        "/deal?at=0001-01-01",
        "/deal?at=9999-12-31",
        "/deal?across=%00&up=%00",
        "/positions/%00/%FF",
        "/positions/%2e%2e/%2e%2e",
        "/positions?coder=%00%FF&as_of=0001-01-01",
        f"/positions/alandia/ferry?before={'9' * 30}",
        f"/reader/documents?before=-{'9' * 30}",
        "/reader/%F0%9F",
        "/reader?after=999999999999999999:1",
        "/reader?words=%22AND%20OR%20*",
        "/reader?words=%00",
        f"/why?basis={'&basis='.join(['case:a'] * 300)}",
        "/why?path=preferences&to=1e999",
        "/why?figure=~0~1/~",
        "/moved?since=0001-01-01&until=0001-01-01",
        "/keep?term=1e308&guarantee=%00",
        "/static/%2e%2e/app.py",
        "//elsewhere.example/",
    ],
)
def test_an_address_that_nobody_meant_is_shown_or_helped(client: TestClient, address: str):
    assert client.get(address).status_code < 500


def test_a_change_sent_many_times_at_once_is_made_once(client: TestClient, room: Room):
    first = client.get("/reader.json").json()["view"]["entries"][0]["quotation"]["id"]
    found: list[int] = []

    def send() -> None:
        found.append(client.post("/review", data={"id": first, "deed": "accept"}, headers=OWN | JSON).status_code)

    threads = [threading.Thread(target=send) for _ in range(6)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    assert found == [200] * 6
    with room.ledger() as ledger:
        assert ledger
        assert sum(event.deed == "verdict" for event in ledger.log()) == 1


def test_forms_of_any_shape_are_refused_with_a_reason(client: TestClient):
    multipart = "multipart/form-data"
    assert client.post("/review", data={f"k{n}": "v" for n in range(5000)}, headers=OWN).status_code == 400
    assert (
        client.post("/review", content=b"\xff" * 99, headers=OWN | {"Content-Type": f"{multipart}; boundary=x"}).status_code
        == 400
    )
    assert client.post("/review", content=b"x", headers=OWN | {"Content-Type": multipart}).status_code == 400
    for path in ("/review", "/undo", "/redo", "/sources", "/nowhere"):
        helps(client.post(path, headers=OWN))


def test_a_case_broken_while_it_is_served_is_helped_and_comes_back(client: TestClient, folder: Path):
    path = folder / "case.yaml"
    good = path.read_text("utf-8")
    assert client.get("/deal").status_code == 200
    path.write_text(good.replace("issues:", "issues: [", 1), "utf-8")
    for screen in ("/deal", "/ratify", "/why"):
        answer = client.get(screen)
        assert answer.status_code == 400
        assert "case.yaml:" in answer.text, "the place of the mistake"
    path.write_text(good, "utf-8")
    assert client.get("/deal").status_code == 200


def test_a_record_locked_by_another_program_can_be_read_and_says_whose_turn_it_is(
    client: TestClient, folder: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(connection, "PATIENCE", 0.2)
    first = client.get("/reader.json").json()["view"]["entries"][0]["quotation"]["id"]
    other = sqlite3.connect(folder / "record.db")
    other.execute("BEGIN EXCLUSIVE")
    try:
        answer = client.post("/review", data={"id": first, "deed": "reject"}, headers=OWN | JSON)
        assert answer.status_code == 400
        assert answer.json()["problems"][0]["kind"] == "ledger-busy"
        assert client.get("/reader").status_code == 200
    finally:
        other.rollback()
        other.close()
    assert client.post("/review", data={"id": first, "deed": "reject"}, headers=OWN | JSON).status_code == 200


def test_a_record_that_is_none_and_a_folder_that_went_are_helped(
    client: TestClient, folder: Path, taken_in: Callable[[Path, dict[str, str]], None]
):
    for path in folder.glob("record.db*"):
        path.unlink()
    (folder / "record.db").write_bytes(b"no record at all" * 99)
    for path in (*SCREENS, "/deal?choose=ferry:joint&choose=tolls:free"):
        helps(client.get(path))
    shutil.rmtree(folder)
    for path in SCREENS:
        helps(client.get(path))
