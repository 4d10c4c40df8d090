"""The speaker table: every person an article names, under one canonical name, with roles, states and gender."""

import re
from collections import Counter
from collections.abc import Container, Iterable, Sequence
from dataclasses import dataclass, field

from winset.read.channel import OUTLETS
from winset.read.cues import CUES
from winset.read.name import LEADERS, ROLES, TITLE_PARTS, Named, is_adjective_of_state, names
from winset.read.token import Sentence, Token
from winset.read.words import DETERMINERS, word_set
from winset.read.world import is_state, nation

_MALE = word_set("""mr. mr sir lord spokesman chairman congressman king prince pope bishop cardinal archbishop sheikh emperor""")
_FEMALE = word_set("""mrs. mrs ms. ms miss dame lady madam madame spokeswoman chairwoman congresswoman queen princess""")
_MALE_NAMES = word_set(
    """james john robert michael william david richard joseph thomas charles christopher daniel matthew anthony mark
    donald steven paul andrew joshua kenneth kevin brian george timothy ronald edward jason jeffrey ryan jacob gary
    nicholas eric jonathan stephen larry justin scott brandon benjamin samuel gregory alexander frank patrick raymond
    jack dennis jerry peter henry vladimir dmitry sergei sergey ivan mikhail boris viktor andrei oleg igor volodymyr
    emmanuel olaf friedrich hans jean pierre jose juan carlos luis pedro miguel mohammed muhammad ahmed ali hassan omar
    xi narendra bill barack joe jim bob tom mike ted bernie marco mitch"""
)
_FEMALE_NAMES = word_set(
    """mary patricia jennifer linda elizabeth barbara susan jessica sarah karen lisa nancy betty margaret sandra ashley
    kimberly emily donna michelle carol amanda melissa deborah stephanie rebecca sharon laura cynthia kathleen amy
    angela shirley anna brenda pamela emma nicole helen samantha katherine christine rachel carolyn janet catherine
    maria heather diane ruth julie olivia joyce virginia victoria kelly lauren christina joan evelyn judith megan
    andrea hannah jacqueline martha gloria teresa ann sara kathryn janice jean alice julia grace judy sophia hillary
    ursula angela giorgia kaja svetlana olga natalia tatiana elena irina ekaterina melania ivanka theresa nikki"""
)
_NOT_NAMES = word_set(
    """university college institute ministry department party congress parliament senate house court council committee
    agency news times post press street avenue river lake sea island city county state states republic kingdom union
    nations bank company group inc corp ltd association federation forces army navy police office center centre
    foundation school church hospital airport station plant valley beach mountain ocean act bill law treaty accord
    agreement plan year day war"""
)


_BODIES = word_set(
    """union guild league trust authority board company council committee commission ministry institute association federation
    agency court front alliance party mission bureau society office forum group fund bank assembly tribunal foundation brotherhood
    hospital university college museum airline railway railroad district department service"""
)


@dataclass(slots=True)
class Person:
    """Somebody the article names. The table builds it while it scans; afterwards nothing changes it."""

    name: str
    words: tuple[str, ...]
    roles: set[str] = field(default_factory=set)
    nations: set[str] = field(default_factory=set)
    gender: str | None = None
    count: int = 0
    human: bool = False


