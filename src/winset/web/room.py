"""The room of one case: its files as they are now, what was worked out from them, and the work that goes on behind."""

import contextlib
from collections import OrderedDict
from collections.abc import Callable, Hashable, Iterator
from concurrent.futures import CancelledError, Future, ThreadPoolExecutor
from pathlib import Path
from threading import Lock
from typing import Any, TypeVar

from winset.case.case import Case
from winset.case.circulate import shown_only
from winset.case.store import CASE_FILE, load
from winset.errors import Problem, Refused
from winset.record.connection import NAME
from winset.record.ledger import Ledger
from winset.study import store
from winset.study.store import STUDY_FILE
from winset.study.study import Study
from winset.web.aside import Aside
from winset.web.work import Work

PATIENCE = 0.04
"""Seconds that a page waits for what is being worked out before it is shown without it."""
T = TypeVar("T")

KEPT = 256
"""Results that are kept at hand."""


class Room:
    """What every screen works with: the folder, who reviews, and results at hand.

    `soon` and `beside` give what was worked out before, or begin it and give nothing; the page then says so, and asks again.
    What answers at once goes by `soon`, here; what takes longer goes `beside`, where it holds up nobody.
    """

    def __init__(self, folder: Path, coder: str) -> None:
        self.folder = folder
        self.coder = coder
        self.work = Work(folder)
        self.aside = Aside()
        self._pool = ThreadPoolExecutor(3, thread_name_prefix="winset")
        self._known: OrderedDict[Hashable, Future[Any]] = OrderedDict()
        self._last: dict[str, Any] = {}
        self._making: dict[str, Hashable] = {}
        self._lock = Lock()
        self._case: tuple[tuple[int, int] | None, Case | None, tuple[Problem, ...]] = (None, None, ())
        self._shown_only: tuple[Hashable, tuple[Problem, ...]] = (None, ())

    def case(self) -> Case:
        """Return the case as its file stands now.

        Raises
        ------
        Refused : it has errors; it carries them all
        """
        stamp = _stamp(self.folder / CASE_FILE)
        with self._lock:
            if stamp is None or self._case[0] != stamp:
                self._case = (stamp, *load(self.folder))
            _, case, problems = self._case
        if case is None:
            raise Refused(*problems)
        return case

    def problems(self) -> tuple[Problem, ...]:
        """Return what is to be said of the case, and what of it is not to leave this screen."""
        return (*self._case[2], *self.shown_only())

    def shown_only(self) -> tuple[Problem, ...]:
        """Return the warning that screens carry while parts of the case rest on what is withheld."""
        try:
            case = self.case()
        except Refused:
            return ()
        stamp = tuple(_stamp(self.folder / file) for file in (CASE_FILE, NAME, NAME + "-wal"))
        if self._shown_only[0] != stamp:
            self._shown_only = (stamp, shown_only(case, self.folder))
        return self._shown_only[1]

    @contextlib.contextmanager
    def ledger(self, *, make: bool = False) -> Iterator[Ledger | None]:
        """Open the record; nothing where there is none yet and none is to be made."""
        if not make and not (self.folder / NAME).exists():
            yield None
            return
        opened = Ledger.create(self.folder, coder=self.coder) if make else Ledger.open(self.folder, coder=self.coder)
        with opened as ledger:
            yield ledger

    def head(self) -> str | None:
        """Return the hash that stands for the whole record, if there is one."""
        with self.ledger() as ledger:
            return ledger.head() if ledger else None

    def soon(self, key: Hashable, make: Callable[[], T], patience: float = PATIENCE) -> T | None:
        """Return what `make` gives for a key if it is there within a moment; else nothing, while it is being worked out.

        Raises
        ------
        Refused : it could not be made
        """
        with self._lock:
            future = self._known.get(key) or self._kept(key, self._pool.submit(make))
        return self._within(key, future, patience)

    def beside(self, key: Hashable, call: Callable[..., T], *given: Any, patience: float = PATIENCE) -> T | None:
        """Return what a call gives, as `soon` does; it is made in a process of its own, and not once nobody waits for it.

        Raises
        ------
        Refused : it could not be made
        """
        with self._lock:
            future = self._known.get(key)
            if future is None or not future.done():
                future = self._kept(key, self.aside.ask(key, call, *given))
        return self._within(key, future, patience)

    def latest(self, name: str, key: Hashable, call: Callable[..., T], *given: Any) -> tuple[T | None, bool]:
        """Return the newest that is at hand under a name, and whether it is that of the key; made `beside`.

        Of one name, one is made at a time: what changed meanwhile is made next, once, when it is asked for again.
        """
        with self._lock:
            under_way = self._making.get(name)
            made = self._known.get((name, under_way))
            if under_way != key and made is not None and not made.done():
                return self._last.get(name), False
            self._making[name] = key
        found = self.beside((name, key), call, *given)
        if found is not None:
            self._last[name] = found
            return found, True
        return self._last.get(name), False

    def _kept(self, key: Hashable, future: "Future[Any]") -> "Future[Any]":
        self._known[key] = future
        while len(self._known) > KEPT:
            self._known.popitem(last=False)
        return future

    def _within(self, key: Hashable, future: "Future[T]", patience: float) -> T | None:
        """Return what is there within a moment; what failed is not kept, so that it is tried again."""
        try:
            found = future.result(timeout=patience)
        except TimeoutError:
            return None
        except (CancelledError, Refused) as failed:
            with self._lock:
                if self._known.get(key) is future:
                    del self._known[key]
            if isinstance(failed, Refused):
                raise
            return None
        with self._lock:
            if key in self._known:
                self._known.move_to_end(key)
        return found

    def study(self) -> tuple[Study | None, bool]:
        """Return the last study, if there is one of this version, and whether case and record are still what they were."""
        stamp = _stamp(self.folder / STUDY_FILE)
        if stamp is None:
            return None, False
        try:
            study = self.soon(("study", stamp), lambda: store.load(self.folder), patience=20.0)
        except Refused:
            return None, False
        return study, study is not None and not store.stale(study, self.case(), self.head())

    def pulse(self) -> str:
        """Return what changes whenever the case, the record, the study or the work behind does."""
        files = (CASE_FILE, NAME, NAME + "-wal", STUDY_FILE)
        return "/".join(str(_stamp(self.folder / file)) for file in files) + f"/{self.work.version}"

    def close(self) -> None:
        """Stop what goes on behind."""
        self.work.cancel()
        self.aside.close()
        self._pool.shutdown(wait=False, cancel_futures=True)


def _stamp(path: Path) -> tuple[int, int] | None:
    try:
        stat = path.stat()
    except OSError:
        return None
    return stat.st_mtime_ns, stat.st_size
