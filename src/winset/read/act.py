"""What a speaker does by speaking, judged by the cue first and the words second."""

import re
from functools import lru_cache

from winset.record.statement import Act

_BY_CUE = {
    "announce": Act.CLAIM,
    "propose": Act.OFFER,
    "offer": Act.OFFER,
    "demand": Act.DEMAND,
    "urge": Act.DEMAND,
    "call on": Act.DEMAND,
    "call for": Act.DEMAND,
    "call upon": Act.DEMAND,
    "promise": Act.PROMISE,
    "pledge": Act.PROMISE,
    "vow": Act.PROMISE,
    "confirm": Act.CONFIRMATION,
    "acknowledge": Act.CONFIRMATION,
    "concede": Act.CONFIRMATION,
    "admit": Act.CONFIRMATION,
    "deny": Act.DENIAL,
    "reject": Act.REJECTION,
    "refuse": Act.REFUSAL,
    "agree": Act.ACCEPTANCE,
    "accept": Act.ACCEPTANCE,
    "praise": Act.PRAISE,
    "ask": Act.QUESTION,
    "wonder": Act.QUESTION,
    "threaten": Act.THREAT,
    "decline": Act.DECLINED,
    "dispute": Act.DENIAL,
    "refute": Act.DENIAL,
    "swear": Act.PROMISE,
    "undertake": Act.PROMISE,
    "thank": Act.PRAISE,
    "hail": Act.PRAISE,
    "commend": Act.PRAISE,
    "dismiss": Act.REJECTION,
}

_BY_PHRASE: tuple[tuple[re.Pattern[str], Act], ...] = (
    (
        re.compile(
            r"\b(?:n['’]t|not|declin\w+ to|refus\w+ to|never)\b.*\b(?:comment|discuss|say|be drawn|elaborate|confirm|answer|"
            r"respond|disclose|speculate|talk|name|taken? a)\b|\bno comment\b|\bbe drawn\b|"
            r"\b(?:dodg|duck|sidestepp)\w*"
        ),
        Act.DECLINED,
    ),
    (re.compile(r"\brul\w+ out\b|\bturn\w* down\b|\b(?:oppos|rebuff|spurn|disapprov)\w+\b|\bobject\w* to\b"), Act.REJECTION),
    (
        re.compile(
            r"\bcall\w* (?:for|on|upon)\b|\b(?:push|press|appeal|lobb|plead|ask|petition)\w* for\b|\binsist\w* on\b|"
            r"\bappeal\w* to\b|"
            r"\b(?:order|instruct|implor|beg|begg|exhort|entreat|urg|summon|command|requir|request)(?:e|s|es|ed|ing)?\b"
        ),
        Act.DEMAND,
    ),
    (re.compile(r"\bput\w* forward\b|\bvolunteer\w*\b"), Act.OFFER),
    (
        re.compile(
            r"\b(?:prefer|favou?r|lean|wish)\w*\b|\b(?:would|['’]d) (?:rather|like|sooner|love)\b|"
            r"\b(?:want|hope|like|love)(?:s|d|ed)?\b|\bkeen\b|\bhoping\b"
        ),
        Act.PREFERENCE,
    ),
    (
        re.compile(
            r"\b(?:compliment|congratulat|salut|applaud|laud|admir)\w*\b|\bpa(?:id|ys?) tribute\b|\bgratitude\b|\bwarm\w* words\b"
        ),
        Act.PRAISE,
    ),
    (
        re.compile(r"\b(?:guarantee|commit|assur)\w*\b|\b(?:gave|gives?|given) (?:\w+ )?(?:word|assurances?)\b"),
        Act.PROMISE,
    ),
    (re.compile(r"\b(?:approv|endors|support|back)(?:e|s|es|ed)?\b|\bsigned up to\b"), Act.ACCEPTANCE),
    (re.compile(r"\b(?:rebut|contradict|disavow)\w*\b"), Act.DENIAL),
)
"""Cues of several words, and verbs that are found by their stem."""

