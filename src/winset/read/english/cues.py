"""The verbs and phrases that attribute words to someone, and what each may take as its content."""

from enum import Flag, auto
from typing import NamedTuple

from winset.read.english.words import word_set


class Frame(Flag):
    """What may follow a cue: a clause or quotation, a hearer first, a thing, an infinitive, a preposition, a quotation only."""

    NONE = 0
    CLAUSE = auto()
    HEARER = auto()
    THING = auto()
    INFINITIVE = auto()
    ABOUT = auto()
    QUOTED = auto()
    NAMING = auto()
    WEAK = auto()


class Form(NamedTuple):
    """One inflected form of a cue: its lemma, its tense (past, s, base, ing) and its frame."""

    lemma: str
    tense: str
    frame: Frame


C, H, T, TO, A, Q, N, W = (
    Frame.CLAUSE,
    Frame.HEARER,
    Frame.THING,
    Frame.INFINITIVE,
    Frame.ABOUT,
    Frame.QUOTED,
    Frame.NAMING,
    Frame.WEAK,
)

_FRAMES: dict[Frame, str] = {
    C: """say add note insist argue reiterate stress emphasize emphasise assert contend maintain declare reply quip joke
          comment conclude caution recount hint imply""",
    C | T: """announce acknowledge concede admit confirm deny mention claim allege explain state proclaim disclose reveal report
          observe suggest reaffirm restate repeat underline underscore""",
    C | H: "tell inform assure remind notify",
    C | H | A | TO: "warn caution",
    C | H | TO: "advise",
    C | T | TO: "propose demand pledge vow",
    C | H | TO | T: "ask promise",
    H | TO: "urge encourage",
    TO | T | W: "offer",
    C | A: "complain testify boast",
    C | T | A: "write",
    C | W: """indicate predict recommend signal swear brag reckon grumble mutter rage fume gripe guess speculate moan bemoan
          protest object scoff sniff snort affirm attest avow certify clarify confess confide counter divulge enthuse forecast
          guarantee intimate posit postulate preach profess pronounce prophesy rant relate roar rule scream shriek specify
          stipulate submit surmise theorise theorize trumpet venture volunteer vouch whine opine lament tease thunder""",
    C | A | W: "remark respond",
    T | H | W: "criticize criticise",
    T | N: "describe call",
    H | A: "accuse",
    C | A | Q: "tweet",
    A: "speak",
    Q | C | W: "recall continue retort counter interject muse wonder estimate post",
    Q: """shout exclaim laugh chant yell cry ask whisper snap begin conclude tease opine agree reflect
          read fire thunder sigh warn concur lament retort""",
}
_IRREGULAR = {
    "say": ("said", "says", "saying"),
    "tell": ("told", "tells", "telling"),
    "write": ("wrote", "writes", "writing"),
    "speak": ("spoke", "speaks", "speaking"),
    "begin": ("began", "begins", "beginning"),
    "read": ("read", "reads", "reading"),
    "admit": ("admitted", "admits", "admitting"),
    "quip": ("quipped", "quips", "quipping"),
    "snap": ("snapped", "snaps", "snapping"),
    "retort": ("retorted", "retorts", "retorting"),
    "signal": ("signaled", "signals", "signaling"),
    "swear": ("swore", "swears", "swearing"),
    "brag": ("bragged", "brags", "bragging"),
    "beg": ("begged", "begs", "begging"),
    "submit": ("submitted", "submits", "submitting"),
    "slam": ("slammed", "slams", "slamming"),
    "forecast": ("forecast", "forecasts", "forecasting"),
    "dub": ("dubbed", "dubs", "dubbing"),
}
_PARTICIPLES = {"write": "written", "speak": "spoken"}


def inflected(lemma: str) -> dict[str, str]:
    """Return the forms of a verb with the tense of each.

    >>> inflected("deny")
    {'deny': 'base', 'denied': 'past', 'denies': 's', 'denying': 'ing'}
    """
    if lemma in _IRREGULAR:
        past, third, ing = _IRREGULAR[lemma]
    elif lemma.endswith("e"):
        past, third, ing = lemma + "d", lemma + "s", lemma[:-1] + "ing"
    elif lemma.endswith("y") and lemma[-2] not in "aeiou":
        past, third, ing = lemma[:-1] + "ied", lemma[:-1] + "ies", lemma + "ing"
    elif lemma.endswith(("s", "sh", "ch", "x")):
        past, third, ing = lemma + "ed", lemma + "es", lemma + "ing"
    else:
        past, third, ing = lemma + "ed", lemma + "s", lemma + "ing"
    return {lemma: "base", past: "past", third: "s", ing: "ing"}


def _table() -> dict[str, Form]:
    frames: dict[str, Frame] = {}
    for frame, lemmas in _FRAMES.items():
        for lemma in lemmas.split():
            frames[lemma] = frames.get(lemma, Frame.NONE) | frame
    table = {word: Form(lemma, tense, frame) for lemma, frame in frames.items() for word, tense in inflected(lemma).items()}
    for lemma, participle in _PARTICIPLES.items():
        table[participle] = Form(lemma, "participle", frames[lemma])
    return table


CUES = _table()
"""Every inflected form of every cue verb."""

PARTICLES = {
    ("call", "for"),
    ("call", "on"),
    ("call", "upon"),
    ("speak", "of"),
    ("speak", "about"),
    ("warn", "of"),
    ("warn", "against"),
    ("complain", "about"),
    ("complain", "of"),
    ("boast", "of"),
    ("boast", "about"),
    ("write", "about"),
    ("tweet", "about"),
    ("testify", "about"),
    ("respond", "with"),
}
"""Verbs with the preposition whose object is what was said."""

NOUN_LIKE = word_set(
    """claim claims report reports demand demands call calls note notes offer offers promise promises pledge pledges vow
    state states comment comments complaint warning warnings reading writing saying telling calling question remark
    remarks signal signals boast boasts joke jokes estimate estimates post posts counter counters fire fires read
    continue reply replies tweet tweets order orders command commands guess rule rules forecast forecasts object objects rage
    praise blast label labels protest protests guarantee guarantees boast cry cries chant chants warn advise"""
)
"""Forms that are nouns as often as verbs: they need a plain subject before them."""