class SpeakerTable:
    """The people of an article, found by one scan over its sentences, and asked afterwards who is meant."""

    def __init__(self, sentences: Iterable[Sentence]) -> None:
        self.people: list[Person] = []
        self._by_name: dict[tuple[str, ...], Person] = {}
        self._by_last: dict[str, list[Person]] = {}
        self._named: dict[int, list[Named]] = {}
        self.proper: set[str] = set()
        self._bodies: dict[str, dict[str, None]] = {}
        singles: list[tuple[Named, Sentence]] = []
        seen: Counter[tuple[str, ...]] = Counter()
        for s in sentences:
            self.proper.update(token.low for token in s[1:] if token.capital)
            for name in self.named(s):
                if len(name.words) > 1 and not name.titles:
                    self._bodies.setdefault(name.words[-1].lower(), {})[" ".join(name.words)] = None
                if len(name.words) == 1 and not name.titles:
                    continue
                seen[name.words] += 1
                if len(name.words) > 1:
                    self._note(name, s)
                else:
                    singles.append((name, s))
        for name, s in singles:
            owner = self.owner(name.words)
            if owner is None:
                owner = self._add(name.words)
            self._learn(owner, name, s)

    def named(self, s: Sentence) -> list[Named]:
        """Return the names in a sentence of the article, found once."""
        at = s[0].start
        if at not in self._named:
            self._named[at] = names(s)
        return self._named[at]

    def _add(self, words: tuple[str, ...]) -> Person:
        person = Person(" ".join(words), words)
        first = words[0].lower()
        if len(words) > 1:
            person.gender = "male" if first in _MALE_NAMES else "female" if first in _FEMALE_NAMES else None
        self.people.append(person)
        self._by_name[words] = person
        self._by_last.setdefault(words[-1].lower(), []).append(person)
        return person

    def _note(self, name: Named, s: Sentence) -> None:
        words = name.words
        person = self._by_name.get(words)
        if person is None:
            if is_state(" ".join(words)) or any(
                w.lower() in _NOT_NAMES or w.lower() in CUES or re.search(r"-[a-z]", w) for w in words
            ):
                return
            person = self._same_person(words)
            if person is None:
                person = self._add(words)
            self._by_name[words] = person
        self._learn(person, name, s)

    def _same_person(self, words: tuple[str, ...]) -> Person | None:
        """Return somebody with the same first and last name: Anna Maria Orl is Anna Orl."""
        for person in self._by_last.get(words[-1].lower(), ()):
            if person.words[0] == words[0] and len(words) > 1:
                return person
        return None

    def _learn(self, person: Person, name: Named, s: Sentence) -> None:
        person.count += 1
        if name.end < len(s) and s[name.end].low in CUES:
            person.human = True
        person.nations.update(name.nations)
        for title in name.titles:
            person.human = True
            if title in ROLES:
                person.roles.add(title)
            person.gender = "male" if title in _MALE else "female" if title in _FEMALE else person.gender
            if title == "prime":
                person.roles.add("premier")
        end = name.end
        if end + 1 < len(s) and s[end].low == "of" and s[end + 1].capital and name.titles:
            state = " ".join(t.text for t in s[end + 1 : end + 3] if t.capital)
            person.nations.add(nation(state if is_state(state) else s[end + 1].text))
        if (
            end + 1 < len(s)
            and s[end].low == ","
            and s[end + 1].low in ("the", "a", "an", "his", "her", "their", "who", "head", "chief", "president", "director")
        ):
            for k in range(end + 1, min(len(s), end + 12)):
                low = s[k].low
                if low in (",", ".") or s[k].quotation is not None:
                    break
                if low in ROLES:
                    person.roles.add(low)
                    person.human = True
                    person.gender = "male" if low in _MALE else "female" if low in _FEMALE else person.gender
                elif s[k].capital and (is_state(low) or is_adjective_of_state(low)):
                    person.nations.add(nation(s[k].text))

    def owner(self, words: Sequence[str]) -> Person | None:
        """Return the person that these words of a name mean: the same words, else the likeliest with that surname."""
        exact = self._by_name.get(tuple(words))
        if exact:
            return exact
        if len(words) > 1:
            return self._same_person(tuple(words))
        candidates = self._by_last.get(words[0].lower(), ())
        if not candidates:
            first = [p for p in self.people if len(p.words) > 1 and p.words[0] == words[0] and (p.human or p.gender)]
            return first[0] if len(first) == 1 else None
        return max(candidates, key=lambda p: (p.human, p.count), default=None)

    def body(self, word: str) -> str | None:
        """Return the one body of the article whose name ends in this word: the guild → Lecturers' Guild."""
        bodies = [name for name in self._bodies.get(word.lower(), ()) if name not in self._by_people()]
        return bodies[0] if len(bodies) == 1 and word.lower() in _BODIES else None

    def _by_people(self) -> Container[str]:
        return {p.name for p in self.people if p.human}

    def person(self, s: Sentence, start: int, end: int) -> Person | None:
        """Return the person named in this stretch of a sentence, the first name in it deciding."""
        return next((person for name in names(s[start:end]) if (person := self.meant(name.words))), None)

    def meant(self, words: tuple[str, ...]) -> Person | None:
        """Return the person that a name means; of a longer name that is not known, the last word decides if it is a surname."""
        return self.owner(words) or (self.owner(words[-1:]) if len(words) > 1 and words[-1].lower() in self._by_last else None)

    def by_role(self, words: Sequence[str], recent: Sequence[Person] = ()) -> Person | None:
        """Return whom a description means: the Ukrainian leader; the president; the president of Orlavia.

        Roles and states must agree; where several people fit, the one mentioned last; where none fits for certain, nobody.
        """
        lows = [w.lower() for w in words]
        roles = {w for w in lows if w in ROLES}
        if not roles or tuple(lows[-2:]) in _NO_RANK:
            return None
        states = {nation(w) for w in _states(words)}
        return self._fitting(roles, states, recent)

    def _fitting(self, roles: set[str], states: set[str], recent: Sequence[Person]) -> Person | None:
        wide = roles | LEADERS if roles & LEADERS else roles
        if "leader" not in roles and "president" in roles:
            wide = roles | {"leader"}
        fits = [p for p in self.people if p.roles & wide]
        if states:
            certain = [p for p in fits if p.nations & states]
            fits = certain or [p for p in fits if not p.nations]
        if len(fits) == 1:
            return fits[0]
        return next((p for p in reversed(recent) if p in fits), None) if fits else None


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


