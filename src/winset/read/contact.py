"""Contacts: meetings and calls between parties, held, planned or ruled out."""

import hashlib
import re
from collections.abc import Iterable, Sequence
from datetime import date

from winset.read import when
from winset.read.grammar import Range
from winset.read.name import names
from winset.read.pronoun import Listener, Names
from winset.read.subject import main_subject, subject_before
from winset.read.token import Sentence
from winset.read.words import DAYS, word_set
from winset.read.world import is_state
from winset.record.statement import UNKNOWN, Certainty, Contact, ContactStatus, Detail, Span

_KINDS = {
    "call": "call",
    "calls": "call",
    "conversation": "call",
    "conversations": "call",
    "phoned": "call",
    "telephoned": "call",
    "spoke": "call",
    "meeting": "meeting",
    "meetings": "meeting",
    "met": "meeting",
    "meet": "meeting",
    "meets": "meeting",
    "talks": "meeting",
    "summit": "meeting",
    "welcomed": "meeting",
    "hosted": "meeting",
    "negotiations": "meeting",
    "hosts": "meeting",
    "received": "meeting",
    "visited": "meeting",
}
TELLING = frozenset(_KINDS) | {"agreed"}
"""Without one of these words a sentence tells of no contact."""
_NOUNS = word_set("call calls conversation conversations meeting meetings talks summit negotiations")
_VERBS = word_set("spoke met meet meets welcomed hosted hosts phoned telephoned received visited")
_LINKS = word_set("with between and")
_ENDING = DAYS | word_set(
    """in on at to during after before following ahead about over where which who that for as would will was were is are
    has had went next last this yesterday today tomorrow again earlier later , . ; : — - ) ]"""
)
_RULED_OUT = re.compile(
    r"\b(?:no plans?|not (?:plan(?:ned|ning)?|scheduled|expected|going) |ruled out|rules out|will not|won['’]t|"
    r"would not|no (?:meeting|call|talks|summit|conversation))\b",
    re.I,
)
_PLANNED = re.compile(
    r"\b(?:will|would|plans? (?:to|for|a|another)|planned|scheduled|set to|due to|agreed to|to be held|"
    r"is expected|are expected|next|upcoming|forthcoming|in the near future|soon|shall|are to|is to)\b",
    re.I,
)
_HELD = re.compile(
    r"\b(?:after|following|during|held|had|last|met|spoke|welcomed|hosted|was|were|outcome|prior|went|earlier|"
    r"received|visited)\b",
    re.I,
)
_EACH_OTHER = re.compile(
    r"\bagreed to (?:(?:call|phone|speak to|speak with|meet|talk to) each other|(?:meet|speak|talk) again)\b", re.I
)
_ANOTHER = re.compile(r"\b(?:ahead of|before|prior to|after|following|since)\b", re.I)
"""What stands between a contact and the day of something else."""
_PLACE = re.compile(r"\b(?:in|at)\s+((?:(?:his|her|the|its)\s+)?[A-Z][\w’'-]*(?:(?:\s+|,\s+)[A-Z][\w’'-]*)*)")


def contacts(text: str, text_id: str, s: Sentence, listener: Listener, speaker: Names, anchor: date | None) -> list[Contact]:
    """Return the contacts that a sentence tells of. `speaker` is who says it, where it is a quotation: "my meeting with …"."""
    lows = {token.low for token in s}
    if TELLING.isdisjoint(lows):
        return []
    out: list[Contact] = []
    words = text[s[0].start : s[-1].end]
    for i, token in enumerate(s):
        kind = _KINDS.get(token.low)
        if kind is None:
            continue
        parties = _of_noun(s, i, listener, speaker) if token.low in _NOUNS else _of_verb(s, i, listener, speaker)
        if token.low == "spoke" and kind == "call" and not parties:
            continue
        if len(parties) > 1:
            out.append(_contact(text, text_id, s, i, _refined(s, i, kind), parties, words, anchor))
    quoted = any(token.quotation is not None for token in s)
    if not out and not quoted and (match := _EACH_OTHER.search(words)):
        pair = _two(s)
        parties = listener.who(s, pair) if pair else ()
        if len(parties) == 2:
            kind = "meeting" if "meet" in match.group().lower() else "call"
            out.append(_made(text_id, kind, ContactStatus.PLANNED, parties, UNKNOWN, UNKNOWN, words, (s[0].start, s[-1].end)))
    return out


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


