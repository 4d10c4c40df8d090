"""Contacts: meetings and calls between parties, held, planned or ruled out."""

import hashlib
import re
from collections.abc import Iterable
from datetime import date

from winset.read.attribution.grammar import Range
from winset.read.attribution.subject import main_subject, subject_before
from winset.read.contacts.outcome import day_of, noun_status, place_of, verb_status
from winset.read.contacts.party import parties
from winset.read.english.words import AUXILIARIES, DAYS, word_set
from winset.read.naming.pronoun import Listener, Names
from winset.read.text.token import Sentence
from winset.record.statement import UNKNOWN, Contact, ContactStatus, Detail, Span

_NOUNS = word_set("call calls conversation conversations meeting meetings talks summit negotiations session round encounter")
_VERBS = word_set(
    """met meet meets meeting spoke speak speaks spoken talked phoned telephoned received hosted hosts host welcomed visited saw
    conferred"""
)
_CALLS = word_set("call calls conversation conversations spoke speak speaks spoken talked phoned telephoned")
TELLING = _NOUNS | _VERBS | {"agreed", "resume", "called"}
"""Without one of these words a sentence tells of no contact."""
_GUEST = word_set("received hosted hosts host welcomed visited saw phoned telephoned")
_ENDING = DAYS | word_set(
    """in on at to during after before following ahead about over where which who that for as would will was were is are
    has had went next last this yesterday today tomorrow again earlier later . ; : — – - ) ] when while by but until separately
    twice once since because if into together line"""
)
_HELPERS = AUXILIARIES | word_set(
    "to not n't also then later last again next due set expected agreed plan plans planned scheduled"
)
_PHONE = re.compile(r"\b(?:tele)?phone\b|\bby video\b|\bvideo call\b|\bvideo conference\b", re.I)
_CALL_NOUN = re.compile(r"\b(?:phone|telephone|video) (?:talks|conversation)\b", re.I)
_EACH_OTHER = re.compile(
    r"\bagreed to (?:(?:call|phone|speak to|speak with|meet|talk to) each other|(?:meet|speak|talk) again)\b", re.I
)
_MEETING_NOT = re.compile(
    r"\b(?:town|board|council|staff|open|public|annual|cabinet|closed|news|plenary|club|parish|emergency) $", re.I
)


def contacts(
    text: str, text_id: str, s: Sentence, listener: Listener, speaker: Names, anchor: date | None, earlier: Iterable[Contact] = ()
) -> list[Contact]:
    """Return the contacts that a sentence tells of.

    `speaker` is who says it, where it is a quotation: "my meeting with …". `earlier` are the contacts told of before, whose
    parties "the two" are.
    """
    if TELLING.isdisjoint([token.low for token in s]):
        return []
    last = next((c.parties for c in reversed(list(earlier)) if len(c.parties) > 1), ())
    out: list[Contact] = []
    words = text[s[0].start : s[-1].end]
    for i, token in enumerate(s):
        if token.quotation is not None or token.low not in TELLING:
            continue
        noun = token.low in _NOUNS and not (
            token.low in ("meeting", "call", "calls") and i and s[i - 1].low in ("is", "are", "be")
        )
        if noun:
            who, status = _of_noun(s, i, listener, speaker, last), noun_status(s, i)
        elif token.low in _VERBS:
            who, status = _of_verb(s, i, listener, speaker, last)
        else:
            continue
        if len(who) < 2 or status is None:
            continue
        out.append(_contact(text, text_id, s, i, who, status, words, anchor))
    quoted = any(token.quotation is not None for token in s)
    if not out and not quoted and (match := _EACH_OTHER.search(words)):
        pair = _two(s)
        who = listener.who(s, pair) if pair else ()
        if len(who) == 2:
            kind = "meeting" if "meet" in match.group().lower() else "call"
            out.append(_made(text_id, kind, ContactStatus.PLANNED, who, UNKNOWN, UNKNOWN, words, (s[0].start, s[-1].end)))
    return _once(out)


def _once(found: list[Contact]) -> list[Contact]:
    """Leave out what a sentence says again of the same contact: they met, a meeting that …"""
    kept: list[Contact] = []
    for one in found:
        if not any(set(one.parties) <= set(other.parties) and one.status is other.status for other in kept):
            kept.append(one)
    return kept


