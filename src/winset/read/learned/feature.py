"""What the tagger sees of a token: its word, its ending and beginning, its shape, and the closed classes it belongs to.

Nothing here looks at a token's neighbours, so that what is worked out for a word once serves wherever it stands.
"""

import re
from functools import lru_cache
from typing import NamedTuple
from zlib import crc32

from winset.read.english.cues import CUES, NOUN_LIKE, Frame
from winset.read.english.words import (
    ADVERBS,
    BE,
    CONJUNCTIONS,
    DAYS,
    DETERMINERS,
    HAVE,
    MODALS,
    MONTHS,
    PERSONAL,
    PLACES_TO_SPEAK,
    PREPOSITIONS,
    RELATIVE,
    SUBORDINATORS,
    TIMES,
    word_set,
)
from winset.read.english.world import is_state
from winset.read.learned.lexicon import (
    COMMITTING,
    JUDGING,
    MINDS,
    PAPERS,
    PROVIDING,
    ROLES,
    SAYING,
    SHOWING,
    SPEECH_NOUNS,
    THINKING,
)
from winset.read.text.token import Token

KEPT = 20_000
"""Words whose traits are kept in mind."""
AFFIXES = 2048
"""Buckets of each table of affixes; affixes that share a bucket share a vector."""
QUOTATION = "<q>"
_NEGATIVE = word_set("not never n't no nor none neither without nobody nothing hardly")

_CLASSES: tuple[frozenset[str], ...] = (
    SAYING, THINKING, SHOWING, SPEECH_NOUNS, PAPERS, ROLES, _NEGATIVE, NOUN_LIKE, ADVERBS, BE, CONJUNCTIONS, DETERMINERS,
    HAVE, MODALS, PERSONAL, RELATIVE, PREPOSITIONS, SUBORDINATORS, TIMES | MONTHS | DAYS, PLACES_TO_SPEAK,
    word_set("he she they it him her them his their its"), word_set("i we you me us my our your"), word_set("to"),
    word_set("that"), word_set("according"), word_set("whether if"), word_set("for on upon of about against"),
    JUDGING, PROVIDING, COMMITTING, MINDS,
)  # fmt: skip
_FRAMES = (Frame.CLAUSE, Frame.HEARER, Frame.THING, Frame.INFINITIVE, Frame.ABOUT, Frame.QUOTED, Frame.NAMING, Frame.WEAK)
_TENSES = {"past": 0, "s": 1, "base": 2, "ing": 3, "participle": 0}
_LENGTHS = (1, 3, 7, 15)
FLAGS = len(_CLASSES) + len(_FRAMES) + 4 + 1 + (len(_LENGTHS) + 1) + 5
_DIGITS = re.compile(r"\d")
_SHAPES = (
    (re.compile(r"[^\W\d_]*[a-z][^\W\d_]*[’'\-][\w’'\-]*"), 1),
    (re.compile(r"[a-zà-ÿ]+"), 2),
    (re.compile(r"[A-ZÀ-Þ]"), 3),
    (re.compile(r"[A-ZÀ-Þ][A-ZÀ-Þ]+s?"), 4),
    (re.compile(r"[A-ZÀ-Þ][\wà-ÿ]+"), 5),
    (re.compile(r"(?:[A-Za-z]\.)+"), 6),
    (re.compile(r"[A-ZÀ-Þ]\w+\."), 7),
    (re.compile(r"(?:19|20)\d\d"), 8),
    (re.compile(r"\d[\d.,:]*"), 9),
    (re.compile(r"\d[\w.,:]*"), 10),
)
_MARKS = {
    mark: 11 + i
    for i, mark in enumerate((",", ".", "?", "!", ":", ";", "(", ")", "-", "—", "–", "--", "$", "%", "'", "’", "‘", "…"))
}
SHAPES = 11 + len(_MARKS) + 2
_OTHER, _QUOTED = SHAPES - 2, SHAPES - 1


class Traits(NamedTuple):
    """A token as the tagger sees it: a word to look up, four buckets of affixes, a shape, and the flags that are set."""

    word: str
    affixes: tuple[int, int, int, int]
    shape: int
    flags: tuple[int, ...]


def key(token: Token) -> str:
    """Return what decides a token's traits: its text, or the outward look of a quotation.

    >>> from winset.read.text.token import tokens
    >>> [key(t) for t in tokens("Oil rose.", (0, 9))]
    ['Oil', 'rose', '.']
    """
    if token.quotation is None:
        return token.text
    start, end = (at - token.start for at in token.quotation.inner)
    inner = token.text[start:end].strip()
    length = sum(len(inner.split()) > bound for bound in _LENGTHS)
    last = token.text.rstrip("\"”“’'»")[-1:]
    ending = last if last in {",", ".", "?", "!"} else " "
    return f"{QUOTATION}{length}{inner[:1].isupper():d}{token.quotation.continued:d}{ending}"


@lru_cache(maxsize=KEPT)
def traits(name: str) -> Traits:
    """Return the traits of a key.

    >>> traits("Ministers").word, traits("1984").word
    ('ministers', '0000')
    """
    if name.startswith(QUOTATION):
        length, capital, continued, ending = list(name[len(QUOTATION) :])
        base = FLAGS - 5
        flags = [base - len(_LENGTHS) - 1 + int(length)]
        flags += [base] if capital == "1" else []
        flags += [base + 1] if continued == "1" else []
        flags += [base + 2 + ",.".find(ending)] if ending in {",", "."} else [base + 4] if ending != " " else []
        return Traits(QUOTATION + ending, (0, 0, 0, 0), _QUOTED, tuple(flags))
    low = name.lower().replace("’", "'")
    word = _DIGITS.sub("0", low)
    return Traits(word, _affixes(word), _shape(name), tuple(_flags(name, low)))


def _affixes(word: str) -> tuple[int, int, int, int]:
    return tuple(  # type: ignore[return-value]
        1 + crc32(f"{kind}{part}".encode()) % (AFFIXES - 1)
        for kind, part in enumerate((word[-2:], word[-3:], word[-4:], word[:3]))
    )


def _shape(text: str) -> int:
    if text in _MARKS:
        return _MARKS[text]
    if text.isascii() and text.isalpha() and text.islower():
        return 2
    return next((shape for pattern, shape in _SHAPES if pattern.fullmatch(text)), _OTHER)


def _flags(name: str, low: str) -> list[int]:
    return [*_FLAGS.get(low, ()), _STATE] if name[:1].isupper() and is_state(name) else [*_FLAGS.get(low, ())]


def _table() -> dict[str, tuple[int, ...]]:
    """Return the flags of every word that has any."""
    flags: dict[str, list[int]] = {}
    for number, words in enumerate(_CLASSES):
        for word in words:
            flags.setdefault(word, []).append(number)
    at = len(_CLASSES)
    for word, form in CUES.items():
        own = flags.setdefault(word, [])
        own += [at + i for i, frame in enumerate(_FRAMES) if form.frame & frame]
        own.append(at + len(_FRAMES) + _TENSES.get(form.tense, 0))
    return {word: tuple(numbers) for word, numbers in flags.items()}


_FLAGS = _table()
_STATE = len(_CLASSES) + len(_FRAMES) + 4
