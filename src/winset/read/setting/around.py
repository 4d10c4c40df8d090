"""The words around a saying: what its sentence tells of channel, outlet, hearer, occasion and day, outside what was said."""

import re
from bisect import bisect_right
from collections.abc import Sequence
from itertools import pairwise
from operator import attrgetter
from typing import NamedTuple

from winset.read.attribution.draft import Draft
from winset.read.attribution.grammar import has_verb
from winset.read.english.cues import Frame
from winset.read.english.outlet import outlet_named
from winset.read.english.words import DAYS, PERSONAL, PREPOSITIONS, word_set
from winset.read.naming.describe import described
from winset.read.setting import channel
from winset.read.setting.channel import Circumstances
from winset.record.statement import UNKNOWN, Certainty, Detail, Span

_CUT = re.compile(
    r"\b(?:about|regarding|concerning|whether|that|who|which|how)\b|;|,\s+(?:restating|citing|referring|responding|adding|noting)\b"
)
_CLAUSE = re.compile(r"[,;:.()—–]|\b(?:and|but|that|who|which|when|while|as|before|after|where|if|because|for|of)\b")
_RELEASED = re.compile(r"\b(?:released|published|issued|dated|posted|printed|broadcast|aired|written|sent|conducted|taken)\b")
_HEARER_ENDS = (
    PREPOSITIONS | PERSONAL | DAYS | word_set("that to , . : ; if whether what how why — - – last this earlier later yesterday")
)
LONGEST_BETWEEN = 80
_DATED = re.compile(r"\d{4}|\b(?:last|this|overnight|Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)|day\b")
"""What a source must hold that tells when it came out."""
_NOUN = re.compile(
    r"(meeting|talks|summit|call|conference|briefing|hearing|debate|rally|session|ceremony|forum|visit|negotiations)\b"
)


class Around(NamedTuple):
    """The words before source and content, and the words after the cue up to the content or the end."""

    lead: Span
    trail: Span
    plain_lead: bool
    """Whether the lead is a phrase, not a clause with a verb and a day of its own."""
    gap: Span = (0, 0)
    """What stands between source and cue: Orl | on Tuesday | said."""
    rest: Span = (0, 0)
    """What follows a quotation without a mark between: called it “a joke” | on Monday."""
    published: Span = (0, 0)
    """Where the source itself says when it came out or on which day it spoke: a poll | released on Friday | by the Herald."""


def around(text: str, draft: Draft, others: Sequence[Span]) -> Around:
    """Return the stretches of a draft's sentence that are about its saying; `others` is the content of every draft in it."""
    s = draft.sentence
    begin, end = s[0].start, s[-1].end
    at = draft.cue[0] if draft.cue else (draft.content[0][1], draft.content[0][1])
    first = min(span[0] for span in (*draft.content, *draft.source, at))
    lead_start = max((b for _, b in others if b <= first), default=begin)
    lead_start = min(max(lead_start, begin), first)
    stop = min((a for a, _ in (*draft.content, *others) if a >= at[1]), default=end)
    trail = (at[1], max(at[1], min(stop, end)))
    cut = _CUT.search(text, *trail)
    if cut:
        trail = (trail[0], cut.start())
    tokens = bisect_right(s, first, key=attrgetter("end"))
    source = max((b for _, b in draft.source), default=at[0])
    gap = (source, max(source, at[0])) if not any(source <= a < at[0] for a, _ in draft.content) else (source, source)
    rest, published = _rest(text, draft, others), _published(text, draft)
    return Around((lead_start, first), trail, not has_verb(s, (0, tokens)), gap, rest, published)


def _between(text: str, draft: Draft) -> str:
    """Return what stands between the pieces of what was said: urged both sides | in a statement | to stop."""
    gaps = (text[b:a] for (_, b), (a, _) in pairwise(draft.content) if 0 < a - b <= LONGEST_BETWEEN)
    return " ; ".join(gaps)


