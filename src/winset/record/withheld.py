"""What must not circulate: the entries and documents so marked, and whatever shares their words."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import PurePath

from winset.band import Basis
from winset.record import item as items
from winset.record.item import Item
from winset.record.statement import Span, Statement

MARK = "do not circulate"
"""The tag that keeps an entry or a document out of every export and report."""
BLACK = "█"
"""What stands for each character of withheld words, so that all other places in a text stay the same."""


@dataclass(frozen=True, slots=True)
class Withheld:
    """What stays in the house.

    `subjects` : the entries that are marked, their edits included
    `texts`, `sources` : what was extracted from marked documents, and these, by hash; and each further text of a document in
        one text of which words are marked
    `names` : the names of marked documents, as bases may give them
    `spans` : in other texts, where the words of marked entries stand
    `words` : those words, on one line
    """

    subjects: frozenset[str] = frozenset()
    texts: frozenset[str] = frozenset()
    sources: frozenset[str] = frozenset()
    names: frozenset[str] = frozenset()
    spans: Mapping[str, tuple[Span, ...]] = field(default_factory=dict)
    words: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.subjects or self.sources)

    def holds(self, item: Item) -> bool:
        """Whether an entry stays: it is marked, of a marked document, or shares words with a marked entry or hangs on one."""
        if not self:
            return False
        if item.text_id in self.texts or items.subject(item) in self.subjects:
            return True
        above = item.nested_in if isinstance(item, Statement) else getattr(item, "statement", None)
        if above and f"statement:{above}" in self.subjects:
            return True
        hidden = self.spans.get(item.text_id, ())
        return any(start < right and left < end for start, end in own_words(item) for left, right in hidden)

    def rests(self, basis: Basis) -> bool:
        """Whether something rests on what stays: on a marked statement, a marked document, or its words quoted."""
        if any(f"statement:{id_}" in self.subjects for id_ in basis.statements):
            return True
        if basis.source and _name(basis.source) in self.names:
            return True
        quoted = one_line(basis.words or "")
        return bool(quoted) and any(quoted in words or words in quoted for words in self.words)

    def blacked(self, text_id: str, content: str) -> str:
        """Return a text with the withheld words blacked out, every other character at its place."""
        for start, end in self.spans.get(text_id, ()):
            content = content[:start] + BLACK * (min(end, len(content)) - start) + content[end:]
        return content


NOTHING_WITHHELD = Withheld()


def own_words(item: Item) -> tuple[Span, ...]:
    """Return where the words of an entry stand."""
    return item.content if isinstance(item, Statement) else (item.span,)


def whole_words(item: Item) -> tuple[Span, ...]:
    """Return where the words of an entry stand, with those that say whose they are."""
    return (*item.content, *item.source, *item.cue) if isinstance(item, Statement) else (item.span,)


def one_line(words: str) -> str:
    """Return words with every run of white space as one space."""
    return " ".join(words.split())


def names_of(name: str) -> frozenset[str]:
    """Return the names by which a basis may mean a document.

    >>> sorted(names_of("a/gazette.txt"))
    ['gazette', 'gazette.txt']
    """
    return frozenset({_name(name), PurePath(_name(name)).stem})


def _name(source: str) -> str:
    return PurePath(source.replace("\\", "/")).name
