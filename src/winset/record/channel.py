"""The ways in which something may be said: a closed list, and the plainest word of it for what a text calls the way.

A post carries the name of its service: "X post", "Telegram post". Everything else is one of `CHANNELS`.
"""

CHANNELS = (
    "interview",
    "statement",
    "briefing",
    "news conference",
    "remarks to reporters",
    "speech",
    "parliamentary session",
    "document",
    "report",
    "poll",
    "letter",
    "phone call",
    "meeting",
    "testimony",
    "radio broadcast",
)
_PLAINEST = {
    "statement": """statement statements communiqué communique bulletin note declaration release message read-out readout comments
        announcement""",
    "news conference": "conference presser",
    "briefing": "briefing backgrounder",
    "speech": "speech address rally sermon lecture toast remarks",
    "parliamentary session": "session debate floor commons",
    "document": """document documents draft drafts agreement accord accords treaty pact deal memo memos memorandum minutes ruling
        rulings order orders opinion judgment judgement award verdict dissent motion text annex filing complaint list
        leaflet leaflets law laws constitution decree plan contract book memoir column article op-ed editorial
        catalogue petition protocol cable act convention statute clause paragraph resolution decision application
        manifesto charter label notice notebook sign advice lawsuit brief paper papers transcript diary diaries records invoice
        newsletter pdf page arrangement arrangements submission proposal formula ad advertisement poster rulebook""",
    "report": "report reports study studies assessment audit review estimate analysis inquiry findings",
    "poll": "poll polls survey surveys tracker pollster respondents",
    "letter": "letter letters email emails e-mail circular telegram fax text-message postcard",
    "phone call": "call calls telephone phone",
    "meeting": "meeting talks audience congress",
    "testimony": "testimony evidence hearing",
    "interview": "interview interviews",
    "radio broadcast": "radio broadcast podcast",
}
_CHANNEL_OF = {word: channel for channel, words in _PLAINEST.items() for word in words.split()}


def plainest(words: str) -> str:
    """Return the word of the list that fits what a text calls a channel; words that none fits stay as they are.

    >>> plainest("joint communiqué"), plainest("radio interview"), plainest("Telegram post"), plainest("earnings call")
    ('statement', 'interview', 'Telegram post', 'phone call')
    """
    low = words.lower()
    if low in CHANNELS or low.endswith("post"):
        return low if low in CHANNELS else words
    last = low.split()[-1] if low else ""
    if low.startswith(("radio", "audio", "television", "tv")) and last != "interview":
        return "radio broadcast"
    return "letter" if low == "text message" else _CHANNEL_OF.get(last, words)


def of_thing(noun: str) -> str | None:
    """Return the channel that a thing is by itself, if its noun is one: "survey" is a poll, "annex" a document.

    >>> of_thing("survey"), of_thing("minister")
    ('poll', None)
    """
    channel = _CHANNEL_OF.get(noun.lower())
    return channel if noun.lower() not in _NOT_THINGS else None


_NOT_THINGS = frozenset(
    [
        "floor",
        "commons",
        "talks",
        "congress",
        "audience",
        "session",
        "call",
        "calls",
        "telephone",
        "phone",
        "conference",
        "meeting",
        "hearing",
        "rally",
    ]
)
