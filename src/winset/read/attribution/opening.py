"""Where the content after a cue begins: past the hearer, the day and the place, at a clause or a quotation."""

from winset.read.attribution.grammar import has_verb, is_word
from winset.read.attribution.verb import Verb
from winset.read.english.cues import Frame
from winset.read.english.words import (
    ADVERBS,
    CONJUNCTIONS,
    DAYS,
    DETERMINERS,
    MONTHS,
    PERSONAL,
    PREPOSITIONS,
    TIME_LEADERS,
    TIMES,
    word_set,
)
from winset.read.text.token import Sentence

_CLAUSE_OPENERS = word_set("that if whether what how why where when there")
_OBJECT_FIRST = ("criticize", "criticise")
_HEARER_MAY_LACK = ("warn", "caution", "promise", "ask", "advise")
END = frozenset((".", "!", "?", ";", ")", "…"))

Opening = tuple[int | None, bool]
"""Where content begins, if it does, and whether it is plainly a clause."""
NOWHERE: Opening = (None, False)


def opening_of(s: Sentence, verb: Verb, limit: int) -> Opening:
    """Return where content after the cue begins, and whether a word such as "that" says that it is a clause."""
    if verb.end > verb.at + 1:
        return (verb.end, False) if verb.end < limit and s[verb.end].low not in END | {","} else NOWHERE
    i = adjuncts(s, verb.right if verb.found == "after" else verb.end, limit)
    if i >= limit or s[i].low in END:
        return NOWHERE
    if s[i].low in (",", ":", "--") or s[i].quotation is not None:
        return _quotation_at(s, i, limit)
    if s[i].low == "that" and i + 1 < limit:
        return (i + 1 if s[i + 1].low == "," else i), True
    if s[i].low == "to" and verb.form.frame & Frame.INFINITIVE:
        return i, True
    if verb.form.frame & Frame.HEARER:
        return _past_hearer(s, verb, i, limit)
    if s[i].low in PREPOSITIONS or s[i].low in ("to", "as"):
        return _past_phrase(s, verb, i, limit)
    return _at_once(s, verb.form.frame, i, limit)


def _at_once(s: Sentence, frame: Frame, i: int, limit: int) -> Opening:
    """Begin content right at i, where the frame takes a clause without "that", or a thing."""
    low = s[i].low
    if low in CONJUNCTIONS or (frame & Frame.QUOTED and not frame & Frame.CLAUSE):
        return NOWHERE
    if low in _CLAUSE_OPENERS:
        return i, True
    if frame & Frame.WEAK:
        return (i, False) if frame & Frame.THING and frame & Frame.HEARER else NOWHERE
    if frame & (Frame.THING | Frame.NAMING):
        return i, False
    worded = has_verb(s, (i, limit)) or any(t.quotation for t in s[i:limit])
    return (i, True) if frame & Frame.CLAUSE and worded else NOWHERE


def adjuncts(s: Sentence, i: int, limit: int) -> int:
    """Skip when and where it was said: on Friday, in an interview with the paper, late last week."""
    while i < limit:
        low = s[i].low
        if (
            low in DAYS
            or (low in ADVERBS and low not in ("all", "both", "even", "only", "just", "last"))
            or low in ("yesterday", "today", "tonight", "recently")
        ):
            i += 1
            if i < limit and (s[i].low in ("morning", "afternoon", "evening", "night")):
                i += 1
        elif low in ("last", "this", "earlier", "late", "early", "later", "next") and any(
            t.low in TIMES or t.low in MONTHS for t in s[i + 1 : i + 4]
        ):
            i += 1
            while i < limit and (s[i].low in TIMES or s[i].low in MONTHS or s[i].low in ("this", "last", "on", "in", "the")):
                i += 1
        elif (
            low in ("in", "on", "at", "since", "by")
            and i + 1 < limit
            and (s[i + 1].low in DAYS or s[i + 1].low in MONTHS or s[i + 1].text[:1].isdigit())
        ):
            i += 2
            while i < limit and (
                s[i].text[:1].isdigit()
                or s[i].low in ("morning", "afternoon", "evening", "night")
                or (s[i].low in MONTHS and s[i - 1].text[:1].isdigit())
            ):
                i += 1
        else:
            break
    return i


