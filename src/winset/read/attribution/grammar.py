"""Grammar without a parser: whether a word looks like a verb, an adverb or an adjective, by lists, endings and neighbours."""

from winset.read.english.cues import CUES, NOUN_LIKE
from winset.read.english.words import ADVERBS, DETERMINERS, NOT_VERBS, PERSONAL, PREPOSITIONS, VERBS
from winset.read.text.token import Sentence, Token

Range = tuple[int, int]
"""A stretch of a sentence: indices of tokens, the end not included."""


def is_word(token: Token) -> bool:
    """Whether a token is a word or a number, not a mark or a quotation."""
    return token.quotation is None and token.text[0].isalnum()


def adverb(s: Sentence, i: int) -> bool:
    """Whether the word at i is an adverb: listed, or ending in -ly without a capital."""
    low = s[i].low
    if low in ADVERBS:
        return not s[i].capital or i == 0
    return low.endswith("ly") and not s[i].capital and low not in ("family", "ally", "july", "assembly", "reply", "only")


def adjectival(s: Sentence, i: int) -> bool:
    """Whether a past form stands as an adjective: the proposed plan."""
    before = s[i - 1].low
    return (
        before in DETERMINERS and before not in ("that", "all", "both", "some", "many", "this", "one", "few", "another", "most")
    ) or before in (
        "'s",
        "of",
        "for",
        "so",
    )


def looks_finite(s: Sentence, i: int) -> bool:
    """Whether the word at i looks like a verb, judged by a list of common forms, its ending and its neighbour."""
    low = s[i].low
    if low in ("'s", "'d", "'ll", "'re", "'ve"):
        return bool(i) and (s[i - 1].low in PERSONAL or s[i - 1].low in ("that", "there", "what", "who", "here"))
    if low in VERBS:
        return True
    if s[i].capital and i:
        return False
    before = s[i - 1].low if i else ""
    if low.endswith("ed") and len(low) > 3 and low not in NOT_VERBS:
        return before not in DETERMINERS and before not in PREPOSITIONS
    return before in PERSONAL or before == "who"


def has_verb(s: Sentence, span: Range) -> bool:
    """Whether a stretch holds something that looks like a verb."""
    return any(
        s[i].quotation is None
        and (looks_finite(s, i) or (s[i].low not in NOUN_LIKE and s[i].low in CUES and CUES[s[i].low].tense != "ing"))
        for i in range(*span)
    )
