"""How, where and to whom something was said: channel, outlet, addressee and occasion, each with its basis."""

import re
from dataclasses import dataclass

from winset.read.english.noun import head_noun
from winset.read.english.outlet import OUTLETS
from winset.read.english.way import WAYS
from winset.read.english.words import DAYS, word_set
from winset.record.channel import of_thing, plainest
from winset.record.statement import UNKNOWN, Certainty, Detail

_HINT = re.compile(
    r"post|tweet|conference|brief|phone|interview|mail|statement|video|televis|memo|report|filing|op-ed|book|study|text|lectur|"
    r"ruling|radio|message|address|communiqu|bulletin|release|call|spe(?:ech|ak)|spoke|rally|testi|hearing|letter|told|tell|press|"
    r"wrote|writ|on (?:X|Twitter|Facebook|Telegram|Instagram|LinkedIn|Weibo|TikTok|YouTube|Truth)\b|parliament|assembly|senat|"
    r"commons|house|congress|diet|floor|evidence|note|declaration|sermon|minutes|order|opinion|judge?ment|award|dissent|motion|"
    r"annex|complaint|list|leaflet|decree|column|article|editorial|petition|cable|resolution|manifesto|submission|comments|"
    r"assessment|audit|paper|analysis|poll|survey|circular|telegram|lawmakers|deputies|station|media",
    re.I,
)
"""Without one of these there is no channel to look for."""
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
    if not _HINT.search(around):
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