def _two(s: Sentence) -> Range | None:
    """Return "the Orlavian president and the Brynish president" before "agreed to call each other"."""
    at = next((i for i, t in enumerate(s) if t.low == "agreed"), 0)
    both = next((i for i in range(at) if s[i].low == "and"), None)
    if both is None:
        return None
    start = both
    while start and s[start - 1].low not in (",", "—", "-", "mean", ":"):
        start -= 1
    end = both + 1
    while end < at and s[end].low not in (",", "—", "-"):
        end += 1
    return start, end


def _of_noun(s: Sentence, i: int, listener: Listener, speaker: Names, last: Names) -> Names:
    """Who takes part in a meeting named by a noun: the meeting between A and B; his meeting with B; A and B held talks."""
    j = i + 1
    while j < len(s) and j < i + 8 and s[j].low not in ("between", "with", "of"):
        if s[j].low in (".", ";", "that", "and", ",") or s[j].quotation is not None:
            break
        j += 1
    linked = j < len(s) and s[j].low in ("between", "with", "of")
    guests = parties(s, (j + 1, _end(s, j + 1)), listener, speaker, last) if linked else ()
    if linked and s[j].low in ("between", "of") and len(guests) > 1:
        return guests
    if linked and s[j].low == "with" and guests:
        host = _host(s, i, listener, speaker)
        return tuple(dict.fromkeys((*host, *guests))) if host else ()
    holding = next((k for k in range(i - 1, max(-1, i - 7), -1) if s[k].low in ("held", "hold", "holds", "holding")), None)
    if holding is not None and s[i].low != "meetings":
        subject, _ = subject_before(s, _group(s, holding), [])
        return parties(s, subject, listener, speaker, last) if subject else ()
    brought = next((k for k in range(i + 1, len(s)) if s[k].low == "brought"), None)
    if brought is not None:
        return _brought(s, brought + 1, listener, speaker, last)
    resumed = any(
        t.low in ("resume", "scheduled", "planned", "set", "off", "cancelled", "canceled", "due") for t in s[i + 1 : i + 9]
    )
    return last if resumed and s[0].low in ("the", "a", "no", "another") and i <= 4 else ()


def _brought(s: Sentence, start: int, listener: Listener, speaker: Names, last: Names) -> Names:
    """Who is brought together by talks: brought A and B together; brought A together with B and C."""
    out: list[str] = []
    at = start
    while at < len(s):
        end = _end(s, at)
        out += parties(s, (at, end), listener, speaker, last)
        while end < len(s) and s[end].low in ("together", "with", "and", "then"):
            end += 1
        if end <= at or end >= len(s) or s[end - 1].low not in ("together", "with", "and", "then"):
            break
        at = end
    return tuple(dict.fromkeys(out))


def _host(s: Sentence, i: int, listener: Listener, speaker: Names) -> Names:
    """Who has the meeting: "his", "my" or a name before the noun, else the sentence's subject."""
    for j in range(i - 1, max(-1, i - 6), -1):
        low = s[j].low
        if low == "my":
            return speaker
        if low in ("his", "her"):
            who = listener.who(s, (j, j + 1))
            subject = main_subject(s, j)
            person = listener.head(s, subject) if subject else None
            return (listener.named(person.name),) if person else who
        if low == "'s" and j:
            person = listener.table.person(s, j - 1, j)
            return (listener.named(person.name),) if person else ()
    if speaker and any(t.low in ("i", "my") for t in s):
        return speaker
    subject = main_subject(s, len(s))
    return parties(s, subject, listener, speaker, ()) if subject else ()


def _group(s: Sentence, i: int) -> int:
    """Return where the verb group begins whose last word is at i: would not | meet."""
    start = i
    while start and (s[start - 1].low in _HELPERS or (s[start - 1].low.endswith("ly") and not s[start - 1].capital)):
        start -= 1
    return start