_BY_WORDS: tuple[tuple[re.Pattern[str], Act], ...] = (
    (
        re.compile(
            r"\b(?:will|would|won['’]t|wouldn['’]t|do(?:es)?n['’]t|not)\b[^.]{0,30}\b(?:comment|be fully commenting|"
            r"discuss (?:it|details|this) (?:in )?public|commenting|speculat\w+)\b|\bspeculation\b"
        ),
        Act.DECLINED,
    ),
    (
        re.compile(
            r"\b(?:must|should|has to|have to|needs? to) (?:be )?(?:withdraw\w*|leave|pull (?:back|out)|stop|end|"
            r"hand over|give up|return|cede|disarm|release)|\bwithdrawal of\b|\bdemand"
        ),
        Act.DEMAND,
    ),
    (
        re.compile(r"\b(?:only if|unless|provided that|on condition|as long as|in exchange for|in return for|conditional on)\b"),
        Act.CONDITION,
    ),
    (
        re.compile(
            r"\b(?:will|would|shall) (?:never|not) (?:accept|agree|recogni[sz]e|sign|cede|give up|allow|withdraw|"
            r"leave)|\b(?:unacceptable|out of the question|rejects?|ruled? out|never accept)\b"
        ),
        Act.REJECTION,
    ),
    (
        re.compile(
            r"\b(?:will|would) (?:face|pay|regret|strike|retaliate|respond with force|be destroyed)|"
            r"\bconsequences\b(?! of)|\bor else\b"
        ),
        Act.THREAT,
    ),
    (
        re.compile(
            r"\b(?:deadline|running out|by the end of|ultimatum|better off (?:making|signing|taking)|"
            r"before it is too late|now or never|up for grabs|time is short)\b"
        ),
        Act.PRESSURE,
    ),
    (
        re.compile(
            r"\b(?:advanc(?:e|es|ing|ed)|retreat\w*|breach\w*|breaking through|captur(?:ed|ing)|seized|shelled|"
            r"liberat\w+|shot down|struck|troops|offensive|front ?line|line of contact)\b"
        ),
        Act.BATTLEFIELD,
    ),
    (
        re.compile(
            r"\b(?:closer|close to|(?:are|is|very) close|progress|productive|breakthrough|in sight|constructive|optimis\w+|"
            r"near(?:ly)? (?:done|ready|agreed)|within reach|a lot can be decided|moving forward)\b"
        ),
        Act.PROGRESS,
    ),
    (
        re.compile(r"\b(?:wants?|would (?:like|prefer|rather)|preference|prefers?|hopes? (?:to|for|that)|wishes)\b"),
        Act.PREFERENCE,
    ),
    (
        re.compile(
            r"\b(?:we|i|he|she|they|it)(?:['’](?:re|m|s))? (?:(?:is|are|am|was|were|would be) )?(?:ready|willing|"
            r"prepared|open) to\b|\bwould consider\b|\b(?:we|i|he|she|they) (?:offer|propose)(?:s|ed)?\b"
        ),
        Act.OFFER,
    ),
    (
        re.compile(
            r"\b(?:we|i|he|she|they) (?:can |will |would |have |has )?(?:accept(?:s|ed)?|agreed? (?:to|on)|"
            r"welcome[sd]?)\b"
        ),
        Act.ACCEPTANCE,
    ),
    (
        re.compile(
            r"\b(?:we|i|he|she|they) (?:will|shall|would|are going to|is going to) (?:make sure|ensure|guarantee|"
            r"deliver|provide|continue to|keep|support|defend)\b"
        ),
        Act.PROMISE,
    ),
    (
        re.compile(
            r"\b(?:thank(?:s|ful|ed)?|grateful|great (?:leader|man|woman|job|work|friend)|brave|courage\w*|admir\w+|"
            r"commend\w*|heroic)\b"
        ),
        Act.PRAISE,
    ),
)

