"""How, where and to whom something was said: channel, outlet, addressee and occasion, each with its basis."""

import re
from dataclasses import dataclass

from winset.read.english.noun import head_noun
from winset.read.english.outlet import OUTLETS
from winset.read.english.way import WAYS
from winset.read.english.words import DAYS, word_set
from winset.record.channel import of_thing, plainest
from winset.record.statement import UNKNOWN, Certainty, Detail

_WORD = re.compile(r"[^\W_]+")
_BEGINNING = 4
_HINTS = frozenset(
    word[:_BEGINNING]
    for word in word_set(
        "post tweet retweet conference briefing phone telephone interview mail email statement video television memo report "
        "filing op book study text lecture ruling radio message address communiqué bulletin release call speech speak spoke "
        "rally testimony testify hearing letter newsletter told tell press wrote write writing x twitter facebook telegram "
        "instagram linkedin weibo tiktok youtube truth parliament assembly senate commons house congress diet floor evidence "
        "note declaration sermon minutes order opinion judgement award dissent motion annex complaint list leaflet decree "
        "column article editorial petition cable resolution manifesto brief submission comments assessment audit paper analysis "
        "poll survey circular lawmakers deputies station media tv meeting took takes taking mastodon bluesky threads reddit "
        "whatsapp blog appear podcast talk chat met visited called legislature chamber members peers mps rostrum dispatch "
        "despatch government opposition back backbenches debate question plenary crowd supporters faithful delegates gathering "
        "audience journalists asked stopped cornered way arrive leave left emerge enter board walk steps corridor "
        "hallway lobby departure"
    )
)
"""Beginnings of words: where no word begins so, there is no channel to look for, and twenty patterns need not be tried."""
_NOT_SITES = word_set("the a an this that blog social media")
_RULING = word_set("rule ruled rules hold held find found write wrote order ordered decide decided dissent dissented")
_COURT = re.compile(r"\b(?:court|judges?|tribunal|panel|justices?|arbitrators?|bench|magistrate)\b", re.I)
_OCCASION = re.compile(
    r"\b(?P<prep>at|during|after|following|before|ahead of|on the sidelines of|in)\s+(?P<what>(?:an?|the|their|"
    r"his|her|its|this|that|\w+['’]s)?\s*(?:[\w’'-]+\s+){0,5}?"
    r"(?:news conference|press conference|media conference|conference|briefing|summit|meeting|talks|rally|"
    r"hearing|debate|call|negotiations|session|ceremony|forum|visit))\b"
    r"(?P<where>\s+(?:in|on|at)\s+[A-Z][\w-]*(?:\s+[A-Z][\w-]*)*)?"
)


_PART = re.compile(r"^(?:article|articles|paragraph|annex|section|clause|page|chapter)\s+(?:\d+|[A-Z]\b)", re.I)
_ENDS = re.compile(r"\s(?:who|which|that|whose|where|when|\w+ed|drawn|sent|seen|made|written|taken)\b|[,;:(]")
_SHARE = re.compile(
    r"\bper ?cent\b|\brespondents\b|"
    r"\b(?:one|two|three|four|five|six|seven|eight|nine|\d+) (?:in|out of) (?:\d+|two|three|four|five|ten)\b",
    re.I,
)


def of_source(source: str) -> Detail:
    """Return the channel that a source is itself: a poll, the report, Article 9; what a share of those asked says is a poll.

    >>> of_source("a survey released on Friday").value, of_source("the minister").value
    ('poll', None)
    """
    if _PART.match(source):
        return explicit("document")
    if _SHARE.search(source):
        return explicit("poll")
    if source.isupper():
        return UNKNOWN
    cut = _ENDS.search(source)
    words = source[: cut.start() if cut else len(source)].split()
    noun = head_noun([word.removesuffix("'s").removesuffix("’s") if n < len(words) - 1 else word for n, word in enumerate(words)])
    return explicit(of_thing(noun) if noun in words or (words and noun == words[0].lower()) else None)


@dataclass(frozen=True, slots=True)
class Circumstances:
    """What the words around a saying tell of it."""

    channel: Detail = UNKNOWN
    outlet: Detail = UNKNOWN
    addressee: Detail = UNKNOWN
    occasion: Detail = UNKNOWN


def explicit(value: str | None) -> Detail:
    """Return a detail said outright, or the unknown one."""
    return Detail(value=value, basis=Certainty.EXPLICIT) if value else UNKNOWN


def channel(around: str) -> Detail:
    """Return the channel that the words around a saying name: everything in its sentence but what was said.

    >>> channel("Orl wrote on X").value
    'X post'
    """
    if not _hinted(around):
        return UNKNOWN
    for pattern, form in WAYS:
        match = pattern.search(around)
        if not match:
            continue
        site = match.groupdict().get("site")
        if site and (site.lower() in _NOT_SITES or site.lower() in OUTLETS | DAYS):
            continue
        return explicit(plainest(form.format(**{k: v for k, v in match.groupdict().items() if v})))
    return UNKNOWN


def _hinted(around: str) -> bool:
    return not _HINTS.isdisjoint([word[:_BEGINNING] for word in _WORD.findall(around.lower())])


def hints(words: str) -> list[str]:
    """Return the words that begin as those do which tell a channel.

    >>> hints("She met reporters on the steps")
    ['met', 'reporters', 'steps']
    """
    return [word for word in _WORD.findall(words.lower()) if word[:_BEGINNING] in _HINTS]


def of_ruling(lemma: str, source: str) -> Detail:
    """Return the channel of what a court decides: it stands in a document.

    >>> of_ruling("rule", "the judge").value
    'document'
    """
    return explicit("document") if lemma in _RULING and _COURT.search(source) else UNKNOWN


def occasion(around: str) -> Detail:
    """Return the meeting, call or event at which it was said, in the article's words.

    >>> occasion("she said during talks in Orlava").value
    'talks in Orlava'
    """
    for match in _OCCASION.finditer(around):
        what = (match["what"] + (match["where"] or "")).strip()
        return explicit(what)
    return UNKNOWN
