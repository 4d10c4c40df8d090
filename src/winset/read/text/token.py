"""Tokens and sentences of a paragraph, with each quotation as one token, so that its commas and stops stay its own."""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from winset.read.text.normal import INVISIBLE
from winset.read.text.quote import Quotation
from winset.record.statement import Span

_SHORT = (
    r"(?:Mr|Mrs|Ms|Dr|Sen|Sens|Rep|Reps|Gov|Gen|Lt|Col|Sgt|Capt|Maj|Adm|Rev|Hon|Prof|Pres|Jr|Sr|St|Dec|Nov|Oct|Sept|Sep|Aug|Jul|"
    r"Jun|Apr|Mar|Jan|Feb|No|vs|Inc|Corp|Ltd|Co|Calif|Fla|Pa|Va|Mass|Conn|Ala|Ariz|Ark|Colo|Ga|Ill|Ind|Ky|La|Md|Mich|Minn|"
    r"Miss|Mo|Mont|Neb|Nev|Okla|Ore|Tenn|Tex|Vt|Wash|Wis|Wyo)\."
)
_TOKEN = re.compile(
    r"\s*([A-Za-z]+(?=[\s,;:?!)”\"])|[,;:?!()”\"]|"
    rf"(?:[A-Za-z]\.){{2,}}|{_SHORT}|(?<!\w)[A-Z]\.(?=\s+[A-Z])|(?:[ap]\.m\.)|\d+(?:[.,:]\d+)*(?:st|nd|rd|th)?\b"
    rf"|[’'](?:s|re|ve|ll|d|m)\b|\w[\w{INVISIBLE}]*(?:[’'\-](?!(?:s|re|ve|ll|d|m)\b)\w[\w{INVISIBLE}]*)*"
    r"|--+|\.\.\.|[^\w\s])"
)
"""A token and the space before it; the first two kinds would be found by the later ones too, but are by far the commonest."""
_STRIP = {ord(c): None for c in INVISIBLE}
LONGEST_SENTENCE = 200
_STOPS = (".", "?", "!", "…", "...")
_MAY_END = frozenset((*_STOPS, ")", "]", "Q"))
"""What may end a sentence; a quotation is "Q"."""


class Token(NamedTuple):
    """A word, a mark, or a whole quotation (`quotation` is then set, and `low` is "Q"); whether it begins with a capital."""

    start: int
    end: int
    text: str
    low: str
    quotation: Quotation | None = None
    capital: bool = False


Sentence = list[Token]


def tokens(text: str, span: Span, quotations: Sequence[Quotation] = ()) -> Iterator[Token]:
    """Yield the tokens of a stretch of text, each quotation in it as a single one.

    >>> [t.low for t in tokens("Mr. Orl's aide said", (0, 19))]
    ['mr.', 'orl', "'s", 'aide', 'said']
    """
    at = span[0]
    for quotation in quotations:
        yield from _plain(text, at, quotation.span[0])
        yield Token(*quotation.span, text[quotation.span[0] : quotation.span[1]], "Q", quotation)
        at = quotation.span[1]
    yield from _plain(text, at, span[1])


_new = tuple.__new__
"""The constructor itself: a third of the time of `Token(…)`, and there are a thousand tokens in an article."""


def _plain(text: str, begin: int, stop: int) -> Iterator[Token]:
    for match in _TOKEN.finditer(text, begin, stop):
        word = match[1]
        low = word.lower()
        if not low.isascii():
            low = low.translate(_STRIP).replace("’", "'")
        start, end = match.span(1)
        yield _new(Token, (start, end, word, low, None, word[0].isupper()))


def sentences(stream: Iterator[Token]) -> Iterator[Sentence]:
    """Group tokens into sentences; a quotation that ends in a stop ends its sentence unless what follows goes on with it."""
    current: Sentence = []
    may_end = False
    for token in stream:
        if may_end and _begins(current, token):
            yield current
            current = []
        current.append(token)
        may_end = token.low in _MAY_END or len(current) >= LONGEST_SENTENCE
    if current:
        yield current


def _begins(current: Sentence, token: Token) -> bool:
    last = current[-1]
    if len(current) >= LONGEST_SENTENCE:
        return True
    opens = token.quotation is not None or token.capital or token.text[0].isdigit() or token.low in "([…‘'"
    if not opens:
        return False
    if last.low in _STOPS:
        return True
    if last.low in (")", "]") and len(current) > 1 and current[-2].low in _STOPS:
        return True
    if last.quotation is None:
        return False
    inside = last.text.rstrip("\"”“’'»")[-1:]
    if inside == ".":
        return True
    if inside in ("?", "!"):
        return token.quotation is not None or len(current) > 1
    return False
