"""Those who sit at the table together: both sides, the parties, neither camp, the two mediators, the three unions."""

from collections.abc import Sequence

from winset.read.english.words import word_set
from winset.read.naming.roster import Roster
from winset.read.naming.speaker import SpeakerTable

_COUNTS = {"both": 2, "two": 2, "each": 2, "either": 2, "neither": 2, "three": 3, "four": 4}
_SINGLE = word_set("each either neither")
_DEFINITE = _SINGLE | word_set("both the these those all")
_SIDES = word_set("sides parties governments delegations teams camps blocs signatories interlocutors capitals")
_MEDIATORS = frozenset(("mediators",))
_RIVALS = word_set(
    """countries states nations companies firms armies retailers airlines campaigns unions associations organisations
    organizations groups clubs universities neighbours neighbors rivals"""
)
"""What the two who negotiate may be called, where nobody else bears that noun in the name."""
_LONGEST = 5
"""Words of the longest such phrase: the two big presidential campaigns."""


def several(words: Sequence[str], table: SpeakerTable, roster: Roster) -> tuple[str, ...]:
    """Return the parties that some words mean together, in lower case; nothing where the case does not tell.

    Those who negotiate, of more than asked for those named most often; mediators; or all whose names hold the noun.

    >>> known = Roster(negotiators=("Aland", "Borland"), mediators=("Orlavia",))
    >>> several("both sides".split(), SpeakerTable([]), known), several("the clerks".split(), SpeakerTable([]), known)
    (('Aland', 'Borland'), ())
    """
    if not roster.negotiators or len(words) > _LONGEST or not _DEFINITE & set(words[:1]):
        return ()
    count = next((_COUNTS[low] for low in words[:2] if low in _COUNTS), None)
    if count is None and len(words) != 2:
        return ()
    noun = words[-1] if words[0] not in _SINGLE or len(words) == 1 else f"{words[-1]}s".replace("ys", "ies")
    if (len(words) == 1 and count) or noun in _SIDES:
        return _most(roster.negotiators, count, table, roster)
    if noun in _MEDIATORS:
        return _most(roster.mediators, count, table, roster)
    if noun in _RIVALS:
        kind = noun.removesuffix("s")
        called = [name for name in roster.bodies if kind in name.lower().split()]
        return _most(called if count and len(called) >= count else roster.negotiators, count, table, roster)
    return ()


def _most(pool: Sequence[str], count: int | None, table: SpeakerTable, roster: Roster) -> tuple[str, ...]:
    wanted = count or 2
    if len(pool) < wanted:
        return ()
    if len(pool) == wanted:
        return tuple(pool)
    named = dict(table.sides)
    for entry in roster.people:
        side = entry.side[0]
        named[side] = named.get(side, 0) + table.count(entry.words)
    most = sorted((name for name in pool if named.get(name)), key=lambda name: -named[name])[:wanted]
    return tuple(most) if len(most) == wanted else ()
