"""The speaker table: every person an article names, under one canonical name, with roles, states and gender."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence

from winset.read.attribution.grammar import is_word
from winset.read.english.cues import CUES
from winset.read.english.noun import head_noun
from winset.read.english.words import DETERMINERS, PREPOSITIONS, word_set
from winset.read.english.world import is_state, nation
from winset.read.naming.body import Bodies, names_body
from winset.read.naming.name import HONORIFICS, LEADERS, ROLES, TITLE_PARTS, Named, is_adjective_of_state, is_title, names
from winset.read.naming.person import FEMALE, MALE, Person, gender_of
from winset.read.naming.roster import EMPTY, Roster
from winset.read.text.token import Sentence

_NOT_NAMES = word_set(
    """university college institute ministry department party congress parliament senate house court council committee
    agency news times post press street avenue river lake sea island city county state states republic kingdom union
    nations bank company group inc corp ltd association federation forces army navy police office center centre
    foundation school church hospital airport station plant valley beach mountain ocean act bill law treaty accord
    agreement plan year day war record express line lines service herald courier tribune gazette mercury beacon
    chronicle journal"""
)
_PRONOUNS = {"he": "male", "his": "male", "him": "male", "she": "female", "her": "female"}
_APPOSING = word_set("the a an his her their its who head chief president director")
_NUMERALS = frozenset(("II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X"))
PERSONAL_TITLES = ROLES | HONORIFICS
_LOOSE = word_set("own new former own's 's ’s then acting")
_LONGEST_OFFICE = 7
_SHORTEST_GIVEN = 3
_LONG = 3
"""Words from which a name is no familiar one."""
_STYLED = word_set(
    "commander baroness baron lord lady sir dame king queen prince princess pope sheikh sister brother father bishop"
)
"""Titles that stay with somebody of whom the article gives one name alone."""
_SUBJECT = 6
"""Words within which a sentence names its subject."""


class SpeakerTable:
    """The people of an article, found by one scan over its sentences, and asked afterwards who is meant.

    People whom a case knows are in the table from the start, counted as mentioned only where the article mentions them.
    """

    def __init__(self, sentences: Iterable[Sentence], known: Roster = EMPTY) -> None:
        self.people: list[Person] = []
        self.proper: set[str] = set()
        self.bodies = Bodies()
        self._by_name: dict[tuple[str, ...], Person] = {}
        self._by_last: dict[str, list[Person]] = {}
        self._by_first: dict[str, list[Person]] = {}
        self._by_start: dict[str, list[Person]] = {}
        self._by_head: dict[str, list[Person]] = {}
        self._named: dict[int, list[Named]] = {}
        self.sides: Counter[str] = Counter()
        self._known = known
        self._listed(known)
        singles: list[tuple[Named, Sentence]] = []
        found_in: list[Sentence] = []
        for s in sentences:
            found_in.append(s)
            self.proper.update(token.low for token in s[1:] if token.capital)
            found = self.named(s)
            self.bodies.note(s, found)
            for name in found:
                if (body := known.body(" ".join(name.words))) and (
                    not set(name.titles) & PERSONAL_TITLES or s[name.start - 1].low in ("of", "the")
                ):
                    self.sides[body] += 1
                elif len(name.words) > 1:
                    self._note(name, s)
                elif set(name.titles) & PERSONAL_TITLES or name.words[-1].lower() in self._by_last:
                    singles.append((name, s))
        self._same_ending()
        for name, s in singles:
            owner = self.owner(name.words)
            if owner is None and name.titles:
                owner = self._add(name.words)
                if name.titles[-1] in _STYLED:
                    owner.name = f"{name.titles[-1].title()} {owner.name}"
            if owner is not None:
                self._learn(owner, name, s)
        self._genders(found_in)
        for person in self.people:
            for head in person.heads | person.roles:
                self._by_head.setdefault(head, []).append(person)

    def _same_ending(self) -> None:
        """Make one of those who are the same: Midfielder | Mateo Salvi, or M. Salvi, is Mateo Salvi, named so later."""
        for person in [p for p in self.people if len(p.words) > 2 or p.words[0][1:] == "."]:
            lettered = person.words[0][1:] == "."
            other = self._spelt_out(person) if lettered else self._by_name.get(person.words[-2:])
            if other is None or other is person or person.words[0] == other.words[0]:
                continue
            self.people.remove(person)
            self._by_last[person.words[-1].lower()].remove(person)
            other.count += person.count
            other.human, other.gender = other.human or person.human, other.gender or person.gender
            self._by_name.update((words, other) for words, known in self._by_name.items() if known is person)

    def _spelt_out(self, person: Person) -> Person | None:
        """Return who has the first name of which an initial is all that somebody is given: I. Orre is Ib Orre."""
        alike = [p for p in self._by_last.get(person.words[-1].lower(), ()) if p is not person]
        lettered = [p for p in alike if p.words[0][0] == person.words[0][0] and len(p.words) > 1]
        return lettered[0] if len(lettered) == 1 else None

    def _genders(self, sentences: Iterable[Sentence]) -> None:
        """Learn who is "he" and who is "she" where nothing else told it: from sentences that name but one person.

        A pronoun behind the name, or at the head of the next sentence of the paragraph, has a vote; most votes decide.
        """
        votes: dict[str, Counter[str]] = {}
        before: Person | None = None
        for s in sentences:
            first = _PRONOUNS.get(s[0].low)
            if before is not None and first:
                votes.setdefault(before.name, Counter())[first] += 1
            people = {p.name: (p, n) for n in self.named(s) if (p := self.owner(n.words)) is not None}
            before = None
            if len(people) == 1:
                person, name = next(iter(people.values()))
                behind = next((g for t in s[name.end :] if t.quotation is None and (g := _PRONOUNS.get(t.low))), None)
                if behind:
                    votes.setdefault(person.name, Counter())[behind] += 1
                before = person if name.start < _SUBJECT else None
        for person in self.people:
            if person.gender is None and person.name in votes:
                (most, count), *other = votes[person.name].most_common()
                if not other or count > other[0][1]:
                    person.gender = most

    def _listed(self, known: Roster) -> None:
        for entry in known.people:
            person = self._add(entry.words)
            person.name, person.gender, person.human = entry.name, entry.gender or person.gender, True
            for office in re.split(r"\s*(?:,|;|\band\b|\buntil\b)\s*", entry.office):
                person.office |= set(office.lower().split())
                person.heads.add(head_noun(office.split()))
            person.roles |= person.heads & ROLES
            person.nations |= {nation(word) for name in entry.side for word in (name, *name.split()) if word[:1].isupper()}
        self.bodies.know(known.bodies)

    def named(self, s: Sentence) -> list[Named]:
        """Return the names in a sentence of the article, found once."""
        at = s[0].start
        if at not in self._named:
            self._named[at] = names(s)
        return self._named[at]

    def _add(self, words: tuple[str, ...]) -> Person:
        person = Person(" ".join(words), words)
        if len(words) > 1:
            person.gender = gender_of(words[0])
            self._by_first.setdefault(words[0], []).append(person)
            self._by_start.setdefault(words[0][:_SHORTEST_GIVEN], []).append(person)
        self.people.append(person)
        self._by_name[words] = person
        surname = words[-2] if len(words) > 1 and words[-1] in _NUMERALS else words[-1]
        self._by_last.setdefault(surname.lower(), []).append(person)
        return person

    def _note(self, name: Named, s: Sentence) -> None:
        words = name.words
        person = self._by_name.get(words)
        if person is None:
            person = self._ending(words)
        if person is None:
            if (
                is_state(" ".join(words))
                or (names_body(words) and not gender_of(words[0]))
                or any(w.lower() in _NOT_NAMES or w.lower() in CUES or re.search(r"-[a-z]", w) for w in words)
            ):
                return
            person = self._same_person(words)
            if person is None:
                person = self._add(words)
            self._by_name[words] = person
        self._learn(person, name, s)

    def _ending(self, words: tuple[str, ...]) -> Person | None:
        """Return somebody known by the last two words of a longer run of capitals: PM | Ana Thole."""
        return self._by_name.get(words[-2:]) if len(words) > 2 else None

    def _same_person(self, words: tuple[str, ...]) -> Person | None:
        """Return somebody with the same first and last name, or its first letter: Anna Maria Orl and A. Orl are Anna Orl."""
        alike = self._by_last.get(words[-1].lower(), ()) if len(words) > 1 else ()
        same = next((person for person in alike if person.words[0] == words[0]), None)
        if same is None and alike and words[0][1:] == ".":
            lettered = [person for person in alike if person.words[0][0] == words[0][0]]
            return lettered[0] if len(lettered) == 1 else None
        return same

    def _learn(self, person: Person, name: Named, s: Sentence) -> None:
        person.count += 1
        if name.end < len(s) and s[name.end].low in CUES:
            person.human = True
        person.nations.update(name.nations)
        for title in name.titles:
            person.human = True
            person.office.add(title)
            person.heads |= {title} & ROLES
            if title in ROLES:
                person.roles.add(title)
            person.gender = "male" if title in MALE else "female" if title in FEMALE else person.gender
            if title == "prime":
                person.roles.add("premier")
        end = name.end
        if end + 1 < len(s) and s[end].low == "of" and s[end + 1].capital and name.titles:
            state = " ".join(t.text for t in s[end + 1 : end + 3] if t.capital)
            person.nations.add(nation(state if is_state(state) else s[end + 1].text))
        self._learn_portfolio(person, name, s)
        self._learn_before(person, name, s)
        if end + 1 < len(s) and s[end].low == "," and (s[end + 1].low in _APPOSING or is_title(s[end + 1].low)):
            stop = next(
                (k for k in range(end + 1, min(len(s), end + 12)) if s[k].low in (",", ".") or s[k].quotation is not None),
                end + 12,
            )
            self._learn_office(person, s, end + 1, min(stop, len(s)))

    def _learn_portfolio(self, person: Person, name: Named, s: Sentence) -> None:
        """Learn the words with capitals before a title that are no state: Commerce | Secretary Ana Thole."""
        if not name.titles:
            return
        k = name.start - len(name.titles) - 1
        while k >= 0 and name.start - k < _LONGEST_OFFICE and s[k].capital and s[k].quotation is None:
            if not is_state(s[k].low) and not is_adjective_of_state(s[k].low):
                person.office.add(s[k].low)
            k -= 1

    def _learn_before(self, person: Person, name: Named, s: Sentence) -> None:
        """Learn what stands before a name: the minister, | Ana Thole,; Orlavian fisheries minister | Ana Thole."""
        k = name.start - 1 - len(name.titles)
        while (
            k >= 0 and s[k].quotation is None and s[k].low[:1].isalpha() and not s[k].capital and name.start - k < _LONGEST_OFFICE
        ):
            if s[k].low in DETERMINERS or s[k].low in PREPOSITIONS:
                break
            k -= 1
        if name.titles and not s[name.start - 1].capital:
            self._learn_office(person, s, k + 1, name.start)
        comma = name.start - 1
        if comma > 0 and s[comma].low == "," and name.end < len(s) and s[name.end].low in (",", ".", ")"):
            k = comma - 1
            while (
                k > 0
                and s[k].quotation is None
                and s[k].low[:1].isalpha()
                and (s[k].low not in DETERMINERS or (s[k].low == "the" and s[k - 1].low in ("of", "for")))
                and comma - k < _LONGEST_OFFICE
            ):
                k -= 1
            owned = k > 0 and s[k].low in ("'s", "’s")
            if s[k].low in DETERMINERS or owned:
                self._learn_office(person, s, k + 1, comma, wide=True)
                if owned and s[k - 1].capital:
                    person.nations.add(nation(s[k - 1].text))

    def _learn_office(self, person: Person, s: Sentence, start: int, end: int, *, wide: bool = False) -> None:
        """Learn an office from the words in which it stands; it must hold a role, or `wide` be said of it."""
        words = s[start:end]
        within = next((i for i, t in enumerate(words) if i and t.low in PREPOSITIONS), len(words))
        roles = {t.low for t in words[:within] if t.low in ROLES or is_title(t.low)}
        if not roles and not wide:
            return
        person.roles |= roles & ROLES
        person.human = person.human or bool(roles)
        person.heads.add(head_noun([t.text for t in words if is_word(t)]))
        for token in words:
            if token.low in PREPOSITIONS and token.low not in ("of", "for", "at"):
                break
            person.office.add(token.low)
            person.gender = "male" if token.low in MALE else "female" if token.low in FEMALE else person.gender
            if token.capital and (is_state(token.low) or is_adjective_of_state(token.low)):
                person.nations.add(nation(token.text))

    def owner(self, words: Sequence[str]) -> Person | None:
        """Return the person that these words of a name mean: the same words, else the likeliest with that surname."""
        exact = self._by_name.get(tuple(words))
        if exact:
            return exact
        if len(words) > 1:
            return self._ending(tuple(words)) or self._same_person(tuple(words))
        candidates = self._by_last.get(words[0].lower(), ())
        if not candidates:
            first = [p for p in self._by_first.get(words[0], ()) if p.human or p.gender]
            return first[0] if len(first) == 1 else None
        return max(candidates, key=lambda p: (p.human, p.count), default=None)

    def count(self, words: tuple[str, ...]) -> int:
        """Return how often the article names somebody whom the case knows by these words."""
        known = self._by_name.get(words)
        return known.count if known else 0

    def person(self, s: Sentence, start: int, end: int) -> Person | None:
        """Return the person named in this stretch of a sentence, the first name in it deciding."""
        return next((person for name in names(s[start:end]) if (person := self.meant(name.words))), None)

    def meant(self, words: tuple[str, ...]) -> Person | None:
        """Return the person that a name means; of a longer name that is not known, the last word decides if it is a surname."""
        last = self.owner(words[-1:]) if len(words) > 1 and words[-1].lower() in self._by_last else None
        return self.owner(words) or last or self._familiar(words)

    def _familiar(self, words: tuple[str, ...]) -> Person | None:
        """Return whom the article calls by the given name or its beginning: Dan is Daniel Thole; Mum Ana; Big Ib."""
        given = words[-1]
        alike = self._by_start.get(given[:_SHORTEST_GIVEN]) if len(words) < _LONG else None
        if not alike or (len(words) > 1 and gender_of(words[0])):
            return None
        fits = [p for p in alike if p.words[0].startswith(given) and p.human and (p.count or p.words[0] == given)]
        return fits[0] if len(fits) == 1 else None

    def by_role(self, words: Sequence[str], recent: Sequence[Person] = ()) -> Person | None:
        """Return whom a description means: the Ukrainian leader; the transport secretary; the president of Orlavia.

        Office and states must agree; where several people fit, the one mentioned last; where none fits for certain, nobody.
        """
        lows = [w.lower() for w in words]
        if not lows or tuple(lows[-2:]) in _NO_RANK:
            return None
        head = "president" if " ".join(lows[-3:]) in _HEADS_OF else head_noun(words)
        loose = LEADERS if head in LEADERS else frozenset((head,))
        fits = (
            self._by_head.get(head)
            or self._by_head.get(_ALSO.get(head, ""))
            or [p for p in self.people if head in LEADERS and not loose.isdisjoint(p.heads | p.roles)]
        )
        if not fits:
            return None
        offices = {word for p in fits for word in p.office}
        places = [place for place in _states(words) if place.lower() not in offices]
        named = {word for place in places for word in place.lower().split()}
        lows = [] if head not in lows else [w for w in lows if w not in named]
        wanted = {
            w for w in lows if w not in DETERMINERS and w not in PREPOSITIONS and w not in _LOOSE and w not in loose and w != head
        }
        return self._fitting([p for p in fits if wanted <= p.office], {nation(w) for w in places}, recent)

    def _fitting(self, fits: Sequence[Person], states: set[str], recent: Sequence[Person]) -> Person | None:
        if states:
            certain = [p for p in fits if p.nations & states]
            fits = certain or [p for p in fits if not p.nations]
        met = [p for p in fits if p.count]
        if len(met) == 1 or (not met and len(fits) == 1):
            return (met or fits)[0]
        return next((p for p in reversed(recent) if p in met), None)


_ALSO = {"minister": "secretary", "secretary": "minister", "chief": "head", "head": "chief", "boss": "chief"}
"""Nouns that are said for each other where nobody is called by the first."""
_HEADS_OF = ("head of state", "head of government")
_NO_RANK = frozenset(("general", body) for body in ("staff", "assembly", "council", "secretariat", "directorate"))
"""Where a description ends so, "general" is part of a body's name and nobody's rank."""


def _states(words: Sequence[str]) -> list[str]:
    out, i = [], 0
    while i < len(words):
        pair = " ".join(words[i : i + 2])
        if i + 1 < len(words) and is_state(pair):
            out.append(pair)
            i += 2
            continue
        word = words[i]
        if (
            word[:1].isupper()
            and word.lower() not in TITLE_PARTS
            and word.lower() not in DETERMINERS
            and (is_state(word) or word[0].isupper())
        ):
            out.append(word)
        i += 1
    return out
