"""The document under negotiation: its numbered points, and how each stood at every date."""

from datetime import date

from pydantic import Field

from winset.band import DEFAULT, Basis, Frozen
from winset.record.point import Standpoint


class PointNews(Frozen):
    """What became known of a point: since when, and from what."""

    status: Standpoint
    since: date
    because: Basis = DEFAULT


class Point(Frozen):
    """One numbered point, the issues it touches, and its news in order of date."""

    number: int
    title: str
    issues: tuple[str, ...] = ()
    history: tuple[PointNews, ...]

    def on(self, day: date) -> PointNews | None:
        """Return how the point stood on a day: the last news not later than it, or nothing if none was known yet."""
        known = [news for news in self.history if news.since <= day]
        return known[-1] if known else None


class Plan(Frozen):
    """The document under negotiation. `size` is how many points it is said to have; those not listed are not public."""

    name: str
    size: int | None = Field(default=None, ge=0)
    points: tuple[Point, ...] = ()
    because: Basis = DEFAULT
