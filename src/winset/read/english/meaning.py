"""What words do in talks: stems of words that reject, deny, praise, demand and so on, found by one rule for what a stem is."""

import re
from functools import lru_cache

from winset.read.english.words import word_set

_TOKEN = re.compile(r"[a-z]+(?:'[a-z]+)?|\d+|[^\w\s“”‘’\"']")
_ENDINGS = ("ing", "ed", "es", "s", "ly")
_SHORTEST = 3

_FIELDS = {
    "reject": """dismiss denounc ridicul scorn scoff derid lambast slam blast condemn decri decry attack assail criticis criticiz
        brand bat brush wav shrug rubbish mock lampoon savag deplor spurn rebuff oppos reject object unacceptabl betrayal disgrac
        insult absurd farc sham nonsens fantas non-starter nonstarter disappoint inadequat worthless gimmick trap surrender
        blackmail""",
    "deny": """deni deny fals untru fabricat invent lie rumour rumor baseless unfound fiction refut rebut contradict disput
        invention slander wrong guesswork speculation""",
    "praise": """prais hail applaud thank welcom salut laud congratulat tribut compliment admir appreciat gratitud grateful courag
        brave wisdom restraint best good great excellent fin grown-up remarkabl statesm decent honest skill""",
    "demand": """demand urg call insist press appeal plead beg implor order instruct must need should want requir ultimatum
        immediate stop halt releas withdraw resign pay put""",
    "offer": """offer propos willing ready prepar open suggest put tabl would could consider exchang invit extend volunteer dangl
        float""",
    "promise": """promis vow pledg guarante commit assur swear undertak will shall ensur deliver never honour honor earmark""",
    "condition": """condition if unless until provid dependent depend contingent understand return exchang subject only once when
        before without long""",
    "threat": """threaten warn threat otherwis consequen strik walk sue court regret pay clos shut cut retaliat escalat withdraw
        else sooner vot veto""",
    "progress": """progres advanc clos closer nearer narrow gap agre remain left pag point differenc breakthrough deadlock stall
        impass optimis hopeful far apart third half way near distanc sight bridg mov final""",
    "pressure": """deadlin clock tim runn midnight lat patienc soon now window expir day hour week urgent hurry last chanc
        ultimatum""",
    "refuse": "refus never not won't wouldn't will budg ground concession declin",
    "accept": "accept agre welcom endors support back approv sign liv compromis yes",
    "prefer": "prefer rather hop wish want would like sooner favour favor keen lov ideal best",
    "confirm": "confirm acknowledg admit conced recognis recogniz verif tru correct right indeed",
    "decline": "comment declin discus elaborat specify drawn answer detail silent refus speculat not privat confidential",
    "war": "troop shell fir captur attack dron missil soldier front advanc villag rocket artiller kill wound",
}


def words(text: str) -> list[str]:
    """Return the words and marks of a text in lower case, quotation marks aside.

    >>> words("“We won’t leave!”")
    ['we', "won't", 'leave', '!']
    """
    return _TOKEN.findall(text.lower().replace("’", "'"))


@lru_cache(maxsize=2**14)
def stem(word: str) -> str:
    """Return a word without its ending, so that most forms of one word agree.

    >>> stem("accepted"), stem("accepting"), stem("accept"), stem("propose"), stem("proposes")
    ('accept', 'accept', 'accept', 'propos', 'propos')
    """
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= _SHORTEST:
            return word.removesuffix(ending)
    return word.removesuffix("e") if len(word) > _SHORTEST else word


def _by_stem() -> dict[str, tuple[str, ...]]:
    fields = {name: word_set(stems) for name, stems in _FIELDS.items()}
    return {stem: tuple(name for name in fields if stem in fields[name]) for stems in fields.values() for stem in stems}


FIELDS_OF = _by_stem()
"""The fields of meaning in which a stem lies."""