def _refined(s: Sentence, i: int, kind: str) -> str:
    low = s[i].low
    if low == "summit":
        return "summit"
    if low in ("talks", "negotiations"):
        return "talks"
    return kind


def _people(s: Sentence, span: Range, listener: Listener, speaker: Names) -> list[str]:
    """Return every party in a stretch: people by name or role, and listed states."""
    out: list[str] = []
    start = span[0]
    for i in range(span[0], span[1] + 1):
        if i < span[1] and s[i].low not in ("and", ",", "&"):
            continue
        if i > start:
            piece = s[start:i]
            low = piece[0].low
            if low in ("i", "me", "we") or low == "my":
                out += speaker
            elif len(piece) == 1 and low in ("he", "she", "him", "his", "her"):
                out += listener.who(s, (start, i))
            elif any(t.low in ("presidents", "leaders", "ministers") for t in piece):
                return list(dict.fromkeys(out + _plural(s, (start, span[1]), listener)))
            else:
                person = listener.head(s, (start, i))
                if person:
                    out.append(listener.named(person.name))
                elif piece[0].capital or (len(piece) > 1 and piece[1].capital and piece[0].low == "the"):
                    name = names(piece)
                    out += [" ".join(name[0].words)] if name and (is_state(" ".join(name[0].words)) or len(piece) <= 3) else []
        start = i + 1
    return list(dict.fromkeys(out))


def _plural(s: Sentence, span: Range, listener: Listener) -> list[str]:
    """Return who "the presidents of Orlavia and Bryn" are."""
    role = next((t.low[:-1] for t in s[span[0] : span[1]] if t.low in ("presidents", "leaders", "ministers")), "leader")
    out = []
    for token in s[span[0] : span[1]]:
        if token.capital and token.quotation is None:
            person = listener.table.by_role((role, token.text), tuple(listener.recent))
            out.append(listener.named(person.name) if person else token.text)
    if not out:
        out = list(listener.who(s, span))
    return out


def _of_noun(s: Sentence, i: int, listener: Listener, speaker: Names) -> tuple[str, ...]:
    """Who takes part in a meeting named by a noun: the meeting between A and B; his meeting with B; A and B's talks."""
    j = i + 1
    while j < len(s) and j < i + 10 and s[j].low not in ("between", "with"):
        if s[j].low in (".", ";", "that", "and") or s[j].quotation is not None:
            return ()
        j += 1
    if j >= len(s) or s[j].low not in ("between", "with"):
        return ()
    end = _end(s, j + 1)
    parties = _people(s, (j + 1, end), listener, speaker)
    if s[j].low == "with" and parties:
        parties = [*_host(s, i, listener, speaker), *parties]
    return tuple(dict.fromkeys(parties))


def _host(s: Sentence, i: int, listener: Listener, speaker: Names) -> Sequence[str]:
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
    return (listener.named(listener.actor.name),) if listener.actor else ()


