"""What came of a contact: held, planned or ruled out, on which day and where; nothing where it is only wished for."""

import re
from datetime import date

from winset.read.setting import when
from winset.read.text.token import Sentence
from winset.record.statement import UNKNOWN, Certainty, ContactStatus, Detail

_RULED_OUT = re.compile(
    r"\b(?:ruled out|rules out|(?:will|would|did|does|do|has|have|had|could|can|is|are|was|were) not|"
    r"(?:wo|would|did|does|do|is|are|was|were|has|have|had)n['’]t|never)\b",
    re.I,
)
_NOT_SO = re.compile(r"\b(?:no|without)(?: \w+){0,2}$|\bruled out(?: \w+){0,3}$|\bnot (?:plan\w*|schedul\w+|expect\w*)\b", re.I)
_CANCELLED = re.compile(
    r"\b(?:called off|cancel\w+|scrapped|ruled out|will not (?:take place|happen)|is off|"
    r"(?:is|are|was|were) not (?:planned|expected|scheduled|being prepared|possible))\b",
    re.I,
)
_WISHED = re.compile(
    r"\b(?:if|unless|whether|could|might|may|should|must|want(?:s|ed)? to|wants?|hop(?:es?|ed|ing)|wish\w*|ready|willing|"
    r"prepared|open to|offer(?:s|ed|ing)?|propos\w+|urg\w+|call(?:s|ed|ing)? (?:for|on)|demand\w*|ask(?:s|ed|ing)?|suggest\w*|"
    r"possib\w+|request\w*|invit\w+|seeks?|sought|need\w*|once|push\w*|(?:un)?likel\w+|impossible|any|until)\b",
    re.I,
)
_AFTER = re.compile(r"\b(?:after|following|since|during|outcome of|result of|last|how|held|holding|had)(?: [\w-]+){0,3}$", re.I)
_AHEAD = re.compile(
    r"\b(?:agree\w*|prepar\w+|plan\w*|head\w*|is|are|going|due|set)\b.{0,16}\bto\b|"
    r"\b(?:ahead of|before|next|upcoming|forthcoming|coming|prepar\w+ (?:for|to|a|the)|will hold|to hold)(?: [\w-]+){0,3} \w+$",
    re.I,
)
_PLANNED = re.compile(
    r"\b(?:will|shall|plan(?:s|ned)?|scheduled|set (?:to|for)|due|agreed to|to be held|(?:is|are|was|were) to|expected|next|"
    r"upcoming|forthcoming|soon|resumes?|tomorrow|would)\b",
    re.I,
)
_TO_COME = re.compile(
    r"\b(?:will|planned|scheduled|set for|due|expected|to be held|(?:is|are) to|soon|resumes?|tomorrow)\b", re.I
)
_ANOTHER = re.compile(
    r"\b(?:ahead of|before|prior to|after|following|since|but|who|which|where|until|while|that|as)\b|[;:]", re.I
)
"""What stands between a contact and the day of something else."""
_TO = re.compile(r"\b(?:to|for)\b")
_PLACE = re.compile(
    r"\b(?:in|at)\s+((?:(?:his|her|the|its)\s+)?[A-Z][\w’'-]*(?:(?:\s+|,\s+|-)[A-Z][\w’'-]*)*(?:\s+of\s+(?:the\s+)?[A-Z]\w+)?)"
)
_MEETING_OF = re.compile(r"^(?:the\s+)?(?:G\d|UN|EU|NATO)\b")
NEAR = 100
JUST = 8
"""Words within which "just" says that a contact was on the day of its telling: I have just had a good talk with …."""


