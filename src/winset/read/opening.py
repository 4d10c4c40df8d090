"""Where the content after a cue begins: past the hearer, the day and the place, at a clause or a quotation."""

from winset.read.cues import Frame
from winset.read.grammar import has_verb, is_word
from winset.read.token import Sentence
from winset.read.verb import Verb
from winset.read.words import (
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

_CLAUSE_OPENERS = word_set("that if whether what how why where when there")
END = frozenset((".", "!", "?", ";", ")", "…"))


def opening_of(s: Sentence, verb: Verb, limit: int) -> tuple[int | None, bool]:
    """Return where content after the cue begins, and whether a word such as "that" says that it is a clause."""
    frame = verb.form.frame
    i = verb.end
    if verb.found == "after":
        i = verb.right
    if s[verb.end - 1].low != verb.form.lemma and verb.end > verb.at + 1:
        return (i, False) if i < limit and s[i].low not in END and s[i].low != "," else (None, False)
    i = adjuncts(s, i, limit)
    if i >= limit or s[i].low in END:
        return None, False
    if s[i].low in (",", ":") or s[i].quotation is not None or s[i].low == "--":
        return _quotation_at(s, i, limit)
    if s[i].low == "that" and (i + 1 < limit):
        return (i + 1 if s[i + 1].low == "," else i), True
    if frame & Frame.HEARER:
        return _past_hearer(s, verb, i, limit)
    if s[i].low in PREPOSITIONS or s[i].low in ("to", "as"):
        return _past_phrase(s, verb, i, limit)
    if frame & Frame.QUOTED and not frame & Frame.CLAUSE:
        return None, False
    if s[i].low in CONJUNCTIONS:
        return None, False
    if s[i].low in _CLAUSE_OPENERS:
        return i, True
    if frame & Frame.WEAK:
        if frame & Frame.THING and frame & Frame.HEARER:
            return i, False
        return None, False
    if frame & (Frame.THING | Frame.NAMING):
        return i, False
    if frame & Frame.CLAUSE and (has_verb(s, (i, limit)) or any(t.quotation for t in s[i:limit])):
        return i, True
    return None, False


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
            while i < limit and (s[i].text[:1].isdigit() or s[i].low in ("morning", "afternoon", "evening", "night")):
                i += 1
        else:
            break
    return i


def _quotation_at(s: Sentence, i: int, limit: int) -> tuple[int | None, bool]:
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
    return None, False


def _past_hearer(s: Sentence, verb: Verb, i: int, limit: int) -> tuple[int | None, bool]:
    """Skip who was told: reporters | the deal was off; told the council that; urged them | to go."""
    frame = verb.form.frame
    if verb.form.lemma in ("criticize", "criticise"):
        return i, False
    if verb.form.lemma in ("warn", "caution", "promise", "ask", "advise") and (
        s[i].low in PERSONAL or s[i].low in ("if", "whether", "there", "what", "why", "how")
    ):
        return i, True
    start = i
    i = min(i + 1, limit)
    while i < limit:
        low = s[i].low
        if low == "that" or s[i].quotation is not None or low in ("if", "whether", "what", "how", "why"):
            return i, True
        if low in (",", ":"):
            opening, clause = _quotation_at(s, i, limit)
            return (opening, clause) if opening is not None else (None, False)
        if low == "to" and frame & Frame.INFINITIVE:
            return i, True
        if verb.form.lemma == "accuse" and low == "of":
            return start, True
        if (low in ("about", "of") and frame & Frame.ABOUT) or (low == "about" and verb.form.lemma in ("tell", "ask")):
            return (i + 1, False) if i + 1 < limit else (None, False)
        if low in PERSONAL and i > start:
            return i, True
        if i > start and low in ("there",):
            return i, True
        if (
            i > start
            and low in DETERMINERS
            and is_word(s[i - 1])
            and s[i - 1].low not in PREPOSITIONS
            and s[i - 1].low not in DETERMINERS
            and low not in TIME_LEADERS
        ):
            return (i, True) if has_verb(s, (i, limit)) else (None, False)
        if (
            i > start
            and s[i].capital
            and not s[i - 1].capital
            and s[i - 1].low not in PREPOSITIONS
            and s[i - 1].low not in DETERMINERS
            and low not in DAYS
            and low not in MONTHS
        ):
            return (i, True) if has_verb(s, (i, limit)) else (None, False)
        if low in END:
            break
        i += 1
    if frame & Frame.THING and verb.form.lemma not in ("ask",):
        return start, False
    return None, False


def _past_phrase(s: Sentence, verb: Verb, i: int, limit: int) -> tuple[int | None, bool]:
    """Skip a phrase between verb and content: said in an interview | that; wrote on the site | “…”."""
    frame = verb.form.frame
    if s[i].low == "to" and frame & Frame.INFINITIVE:
        return i, True
    if s[i].low == "as":
        return None, False
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
    return None, False
