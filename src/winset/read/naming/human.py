"""Whether a noun is somebody, or several, where no name tells."""

from collections.abc import Sequence

from winset.read.english.noun import head_noun
from winset.read.english.words import word_set
from winset.read.naming.name import ROLES, is_title

_ENDINGS = (
    "er", "or", "ist", "man", "woman", "ian", "mum", "gran", "father", "mother", "chief", "boss", "head", "captain", "veteran",
    "star",
)  # fmt: skip
_NO_PERSON = word_set(
    """paper newspaper letter number offer order water power other river border harbour harbor sector corridor charter matter
    answer quarter chapter centre computer broadcaster carrier ledger poster register tender tribunal insurer lender publisher
    operator owner employer developer regulator manufacturer creditor investor importer exporter contractor supplier
    watchdog master former newsletter power minor junior senior superior motor factor error mirror color colour labor
    labour favor favour honour"""
)
_PEOPLE = word_set("people person man woman men women boy girl children")
_SOMEBODY = _PEOPLE | word_set(
    "resident source insider delegate participant student pensioner attendant client tenant witness guard"
)
_SEVERAL = word_set("two three four some several many most few")
_ONE = word_set("a an one the another")


def human(noun: str) -> bool:
    """Whether a noun is a person's: an office, or one that ends as such nouns do.

    >>> human("minister"), human("banker"), human("newspaper")
    (True, True, False)
    """
    return noun in ROLES or (noun.endswith(_ENDINGS) and noun not in _NO_PERSON)


def somebody(words: Sequence[str]) -> bool:
    """Whether a description is of one person: a resident of the town; one handler.

    >>> somebody("a resident of the town".split()), somebody("two officials".split())
    (True, False)
    """
    noun = head_noun(words)
    return (
        words[0] in _ONE and noun not in _NO_PERSON and (noun in _SOMEBODY or human(noun) or not _PEOPLE.isdisjoint(words[1:2]))
    )


def people(thing: str) -> bool:
    """Whether a description is of people, or of several things, so that it is no "it"."""
    noun = head_noun(thing.split())
    return (
        is_title(noun)
        or thing.split(maxsplit=1)[0].lower() in _SEVERAL
        or noun in _PEOPLE
        or (noun.endswith("s") and thing[:1].islower())
    )
