"""What may be changed: reviews and their undoing, documents taken in, a study begun or stopped. All else stays in the address."""

import base64
import hashlib
import re
from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING

from starlette.datastructures import FormData, UploadFile
from starlette.exceptions import HTTPException
from starlette.formparsers import MultiPartException
from starlette.requests import Request
from starlette.responses import FileResponse, HTMLResponse, JSONResponse, RedirectResponse, Response

from winset.case.case import Case
from winset.errors import Problem, Severity
from winset.record.change import change as written
from winset.record.refusal import refuse
from winset.report.page import REPORT_FILE
from winset.web.page import page
from winset.web.room import Room

if TYPE_CHECKING:
    from winset.read.work import Reading

Change = Callable[[Request, Room, FormData], Response]

MOST_FILES = 40
LARGEST_FILE = 20 * 2**20
LARGEST_REQUEST = 60 * 2**20
MOST_FIELDS = 60
EDITABLE = ("speaker", "party", "act", "issues", "options", "date", "channel", "outlet", "addressee")
"""What the form for editing an entry holds."""


async def form(request: Request) -> FormData:
    """Return what was sent, within limits that hold while it arrives.

    Raises
    ------
    HTTPException : it is too large, has too many parts, or cannot be read
    """
    said = request.headers.get("content-length", "")
    if said.isdigit() and int(said) > LARGEST_REQUEST:
        raise HTTPException(413, f"{int(said):,} bytes; at most {LARGEST_REQUEST:,} at a time")
    taken = 0
    receive = request.receive

    async def counted() -> "dict[str, object]":
        nonlocal taken
        message = await receive()
        taken += len(message.get("body", b""))
        if taken > LARGEST_REQUEST:
            raise HTTPException(413, f"more than {LARGEST_REQUEST:,} bytes at a time")
        return dict(message)

    request._receive = counted
    try:
        return await request.form(max_files=MOST_FILES, max_fields=MOST_FIELDS)
    except (MultiPartException, ValueError) as error:
        raise HTTPException(400, str(error)) from error


def review(request: Request, room: Room, sent: FormData) -> Response:
    """Accept, reject, edit or undo one entry, in the ledger's events."""
    item, deed = _text(sent, "id"), _text(sent, "deed")
    with room.ledger(make=True) as ledger:
        assert ledger is not None
        match deed:
            case "accept" | "reject":
                ledger.review(item, deed)
            case "undo":
                ledger.undo(item)
            case "edit":
                fields = [f"{name}={_joined(sent, name)}" for name in EDITABLE if f"has-{name}" in sent or name in sent]
                item = ledger.edit(item, **dict(written(field) for field in fields)).id
            case _:
                raise refuse("deed", "review", repr(deed[:40]), "accept, reject, edit or undo", "use the buttons")
    return _back(request, sent, {"id": item})


def undo(request: Request, room: Room, sent: FormData) -> Response:
    """Undo the last review of whoever sits here."""
    with room.ledger() as ledger:
        last = ledger.last_done(room.coder) if ledger else None
        if ledger is None or last is None:
            raise refuse("nothing-to-undo", "undo", "no review of yours that stands", "something done", "review an entry first")
        ledger.undo(last.hash)
    return _back(request, sent, {})


def redo(request: Request, room: Room, sent: FormData) -> Response:
    """Do again what was last undone."""
    with room.ledger() as ledger:
        last = ledger.last_done(room.coder, undone=True) if ledger else None
        if ledger is None or last is None:
            raise refuse("nothing-to-redo", "redo", "nothing of yours that is undone", "something undone", "undo something first")
        ledger.redo(last.hash)
    return _back(request, sent, {})


