"""The words beside a saying that tell how it was said, with the channel that each tells; the surest first."""

import re

_SITES = (
    "X|Twitter|Facebook|Telegram|Instagram|LinkedIn|Weibo|TikTok|YouTube|Truth Social|Mastodon|Bluesky|Threads|Reddit|WhatsApp"
)
_SITE = rf"(?P<site>{_SITES})"
_ANY_SITE = r"(?P<site>[A-Z]\w*(?:\s+[A-Z]\w*)?)"
_MEDIA = r"(?:his |her |its |their |the )?(?:social media (?:site|platform|network) )?"
_TOLD = r"\b(?:told|tells|telling)"
_DETERMINED = r"(?:an?|the|his|her|their|its|one|another|this|that|identical|separate|[\w-]+['’]s?)"
_HOUSES = r"(?:[Pp]arliament|[Aa]ssembly|[Ss]enate|[Cc]ommons|[Hh]ouse|[Cc]ongress|[Dd]iet)"
_THINGS = (
    r"text messages?|statements?|communiqu[eé]s?|bulletins?|notes?|declaration|messages?|press release|speech|address|"
    r"sermon|lecture|memos?|memorandum|minutes|ruling|orders?|opinion|judge?ment|award|dissent|motion|annex|filings?|complaint|list|leaflets?|"
    r"decree|book|memoirs?|column|article|op-ed|editorial|petition|cable|resolution|manifesto|brief|submission|newsletter|"
    r"comments|reports?|study|assessment|audit|paper|analysis|poll|survey|letters?|e-?mails?|circular|telegram"
)


def _way(channel: str, *patterns: str, capitals: bool = True) -> tuple[re.Pattern[str], str]:
    """Return a channel with the words that tell it; `capitals` says that theirs matter."""
    return re.compile("|".join(patterns), 0 if capitals else re.I), channel