def _of_verb(s: Sentence, i: int, listener: Listener, speaker: Names) -> tuple[str, ...]:
    """Who met or spoke: A met (with) B; A welcomed B."""
    start = i
    while start and (
        s[start - 1].low
        in ("last", "also", "will", "would", "had", "has", "to", "later", "then", "again", "next", "not", "n't", "won't")
        or s[start - 1].low.endswith("ly")
    ):
        start -= 1
    subject, _ = subject_before(s, start, [])
    if not subject:
        return ()
    j = i + 1
    if j < len(s) and s[j].low in ("with", "to", "by"):
        j += 1
    elif s[i].low == "spoke":
        while j < len(s) and j < i + 6 and s[j].low != "with":
            j += 1
        j += 1
    end = _end(s, j)
    if end <= j:
        return ()
    first, second = _people(s, subject, listener, speaker), _people(s, (j, end), listener, speaker)
    return tuple(dict.fromkeys(first + second)) if first and second else ()


def _end(s: Sentence, j: int) -> int:
    """Return where the names of who was met end."""
    while j < len(s) and s[j].low not in _ENDING and s[j].quotation is None:
        j += 1
    return j


def _contact(
    text: str, text_id: str, s: Sentence, i: int, kind: str, parties: tuple[str, ...], words: str, anchor: date | None
) -> Contact:
    status = _status(s, i, words)
    day = _day(text, s, i, anchor, future=status is not ContactStatus.HELD)
    if anchor and day.value and status is not ContactStatus.RULED_OUT and re.fullmatch(r"\d{4}-\d\d-\d\d", day.value):
        status = ContactStatus.HELD if day.value <= anchor.isoformat() else ContactStatus.PLANNED
    place = _PLACE.search(text, s[i].end, min(s[-1].end, s[i].end + 120))
    where = Detail(value=place[1].strip(), basis=Certainty.EXPLICIT) if place and not when_like(place[1]) else UNKNOWN
    return _made(
        text_id,
        kind,
        status,
        parties,
        day if status is not ContactStatus.RULED_OUT else UNKNOWN,
        where,
        words,
        (s[0].start, s[-1].end),
    )


def when_like(words: str) -> bool:
    """Whether what follows "in" is a time, not a place."""
    return when.resolve(words).value is not None or words.split(maxsplit=1)[0].lower() in (
        "december",
        "january",
        "may",
        "march",
        "monday",
        "sunday",
    )


def _status(s: Sentence, i: int, words: str) -> ContactStatus:
    before = " ".join(t.text for t in s[max(0, i - 14) : i + 1])
    near = " ".join(t.text for t in s[max(0, i - 6) : i + 1])
    if _RULED_OUT.search(before):
        return ContactStatus.RULED_OUT
    if re.search(r"\b(?:after|following|before|ahead of|prior to|during|outcome of|last|how)\b", near, re.I) or s[i].low in (
        "met",
        "spoke",
        "welcomed",
        "hosted",
        "phoned",
        "telephoned",
        "received",
        "visited",
    ):
        return (
            ContactStatus.HELD
            if not re.search(r"\b(?:will|would|to)\s+(?:\w+\s+)?$", near.rsplit(" ", 1)[0] + " ", re.I)
            else ContactStatus.PLANNED
        )
    if _PLANNED.search(before) or re.search(r"\bin the near future\b|\bnext (?:week|month)\b|\btomorrow\b", words):
        return ContactStatus.PLANNED
    return ContactStatus.HELD if _HELD.search(words) else ContactStatus.PLANNED if "will" in words else ContactStatus.HELD


def _day(text: str, s: Sentence, i: int, anchor: date | None, *, future: bool) -> Detail:
    """Return the date nearest to the noun or verb: just before it (his Dec. 28 meeting) or after it."""
    found = list(when.find(text, s[0].start, s[-1].end, anchor, future=future))
    near = [
        m
        for m in found
        if m.detail.value
        and abs(m.span[0] - s[i].start) < 90
        and not (m.span[0] > s[i].end and _ANOTHER.search(text, s[i].end, m.span[1]))
    ]
    best = min(
        near, key=lambda m: abs(m.span[0] - s[i].start) if m.span[0] > s[i].start else s[i].start - m.span[1], default=None
    )
    return best.detail if best else UNKNOWN


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