def sources(request: Request, room: Room, sent: FormData) -> Response:
    """Take documents in and read them, as `winset read --case` does; what they are is told by their bytes."""
    from winset.read.entry import kept, linked

    files = [one for one in sent.getlist("documents") if isinstance(one, UploadFile) and one.filename]
    if not files:
        raise refuse("nothing-to-read", "documents", "no document", "txt, html, pdf or docx files", "choose some")
    case = room.case()
    readings = (_read(file, number, case) for number, file in enumerate(files))
    with room.ledger(make=True) as ledger:
        found = list(linked(kept(readings, ledger, lambda: None)))
    problems = [problem for reading in found for problem in reading.problems]
    new = sum(reading.article is not None for reading in found)
    if swapping_or_json(request):
        return JSONResponse({"read": new, "problems": [one.as_json() for one in problems]})
    view = {"read": new, "problems": problems}
    return page(request, room, "taken.html", view, title="Documents read")


def _read(file: UploadFile, number: int, case: Case) -> "Reading":
    """Read one document, unless it is too large."""
    from winset.read.intake.intake import Received
    from winset.read.work import read_received

    name, data = safe_name(file.filename or "", number), file.file.read(LARGEST_FILE + 1)
    if len(data) <= LARGEST_FILE:
        return read_received(Received(name, "taken in by the workbench", data), case)
    got, remedy = f"more than {LARGEST_FILE:,} bytes", "split it, or read it with `winset read`"
    problem = Problem(Severity.ERROR, "too-large", name, got, f"at most {LARGEST_FILE:,}", remedy)
    return read_received(Received(name, name, problem=problem))


def safe_name(name: str, number: int) -> str:
    """Return a name that leads nowhere and hides nothing: its last part, letters, digits, dots, dashes, spaces.

    >>> safe_name("../../etc/pass\\u202ewd", 0), safe_name("..\\\\..\\\\x.html", 1), safe_name("...", 2)
    ('pass_wd', 'x.html', 'document-2.txt')
    """
    last = name.replace("\\", "/").rpartition("/")[2]
    clean = re.sub(r"[^\w .-]", "_", last).strip(" .")[-100:].lstrip(" .")
    return clean or f"document-{number}.txt"


def study(request: Request, room: Room, sent: FormData) -> Response:
    """Begin a study and its brief, in the background."""
    room.work.begin()
    return _back(request, sent, {})


def cancel(request: Request, room: Room, sent: FormData) -> Response:
    """Stop the study that is under way."""
    room.work.cancel()
    return _back(request, sent, {})


CHANGES: dict[str, Change] = {
    "/review": review,
    "/undo": undo,
    "/redo": redo,
    "/sources": sources,
    "/study": study,
    "/cancel": cancel,
}
"""Every change, by its address."""


def brief(room: Room) -> Callable[[Request], Awaitable[Response]]:
    """Return what hands out the last brief: its own style and nothing else may be loaded by it."""

    async def answer(request: Request) -> Response:
        path = room.folder / REPORT_FILE
        if not path.is_file():
            raise HTTPException(404, "no brief yet")
        if "download" in request.query_params:
            return FileResponse(path, filename=REPORT_FILE, media_type="text/html")
        text = path.read_text("utf-8")
        inside = re.findall(r"<style>(.*?)</style>", text, re.DOTALL)[:1]
        hashes = [base64.b64encode(hashlib.sha256(one.encode()).digest()).decode() for one in inside]
        styles = " ".join(f"'sha256-{one}'" for one in hashes) or "'none'"
        policy = f"default-src 'none'; style-src {styles}; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
        return HTMLResponse(text, headers={"Content-Security-Policy": policy})

    return answer


def swapping_or_json(request: Request) -> bool:
    """Whether a script of ours asks, and not a plain form."""
    return "application/json" in request.headers.get("accept", "")


def _back(request: Request, sent: FormData, body: dict[str, object]) -> Response:
    """Return to where the change was asked for; a script of ours is told instead."""
    if swapping_or_json(request):
        return JSONResponse({"done": True, **body})
    back = _text(sent, "back")
    inside = back.startswith("/") and not back.startswith(("//", "/\\")) and back.isprintable()
    return RedirectResponse(back if inside else "/positions", 303)


def _text(sent: FormData, name: str) -> str:
    value = sent.get(name, "")
    return value if isinstance(value, str) else ""


def _joined(sent: FormData, name: str) -> str:
    return ", ".join(value.strip() for value in sent.getlist(name) if isinstance(value, str) and value.strip())
