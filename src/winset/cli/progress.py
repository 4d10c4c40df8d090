"""Progress on standard error: the stages of a job as they begin and end."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager


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
