"""Who is meant: the source of each attribution, from the words it stands in to canonical names."""

import re
from collections import deque
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field

from winset.read.attribution.grammar import Range
from winset.read.attribution.subject import main_subject, noun_phrase
from winset.read.english.noun import head_noun
from winset.read.english.words import DETERMINERS, word_set
from winset.read.english.world import nation
from winset.read.naming.belonging import belonging
from winset.read.naming.describe import described, spelled
from winset.read.naming.holder import holder
from winset.read.naming.name import LEADERS, ROLES, is_title, names
from winset.read.naming.person import Person
from winset.read.naming.roster import EMPTY, Roster
from winset.read.naming.speaker import SpeakerTable
from winset.read.text.token import Sentence

_SINGLE = {"he": "male", "she": "female", "him": "male", "her": "female", "his": "male"}
_RELATIVE = word_set("who which that")
_JOINT = word_set(
    "leaders presidents men women ministers sides parties governments negotiators pair two chancellors premiers both"
)
_JOINT_LEAD = word_set("the two both these those")
_OWN = word_set("i we me us our my")
_FROM = word_set("by from")
_PIECES = word_set("post posts statement tweet message")
_STANDING_IN = frozenset(_SINGLE) | _OWN | _RELATIVE | word_set("they it there")
_SIDES = word_set("side government delegation authorities leadership")
_ENDS = _RELATIVE | {",", "(", "-", "–", "—"}
_SIDED = word_set("sides parties governments")
_SEVERAL = word_set("two three four some several many most few")
_PEOPLE = word_set("people person man woman men women boy girl children")
_AGED = re.compile(r"\byear-old\b")
_HUMAN = (
    "er",
    "or",
    "ist",
    "man",
    "woman",
    "ian",
    "mum",
    "father",
    "mother",
    "chief",
    "boss",
    "head",
    "captain",
    "veteran",
    "star",
)
_NO_PERSON = word_set(
    """paper newspaper letter number offer order water power other river border harbour harbor sector corridor charter matter
    answer
    quarter chapter centre computer broadcaster carrier ledger poster register tender tribunal insurer lender publisher
    operator owner employer developer regulator manufacturer creditor investor importer exporter contractor supplier
    watchdog master former newsletter power minor junior senior superior motor factor error mirror color colour labor
    labour favor favour honour"""
)
LONGEST_VARIED = 5
_OF_PLACE = 2
REMEMBERED = 12
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
    bodies: deque[str] = field(default_factory=lambda: deque(maxlen=REMEMBERED))
    """Bodies in the order in which they were named."""
    heard: deque[Sentence] = field(default_factory=lambda: deque(maxlen=REMEMBERED))
    """The last sentences, of which the subject is asked for only when a pronoun needs it."""
    things: list[str] = field(default_factory=list)
    """Bodies, documents and people without a name that were sources so far, each under its first description."""

    def hear(self, s: Sentence) -> None:
        """Take note of the people and bodies in a sentence."""
        for name in self.table.named(s):
            person = self.table.owner(name.words)
            if person is not None and (person.human or person.gender):
                self.recent.append(person)
            elif body := self.roster.body(" ".join(name.words)) or self.table.bodies.meant(name.words):
                self.bodies.append(body)
        self.heard.append(s)

    def _actor(self) -> Person | None:
        """Return who acted last: the subject of the last sentence that has one of its own, if that is a person."""
        for s in reversed(self.heard):
            subject = main_subject(s, len(s))
            if subject and not (subject[1] - subject[0] == 1 and s[subject[0]].low in _SINGLE):
                return self.head(s, subject)
        return None

    def who(self, s: Sentence, source: Range | None, outer: Names = (), inside: Names = (), *, cue: Range | None = None) -> Names:
        """Return the canonical names of a source; none where that cannot be known, as of a passive that names nobody.

        `outer` is who says the statement in which this one is reported: their "I" is theirs. `inside` is whom they reported
        last: their "he" is that one.
        """
        if source is None:
            return self.last if cue is None or s[cue[0]].low.endswith("ing") else ()
        words = s[source[0] : source[1]]
        if len(words) == 1 and words[0].low in _STANDING_IN:
            return self._stands_for(s, source, outer, inside)
        if known := self._known(s, source):
            self.things += [known] if known in self.roster.bodies else []
            return (known,)
        joint = self._joint(s, source)
        if joint:
            return joint
        by = next((i for i in range(source[0] + 1, source[1] - 1) if s[i].low in _FROM), None)
        if by is not None and any(t.low in _PIECES for t in s[source[0] : by]):
            return self.who(s, (by + 1, source[1]), outer)
        person = self.head(s, source)
        if listed := belonging([t.text for t in words if t.low != ","], self._owner(s, source, outer), self.roster):
            return (listed,)
        name = self.named(person.name) if person else self._thing(words)
        return (name,) if name.strip() else ()

    def _owner(self, s: Sentence, source: Range, outer: Names) -> str | None:
        """Return who "his" or "my" is at the head of a source."""
        low = s[source[0]].low
        if low in ("his", "her"):
            return next(iter(self._pronoun(s, source, _SINGLE[low], outer)), None)
        return (outer[0] if len(outer) == 1 else self.author) if low == "my" else None

    def _known(self, s: Sentence, source: Range) -> str | None:
        """Return whom or what the case knows under exactly these words, an apposition or relative clause behind them aside."""
        if not self.roster.names:
            return None
        end = next((i for i in range(source[0] + 1, source[1]) if s[i].low in _ENDS), source[1])
        if any(t.low == "and" for t in s[end : source[1]]):
            return None
        whole = self.roster.canonical(spelled(s[source[0] : end]))
        place = next((i for i in range(source[0] + 1, end) if s[i].low == "in"), end)
        return whole or (self.roster.body(spelled(s[source[0] : place])) if place < end else None)

    def _thing(self, words: Sentence) -> str:
        """Return a source that is no person the table knows: a body under its full name, else what it was first called."""
        plain = [t.text for t in words if t.low not in ("the", ",")]
        side = self._side(plain)
        body = side or self.table.bodies.meant(plain, self.bodies) if plain else None
        if body:
            self.things.append(self.named(body))
            return self.named(body)
        own = described(words, self.table.proper)
        if (someone := self._varied(own)) and len(words) > 1:
            return someone
        first = self._first_called(own)
        self.things += [first] if first.strip() else []
        return first

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

    def _varied(self, own: str) -> str | None:
        """Return who spoke last where a description says no more than that it is a person: the 58-year-old former banker."""
        rest = own.removeprefix("the ").removeprefix("The ")
        words = rest.split()
        if (
            (rest == own and not rest.startswith("year-old"))
            or not words
            or len(self.last) != 1
            or any(thing.endswith(f" {words[-1]}") for thing in self.things)
        ):
            return None
        noun = head_noun(words)
        human = _AGED.search(rest) or noun in ROLES or (noun.endswith(_HUMAN) and noun not in _NO_PERSON)
        person = self._person(self.last[0]) if human and len(words) <= LONGEST_VARIED else None
        return self.named(person.name) if person and (person.human or person.gender) else None

    def _first_called(self, own: str) -> str:
        """Return what a definite description was first called: "the source" is the Treasury source of before."""
        words = own.split()
        if len(words) != 2 or words[0].lower() != "the":
            return own
        return next((thing for thing in reversed(self.things) if head_noun(thing.split()) == words[1]), own)

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
            antecedent = noun_phrase(s, source[0] - (s[source[0] - 1].low == ",")) if source[0] else None
            if not antecedent or s[antecedent[0]].low in _RELATIVE:
                return ()
            person = self.head(s, antecedent) if low == "who" else None
            nearest = None if person else self._named_at_the_end(s, antecedent)
            return (self.named(nearest.name),) if nearest else self.who(s, antecedent, outer)
        if low == "they":
            plural = len(self.last) > 1 or (self.last and self._gender(self.last[0]) is None and not self._person(self.last[0]))
            return self.last if plural and self.last != outer else ()
        return next(((thing,) for thing in reversed(self.things) if not _human(thing)), ()) if low == "it" else ()

    def _named_at_the_end(self, s: Sentence, span: Range) -> Person | None:
        """Return whom the last words of a phrase name: took issue with Minister | Ana Thole of Orlavia."""
        found = names(s[span[0] : span[1]])
        near = [n for n in found if span[1] - span[0] - n.end <= _OF_PLACE and n.start != 0]
        return next((person for n in near if len(n.words) > 1 and (person := self.table.meant(n.words))), None)

    def named(self, name: str) -> str:
        """Return the name that the case uses for somebody, where it knows them."""
        return self.roster.canonical(name) or name

    def head(self, s: Sentence, span: Range) -> Person | None:
        """Return the person whom a noun phrase is about: not whose aide, not for whom one speaks."""
        return holder(s, span, self.table, self.recent)

    def _joint(self, s: Sentence, source: Range) -> Names:
        words = s[source[0] : source[1]]
        lows = [t.low for t in words]
        if lows in (["each"], ["both"], ["neither"], ["neither", "side"]):
            return self._two("sides")
        if lows[-1] in _JOINT and lows[0] in _JOINT_LEAD and len(lows) <= 3:
            return self._two(lows[-1])
        if "and" not in lows:
            return ()
        edges = [i for i, low in enumerate(lows) if low in ("and", ",")]
        parts = zip([0, *(i + 1 for i in edges)], [*edges, len(lows)], strict=True)
        spans = [(source[0] + a, source[0] + b) for a, b in parts if b > a and not (a and self._apposed(s, source[0] + a))]
        heads = [self._one(s, span) for span in spans]
        people = list(dict.fromkeys(name for name in heads if name))
        return (
            tuple(people)
            if len(people) > 1 and (len(people) == len(spans) or len(people) == len([h for h in heads if h]))
            else ()
        )

    def _apposed(self, s: Sentence, start: int) -> bool:
        """Whether an office stands here behind a comma: Ana Thole, | president of the union, and Ib Orre."""
        if s[start - 1].low != "," or s[start].capital or (s[start].low == "the" and s[start + 1].capital):
            return False
        return s[start].low in DETERMINERS or is_title(s[start].low)

    def _one(self, s: Sentence, span: Range) -> str | None:
        """Return one of several joint speakers: a person, a body, or one whom the case knows."""
        if known := self._known(s, span):
            return known
        if span[1] - span[0] == 1 and (gender := _SINGLE.get(s[span[0]].low)):
            return next(iter(self._pronoun(s, span, gender, ())), None)
        person = self.head(s, span)
        if person:
            return self.named(person.name)
        words = [t.text for t in s[span[0] : span[1]] if t.low != "the"]
        return self.table.bodies.meant(words, self.bodies) if words and words[0][:1].isupper() else None

    def _two(self, noun: str) -> Names:
        """Return the two who were named last, of the leaders only those who may lead."""
        if noun in _SIDED:
            most = [name for name, _ in self.table.sides.most_common() if name in self.roster.parties][:2]
            return tuple(most) if len(most) > 1 else ()
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
        near = likely[:NEAREST]
        certain = [p for p in near if p.gender == gender] or [p for p in near if p.gender is None and p.human]
        fits = certain or [p for p in likely if p.gender == gender]
        if not fits and len(self.last) == 1 and self.last != outer and not self._person(self.last[0]):
            return self.last
        return next(((self.named(p.name),) for p in fits or likely if p.gender in (gender, None)), ())

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
        return next((p for p in self.table.people if self.named(p.name) == name), None)

    def _gender(self, name: str) -> str | None:
        person = self._person(name)
        return person.gender if person else None


def _human(thing: str) -> bool:
    """Whether a description is of people, or of several things, so that it is no "it"."""
    noun = head_noun(thing.split())
    return (
        is_title(noun)
        or thing.split(maxsplit=1)[0].lower() in _SEVERAL
        or noun in _PEOPLE
        or (noun.endswith("s") and thing[:1].islower())
    )
