"""Cue verbs: the group of words around each, whether it is finite, and whose it is."""

from typing import NamedTuple

from winset.read.attribution.grammar import Range, adjectival, adverb, is_word
from winset.read.attribution.subject import main_subject, subject_after, subject_before
from winset.read.english.cues import CUES, NOUN_LIKE, PARTICLES, Form, Frame
from winset.read.english.words import AUXILIARIES, BE, DETERMINERS, MODALS, PERSONAL, PREPOSITIONS, RELATIVE, word_set
from winset.read.text.token import Sentence

NEGATIONS = word_set("""not never n't isn't hasn't didn't haven't doesn't don't hadn't won't wouldn't wasn't aren't no""")
_LEADING_TO = word_set(
    """appeared appears seemed seems went goes go going gone continued continues continue began wanted wants took takes
    proceeded proceeds came happened"""
)
_BEFORE_GERUND = ("by", "before", "after", "in", "while", "without", "despite")
_CLAUSE_WORDS = (",", "he", "she", "they", "it", "the", "there")
PRONOUN_SUBJECTS = PERSONAL | RELATIVE | frozenset(["others", "some", "many"])


class Verb(NamedTuple):
    """A cue in its sentence: the group [start, end) around the verb at `at`, its subject, and where that stood.

    `found` is "before", "after" (said Smith), "shared" (… and said) or "participle" (…, saying). `left` and `right` bound
    subject and group together.
    """

    at: int
    start: int
    end: int
    form: Form
    subject: Range | None
    found: str
    left: int
    right: int
    negated: bool = False


def verbs(s: Sentence) -> list[Verb]:
    """Return the cue verbs of a sentence that have a subject, in order."""
    found: list[Verb] = []
    for i, token in enumerate(s):
        form = CUES.get(token.low)
        if form is not None and token.quotation is None and (verb := _verb(s, i, form, found)):
            found.append(verb)
    return found


def _verb(s: Sentence, i: int, form: Form, earlier: list[Verb]) -> Verb | None:
    start = i
    while start and (s[start - 1].low in AUXILIARIES or adverb(s, start - 1)):
        start -= 1
    group = [s[j].low for j in range(start, i)]
    auxiliaries = [w for w in group if w in AUXILIARIES]
    end = i + 1
    if end < len(s) and (form.lemma, s[end].low) in PARTICLES:
        end += 1
    elif form.lemma == "speak" or (form.lemma == "state" and s[i].capital):
        return None
    negated = any(w in NEGATIONS for w in group)
    being = bool(auxiliaries) and auxiliaries[-1] in BE
    if form.tense == "ing" and not being:
        return _participle(s, i, start, end, form, earlier)
    if form.tense == "base":
        return _base(s, i, start, end, form, earlier, negated, auxiliaries)
    if form.tense != "ing" and (being or _not_finite(s, i, start, form, auxiliaries)):
        return None
    return _finite(s, i, start, end, form, earlier, negated)


def _not_finite(s: Sentence, i: int, start: int, form: Form, auxiliaries: list[str]) -> bool:
    """Whether a form that may be a finite verb is none here: a noun, an adjective, a participle on its own."""
    if form.tense == "s":
        return bool(auxiliaries) or (s[i].low in NOUN_LIKE and not _plainly_verb(s, i))
    if form.tense == "participle":
        return not auxiliaries
    return bool(start) and start == i and adjectival(s, i)


def _plainly_verb(s: Sentence, i: int) -> bool:
    """Whether a form that may be a noun has a subject just before it and a clause, a quotation or an object just after."""
    if not i:
        return False
    before = s[i - 1]
    if before.low in DETERMINERS or before.low in PREPOSITIONS or before.low in ("'s", "and", "or", "'") or not is_word(before):
        return before.low in ("some", "many", "others", "both", "another") and i + 1 < len(s)
    if i + 1 >= len(s):
        return False
    after = s[i + 1]
    return (
        after.quotation is not None
        or after.low in DETERMINERS
        or after.low in PERSONAL
        or after.low
        in ("that", ":", "for", "on", "to", "no", "there", "if", "whether", "him", "her", "them", "us", "me", "people")
        or after.capital
        or (before.low in PRONOUN_SUBJECTS and is_word(after))
        or (after.low.endswith("s") and after.low not in PREPOSITIONS)
    )


