"""How much a long computation may spend, and whom it tells how far it is."""

from collections.abc import Callable
from dataclasses import dataclass, field
from time import monotonic

Progress = Callable[[str, float], None]
"""Called with what is being done and the share of it that is done, 0 to 1."""


def _silent(task: str, share: float) -> None:
    """Tell nobody."""


@dataclass(frozen=True, slots=True)
class Budget:
    """A limit of wall time in seconds, counted from the making of the budget, and of points or rows held at once.

    >>> Budget(seconds=0).spent()
    True
    """

    seconds: float | None = None
    rows: int = 3_000_000
    tell: Progress = _silent
    start: float = field(default_factory=monotonic)

    def spent(self, share: float = 1.0) -> bool:
        """Whether this share of the time is used up."""
        return self.seconds is not None and monotonic() - self.start >= self.seconds * share

    def part(self, share: float) -> "Budget":
        """Return a budget of this share of the time that is left, from now on."""
        left = self.left()
        return Budget(None if left is None else left * share, self.rows, self.tell)

    def left(self) -> float | None:
        """Return the seconds that are left, or nothing where there is no limit."""
        return None if self.seconds is None else max(0.0, self.seconds - (monotonic() - self.start))
