"""Who may speak, as a case has it: people with office and gender, parties and bodies, and every name that means one of them."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field

from winset.case.case import Case
from winset.case.party import Party, Role, Speaker
from winset.read.naming.name import HONORIFICS, ROLES

_ARTICLES = ("the ", "a ", "an ")


@dataclass(frozen=True, slots=True)
class Entry:
    """Somebody whom a case knows: the canonical name, its words without titles, and what the case says of them."""

    name: str
    words: tuple[str, ...]
    office: str
    gender: str | None
    side: tuple[str, ...]
    """The names of the party they speak for."""


@dataclass(frozen=True, slots=True)
class Roster:
    """What a case knows of who may speak; empty where there is no case."""

    people: tuple[Entry, ...] = ()
    bodies: tuple[str, ...] = ()
    """Parties and other speakers that are nobody in person."""
    negotiators: tuple[str, ...] = ()
    """The parties whose signature is needed: the sides."""
    mediators: tuple[str, ...] = ()
    names: Mapping[str, str] = field(default_factory=dict)
    """Every name and alias under its key, with the canonical one; a last name where only one has it."""

    def canonical(self, name: str) -> str | None:
        """Return the canonical name of whom or what a name means, if the case knows it."""
        return self.names.get(key(name)) if self.names else None

    def body(self, name: str) -> str | None:
        """Return the party or other body that a name means, if the case knows one."""
        found = self.names.get(key(name)) if self.names else None
        return found if found in self.bodies else None

    def first_body(self, words: str) -> str | None:
        """Return the party or other body that some words name first: who issued a statement."""
        low = words.lower().replace("’", "'")
        found = [(at, name) for alias, name in self.names.items() if name in self.bodies and (at := low.find(alias)) >= 0]
        return min(found, default=(0, None))[1]


EMPTY = Roster()


def key(name: str) -> str:
    """Return a name as it is looked up: without an article, blanks, capitals and kinds of apostrophes aside.

    >>> key("The  Kremlin"), key("St Brannoc’s")
    ('kremlin', "st brannoc's")
    """
    low = " ".join(name.lower().replace("’", "'").split())
    return next((low.removeprefix(article) for article in _ARTICLES if low.startswith(article)), low)


def roster(case: Case | None) -> Roster:
    """Return what a case knows of who may speak."""
    if case is None:
        return EMPTY
    pairs = [(party, speaker) for party in case.parties.values() for speaker in party.speakers]
    people = tuple(_entry(party, speaker) for party, speaker in pairs if speaker.office or speaker.gender)
    bodies = [party.name for party in case.parties.values()]
    bodies += [speaker.name for _, speaker in pairs if not speaker.office and not speaker.gender]
    last = Counter(entry.words[-1].lower() for entry in people)
    names = {key(e.words[-1]): e.name for e in people if last[e.words[-1].lower()] == 1}
    names |= {key(" ".join(e.words)): e.name for e in people}
    names |= {key(name): speaker.name for _, speaker in pairs for name in (speaker.name, *speaker.aliases)}
    names |= {key(name): party.name for party in case.parties.values() for name in (party.name, *party.aliases)}
    sides = tuple(party.name for party in case.parties.values() if party.negotiates)
    mediators = tuple(p.name for p in case.parties.values() if Role.MEDIATOR in p.roles and not p.negotiates)
    return Roster(people, tuple(dict.fromkeys(bodies)), sides, mediators, names)


def _entry(party: Party, speaker: Speaker) -> Entry:
    return Entry(speaker.name, bare(speaker.name), speaker.office or "", speaker.gender, (party.name, *party.aliases))


def bare(name: str) -> tuple[str, ...]:
    """Return the words of a name without the titles before it.

    >>> bare("Mayor Ana Thole")
    ('Ana', 'Thole')
    """
    words = name.split()
    while len(words) > 1 and words[0].lower() in ROLES | HONORIFICS:
        words = words[1:]
    return tuple(words)
