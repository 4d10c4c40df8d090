"""The content of a cue: which words before it and after it are what was said."""

from collections.abc import Sequence

from winset.read.attribution.edge import TRAILING, left_part, right_edge
from winset.read.attribution.grammar import Range, has_verb, looks_finite
from winset.read.attribution.opening import adjuncts, opening_of
from winset.read.attribution.subject import ends_clause
from winset.read.attribution.verb import Verb
from winset.read.english.cues import Frame
from winset.read.english.words import CONJUNCTIONS, PREPOSITIONS, SUBORDINATORS, word_set
from winset.read.text.token import Sentence

_GOES_ON = word_set("and for because since although though if unless including")
_WHEN = word_set("during after while when before as at in on")
_BESIDE = word_set("a an which who whose where")
_MARKS = frozenset((",", ".", ";", ":", "and", "but", "—", "–", "--", "-", "!", "?"))


def content_of(s: Sentence, cues: Sequence[Verb], k: int, according: Sequence[int]) -> tuple[Range, ...]:
    """Return what the k-th cue of a sentence attributes: words before it, after it, or both; none where it says nothing.

    `according` are the places of "according to", where content ends too.
    """
    verb = cues[k]
    limit = right_edge(s, verb, cues[k + 1 :], according)
    before = left_part(s, verb, cues[:k])
    opening, clause = opening_of(s, verb, limit)
    quoted_before = before is not None and _holds_quotation(s, before)
    if verb.found == "after":
        return (before, *_rest(s, verb.right, limit, quoted_before)) if before else after(s, opening, limit)
    if before is not None and (opening is None or quoted_before) and not (opening is not None and _at_quotation(s, opening)):
        return (before, *_rest(s, adjuncts(s, verb.end, limit), limit, quoted_before))
    if opening is None or (verb.form.frame & Frame.NAMING and not _names(s, verb, opening, limit)):
        return ()
    said = after(s, opening, limit, adjunct=bool(verb.form.frame & (Frame.NAMING | Frame.THING)) and not clause)
    if before is not None and _at_quotation(s, opening) and not clause and (quoted_before or not _fronted(s, before)):
        return (before, *said)
    return said


def after(s: Sentence, opening: int | None, limit: int, *, adjunct: bool = False) -> tuple[Range, ...]:
    """Return the content that begins at `opening`, closing marks and a trailing phrase left out.

    `adjunct` says that a phrase of time or place behind a quotation is about the saying: called it “a joke” after the vote.
    """
    if opening is None:
        return ()
    end = limit
    if _at_quotation(s, opening) and ends_clause(s[opening]) and opening + 1 < limit:
        nxt = s[opening + 1].low
        if nxt in PREPOSITIONS or nxt in TRAILING or nxt in ("and", "when", "while", "as"):
            end = opening + 1
    end = before_aside(s, (opening, end), adjunct=adjunct)
    while end > opening and s[end - 1].low in _MARKS and s[end - 1].quotation is None:
        end -= 1
    return ((opening, end),) if end - opening >= 2 or (end > opening and _at_quotation(s, opening)) else ()


def before_aside(s: Sentence, part: Range, *, adjunct: bool = False) -> int:
    """Return where a content ends if not with its last word: at a closed quotation that the reporter goes on to explain.

    So in “free the coast,” a strip that …; with `adjunct`, before a phrase of time or place too.
    """
    start, end = part
    last = next((j for j in range(end - 1, start - 1, -1) if _at_quotation(s, j)), end)
    if last + 1 >= end:
        return end
    comma = s[last].text.rstrip("\"”“’'»")[-1:] == ","
    beside = last + 1 if comma else last + 2 if s[last + 1].low == "," else end
    explains = beside < end and s[beside].low in _BESIDE
    explains = explains and not any(s[j].low == "," and looks_finite(s, j + 1) for j in range(beside, end - 1))
    return last + 1 if explains or (adjunct and s[last + 1].low in _WHEN) else end


def _at_quotation(s: Sentence, i: int) -> bool:
    return s[i].quotation is not None


def _holds_quotation(s: Sentence, span: Range) -> bool:
    return any(s[i].quotation is not None for i in range(*span))


def _fronted(s: Sentence, span: Range) -> bool:
    """Whether words before a cue only set the scene: asked about it, …; in the capital, …"""
    first = s[span[0]].low
    return first in PREPOSITIONS or first in SUBORDINATORS or first.endswith("ing") or first in ("asked", "told")


def _names(s: Sentence, verb: Verb, opening: int, limit: int) -> bool:
    """Whether "called X a Y" follows, rather than a telephone call."""
    if s[verb.end - 1].low in ("for", "on", "upon"):
        return True
    if verb.left and s[verb.left - 1].low in ("what", "whom"):
        return False
    return _holds_quotation(s, (opening, limit)) or any(
        t.low in ("a", "an", "as") for t in s[opening + 1 : min(limit, opening + 9)]
    )


def _rest(s: Sentence, i: int, limit: int, quoted: bool) -> tuple[Range, ...]:
    """Return the second part of content split by its attribution: "The talks, officials said, were long"."""
    i = adjuncts(s, i, limit)
    if quoted:
        j = next((j for j in range(i, limit) if s[j].quotation is not None), None)
        if j is None or len(s[j].text.split()) < 2 or not (j == i or s[j - 1].low in (",", ":", "—", "-")):
            return ()
        return () if j - 1 > i and has_verb(s, (i, j - 1)) else ((j, j + 1),)
    if i + 1 >= limit or s[i].low not in (",", "—", "–", "--", "-"):
        return ()
    nxt = s[i + 1].low
    linked = nxt in PREPOSITIONS or nxt in SUBORDINATORS or nxt in CONJUNCTIONS or nxt.endswith("ing") or nxt in ("who", "which")
    return () if nxt in TRAILING or (linked and nxt not in _GOES_ON) else after(s, i + 1, limit)
