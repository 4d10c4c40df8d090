"""A source that names nobody, in its own words: a western diplomat; police; the defence ministry."""

import re
from collections.abc import Container, Sequence

from winset.read.english.outlet import OUTLETS
from winset.read.english.words import DETERMINERS
from winset.read.english.world import is_state
from winset.read.naming.name import ROLES
from winset.read.text.token import Token

_PLAIN = re.compile(r"^(?:the|The)\s+(?=[A-Z])")
_CUT = frozenset(
    ("who", "which", "that", "whose", "whom", "released", "obtained", "reached", "published", "conducted", "seen", ";")
)
_MARKS = frozenset((",", ".", "'s", "’s", ")", "and"))
_COLLECTIVE = frozenset(
    (
        "police",
        "people",
        "someone",
        "management",
        "staff",
        "operator",
        "chair",
        "others",
        "women",
        "men",
        "children",
        "many",
        "few",
    )
)


def described(tokens: Sequence[Token], proper: Container[str] | None = None) -> str:
    """Return a source in its own words where it names nobody: "police"; "the Kremlin" becomes "Kremlin".

    What follows the noun phrase (a relative clause, an apposition) is left out. `proper` are the words with a capital inside
    the article's sentences.
    """
    end = next(
        (
            i
            for i, t in enumerate(tokens)
            if i and (_cuts(tokens, i) or t.low == "(" or (t.low == "," and not _listed(tokens, i)))
        ),
        len(tokens),
    )
    while end and tokens[end - 1].low in _MARKS:
        end -= 1
    plain = _PLAIN.sub("", spelled(tokens[:end]))
    return plain[:1].lower() + plain[1:] if end and _common(tokens[:end], proper) else plain


def spelled(tokens: Sequence[Token]) -> str:
    """Return the words of some tokens as they stand, each gap between them one blank; so are words that stand for one token."""
    apart = (bool(i) and (t.start > tokens[i - 1].end or t.start == tokens[i - 1].start) for i, t in enumerate(tokens))
    return "".join((" " if gap else "") + t.text for gap, t in zip(apart, tokens, strict=True))


def _common(tokens: Sequence[Token], proper: Container[str] | None) -> bool:
    """Whether the first word has its capital from the sentence alone, as far as the words or the rest of the article tell.

    A determiner, a plural role, a word before plain ones; or a plural that has no capital elsewhere inside a sentence.
    """
    first = tokens[0]
    named = len(tokens) > 1 and tokens[1].capital
    if first.low in DETERMINERS or first.low.removesuffix("s") in ROLES:
        return not named or (first.low in DETERMINERS and first.low != "the")
    if is_state(first.low) or first.low in OUTLETS or first.text.isupper():
        return False
    plain = len(tokens) > 1 and not tokens[1].capital and tokens[1].text[0].isalpha()
    unheard = proper is not None and first.low not in proper
    return (plain and (first.low.endswith("s") or unheard)) or (
        unheard and len(tokens) == 1 and (first.low.endswith("s") or first.low in _COLLECTIVE)
    )


def _cuts(tokens: Sequence[Token], i: int) -> bool:
    return tokens[i].low in _CUT and tokens[i - 1].low not in DETERMINERS


def _listed(tokens: Sequence[Token], comma: int) -> bool:
    return any(t.low in ("and", "or") for t in tokens[comma + 1 : comma + 8])
