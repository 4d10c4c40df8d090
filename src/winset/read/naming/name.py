"""Names as they stand in a sentence: runs of capitals, with the titles, roles and states that lead them."""

from functools import lru_cache
from typing import NamedTuple

from winset.read.english.words import CONJUNCTIONS, DAYS, DETERMINERS, MONTHS, PERSONAL, PREPOSITIONS, SUBORDINATORS, word_set
from winset.read.english.world import nation
from winset.read.text.token import Sentence

LEADERS = word_set("president leader premier chancellor king queen emperor ruler taoiseach")
ROLES = LEADERS | word_set(
    """minister secretary spokesman spokeswoman spokesperson ambassador envoy negotiator senator representative
    congressman congresswoman governor mayor chairman chairwoman chair chairperson director general colonel commander
    admiral captain sergeant chief judge justice adviser advisor aide deputy speaker commissioner lawmaker deputies
    diplomat official head executive professor analyst economist lawyer attorney prosecutor activist candidate nominee
    pope bishop cardinal archbishop prince princess sheikh pilot author historian strategist founder doctor physician
    coach editor host journalist presenter mediator delegate superintendent manager member councillor councilman councilwoman
    alderman sheriff skipper principal rector dean bursar treasurer organiser organizer conciliator arbitrator coordinator
    commandant vice-admiral lieutenant major brigadier archdeacon rabbi imam rapporteur monitor pollster researcher teacher
    engineer surveyor broker nurse farmer patriarch chair-designate pm investigator inspector marshal correspondent columnist
    vice-chancellor ombudsman magistrate master councilor lawmaker clerk widow organizer solicitor barrister counsel scientist
    biologist sociologist historian criminologist climatologist oceanographer epidemiologist geologist hydrologist
    consul ombudswoman legislator"""
)
HONORIFICS = word_set(
    """mr. mrs. ms. mr mrs ms miss dr. dr sir dame lord lady sen. rep. gov. gen. lt. col. sgt. capt. maj. adm. rev. prof.
    hon. madam madame sens. reps.
    mama papa uncle auntie aunt old young pm cllr cllr. sister comrade baroness baron brigadier major rev father oba brig."""
)
TITLE_PARTS = (
    ROLES
    | HONORIFICS
    | word_set("""prime foreign vice former then acting interim defense defence deputy press senior special state chief""")
)
_PARTICLES = word_set("de la le van von der den bin ibn al el da dos di du")
_PORTFOLIOS = word_set(
    """interior foreign affairs defence defense finance information culture justice state trade energy agriculture fisheries
    transport health education labour labor economy commerce environment staff security treasury war sport youth"""
)
_STAFFS = word_set("staff command ministry government department office council")
_OFFICES = word_set(
    """minister secretary envoy chairman chairwoman chairperson commissioner ambassador representative president governor mayor
    director general commander spokesman spokeswoman spokesperson adviser negotiator coordinator rapporteur inspector mediator"""
)
"""Titles that are nobody's surname: the Special Envoy."""
_ARTICLES = ("al-", "el-", "ul-", "ad-", "as-")
LONGEST_NAME = 5


class Named(NamedTuple):
    """A name as it stands in a sentence: its tokens, the words of the name alone, and the titles before it."""

    start: int
    end: int
    words: tuple[str, ...]
    titles: tuple[str, ...]
    nations: tuple[str, ...]


def names(s: Sentence) -> list[Named]:
    """Return the capitalised names of a sentence with the titles, roles and states that lead them."""
    out: list[Named] = []
    behind = 0
    for i, token in enumerate(s):
        if i < behind or not token.capital or not _name_word(s, i):
            continue
        behind = i + 1
        while behind < len(s) and _goes_on(s, behind):
            behind += 1
        out += _parsed(s, i, behind)
    return out


def _goes_on(s: Sentence, j: int) -> bool:
    if s[j].low.startswith(_ARTICLES) and s[j].quotation is None:
        return True
    if s[j].low not in _PARTICLES or s[j].capital or j + 1 >= len(s):
        return _name_word(s, j)
    after = j + 1 + (s[j + 1].low in _PARTICLES)
    return after < len(s) and (s[j - 1].capital or s[j - 1].low in _PARTICLES) and _name_word(s, after)


def _name_word(s: Sentence, i: int) -> bool:
    token = s[i]
    if token.quotation is not None or not token.capital:
        return False
    low = token.low
    if low in DAYS or (low in MONTHS and low != "may") or low == "i":
        return False
    if i == 0 or s[i - 1].low in (".", ":", "(", "“"):
        return not (
            low in DETERMINERS
            or low in PREPOSITIONS
            or low in SUBORDINATORS
            or low in CONJUNCTIONS
            or low in PERSONAL
            or low in _STARTERS
        )
    return low not in PERSONAL and low not in ("the", "a", "an", "and", "of")


_STARTERS = word_set(
    """however meanwhile still yet also then there here not speaking asked even just only what who when according his her
    their its earlier later today yesterday both neither such perhaps indeed instead no yes well now more less nearly
    almost"""
)


def _parsed(s: Sentence, i: int, j: int) -> list[Named]:
    """Split a run of capitals into state, titles and name; take in a lower-case role that leads it: Kremlin spokesman X."""
    titles: list[str] = []
    nations: list[str] = []
    start = i
    last = next((k for k in range(j - 2, i - 1, -1) if is_title(s[k].low)), None)
    if last is not None:
        first = last
        while first > i and is_title(s[first - 1].low):
            first -= 1
        titles = [t.low.rpartition("-")[2] for t in s[first : last + 1]]
        if first > i:
            nations.append(nation(" ".join(t.text for t in s[i:first])))
        i = last + 1
        while i < j - 2 and s[i].low in ("staff", "affairs"):
            i += 1
    elif is_title(s[j - 1].low):
        return []
    if start == i and start:
        k = start - 1
        while k >= 0 and not s[k].capital and (is_title(s[k].low)) and start - k < 4:
            titles.append(s[k].low)
            k -= 1
        if titles and k >= 0 and s[k].capital and s[k].quotation is None:
            nations.append(nation(s[k].text))
    if start == i and i > 1 and i < j - 1:
        k = i - 1 - (s[i - 1].low == "the")
        if k > 0 and s[k].low == "of" and is_title(s[k - 1].low):
            while i < j - 1 and s[i].low in _PORTFOLIOS:
                i += 1
            titles = titles or [s[k - 1].low]
    words = tuple(s[k].text for k in range(i, j))
    if titles and (not words or (len(words) == 1 and (words[0].lower() in _STAFFS or words[0].lower() in _OFFICES))):
        return []
    return [Named(i, j, words, tuple(titles), tuple(nations))] if words and len(words) <= LONGEST_NAME else []


@lru_cache(maxsize=8192)
def is_title(low: str) -> bool:
    """Whether a word may stand before a name as a title or a part of one: minister, vice-chancellor, former."""
    return low in TITLE_PARTS or low.rpartition("-")[2].removesuffix("s") in ROLES


def is_adjective_of_state(low: str) -> bool:
    """Whether a word ends as the adjectives of states do: Kenyan, Danish, Orlavian."""
    return low.endswith(("ian", "ean", "an", "ish", "ese", "i", "ch"))
