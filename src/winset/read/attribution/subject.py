"""Subjects: the noun phrase that stands before a verb or, as in "said Rivera", after it."""

from collections.abc import Sequence
from typing import Protocol

from winset.read.attribution.grammar import Range, adjectival, adverb, has_verb, is_word, looks_finite
from winset.read.english.cues import CUES, NOUN_LIKE
from winset.read.english.words import (
    AUXILIARIES,
    CONJUNCTIONS,
    DAYS,
    DETERMINERS,
    MONTHS,
    OPENERS,
    PERSONAL,
    PREPOSITIONS,
    RELATIVE,
    SUBORDINATORS,
    TIMES,
    word_set,
)
from winset.read.text.token import Sentence, Token

_STOPS = frozenset(("―", ";", ":", "—", "–", "--", "(", ")", "[", "]", "…", "...", "!", "?", ".", "/", "-"))
_APPOSITIVE = word_set("a an the who whose one his her their its which both formerly")
_ROLES = word_set(
    """chief president director chairman chairwoman head spokesman spokeswoman professor former senior deputy author
    leader"""
)
_ALSO_PREPOSITIONS = ("before", "after", "since", "until", "than")
_NOT_ALWAYS_VERBS = ("'s", "may", "will", "can", "might", "being")
LONGEST_SUBJECT = 30
LONGEST_APPOSITION = 25


class Earlier(Protocol):
    """What is asked of a verb that stands earlier in the sentence."""

    @property
    def end(self) -> int:
        """Where its group ends."""

    @property
    def subject(self) -> Range | None:
        """Its subject."""

    @property
    def found(self) -> str:
        """Where that stood."""


def subject_before(s: Sentence, end: int, earlier: Sequence[Earlier]) -> tuple[Range | None, bool]:
    """Return the subject that ends just before `end`, and whether it is shared with an earlier verb."""
    last = s[end - 1] if end else None
    if last is None:
        return None, False
    if last.low in ("and", "but", "then", "or") or (last.low == "," and end > 1 and s[end - 2].low in ("and", "but")):
        return _shared(s, end, earlier), True
    if last.low == ",":
        return _apposed(s, end - 1), False
    if last.low in (")", "-", "—", "–", "--"):
        opening = _bracket(s, end - 1)
        return (noun_phrase(s, opening) if opening else None), False
    if last.quotation is not None:
        return (None if end == 1 or ends_clause(last) else noun_phrase(s, end)), False
    return (noun_phrase(s, end) if is_word(last) or last.low == "'s" else None), False


def ends_clause(quotation: Token) -> bool:
    """Whether a quotation closes with a mark, so that what follows is not in its clause.

    >>> ends_clause(Token(0, 6, "“Yes,”", "Q"))
    True
    """
    return quotation.text.rstrip("\"”“’'»")[-1:] in (",", ".", "?", "!")


def subject_after(s: Sentence, i: int, verb: int) -> Range | None:
    """Return the subject that follows its verb: said Rivera, a lawyer for the port."""
    before = s[verb - 1] if verb else None
    quoted = before is not None and before.quotation is not None
    after_comma = before is not None and before.low == ","
    said_before = quoted or (after_comma and (has_verb(s, (0, verb - 1)) or s[verb - 2].quotation is not None))
    if not said_before and (before is not None or i >= len(s) or not s[i].capital):
        return None
    while i < len(s) and (s[i].low in DAYS or adverb(s, i)):
        i += 1
    if i >= len(s) or not is_word(s[i]) or s[i].low in PREPOSITIONS or (s[i].low in SUBORDINATORS and s[i].low != "one"):
        return None
    end = i
    while end < len(s) and end - i < LONGEST_SUBJECT:
        low = s[end].low
        if (
            s[end].quotation is not None
            or low in _STOPS
            or (low in PERSONAL and end > i)
            or low in SUBORDINATORS
            or (looks_finite(s, end) and end > i)
        ):
            break
        if low == "," and not _apposition_follows(s, end):
            break
        if end > i and low in ("in", "on", "at", "during", "after", "before") and end + 1 < len(s) and _adjunct(s, end):
            break
        if end > i and low in DAYS:
            break
        if low == "who" or low in ("when", "while", "as"):
            break
        end += 1
    while end > i and s[end - 1].low in (",", "and", "but"):
        end -= 1
    return (i, end) if end > i else None


