"""Attributions that no verb of saying makes: according to, a refusal to comment, a feeling expressed."""

from winset.read.content import after
from winset.read.cues import Form, Frame
from winset.read.found import Found
from winset.read.grammar import has_verb
from winset.read.opening import END
from winset.read.subject import subject_before
from winset.read.token import Sentence
from winset.read.words import OPENERS, PREPOSITIONS, SUBORDINATORS, word_set

ACCORDING = Form("according to", "preposition", Frame.CLAUSE)
_DECLINED = Form("decline", "past", Frame.INFINITIVE)
_EXPRESSED = Form("express", "past", Frame.CLAUSE)
_DECLINING = word_set("declined declines refused refuses decline refuse")
_SPEAKING = word_set(
    """comment be say discuss answer elaborate confirm disclose speculate respond reply reveal specify provide give speak
    talk name identify"""
)
_NOT = word_set("not n't didn't wouldn't won't doesn't don't couldn't")
_EXPRESSING = word_set("expressed expresses voiced voices expressing voicing conveyed")
_FEELINGS = word_set(
    """optimism hope hopes confidence concern concerns regret doubt doubts frustration fear fears support satisfaction
    pessimism readiness willingness anger outrage skepticism scepticism alarm disappointment surprise belief"""
)


def refusals(s: Sentence, number: int) -> list[Found]:
    """Return the refusals to speak in a sentence: declined to comment, would not be drawn on …; the content is what was refused."""
    out = []
    for i, token in enumerate(s[:-1]):
        low = token.low
        if low in _DECLINING and i + 2 < len(s) and s[i + 1].low == "to" and s[i + 2].low in _SPEAKING:
            start, opening = i, i + 1
        elif low in ("comment", "elaborate", "respond", "discuss") and i and _refuses(s, i):
            start, opening = _refuses(s, i), i
        else:
            continue
        subject, shared = subject_before(s, start, [])
        if not subject:
            continue
        end = next((j for j in range(opening + 1, len(s)) if _breaks(s, j)), len(s))
        while end > opening and s[end - 1].low in END | {","}:
            end -= 1
        if s[opening].low == "respond" and not any(
            t.low in ("comment", "request", "requests", "questions", "question", "emails", "messages") for t in s[opening:end]
        ):
            continue
        out.append(
            Found(number, ((opening, end),), subject, (start, i + 1), _DECLINED, "shared" if shared else "before", negated=True)
        )
    return out


def _refuses(s: Sentence, i: int) -> int:
    """Return where "did not (immediately)" begins before the verb at i, or 0."""
    j = i - 1
    while j and (s[j].low.endswith("ly") or s[j].low in _NOT):
        if s[j].low in _NOT:
            return j if "n't" in s[j].low and s[j].low != "n't" else j - 1
        j -= 1
    return 0


def _breaks(s: Sentence, j: int) -> bool:
    return (
        s[j].low == "," and j + 1 < len(s) and (s[j + 1].low.endswith("ing") or s[j + 1].low in ("but", "and", "according"))
    ) or s[j].low == ";"


def expressed(s: Sentence, number: int) -> list[Found]:
    """Return the feelings that somebody expressed in a sentence: expressed hope that …, voiced concern about …."""
    out = []
    for i, token in enumerate(s[:-2]):
        if token.low not in _EXPRESSING:
            continue
        noun = next((j for j in range(i + 1, min(i + 5, len(s) - 1)) if s[j].low in _FEELINGS), None)
        if noun is None or s[noun + 1].low not in ("that", "about", "over", "at", "for", "in", "of"):
            continue
        subject, shared = subject_before(s, i, [])
        if not subject:
            continue
        opening = noun + 1 if s[noun + 1].low == "that" else i + 1
        end = next((j for j in range(noun + 2, len(s)) if _breaks(s, j)), len(s))
        out += [
            Found(number, content, subject, (i, noun + 1), _EXPRESSED, "shared" if shared else "before")
            for content in [after(s, opening, end)]
            if content
        ]
    return out


def according_to(s: Sentence, i: int, number: int, found: list[Found]) -> Found | None:
    start = i + 2
    if start >= len(s):
        return None
    end = start
    while end < len(s):
        low = s[end].low
        if low in END or low in (":", "—", "–", "--"):
            break
        if low == ",":
            closing = next((j for j in range(end + 1, min(len(s), end + 20)) if s[j].low == ","), None)
            apposed = closing is not None and s[end + 1].low in ("a", "an", "who", "whose", "which") and i <= 2
            if not apposed:
                break
            end = closing or end
            break
        end += 1
    source = (start, end)
    if end <= start:
        return None
    cue = (i, i + 2)
    first = next((j for j in range(len(s)) if s[j].low not in OPENERS and s[j].low != ","), 0)
    if i <= first:
        opening = end + 1 if end < len(s) and s[end].low == "," else end
        content = after(s, opening, len(s)) if opening < len(s) else ()
        return Found(number, content, source, cue, ACCORDING) if content else None
    begin = first
    for f in found:
        if f.found == "before" and f.source and f.content and f.cue and f.content[0][0] >= f.cue[1] and f.content[0][1] <= i:
            break
    stop = i
    while stop > begin and s[stop - 1].low in (",", "—", "-", "–"):
        stop -= 1
    if stop <= begin:
        return None
    for j in range(begin, stop):
        if s[j].low == ";":
            begin = j + 1
    content = ((begin, stop),)
    if end < len(s) and s[end].low == "," and end + 1 < len(s):
        nxt = s[end + 1].low
        if (
            nxt not in PREPOSITIONS
            and nxt not in SUBORDINATORS
            and nxt not in ("who", "which")
            and not nxt.endswith("ing")
            and has_verb(s, (end + 1, len(s)))
        ):
            content += after(s, end + 1, len(s))
    return Found(number, content, source, cue, ACCORDING)


"""Where the content after a cue begins: past the hearer, the day and the place, at a clause or a quotation."""
