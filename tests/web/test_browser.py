"""The workbench in a real browser: the first two minutes, reviewing by keyboard, two windows, every screen in every light."""

import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from winset.record.ledger import Ledger
from winset.record.standing import State

SCREENS = (
    "/positions",
    "/positions/merrow/guarantee",
    "/reader",
    "/reader/documents",
    "/deal",
    "/ratify",
    "/keep",
    "/moved",
    "/why",
)
ROOT = Path(__file__).parents[2]
SIZES = {"phone": (360, 740), "laptop": (1366, 860), "wall": (3840, 2160)}


def state_of(folder: Path, id_: str) -> State:
    with Ledger.open(folder) as ledger:
        return ledger.item(id_).state


def gone(page: Any, selector: str) -> None:
    """Wait until nothing on a page fits."""
    page.locator(selector).first.wait_for(state="detached")


def test_the_first_two_minutes(serve: Callable[[Path], str], window: Callable[..., Any], folder: Path):
    """Read, review, put a package together, let a red line fall, ask why, make the brief."""
    one = window(serve(folder))
    page = one.open("/positions")
    page.get_by_role("link", name="A joint company").first.click()
    assert "Alandia: The ferry" in page.get_by_role("heading", level=1).inner_text()
    page.get_by_role("link", name="gazette").first.click()
    assert page.locator("mark").count() >= 2
    page.get_by_role("link", name="Deal").click()
    page = one.settle()
    page.locator("select[data-at=ferry]").select_option("ferry:ours")
    page.wait_for_selector("text=Brinland rules out")
    before = page.locator("#zone .size").inner_text()
    page.get_by_role("checkbox").check()
    gone(page, ".vetoes")
    one.settle()
    assert page.locator("#zone .size").inner_text() != before
    assert "lift=" in page.url, "the view has its own address"
    page.go_back()
    page.wait_for_selector("text=Brinland rules out")
    page.locator(".figures a").first.click()
    page.wait_for_selector("text=nothing stands behind it")
    page.get_by_role("button", name="Make the brief").click()
    page.wait_for_selector("text=Studying the case")
    page.wait_for_selector("#work a[href='/brief']", timeout=60_000)
    page.goto(one.base + "/brief", wait_until="domcontentloaded")
    assert "The ferry talks" in page.get_by_role("heading", level=1).inner_text()
    assert (folder / "report.html").exists()


def test_review_by_keyboard_and_undo(serve: Callable[[Path], str], window: Callable[..., Any], folder: Path):
    one = window(serve(folder))
    page = one.open("/reader")
    ids = [entry.get_attribute("data-entry") for entry in page.locator("[data-entry]").all()]
    page.keyboard.press("j")
    page.keyboard.press("a")
    gone(page, f"[data-entry='{ids[0]}']")
    assert state_of(folder, ids[0]) is State.ACCEPTED
    assert page.locator(".entry.at").get_attribute("data-entry") == ids[1], "the next one is at hand"
    page.keyboard.press("r")
    gone(page, f"[data-entry='{ids[1]}']")
    assert state_of(folder, ids[1]) is State.REJECTED
    page.keyboard.press("u")
    page.wait_for_selector(f"[data-entry='{ids[1]}']")
    page.keyboard.press("u")
    page.wait_for_selector(f"[data-entry='{ids[0]}']")
    assert state_of(folder, ids[0]) is State.PROPOSED
    page.locator(f"[data-entry='{ids[0]}']").focus()
    page.keyboard.press("e")
    page.get_by_label("Speaker").fill("Somebody Else")
    page.get_by_role("button", name="Save and accept").click()
    gone(page, f"[data-entry='{ids[0]}']")
    with Ledger.open(folder) as ledger:
        assert ledger.item(ids[0]).item.speaker == ("Somebody Else",)


def test_two_windows_stay_in_step(serve: Callable[[Path], str], window: Callable[..., Any], folder: Path):
    base = serve(folder)
    left, right = window(base), window(base)
    entries = left.open("/reader").locator("[data-entry]")
    first = entries.first.get_attribute("data-entry")
    right.open("/reader?state=any")
    left.page.locator(f"[data-entry='{first}'] [data-key=a]").click()
    right.page.wait_for_selector(f"[data-entry='{first}'].accepted")
    case = folder / "case.yaml"
    case.write_text(case.read_text("utf-8").replace("The ferry talks", "The talks on the ferry"), "utf-8")
    for one in (left, right):
        one.page.get_by_role("link", name="The talks on the ferry").wait_for()


