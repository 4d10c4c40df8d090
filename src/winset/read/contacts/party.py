"""Who takes part in a contact: people by name or role, states by their delegations, "the two" by whom was named last."""

from collections.abc import Sequence

from winset.read.attribution.grammar import Range
from winset.read.english.words import DAYS, DETERMINERS, MONTHS, word_set
from winset.read.english.world import STATES, is_state
from winset.read.naming.name import ROLES, is_title, names
from winset.read.naming.pronoun import Listener, Names
from winset.read.text.token import Sentence

_JOINT = word_set(
    "two three sides parties leaders presidents delegations negotiators ministers teams both they men women premiers"
)
_SIDES = word_set("sides parties delegations negotiators teams both they ministers")
_JOINT_LEAD = word_set("the both two three these all")
_DELEGATES = word_set(
    """delegation delegations side sides team teams negotiator negotiators official officials diplomats representatives ministers
    officers envoys mediators generals troops commanders leaders presidents counterpart counterparts"""
)
_OFFICES = word_set("presidents leaders ministers premiers chancellors")
_OWN = word_set("i me we us my our")
_SINGLE = word_set("he she him her his")
_SKIPPED = word_set("among with then also apart from them including plus joined by on in at")
LONGEST_PARTY = 6


def parties(s: Sentence, span: Range, listener: Listener, speaker: Names, last: Names) -> Names:
    """Return every party in a stretch of a sentence, each under a clean name.

    `speaker` is who says it, where it is a quotation; `last` who met last, for "the two sides".
    """
    words = [t.low for t in s[span[0] : span[1]] if t.low != ","]
    if words and words[-1] in _JOINT and words[0] in _JOINT_LEAD | _JOINT and len(words) <= 3 and not _capitals(s, span):
        return last if len(last) > 1 or words[-1] in _SIDES else _joint(s, span, listener)
    office = _officers(s, span, listener)
    if office:
        return office
    out: list[str] = []
    for start, end in _pieces(s, span):
        out += _party(s, (start, end), listener, speaker)
    return tuple(dict.fromkeys(name for name in out if name))


def _officers(s: Sentence, span: Range, listener: Listener) -> Names:
    """Return who "the presidents of Orlavia and Bryn" are, or "the Orlavian and Brynish presidents"; else their states."""
    tokens = s[span[0] : span[1]]
    role = next((t.low.removesuffix("s") for t in tokens if t.low in _OFFICES), None)
    if role is None or any(len(n.words) > 1 for n in names(tokens)):
        return ()
    out = []
    for token in tokens:
        if token.capital and token.low not in _OFFICES and token.low not in DETERMINERS:
            person = listener.table.by_role((token.text, role), tuple(listener.recent))
            out.append(listener.named(person.name) if person else state(token.text))
    if len(set(out)) < len(out):
        out = [state(t.text) for t in tokens if t.capital and t.low not in _OFFICES and t.low not in DETERMINERS]
    return tuple(out) if len(out) > 1 else ()


def _capitals(s: Sentence, span: Range) -> bool:
    return any(t.capital for t in s[span[0] + 1 : span[1]])


def _joint(s: Sentence, span: Range, listener: Listener) -> Names:
    who = listener.who(s, span)
    return who if len(who) > 1 else ()


def _pieces(s: Sentence, span: Range) -> list[Range]:
    out, start = [], span[0]
    for i in range(span[0], span[1] + 1):
        if i == span[1] or s[i].low in ("and", ",", "&"):
            if i > start:
                out.append((start, i))
            start = i + 1
    return [piece for piece, following in zip(out, [*out[1:], None], strict=False) if not _explained(s, piece, following)]


def _explained(s: Sentence, piece: Range, following: Range | None) -> bool:
    """Whether a role is followed by the name of who holds it: the mayor of Norhaven, Ana Thole, …"""
    if (
        following is None
        or s[piece[1]].low != ","
        or following[0] != piece[1] + 1
        or s[piece[0]].low not in DETERMINERS | {"its"}
    ):
        return False
    role = any(is_title(t.low) for t in s[piece[0] : piece[1]] if not t.capital or t.low in ROLES)
    return role and all(t.capital or "-" in t.text for t in s[following[0] : following[1]])


def _party(s: Sentence, piece: Range, listener: Listener, speaker: Names) -> Sequence[str]:
    start, end = piece
    while start < end and (s[start].low in _SKIPPED or s[start].low in MONTHS | DAYS or s[start].text[0].isdigit()):
        start += 1
    if start >= end:
        return ()
    tokens = s[start:end]
    low = tokens[0].low
    if low in _OWN:
        return speaker
    if len(tokens) == 1 and low in _SINGLE:
        return listener.who(s, (start, end))
    states = _states(s, (start, end))
    if states:
        return states
    person = listener.head(s, (start, end))
    if person:
        return (listener.named(person.name),)
    return _plain(tokens, listener)


def _states(s: Sentence, piece: Range) -> list[str]:
    """Return the states of "the American and Ukrainian delegations", "negotiators from Tamrin", "advisers of Britain"."""
    tokens = s[piece[0] : piece[1]]
    lows = [t.low for t in tokens]
    if any(n for n in names(tokens) if len(n.words) > 1):
        return []
    for k, low in enumerate(lows):
        if (
            low in ("of", "from", "for")
            and k
            and lows[k - 1].rstrip("s") + "s" in _DELEGATES | {"advisers", "advisors", "powers"}
        ):
            rest = [t for t in tokens[k + 1 :] if t.capital]
            return [" ".join(t.text for t in rest)] if rest else []
    following = [t.low for t in s[piece[1] : piece[1] + 4]]
    delegates = lows[-1] in _DELEGATES or (lows[-1] and any(low in _DELEGATES for low in following) and "and" in following[:1])
    capitals = [t for t in tokens if t.capital and t.low not in DETERMINERS]
    if delegates and capitals:
        return [state(" ".join(t.text for t in capitals))]
    if len(capitals) == len([low for low in lows if low not in DETERMINERS]) and is_state(" ".join(t.text for t in capitals)):
        return [state(" ".join(t.text for t in capitals))]
    return []


def state(word: str) -> str:
    """Return the name of a listed state for its adjective; a capital or any other word stays as it is.

    >>> state("Ukrainian"), state("Tamrini")
    ('Ukraine', 'Tamrini')
    """
    key = STATES.get(word.lower().strip("."))
    if key is None or (
        not word.lower().removesuffix("s").endswith(("an", "ish", "ese", "ian", "ch")) and word.lower() not in ("us", "u.s")
    ):
        return word
    return " ".join(part.capitalize() for part in key.split())


def _plain(tokens: Sentence, listener: Listener) -> Sequence[str]:
    """Return a name that no speaker table knows: a state, a body; no plain words, no days."""
    found = names(tokens)
    if not found or any(t.low in DAYS or t.low in MONTHS for t in tokens):
        return ()
    name = " ".join(found[-1].words)
    if is_title(name.lower()) or name.lower() in ROLES:
        return ()
    plain = [t for t in tokens if not t.capital and t.low not in DETERMINERS and t.low not in ROLES and not is_title(t.low)]
    return (listener.named(name),) if len(plain) <= 1 and len(tokens) <= LONGEST_PARTY else ()
