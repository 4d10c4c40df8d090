"""Bodies, documents and people without a name: under their full name, or as an article first called them."""

from collections import deque
from dataclasses import dataclass, field

from winset.read.attribution.grammar import Range
from winset.read.english.noun import head_noun
from winset.read.english.words import PREPOSITIONS, word_set
from winset.read.english.world import nation
from winset.read.naming.describe import described, spelled
from winset.read.naming.human import people
from winset.read.naming.polled import share
from winset.read.naming.roster import Roster
from winset.read.naming.speaker import SpeakerTable
from winset.read.text.token import Sentence

_SIDES = word_set("side government delegation authorities leadership embassy secretariat")
_ENDS = word_set("who which that") | {",", "(", "-", "–", "—"}
_LINKS = word_set("the a an and or not")
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

    polled: str = ""
    """Those who were asked in the last poll."""

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
        whole = whole or self._tail(s, source[0], end)
        place = next((i for i in range(source[0] + 1, end) if s[i].low == "in"), end)
        return whole or (self.roster.body(spelled(s[source[0] : place])) if place < end else None)

    def _tail(self, s: Sentence, start: int, end: int) -> str | None:
        """Return the body that the case knows by the capitals that end a phrase: the charity | Norhaven Aid."""
        at = next((i for i in range(start + 1, end) if s[i].capital and not s[i - 1].capital), end)
        if at == end or s[at - 1].low in PREPOSITIONS or s[at - 1].low in _LINKS:
            return None
        return self.roster.body(spelled(s[at:end]))

    def body(self, words: Sentence) -> str | None:
        """Return the body that some words mean: a party's side, or one by its name, its letters or its plain noun."""
        plain = [t.text for t in words if t.low not in ("the", ",")]
        found = (self._side(plain) or self.table.bodies.meant(plain, self.bodies)) if plain else None
        return self.named(found) if found else None

    def described(self, words: Sentence) -> str:
        """Return a source in its own words; of those who answer a poll, who they are."""
        counted = share([t.text for t in words])
        who = words[counted + 1 :] if counted and counted < len(words) and words[counted].low == "of" else []
        self.polled = described(who, self.table.proper) if who else self.polled
        asked = bool(who) or 0 < counted == len(words)
        return self.polled if asked and self.polled else described(words, self.table.proper)

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
        """Return the party that "the Tamrini side", "the government in Aldyn" or "Aland's embassy in Suda" is."""
        low = [w.lower() for w in words]
        at = next((i for i, w in enumerate(low) if w in _SIDES), None) if self.roster.names else None
        if at is None:
            return None
        if at == 0:
            own = words[2:] if low[1:2] in (["in"], ["of"]) else []
        else:
            own = [w for w in words[:at] if w not in ("'s", "’s")]
            if at + 1 < len(words) and low[at + 1] not in ("in", "to", "at"):
                return None
        if not own or not all(w[:1].isupper() for w in own):
            return None
        return self.roster.body(" ".join(own)) or (self._state(own[0]) if len(own) == 1 else None) or self._short(own)

    def _state(self, word: str) -> str | None:
        """Return the party whose state an adjective is of."""
        state = nation(word)
        fits = {body for alias, body in self.roster.names.items() if body in self.roster.bodies and nation(alias) == state}
        return fits.pop() if len(fits) == 1 else None

    def _short(self, words: list[str]) -> str | None:
        """Return the party that a part of its name means."""
        meant = self.table.bodies.meant(words, self.bodies)
        return meant if meant in self.roster.bodies else None


def _core(s: Sentence, span: Range) -> int:
    """Return where a noun phrase ends without what is set behind it: a relative clause, an apposition."""
    return next((i for i in range(span[0] + 1, span[1]) if s[i].low in _ENDS), span[1])
