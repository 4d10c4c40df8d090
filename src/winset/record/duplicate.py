"""The same words told more than once: syndicated copies, found so that they count once."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable
from math import ceil

from winset.record.place import UNDATED, day, fold
from winset.record.statement import Statement

SHINGLE = 3
ALIKE = 0.8
"""The share of runs of three words, of those in either, that two copies have in common."""
SHORTEST = 4
"""Words without which nothing is called a copy: "Yes" is said by many."""
DAYS = 7

_Run = tuple[str, ...]


def copies(statements: Iterable[Statement]) -> tuple[tuple[str, ...], ...]:
    """Return the groups of statements that say the same, each as the ids of its members, the earliest first.

    Two statements are copies if they stand in different texts, have a speaker or a party in common (or both have none), are
    dated within a week of each other or not dated, and share four fifths of their runs of three words (Broder 1997, resemblance).
    Copies of copies belong to one group. Two sets that have a share t of their union in common share t of either, so one of the
    rarest n - ceil(t n) + 1 runs of each is among those of the other: no other pairs are compared (Chaudhuri, Ganti and Kaushik
    2006, ICDE, prefix filtering).
    """
    listed = list(statements)
    runs = [_runs(statement.text) for statement in listed]
    heard = Counter(run for found in runs for run in found)
    holders: dict[_Run, list[int]] = defaultdict(list)
    leader = list(range(len(listed)))

    def first(number: int) -> int:
        while leader[number] != number:
            leader[number] = leader[leader[number]]
            number = leader[number]
        return number

    for number, found in enumerate(runs):
        common = [run for run in found if heard[run] > 1]
        rarest = sorted(common, key=lambda run: (heard[run], run))[: max(0, _telling(len(found)) - len(found) + len(common))]
        for other in {other for run in rarest for other in holders[run]}:
            shared = len(found & runs[other])
            alike = shared >= ALIKE * (len(found) + len(runs[other]) - shared)
            if alike and _may_be_copies(listed[number], listed[other]):
                leader[first(number)] = first(other)
        for run in rarest:
            holders[run].append(number)
    groups: dict[int, list[Statement]] = defaultdict(list)
    for number, statement in enumerate(listed):
        groups[first(number)].append(statement)
    return tuple(tuple(one.id for one in sorted(group, key=_order)) for group in groups.values() if len(group) > 1)


def _telling(runs: int) -> int:
    """Return of how many of its rarest runs a copy holds at least one."""
    return runs - ceil(ALIKE * runs - 1e-9) + 1 if runs else 0


def _runs(words: str) -> frozenset[_Run]:
    found = re.findall(r"\w+", fold(words))
    if len(found) < SHORTEST:
        return frozenset()
    return frozenset(zip(*(found[at:] for at in range(SHINGLE)), strict=False))


def _may_be_copies(one: Statement, other: Statement) -> bool:
    days = day(one.date.value), day(other.date.value)
    near = UNDATED in days or abs(days[0] - days[1]) <= DAYS
    speakers = set(map(fold, one.speaker)), set(map(fold, other.speaker))
    same = bool(speakers[0] & speakers[1]) or (one.party is not None and one.party == other.party) or not any(speakers)
    return one.text_id != other.text_id and near and same


def _order(statement: Statement) -> tuple[int, str]:
    return day(statement.date.value) or 10**9, statement.id