def _quotation_at(s: Sentence, i: int, limit: int) -> Opening:
    if s[i].quotation is not None:
        return i, False
    j = i + 1
    if j < limit and s[j].quotation is not None:
        return j, False
    if s[i].low == ":" and j < limit:
        return j, False
    if s[i].low == ",":
        closing = next((c for c in range(j, limit) if s[c].low == "," or s[c].quotation is not None), None)
        if closing is not None and s[closing].low == "," and closing + 1 < limit:
            if s[closing + 1].quotation is not None or s[closing + 1].low == "that":
                return closing + 1, s[closing + 1].low == "that"
        elif closing is not None and s[closing].quotation is not None and (s[closing - 1].low == ":" or s[j].low.endswith("ing")):
            return closing, False
    return NOWHERE


def _past_hearer(s: Sentence, verb: Verb, i: int, limit: int) -> Opening:
    """Skip who was told: reporters | the deal was off; told the council that; urged them | to go."""
    lemma = verb.form.lemma
    if lemma in _OBJECT_FIRST:
        return i, False
    if lemma in _HEARER_MAY_LACK and (s[i].low in PERSONAL or s[i].low in _CLAUSE_OPENERS):
        return i, True
    for j in range(i + 1, limit):
        opening = _hearer_ends(s, verb, i, j, limit)
        if opening is not None:
            return opening
    return (i, False) if verb.form.frame & Frame.THING and lemma != "ask" else NOWHERE


def _hearer_ends(s: Sentence, verb: Verb, start: int, j: int, limit: int) -> Opening | None:
    """Return the opening if the hearer who begins at `start` ends before j."""
    low, frame = s[j].low, verb.form.frame
    if s[j].quotation is not None or low in _CLAUSE_OPENERS or low in PERSONAL or (low == "to" and frame & Frame.INFINITIVE):
        return j, True
    if low in (",", ":"):
        return _quotation_at(s, j, limit)
    if verb.form.lemma == "accuse" and low == "of":
        return start, True
    if (low in ("about", "of") and frame & Frame.ABOUT) or (low == "about" and verb.form.lemma in ("tell", "ask")):
        return (j + 1, False) if j + 1 < limit else NOWHERE
    if _begins_clause(s, j):
        return (j, True) if has_verb(s, (j, limit)) else NOWHERE
    return None


def _begins_clause(s: Sentence, j: int) -> bool:
    """Whether a new noun phrase begins at j after a finished one: told reporters | the deal; told the panel | Orlavia."""
    before = s[j - 1]
    if before.low in PREPOSITIONS or before.low in DETERMINERS:
        return False
    if s[j].low in DETERMINERS:
        return is_word(before) and s[j].low not in TIME_LEADERS
    return s[j].capital and not before.capital and s[j].low not in DAYS and s[j].low not in MONTHS


def _past_phrase(s: Sentence, verb: Verb, i: int, limit: int) -> Opening:
    """Skip a phrase between verb and content: said in an interview | that; wrote on the site | “…”."""
    frame = verb.form.frame
    if s[i].low == "as":
        return NOWHERE
    for j in range(i + 1, min(limit, i + 25)):
        low = s[j].low
        if low == "that" and s[j - 1].low not in PREPOSITIONS:
            return j, True
        if s[j].quotation is not None:
            if s[j - 1].low in ("a", "an", "the", "his", "her", "of", "their"):
                continue
            return j, False
        if low in (",", ":"):
            opening, clause = _quotation_at(s, j, limit)
            return opening, clause
        if low in PERSONAL and s[j - 1].low not in PREPOSITIONS and frame & Frame.CLAUSE:
            return j, True
        if low in DETERMINERS and s[j - 1].low in DAYS | MONTHS | TIMES and has_verb(s, (j, limit)):
            return j, True
    return NOWHERE