_HINTS: dict[Act, tuple[str, ...]] = {
    Act.DECLINED: ("comment", "public", "speculat"),
    Act.DEMAND: (
        "withdraw", "leave", "pull", "stop", "end", "hand over", "give up", "return", "cede", "disarm", "release",
        "demand",
    ),
    Act.CONDITION: ("only if", "unless", "provided", "condition", "as long as", "in exchange", "in return"),
    Act.REJECTION: ("never", " not ", "unacceptable", "out of the question", "reject", "ruled out", "rule out"),
    Act.THREAT: ("will ", "would ", "consequences", "or else"),
    Act.PRESSURE: ("deadline", "running", "by the end of", "ultimatum", "better off", "too late", "now or", "up for", "time is"),
    Act.BATTLEFIELD: (
        "advanc", "retreat", "breach", "breaking", "captur", "seized", "shelled", "liberat", "shot down", "struck", "troops",
        "offensive", "front", "line of",
    ),
    Act.PROGRESS: (
        "close", "progress", "productive", "breakthrough", "in sight", "constructive", "optimis", "near", "within reach",
        "a lot can", "moving forward",
    ),
    Act.PREFERENCE: ("want", "would ", "prefer", "hope", "wishes"),
    Act.OFFER: (" to", "would consider", " offer", " propose"),
    Act.ACCEPTANCE: ("accept", "agree", "welcome"),
    Act.PROMISE: ("will ", "shall ", "would ", "going to"),
    Act.PRAISE: ("thank", "grateful", "great ", "brave", "courage", "admir", "commend", "heroic"),
}  # fmt: skip
"""What must stand in the words for an act's pattern to fit: looked for first, because it is quicker."""
_HINTED = tuple((_HINTS[kind], pattern, kind) for pattern, kind in _BY_WORDS)

_TO = re.compile(r"\W*(?:\w+\W+){0,4}?(?:not )?to [a-z]+")
_ODD = {"swore": "swear", "undertook": "undertake", "denied": "deny", "denies": "deny"}


@lru_cache(maxsize=4096)
def _lemma(cue: str) -> str:
    """Return the lemma of a cue's last verb that is in the table: "has refused" → refuse."""
    for word in reversed(cue.lower().split()):
        stems = (
            _ODD.get(word, word),
            word.removesuffix("s"),
            word.removesuffix("d"),
            word.removesuffix("ed"),
            word.removesuffix("es"),
        )
        lemma = next((stem for stem in stems if stem in _BY_CUE), None)
        if lemma:
            return lemma
    return ""


@lru_cache(maxsize=4096)
def _by_cue(lemma: str, cue: str) -> Act | None:
    phrase = next((kind for pattern, kind in _BY_PHRASE if pattern.search(cue.lower())), None) if cue else None
    known = _BY_CUE.get(lemma) or _BY_CUE.get(_lemma(cue))
    return phrase if phrase is Act.DECLINED or (phrase and known is Act.QUESTION) else known or phrase


def act(lemma: str, words: str, cue: str = "") -> Act:
    """Return the act of a statement from its cue's lemma (with particle) and its words.

    >>> act("say", "“We will never accept that.”")
    <Act.REJECTION: 'rejection'>
    """
    by_cue = _by_cue(lemma, cue)
    if by_cue is Act.QUESTION and _TO.match(words):
        return Act.DEMAND
    if by_cue in (Act.DECLINED, Act.DENIAL, Act.DEMAND, Act.REJECTION, Act.REFUSAL, Act.THREAT):
        return by_cue
    if lemma == "confirm" or (by_cue is not None and by_cue is not Act.CLAIM):
        return by_cue or Act.CLAIM
    if words.rstrip("\"”“’'» ").endswith("?"):
        return Act.QUESTION
    low = words.lower()
    for hints, pattern, kind in _HINTED:
        if any(map(low.__contains__, hints)) and pattern.search(low):
            return kind
    return Act.CLAIM
