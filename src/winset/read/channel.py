"""How, where and to whom something was said: channel, outlet, addressee and occasion, each with its basis."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from winset.read.words import DAYS, word_set
from winset.record.statement import UNKNOWN, Certainty, Detail

OUTLETS = word_set(
    """reuters ap afp tass interfax bloomberg cnn bbc nbc cbs abc msnbc npr pbs c-span xinhua dpa ansa efe kyodo politico
    axios newsweek time guardian economist sky itv rtl zdf ard rai nhk yonhap anadolu tasnim irna isna sputnik rt
    ukrinform unian euronews telegraph independent"""
)
_LONG_OUTLETS = re.compile(
    r"\b(?:The )?(?:Associated Press|New York Times|Washington Post|Wall Street Journal|Financial Times|"
    r"Fox News|Sky News|Al Jazeera|"
    r"RIA Novosti|Yahoo News|[A-Z]\w+ (?:News|Times|Post|Herald|Tribune|Gazette|Journal|Chronicle|Daily|Mirror|"
    r"Observer|Telegraph|Press|Courier|Radio|Television|TV))\b"
)
_CARRIER = re.compile(
    r"\b(?:news agency|newspaper|news outlet|broadcaster|news channel|television channel|TV channel|news site|news website|"
    r"wire service|magazine|daily|radio station|television|agency)\b"
)
_NAME = r"[A-Z][\w'’-]*(?:\s+[A-Z][\w'’-]*)"
_NAME_AFTER = re.compile(rf"\s+({_NAME}{{0,3}})")
_NAME_BEFORE = re.compile(rf"({_NAME}{{0,2}})\s+$")
_SHORT_OF_NAME = ("magazine", "daily", "agency", "broadcaster")
"""Carriers before which a name may be anything: the Energy Agency."""
LONGEST_NAME = 60
_SITE = r"(?P<site>X|Twitter|Facebook|Telegram|Instagram|LinkedIn|Weibo|TikTok|YouTube|[A-Z][\w]*(?:\s+[A-Z][\w]*)?)"
_CHANNELS: tuple[tuple[re.Pattern[str], str | None], ...] = (
    (
        re.compile(
            r"\b(?:wrote|posted|said|writing|posting|announced|shared)\b[^.“”\"]{0,40}?\b(?:on|to|via)\s+(?:his |her |"
            r"its |their |the )?(?:social media (?:site|platform|network) )?(?P<site>X|Twitter|Facebook|Telegram|"
            r"Instagram|Weibo|TikTok|LinkedIn|Truth Social)\b"
        ),
        "{site} post",
    ),
    (
        re.compile(r"\b(?:wrote|posted)\b\s+on\s+(?:his |her |its |their )?(?P<site>[A-Z]\w*(?:\s+[A-Z]\w*)?)(?!\w)"),
        "{site} post",
    ),
    (
        re.compile(
            r"\b(?:in|by|with|to|from)?\s*(?:an?|another|his|her|its|their|the|one|"
            r"a later)\s+(?:[a-z]+\s+)?(?P<site>[A-Z]\w*(?:\s+[A-Z]\w*)?)\s+posts?\b"
        ),
        "{site} post",
    ),
    (re.compile(rf"\bposts?\s+(?:on|to)\s+(?:the\s+)?(?:social media (?:site|platform|network) )?{_SITE}\b"), "{site} post"),
    (re.compile(r"\b(?:tweet(?:s|ed|ing)?|retweeted)\b", re.I), "Twitter post"),
    (re.compile(r"\b(?:news|press|media) conference\b", re.I), "news conference"),
    (re.compile(r"\b(?:briefing|briefed)\b", re.I), "briefing"),
    (re.compile(r"\bjoint statement\b", re.I), "joint statement"),
    (
        re.compile(
            r"\b(?:telephone|phone) (?:call|conversation|interview)\b|\bby (?:tele)?phone\b|\bover the (?:tele)?phone\b", re.I
        ),
        "phone call",
    ),
    (re.compile(r"\bconference call\b", re.I), "conference call"),
    (
        re.compile(r"\bradio (?:interview|message|address)\b|\b(?:on|told) (?:[A-Z]\w+ )?[Rr]adio\b|\bradio['’]s\b"),
        "radio broadcast",
    ),
    (re.compile(r"\b(?:interview|interviewed)\b", re.I), "interview"),
    (re.compile(r"\b(?:in|by) (?:an? )?e-?mail(?:ed)?\b|\bvia e-?mail\b|\bemailed statement\b", re.I), "email"),
    (
        re.compile(
            r"\b(?:in|issued|released|according to) (?:an?|the|his|her|its|their) (?:[\w-]+ ){0,2}"
            r"(?:statement|communiqu[eé]|bulletin|press release)\b",
            re.I,
        ),
        "statement",
    ),
    (re.compile(r"\b(?:video (?:message|address)|televised address)\b", re.I), "video address"),
    (re.compile(r"\b(?:evening|nightly|new year['’]s|weekly) address\b", re.I), "speech"),
    (re.compile(r"\b(?:speech|speaking to (?:parliament|lawmakers)|address to)\b", re.I), "speech"),
    (re.compile(r"\b(?:at|during|in) (?:an?|the|his|her) (?:\w+ ){0,3}rally\b", re.I), "rally"),
    (re.compile(r"\b(?:testified|testimony)\b", re.I), "testimony"),
    (re.compile(r"\b(?:in|wrote) (?:an?|the|his|her|their|its) (?:\w+ ){0,2}letter\b", re.I), "letter"),
    *(
        (re.compile(rf"\bin (?:an?|the|his|her|their|its) (?:[\w’'-]+ ){{0,2}}{word}\b", re.I), name)
        for word, name in (
            ("memo", "memo"),
            ("report", "report"),
            ("filing", "filing"),
            ("op-ed", "op-ed article"),
            ("video", "video"),
            ("book", "book"),
            ("study", "study"),
            ("text message", "text message"),
            ("lecture", "lecture"),
            ("ruling", "ruling"),
        )
    ),
    (re.compile(r"\bby text message\b|\btext(?:s|ed)\b"), "text message"),
    (
        re.compile(r"\btold (?:the )?(?:parliament|assembly|senate|senators|lawmakers|commons|house|deputies|congress)\b", re.I),
        "parliamentary session",
    ),
    (
        re.compile(
            r"\b(?:told|tells|telling|speaking to|spoke to|spoke with) (?:a group of |the )?(?:reporters|journalists|"
            r"the press|the media)\b",
            re.I,
        ),
        "remarks to reporters",
    ),
)
_HINT = re.compile(
    r"post|[Tt]weet|wrote|writing|shared|announced|conference|[Bb]rief|phone|[Ii]nterview|mail|[Ss]tatement|[Vv]ideo|televised|"
    r"[Mm]emo|report|filing|op-ed|book|study|text|lecture|ruling|[Rr]adio|message|address|communiqu|bulletin|release|call|"
    r"[Ss]p(?:eech|eaking|oke)|address|rally|[Tt]estif|[Tt]estimony|[Hh]earing|letter|told|tell|[Pp]ress"
)
"""Without one of these there is no channel to look for."""
_NOT_SITES = word_set("the a an this that blog social media")
_OCCASION = re.compile(
    r"\b(?P<prep>at|during|after|following|before|ahead of|on the sidelines of|in)\s+(?P<what>(?:an?|the|their|"
    r"his|her|its|this|that|\w+['’]s)?\s*(?:[\w’'-]+\s+){0,5}?"
    r"(?:news conference|press conference|media conference|conference|briefing|summit|meeting|talks|rally|"
    r"hearing|debate|call|negotiations|session|ceremony|forum|visit))\b"
    r"(?P<where>\s+(?:in|on|at)\s+[A-Z][\w-]*(?:\s+[A-Z][\w-]*)*)?"
)


_PIECES = re.compile(
    r"^(?:an?|the|its|his|her|their|one|another|this)\s(?:[\w’'-]+\s){0,4}?"
    r"(?P<what>poll|survey|report|study|letter|memo|minutes|communiqu[eé]|statement|ruling|leaflet|filing|document|draft|agreement|"
    r"memorandum|text|annex|order|motion)\b",
    re.I,
)
_OWN_NAME = {"survey": "poll", "draft": "document", "text": "document", "annex": "document", "memorandum": "document",
             "agreement": "document"}  # fmt: skip


def of_source(source: str) -> Detail:
    """Return the channel that a source is itself: a poll, the report.

    >>> of_source("a survey released on Friday").value
    'poll'
    """
    match = _PIECES.match(source)
    return explicit(_OWN_NAME.get(match["what"].lower(), match["what"].lower())) if match else UNKNOWN


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
    for pattern, form in _CHANNELS:
        match = pattern.search(around)
        if not match:
            continue
        site = match.groupdict().get("site")
        if site and (site.lower() in _NOT_SITES or site.lower() in OUTLETS | DAYS):
            continue
        return explicit(form.format(site=site) if form else None)
    return UNKNOWN


def occasion(around: str) -> Detail:
    """Return the meeting, call or event at which it was said, in the article's words.

    >>> occasion("she said during talks in Orlava").value
    'talks in Orlava'
    """
    for match in _OCCASION.finditer(around):
        what = (match["what"] + (match["where"] or "")).strip()
        return explicit(what)
    return UNKNOWN


def outlet_named(words: str) -> str | None:
    """Return the agency, paper or broadcaster that a stretch of text names.

    >>> outlet_named("state-run news agency VEST")
    'VEST'
    """
    introduced = next(_introduced(words), None)
    if introduced:
        return introduced
    long = _LONG_OUTLETS.search(words)
    if long:
        return long.group()
    return next(
        (w.strip(".,") for w in words.replace("’s", "").split() if w.strip(".,").lower() in OUTLETS and w[:1].isupper()), None
    )


def agencies(text: str) -> frozenset[str]:
    """Return every name that an article introduces as an agency, paper or broadcaster."""
    return frozenset(_introduced(text))


def _introduced(text: str) -> Iterator[str]:
    for carrier in _CARRIER.finditer(text):
        after = _NAME_AFTER.match(text, carrier.end())
        before = _NAME_BEFORE.search(text[max(0, carrier.start() - LONGEST_NAME) : carrier.start()])
        if after and carrier.group() != "television":
            yield after[1]
        elif before and carrier.group() not in _SHORT_OF_NAME:
            yield before[1]
