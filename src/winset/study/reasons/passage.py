"""The sentence of a document in which words stand, and where in the document that is."""

import re
from collections.abc import Mapping

from winset.band import Frozen
from winset.read.text.quote import quotations
from winset.read.text.token import sentences, tokens
from winset.record.statement import Span

BREAK = re.compile(r"\n[ \t]*\n")


class Passage(Frozen):
    """Where words stand: the document, from which to which character (code points, the end not included), the sentence around."""

    document: str
    span: Span
    sentence: str


def find(words: str, document: str, text: str) -> Passage | None:
    """Return where words first stand in a text, whatever its spaces and line breaks; nothing if they do not.

    >>> find("toll must go", "gazette", "Talks resumed. The toll\\nmust go, she said. He left.")
    Passage(document='gazette', span=(19, 31), sentence='The toll must go, she said.')
    """
    hit = re.search(r"\s+".join(map(re.escape, words.split())), text) if words.split() else None
    return around(hit.span(), document, text) if hit else None


def around(span: Span, document: str, text: str) -> Passage:
    """Return the sentence, or the sentences, over which a span runs; a quotation is never cut in two."""
    begin = max((gap.end() for gap in BREAK.finditer(text, 0, span[0])), default=0)
    gap = BREAK.search(text, span[1])
    (paragraph,) = quotations(text, [(begin, gap.start() if gap else len(text))])
    touched = [
        (one[0].start, one[-1].end)
        for one in sentences(tokens(text, paragraph.span, paragraph.quotations))
        if one[0].start < span[1] and one[-1].end > span[0]
    ]
    first, last = min((one[0] for one in touched), default=span[0]), max((one[1] for one in touched), default=span[1])
    return Passage(document=document, span=span, sentence=" ".join(text[min(first, span[0]) : max(last, span[1])].split()))


def named(source: str, documents: Mapping[str, str]) -> str | None:
    """Return the id of the text of a document that is called so, with the ending of its file or without.

    >>> named("gazette.txt", {"t1": "gazette"}), named("herald", {"t1": "gazette"})
    ('t1', None)
    """
    stem = source.rpartition(".")[0] or source
    return next((text for text, name in documents.items() if name in (source, stem)), None)
