"""Who is meant: the source of each attribution, from the words it stands in to canonical names."""

import re
from collections import deque
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from winset.read.attribution.grammar import Range
from winset.read.attribution.subject import main_subject
from winset.read.english.noun import head_noun
from winset.read.english.words import word_set
from winset.read.english.world import nation
from winset.read.naming.antecedent import antecedent
from winset.read.naming.belonging import belonging, body_of
from winset.read.naming.holder import holder
from winset.read.naming.human import human, somebody
from winset.read.naming.issued import issuer
from winset.read.naming.joint import together
from winset.read.naming.name import LEADERS, names
from winset.read.naming.person import Person
from winset.read.naming.roster import EMPTY, Roster
from winset.read.naming.side import several
from winset.read.naming.speaker import SpeakerTable
from winset.read.naming.thing import REMEMBERED, Things
from winset.read.text.token import Sentence

_SINGLE = {"he": "male", "she": "female", "him": "male", "her": "female", "his": "male"}
_RELATIVE = word_set("who which that")
_JOINT = word_set("leaders presidents men women ministers negotiators pair two chancellors premiers both")
_LEADS = word_set("both each either neither")
_JOINT_LEAD = word_set("the two both these those")
_OWN = word_set("i we me us our my")
_SELVES = word_set("itself themselves himself herself")
_STYLES = word_set("excellency majesty highness holiness honour honor lordship")
_STANDING_IN = frozenset(_SINGLE) | _OWN | _RELATIVE | word_set("they it there")
_ASKED = word_set("by him her whether if")
"""What follows "asked" where it is the other who answers: a clerk asked him whether …"""
_AGED = re.compile(r"\byear-old\b")
LONGEST_VARIED = 5
_PLAIN = 3
"""Words of a description that may mean somebody named some sentences before."""
_OF_PLACE = 2
NEAREST = 3
"""So many of those whom a pronoun may mean are preferred to the others, even where their gender is not known."""

Names = tuple[str, ...]


