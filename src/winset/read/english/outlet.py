"""Outlets: the agencies, papers and broadcasters that a stretch of text names, and those that an article introduces."""

import re
from collections.abc import Iterator

from winset.read.english.words import word_set

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
_SIGNS = (
    "agency", "newspaper", "broadcaster", "magazine", "daily", "television", "channel", "news outlet", "news site",
    "news website", "wire service", "radio station",
)  # fmt: skip
"""Without one of these no carrier is named, and its slow pattern need not be tried."""
_NAME = r"[A-Z][\w'’-]*(?:\s+[A-Z][\w'’-]*)"
_NAME_AFTER = re.compile(rf"\s+({_NAME}{{0,3}})")
_NAME_BEFORE = re.compile(rf"({_NAME}{{0,2}})\s+$")
_SHORT_OF_NAME = ("magazine", "daily", "agency", "broadcaster")
"""Carriers before which a name may be anything: the Energy Agency."""
LONGEST_NAME = 60


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
    if not any(map(text.__contains__, _SIGNS)):
        return
    for carrier in _CARRIER.finditer(text):
        after = _NAME_AFTER.match(text, carrier.end())
        before = _NAME_BEFORE.search(text[max(0, carrier.start() - LONGEST_NAME) : carrier.start()])
        if after and carrier.group() != "television":
            yield after[1]
        elif before and carrier.group() not in _SHORT_OF_NAME:
            yield before[1]
