"""Speakers whom a case knows by whom they belong to: his spokesman, aides to Ms Quill, the critics of Orlavia."""

from collections.abc import Iterator, Sequence

from winset.read.english.words import word_set
from winset.read.naming.name import HONORIFICS, ROLES
from winset.read.naming.roster import Roster

_LINKS = word_set("of to for")
_SMALL = word_set("own the a an some several many most former")
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


def _names(words: Sequence[str], owner: str | None) -> Iterator[str]:
    plain = [w for w in words if w.lower() not in _SMALL]
    if owner and len(plain) > 1:
        thing = " ".join(plain[1:]).lower()
        yield from (f"{owner}'s {thing}", f"{owner.split()[-1]}'s {thing}", f"{owner.split()[-1]}'s {plain[-1].lower()}")
    whole = [w for w in plain if w.lower() not in _TITLES or w.islower()]
    yield " ".join(whole).replace(" 's", "'s").replace(" ’s", "'s")
    link = next((i for i, w in enumerate(plain) if i and w.lower() in _LINKS), None)
    if link:
        thing, holder = " ".join(plain[:link]).lower(), [w for w in plain[link + 1 :] if w.lower() not in _TITLES]
        if holder:
            yield from (f"{' '.join(holder)}'s {thing}", f"{holder[-1]}'s {thing}")