def main_subject(s: Sentence, before: int) -> Range | None:
    """Return the subject of the first clause of a sentence: what stands before its first verb, fronted phrases left out.

    A stretch up to a comma that begins with a preposition, a participle or "when" is fronted.
    """
    start = 0
    while start < before and s[start].low in OPENERS | {",", ")"}:
        start += 1
    while start < before and (
        s[start].low in PREPOSITIONS or s[start].low in SUBORDINATORS or s[start].low.endswith("ing") or s[start].low == "asked"
    ):
        comma = next((j for j in range(start, before) if s[j].low == ","), None)
        if comma is None:
            break
        start = comma + 1
    for i in range(start + 1, before):
        if (
            s[i].quotation is None
            and (looks_finite(s, i) or s[i].low in CUES)
            and not (adjectival(s, i) or (s[i - 1].capital is False and s[i].low in NOUN_LIKE))
        ):
            j = i
            while j > start and adverb(s, j - 1):
                j -= 1
            subject = _trimmed(s, (start, j))
            return subject if subject and subject[1] - subject[0] <= LONGEST_SUBJECT else None
    return None


def noun_phrase(s: Sentence, end: int) -> Range | None:
    """Return the noun phrase that ends just before `end`, walking left to the nearest edge of a clause."""
    if end <= 0:
        return None
    last = s[end - 1]
    if last.low in PERSONAL | RELATIVE or last.low in ("others", "everyone", "nobody", "someone"):
        if last.low in PERSONAL and end > 1 and s[end - 2].low == "and" and end > 2 and s[end - 3].capital:
            return end - 3, end
        if last.low == "others" and end > 1 and s[end - 2].low == "and":
            end_left = noun_phrase(s, end - 2)
            return (end_left[0], end) if end_left else (end - 1, end)
        if last.low == "who" and end > 2 and s[end - 2].low == "of":
            return end - 3, end
        return end - 1, end
    if last.low in ("that", "this", "it", "there", "what", "as", "than", "if"):
        return (end - 1, end) if last.low in ("it", "that") else None
    if not is_word(last) and last.low not in ("'s",) and last.quotation is None:
        return None
    start = end
    while start and end - start < LONGEST_SUBJECT and not _edge(s, start - 1, end):
        start -= 1
    return _trimmed(s, (start, end))


def _shared(s: Sentence, end: int, earlier: Sequence[Earlier]) -> Range | None:
    """Return the subject that a verb after "and" shares: that of the verb before it, a "who" close by, or the sentence's."""
    last = earlier[-1] if earlier else None
    if last and last.subject and last.found != "after":
        clause_start = max((j for j in range(last.end, end) if s[j].low in (";", ":")), default=None)
        if clause_start is None:
            return last.subject
    near = next((j for j in range(end - 2, max(0, end - LONGEST_APPOSITION), -1) if s[j].low in ("who", ",", ";")), None)
    return (near, near + 1) if near is not None and s[near].low == "who" else main_subject(s, end - 1)


def _bracket(s: Sentence, closing: int) -> int | None:
    """Return the index of the bracket or dash that opens what closes here."""
    mark = "(" if s[closing].low == ")" else s[closing].low
    for j in range(closing - 1, max(-1, closing - LONGEST_APPOSITION), -1):
        if s[j].low == mark:
            return j if j else None
    return None


