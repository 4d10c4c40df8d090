"""A stretch of text with what is known of it: who said what where, and the syntax of its words where a treebank says."""

from dataclasses import dataclass

Span = tuple[int, int]
Spans = tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Attribution:
    """The words that say who, how and what, in characters of the text."""

    source: Spans
    cue: Spans
    content: Spans


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a treebank: where it stands, its tag, its relation, and where its head stands (None for a root)."""

    span: Span
    tag: str
    relation: str
    head: Span | None


@dataclass(frozen=True, slots=True)
class Passage:
    """A text, its attributions, its syntax; `by_hand` says that somebody marked them, all there are, and not a tree."""

    name: str
    text: str
    attributions: tuple[Attribution, ...]
    words: tuple[Word, ...] = ()
    titles: Spans = ()
    by_hand: bool = True
