"""The sentences of a page, paragraph by paragraph; a paragraph that ends in "he said:" is one with the next."""

from collections.abc import Iterable, Iterator, Sequence

from winset.read.english.cues import CUES
from winset.read.text.quote import quotations
from winset.read.text.token import LONGEST_SENTENCE, Sentence, sentences, tokens
from winset.read.text.turn import turn, turns
from winset.record.statement import Span

Paragraph = Sequence[Sentence]
LONGEST_KEPT = 1_000_000
"""Up to this many characters, sentences are kept between two passes over them; beyond, they are made twice."""

MOST_SENTENCES = 60
"""A longer paragraph is taken in pieces, so that a text of one line takes no more time than one of many."""


class Paragraphs:
    """The paragraphs of a text, to be asked for as often as needed, and where a quotation mark found no other half."""

    def __init__(self, plain: str, spans: Sequence[Span]) -> None:
        self.unbalanced: tuple[int, ...] = ()
        self._plain, self._spans = plain, spans
        self._turns = turns(plain, spans)
        self._kept: list[Paragraph] | None = None

    def __call__(self) -> Iterable[Paragraph]:
        """Return the paragraphs, in order."""
        if self._kept is None and len(self._plain) <= LONGEST_KEPT:
            self._kept = list(self._made())
        return self._made() if self._kept is None else self._kept

    def _made(self) -> Iterator[Paragraph]:
        stray: list[int] = []
        held: list[Sentence] = []
        for paragraph in quotations(self._plain, self._spans):
            if paragraph.span in self._turns:
                if held:
                    yield held
                    held = []
                yield [turn(self._plain, paragraph.span, self._turns[paragraph.span])]
                continue
            stray += paragraph.unbalanced
            made, joins = held, bool(held)
            for s in sentences(tokens(self._plain, paragraph.span, paragraph.quotations)):
                if joins:
                    made[-1] = made[-1] + s
                else:
                    made.append(s)
                joins = False
                if len(made) >= MOST_SENTENCES:
                    yield made
                    made = []
            held = made if made and len(made[-1]) < LONGEST_SENTENCE and announces(made[-1]) else []
            if made and not held:
                yield made
        if held:
            yield held
        self.unbalanced = tuple(stray)


def announces(s: Sentence) -> bool:
    """Whether a sentence ends by announcing what somebody said: the governor added:"""
    return len(s) > 2 and s[-1].low == ":" and any(t.low in CUES for t in s[-8:])
