"""Bodies, documents and people without a name: under their full name, or as an article first called them."""

from collections import deque
from dataclasses import dataclass, field

from winset.read.attribution.grammar import Range
from winset.read.english.noun import head_noun
from winset.read.english.words import word_set
from winset.read.english.world import nation
from winset.read.naming.describe import described, spelled
from winset.read.naming.human import people
from winset.read.naming.roster import Roster
from winset.read.naming.speaker import SpeakerTable
from winset.read.text.token import Sentence

_SIDES = word_set("side government delegation authorities leadership")
_ENDS = word_set("who which that") | {",", "(", "-", "–", "—"}
_DOCUMENTS = word_set(
    """agreement plan draft text annex report paper proposal offer letter treaty accord deal document statement ruling judgment
    order award ceasefire truce memo memorandum communiqué study survey poll presentation sheet clause article bill law act note
    decree resolution contract motion protocol charter verdict notice declaration pact"""
)
LONGEST_DOCUMENT = 8
REMEMBERED = 12


@dataclass(slots=True)
class Things:
    """The bodies that an article named so far, and the sources that are no person the table knows."""

    table: SpeakerTable
    roster: Roster
    bodies: deque[str] = field(default_factory=lambda: deque(maxlen=REMEMBERED))
    """Bodies in the order in which they were named."""
    met: list[str] = field(default_factory=list)
    """Bodies, documents and people without a name that were sources so far, each under its first description."""

    def named(self, name: str) -> str:
        """Return the name that the case uses for somebody, where it knows them."""
        return self.roster.canonical(name) or name

    def known(self, s: Sentence, source: Range) -> str | None:
        """Return whom or what the case knows under exactly these words, an apposition or relative clause behind them aside."""
        if not self.roster.names:
            return None
        end = _core(s, source)
        if any(t.low == "and" for t in s[end : source[1]]):
            return None
        whole = self.roster.canonical(spelled(s[source[0] : end]))
        place = next((i for i in range(source[0] + 1, end) if s[i].low == "in"), end)
        return whole or (self.roster.body(spelled(s[source[0] : place])) if place < end else None)

    def body(self, words: Sentence) -> str | None:
        """Return the body that some words mean: a party's side, or one by its name, its letters or its plain noun."""
        plain = [t.text for t in words if t.low not in ("the", ",")]
        found = (self._side(plain) or self.table.bodies.meant(plain, self.bodies)) if plain else None
        return self.named(found) if found else None

    def described(self, words: Sentence) -> str:
        """Return a source in its own words."""
        return described(words, self.table.proper)

    def first_called(self, own: str) -> str:
        """Return what a definite description was first called: "the source" is the Treasury source of before."""
        words = own.split()
        if len(words) != 2 or words[0].lower() != "the":
            return own
        return next((thing for thing in reversed(self.met) if head_noun(thing.split()) == words[1]), own)

    def speaks(self, s: Sentence, span: Range) -> str | None:
        """Return the body or document that a noun phrase is, where it is one and may speak."""
        if known := self.known(s, span):
            return known if known in self.roster.bodies else None
        words = s[span[0] : _core(s, span)]
        if body := self.body(words):
            return body
        own = self.described(words).split()
        return self.first_called(" ".join(own)) if len(own) <= LONGEST_DOCUMENT and head_noun(own) in _DOCUMENTS else None

    def last(self) -> str | None:
        """Return the body or document that was a source last."""
        return next((thing for thing in reversed(self.met) if not people(thing)), None)

    def _side(self, words: list[str]) -> str | None:
        """Return the party that "the Tamrini side" or "the government in Aldyn" is, where the case knows it."""
        low = [w.lower() for w in words]
        if not self.roster.names or not _SIDES & set(low):
            return None
        capitals = [w for w in words if w[:1].isupper()]
        if len(words) > 3 or len(capitals) != 1:
            return None
        state = nation(capitals[0])
        fits = {body for alias, body in self.roster.names.items() if body in self.roster.bodies and nation(alias) == state}
        return self.roster.body(capitals[0]) or (fits.pop() if len(fits) == 1 else None)


def _core(s: Sentence, span: Range) -> int:
    """Return where a noun phrase ends without what is set behind it: a relative clause, an apposition."""
    return next((i for i in range(span[0] + 1, span[1]) if s[i].low in _ENDS), span[1])
