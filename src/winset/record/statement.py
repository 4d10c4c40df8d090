"""Statements, contacts and claims: what a text says that somebody said, met about, or holds true of the world."""

import hashlib
from collections.abc import Iterable
from enum import StrEnum

from pydantic import Field

from winset.band import Frozen

Span = tuple[int, int]
"""Where something stands in a text: start and end in code points, the end not included."""


class Kind(StrEnum):
    """Whether the words are the speaker's own, the reporter's rendering, or some of each."""

    DIRECT = "direct"
    INDIRECT = "indirect"
    MIXED = "mixed"


class Act(StrEnum):
    """What a speaker does by speaking."""

    CLAIM = "claim"
    OFFER = "offer"
    DEMAND = "demand"
    PREFERENCE = "preference"
    ACCEPTANCE = "acceptance"
    REJECTION = "rejection"
    REFUSAL = "refusal"
    CONDITION = "condition"
    THREAT = "threat"
    PROMISE = "promise"
    CONFIRMATION = "confirmation"
    DENIAL = "denial"
    DECLINED = "declined to comment"
    PROGRESS = "progress signal"
    PRESSURE = "pressure or deadline"
    BATTLEFIELD = "battlefield claim"
    PRAISE = "praise"
    QUESTION = "question"


class Voice(StrEnum):
    """Whose words the attribution is: the speaker's own statement, or the reporter's inference about it."""

    SPEAKER = "speaker"
    REPORTER = "reporter"


class Certainty(StrEnum):
    """How a detail is known: said outright, carried over from nearby, worked out, or not at all."""

    EXPLICIT = "explicit"
    INHERITED = "inherited"
    INFERRED = "inferred"
    NONE = "none"


class Detail(Frozen):
    """A detail of a statement and how it is known; what cannot be known is null, never guessed."""

    value: str | None = None
    basis: Certainty = Certainty.NONE


UNKNOWN = Detail()


def identity(text_sha256: str, content: Iterable[Span]) -> str:
    """Return a statement's id: it depends on the text and the spans of its words, never on who found it.

    >>> identity("ab", [(0, 5)]) == identity("ab", ((0, 5),)) != identity("ab", [(0, 6)])
    True
    """
    spans = ",".join(f"{start}-{end}" for start, end in content)
    return hashlib.sha256(f"{text_sha256}:{spans}".encode()).hexdigest()[:16]


class Statement(Frozen):
    """Words attributed to someone, with where they stand and everything known about their saying.

    `text_id` is the SHA-256 of the text that the spans index. `nested_in` is the id of the statement inside which this
    one is reported: such a statement is hearsay.
    """

    id: str
    text_id: str
    content: tuple[Span, ...]
    source: tuple[Span, ...] = ()
    cue: tuple[Span, ...] = ()
    text: str
    kind: Kind
    speaker: tuple[str, ...] = ()
    party: str | None = None
    channel: Detail = UNKNOWN
    outlet: Detail = UNKNOWN
    addressee: Detail = UNKNOWN
    occasion: Detail = UNKNOWN
    date: Detail = UNKNOWN
    act: Act = Act.CLAIM
    issues: tuple[str, ...] = ()
    options: tuple[str, ...] = ()
    nested_in: str | None = None
    voice: Voice = Voice.SPEAKER
    coder: str = ""

    @property
    def hearsay(self) -> bool:
        """Whether one speaker reports here what another said."""
        return self.nested_in is not None


class ContactStatus(StrEnum):
    """Whether a contact took place, is to take place, or is said not to be planned."""

    HELD = "held"
    PLANNED = "planned"
    RULED_OUT = "ruled out"


class Contact(Frozen):
    """A meeting or call between parties. `parties` are the names as the article's speaker table has them."""

    id: str
    text_id: str
    kind: str
    status: ContactStatus
    parties: tuple[str, ...]
    date: Detail = UNKNOWN
    place: Detail = UNKNOWN
    basis: str
    span: Span


class Claim(Frozen):
    """What is asserted of the world, and who attests it: a claim until a person accepts it as fact.

    `topic` is what it is about (battlefield, control, talks …); `statement` the id of the statement that makes it, null
    where the reporter asserts it in the article's own voice.
    """

    id: str
    text_id: str
    span: Span
    text: str
    topic: str
    attested_by: tuple[str, ...] = Field(default=(), description="canonical names, or the article itself")
    statement: str | None = None
