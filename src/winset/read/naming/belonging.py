"""Speakers whom a case knows by whom they belong to: his spokesman, aides to Ms Quill, the critics of Orlavia."""

from collections.abc import Iterator, Sequence

from winset.read.english.words import word_set
from winset.read.naming.name import HONORIFICS, ROLES
from winset.read.naming.roster import Roster

_LINKS = word_set("of to for")
_SMALL = word_set("own the a an some several many most former")
_ANY = word_set("organisation organization group body institute institution firm company")
_BODIES = _ANY | word_set(
    "party union chamber association federation league alliance council movement campaign government commission"
)
_ITS = word_set("delegation government leadership management negotiators envoys side team")
_TITLES = HONORIFICS | ROLES | {"the"}


def belonging(words: Sequence[str], owner: str | None, roster: Roster) -> str | None:
    """Return whom a description means that the case lists under the name of their owner; `owner` is who "his" or "her" is.

    >>> table = Roster(names={"quill's aides": "Quill's aides"})
    >>> belonging("aides to Ms Quill".split(), None, table), belonging(["her", "aides"], "Mara Quill", table)
    ("Quill's aides", "Quill's aides")
    """
    if not roster.names:
        return None
    return next((known for name in _names(words, owner) if (known := roster.canonical(name))), None)


def body_of(words: Sequence[str], owner: str | None, before: str | None, roster: Roster) -> str | None:
    """Return the body that "his organisation" or "their union" is: the one whose officer the owner is, or the one just named.

    >>> from winset.read.naming.roster import Entry
    >>> chief = Entry("Ib Orre", ("Ib", "Orre"), "head of the Ferry Guild", None, ("Aland",))
    >>> table = Roster((chief,), ("Aland", "Ferry Guild"), names={"ferry guild": "Ferry Guild", "aland": "Aland"})
    >>> body_of(["his", "organisation"], "Ib Orre", None, table), body_of(["its", "delegation"], None, "Aland", table)
    ('Ferry Guild', 'Aland')
    """
    noun = words[-1].lower()
    if len(words) != 2 or not roster.names:
        return None
    if words[0].lower() == "its":
        return before if noun in _ITS else None
    entry = next((e for e in roster.people if e.name == owner), None) if noun in _BODIES else None
    if entry is None:
        return None
    office = roster.first_body(entry.office)
    fits = [name for name in (office, entry.side[0]) if name in roster.bodies]
    return next((name for name in fits if noun in _ANY or noun in name.lower().split()), None)


def _names(words: Sequence[str], owner: str | None) -> Iterator[str]:
    plain = [w for w in words if w.lower() not in _SMALL]
    if owner and len(plain) > 1:
        thing = " ".join(plain[1:]).lower()
        last = owner.split()[-1]
        yield from (f"{owner}'s {thing}", f"{last}'s {thing}", f"{last}'s {plain[-1].lower()}", f"{last} {thing}")
    own = next((i for i, w in enumerate(plain) if w in ("'s", "’s")), None)
    if own and own + 2 == len(plain):
        yield f"{plain[own - 1]} {plain[-1].lower()}"
    whole = [w for w in plain if w.lower() not in _TITLES or w.islower()]
    yield " ".join(whole).replace(" 's", "'s").replace(" ’s", "'s")
    link = next((i for i, w in enumerate(plain) if i and w.lower() in _LINKS), None)
    if link:
        thing, holder = " ".join(plain[:link]).lower(), [w for w in plain[link + 1 :] if w.lower() not in _TITLES]
        if holder:
            yield from (f"{' '.join(holder)}'s {thing}", f"{holder[-1]}'s {thing}", f"{holder[-1]} {thing}")
