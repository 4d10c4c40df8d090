"""What is asked of the record: words, phrases and prefixes, and filters; and how the full-text index is asked for it."""

import re
import unicodedata
from dataclasses import dataclass
from datetime import date

from pydantic import Field

from winset.band import Frozen
from winset.record.item import ItemKind
from winset.record.refusal import refuse
from winset.record.standing import State

MOST_TERMS = 64
TERM = re.compile(r'(?P<out>-?)(?:"(?P<phrase>[^"]*)"|(?P<word>[^\s"]+))(?P<star>\*?)|"')

FACETS = ("speaker", "party", "issue", "option", "act", "outlet", "coder", "tag")
"""What items are filtered by, besides state and date."""


class Query(Frozen):
    """What is asked for. Everything that is given must hold.

    `words` are all wanted, in any order; "quoted words" in that order; `negot*` stands for every word that begins so; a
    word or phrase after a minus must be absent. Names are compared without regard to case; part of a speaker's name
    will do. A day or month is enough for `since` and `until`, which leave out what has no full date. `coder` is who
    entered an item or judged it. Without `state`, items are those that nobody has put aside.
    """

    words: str = ""
    kind: ItemKind = ItemKind.STATEMENT
    speaker: str | None = None
    party: str | None = None
    issue: str | None = None
    option: str | None = None
    act: str | None = None
    outlet: str | None = None
    coder: str | None = None
    tag: str | None = None
    state: tuple[State, ...] = ()
    since: date | None = None
    until: date | None = None
    text_id: str | None = None
    limit: int | None = Field(default=None, ge=0)
    before: int | None = Field(default=None, description="the key of a hit: only those after it in the list")


EVERYTHING = Query()


@dataclass(frozen=True, slots=True)
class Term:
    """A word or a phrase, the beginning of a word, or one that must be absent."""

    words: str
    prefix: bool = False
    absent: bool = False

    def as_match(self) -> str:
        """Return the term in the index's language, as a string in which nothing else is read."""
        return '"' + self.words.replace('"', '""') + '"' + (" *" if self.prefix else "")


def terms(words: str) -> tuple[Term, ...]:
    """Return the terms of a query; what holds no letter or digit is no term.

    >>> terms('peace "lasting truce" negot* -war !!')[1:3]
    (Term(words='lasting truce', prefix=False, absent=False), Term(words='negot', prefix=True, absent=False))

    Raises
    ------
    Refused : more than 64 terms, or characters but no term
    """
    clean = "".join(" " if character < " " or "\ud800" <= character <= "\udfff" else character for character in words)
    found = []
    for match in TERM.finditer(clean):
        text = match["phrase"] if match["phrase"] is not None else match["word"] or ""
        prefix = bool(match["star"]) or text.endswith("*")
        if any(map(_searchable, text)):
            found.append(Term(text.rstrip("*"), prefix, bool(match["out"])))
    if len(found) > MOST_TERMS:
        raise refuse("query", "query", f"{len(found)} words", f"at most {MOST_TERMS}", "ask for fewer")
    if clean.strip() and not found:
        raise refuse("query", "query", repr(words[:40]), "a word with letters or digits", "name a word, or filter without words")
    return tuple(found)


def match(found: tuple[Term, ...], tokens: list[list[str]]) -> str:
    """Return what the index is asked: all terms, one token of each group, and none of the absent terms.

    >>> match(terms("truce -war"), [["a"], ["b", "c"]])
    '((words : ("truce")) AND (facets : ("a")) AND (facets : ("b" OR "c"))) NOT (words : ("war"))'
    """
    wanted = [f"(words : ({term.as_match()}))" for term in found if not term.absent]
    wanted += ["(facets : (" + " OR ".join(f'"{token}"' for token in group) + "))" for group in tokens]
    absent = [f"(words : ({term.as_match()}))" for term in found if term.absent]
    return "(" + " AND ".join(wanted) + ")" + "".join(f" NOT {term}" for term in absent)


def _searchable(character: str) -> bool:
    """Whether the index sees a letter or digit here."""
    return unicodedata.category(character)[0] in "LN" or unicodedata.category(character) == "Co"
