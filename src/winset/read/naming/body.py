"""Bodies: unions, ministries, firms and parties under their full names, and the short ways in which an article means them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from winset.read.english.words import word_set
from winset.read.naming.describe import spelled
from winset.read.naming.name import Named
from winset.read.text.token import Sentence

_NOUNS = word_set(
    """union guild league trust authority board company council committee commission ministry institute association federation
    agency court front alliance party mission bureau society office forum group fund bank assembly tribunal foundation brotherhood
    hospital university college museum airline railway railroad district department service senate parliament congress movement
    chamber coalition compact pact command directorate secretariat observatory monitor watch academy school church club network
    campaign list republic kingdom government confederation syndicate consortium corporation cooperative palace register"""
)
_FIRMS = word_set(
    """air airlines airways lines biologics pharma pharmaceuticals steel energy motors foods holdings industries systems railways
    rail railroad shipping mines mining oil gas power partners logistics bank inc corp ltd plc co group foundry works maritime
    petroleum aviation telecom chemicals minerals timber ferries"""
)
_KINDS = {
    "union": word_set("union guild brotherhood federation workers staff association amalgamated teachers crews pilots"),
    "company": _FIRMS | {"company"},
    "firm": _FIRMS | {"company"},
    "airline": word_set("air airlines airways airline"),
    "railroad": word_set("lines rail railroad railway railways"),
    "carrier": word_set("air airlines airways lines"),
    "court": word_set("court"),
    "tribunal": word_set("tribunal"),
    "rebels": word_set("front movement"),
    "group": word_set("group front movement"),
    "party": word_set("party union list league"),
    "agency": word_set("agency service bureau"),
    "creditors": word_set("bondholder creditors"),
    "bondholders": word_set("bondholder"),
}
"""Plain nouns for a body, with the words that its name then holds; any other noun stands in the name itself."""
_JOINS = word_set("of for")
_LINKS = word_set("of for and the")
_OWNS = frozenset(("'s", "’s", "'", "’"))
LONGEST = 9

Words = tuple[str, ...]


@dataclass(slots=True)
class Bodies:
    """The bodies of an article, where each is named in full, and the short forms that brackets introduce."""

    names: dict[Words, str] = field(default_factory=dict)
    short: dict[str, str] = field(default_factory=dict)
    words: set[str] = field(default_factory=set)
    """Every word of their names, in lower case."""

    known: list[Words] = field(default_factory=list)
    """The names of those that a case knows."""

    def know(self, names: Iterable[str]) -> None:
        """Take in bodies that a case knows, whether or not the article names them in full."""
        for name in names:
            plain = _plain(name.split())
            self._keep(plain, name)
            self.known.append(plain)

    def note(self, s: Sentence, named: Sequence[Named]) -> None:
        """Take in the bodies that a sentence names, with what stands in brackets behind them: Ward Staff (UWS)."""
        behind = 0
        for one in named:
            if one.start < behind or one.titles:
                continue
            behind = _end(s, one.end)
            words = [t.text for t in s[one.start : behind]]
            if len(words) > 1 and any(t.low in _NOUNS or t.low in _FIRMS for t in s[one.start : behind]):
                name = self._longer(_plain(words)) or self._keep(_plain(words), spelled(s[one.start : behind]))
                if behind + 2 < len(s) and s[behind].low == "(" and s[behind + 2].low == ")" and s[behind + 1].text.isupper():
                    self.short[s[behind + 1].text] = name

    def meant(self, words: Sequence[str], recent: Sequence[str] = ()) -> str | None:
        """Return the body that some words mean, without their article; nothing where that is open.

        Its whole name, its letters, a part of its name with capitals, or the plain noun for what it is; of several, the one
        named last in `recent`.
        """
        first = words[0].lower().replace("’", "'").removesuffix("'s") if words else ""
        if not words or (first not in self.words and first not in _KINDS and not words[0].isupper()):
            return None
        whole = _plain(words)
        if not whole:
            return None
        if whole in self.names:
            return self.names[whole]
        if len(whole) == 1 and words[-1].isupper():
            return self.short.get(words[-1]) or self._lettered(words[-1])
        capital = all(w[:1].isupper() for w in words if w.lower() not in _LINKS)
        if capital:
            fits = [name for known, name in self.names.items() if whole[0] in known and _part(whole, known)]
        elif len(whole) == 1:
            kind = _KINDS.get(whole[0], {whole[0]} & _NOUNS)
            fits = [name for known, name in self.names.items() if kind & set(known)]
        else:
            fits = [name for known, name in self.names.items() if len(known) > len(whole) and known[-len(whole) :] == whole]
        return fits[0] if len(set(fits)) == 1 else next((name for name in reversed(recent) if name in fits), None)

    def _keep(self, plain: Words, name: str) -> str:
        self.words.update(plain)
        return self.names.setdefault(plain, name)

    def _longer(self, plain: Words) -> str | None:
        """Return the body that the case knows by a longer name of which these are the last words, if it is the only one."""
        fits = [known for known in self.known if len(known) > len(plain) and known[-len(plain) :] == plain]
        return self.names[fits[0]] if len(fits) == 1 else None

    def _lettered(self, letters: str) -> str | None:
        fits = {name for known, name in self.names.items() if "".join(w[0] for w in known).upper() == letters}
        return fits.pop() if len(fits) == 1 else None


def names_body(words: Sequence[str]) -> bool:
    """Whether a name ends in a noun for a body: Ferry Guild."""
    return words[-1].lower() in _NOUNS


def _plain(words: Sequence[str]) -> Words:
    return tuple(low for w in words if (low := w.lower().replace("’", "'").removesuffix("'s").rstrip("'")) and low not in _LINKS)


def _part(words: Words, known: Words) -> bool:
    """Whether some words with capitals stand for a longer name: its beginning, or from within it down to its noun."""
    if len(words) >= len(known):
        return False
    ends = known[-len(words) :] == words and (len(words) > 1 or words[-1] in _NOUNS)
    return ends or known[: len(words)] == words or (len(words) == 1 and words[0] in known and words[0] in _NOUNS)


def _end(s: Sentence, end: int) -> int:
    """Return where the name of a body ends that goes on with "of": Federation | of Teachers; Office | for Colleges."""
    start = end
    while end + 1 < len(s) and end - start < LONGEST:
        if s[end].low in _JOINS and s[end - 1].low in _NOUNS:
            following = end + 1 + (s[end + 1].low == "the")
        elif s[end].low in _OWNS:
            following = end + 1
        else:
            break
        if following >= len(s) or not s[following].capital or s[following].quotation is not None:
            break
        end = following
        while end < len(s) and s[end].capital and s[end].quotation is None:
            end += 1
    return end