_PLAIN = re.compile(r"^(?:the|The)\s+(?=[A-Z])")


_CUT = frozenset(
    ("who", "which", "that", "whose", "whom", "released", "obtained", "reached", "published", "conducted", "seen", ";")
)
_MARKS = frozenset((",", ".", "'s", "’s", ")", "and"))


def _common(tokens: Sequence[Token], proper: Container[str] | None) -> bool:
    """Whether the first word has its capital from the sentence alone, as far as the words or the rest of the article tell.

    A determiner, a plural role, a word before plain ones; or a plural that has no capital elsewhere inside a sentence.
    """
    first = tokens[0]
    if first.low in DETERMINERS or first.low.removesuffix("s") in ROLES:
        return not (len(tokens) > 1 and tokens[1].capital) or first.low in ("a", "an")
    if is_state(first.low) or first.low in OUTLETS:
        return False
    plain = len(tokens) > 1 and not tokens[1].capital and tokens[1].text[0].isalpha()
    unheard = proper is not None and first.low not in proper
    return (plain and (first.low.endswith("s") or unheard)) or (
        unheard and len(tokens) == 1 and (first.low.endswith("s") or first.low in _COLLECTIVE)
    )


_COLLECTIVE = frozenset(("police", "people", "someone", "management", "staff", "operator", "chair", "others"))


def described(tokens: Sequence[Token], proper: Container[str] | None = None) -> str:
    """Return a source in its own words where it names nobody: "police"; "the Kremlin" becomes "Kremlin".

    What follows the noun phrase (a relative clause, an apposition) is left out. `proper` are the words with a capital inside
    the article's sentences.
    """
    end = next(
        (i for i, t in enumerate(tokens) if i and (_cuts(tokens, i) or (t.low == "," and not _listed(tokens, i)))), len(tokens)
    )
    while end and tokens[end - 1].low in _MARKS:
        end -= 1
    out = ""
    for i, token in enumerate(tokens[:end]):
        out += (" " if i and token.start > tokens[i - 1].end else "") + token.text
    plain = _PLAIN.sub("", out)
    return plain[:1].lower() + plain[1:] if end and _common(tokens[:end], proper) else plain


def _cuts(tokens: Sequence[Token], i: int) -> bool:
    return tokens[i].low in _CUT and tokens[i - 1].low not in DETERMINERS


def _listed(tokens: Sequence[Token], comma: int) -> bool:
    return any(t.low in ("and", "or") for t in tokens[comma + 1 : comma + 8])