def _rest(text: str, draft: Draft, others: Sequence[Span]) -> Span:
    """Return what follows the last words quoted, up to the next mark, conjunction or saying."""
    last, end = draft.content[-1][1], draft.sentence[-1].end
    if (draft.cue and draft.cue[0][0] >= last) or text[last - 2 : last - 1] in ",.?!":
        return last, last
    end = min((a for a, _ in others if a >= last), default=end)
    stop = _CLAUSE.search(text, last, max(last, end))
    return last, stop.start() if stop else max(last, end)


def _published(text: str, draft: Draft) -> Span:
    """Return the stretch of a source that dates it: from "released", or from the "on" or "in" with which it begins."""
    if not draft.source:
        return 0, 0
    start, end = draft.source[0]
    match = _RELEASED.search(text, start, end)
    if not match and _DATED.search(text, start, end) and channel.of_source(text[start:end]).value:
        return start, end
    return (match.end(), end) if match else (end, end)


def circumstances(text: str, draft: Draft, near: Around, agencies: frozenset[str]) -> Circumstances:
    """Return what the words around a saying tell of how, through whom, to whom and where it was said."""
    lead, trail = text[slice(*near.lead)], text[slice(*near.trail)]
    cue = text[slice(*draft.cue[0])] if draft.cue else ""
    source = text[slice(*draft.source[0])] if draft.source and draft.lemma == "according to" else ""
    words = f"{lead} {source}{text[slice(*near.gap)]} {cue}{trail} ; {text[slice(*near.rest)]} ; {_between(text, draft)}"
    hearer = _hearer(draft)
    outlet, told = None, bool(hearer)
    if hearer and (outlet_named(hearer) or hearer in agencies):
        outlet, hearer = outlet_named(hearer) or hearer, None
    elif "interview" in trail or "interview" in lead:
        outlet = outlet_named(trail) or outlet_named(lead)
    how = channel.channel(words)
    if not how.value and draft.source:
        how = channel.of_ruling(draft.found.form.lemma, text[slice(*draft.source[0])])
    if not how.value and draft.source:
        how = channel.of_source(text[slice(*draft.source[0])])
    if not how.value and outlet and told:
        how = channel.explicit("interview")
    return Circumstances(how, channel.explicit(outlet), channel.explicit(hearer), channel.occasion(f"{lead} {trail}"))


def _hearer(draft: Draft) -> str | None:
    """Return who was told, as the article has it: told | reporters; called on | Orlavia to …."""
    cue, s = draft.found.cue, draft.sentence
    if cue is None or not (draft.found.form.frame & Frame.HEARER or draft.lemma.endswith((" on", " upon"))):
        return None
    end = cue[1]
    while end < len(s) and s[end].quotation is None and (s[end].low not in _HEARER_ENDS or (s[end].low == "of" and end > cue[1])):
        end += 1
    if end == cue[1] or end - cue[1] > 8 or (draft.found.form.lemma in ("criticize", "accuse", "describe") and end == cue[1]):
        return None
    return described(s[cue[1] : end]) or None


def inherited(detail: Detail) -> Detail:
    """Return a detail as a later saying takes it over."""
    return detail.model_copy(update={"basis": Certainty.INHERITED}) if detail.value else UNKNOWN


def carried(circumstances: Circumstances) -> Circumstances:
    """Return the circumstances of a quotation that goes on from an earlier one."""
    return Circumstances(
        inherited(circumstances.channel),
        inherited(circumstances.outlet),
        inherited(circumstances.addressee),
        inherited(circumstances.occasion),
    )


def same_occasion(one: Detail, other: str) -> bool:
    """Whether an earlier stretch of words speaks of the occasion that a saying names: the meeting, the talks."""
    noun = _NOUN.search(one.value or "")
    return bool(noun) and bool(re.search(rf"\b{noun.group(1)}\b", other)) if noun else False
