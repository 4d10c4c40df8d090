"""The content of a cue: which words before it and after it are what was said."""

from collections.abc import Sequence

from winset.read.cues import Frame
from winset.read.grammar import Range, has_verb
from winset.read.opening import adjuncts, opening_of
from winset.read.token import Sentence
from winset.read.verb import Verb
from winset.read.words import CONJUNCTIONS, OPENERS, PREPOSITIONS, SUBORDINATORS, word_set

_TRAILING = word_set(
    """citing referring responding restating repeating reiterating hinting alluding quoting echoing speaking calling
    noting adding saying"""
)


def content_of(s: Sentence, cues: Sequence[Verb], k: int, according: Sequence[int]) -> tuple[Range, ...]:
    """Return what the k-th cue of a sentence attributes: words before it, after it, or both; none where it says nothing.

    `according` are the places of "according to", where content ends too.
    """
    verb = cues[k]
    frame = verb.form.frame
    limit = _limit(s, verb, cues, k, according)
    before = _before(s, verb, cues, k)
    opening, clause = opening_of(s, verb, limit)
    quoted_before = before is not None and any(s[i].quotation is not None for i in range(*before))
    if verb.found == "after":
        if before is None:
            return after(s, opening, limit)
        rest = _split_rest(s, verb.right, limit, quoted_before)
        return (before, *rest)
    if opening is None:
        if before is None or verb.found in ("shared", "participle"):
            return ()
        return (before, *_split_rest(s, adjuncts(s, verb.end, limit), limit, quoted_before))
    if before is not None and s[verb.end].low != "that" and not clause:
        quotation = s[opening].quotation is not None
        if quoted_before or (quotation and has_verb(s, before) and not _fronted(s, before)):
            return (before, *after(s, opening, limit)) if quotation or not quoted_before else (before,)
    if frame & Frame.NAMING and not _names(s, verb, opening, limit):
        return ()
    return after(s, opening, limit)


def after(s: Sentence, opening: int | None, limit: int) -> tuple[Range, ...]:
    """Return the content that begins at `opening`, closing marks and a trailing phrase left out."""
    if opening is None:
        return ()
    end = limit
    token = s[opening]
    if token.quotation is not None and token.text.rstrip("\"”“’'»")[-1:] in ".?!," and opening + 1 < limit:
        nxt = s[opening + 1]
        if nxt.low in PREPOSITIONS or nxt.low in _TRAILING or nxt.low in ("and", "when", "while", "as"):
            end = opening + 1
    while (
        end > opening
        and s[end - 1].low in (",", ".", ";", ":", "and", "but", "—", "–", "--", "-", "!", "?")
        and s[end - 1].quotation is None
    ):
        end -= 1
    if end <= opening or (end - opening < 2 and s[opening].quotation is None):
        return ()
    return ((opening, end),)


def _fronted(s: Sentence, span: Range) -> bool:
    first = s[span[0]].low
    return first in PREPOSITIONS or first in SUBORDINATORS or first.endswith("ing") or first in ("asked", "told", "speaking")


def _names(s: Sentence, verb: Verb, opening: int, limit: int) -> bool:
    """Whether "called X a Y" follows, rather than a telephone call."""
    if s[verb.end - 1].low in ("for", "on", "upon"):
        return True
    words = s[opening:limit]
    if any(t.quotation is not None for t in words):
        return True
    return any(t.low in ("a", "an", "as") for t in words[1:9])


def _limit(s: Sentence, verb: Verb, cues: Sequence[Verb], k: int, according: Sequence[int]) -> int:
    """Return where content after this cue must end: at a semicolon, a further cue of the same level, or a trailing phrase."""
    end = len(s)
    for later in cues[k + 1 :]:
        edge = later.left - 1
        if edge <= verb.right:
            continue
        if later.found in ("shared", "participle") and s[edge].low in (",", "and", "but", "—", "-", "–", "--", "then"):
            end = min(end, edge)
            break
        if (
            later.found == "before"
            and s[edge].low in ("but", "and", "while")
            and edge
            and (s[edge - 1].low == "," or s[edge - 1].quotation is not None)
        ):
            end = min(end, edge)
            break
    for i in according:
        if i > verb.right and s[i - 1].low == ",":
            end = min(end, i - 1)
    for i in range(verb.right, end):
        if s[i].low == ";" or (s[i].low in _TRAILING and s[i - 1].low == "," and i > verb.right + 1):
            end = i
            break
    return end


def _before(s: Sentence, verb: Verb, cues: Sequence[Verb], k: int) -> Range | None:
    """Return the words in front of subject and verb that may be the content: up to a comma, a dash or a quotation."""
    if verb.found in ("shared", "participle"):
        return None
    left = verb.left if verb.found != "after" else verb.start
    if left and s[left - 1].low == "as":
        left -= 1
    if not left:
        return None
    edge = left - 1
    if s[edge].quotation is not None:
        end = edge + 1
    elif s[edge].low in (",", "—", "–", "--", "-"):
        end = edge
    else:
        return None
    start = 0
    for earlier in cues[:k]:
        if earlier.right <= edge and earlier.found != "after":
            cut = next(
                (
                    j
                    for j in range(earlier.right, edge)
                    if (s[j].low in ("but", ";") and s[j - 1].low in (",", ";")) or s[j].low == ";"
                ),
                None,
            )
            start = max(start, cut + 1) if cut is not None else start
    for j in range(start, edge):
        if s[j].low in (";",):
            start = j + 1
    while start < end and (s[start].low in OPENERS or s[start].low in (",", ")", "-", "—")):
        start += 1
    if start >= end:
        return None
    if any(s[j].quotation is not None for j in range(start, end)):
        return start, end
    return (start, end) if end - start >= 2 and has_verb(s, (start, end)) else None


def _split_rest(s: Sentence, i: int, limit: int, quoted: bool) -> tuple[Range, ...]:
    """Return the second part of content split by its attribution: "The talks, officials said, were long"."""
    i = adjuncts(s, i, limit)
    if quoted:
        for j in range(i, limit):
            if s[j].quotation is not None:
                if (
                    len(s[j].text.split()) >= 2
                    and (s[j - 1].low in (",", ":", "—", "-") or j == i)
                    and not _other_clause(s, i, j)
                ):
                    return ((j, j + 1),)
                return ()
        return ()
    if i < limit and s[i].low in (",", "—", "–", "--", "-") and i + 1 < limit:
        nxt = s[i + 1].low
        if (
            nxt in _TRAILING
            or nxt in PREPOSITIONS
            or nxt in SUBORDINATORS
            or nxt in CONJUNCTIONS
            or nxt.endswith("ing")
            or nxt in ("who", "which")
        ):
            return ()
        return after(s, i + 1, limit)
    return ()


def _other_clause(s: Sentence, i: int, j: int) -> bool:
    return has_verb(s, (i, j - 1)) if j - 1 > i else False


"""Attributions within one paragraph: which words each cue attributes, and how quotations go on from sentence to sentence."""
