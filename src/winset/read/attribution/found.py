"""An attribution before anybody is named: stretches of a sentence that say who, how and what."""

from collections.abc import Callable
from typing import NamedTuple

from winset.read.attribution.grammar import Range
from winset.read.english.cues import Form, Frame
from winset.read.text.token import Sentence

BARE = Form("", "none", Frame.QUOTED)
"""A quotation without a cue of its own."""


class Found(NamedTuple):
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


Opinion = Callable[[Sentence, int, list[Found]], list[Found]]
"""What a second reader makes of a sentence, of that number in its paragraph, in view of what the rules found in it."""