def test_long_work_is_told_and_stops_without_a_trace(serve: Callable[[Path], str], window: Callable[..., Any], folder: Path):
    one = window(serve(folder))
    page = one.open("/positions")
    page.get_by_role("button", name="Make the brief").click()
    page.get_by_role("button", name="Stop the study").click()
    page.wait_for_selector("text=The study was stopped")
    assert not (folder / "report.html").exists()
    assert not list(folder.glob(".*report*"))


@pytest.mark.parametrize("size", SIZES)
def test_no_screen_is_wider_than_its_window(studied: str, window: Callable[..., Any], size: str):
    one = window(studied, *SIZES[size])
    for path in SCREENS:
        page = one.open(path)
        wide = page.evaluate("document.documentElement.scrollWidth - innerWidth")
        assert wide <= 0, f"{path} is {wide} px too wide at {size}"


@pytest.mark.parametrize(("size", "scheme"), [("laptop", "light"), ("laptop", "dark"), ("phone", "dark"), ("wall", "light")])
def test_axe_finds_nothing(studied: str, window: Callable[..., Any], size: str, scheme: str):
    axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="NO AXE: accessibility is not checked").Axe()
    one = window(studied, *SIZES[size], scheme=scheme)
    one.open("/reader/documents")
    document = one.page.locator(".documents a").first.get_attribute("href")
    for path in (*SCREENS, document):
        page = one.open(path)
        for block in page.locator("details").all():
            block.evaluate("one => { one.open = true; }")
        found = axe.run(page).response["violations"]
        told = [
            (v["id"], [node["target"] for node in v["nodes"]][:4], v["nodes"][0]["failureSummary"][:300])
            for v in found
            if v["impact"] != "minor"
        ]
        assert told == [], path


def test_what_a_change_comes_to_is_said_to_those_who_listen(
    serve: Callable[[Path], str], window: Callable[..., Any], folder: Path
):
    one = window(serve(folder))
    page = one.open("/deal?choose=ferry:joint&choose=tolls:free")
    assert page.locator("#said").inner_text() == ""
    page.locator("select[data-at=ferry]").focus()
    page.locator("select[data-at=ferry]").select_option("ferry:ours")
    page.locator("#said", has_text="A rule of the case stands against it").wait_for(state="attached")
    assert page.evaluate("document.activeElement.dataset.at") == "ferry", "where one was stays"


def test_everything_can_be_reached_by_keyboard(studied: str, window: Callable[..., Any]):
    one = window(studied)
    page = one.open("/deal")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Skip to the content"
    page.keyboard.press("Enter")
    reached = set()
    for _ in range(80):
        page.keyboard.press("Tab")
        reached.add(page.evaluate("document.activeElement.name || document.activeElement.tagName"))
    assert {"choose", "lift", "A", "SUMMARY"} <= reached


def test_without_a_script_every_screen_still_works(serve: Callable[[Path], str], window: Callable[..., Any], folder: Path):
    one = window(serve(folder), java_script_enabled=False)
    page = one.page
    for path in ("/positions", "/deal", "/ratify", "/keep", "/why", "/reader"):
        page.goto(one.base + path, wait_until="domcontentloaded")
        assert page.locator("h1").count() == 1
    first = page.locator("[data-entry]").first.get_attribute("data-entry")
    page.get_by_role("button", name="Accept").first.click()
    assert state_of(folder, first) is State.ACCEPTED
    page.get_by_role("button", name="Undo").click()
    assert state_of(folder, first) is State.PROPOSED


def test_the_pictures_of_the_tutorial_are_taken_by_their_script(browser: Any, tmp_path: Path):
    """In a process of its own: one browser driver does not start another."""
    page = (ROOT / "docs" / "tutorial" / "first-two-minutes.md").read_text("utf-8")
    script = f"import runpy, pathlib; runpy.run_path('docs/tutorial/pictures.py')['take'](pathlib.Path({str(tmp_path)!r}))"
    subprocess.run([sys.executable, "-c", script], cwd=ROOT, check=True, timeout=240)
    taken = sorted(path.name for path in tmp_path.iterdir())
    assert taken == sorted(re.findall(r"\(pictures/([^)]+)\)", page))
    assert taken == sorted(path.name for path in (ROOT / "docs" / "tutorial" / "pictures").iterdir())
