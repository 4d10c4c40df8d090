"""Which sets of things said, if none of them is believed, change a headline: every single one, every pair, then what is found."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import combinations
from math import prod

import numpy as np

from winset.case.case import Case
from winset.deal.draws import nash_of_draws, open_zones
from winset.deal.fairness import egalitarian
from winset.deal.nash import nash
from winset.space.batch import Batch
from winset.space.package import Package, signable, totals
from winset.space.table import ScoreTable
from winset.study.flips.blocking import blocking
from winset.study.flips.rejected import Said, grounds, rules, without
from winset.study.flips.turn import Spent

Words = frozenset[str]
Change = tuple[Package | None, int | None]
"""What is chosen where a headline has changed, and who leads."""


@dataclass(frozen=True, slots=True, eq=False)
class Rejection:
    """A set of words whose rejection changes a headline, what falls with them, and what is chosen then, or who leads.

    `proved` : whether no smaller set does it.
    """

    words: Words
    fallen: tuple[Said, ...]
    package: Package | None = None
    leader: int | None = None
    proved: bool = True


@dataclass(frozen=True, slots=True, eq=False)
class Rejections:
    """The sets found for one headline: of the smallest size, up to as many as asked for, those with which least falls.

    `exact` : whether every smaller set, and every one of this size, was looked at; `looked_at` : how many that were.
    """

    sets: tuple[Rejection, ...]
    exact: bool
    looked_at: int


@dataclass(eq=False)
class Doubt:
    """The case, what of it rests on words, and what stands today."""

    case: Case
    table: ScoreTable
    players: tuple[int, ...]
    opened: bool
    today: tuple[Package, ...]
    some: tuple[Said, ...] = field(init=False)
    words: tuple[str, ...] = field(init=False)

    def __post_init__(self) -> None:
        self.some = grounds(self.case)
        self.words = tuple(dict.fromkeys(word for one in self.some for word in sorted(one.words)))

    def singles(self) -> list[Words]:
        """Return every word by itself that brings something down."""
        return [words for word in self.words if self._falls(words := frozenset((word,)))]

    def pairs(self) -> list[Words]:
        """Return every pair of words."""
        return [frozenset(pair) for pair in combinations(self.words, 2)]

    def _falls(self, words: Words) -> bool:
        return any(one.words <= words for one in self.some)

    def made(self, sets: Sequence[Words]) -> Iterator[tuple[list[Words], list[tuple[Said, ...]], list[ScoreTable]]]:
        """Yield the tables without each set, those of one shape together."""
        shapes: dict[tuple[str, ...], list[tuple[Words, tuple[Said, ...], Callable[[], ScoreTable]]]] = {}
        for words in sets:
            fallen, make = without(self.case, self.some, words)
            shapes.setdefault(rules(fallen), []).append((words, fallen, make))
        for group in shapes.values():
            yield [one[0] for one in group], [one[1] for one in group], [one[2]() for one in group]


def zone_rejections(doubt: Doubt, witnesses: Sequence[Package], wanted: int, spent: Spent) -> Rejections:
    """Return the smallest sets of words whose rejection opens or closes the zone.

    Singles, then pairs, each proved: a package known to be in the zone that stays in it shows that it is open, and only tables
    in which none does are solved. Beyond pairs: if rejecting everything changes the headline, words are taken back one by one as
    long as it still does, which leaves a set of which every word is needed; not necessarily the smallest.
    """

    def turned(table: ScoreTable) -> bool:
        return _opened(table, witnesses) is not doubt.opened

    def changed(tables: Sequence[ScoreTable]) -> list[Change | None]:
        return [(None, None) if turned(table) else None for table in tables]

    found = _smallest(doubt, (doubt.singles, doubt.pairs), changed, wanted, spent)
    if found.sets or not found.exact:
        return found
    return replace(found, sets=tuple(_taken_back(doubt, turned, spent)), exact=False)


def nash_rejections(doubt: Doubt, wanted: int, spent: Spent) -> Rejections:
    """Return the smallest sets of words whose rejection leaves none of today's Nash packages among the best: one, then two."""

    def changed(tables: Sequence[ScoreTable]) -> list[Change | None]:
        solved = zip(tables, _solved(doubt, tables), strict=True)
        return [(package, None) if package is None or not _ties(table, doubt, package) else None for table, package in solved]

    return _smallest(doubt, (doubt.singles, doubt.pairs), changed, wanted, spent)


