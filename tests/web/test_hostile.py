"""Hostile articles: whatever they hold, a page shows it as words and does nothing of it."""

import html
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

from winset.record.ledger import Ledger

SAID = 'Ada Aland said {}. "{} is a joint company for the ferry," Ben Brin said on 2 April 2031.'
PAYLOADS = {
    "script": "<script>alert(1)</script>",
    "image": '"><img src=x onerror=alert(2)>',
    "svg": "<svg/onload=alert(3)><animate onbegin=alert(4) attributeName=x>",
    "break-out": "'\"--></title></style></textarea></script><script>alert(5)</script>",
    "link": '<a href="javascript:alert(6)">joint company</a>',
    "template": "{{ 7 * 191 }}{% for x in () %}${7*191}#{7*191}",
    "frame": '<iframe srcdoc="<script>parent.alert(7)</script>"></iframe><object data="data:text/html,x">',
    "base": '<base href="http://evil.example/"><meta http-equiv=refresh content="0;url=http://evil.example/">',
    "style": "<style>@import 'http://evil.example/x.css'; *{display:none}</style>",
    "json": '</script>"}]}],\\u003cscript\\u003ealert(8)',
    "bidi": "safe \u202egnp.exe\u202c and \u2066hidden\u2069 \u200bwords",
    "homoglyph": "\u0410d\u0430 Al\u0430nd of Br\u0456nland",
    "zalgo": "a" + "\u0301" * 400,
    "null": "null\x00byte \ud800 lone".encode("utf-8", "replace").decode(),
}


@pytest.fixture
def hostile(folder: Path, taken_in: Callable[[Path, dict[str, str]], None]) -> Path:
    """A case whose record holds an article for every payload, under a name that holds one too."""
    named = {
        f"{name} {text[:40].replace('/', '')}.txt": f"{text}\n\n{SAID.format(text, text)}\n" for name, text in PAYLOADS.items()
    }
    taken_in(folder, named)
    return folder


def paths(folder: Path) -> list[str]:
    with Ledger.open(folder) as ledger:
        texts = [text.sha256 for text in ledger.texts()]
    shown = ["/positions", "/positions/alandia/ferry", "/positions/brinland/ferry", "/reader?state=any", "/reader/documents"]
    return [*shown, *(f"/reader/{text}" for text in texts)]


def test_every_word_of_a_source_is_escaped(hostile: Path, client: TestClient):
    seen = ""
    for path in paths(hostile):
        page = client.get(path)
        assert page.status_code == 200
        seen += page.text
        assert re.findall(r"<script[^>]*>", page.text) == ['<script type="module" src="/static/main.js">'], path
        assert not re.search(r"<(svg/|img|iframe|object|base|style|animate)", page.text), path
        assert not re.search(r"<meta http-equiv", page.text), path
        assert not re.search(r'(href|src|action)="?\s*javascript:', page.text, re.IGNORECASE), path
        assert "1337" not in page.text, path
    for name in ("script", "svg", "template"):
        assert html.escape(PAYLOADS[name])[:24] in seen.replace("&#34;", "&quot;").replace("&#39;", "&#x27;"), name


def test_what_deceives_the_eye_is_made_visible(hostile: Path, client: TestClient):
    seen = "".join(client.get(path).text for path in paths(hostile))
    assert "\u202e" not in re.sub(r'="[^"]*"', "", seen)
    assert 'title="U+202E RIGHT-TO-LEFT OVERRIDE"' in seen
    assert 'title="letters of CYRILLIC and LATIN"' in seen


def test_an_address_cannot_put_words_on_a_page(client: TestClient):
    evil = '"><script>alert(1)</script>'
    for path in (
        "/reader?words={}",
        "/positions?coder={}",
        "/positions/{}/ferry",
        "/deal?choose={}",
        "/why?basis={}",
        "/reader/{}",
        "/{}",
    ):
        page = client.get(path.format(evil.replace("/", "%2F") if path.count("/") > 1 or path == "/{}" else evil))
        assert page.status_code < 500
        assert "<script>alert" not in page.text


def test_nothing_hostile_runs_in_the_browser(hostile: Path, serve: Callable[[Path], str], window: Callable[..., Any]):
    """A dialog, an error, or a request to another host fails the test when the window closes."""
    one = window(serve(hostile))
    for path in paths(hostile):
        page = one.open(path)
        assert page.evaluate("document.scripts.length") == 1
        odd = "[...document.querySelectorAll('*')].flatMap(e => [...e.attributes]).filter(a => a.name.startsWith('on')).length"
        assert page.evaluate(odd) == 0