def _base(
    s: Sentence, i: int, start: int, end: int, form: Form, earlier: list[Verb], negated: bool, auxiliaries: list[str]
) -> Verb | None:
    """A form without ending: after a plural subject, "went on to …" or "has yet to …"."""
    if start and s[start - 1].low == "to":
        j = start - 2
        while j >= 0 and start - j < 5 and s[j].low in ("on", "further", "even", "then", "ahead", "twitter"):
            j -= 1
        if j >= 0 and s[j].low in _LEADING_TO:
            k = j
            while k and (s[k - 1].low in AUXILIARIES or adverb(s, k - 1)):
                k -= 1
            return _finite(s, i, k, end, form, earlier, negated)
        return None
    if auxiliaries:
        if auxiliaries[-1] in MODALS and auxiliaries[-1] not in ("will", "would"):
            return None
        return _finite(s, i, start, end, form, earlier, negated)
    if not i or (s[i].low in NOUN_LIKE and not _plainly_verb(s, i)):
        return None
    before = s[start - 1] if start else s[i - 1]
    plural = before.low.endswith("s") or before.low in (
        "they",
        "we",
        "i",
        "you",
        "who",
        "police",
        "people",
        "others",
        "some",
        "many",
        "and",
    )
    plural = plural or before.low in ("women", "men", "officials", "which", "that") or (before.low == "," and len(s) > i + 1)
    return _finite(s, i, start, end, form, earlier, negated) if plural else None


def _finite(s: Sentence, i: int, start: int, end: int, form: Form, earlier: list[Verb], negated: bool) -> Verb | None:
    subject, shared = subject_before(s, start, earlier)
    if subject:
        if not shared and s[subject[1] - 1].low in ("whom", "whose") and s[subject[1] - 2].low != "of":
            return None
        return Verb(i, start, end, form, subject, "shared" if shared else "before", start if shared else subject[0], end, negated)
    if form.frame & Frame.NAMING or not (form.frame & (Frame.CLAUSE | Frame.QUOTED)):
        return None
    after = subject_after(s, end, start)
    if after:
        return Verb(i, start, end, form, after, "after", start, after[1], negated)
    return None


def _participle(s: Sentence, i: int, start: int, end: int, form: Form, earlier: list[Verb]) -> Verb | None:
    """A participle (…, saying that …): its subject is that of the clause before it."""
    if not start:
        return None
    before = s[start - 1]
    joined = before.low in (",", "—", "–", "--", "and", "but", "-") or before.quotation is not None
    announced = i + 1 < len(s) and (s[i + 1].quotation is not None or s[i + 1].low == "that")
    if joined:
        if s[i].low in NOUN_LIKE and before.low in ("and", "but"):
            return None
    elif before.low in DETERMINERS or before.low == "'s" or not is_word(before):
        return None
    elif before.low in PREPOSITIONS or before.low in ("before", "after", "while"):
        if before.low not in _BEFORE_GERUND or not (announced or _hearer_and_clause(s, i)):
            return None
    elif not announced and (s[i].low in NOUN_LIKE or i + 1 >= len(s) or s[i + 1].low not in _CLAUSE_WORDS):
        return None
    last = next((v for v in reversed(earlier) if v.subject), None)
    subject = last.subject if last else main_subject(s, start)
    return Verb(i, start, end, form, subject, "participle", start, end) if subject else None


def _hearer_and_clause(s: Sentence, i: int) -> bool:
    """Whether a hearer and then a clause or quotation follow: by telling them that …; before asking her, “…”."""
    return any(t.quotation is not None or t.low == "that" for t in s[i + 2 : i + 5])
