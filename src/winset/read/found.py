"""An attribution before anybody is named: stretches of a sentence that say who, how and what."""

from dataclasses import dataclass

from winset.read.cues import Form, Frame
from winset.read.grammar import Range

BARE = Form("", "none", Frame.QUOTED)
"""A quotation without a cue of its own."""


@dataclass(frozen=True, slots=True)
class Found:
    """An attribution in tokens of its sentence; content may go on in `more`, quotations of later sentences."""

    sentence: int
    content: tuple[Range, ...]
    source: Range | None
    cue: Range | None
    form: Form
    found: str = "before"
    more: tuple[tuple[int, int], ...] = ()
    parent: int | None = None
    negated: bool = False