def _apposed(s: Sentence, comma: int) -> Range | None:
    """Return the subject where the words before this comma are set beside it: Rivera, a lawyer for the port, said.

    An apposition in the strict sense belongs to the subject; a clause (who …, speaking …) or a phrase (at a rally …) does not.
    """
    for j in range(comma - 1, max(0, comma - LONGEST_APPOSITION), -1):
        if s[j].low in (";", ":") or (s[j].quotation is not None and ends_clause(s[j])):
            return None
        if s[j].low != "," or s[j + 1].low == "and":
            continue
        short = comma - j - 1 <= 3 or s[j + 1].low in _APPOSITIVE
        head = noun_phrase(s, j) if _sets_beside(s, j, comma) else None
        if head and not has_verb(s, head) and s[head[0]].low not in SUBORDINATORS:
            loose = s[j + 1].low in PREPOSITIONS or s[j + 1].low in ("who", "whose", "which") or s[j + 1].low.endswith("ing")
            return _whole_name(s, head, head[1] if loose else comma)
        if not short:
            return None
    return None


def _sets_beside(s: Sentence, j: int, comma: int) -> bool:
    """Whether what stands between the commas at j and `comma` can be set beside a subject."""
    first, head = s[j + 1].low, (0, j)
    if first in _APPOSITIVE or first in _ROLES or first[:1].isdigit() or comma - j - 1 <= 3:
        return True
    if first in PREPOSITIONS or first.endswith("ing"):
        return not has_verb(s, head)
    return first not in CONJUNCTIONS and first not in PERSONAL and not has_verb(s, (j + 1, comma)) and not has_verb(s, head)


def _whole_name(s: Sentence, head: Range, end: int) -> Range:
    """Go on to the left where the head is itself set beside a name: Rivera, 59, of Port Orl, a lawyer, said."""
    while head[0] > 1 and s[head[0] - 1].low == "," and _beside(s, head):
        further = noun_phrase(s, head[0] - 1)
        if not further or has_verb(s, further) or s[further[0]].low in SUBORDINATORS:
            break
        head = further
    return head[0], max(end, head[1])


def _beside(s: Sentence, head: Range) -> bool:
    low = s[head[0]].low
    return low in _APPOSITIVE or low in _ROLES or low[:1].isdigit() or low in PREPOSITIONS or head[1] - head[0] == 1


def _edge(s: Sentence, i: int, end: int) -> bool:
    """Whether the token at i ends the walk to the left."""
    token, low = s[i], s[i].low
    if token.quotation is not None:
        return ends_clause(token) or i == 0
    if low == ",":
        return not _listed(s, i, end)
    if low in _STOPS or low in PERSONAL:
        return True
    if low in ("that", "who", "which"):
        return low == "which" or not _restricts(s, i, end)
    if low in SUBORDINATORS:
        return low not in _ALSO_PREPOSITIONS or not i or not is_word(s[i - 1]) or looks_finite(s, i - 1)
    if low in CONJUNCTIONS:
        return low not in ("and", "or") or not i or not is_word(s[i - 1]) or _clause_left(s, i)
    return _finite_here(s, i)


def _restricts(s: Sentence, i: int, end: int) -> bool:
    """Whether "who" or "that" at i goes on with the noun before it: the group that sued."""
    return i + 1 < end and i > 0 and looks_finite(s, i + 1) and is_word(s[i - 1]) and s[i - 1].low not in CUES


def _finite_here(s: Sentence, i: int) -> bool:
    low = s[i].low
    if low in AUXILIARIES:
        return low not in _NOT_ALWAYS_VERBS and not _after_relative(s, i)
    return low in CUES and low not in NOUN_LIKE and not adjectival(s, i) and not (i and s[i - 1].low in ("who", "that"))


def _after_relative(s: Sentence, i: int) -> bool:
    return bool(i) and (s[i - 1].low in ("who", "that") or (i > 1 and s[i - 2].low in ("who", "that")))


def _listed(s: Sentence, comma: int, end: int) -> bool:
    """Whether a comma stands inside a list of names: Aland, Bryn and Corr said."""
    rest = [t.low for t in s[comma + 1 : end]]
    return (
        ("and" in rest or "or" in rest)
        and len(rest) <= 12
        and comma > 0
        and s[comma - 1].capital
        and s[comma + 1].capital
        and not has_verb(s, (0, comma))
    )


