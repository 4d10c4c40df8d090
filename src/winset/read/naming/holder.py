"""The person whom a noun phrase is about: by the name in it, the name set beside it, or the office that it describes."""

from collections.abc import Sequence

from winset.read.attribution.grammar import Range, is_word
from winset.read.english.words import DETERMINERS, PREPOSITIONS, word_set
from winset.read.naming.name import is_title, names
from winset.read.naming.person import Person
from winset.read.naming.speaker import SpeakerTable
from winset.read.text.token import Sentence

NAMELESS = word_set("a an one some two three several many another every each no any most few neither")
"""What a description of nobody in particular begins with."""
RELATIVE = word_set("who which that")


def holder(s: Sentence, span: Range, table: SpeakerTable, recent: Sequence[Person]) -> Person | None:
    """Return the person whom a noun phrase is about: not whose aide, not for whom one speaks."""
    begin, end = span
    for i in range(begin, end + 1):
        if i < end and s[i].low != "," and s[i].low not in PREPOSITIONS and s[i].low not in RELATIVE:
            continue
        person = _named_last(s, begin, i, end, table)
        if person is not None:
            return person
        if i < end and s[i].low != ",":
            break
        begin = i + 1
    if beside := _beside(s, span, table):
        return beside
    if s[span[0]].low in NAMELESS:
        return None
    stop = next((i for i in range(span[0] + 1, end) if s[i].low in RELATIVE or s[i].low == ","), end)
    owned = next((i for i in range(span[0] + 1, stop) if s[i].low in ("'s", "’s") and not s[i - 1].capital), None)
    if owned is not None:
        return None
    return table.by_role([t.text for t in s[span[0] : stop] if is_word(t)], tuple(recent))


def _beside(s: Sentence, span: Range, table: SpeakerTable) -> Person | None:
    """Return who is named behind an office: the head of inspections, | Ana Thole; speaker of the House | Ana Thole."""
    comma = next((i for i in range(span[0] + 1, span[1]) if s[i].low == ","), None)
    if comma is not None and comma + 1 < span[1] and s[comma + 1].capital:
        within = next((i for i in range(comma - 1, span[0], -1) if s[i].low in PREPOSITIONS), None)
        if within and s[span[0]].low in NAMELESS and is_title(s[comma - 1].low):
            return None
        found = names(s[comma + 1 : span[1]])
        if found and found[0].start <= len(found[0].titles):
            return table.meant(found[0].words)
        return None
    titled = s[span[0]].low not in DETERMINERS and any(is_title(t.low) for t in s[span[0] : span[0] + 2])
    if comma is None and titled and s[span[1] - 1].capital:
        found = names(s[span[0] : span[1]])
        last = found[-1] if found else None
        if last and (last.titles or len(last.words) > 2) and last.end == span[1] - span[0] and len(last.words) > 1:
            return table.owner(last.words)
    return None


def _named_last(s: Sentence, begin: int, i: int, end: int, table: SpeakerTable) -> Person | None:
    """Return the person named last between `begin` and i, unless what is named only owns, or lends its name to, the rest."""
    if not any(token.capital for token in s[begin:i]):
        return None
    piece = s[begin:i]
    found = [n for n in names(piece) if begin + n.end >= end or s[begin + n.end].low != "'s"]
    if not found or (begin + found[-1].end < i and s[i - 1].low == "'s") or _only_belongs(s, begin, i, found[-1].end):
        return None
    return table.meant(found[-1].words)


def _only_belongs(s: Sentence, begin: int, end: int, name_end: int) -> bool:
    """Whether plain words follow the name in its phrase: the Orl campaign, an Orl adviser."""
    rest = s[begin + name_end : end]
    return any(is_word(t) and not t.capital for t in rest)