def verb_status(s: Sentence, group: tuple[int, int]) -> ContactStatus | None:
    """Return what a verb group such as "would not meet" says of a contact; nothing where it is only possible or wished for."""
    words = " ".join(t.text for t in s[max(0, group[0] - 5) : group[1]])
    inner = " ".join(t.text for t in s[group[0] : group[1]])
    if _RULED_OUT.search(inner) or re.search(r"\b(?:refus\w+|declin\w+) to \w+$|\bnever \w+$", words):
        return ContactStatus.RULED_OUT
    if s[group[1] - 1].low in (
        "met",
        "spoke",
        "spoken",
        "talked",
        "received",
        "hosted",
        "welcomed",
        "phoned",
        "telephoned",
        "visited",
        "held",
    ):
        passive = re.search(r"\b(?:if|could|might|would have|should)\b", inner)
        return None if passive else ContactStatus.HELD
    if re.search(r"\b(?:will|shall|to|plans?|due|set|expected|agreed|resume\w*|would)\b", inner):
        return None if _WISHED.search(words) else ContactStatus.PLANNED
    return (
        None
        if _WISHED.search(words)
        else ContactStatus.PLANNED
        if s[group[1] - 1].low in ("meet", "meets")
        else ContactStatus.HELD
    )


def noun_status(s: Sentence, i: int) -> ContactStatus | None:
    """Return what the words around a noun say: no call was planned; a summit set for May was called off; after the talks."""
    before = " ".join(t.text for t in s[max(0, i - 12) : i + 1])
    near = " ".join(t.text for t in s[max(0, i - 4) : i])
    rest = " ".join(t.text for t in s[i + 1 :] if t.quotation is None)
    if _ruled_out(before, near, rest):
        return ContactStatus.RULED_OUT
    if _AFTER.search(near):
        return ContactStatus.PLANNED if re.search(r"\bwill\b|\bto be held\b", before) else ContactStatus.HELD
    if _WISHED.search(before) or re.match(r"(?:[\w ]+ )?(?:would|could|might|may) be\b", rest):
        return None
    ahead = _AHEAD.search(before) or _TO_COME.search(rest) or _PLANNED.search(near)
    return ContactStatus.PLANNED if ahead else ContactStatus.HELD


def _ruled_out(before: str, near: str, rest: str) -> bool:
    if _NOT_SO.search(near) or re.search(r"\b(?:no plans?|no date|call\w* off)\b", before, re.I) or _CANCELLED.search(rest):
        return True
    return bool(re.search(r"\b(?:denied|denies|deny)\b", before) and re.search(r"\bbeing prepared\b|\bplanned\b", rest))


def day_of(text: str, s: Sentence, i: int, anchor: date | None, *, future: bool) -> Detail:
    """Return the date nearest to the noun or verb: just before it (his Dec. 28 meeting) or after it in the same clause."""
    at, stop = s[i].start, s[i].end
    best: tuple[int, Detail] | None = None
    for mention in when.find(text, s[0].start, s[-1].end, anchor, future=future):
        begin, end = mention.span
        if not mention.detail.value or abs(begin - at) > 2 * NEAR:
            continue
        if begin > stop and (
            _ANOTHER.search(text, stop, begin) or re.match(r"(?:before|after|since|until|by)\b", text[begin:end])
        ):
            continue
        fronted = end <= at and begin - s[0].start < 4
        if end <= at and not fronted and (at - end > NEAR or _ANOTHER.search(text, end, at) or _TO.search(text, end, at)):
            continue
        gap = begin - stop if begin > stop else at - end
        if best is None or gap < best[0]:
            best = (gap, mention.detail)
    if best is None and anchor and not future and any(t.low == "just" for t in s[max(0, i - JUST) : i]):
        return Detail(value=anchor.isoformat(), basis=Certainty.INFERRED)
    return best[1] if best else UNKNOWN


def place_of(text: str, s: Sentence, i: int) -> Detail:
    """Return where it was: the first place after the noun or verb in its clause, else the one that opens the sentence."""
    for start, end in ((s[i].end, min(s[-1].end, s[i].end + 160)), (s[0].start, s[i].start)):
        for match in _PLACE.finditer(text, start, end):
            if start == s[0].start and match.start() > start:
                break
            if when.resolve(match[1]).value is None and not _time(match[1]) and not _MEETING_OF.match(match[1]):
                if start != s[0].start and re.search(r"[;:]|\b(?:but|who|which|that)\b", text[start : match.start()]):
                    break
                return Detail(value=match[1].strip().removeprefix("the "), basis=Certainty.EXPLICIT)
    return UNKNOWN


def _time(words: str) -> bool:
    return bool(
        re.match(
            r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\b(?!-)|(?:mon|tues|wednes|thurs|fri|satur|sun)day",
            words,
            re.I,
        )
    )
