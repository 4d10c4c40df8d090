"""What keeps two windows in step: a stream that tells when the case, the record, the study or the work behind changed."""

import json
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import asdict

import anyio
from starlette.requests import Request
from starlette.responses import Response, StreamingResponse

from winset.web.room import Room

EVERY = 0.4
"""Seconds between two looks at the files."""
BREATH = 15.0
"""Seconds after which a silent stream says that it lives."""


def stream(room: Room) -> Callable[[Request], Awaitable[Response]]:
    """Return what answers with server-sent events: `changed` with the pulse, `work` with how the work behind stands."""

    async def answer(request: Request) -> Response:
        return StreamingResponse(_events(room, request), media_type="text/event-stream")

    return answer


async def _events(room: Room, request: Request) -> AsyncIterator[str]:
    pulse, version, silent = room.pulse(), -1, 0.0
    while not await request.is_disconnected():
        if room.work.version != version:
            version = room.work.version
            yield _event("work", json.dumps(asdict(room.work.progress)))
            silent = 0.0
        now = room.pulse()
        if now != pulse:
            pulse = now
            yield _event("changed", pulse)
            silent = 0.0
        if silent >= BREATH:
            yield ": still here\n\n"
            silent = 0.0
        await anyio.sleep(EVERY)
        silent += EVERY


def _event(name: str, data: str) -> str:
    return f"event: {name}\ndata: {data}\n\n"
