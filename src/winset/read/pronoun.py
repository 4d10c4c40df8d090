"""Who is meant: the source of each attribution, from the words it stands in to canonical names."""

from collections import deque
from dataclasses import dataclass, field

from winset.read.grammar import Range, is_word
from winset.read.name import LEADERS, names
from winset.read.speaker import Person, SpeakerTable, described
from winset.read.subject import main_subject, noun_phrase
from winset.read.token import Sentence
from winset.read.words import PREPOSITIONS, word_set

_SINGLE = {"he": "male", "she": "female", "him": "male", "her": "female", "his": "male"}
_RELATIVE = word_set("who which that")
_JOINT = word_set("leaders presidents men women ministers sides parties negotiators pair two chancellors premiers")
_JOINT_LEAD = word_set("the two both these those")
_OWN = word_set("i we me us our my")
_FROM = word_set("by from")
_PIECES = word_set("post posts statement tweet letter report message")
_STANDING_IN = frozenset(_SINGLE) | _OWN | _RELATIVE | word_set("they it there")
REMEMBERED = 12

Names = tuple[str, ...]


@dataclass(slots=True)
class Listener:
    """What a reader keeps in mind as it goes through an article: who was mentioned, who spoke, who acted last."""

    table: SpeakerTable
    aliases: dict[str, str] = field(default_factory=dict)
    recent: deque[Person] = field(default_factory=lambda: deque(maxlen=REMEMBERED))
    last: Names = ()
    actor: Person | None = None

    def hear(self, s: Sentence) -> None:
        """Take note of the people in a sentence, and of its subject."""
        for name in self.table.named(s):
            person = self.table.owner(name.words)
            if person is not None and (person.human or person.gender):
                self.recent.append(person)
        subject = main_subject(s, len(s))
        if subject and not (subject[1] - subject[0] == 1 and s[subject[0]].low in _SINGLE):
            self.actor = self.head(s, subject)

    def who(self, s: Sentence, source: Range | None, outer: Names = (), inside: Names = ()) -> Names:
        """Return the canonical names of a source; none where that cannot be known.

        `outer` is who says the statement in which this one is reported: their "I" is theirs. `inside` is whom they reported
        last: their "he" is that one.
        """
        if source is None:
            return self.last
        words = s[source[0] : source[1]]
        if len(words) == 1 and words[0].low in _STANDING_IN:
            return self._stands_for(s, source, outer, inside)
        joint = self._joint(s, source)
        if joint:
            return joint
        by = next((i for i in range(source[0] + 1, source[1] - 1) if s[i].low in _FROM), None)
        if by is not None and any(t.low in _PIECES for t in s[source[0] : by]):
            return self.who(s, (by + 1, source[1]), outer)
        person = self.head(s, source)
        return (self.named(person.name if person else self._body(words)),)

    def _body(self, words: Sentence) -> str:
        """Return a source that is nobody the table knows: "the guild" under the name of the guild, else in its own words."""
        plain = [t for t in words if t.low not in ("the", ",")]
        full = self.table.body(plain[0].text) if len(plain) == 1 else None
        return full or described(words, self.table.proper)

    def _stands_for(self, s: Sentence, source: Range, outer: Names, inside: Names) -> Names:
        """Return whom a pronoun means."""
        low = s[source[0]].low
        if low in _SINGLE:
            if len(inside) == 1 and self._gender(inside[0]) in (_SINGLE[low], None):
                return inside
            return self._pronoun(s, source, _SINGLE[low], outer)
        if low in _OWN:
            return outer
        if low in _RELATIVE:
            antecedent = noun_phrase(s, source[0] - (s[source[0] - 1].low == ",")) if source[0] else None
            return self.who(s, antecedent, outer) if antecedent and s[antecedent[0]].low not in _RELATIVE else ()
        return self.last if low == "they" and len(self.last) > 1 else ()

    def named(self, name: str) -> str:
        """Return the name that the case uses for somebody, where it knows them."""
        return self.aliases.get(name.lower(), name)

    def head(self, s: Sentence, span: Range) -> Person | None:
        """Return the person whom a noun phrase is about: not whose aide, not for whom one speaks."""
        begin, end = span
        for i in range(begin, end + 1):
            if i < end and s[i].low != "," and s[i].low not in PREPOSITIONS and s[i].low not in _RELATIVE:
                continue
            person = self._named_last(s, begin, i, end)
            if person is not None:
                return person
            if i < end and s[i].low != ",":
                break
            begin = i + 1
        owned = next((i for i in range(span[0] + 1, span[1]) if s[i].low in ("'s", "’s") and not s[i - 1].capital), None)
        if owned is not None:
            return None
        return self.table.by_role([t.text for t in s[span[0] : end] if is_word(t)], tuple(self.recent))

    def _named_last(self, s: Sentence, begin: int, i: int, end: int) -> Person | None:
        """Return the person named last between `begin` and i, unless what is named only owns, or lends its name to, the rest."""
        if not any(token.capital for token in s[begin:i]):
            return None
        piece = s[begin:i]
        found = [n for n in names(piece) if begin + n.end >= end or s[begin + n.end].low != "'s"]
        if not found or (begin + found[-1].end < i and s[i - 1].low == "'s") or self._only_belongs(s, begin, i, found[-1].end):
            return None
        return self.table.meant(found[-1].words)

    def _only_belongs(self, s: Sentence, begin: int, end: int, name_end: int) -> bool:
        """Whether plain words follow the name in its phrase: the Orl campaign, an Orl adviser."""
        rest = s[begin + name_end : end]
        return any(is_word(t) and not t.capital for t in rest)

    def _joint(self, s: Sentence, source: Range) -> Names:
        words = s[source[0] : source[1]]
        lows = [t.low for t in words]
        if lows[-1] in _JOINT and lows[0] in _JOINT_LEAD and len(lows) <= 3:
            fits: list[Person] = []
            for person in reversed(self.recent):
                if person not in fits and (
                    lows[-1] not in ("leaders", "presidents") or person.roles & LEADERS or not person.roles
                ):
                    fits.insert(0, person)
                if len(fits) == 2:
                    return tuple(self.named(p.name) for p in fits)
            return ()
        if "and" not in lows:
            return ()
        edges = [i for i, low in enumerate(lows) if low in ("and", ",")]
        parts = zip([0, *(i + 1 for i in edges)], [*edges, len(lows)], strict=True)
        heads = [self.head(s, (source[0] + a, source[0] + b)) for a, b in parts if b > a]
        people = list(dict.fromkeys(p.name for p in heads if p))
        return tuple(map(self.named, people)) if len(people) > 1 else ()

    def _pronoun(self, s: Sentence, source: Range, gender: str, outer: Names) -> Names:
        earlier = main_subject(s, source[0]) if source[0] > 2 else None
        if earlier and earlier[1] <= source[0]:
            person = self.head(s, earlier)
            if person and person.gender in (gender, None):
                return (self.named(person.name),)
        if self.actor and self.actor.gender in (gender, None) and self.actor.name not in outer:
            return (self.named(self.actor.name),)
        if len(self.last) == 1 and self._gender(self.last[0]) in (gender, None) and self.last != outer:
            return self.last
        for person in reversed(self.recent):
            if person.gender in (gender, None) and person.name not in outer:
                return (self.named(person.name),)
        return ()

    def _gender(self, name: str) -> str | None:
        return next((p.gender for p in self.table.people if p.name == name), None)
