"""Points of the plan as the record has them: what a text says of one, and how it stood."""

from enum import StrEnum

from winset.band import Frozen
from winset.record.statement import UNKNOWN, Detail, Span


class Standpoint(StrEnum):
    """How a point is said to stand."""

    AGREED = "agreed"
    CONTESTED = "contested"
    UNDISCLOSED = "undisclosed"
    DECLINED = "declined"


class PointReport(Frozen):
    """What a text says of a numbered point of the document under negotiation, in its own words, on a day."""

    id: str
    text_id: str
    span: Span
    text: str
    number: int | None = None
    title: str
    issues: tuple[str, ...] = ()
    stands: Standpoint
    date: Detail = UNKNOWN