@dataclass(slots=True)
class Listener:
    """What a reader keeps in mind as it goes through an article: who was mentioned, who spoke, who acted last."""

    table: SpeakerTable
    roster: Roster = EMPTY
    author: str | None = None
    """Who writes in the first person, where the page says who wrote it."""
    issuer: str | None = None
    """Whose "we" it is, where the page itself is what a body issued."""
    recent: deque[Person] = field(default_factory=lambda: deque(maxlen=REMEMBERED))
    last: Names = ()
    heard: deque[Sentence] = field(default_factory=lambda: deque(maxlen=REMEMBERED))
    """The last sentences, of which the subject is asked for only when a pronoun needs it."""
    near: list[Person] = field(default_factory=list)
    """Those named since somebody spoke last."""
    just: int = 0
    """From where on those of the last sentence stand there."""
    speaking: Sentence | None = None
    """The sentence in which somebody spoke last."""
    _subjects: dict[int, Range | None] = field(default_factory=dict)
    """The subjects of whole sentences, by where these begin."""
    things: Things = field(init=False)
    _people: dict[str, Person] = field(init=False)
    """Everybody under the name that the case uses."""

    def __post_init__(self) -> None:
        self.things = Things(self.table, self.roster)
        self._people = {self.named(p.name): p for p in reversed(self.table.people)}

    def hear(self, s: Sentence) -> None:
        """Take note of the people and bodies in a sentence."""
        if self.speaking is s:
            self.near.clear()
        self.just = len(self.near)
        for name in self.table.named(s):
            person = self.table.owner(name.words)
            if person is not None and (person.human or person.gender):
                self.recent.append(person)
                if self.speaking is not s:
                    self.near.append(person)
            elif body := self.roster.body(" ".join(name.words)) or self.table.bodies.meant(name.words):
                self.things.bodies.append(body)
        self.heard.append(s)

    def _actor(self) -> Person | None:
        """Return who acted last: the subject of the last sentence that has one of its own, if that is a person."""
        for s in reversed(self.heard):
            subject = self._subject(s, len(s))
            if subject and not (subject[1] - subject[0] == 1 and s[subject[0]].low in _SINGLE):
                return self.head(s, subject)
        return None

    def _subject(self, s: Sentence, end: int) -> Range | None:
        """Return the subject of a sentence up to `end`; of the last whole sentence it is found once."""
        if end < len(s) or not s:
            return main_subject(s, end) if end else None
        at = s[0].start
        if at not in self._subjects:
            self._subjects[at] = main_subject(s, end)
        return self._subjects[at]

    def who(self, s: Sentence, source: Range | None, outer: Names = (), inside: Names = (), *, cue: Range | None = None) -> Names:
        """Return the canonical names of a source; none where that cannot be known, as of a passive that names nobody.

        `outer` is who says the statement in which this one is reported: their "I" is theirs. `inside` is whom they reported
        last: their "he" is that one.
        """
        if source is None:
            return self.last if cue is None or s[cue[0]].low.endswith("ing") else ()
        if source[1] - source[0] > 1 and s[source[1] - 1].low in _SELVES:
            source = (source[0], source[1] - 1)
        words = s[source[0] : source[1]]
        if len(words) == 2 and words[1].low in _STYLES and words[0].low in _SINGLE:
            return self._pronoun(s, source, _SINGLE[words[0].low], outer)
        if len(words) == 1 and words[0].low in _STANDING_IN:
            return self._stands_for(s, source, outer, inside)
        if any(t.low == "(" for t in words[1:]):
            words = words[: 1 + next(i for i, t in enumerate(words[1:]) if t.low == "(")]
            source = (source[0], source[0] + len(words))
        if known := self.things.known(s, source):
            self.things.met += [known] if known in self.roster.bodies else []
            return (known,)
        joint = self._joint(s, source)
        if joint:
            return joint
        if issued := issuer(s, source):
            behind = self.who(s, issued[0], outer)
            if not issued[1] or any(name in self.roster.bodies for name in behind):
                return behind
        person = self.head(s, source)
        spoken, owner = [t.text for t in words if t.low != ","], self._owner(s, source, outer)
        before = self.things.bodies[-1] if self.things.bodies else None
        if listed := belonging(spoken, owner, self.roster) or body_of(spoken, owner, before, self.roster):
            return (listed,)
        name = self.named(person.name) if person else self._thing(words)
        return (name,) if name.strip() else ()

    def _owner(self, s: Sentence, source: Range, outer: Names) -> str | None:
        """Return who "his" or "my" is at the head of a source."""
        low = s[source[0]].low
        if low in ("his", "her"):
            return next(iter(self._pronoun(s, source, _SINGLE[low], outer)), None)
        return (outer[0] if len(outer) == 1 else self.author) if low == "my" else None

    def _thing(self, words: Sentence) -> str:
        """Return a source that is no person the table knows: a body under its full name, else what it was first called."""
        if body := self.things.body(words):
            self.things.met.append(body)
            return body
        own = self.things.described(words)
        if len(words) > 1 and (someone := self._varied(own)):
            return someone
        first = self.things.first_called(own)
        self.things.met += [first] if first.strip() else []
        return first

    def _varied(self, own: str) -> str | None:
        """Return who spoke last where a description says no more than that it is a person: the 58-year-old former banker."""
        rest = own.removeprefix("the ").removeprefix("The ")
        words = rest.split()
        if (
            (rest == own and not rest.startswith("year-old"))
            or not words
            or any(thing.endswith(f" {words[-1]}") for thing in self.things.met)
        ):
            return None
        if (
            len(words) > LONGEST_VARIED
            or (words[0].endswith(("'s", "’s")) and human(words[0][:-2]))
            or not (_AGED.search(rest) or human(head_noun(words)))
        ):
            return None
        person = self._only(self.near[self.just :]) or (self._only(self.near) if len(words) <= _PLAIN else None)
        if person is None and len(self.last) == 1:
            person = self._person(self.last[0])
        return self.named(person.name) if person and (person.human or person.gender) else None

    def _only(self, named: Sequence[Person]) -> Person | None:
        """Return the one person among some, if it is but one."""
        return named[0] if named and all(p is named[0] for p in named) else None

    def _stands_for(self, s: Sentence, source: Range, outer: Names, inside: Names) -> Names:
        """Return whom a pronoun means."""
        low = s[source[0]].low
        if low in _SINGLE:
            if len(inside) == 1 and self._gender(inside[0]) in (_SINGLE[low], None):
                return inside
            return self._pronoun(s, source, _SINGLE[low], outer)
        if low in _OWN:
            writer = self.author if low in ("i", "my", "me") else self.issuer
            return outer or ((self.named(writer),) if writer else ())
        if low in _RELATIVE:
            meant = antecedent(s, source[0])
            if not meant or s[meant[0]].low in _RELATIVE:
                return ()
            person = self.head(s, meant) if low == "who" else None
            nearest = None if person else self._named_at_the_end(s, meant)
            return (self.named(nearest.name),) if nearest else self.who(s, meant, outer)
        if low == "they":
            plural = len(self.last) > 1 or (self.last and self._gender(self.last[0]) is None and not self._person(self.last[0]))
            return self.last if plural and self.last != outer else ()
        return self._it(s, source[0]) if low == "it" else ()

    def _it(self, s: Sentence, end: int) -> Names:
        """Return which body or document "it" is: the subject before it, the subject of the sentence before, what spoke last."""
        before = self.heard[-1] if self.heard else []
        for where, stop in ((s, end), (before, len(before))):
            subject = self._subject(where, stop)
            if subject and subject[1] <= stop and not self.head(where, subject) and (name := self.things.speaks(where, subject)):
                self.things.met.append(name)
                return (name,)
        last = self.things.last()
        return (last,) if last else ()

    def _named_at_the_end(self, s: Sentence, span: Range) -> Person | None:
        """Return whom the last words of a phrase name: took issue with Minister | Ana Thole of Orlavia."""
        found = names(s[span[0] : span[1]])
        near = [n for n in found if span[1] - span[0] - n.end <= _OF_PLACE and n.start != 0]
        return next((person for n in near if len(n.words) > 1 and (person := self.table.meant(n.words))), None)

    def named(self, name: str) -> str:
        """Return the name that the case uses for somebody, where it knows them."""
        return self.things.named(name)

    def head(self, s: Sentence, span: Range) -> Person | None:
        """Return the person whom a noun phrase is about: not whose aide, not for whom one speaks."""
        return holder(s, span, self.table, self.recent)

    def _joint(self, s: Sentence, source: Range) -> Names:
        words = s[source[0] : source[1]]
        lows = [t.low for t in words]
        if self.roster.negotiators and (sides := several([*self._lead(s, source[0]), *lows], self.table, self.roster)):
            return sides
        if lows[-1] in _JOINT and lows[0] in _JOINT_LEAD and len(lows) <= 3:
            return self._two(lows[-1])
        return together(s, source, self._one, self.roster.negotiators) if "and" in lows else ()

    def _lead(self, s: Sentence, start: int) -> Sequence[str]:
        """Return the "both" before a source that leaves it out."""
        return (s[start - 1].low,) if start and s[start - 1].low in _LEADS else ()

    def _one(self, s: Sentence, span: Range) -> str | None:
        """Return one of several joint speakers: a person, a body, or one whom the case knows."""
        if known := self.things.known(s, span):
            return known
        if span[1] - span[0] == 1 and (gender := _SINGLE.get(s[span[0]].low)):
            return next(iter(self._pronoun(s, span, gender, ())), None)
        person = self.head(s, span)
        if person:
            return self.named(person.name)
        return self.things.body(s[slice(*span)])

    def _two(self, noun: str) -> Names:
        """Return the two who were named last, of the leaders only those who may lead."""
        fits: list[Person] = []
        for person in reversed(self.recent):
            if person not in fits and (noun not in ("leaders", "presidents") or person.roles & LEADERS or not person.roles):
                fits.insert(0, person)
            if len(fits) == 2:
                return tuple(self.named(p.name) for p in fits)
        return ()

    def _pronoun(self, s: Sentence, source: Range, gender: str, outer: Names) -> Names:
        """Return whom "he" or "she" means: somebody of that gender, else of none that is known, the likeliest first."""
        likely = [p for p in self._likely(s, source) if self.named(p.name) not in outer]
        if self._unnamed(s, source[0], likely):
            return self.last
        near = likely[:NEAREST]
        certain = [p for p in near if p.gender == gender] or [p for p in near if p.gender is None and p.human]
        fits = certain or [p for p in likely if p.gender == gender]
        if not fits and len(self.last) == 1 and self.last != outer and self._nobody(self.last[0]):
            return self.last
        return next(((self.named(p.name),) for p in fits or likely if p.gender in (gender, None)), ())

    def _nobody(self, name: str) -> bool:
        """Whether a speaker without a name is somebody: her spokesman."""
        words = name.split()
        return not self._person(name) and (somebody(words) or human(head_noun(words)))

    def _unnamed(self, s: Sentence, end: int, likely: Sequence[Person]) -> bool:
        """Whether who spoke last has no name, was spoken of just now, and nobody was named since: a clerk said … He said."""
        if len(self.last) != 1 or self._person(self.last[0]):
            return False
        words = self.last[0].split()
        noun = head_noun(words)
        if not somebody(words):
            return False
        before = [*(self.heard[-1] if self.heard else ()), *s[:end]]
        at = next((i for i in range(len(before) - 1, -1, -1) if before[i].low == noun), None)
        if at is None or any(t.low == "asked" and after.low in _ASKED for t, after in pairwise(before)):
            return False
        return not any(p.words[-1] not in self.last[0] for t in before[at:] for p in likely[:NEAREST] if t.text == p.words[-1])

    def _likely(self, s: Sentence, source: Range) -> Iterator[Person]:
        """Yield those whom a pronoun may mean: the subject before it, who acted last, who spoke last, who was named last.

        Before ", he said" stands what was said, so that its subject is nobody's guess.
        """
        aside = s[source[0] - 1].low == "," if source[0] else False
        earlier = main_subject(s, source[0]) if source[0] > 2 and not aside else None
        if earlier and earlier[1] <= source[0]:
            yield from self._within(s, earlier)
        if actor := self._actor():
            yield actor
        yield from reversed(self.near)
        if len(self.last) == 1 and (person := self._person(self.last[0])):
            yield person
        yield from reversed(self.recent)

    def _within(self, s: Sentence, span: Range) -> Iterator[Person]:
        """Yield whom a phrase is about, else those whom it names: the critics of | Ana Thole."""
        if person := self.head(s, span):
            yield person
        else:
            yield from (person for name in names(s[span[0] : span[1]]) if (person := self.table.meant(name.words)))

    def nations(self, name: str) -> Collection[str]:
        """Return the states for which somebody speaks, or that a body is."""
        person = self._person(name)
        return person.nations if person else (nation(name),) if name[:1].isupper() else ()

    def _person(self, name: str) -> Person | None:
        return self._people.get(name)

    def _gender(self, name: str) -> str | None:
        person = self._person(name)
        return person.gender if person else None
