"""Take the pictures of the workbench's tutorial: the bundled invented case, in a real browser.

Run `.venv/bin/python docs/tutorial/pictures.py` where Chromium is installed. A test runs it too.
"""

import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

PICTURES = Path(__file__).parent / "pictures"
SIZE = {"width": 1080, "height": 680}
FLAGS = ["--no-sandbox", "--headless", "--disable-gpu", "--no-first-run", "--disable-background-networking", "--disable-sync"]


@contextmanager
def workbench(folder: Path) -> Iterator[str]:
    """Open the workbench of the bundled case as a user does, and yield its address."""
    command = [sys.executable, "-m", "winset", "demo", "corran-straits", "--to", str(folder), "--serve", "--json"]
    named = {**os.environ, "WINSET_CODER": "Ada"}
    served = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, env=named)
    try:
        assert served.stdout is not None
        said = ""
        while not said.endswith("}\n"):
            said += served.stdout.readline()
        yield json.loads(said)["url"]
    finally:
        served.terminate()
        served.wait()


def take(into: Path) -> list[str]:
    """Take every picture into a folder and return their names, in the order of the page."""
    from playwright.sync_api import sync_playwright

    into.mkdir(parents=True, exist_ok=True)
    taken: list[str] = []
    chromium = shutil.which("chromium")
    with tempfile.TemporaryDirectory() as place, workbench(Path(place)) as url, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=FLAGS)
        page = browser.new_page(viewport=SIZE, color_scheme="light")

        def shot(name: str) -> None:
            page.locator("html[data-ready]").wait_for(state="attached")
            page.locator("[data-pending]").first.wait_for(state="detached", timeout=60_000)
            page.screenshot(path=into / f"{name}.png")
            taken.append(f"{name}.png")

        page.goto(url, wait_until="domcontentloaded")
        shot("positions")
        page.locator(".grid td.stated a").first.click()
        shot("quotations")
        page.get_by_role("link", name="Reader").click()
        page.get_by_role("heading", name="To review").wait_for()
        page.locator("html[data-ready]").wait_for(state="attached")
        page.keyboard.press("j")
        page.locator(".entry.at").wait_for()
        shot("queue")
        page.get_by_role("link", name="Deal").click()
        shot("deal")
        page.locator("input[name=lift]").first.check()
        page.locator("input[name=lift]:checked").wait_for()
        page.wait_for_url("**lift=**")
        page.locator("#zone").scroll_into_view_if_needed()
        shot("red-line")
        page.locator(".edge svg").first.wait_for()
        page.locator(".edge").evaluate("one => one.scrollIntoView({ block: 'start' })")
        shot("edge")
        _screen(page, "Ratify", shot)
        _screen(page, "Keep", shot)
        browser.close()
    return taken


def _screen(page: Any, name: str, shot: Any) -> None:
    page.get_by_role("link", name=name, exact=True).click()
    page.get_by_role("heading", level=1).wait_for()
    shot(name.lower())


if __name__ == "__main__":
    for picture in take(PICTURES):
        sys.stderr.write(f"took {picture}\n")