def _of_verb(s: Sentence, i: int, listener: Listener, speaker: Names, last: Names) -> tuple[Names, ContactStatus | None]:
    """Who met or spoke, and whether: A met (with) B; A will welcome B; the two met."""
    start = _group(s, i)
    status = verb_status(s, (start, i + 1))
    subject, _ = subject_before(s, start, [])
    if status is None or not subject:
        return (), None
    low, j = s[i].low, i + 1
    while j < len(s) and (s[j].low in ("with", "separately", "again", "to", "each", "other") or s[j].low.endswith("ly")):
        j += 1
    if low in _CALLS and low not in ("phoned", "telephoned"):
        at = next((k for k in range(i + 1, min(len(s), i + 7)) if s[k].low in ("with", "to")), None)
        phone = any(_PHONE.search(t.text) for t in s[i : i + 10])
        if at is None and not phone:
            return (), None
        if at is not None and s[at].low == "to" and not phone:
            return (), None
        j = at + 1 if at is not None else j
    first = parties(s, subject, listener, speaker, last)
    second = parties(s, (j, _end(s, j)), listener, speaker, last)
    if low == "meeting" and not (start < i and s[start].low in ("were", "was", "had", "have", "are")):
        return (), None
    if low in _GUEST and (not second or not first):
        return (), None
    if low in ("meet", "met", "meets", "saw", "visited") and not second and len(first) < 2:
        return (), None
    if not first or (low in ("saw", "visited") and not _person(second, listener)):
        return (), None
    return tuple(dict.fromkeys((*first, *second))), status


def _person(who: Names, listener: Listener) -> bool:
    return bool(who) and all(any(p.name == name for p in listener.table.people) for name in who)


def _end(s: Sentence, j: int) -> int:
    """Return where the names of who was met end."""
    joined = False
    while j < len(s) and s[j].low not in _ENDING and s[j].quotation is None:
        if s[j].low == "," and joined and not (j + 1 < len(s) and s[j + 1].low == "and"):
            break
        joined = joined or s[j].low == "and"
        j += 1
    while j and s[j - 1].low in (",", "and"):
        j -= 1
    return j


def _contact(
    text: str, text_id: str, s: Sentence, i: int, who: Names, status: ContactStatus, words: str, anchor: date | None
) -> Contact:
    day = day_of(text, s, i, anchor, future=status is not ContactStatus.HELD)
    if anchor and day.value and status is not ContactStatus.RULED_OUT and re.fullmatch(r"\d{4}-\d\d-\d\d", day.value):
        status = ContactStatus.HELD if day.value <= anchor.isoformat() else ContactStatus.PLANNED
    near = text[s[max(0, i - 1)].start : s[min(len(s) - 1, i + 12)].end]
    kind = "call" if s[i].low in _CALLS or _CALL_NOUN.search(near) else "meeting"
    return _made(
        text_id, kind, status, who, UNKNOWN if status is ContactStatus.RULED_OUT else day,
        UNKNOWN if kind == "call" else place_of(text, s, i), words, (s[0].start, s[-1].end),
    )  # fmt: skip


def _made(
    text_id: str, kind: str, status: ContactStatus, parties: tuple[str, ...], day: Detail, place: Detail, basis: str, span: Span
) -> Contact:
    key = f"{text_id}:contact:{span[0]}-{span[1]}:{kind}:{'|'.join(sorted(parties))}"
    return Contact(
        id=hashlib.sha256(key.encode("utf-8", "surrogatepass")).hexdigest()[:16],
        text_id=text_id,
        kind=kind,
        status=status,
        parties=parties,
        date=day,
        place=place,
        basis=basis,
        span=span,
    )


def merged(found: Iterable[Contact]) -> tuple[Contact, ...]:
    """Return each contact once: the same sort between the same parties with the same outcome, no two days of it at odds.

    A later telling fills in the day and the place that an earlier one left open.
    """
    out: list[Contact] = []
    for new in found:
        same = next((i for i, old in enumerate(out) if _same(old, new)), None)
        if same is None:
            out.append(new)
        else:
            old = out[same]
            out[same] = old.model_copy(
                update={"date": old.date if old.date.value else new.date, "place": old.place if old.place.value else new.place}
            )
    return tuple(out)


def _same(old: Contact, new: Contact) -> bool:
    return (
        (old.kind == new.kind or "call" not in (old.kind, new.kind))
        and old.status is new.status
        and set(old.parties) == set(new.parties)
        and (old.date.value is None or new.date.value is None or old.date.value == new.date.value)
    )
