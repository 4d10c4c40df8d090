"""A cluster of Dask workers: found, or started on this machine; only workers with this very Winset are given work."""

import asyncio
import logging
import os
import re
import signal
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from importlib import import_module
from importlib.metadata import version
from typing import Any

from winset import __version__
from winset.errors import Problem, Refused, Severity

LOCAL = "local"
ADDRESS = re.compile(r"((tcp|tls|ws|wss)://)?(\[[0-9a-fA-F:]+\]|[^\s/:]+):\d{1,5}")
ANSWERS_WITHIN, WORKERS_WITHIN = 10.0, 30.0
"""Seconds to wait for a scheduler to answer, and for its first worker."""

QUIET = {
    "distributed.worker.profile.enabled": False,
    "distributed.admin.tick.interval": "500ms",
    "distributed.admin.system-monitor.interval": "5s",
    "distributed.admin.system-monitor.disk": False,
    "distributed.admin.system-monitor.gil.enabled": False,
    "distributed.scheduler.active-memory-manager.start": False,
    "distributed.worker.memory.monitor-interval": "500ms",
    "distributed.nanny.pre-spawn-environ.MALLOC_TRIM_THRESHOLD_": 2**27,
    "distributed.nanny.pre-spawn-environ.MALLOC_MMAP_THRESHOLD_": 2**25,
}
"""What a cluster that nobody watches can do without. At Dask's defaults its workers sample their own stacks every 10 ms, and
give each array back to the system and ask for it anew, at a hundred times the page faults; here they keep up to 128 MB."""

Tell = Callable[[Problem], None]


def identity() -> tuple[str, str]:
    """Return what two machines must share to get the same results: the versions of Winset, and of numpy, which draws numbers."""
    return __version__, version("numpy")


@contextmanager
def joined(address: str) -> Iterator[Any]:
    """Join the cluster at an address, or start one on this machine: `local`, or `local:4` for four workers.

    A local one has a process for each worker and ends with the block.

    Raises
    ------
    Refused : no scheduler answers there, or Dask is not installed
    """
    dask = distributed()
    for name in ("distributed", "distributed.scheduler", "distributed.nanny", "distributed.worker", "distributed.core"):
        logging.getLogger(name).setLevel(logging.CRITICAL)
    local, _, number = address.partition(":")
    if local == LOCAL:
        count = int(number) if number.isdigit() and int(number) else None
        if number and count is None:
            raise Refused(_no_cluster(address, f"'{number}' workers", "a number of workers, such as local:2", "correct it"))
        settings = {"n_workers": count or os.cpu_count() or 1, "threads_per_worker": 1, "dashboard_address": "127.0.0.1:0"}
        with _undisturbed(), import_module("dask").config.set(QUIET):
            cluster = dask.LocalCluster(**settings, silence_logs=logging.CRITICAL)
            client = dask.Client(cluster)
        with cluster, client:
            yield client
        return
    if not ADDRESS.fullmatch(address):
        wanted = "an address such as tcp://10.0.0.7:8786, or local"
        raise Refused(_no_cluster(address, "what is no address", wanted, "write what `dask scheduler` printed when it started"))
    wanted, remedy = "a Dask scheduler", "start one with `dask scheduler`, check the address, or use --cluster local"
    try:
        with ThreadPoolExecutor(1) as aside:  # where no event loop runs, as one does in a notebook
            kind = aside.submit(asyncio.run, _kind(address)).result()
        if kind != "Scheduler":
            raise Refused(_no_cluster(address, f"a Dask {kind.lower()}", wanted, remedy))
        client = dask.Client(address, timeout=ANSWERS_WITHIN)
    except (OSError, TimeoutError, ValueError) as error:
        said = str(error).partition("\n")[0]
        got = f"no answer ('{said}')" if said else f"no answer within {ANSWERS_WITHIN:g} seconds"
        raise Refused(_no_cluster(address, got, wanted, remedy)) from None
    with client:
        yield client


async def _kind(address: str) -> str:
    """Ask who is there. A client would wait without end for something that answers and is not of Dask."""
    dask = distributed()
    asked = dask.rpc(address, connection_args=import_module("distributed.security").Security().get_connection_args("client"))
    try:
        return str((await asyncio.wait_for(asked.identity(), ANSWERS_WITHIN))["type"])
    finally:
        await asked.close_rpc()


@contextmanager
def _undisturbed() -> Iterator[None]:
    """Let processes started here pass over Ctrl-C, which is for the one that started them."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)


class Crew:
    """The workers of a cluster as they come and go: which may be given work, and which are of another version."""

    def __init__(self, client: Any, tell: Tell) -> None:
        self._client, self._tell = client, tell
        self.threads: dict[str, int] = {}
        self.foreign: set[str] = set()

    @property
    def fit(self) -> list[str]:
        """The addresses of the workers that may be given work."""
        return sorted(self.threads.keys() - self.foreign)

    @property
    def only(self) -> list[str] | None:
        """The workers to name when work is given out; nothing where any will do."""
        return self.fit if self.foreign & self.threads.keys() else None

    def look(self) -> None:
        """See who is there; ask those who are new for their version, and tell of those who are gone."""
        now = self._client.nthreads()
        for address in sorted(self.threads.keys() - now.keys() - self.foreign):
            got, remedy = "a worker that is gone", "nothing; what it was doing is done again by others"
            self._tell(Problem(Severity.NOTE, "worker-lost", address, got, "workers that stay", remedy))
        new = sorted(now.keys() - self.threads.keys())
        self.threads = now
        if new:
            for address, answer in self._client.run(identity, workers=new, on_error="return").items():
                if isinstance(answer, OSError):
                    continue  # gone before it could answer: the next look will tell
                if isinstance(answer, BaseException):
                    self.refuse(address, f"a worker without this Winset ('{type(answer).__name__}: {answer}')")
                elif tuple(answer) != identity():
                    self.refuse(address, versioned(answer))

    def refuse(self, address: str, got: str) -> None:
        """Give a worker no more work, and tell why, once."""
        if address not in self.foreign:
            self.foreign.add(address)
            remedy = "install the same versions there; it is given no work"
            self._tell(Problem(Severity.WARNING, "worker-version", address, got, versioned(identity()), remedy))


def versioned(versions: Any) -> str:
    """Return the versions of `identity` in words."""
    winset, numpy = versions
    return f"Winset {winset} with numpy {numpy}"


def _no_cluster(address: str, got: str, wanted: str, remedy: str) -> Problem:
    return Problem(Severity.ERROR, "no-cluster", address, got, wanted, remedy)


def distributed() -> Any:
    """Return the library of Dask that works over many machines.

    Raises
    ------
    Refused : it is not installed
    """
    try:
        return import_module("distributed")
    except ImportError:
        remedy = "install it with: pip install 'winset[cluster]'"
        raise Refused(Problem(Severity.ERROR, "not-installed", "dask", "no such package", "dask[distributed]", remedy)) from None
