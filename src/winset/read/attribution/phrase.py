"""Attributions that no verb of saying makes: according to, a refusal to comment, a feeling expressed."""

from winset.read.attribution.content import after
from winset.read.attribution.found import Found
from winset.read.attribution.grammar import Range, has_verb
from winset.read.attribution.opening import END
from winset.read.attribution.subject import subject_before
from winset.read.english.cues import Form, Frame
from winset.read.english.words import OPENERS, PREPOSITIONS, SUBORDINATORS, word_set
from winset.read.text.token import Sentence

LONGEST_APPOSITION = 20
ACCORDING = Form("according to", "preposition", Frame.CLAUSE)
_DECLINED = Form("decline", "past", Frame.INFINITIVE)
_EXPRESSED = Form("express", "past", Frame.CLAUSE)
_DECLINING = word_set("declined declines refused refuses decline refuse")
_SPEAKING = word_set(
    """comment be say discuss answer elaborate confirm disclose speculate respond reply reveal specify provide give speak
    talk name identify"""
)
_BARELY = word_set("comment elaborate respond discuss")
REFUSING = _DECLINING | _BARELY
"""Without one of these words a sentence tells of no refusal."""
_NOT = word_set("not n't didn't wouldn't won't doesn't don't couldn't")
EXPRESSING = word_set("expressed expresses voiced voices expressing voicing conveyed")
_FEELINGS = word_set(
    """optimism hope hopes confidence concern concerns regret doubt doubts frustration fear fears support satisfaction
    pessimism readiness willingness anger outrage skepticism scepticism alarm disappointment surprise belief"""
)


def refusals(s: Sentence, number: int) -> list[Found]:
    """Return the refusals to speak in a sentence: declined to comment, refused to say …; the content is what was refused."""
    out = []
    for i, token in enumerate(s[:-1]):
        low = token.low
        if low in _DECLINING and i + 2 < len(s) and s[i + 1].low == "to" and s[i + 2].low in _SPEAKING:
            start, opening = i, i + 1
        elif low in _BARELY and i and _refuses(s, i):
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
        if token.low not in EXPRESSING:
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


def according_to(s: Sentence, i: int, number: int) -> Found | None:
    """Return what is said according to somebody: the rest of the sentence after it, or what stands before it."""
    source = (i + 2, _source_end(s, i))
    if source[1] <= source[0]:
        return None
    first = next((j for j in range(len(s)) if s[j].low not in OPENERS and s[j].low != ","), 0)
    content = _after_source(s, source[1]) if i <= first else _before_according(s, i, first, source[1])
    return Found(number, content, source, (i, i + 2), ACCORDING) if content else None


def _source_end(s: Sentence, i: int) -> int:
    """Return where the source ends: at a mark; an apposition (a minister, who …) up to its second comma belongs to it."""
    end = i + 2
    while end < len(s) and s[end].low not in END and s[end].low not in (":", "—", "–", "--", ","):
        end += 1
    if (
        end < len(s)
        and s[end].low == ","
        and i <= 2
        and end + 1 < len(s)
        and s[end + 1].low in ("a", "an", "who", "whose", "which")
    ):
        return next((j for j in range(end + 1, min(len(s), end + LONGEST_APPOSITION)) if s[j].low == ","), end)
    return end


def _after_source(s: Sentence, end: int) -> tuple[Range, ...]:
    opening = end + 1 if end < len(s) and s[end].low == "," else end
    return after(s, opening, len(s)) if opening < len(s) else ()


def _before_according(s: Sentence, i: int, first: int, end: int) -> tuple[Range, ...]:
    begin = max([first, *(j + 1 for j in range(first, i) if s[j].low == ";")])
    stop = i
    while stop > begin and s[stop - 1].low in (",", "—", "-", "–"):
        stop -= 1
    if stop <= begin:
        return ()
    if end + 1 < len(s) and s[end].low == ",":
        nxt = s[end + 1].low
        linked = nxt in PREPOSITIONS or nxt in SUBORDINATORS or nxt in ("who", "which") or nxt.endswith("ing")
        if not linked and has_verb(s, (end + 1, len(s))):
            return ((begin, stop), *after(s, end + 1, len(s)))
    return ((begin, stop),)
