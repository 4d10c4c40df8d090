"""Pages: the templates, what stands in the head of every one, and how a screen or its machine twin is answered."""

from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any
from urllib.parse import quote, urlencode

from jinja2 import ChoiceLoader, Environment, PackageLoader, StrictUndefined
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, Response

from winset import __version__
from winset.band import Frozen
from winset.case.case import Case
from winset.errors import Problem, Refused
from winset.record.event import Event
from winset.report import page as report
from winset.web import parts
from winset.web.room import Room
from winset.web.screen import Screen
from winset.web.shown import shown

CARRIED = ("as_of", "coder", "choose", "lift", "at", "guarantee", "term", "credibility", "taper", "across", "up")
"""What an address takes along from one screen to the next."""

NAVIGATION = (
    ("/positions", "Positions"),
    ("/reader", "Reader"),
    ("/deal", "Deal"),
    ("/ratify", "Ratify"),
    ("/keep", "Keep"),
    ("/moved", "What moved"),
    ("/why", "Why"),
)

DEEDS = {
    "edit": "edited an entry",
    "duplicate": "merged an entry",
    "link": "linked an entry",
    "tag": "tagged an entry",
    "comment": "remarked on an entry",
}


class Addresses:
    """Makes addresses that keep what was asked: the day, the coder, the package in hand."""

    def __init__(self, query: Iterable[tuple[str, str]]) -> None:
        self.carried = [(name, value) for name, value in query if name in CARRIED and value]

    def __call__(self, path: str, /, **changes: Any) -> str:
        """Return an address; a change to nothing drops what was asked."""
        kept = [(name, value) for name, value in self.carried if name not in changes]
        for name, value in changes.items():
            values = value if isinstance(value, list | tuple) else [value]
            kept += [(name, str(one)) for one in values if one is not None]
        return quote(path, safe="/%:") + ("?" + urlencode(kept) if kept else "")


def pairs(package: Mapping[str, str], changes: Mapping[str, str] | None = None) -> list[str]:
    """Return a package as an address holds it.

    >>> pairs({"ferry": "joint", "tolls": "free"}, {"tolls": "paid"})
    ['ferry:joint', 'tolls:paid']
    """
    return [f"{issue}:{option}" for issue, option in {**package, **(changes or {})}.items()]


def short(value: float | None) -> str:
    """Return a figure of any kind in few digits.

    >>> short(0.0412), short(17023), short(2.5), short(None)
    ('0.041', '17,023', '2.5', 'unknown')
    """
    if value is None:
        return "unknown"
    return report.count(value) if abs(value) >= 1000 else f"{value:.2g}" if abs(value) < 1 else f"{value:.3g}"


def done(event: Event | None) -> str | None:
    """Return what a review did, in a few words.

    >>> done(None)
    """
    if event is None:
        return None
    if event.deed == "verdict":
        return "accepted an entry" if event.what["verdict"] == "accept" else "rejected an entry"
    return DEEDS[event.deed]


@cache
def templates() -> Environment:
    """Return the environment of every page; the brief's own parts are at hand too."""
    environment = Environment(
        loader=ChoiceLoader([PackageLoader("winset.web"), PackageLoader("winset.report")]),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        extensions=["jinja2.ext.do"],
    )
    environment.filters |= {"day": report.day, "count": report.count, "percent": report.percent, "plain": report.plain}
    environment.globals |= {"winset": __version__, "navigation": NAVIGATION}
    environment.filters["shown"] = shown
    environment.filters["extract"] = lambda key, names: names[key]
    environment.globals |= {
        "count": report.count,
        "percent": report.percent,
        "plain": report.plain,
        "pairs": pairs,
        "short": short,
        "zone_rests": parts.zone_rests,
        "stage_rests": parts.stage_rests,
        "by_part": parts.by_part,
    }
    return environment


def page(request: Request, room: Room, template: str, view: Any, *, title: str, status: int = 200) -> HTMLResponse:
    """Return a page with its head: the case, the day, the coder, undo."""
    query = request.query_params.multi_items()
    try:
        case: Case | None = room.case()
    except Refused:
        case = None
    undo = redo = None
    coders: tuple[str, ...] = ()
    kept_back: tuple[Problem, ...] = ()
    try:
        kept_back = room.shown_only()
        with room.ledger() as ledger:
            if ledger:
                undo, redo = done(ledger.last_done(room.coder)), done(ledger.last_done(room.coder, undone=True))
                coders = ledger.coders()
    except Refused:
        pass  # the page is shown without them; what needs the record says what is wrong with it
    html = templates().get_template(template).render(
        view=view, title=title, case=case, url=Addresses(query), path=request.url.path, asked=dict(query),
        undo=undo, redo=redo, coders=coders, kept_back=kept_back, reviewer=room.coder, work=room.work.progress,
        here=request.url.path + (f"?{request.url.query}" if request.url.query else ""), swap=swapping(request),
    )  # fmt: skip
    return HTMLResponse(html, status)


def swapping(request: Request) -> bool:
    """Whether a page of ours asks for the part that changes, and not for the whole."""
    return request.headers.get("x-winset") == "swap"


def show(request: Request, room: Room, screen: Screen, view: Frozen) -> Response:
    """Return a screen as the address asks: its page, or its machine twin."""
    if request.url.path.endswith(".json"):
        return document(screen.title, {"view": view.model_dump(mode="json")}, room.problems())
    return page(request, room, screen.template, view, title=screen.title)


def document(name: str, body: Mapping[str, Any], problems: Iterable[Problem] = (), status: int = 200) -> JSONResponse:
    """Return a machine document, framed as those of the command line are."""
    whole = {"winset": __version__, "schema": f"web.{name.lower().replace(' ', '-')}/1", **body}
    return JSONResponse({**whole, "problems": [one.as_json() for one in problems]}, status)


def refusal(request: Request, room: Room, refused: Refused) -> Response:
    """Return what could not be made, and what to do about it, as a page or as a document."""
    kinds = {problem.kind for problem in refused.problems}
    status = 404 if kinds & {"no-item", "no-text", "unknown-pointer"} else 400
    if request.url.path.endswith(".json") or "application/json" in request.headers.get("accept", ""):
        return document("problem", {}, refused.problems, status)
    return page(request, room, "problems.html", {"problems": refused.problems}, title="Something is to be mended", status=status)
