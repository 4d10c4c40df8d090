"""What the tagger sees of a token: its word, its ending and beginning, its shape, and the closed classes it belongs to.

Nothing here looks at a token's neighbours, so that what is worked out for a word once serves wherever it stands.
"""

import re
from typing import NamedTuple
from zlib import crc32

from winset.read.english.cues import CUES, NOUN_LIKE, Frame, inflected
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
from winset.read.text.token import Token

AFFIXES = 2048
"""Buckets of each table of affixes; affixes that share a bucket share a vector."""
QUOTATION = "<q>"
_DOUBLES = re.compile(r"[^aeiou][aeiou][bdglmnprt]$")


def _forms(lemmas: str) -> frozenset[str]:
    """Return every form of verbs, with and without a doubled consonant (begged, bragging)."""
    plain = {form for lemma in lemmas.split() for form in inflected(lemma)}
    doubled = {lemma + lemma[-1] + end for lemma in lemmas.split() if _DOUBLES.search(lemma) for end in ("ed", "ing")}
    return frozenset(plain | doubled)


SAYING = _forms(
    """accuse acknowledge add address admit advise advocate affirm allege announce answer apologise apologize appeal
    argue ask assert assure attest aver bark beg blast boast brag caution challenge chant charge chide claim clarify
    comment compare complain concede conclude condemn confess confide confirm contend counter crow cry declare decline
    decry defend demand denounce deny deplore describe detail disclose dismiss dispute echo elaborate emphasise
    emphasize enquire exclaim explain extol fume gripe groan grumble hail highlight hint howl imply indicate inform
    inquire insinuate insist instruct intone invite joke jeer lament lash lecture liken maintain mention mock moan
    mumble murmur muse mutter note notify object observe offer opine order outline petition plead pledge point post
    praise preach predict proclaim profess promise propose protest query question quip quote rail rant read reaffirm
    reason reassure rebuff rebuke rebut recall recite reckon recommend recount refuse refute reiterate reject relate
    remark remind repeat reply report repudiate request respond restate retort reveal ridicule roar rule say scoff
    scold scream shout shrug sigh signal slam snap sneer sniff speak speculate state stipulate stress suggest swear
    tease testify thank threaten thunder tout trumpet tweet underline underscore urge venture voice volunteer vow wail
    warn welcome whine whisper wonder write yell"""
) | word_set("said told tells telling tell wrote written spoke spoken swore sworn pled quoth admitted admitting pointed")
THINKING = _forms(
    """accept agree aim anticipate appreciate approve assume back believe calculate consider credit decide desire despise
    determine disagree disapprove dislike doubt dream endorse envisage envision estimate expect favor favour fear feel
    figure foresee forecast guess hope imagine intend judge like love mean need oppose plan prefer presume project
    question realise realize recognise recognize regard regret reject resent resolve respect seek sense suppose support
    suspect trust understand value view want welcome wish worry"""
) | word_set("thought think thinks thinking felt knew know knows known saw see sees seen meant sought understood keen eager")
_SHOWING = _forms("find show suggest indicate conclude reveal estimate detail cite document project rank rate mean") | word_set(
    "found shown cited put puts"
)
_NOUNS = word_set(
    """statement statements announcement claim claims remark remarks comment comments assertion assertions allegation
    allegations accusation accusations argument arguments suggestion warning warnings threat threats promise promises
    pledge pledges vow denial denials admission confirmation report reports call calls demand demands proposal proposals
    offer offers plea pleas appeal request requests question questions answer response reply criticism complaint
    complaints praise belief beliefs view views opinion opinions fear fears hope hopes concern concerns idea notion
    sense conclusion finding findings forecast prediction estimate message speech interview tweet post letter testimony
    contention insistence assurance assurances advice description charge charges"""
)
_PAPERS = word_set(
    """report study poll survey document documents paper memo letter email emails filing lawsuit complaint indictment
    ruling record records data figures statistics analysis review audit account accounts transcript statement magazine
    newspaper article book agency law bill resolution draft text treaty website post tweet census research polls surveys
    studies reports papers letters witnesses memoir budget projection projections"""
)
_ROLES = word_set(
    """president minister premier chancellor senator congressman congresswoman governor mayor secretary spokesman
    spokeswoman spokesperson spokespeople official officials leader leaders chief chairman chairwoman chair director
    head manager aide aides adviser advisers advisor advisors ambassador envoy envoys diplomat diplomats negotiator
    negotiators general colonel captain lieutenant sergeant commander judge justice lawyer lawyers attorney prosecutor
    prosecutors analyst analysts economist economists expert experts professor scientist scientists researcher
    researchers author authors reporter reporters critic critics supporter supporters opponent opponents voter voters
    resident residents witness witnesses police authorities government ministry department administration campaign
    committee union unions company companies court panel group groups lawmaker lawmakers republicans democrats
    conservatives liberals activist activists protester protesters candidate candidates nominee executive executives
    owner founder doctor nurse teacher student students parents farmers workers fishermen bishop pope king queen prince
    mr mr. mrs mrs. ms ms. dr dr. sen sen. rep rep. gov gov. sir lord lady dame officer officers source sources member
    members many some others people those everyone someone delegation mediator mediators commissioner deputy"""
)
CUE_WORDS = SAYING | THINKING | _SHOWING | _NOUNS | frozenset(CUES) | word_set("according : per citing quoted")
"""Words without one of which a sentence attributes nothing, quotations aside."""
_NEGATIVE = word_set("not never n't no nor none neither without nobody nothing hardly")

_CLASSES: tuple[frozenset[str], ...] = (
    SAYING, THINKING, _SHOWING, _NOUNS, _PAPERS, _ROLES, _NEGATIVE, NOUN_LIKE, ADVERBS, BE, CONJUNCTIONS, DETERMINERS,
    HAVE, MODALS, PERSONAL, RELATIVE, PREPOSITIONS, SUBORDINATORS, TIMES | MONTHS | DAYS, PLACES_TO_SPEAK,
    word_set("he she they it him her them his their its"), word_set("i we you me us my our your"), word_set("to"),
    word_set("that"), word_set("according"), word_set("whether if"), word_set("for on upon of about against"),
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
