"""A case with a few documents in its record, and its workbench: asked directly, or served to a real browser."""

import contextlib
import shutil
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import uvicorn
from starlette.testclient import TestClient

from winset.case.store import lay_out
from winset.read.entry import kept
from winset.read.intake.intake import Received
from winset.read.work import read_received
from winset.record.ledger import Ledger
from winset.web.app import application
from winset.web.room import Room

TOKEN = "the-token-of-the-tests"
CASE = """
name: ferry
title: The ferry talks
as_of: 2031-04-02
parties:
  alandia: {name: Alandia, roles: [negotiator], aliases: [Aland], speakers: [{name: Ada Aland}]}
  brinland: {name: Brinland, roles: [negotiator], aliases: [Brin], speakers: [{name: Ben Brin}]}
issues:
  ferry:
    name: The ferry
    question: Who runs it?
    options:
      joint: {name: A joint company, terms: [joint company]}
      ours: {name: Alandia alone, terms: [Alandia alone]}
      none: {name: No ferry}
  tolls:
    name: Tolls
    options:
      free: {name: No tolls, terms: [tolls]}
      paid: {name: Tolls for all}
preferences:
  alandia:
    issues:
      ferry: {weight: 60, values: {joint: 60..80, ours: 100, none: 0}}
      tolls: {weight: 40, values: {free: 20..40, paid: 100}}
    walk_away: {points: [{on: 2031-04-02, value: 30..50}]}
  brinland:
    issues:
      ferry: {weight: 50, values: {joint: 70, ours: 10, none: 40}}
      tolls: {weight: 50, values: {free: 100, paid: 0..20}}
    walk_away: {points: [{on: 2031-04-02, value: 20..60}]}
red_lines:
  - {party: brinland, issue: ferry, option: ours, because: {judgement: said often}}
"""
ARTICLE = """Alandia wants a joint company for the ferry

BRINPORT, 2 April 2031 (Gazette) - Ada Aland said Alandia wants a joint company for the ferry.

"We will accept a joint company for the ferry," Aland told reporters.

Ben Brin rejected tolls. "Brinland will never pay tolls on the ferry," Brin said on Tuesday.
"""


def fill(folder: Path, documents: dict[str, str]) -> None:
    """Read documents into the record of a case."""
    from winset.case.store import load

    case, _ = load(folder)
    readings = [read_received(Received(name, name, text.encode()), case) for name, text in documents.items()]
    with Ledger.create(folder) as ledger:
        list(kept(readings, ledger, lambda: None))


@pytest.fixture(scope="session")
def token() -> str:
    """The token of every workbench here."""
    return TOKEN


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A case whose record holds one article."""
    case = tmp_path / "ferry"
    case.mkdir()
    (case / "case.yaml").write_text(CASE, "utf-8")
    fill(case, {"gazette.txt": ARTICLE})
    return case


@pytest.fixture
def taken_in() -> Callable[[Path, dict[str, str]], None]:
    """Return the function that reads documents into the record of a case."""
    return fill


@pytest.fixture
def many() -> Callable[[Path, int], None]:
    """Return a function that reads many short documents into a case."""

    def read(folder: Path, count: int) -> None:
        who = ("Ada Aland", "Ben Brin")
        fill(
            folder,
            {f"{n}.txt": f"On day {n} {who[n % 2]} said a joint company would run ferry number {n}." for n in range(count)},
        )

    return read


@pytest.fixture(scope="session")
def straits(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The bundled case of the invented negotiation, read; nobody may change it."""
    case = lay_out("corran-straits", tmp_path_factory.mktemp("straits") / "case")
    fill(case, {path.name: path.read_text("utf-8") for path in sorted((case / "sources").iterdir())[:6]})
    return case


@pytest.fixture
def room(folder: Path) -> Iterator[Room]:
    """The room of the small case."""
    room = Room(folder, "Ada")
    yield room
    room.close()


