"""The edges of content: how far it may reach before its cue and after it."""

from collections.abc import Sequence

from winset.read.attribution.grammar import Range, has_verb, looks_finite
from winset.read.attribution.opening import adjuncts
from winset.read.attribution.subject import ends_clause
from winset.read.attribution.verb import Verb
from winset.read.english.words import OPENERS, SUBORDINATORS, word_set
from winset.read.text.token import Sentence

TRAILING = word_set(
    """citing referring responding restating repeating reiterating hinting alluding quoting echoing speaking calling
    noting adding saying"""
)
_SUMMED = word_set(
    """claim fact deal move figure charge step decision idea assertion change blow practice prospect position allegation
    accusation
    suggestion admission statement proposal condition demand
    threat promise first largest biggest latest"""
)
_JOINS = (",", "and", "but", "—", "-", "–", "--", "then")
_CONTRASTS = ("although", "though")


def right_edge(s: Sentence, verb: Verb, later: Sequence[Verb], according: Sequence[int]) -> int:
    """Return where content after a cue must end: at a further cue of the same level, a contrast, or a trailing phrase.

    `later` are the cues that follow in the sentence, `according` the places of "according to".
    """
    end = next((edge for one in later if (edge := _same_level(s, verb, one))), len(s))
    end = min([end, *(i - 1 for i in according if i > verb.right and s[i - 1].low == ",")])
    inside_clause = verb.left > 0 and s[verb.left - 1].low in SUBORDINATORS and verb.left <= 2 and s[verb.left - 1].low != "as"
    for i in range(verb.right, end):
        low = s[i].low
        if low == ";":
            return i
        if low == "," and inside_clause and i > verb.right:
            return i
        if i > verb.right + 1 and s[i - 1].low == "," and (low in TRAILING or low in _CONTRASTS):
            return i
        if low in ("but", "and") and _drops_subject(s, i, end):
            return i
        if low == "," and i > verb.right + 3 and _sums_up(s, i, end):
            return i
    return end


def _same_level(s: Sentence, verb: Verb, later: Verb) -> int | None:
    """Return the edge before a later cue that stands beside this one, not inside what it attributes."""
    edge = later.left - 1
    if edge <= verb.right:
        return None
    if later.found in ("shared", "participle"):
        return edge if s[edge].low in _JOINS else None
    joined = s[edge].low in ("but", "and", "while") and (s[edge - 1].low == "," or s[edge - 1].quotation is not None)
    return edge if later.found == "before" and joined else None


def _drops_subject(s: Sentence, i: int, end: int) -> bool:
    """Whether "but" or "and" after a closed quotation goes on with another verb of the same subject."""
    before = s[i - 1]
    closed = before.quotation is not None and ends_clause(before)
    return closed and i + 1 < end and looks_finite(s, i + 1)


def _sums_up(s: Sentence, comma: int, end: int) -> bool:
    """Whether the reporter sums up what was said: …, a claim that rebels rejected; …, a deal that would end the war."""
    if comma + 3 >= end or s[comma + 1].low not in ("a", "an", "the"):
        return False
    noun = next((j for j in range(comma + 2, min(end, comma + 6)) if s[j].low in _SUMMED), None)
    return noun is not None and not any(s[j].low == "," and looks_finite(s, j + 1) for j in range(noun, end - 1))


def left_part(s: Sentence, verb: Verb, earlier: Sequence[Verb]) -> Range | None:
    """Return the words in front of subject and verb that may be content: up to a comma, a dash or a quotation."""
    if verb.found in ("shared", "participle"):
        return None
    left = verb.left if verb.found != "after" else verb.start
    if left and s[left - 1].low == "as":
        left -= 1
    if not left or not (s[left - 1].quotation is not None or s[left - 1].low in (",", "—", "–", "--", "-")):
        return None
    end = left if s[left - 1].quotation is not None else left - 1
    start = _left_edge(s, end, earlier)
    if start >= end:
        return None
    if any(s[j].quotation is not None for j in range(start, end)) or _enough(s, verb, (start, end)):
        return start, end
    return None


def _left_edge(s: Sentence, end: int, earlier: Sequence[Verb]) -> int:
    """Return where the clause begins that ends at `end`."""
    if end and s[end - 1].low in ("which", "who"):
        return end - 1
    start = 0
    for verb in earlier:
        if verb.right < end and verb.found != "after":
            cuts = (j + 1 for j in range(verb.right, end) if s[j].low == "but" and s[j - 1].low in (",", ";"))
            start = max(start, next(cuts, start))
    start = max([start, *(j + 1 for j in range(start, end) if s[j].low == ";")])
    while start < end and (s[start].low in OPENERS or s[start].low in (",", ")", "-", "—")):
        start += 1
    return start


def _enough(s: Sentence, verb: Verb, span: Range) -> bool:
    """Whether words without a quotation can be content: a clause, or the beginning of one that goes on after the cue."""
    size = span[1] - span[0]
    if size >= 2 and has_verb(s, span):
        return True
    rest = adjuncts(s, verb.right if verb.found == "after" else verb.end, len(s))
    ends = rest >= len(s) or s[rest].low in (".", "!", "?")
    if ends:
        return size >= LONGEST_TAG and verb.form.lemma == "say"
    return s[rest].low == "," and rest + 1 < len(s) and has_verb(s, (rest + 1, len(s))) and s[rest + 1].quotation is None


LONGEST_TAG = 4
"""From so many words on, what stands before a closing "X says" is content even if no verb is known in it: a headline."""
