"""Claims of fact: the front, who controls what, what was struck; kept as claims, with who attests them."""

import hashlib
import re
from collections.abc import Iterable

from winset.read.english.words import word_set
from winset.read.text.token import Sentence
from winset.record.statement import Act, Claim, Span, Statement

ARTICLE = "article"
_HINTS = word_set(
    """control controls hold holds occupy occupies occupied hands forces troops army units soldiers rebels brigade brigades killed
    wounded injured dead casualties displaced"""
)
"""Without one of these no topic fits."""
_STEMS = (
    "ontrol", "hold", "Hold", "ccup", "hands", "orces", "roops", "rmy", "nits", "oldiers", "ebels", "rigade", "illed", "ounded",
    "njured", "ead", "asualties", "isplaced",
)  # fmt: skip
"""The same for words not yet in tokens, first letters left out because they may be capitals."""
_TOPICS: tuple[tuple[str, re.Pattern[str]], ...] = (
    (
        "control",
        re.compile(
            r"(?<![-\w])(?:controls?|holds?|occup(?:y|ies|ied)|under (?:\w+ )?control|"
            r"in the hands of)\b.{0,60}\b(?:percent|per cent|%|area|region|territory|town|city|province|plant|land)\b",
            re.I,
        ),
    ),
    (
        "battlefield",
        re.compile(
            r"\b(?:forces|troops|army|units|soldiers|rebels|brigades?)\b.{0,60}\b(?:advanc\w+|retreat\w+|captur\w+|"
            r"seiz\w+|breach\w+|withdr\w+|liberat\w+|shell\w+|struck|took|taken|regain\w+|recaptur\w+|attack\w*|assault\w*|"
            r"fired|bomb\w+|(?:pull|fall|fell|pulled|pulling|falling) back|initiative)\b",
            re.I,
        ),
    ),
    (
        "casualties",
        re.compile(
            r"\b(?:killed|wounded|injured|dead|casualties|displaced)\b.{0,40}\b(?:people|civilians|soldiers|in|by)\b", re.I
        ),
    ),
)


_NOT_ASSERTED = re.compile(
    r"\b(?:would|will|shall|could|can|might|may|must|should|if|once|until|unless|whether|only after|wants?|hopes?|plans?|ready|"
    r"proposal|demand\w*|propos\w+|guarantees?|limited to|allowed|going to)\b",
    re.I,
)
"""What is conditional, still to come or a position in the talks is no account of the field."""


def topic(words: str) -> str | None:
    """Return what a claim is about, or nothing where the words claim nothing of the kind.

    >>> topic("Orlavia controls about 60 percent of the delta")
    'control'
    """
    return next((name for name, pattern in _TOPICS if pattern.search(words)), None)


_NO_ACCOUNT = (Act.DEMAND, Act.QUESTION, Act.OFFER, Act.CONDITION, Act.PROMISE, Act.THREAT, Act.PREFERENCE, Act.DECLINED)


def of_statement(statement: Statement) -> Claim | None:
    """Return the claim that a statement makes, if it makes one."""
    hinted = any(map(statement.text.__contains__, _STEMS))
    about = (topic(statement.text) if hinted else None) or ("battlefield" if statement.act is Act.BATTLEFIELD else None)
    if about is None or statement.act in _NO_ACCOUNT or _NOT_ASSERTED.search(statement.text):
        return None
    span = (statement.content[0][0], statement.content[-1][1])
    return _made(statement.text_id, span, statement.text, about, statement.speaker, statement.id)


def of_article(text: str, text_id: str, s: Sentence) -> Claim | None:
    """Return the claim that a sentence of the article's own makes, if it makes one."""
    if _HINTS.isdisjoint([token.low for token in s]):
        return None
    words = text[s[0].start : s[-1].end]
    about = None if _NOT_ASSERTED.search(words) else topic(words)
    return _made(text_id, (s[0].start, s[-1].end), words, about, (ARTICLE,), None) if about else None


def _made(text_id: str, span: Span, words: str, about: str, attested: Iterable[str], statement: str | None) -> Claim:
    key = f"{text_id}:claim:{span[0]}-{span[1]}"
    return Claim(
        id=hashlib.sha256(key.encode()).hexdigest()[:16],
        text_id=text_id,
        span=span,
        text=words,
        topic=about,
        attested_by=tuple(attested),
        statement=statement,
    )
