"""Deal, Ratify, Keep and Why: what they show, what is toggled and pulled, and every state."""

import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

from winset.case.store import load
from winset.case.unsettled import unsettled
from winset.report.made import brief
from winset.study import store
from winset.study.pressing import pressing
from winset.web.app import application
from winset.web.room import Room

RED = "brinland:ferry:ours"


@pytest.fixture(scope="module")
def negotiation(straits: Path) -> Iterator[TestClient]:
    """The workbench of the bundled case, studied."""
    brief(straits)
    with TestClient(application(Room(straits, "Ada"), "t"), base_url="http://127.0.0.1:8425") as client:
        client.headers["Authorization"] = "token t"
        yield client


def settled(client: TestClient, path: str) -> dict[str, Any]:
    """Ask until nothing is still being worked out."""
    for _ in range(200):
        answer = client.get(path)
        assert answer.status_code == 200, answer.text
        view: dict[str, Any] = answer.json()["view"]
        if not view["pending"]:
            return view
        time.sleep(0.05)
    raise AssertionError("it never came to an end")


def refused(client: TestClient, path: str) -> list[dict[str, str]]:
    """Ask until it is refused, and return why."""
    for _ in range(200):
        answer = client.get(path)
        if answer.status_code != 200:
            assert answer.status_code in (400, 404)
            problems: list[dict[str, str]] = answer.json()["problems"]
            return problems
        time.sleep(0.05)
    raise AssertionError("it was never refused")


def test_a_package_is_shown_against_every_walk_away(client: TestClient):
    view = settled(client, "/deal.json?choose=ferry:joint&choose=tolls:free")
    assert view["begun_from"] is None
    assert view["hand"]["package"] == {"ferry": "joint", "tolls": "free"}
    assert {one["party"]: one["accepts"] for one in view["hand"]["standing"]} == {"alandia": True, "brinland": True}
    assert view["size"]["exact"]
    page = client.get("/deal?choose=ferry:joint&choose=tolls:free").text
    assert "Every signatory has at least its walk-away" in page
    assert "best deal" not in page.lower()
    said = page.lower().replace("it recommends nothing", "").replace("none is a recommendation", "")
    assert "recommend" not in said


def test_a_broken_red_line_is_a_named_veto_with_the_nearest_way_in(client: TestClient):
    view = settled(client, "/deal.json?choose=ferry:ours&choose=tolls:free")
    assert [veto["party"] for veto in view["hand"]["vetoes"]] == ["brinland"]
    assert not view["hand"]["signable"]
    assert view["nearest"]
    page = client.get("/deal?choose=ferry:ours&choose=tolls:free").text
    assert "Brinland rules out “Alandia alone”" in page


def test_lifting_a_red_line_takes_its_veto_away_and_stores_nothing(client: TestClient, folder: Path):
    before = (folder / "case.yaml").read_bytes()
    held = settled(client, "/deal.json?choose=ferry:ours&choose=tolls:free")
    lifted = settled(client, f"/deal.json?choose=ferry:ours&choose=tolls:free&lift={RED}")
    assert lifted["hand"]["vetoes"] == []
    assert lifted["size"]["low"] >= held["size"]["low"]
    assert [line["lifted"] for line in lifted["lines"]] == [True]
    assert (folder / "case.yaml").read_bytes() == before


def test_no_zone_is_said_with_what_would_open_it(client: TestClient, folder: Path):
    path = folder / "case.yaml"
    path.write_text(path.read_text("utf-8").replace("value: 20..60", "value: 90..95").replace("value: 30..50", "value: 90..95"))
    view = settled(client, "/deal.json")
    assert view["zone"]["empty"]
    assert view["begun_from"] == "the first option of every issue"
    page = client.get("/deal").text
    assert "<strong>Empty.</strong>" in page
    assert "It opens if one of these gives way" in page


def test_what_is_none_of_the_case_is_refused_with_a_remedy(client: TestClient):
    for query in ("choose=ferry:bridge", "choose=bridge", "lift=nobody", "at=soon", f"choose={'x' * 5000}"):
        answer = client.get(f"/deal.json?{query}")
        assert answer.status_code == 400, query
        assert answer.json()["problems"][0]["remedy"]


def test_a_case_without_bodies_or_a_contest_says_what_to_write(client: TestClient):
    assert "names no body" in client.get("/ratify").text
    assert "what could break the peace" in client.get("/keep").text


def test_the_gates_come_in_order_with_odds_that_fall(negotiation: TestClient):
    view = settled(negotiation, "/ratify.json")
    assert view["banded"]
    reached = [gate["reached"]["value"] for gate in view["way"]["gates"]]
    assert reached == sorted(reached, reverse=True)
    for gate in view["way"]["gates"]:
        assert gate["passes"]["low"] <= gate["passes"]["value"] <= gate["passes"]["high"]
        assert all(pointer in view["reasons"] for pointer in gate["passes"]["basis"])
    assert view["overlap"]["common"] <= min(line["ratifies"] for line in view["overlap"]["bodies"])
    page = negotiation.get("/ratify").text
    assert page.index(view["way"]["gates"][0]["body"]) < page.index(view["way"]["gates"][1]["body"])
    assert page.count("fails here most often") == 1


