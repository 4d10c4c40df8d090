"""Who gets in, and what a page may load."""

import hmac

import pytest
from starlette.testclient import TestClient

from winset.web import gate

OWN = {"Origin": "http://127.0.0.1:8425"}


def test_without_the_token_everything_is_locked(stranger: TestClient):
    for path in ("/", "/positions", "/positions.json", "/events", "/static/main.js", "/openapi.json", "/brief", "/nothing"):
        assert stranger.get(path).status_code == 403, path
    assert stranger.post("/undo", headers=OWN).status_code == 403


def test_the_address_with_the_token_opens_once_and_leaves_a_cookie(stranger: TestClient, token: str):
    answer = stranger.get(f"/positions?as_of=2031-04-02&token={token}")
    assert answer.status_code == 303
    assert answer.headers["location"] == "/positions?as_of=2031-04-02"
    cookie = answer.headers["set-cookie"].lower()
    assert "httponly" in cookie
    assert "samesite=strict" in cookie
    assert "winset-8425=" in cookie
    assert stranger.get("/positions").status_code == 200


@pytest.mark.parametrize("wrong", ["", "the-token-of-the-test", "The-token-of-the-tests", "é", "\udcff"])
def test_a_wrong_token_opens_nothing(stranger: TestClient, wrong: str):
    shown = wrong.encode("utf-8", "surrogateescape")
    assert stranger.get("/positions", params={"token": shown}).status_code == 403
    assert stranger.get("/positions", headers={b"Authorization": b"token " + shown}).status_code == 403
    assert stranger.get("/positions", headers={b"Cookie": b"winset-8425=" + shown}).status_code == 403


def test_tokens_are_compared_in_constant_time(stranger: TestClient, token: str, monkeypatch: pytest.MonkeyPatch):
    compared: list[bytes] = []
    honest = hmac.compare_digest

    def compare(left: bytes, right: bytes) -> bool:
        compared.append(left)
        return honest(left, right)

    monkeypatch.setattr(gate.hmac, "compare_digest", compare)
    stranger.get("/positions", headers={"Cookie": "winset-8425=guess"})
    stranger.get("/positions", headers={"Authorization": "token other"})
    assert b"guess" in compared
    assert b"other" in compared


def test_the_way_in_never_leads_to_another_host(stranger: TestClient, token: str):
    for path in ("//evil.example/", "/\\evil.example", "///evil.example"):
        answer = stranger.get(f"http://127.0.0.1:8425{path}?token={token}")
        assert not answer.headers.get("location", "/").startswith(("//", "/\\", "http"))


@pytest.mark.parametrize("host", ["evil.example", "evil.example:8425", "127.0.0.1.evil.example", "[::2]", "a@127.0.0.1", "[", ""])
def test_another_name_for_this_machine_is_not_answered(client: TestClient, host: str):
    assert client.get("/positions", headers={"Host": host}).status_code == 421


def test_loopback_by_any_of_its_names_is_answered(client: TestClient):
    for host in ("127.0.0.1:8425", "localhost:8425", "[::1]:8425", "LOCALHOST:8425"):
        assert client.get("/positions.json", headers={"Host": host}).status_code == 200


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "http://evil.example"},
        {"Origin": "null"},
        {"Origin": "https://127.0.0.1:8425"},
        {"Origin": "http://127.0.0.1:8426"},
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site", "Origin": "http://127.0.0.1:8425"},
    ],
)
def test_changes_are_taken_only_from_our_own_pages(client: TestClient, headers: dict[str, str]):
    assert client.post("/undo", headers=headers).status_code == 403


def test_with_the_cookie_alone_a_change_must_say_where_it_comes_from(stranger: TestClient, token: str):
    stranger.get(f"/?token={token}")
    assert stranger.post("/undo").status_code == 403
    assert stranger.post("/undo", headers=OWN).status_code == 400  # nothing to undo: it was let in


def test_another_site_may_link_here_but_not_embed(client: TestClient):
    link = {"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "navigate", "Sec-Fetch-Dest": "document"}
    assert client.get("/positions", headers=link).status_code == 200
    for dest in ("iframe", "image", "script", "empty"):
        assert client.get("/positions", headers={**link, "Sec-Fetch-Mode": "no-cors", "Sec-Fetch-Dest": dest}).status_code == 403


def test_every_answer_carries_a_strict_policy(client: TestClient):
    for path in ("/positions", "/positions.json", "/static/main.js", "/nothing", "/reader/0000", "/brief"):
        headers = client.get(path).headers
        policy = headers["content-security-policy"]
        assert "unsafe" not in policy
        assert "default-src 'none'" in policy
        assert "frame-ancestors 'none'" in policy
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["cache-control"] == "no-store"


def test_only_reading_and_posting_are_known(client: TestClient):
    for method in ("PUT", "DELETE", "PATCH", "OPTIONS"):
        assert client.request(method, "/positions", headers=OWN).status_code == 405
    assert client.get("/undo").status_code == 405
