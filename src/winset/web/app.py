"""The application: every screen with its machine twin, the changes, the events, and the gate before them all."""

import contextlib
import logging
from collections.abc import AsyncIterator, Awaitable, Callable
from importlib import resources
from pathlib import Path

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles
from starlette.types import ASGIApp

from winset.errors import Problem, Refused, Severity
from winset.web import changes, deal, events, keep, moved, positions, ratify, reader, why
from winset.web.gate import LOOPBACK, Gate
from winset.web.openapi import openapi
from winset.web.page import refusal, show
from winset.web.room import Room
from winset.web.screen import Screen, asked

SCREENS: tuple[Screen, ...] = tuple(
    screen for module in (positions, reader, deal, ratify, keep, moved, why) for screen in module.SCREENS
)
"""Every view of the workbench."""


def application(room: Room, token: str, hosts: tuple[str, ...] = LOOPBACK) -> ASGIApp:
    """Return the workbench of a case, behind its gate."""

    @contextlib.asynccontextmanager
    async def open_and_close(app: Starlette) -> AsyncIterator[None]:
        room.aside.ready()
        yield
        room.close()

    async def refused(request: Request, error: Exception) -> Response:
        assert isinstance(error, Refused)
        return await run_in_threadpool(refusal, request, room, error)

    async def missing(request: Request, error: Exception) -> Response:
        assert isinstance(error, HTTPException)
        remedy = "make the brief first: the button is at the top" if request.url.path == "/brief" else "go to the positions"
        problem = Problem(Severity.ERROR, "no-page", request.url.path, error.detail, "a page of the workbench", remedy)
        answer = await run_in_threadpool(refusal, request, room, Refused(problem))
        answer.status_code = error.status_code
        return answer

    async def broken(request: Request, error: Exception) -> Response:
        got, wanted = f"a mistake of the workbench: {type(error).__name__}", "a page"
        remedy = "nothing was changed by it; tell the project what you asked for, with what the terminal says"
        problem = Problem(Severity.ERROR, "broken", request.url.path, got, wanted, remedy)
        answer = await run_in_threadpool(refusal, request, room, Refused(problem))
        answer.status_code = 500
        return answer

    async def api(request: Request) -> Response:
        return JSONResponse(openapi(SCREENS))

    async def home(request: Request) -> Response:
        return RedirectResponse("/positions" + (f"?{request.url.query}" if request.url.query else ""), 307)

    logging.getLogger("uvicorn.access").disabled = True
    routes = [
        Route("/", home),
        *(Route(path, _endpoint(room, screen)) for screen in SCREENS for path in (screen.path + ".json", screen.path)),
        *(Route(path, _change(room, change), methods=["POST"]) for path, change in changes.CHANGES.items()),
        Route("/brief", changes.brief(room)),
        Route("/events", events.stream(room)),
        Route("/openapi.json", api),
        Mount("/static", StaticFiles(directory=Path(str(resources.files("winset.web") / "static")))),
    ]
    handlers = {Refused: refused, HTTPException: missing, Exception: broken}
    app = Starlette(routes=routes, exception_handlers=handlers, lifespan=open_and_close)
    return Gate(app, token, hosts)


def _endpoint(room: Room, screen: Screen) -> Callable[[Request], Awaitable[Response]]:
    async def answer(request: Request) -> Response:
        return await run_in_threadpool(_answer, request)

    def _answer(request: Request) -> Response:
        query = request.query_params.multi_items()
        return show(request, room, screen, screen.make(room, asked(screen, query, request.path_params)))

    return answer


def _change(room: Room, change: "changes.Change") -> Callable[[Request], Awaitable[Response]]:
    async def answer(request: Request) -> Response:
        form = await changes.form(request)
        try:
            return await run_in_threadpool(change, request, room, form)
        finally:
            await form.close()

    return answer