def _clause_left(s: Sentence, i: int) -> bool:
    """Whether a clause of its own stands to the left of the conjunction at i, back to the nearest mark."""
    j = i
    while (
        j
        and s[j - 1].low not in _STOPS
        and s[j - 1].low != ","
        and s[j - 1].quotation is None
        and s[j - 1].low not in SUBORDINATORS
    ):
        j -= 1
    return j == i or has_verb(s, (j, i)) or s[j].low in PREPOSITIONS


def _trimmed(s: Sentence, span: Range) -> Range | None:
    """Leave out what stands before the noun phrase: conjunctions, adverbs, and a fronted phrase without its comma."""
    start, end = span
    while start < end and (
        s[start].low in OPENERS
        or s[start].low in (",", ")", "'", "’")
        or adverb(s, start)
        or s[start].low in ("to", "not", "that")
        or s[start].low in ("here", "there")
    ):
        start += 1
    if start < end and s[start].low in PREPOSITIONS:
        start = _past_fronted(s, start, end)
    elif start < end and (
        s[start].low in DAYS or (s[start].low in TIMES and start + 1 < end and s[start + 1].low in DETERMINERS)
    ):
        start += 1
    end = _before_time(s, start, end)
    if start >= end:
        return None
    words = s[start:end]
    if all(not is_word(t) and t.quotation is None for t in words) or words[-1].low in PREPOSITIONS:
        return None
    if len(words) == 1 and (
        words[0].low in TIMES or words[0].low in MONTHS or words[0].low in AUXILIARIES or words[0].low.endswith("ly")
    ):
        return None
    return start, end


def _before_time(s: Sentence, start: int, end: int) -> int:
    """Return where a noun phrase ends before the time that follows it: Rivera | on Tuesday said."""
    cut = end
    while cut > start and (s[cut - 1].low in DAYS or s[cut - 1].low in TIMES or s[cut - 1].low in MONTHS):
        cut -= 1
    if cut == end or cut <= start:
        return end
    while cut > start and s[cut - 1].low in ("on", "last", "this", "late", "early", "in", "earlier", "later"):
        cut -= 1
    return cut if cut > start else end


def _past_fronted(s: Sentence, start: int, end: int) -> int:
    """Return where the subject begins after a fronted prepositional phrase: on Friday | Smith; in a letter | the union."""
    seen_noun = False
    for j in range(start + 1, end):
        low = s[j].low
        if low in DAYS or low in MONTHS or low[:1].isdigit():
            seen_noun = True
            continue
        if seen_noun and (low in DETERMINERS or (s[j].capital and not s[j - 1].capital and s[j - 1].low not in PREPOSITIONS)):
            return j
        if seen_noun and (s[j - 1].low in DAYS or (s[j].capital and (s[j - 1].low in MONTHS or s[j - 1].low[:1].isdigit()))):
            return j
        if seen_noun and not s[j].capital and s[j - 1].capital and low not in PREPOSITIONS and low not in ("'s", "and"):
            return j
        seen_noun = seen_noun or (low not in DETERMINERS and is_word(s[j]) and low not in PREPOSITIONS)
        if low in PREPOSITIONS:
            seen_noun = False
    return end


def _apposition_follows(s: Sentence, comma: int) -> bool:
    nxt = s[comma + 1].low if comma + 1 < len(s) else ""
    return (nxt in _APPOSITIVE and nxt not in ("who", "which")) or nxt in _ROLES


def _adjunct(s: Sentence, i: int) -> bool:
    """Whether a preposition begins a when-or-where phrase about the saying, not a part of the name."""
    window = [t.low for t in s[i + 1 : i + 5]]
    return any(
        w in DAYS
        or w in MONTHS
        or w in TIMES
        or w in ("interview", "statement", "rally", "conference", "hearing", "speech", "email")
        for w in window
    )
