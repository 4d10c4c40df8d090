"""Transcripts: a paragraph that begins with a name and a colon is the turn of whom it names, word for word."""

import re
from collections.abc import Sequence

from winset.read.text.quote import Quotation
from winset.read.text.token import Sentence, Token, tokens
from winset.record.statement import Span

NUMBERED = re.compile(r"[QA]\d+")
"""What a committee's clerk sets before a turn: Q12 Chair."""
LEAST = 3
ENDS = ".!?…”\"'’)"
"""How a first line ends that is no title: Ina Orl on the harbour: full transcript."""
ASKING = frozenset(("q", "question", "reporter", "journalist"))
TURN = re.compile(r"[A-Z][\w.'’\-]*(?:\s+(?:[\w.'’\-]+|&)){0,4}(?:\s*\([^()\n]{1,40}\)|,\s+[A-Z]+)?:(?=\s)")


def turns(text: str, paragraphs: Sequence[Span]) -> dict[Span, int]:
    """Return where the name of each turn ends, by paragraph; nothing unless at least three, and half the page, are turns.

    >>> text = "Orl: Is it ours?\\nMR. BRANDT: No.\\nOrl: Whose then?"
    >>> turns(text, [(0, 16), (17, 32), (33, 49)])
    {(0, 16): 3, (17, 32): 27, (33, 49): 36}
    """
    first = paragraphs[0] if paragraphs else None
    found = {
        span: match.end() - 1
        for span in paragraphs
        if text.find(":", *span) >= 0 and (match := TURN.match(text, *span)) and (span != first or text[span[1] - 1] in ENDS)
    }
    return found if len(found) >= LEAST and 2 * len(found) >= len(paragraphs) else {}


def turn(text: str, paragraph: Span, colon: int) -> Sentence:
    """Return a turn as one sentence: a name, a colon, and all that was said as one quotation."""
    start, end = colon + 1, paragraph[1]
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    said = text[start:end]
    spoken = [Token(start, end, said, "Q", Quotation((start, end), (start, end), turn=True))] if said else []
    *name, mark = tokens(text, (paragraph[0], colon + 1))
    return [*_spelt(name), mark, *spoken]


def _spelt(name: list[Token]) -> list[Token]:
    """Return a name in capitals as prose has it, and for one who asks the name in brackets, or a reporter."""
    if len(name) > 1 and NUMBERED.fullmatch(name[0].text):
        name = name[1:]
    aside = next((i for i, t in enumerate(name) if t.text in {"(", ","}), len(name))
    if name[0].low in ASKING:
        asker, inside = name[0], name[aside + 1 : -1]
        nobody = [asker._replace(text=word, low=word, capital=False) for word in ("a", "reporter")]
        return inside or nobody
    return [t._replace(text=t.text.title()) if t.text.isupper() and len(t.text) > 1 else t for t in name[:aside]]