def blocking_rejections(doubt: Doubt, wanted: int, spent: Spent) -> Rejections:
    """Return the single words whose rejection makes another party the one that refuses most, by exact counts."""
    today = blocking(doubt.table).leader

    def changed(tables: Sequence[ScoreTable]) -> list[Change | None]:
        leaders = [blocking(table).leader for table in tables]
        return [(None, leader) if leader != today else None for leader in leaders]

    found = _smallest(doubt, (doubt.singles,), changed, wanted, spent)
    return found if found.sets else replace(found, exact=False)


def _smallest(
    doubt: Doubt,
    sizes: Sequence[Callable[[], list[Words]]],
    changed: Callable[[Sequence[ScoreTable]], list[Change | None]],
    wanted: int,
    spent: Spent,
) -> Rejections:
    """Return the sets of the first size of which any changes the headline: what is chosen then, or who leads."""
    looked = 0
    for sets in sizes:
        every, found = sets(), list[Rejection]()
        for words, fallen, tables in doubt.made(every):
            if spent():
                return Rejections(_fewest(found, wanted), exact=False, looked_at=looked)
            changes = zip(words, fallen, changed(tables), strict=True)
            found += [Rejection(one, fell, *change) for one, fell, change in changes if change]
        looked += len(every)
        if found:
            return Rejections(_fewest(found, wanted), exact=True, looked_at=looked)
    return Rejections((), exact=True, looked_at=looked)


def _fewest(found: Sequence[Rejection], wanted: int) -> tuple[Rejection, ...]:
    """Return those with which least falls, in the order of the case among equals."""
    return tuple(sorted(found, key=lambda one: len(one.fallen))[:wanted])


def _opened(table: ScoreTable, witnesses: Sequence[Package]) -> bool:
    if len(witnesses) and signable(table, witnesses).any():
        return True
    batch = _batch([table])
    return egalitarian(table) is not None if batch is None else bool(open_zones(batch)[0])


def _taken_back(doubt: Doubt, turned: Callable[[ScoreTable], bool], spent: Spent) -> Iterator[Rejection]:
    """Yield one set of which every word is needed, if rejecting all changes the headline."""

    def changes(words: Words) -> bool:
        return turned(without(doubt.case, doubt.some, words)[1]())

    words = frozenset(doubt.words)
    if spent() or not changes(words):
        return
    for word in doubt.words:
        if spent():
            return
        if changes(words - {word}):
            words = words - {word}
    yield Rejection(words, without(doubt.case, doubt.some, words)[0], proved=False)


def _solved(doubt: Doubt, tables: Sequence[ScoreTable]) -> list[Package | None]:
    """Return the Nash package of each of some tables of one shape."""
    batch = _batch(tables) if len(tables) > 1 else None
    if batch is None:
        return [solution.package if (solution := nash(table, doubt.players)) else None for table in tables]
    chosen = nash_of_draws(batch, doubt.players, doubt.today)
    return [tuple(x.tolist()) if ties else None for x, ties in zip(chosen.packages, chosen.ties, strict=True)]


def _batch(tables: Sequence[ScoreTable]) -> Batch | None:
    """Return tables of one shape as a batch, each party on a scale of its own; nothing where they need Python integers."""
    first = tables[0]
    if any(table.wide for table in tables):
        return None
    scores = tuple(np.stack([table.scores[i] for table in tables]) for i in range(len(first.issues)))
    links = np.array([[link.add for link in table.links] for table in tables], dtype=np.int64)
    floors = np.array([[floor or 0 for floor in table.floors] for table in tables], dtype=np.int64)
    try:
        return Batch(first, scores, links.reshape(len(tables), len(first.links), len(first.names)), floors, first.scale[0])
    except ValueError:
        return None


def _ties(table: ScoreTable, doubt: Doubt, package: Package) -> bool:
    """Whether one of today's packages is as good as the best."""
    return any(_product(table, doubt.players, one) >= _product(table, doubt.players, package) for one in doubt.today)


def _product(table: ScoreTable, players: Sequence[int], package: Package) -> int:
    if not signable(table, [package])[0]:
        return -1
    row = totals(table, [package])[0].tolist()
    return prod(row[p] - (table.floors[p] or 0) for p in players)


def in_words(rejection: Rejection) -> tuple[str, ...]:
    """Return what falls, each with what it falls back to."""
    return tuple(one.says if one.back is None else f"{one.says}: back to {float(one.back):.4g}" for one in rejection.fallen)