def test_levers_move_survival_and_the_case_stays(negotiation: TestClient, straits: Path):
    plain = settled(negotiation, "/keep.json")
    longer = settled(negotiation, "/keep.json?term=40&credibility=0.9")
    assert longer["set"]["term"] == 40
    at = plain["lines"][0]["years"].index(20.0)
    assert longer["lines"][0]["structural"][at]["value"] > plain["lines"][0]["structural"][at]["value"]
    assert plain["as_written"] == longer["as_written"]
    page = negotiation.get("/keep").text
    assert "<svg" in page
    assert "style=" not in page
    assert "Comparable guarantees" in page
    assert negotiation.get("/keep.json?term=-1").status_code == 400
    assert negotiation.get("/keep.json?credibility=nan").status_code == 400


def test_every_figure_leads_to_what_it_rests_on(negotiation: TestClient):
    party = negotiation.get("/why.json?basis=case:preferences.merrow").json()["view"]
    assert party["assumptions"]
    assert party["unknown"] == []
    gone = negotiation.get("/why.json?basis=statement:ffffffffffff&basis=case:preferences.nobody").json()["view"]
    assert gone["unknown"] == ["statement:ffffffffffff", "case:preferences.nobody"]
    said = negotiation.get("/reader.json").json()["view"]["entries"][0]["quotation"]
    page = negotiation.get(f"/why?basis=statement:{said['id']}").text
    assert said["speakers"][0] in page
    everything = negotiation.get("/why").text
    assert "judgement" in everything


def test_what_moved_between_two_days_and_between_two_coders(client: TestClient, folder: Path):
    same = settled(client, "/moved.json?since=2031-04-02&until=2031-04-02")
    assert sum(same["counts"].values()) == 0
    assert "Nothing moved" in client.get("/moved?since=2031-04-02&until=2031-04-02").text
    found = settled(client, "/moved.json?since=2031-03-01")
    assert found["counts"]["statements"] == len(found["difference"]["statements"]) > 0
    assert ["brinland", "tolls"] in [[one["party"], one["issue"]] for one in found["difference"]["positions"]]
    first = client.get("/reader.json").json()["view"]["entries"][0]["quotation"]["id"]
    client.post("/review", data={"id": first, "deed": "reject"}, headers={"Origin": "http://127.0.0.1:8425"})
    coders = client.get("/moved.json").json()["view"]["coders"]
    by_coder = settled(client, f"/moved.json?one={coders[0]}&other={coders[1]}")
    assert by_coder["difference"]["before"]["name"] == coders[0]
    assert client.get("/moved.json?one=Ada").status_code == 400
    assert "until 2031-04-02" in refused(client, "/moved.json?until=2040-01-01")[0]["wanted"]


def test_what_would_overturn_an_answer_and_what_if_a_number_were_another(negotiation: TestClient):
    view = settled(negotiation, "/why.json")
    assert view["studied"]
    assert view["flips"]["headlines"]
    assert view["pictures"]
    number = next(one for one in view["assumptions"] if one["low"] is not None and one["low"] < one["high"])
    tried = settled(negotiation, f"/why.json?path={number['path']}&to={number['high']}")
    assert tried["what_if"]["path"] == number["path"]
    assert tried["what_if"]["before"]["zone"]["lifted"] == []
    page = negotiation.get(f"/why?path={number['path']}&to={number['high']}").text
    assert "As it is" in page
    assert negotiation.get(f"/why.json?path={number['path']}&to={number['high'] + 1000}").status_code == 400
    assert negotiation.get("/why.json?path=nowhere&to=1").status_code == 404


def test_a_figure_of_the_study_leads_down_to_words(negotiation: TestClient):
    view = settled(negotiation, "/why.json?figure=/zone/0/share")
    assert view["chain"]["made"]
    assert any(ground["numbers"] for ground in view["chain"]["grounds"])
    assert view["chain"]["made"][:40] in negotiation.get("/why?figure=/zone/0/share").text.replace("&#39;", "'")
    assert refused(negotiation, "/why.json?figure=/nowhere")


def test_the_edge_between_two_parties_is_drawn_and_told_as_a_table(client: TestClient, negotiation: TestClient):
    view = settled(client, "/deal.json?choose=ferry:joint&choose=tolls:free&across=brinland")
    assert (view["across"], view["up"]) == ("brinland", "alandia")
    worth = [(one["across"], one["up"]) for one in view["edge"]["points"]]
    assert worth == sorted(worth, key=lambda one: (-one[0], one[1])), "what one gains the other loses"
    assert view["edge"]["within"]
    assert view["picture"].startswith("<svg")
    page = client.get("/deal?choose=ferry:joint&choose=tolls:free&across=brinland").text
    assert "The edge as a table" in page
    assert "style=" not in page
    large = settled(negotiation, "/deal.json?across=kessary&up=kessary")
    assert large["across"] != large["up"]
    assert client.get("/deal.json?across=nobody").status_code == 404


def test_with_a_study_the_queue_begins_with_what_its_headlines_hang_on(negotiation: TestClient, straits: Path):
    study, case = store.load(straits), load(straits)[0]
    assert study.influence
    assert case
    moved = [one["could_move"] for one in negotiation.get("/reader.json").json()["view"]["entries"]]
    shares = [one["share"] for one in moved if one and one["figure"]]
    assert shares
    assert shares == sorted(shares, reverse=True)
    assert [one for one in moved if one and one["figure"]] == moved[: len(shares)], "what no headline hangs on comes later"
    first = moved[0]
    swings = [
        abs(line.high - line.low)
        for line in study.influence.tornado
        if line.figure == first["figure"] and line.factor.startswith(f"preferences.{first['party']}.issues.{first['issue']}.")
    ]
    assert first["by"] == max(swings)
    assert "could move" in negotiation.get("/reader").text
    assert [one.by for one in pressing(case)] == sorted((float(size) for size in unsettled(case).values() if size), reverse=True)
