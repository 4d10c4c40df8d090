"""Work beside the server: each piece in a process of its own, of low priority, stopped once nobody waits for it and others do."""

import multiprocessing
import os
import signal
import time
from collections.abc import Callable, Hashable
from concurrent.futures import Future
from dataclasses import dataclass, field
from multiprocessing.connection import Connection
from threading import Lock, Thread
from typing import Any

from winset.errors import Problem, Refused, Severity

PLACES = 2
"""Pieces that go on at once."""
FORGOTTEN = 1.5
"""Seconds after which a piece that nobody asked for again makes room for another; a page that waits asks again."""
LOW = 10
"""By how much the priority of what goes on beside is lower."""
ENDED = (
    Problem(
        Severity.ERROR,
        "ended",
        "the work behind this page",
        "an unexpected end",
        "a result",
        "ask for the page again; if it ends so again, `winset check` may say why",
    ),
)
BEFOREHAND = ["__main__", "winset.web.board", "winset.study.edge", "winset.study.compare.diff", "winset.study.later"]
"""What every process finds loaded."""


@dataclass(eq=False)
class _Piece:
    """A piece of work: what is to be called with what, when it was last asked for, and its process once it has one."""

    key: Hashable
    call: Callable[..., Any]
    given: tuple[Any, ...]
    future: "Future[Any]" = field(default_factory=Future)
    asked: float = 0.0
    begun: bool = False
    stopped: bool = False
    process: multiprocessing.process.BaseProcess | None = None


class Aside:
    """Slow figures, so that they never hold up a quick answer.

    What was asked for last begins first. A piece that makes room for another is forgotten; its future is cancelled. `spent` is
    the time of all processors that pieces have used to their ends.
    """

    def __init__(self) -> None:
        self.spent = 0.0
        self._pieces: dict[Hashable, _Piece] = {}
        self._lock = Lock()
        quick = "forkserver" in multiprocessing.get_all_start_methods()
        self._context: Any = multiprocessing.get_context("forkserver" if quick else "spawn")
        if quick:
            self._context.set_forkserver_preload(BEFOREHAND)

    def ask(self, key: Hashable, call: Callable[..., Any], *given: Any) -> "Future[Any]":
        """Return what will hold what a call gives; asking again says that somebody still waits."""
        with self._lock:
            piece = self._pieces.get(key)
            if piece is None:
                piece = self._pieces[key] = _Piece(key, call, given)
            piece.asked = time.monotonic()
            self._turn()
            return piece.future

    def ready(self) -> None:
        """Load beforehand what every piece needs, so that the first one begins as soon as the others."""
        self.ask("ready", int)

    def close(self) -> None:
        """Stop everything."""
        with self._lock:
            for piece in list(self._pieces.values()):
                self._stop(piece)

    def _turn(self) -> None:
        """Let what waits begin, the last asked first, as far as there is room or something forgotten can make it."""
        waiting = sorted((one for one in self._pieces.values() if not one.begun), key=lambda one: -one.asked)
        for piece in waiting:
            running = [one for one in self._pieces.values() if one.begun]
            if len(running) >= PLACES:
                oldest = min(running, key=lambda one: one.asked)
                if time.monotonic() - oldest.asked < FORGOTTEN:
                    return
                self._stop(oldest)
            self._begin(piece)

    def _begin(self, piece: _Piece) -> None:
        piece.begun = True
        Thread(target=self._follow, args=(piece,), daemon=True).start()

    def _stop(self, piece: _Piece) -> None:
        del self._pieces[piece.key]
        piece.stopped = True
        piece.future.cancel()
        if piece.process is not None:
            piece.process.terminate()

    def _follow(self, piece: _Piece) -> None:
        """Begin a piece, wait for what it gives, and let the next begin."""
        here, there = self._context.Pipe(duplex=False)
        process = self._context.Process(target=work, args=(there, piece.call, piece.given), daemon=True)
        try:
            process.start()
        except (OSError, RuntimeError):  # no process to be had: told as one that ended
            process = None
        there.close()
        with self._lock:
            piece.process = process
            if piece.stopped and process is not None:
                process.terminate()
        found, refused, spent = _received(here)
        with self._lock:
            self.spent += spent
            if not piece.stopped:
                del self._pieces[piece.key]
                if refused:
                    piece.future.set_exception(Refused(*refused))
                else:
                    piece.future.set_result(found)
            self._turn()
        if process is not None:
            process.join()


def _received(pipe: Connection) -> tuple[Any, tuple[Problem, ...] | None, float]:
    try:
        found: tuple[Any, tuple[Problem, ...] | None, float] = pipe.recv()
    except (EOFError, OSError):
        return None, ENDED, 0.0
    return found


def work(pipe: Connection, call: Callable[..., Any], given: tuple[Any, ...]) -> None:
    """Make one piece and send it back, or why it could not be made."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if hasattr(os, "nice"):
        os.nice(LOW)
    found, refused = None, None
    try:
        found = call(*given)
    except Refused as error:
        refused = error.problems
    pipe.send((found, refused, time.process_time()))