@pytest.fixture
def client(room: Room) -> Iterator[TestClient]:
    """One who has the token, from this machine."""
    with TestClient(application(room, TOKEN), base_url="http://127.0.0.1:8425", raise_server_exceptions=True) as client:
        client.headers["Authorization"] = f"token {TOKEN}"
        yield client


@pytest.fixture
def stranger(room: Room) -> Iterator[TestClient]:
    """One who has no token."""
    with TestClient(application(room, TOKEN), base_url="http://127.0.0.1:8425", follow_redirects=False) as client:
        yield client


class Served(uvicorn.Server):
    """A workbench served from a thread."""

    def __init__(self, folder: Path, coder: str = "Ada") -> None:
        self.room = Room(folder, coder)
        super().__init__(uvicorn.Config(application(self.room, TOKEN), port=0, log_level="error", timeout_graceful_shutdown=1))
        self.thread = threading.Thread(target=self.run, daemon=True)

    def __enter__(self) -> str:
        self.thread.start()
        while not self.started:
            threading.Event().wait(0.01)
        port = self.servers[0].sockets[0].getsockname()[1]
        return f"http://127.0.0.1:{port}"

    def __exit__(self, *error: object) -> None:
        self.should_exit = True
        self.thread.join(10)
        self.room.close()


FLAGS = (
    "--no-sandbox", "--headless", "--disable-gpu", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
)  # fmt: skip


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    """A real Chromium, or a skip that says how to get one."""
    path = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if path is None:
        pytest.skip("NO BROWSER: the workbench is not tested in one; install it: apt-get install chromium")
    api = pytest.importorskip("playwright.sync_api", reason="NO PLAYWRIGHT: the workbench is not tested in a browser")
    with api.sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=path, args=FLAGS)
        yield chromium
        chromium.close()


@dataclass
class Window:
    """A page of the browser, and everything that went wrong in it."""

    page: Any
    base: str
    wrong: list[str]

    def open(self, path: str) -> Any:
        """Go to an address of the workbench and wait until nothing on it is still being worked out."""
        self.page.goto(self.base + path, wait_until="domcontentloaded")
        return self.settle()

    def settle(self) -> Any:
        """Wait until the page's script runs and nothing is still being worked out."""
        self.page.locator("html[data-ready]").wait_for(state="attached")
        self.page.locator("[data-pending]").first.wait_for(state="detached", timeout=60_000)
        return self.page


@pytest.fixture
def window(browser: Any) -> Iterator[Callable[..., Window]]:
    """Return a function that opens the workbench at an address; whatever went wrong in a page fails the test at its end."""
    opened: list[tuple[Any, Window]] = []

    def open_window(base: str, width: int = 1366, height: int = 900, scheme: str = "light", **options: Any) -> Window:
        context = browser.new_context(viewport={"width": width, "height": height}, color_scheme=scheme, **options)
        page = context.new_page()
        window = Window(page, base, [])
        page.on("console", lambda message: window.wrong.append(message.text) if message.type in ("error", "warning") else None)
        page.on("pageerror", lambda error: window.wrong.append(str(error)))
        page.on("dialog", lambda dialog: (window.wrong.append(f"dialog: {dialog.message}"), dialog.dismiss()))
        page.on("request", lambda one: window.wrong.append(f"asked {one.url}") if not one.url.startswith(base) else None)
        page.goto(f"{base}/?token={TOKEN}", wait_until="domcontentloaded")
        opened.append((context, window))
        return window

    yield open_window
    for context, window in opened:
        context.close()
        assert window.wrong == []


@pytest.fixture
def serve() -> Iterator[Callable[[Path], str]]:
    """Return a function that serves a case and gives its address."""
    with contextlib.ExitStack() as stack:
        yield lambda folder: stack.enter_context(Served(folder))


@pytest.fixture(scope="session")
def studied(straits: Path) -> str:
    """The address of the bundled case, studied and served for the whole session; nobody changes it."""
    from winset.report.made import brief

    brief(straits)
    server = Served(straits)
    return server.__enter__()