WAYS: tuple[tuple[re.Pattern[str], str], ...] = (
    _way(
        "{site} post",
        r"\b(?:wrote|posted|said|writing|posting|announced|shared|warned|declared)\b[^.“”\"]{0,60}?\b(?:on|to|via)\s+"
        rf"{_MEDIA}{_SITE}\b",
    ),
    _way("{site} post", rf"\b(?:wrote|posted)\b\s+on\s+(?:his |her |its |their )?{_ANY_SITE}(?!\w)"),
    _way("{site} post", rf"\b(?:an?|another|his|her|its|their|the|one|a later)\s+(?:[a-z]+\s+)?{_ANY_SITE}\s+posts?\b"),
    _way("{site} post", rf"\bposts?\s+(?:on|to)\s+{_MEDIA}{_ANY_SITE}\b"),
    _way("{site} post", rf"\b[Oo]n {_SITE}\b"),
    _way("{site} post", rf"\b(?:took|taking|takes) to {_MEDIA}{_SITE}\b"),
    _way("{site} post", rf"\b(?:wrote|posted|writes|posts)\b(?:\s+[\w-]+){{1,3}}?\s+on\s+{_ANY_SITE}\s*(?=[,.;:]|$)"),
    _way("blog post", r"\b(?:blog post|blog)\b"),
    _way("Twitter post", r"\b(?:tweet(?:s|ed|ing)?|retweeted)\b", capitals=False),
    _way("news conference", r"\b(?:news|press|media) conference\b", capitals=False),
    _way("statement", r"\bin an? (?:(?:joint|written|prepared|brief|short|separate|second|later) )*statement\b"),
    _way(
        "interview",
        r"\b[Aa]ppear(?:ed|s|ing)? on\b",
        r"\bpodcast\b",
        r"\btalk ?show\b",
        r"\bchat with\b",
        r"\b(?:when|as) (?:the|this) \w+ (?:met|visited|called on)\b",
    ),
    _way("briefing", r"\bbriefing\b", r"\bbriefed (?:reporters|journalists|lawmakers|senators)\b"),
    _way(
        "phone call",
        r"\b(?:conference|earnings) call\b",
        rf"{_TOLD} analysts\b",
        r"\bcall with (?:analysts|investors|reporters|journalists)\b",
        r"\b(?:by|over the|on the) (?:tele)?phone\b",
        r"\b(?:tele)?phone (?:call|conversation)\b",
        r"\b(?:in|on|during) an? (?:\w+ )?call\b",
        capitals=False,
    ),
    _way(
        "letter",
        r"\b(?:by|via) (?:e-?mail|letter|text message|text)\b",
        r"\be-?mail(?:ed|s)\b",
        r"\btext(?:ed|s)\b",
        capitals=False,
    ),
    _way("interview", r"\b(?:interview|interviewed)\b", capitals=False),
    _way("radio broadcast", r"\b(?:radio|broadcast) (?:message|address)\b"),
    _way(
        "interview",
        r"\b[Oo]n (?:[\w'’-]+ ){0,2}(?:[Rr]adio|television|TV)\b",
        r"\b[Oo]n (?:public |state |local |national )?[Rr]adio [A-Z]\w+",
        r"\b[Rr]adio['’]s\b",
        rf"{_TOLD} (?:[A-Z]\w+ )?[Rr]adio\b",
        rf"{_TOLD} (?:a|the) (?:[\w-]+ )?(?:radio|television) station\b",
        rf"{_TOLD} (?:me|us|this (?:news)?paper|this magazine|this reporter)\b",
    ),
    _way(
        "testimony",
        r"\btestif(?:ied|ies|ying)\b",
        r"\btestimony\b",
        r"\b(?:in|at|during) (?:an?|the|his|her|\w+['’]s) (?:\w+ ){0,2}hearing\b",
        r"\bgave evidence\b",
        capitals=False,
    ),
    _way(
        "parliamentary session",
        rf"(?:{_TOLD}|\b[Ii]n|\bbefore|\b(?:informed|assured)) (?:an? |the )?(?:[\w-]+ )?"
        rf"(?:{_HOUSES}|senators|lawmakers|deputies|chamber|legislature)\b",
        rf"(?:{_TOLD}|\b(?:informed|assured)) (?:the )?(?:members|peers|MPs)\b",
        r"\bfrom the (?:rostrum|dispatch box|despatch box|government bench\w*|opposition bench\w*|back ?benches)\b",
        r"\b(?:during|in|opening|closing|winding up) (?:the|a|an|\w+['’]s) (?:[\w-]+ ){0,2}debate\b",
        r"\b(?:question time|plenary sitting)\b",
        r"\bon the (?:[A-Z]\w+ )?floor\b",
        r"\bfloor (?:speech|debate)\b",
    ),
    _way(
        "speech",
        r"\bspeech\b",
        r"\bspeaking (?:to|at|before)\b",
        r"\b(?:televised|evening|nightly|new year['’]s|weekly|video) address\b",
        r"\bvideo message\b",
        r"\baddress to\b",
        r"\b(?:at|during|told|in) (?:an?|the|his|her) (?:\w+ ){0,3}rally\b",
        rf"{_TOLD} (?:an? |the |cheering )?(?:[\w-]+ )?"
        r"(?:crowds?|supporters|rally|faithful|delegates|plenary|gathering|audience)\b",
        r"\b(?:warned|begged|urged|reminded|assured) (?:an? |the )?(?:[\w-]+ )?(?:crowds?|rally|delegates|plenary|audience)\b",
        capitals=False,
    ),
    _way(
        "{thing}",
        rf"\b(?:in|by|with|via|through|from|issued|released|sent|published|according to) {_DETERMINED} "
        rf"(?:[\w’'-]+ ){{0,3}}(?P<thing>{_THINGS})\b",
        capitals=False,
    ),
    _way("letter", r"\b(?:wrote|written|writes|writing) to\b", capitals=False),
    _way("meeting", r"\b(?:at|during|told) (?:an?|the) (?:\w+ ){0,2}meeting\b", capitals=False),
    _way(
        "remarks to reporters",
        rf"(?:{_TOLD}|\bspeaking to|\bsp(?:oke|eaks) (?:to|with)) (?:a group of |the |waiting )?"
        r"(?:reporters|journalists|press|media)\b",
        r"\b(?:tell|(?:asked|pressed|stopped|cornered) by|questions? from) (?:the |waiting )?(?:reporters|journalists|press)\b",
        r"\bon (?:his|her|their) (?:way (?:in|out|to|from|into)|arrival|departure)\b",
        r"\b(?:as|when|while|before) (?:he|she|they) (?:arriv|left|leav|emerg|enter|board|walk)\w*",
        r"\b(?:on|from) the (?:[\w-]+ )?steps\b",
        r"\bin the (?:[\w-]+ )?(?:corridor|hallway|lobby)\b",
        r"\b(?:arriving|leaving|emerging|on arrival)\b",
        capitals=False,
    ),
)
