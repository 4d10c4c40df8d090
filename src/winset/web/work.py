"""Long work: a study in a process of its own, which tells its stages as they begin and can be stopped without a trace."""

import multiprocessing
from dataclasses import dataclass, replace
from multiprocessing.connection import Connection
from pathlib import Path
from threading import Lock, Thread


@dataclass(frozen=True, slots=True)
class Progress:
    """How the work stands: the stage it is in, and whether it goes on; `failed` says why it did not end well."""

    stage: str = ""
    running: bool = False
    done: bool = False
    cancelled: bool = False
    failed: str = ""


class Work:
    """At most one piece of work at a time. What it writes is written whole at its end, so a stop leaves nothing half done."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.progress = Progress()
        self.version = 0
        self._process: multiprocessing.process.BaseProcess | None = None
        self._lock = Lock()

    def begin(self) -> bool:
        """Begin a study and its brief; not where one is under way."""
        with self._lock:
            if self.progress.running:
                return False
            context = multiprocessing.get_context("spawn")
            here, there = context.Pipe(duplex=False)
            self._process = context.Process(target=study, args=(self.folder, there), daemon=True)
            self._process.start()
            there.close()
            self._tell(Progress("beginning", running=True))
        Thread(target=self._follow, args=(here, self._process), daemon=True).start()
        return True

    def cancel(self) -> bool:
        """Stop what is under way; the last study and brief stay as they were."""
        with self._lock:
            if not self.progress.running or self._process is None:
                return False
            self._process.terminate()
            self._tell(Progress(cancelled=True))
            return True

    def _follow(self, pipe: Connection, process: multiprocessing.process.BaseProcess) -> None:
        """Pass on what the process says until it ends."""
        last = ""
        try:
            while True:
                last = pipe.recv()
                with self._lock:
                    if self._process is process and self.progress.running and not last.startswith("!"):
                        self._tell(replace(self.progress, stage=last))
        except (EOFError, OSError):
            process.join()
        with self._lock:
            if self._process is process and self.progress.running:
                failed = last[1:] if last.startswith("!") else "" if process.exitcode == 0 else "the work ended unexpectedly"
                self._tell(Progress(done=not failed, failed=failed))

    def _tell(self, progress: Progress) -> None:
        self.progress = progress
        self.version += 1


def study(folder: Path, pipe: Connection) -> None:
    """Study a case and write its study and its brief, as `winset brief` does; tell each stage, and after `!` what went wrong."""
    from winset.errors import Refused
    from winset.report.made import brief

    try:
        brief(folder, pipe.send)
    except Refused as refused:
        pipe.send("!" + "; ".join(map(str, refused.problems)))
