"""Progress on standard error: the stages of a job as they begin and end, and how many of a number of things are done."""

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

QUIET_SECONDS = 1.0
SILENCE = 3.0
"""Seconds after which a job that is not on a terminal says how far it is."""


@contextmanager
def stages(title: str, *, quiet: bool = False) -> Iterator[Callable[[str], None]]:
    """Yield a function that is told each stage as it begins; a spinner on a terminal, a line a stage elsewhere.

    When all is done, or was interrupted, nothing is left spinning.
    """
    if quiet:
        yield lambda stage: None
        return
    from rich.console import Console

    console = Console(stderr=True, highlight=False)
    began = time.monotonic()
    if not console.is_terminal:
        yield lambda stage: console.print(f"{title}: {stage} …")
        console.print(f"{title}: done in {time.monotonic() - began:.1f} s")
        return
    with console.status(title) as status:
        yield lambda stage: status.update(f"{title}: {stage} …")
    console.print(f"{title}: done in {time.monotonic() - began:.1f} s")


@contextmanager
def counted(title: str, total: int) -> Iterator[Callable[[], None]]:
    """Yield what is called for each thing done; a bar on a terminal once the work takes over a second."""
    if not sys.stderr.isatty():
        yield lambda: None
        return
    from rich.console import Console
    from rich.progress import Progress

    began = time.monotonic()
    bar = Progress(console=Console(stderr=True), transient=True)
    task = bar.add_task(title, total=total)
    try:

        def step() -> None:
            bar.advance(task)
            if not bar.live.is_started and time.monotonic() - began > QUIET_SECONDS:
                bar.start()

        yield step
    finally:
        bar.stop()


@contextmanager
def tallied(title: str, *, quiet: bool = False) -> Iterator[Callable[..., None]]:
    """Yield a function that is told how many more are done, and of how many: a bar on a terminal, elsewhere a line at times."""
    if quiet:
        yield lambda done, total=None: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

    console = Console(stderr=True, highlight=False)
    if console.is_terminal:
        with Progress(TextColumn(title), BarColumn(), MofNCompleteColumn(), console=console, transient=True) as bar:
            task = bar.add_task(title, total=None)

            def advance(done: int, total: int | None = None) -> None:
                bar.update(task, advance=done, total=total)

            yield advance
        return
    count, whole, told = 0, "", time.monotonic()

    def tell(done: int, total: int | None = None) -> None:
        nonlocal count, whole, told
        count, whole = count + done, whole if total is None else f" of {total:,}"
        if time.monotonic() - told > SILENCE:
            told = time.monotonic()
            console.print(f"{title}: {count:,}{whole} …")

    yield tell
