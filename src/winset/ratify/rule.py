"""Rules of passing as exact integers: what each yes, no and absence counts, and what the sum must reach."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Literal

from winset.errors import demand


@dataclass(frozen=True, slots=True)
class Votes:
    """How one bloc voted: members for, against and absent, and what one member's vote weighs."""

    yes: int
    no: int
    absent: int = 0
    weight: int = 1


@dataclass(frozen=True, slots=True)
class Count:
    """One sum over the members: it is met iff  floor + Σ w (yes·Y + no·N + absent·A) ≥ 0,  or > 0 where strict.

    `by` says whether w is a member's weight or 1; `only` counts one bloc alone, by its place.
    """

    yes: int
    no: int
    absent: int
    floor: int = 0
    strict: bool = False
    by: Literal["heads", "weights"] = "heads"
    only: int | None = None


@dataclass(frozen=True, slots=True)
class Every:
    """Met iff each of its rules is met: a double majority, a majority with a quorum or a veto."""

    rules: tuple[Rule, ...]


@dataclass(frozen=True, slots=True)
class Either:
    """Met iff one of its rules is met."""

    rules: tuple[Rule, ...]


Rule = Count | Every | Either


def of_voting(share: Fraction, more_than: bool = False) -> Count:
    """Return the rule "a share a/b of those voting":  yes b − a, no −a, absent 0,  sum ≥ 0 (or > 0 for "more than").

    United States Constitution, art. II sec. 2: two thirds of the senators present concur.

    >>> rule = of_voting(Fraction(2, 3))
    >>> [passes(rule, [Votes(*v)]) for v in [(66, 33), (66, 34), (71, 26)]]
    [True, False, True]
    >>> passes(of_voting(Fraction(1, 2), more_than=True), [Votes(50, 50)])
    False
    """
    _a_share(share, more_than)
    a, b = share.numerator, share.denominator
    return Count(yes=b - a, no=-a, absent=0, strict=more_than)


def of_members(share: Fraction, more_than: bool = False) -> Count:
    """Return the rule "a share a/b of all members":  yes b − a, no −a, absent −a.

    >>> passes(of_members(Fraction(2, 3)), [Votes(80, 20, 20)])
    True
    """
    return replace(of_voting(share, more_than), absent=-_a_share(share, more_than).numerator)


def at_least(votes: int) -> Count:
    """Return the rule "at least so many votes for".

    >>> passes(at_least(226), [Votes(226, 0)]), passes(at_least(226), [Votes(225, 0)])
    (True, False)
    """
    demand(votes > 0, "threshold", "votes", votes, "a positive number of votes", "zero votes are always reached; drop the rule")
    return Count(yes=1, no=0, absent=0, floor=-votes)


def present(share: Fraction) -> Count:
    """Return the quorum "a share a/b of the members takes part":  yes and no b − a, absent −a."""
    _a_share(share, more_than=False)
    a, b = share.numerator, share.denominator
    return Count(yes=b - a, no=b - a, absent=-a)


def no_veto(bloc: int) -> Count:
    """Return the rule "no member of this bloc votes against"; an absence is no veto (UN Charter, art. 27(3), as applied)."""
    return Count(yes=0, no=-1, absent=0, only=bloc)


def weighted(count: Count) -> Count:
    """Return the same rule counted by weights instead of heads."""
    return replace(count, by="weights")


def counts(rule: Rule) -> Iterator[Count]:
    """Yield the rule's counts, from left to right."""
    if isinstance(rule, Count):
        yield rule
    else:
        for part in rule.rules:
            yield from counts(part)


def weigh(count: Count, bloc: int, weight: int) -> tuple[int, int, int]:
    """Return what a yes, a no and an absence of one member of a bloc add to a count."""
    if count.only is not None and count.only != bloc:
        return 0, 0, 0
    scale = weight if count.by == "weights" else 1
    return count.yes * scale, count.no * scale, count.absent * scale


def margin(count: Count, votes: list[Votes]) -> int:
    """Return the sum of a count over blocs: how far it lies above (or, negative, below) what is needed.

    >>> margin(of_voting(Fraction(2, 3)), [Votes(61, 38)])
    -15
    """
    total = count.floor
    for bloc, v in enumerate(votes):
        yes, no, absent = weigh(count, bloc, v.weight)
        total += yes * v.yes + no * v.no + absent * v.absent
    return total


def passes(rule: Rule, votes: list[Votes]) -> bool:
    """Return whether the votes pass, in integers, so that a tie is a tie."""
    if isinstance(rule, Count):
        reached = margin(rule, votes)
        return reached > 0 if rule.strict else reached >= 0
    return (all if isinstance(rule, Every) else any)(passes(part, votes) for part in rule.rules)


def needed(rule: Rule, seats: list[tuple[int, int]]) -> int | None:
    """Return the least number of members whose yes always suffices when nobody is absent; None if even all do not.

    Always: whichever members they are, the lightest included. `seats` holds (members, weight) of each bloc.

    >>> needed(of_voting(Fraction(2, 3)), [(53, 1), (47, 1)])
    67
    >>> needed(of_voting(Fraction(1, 2), more_than=True), [(435, 1)])
    218
    """
    if not passes(rule, [Votes(n, 0, weight=w) for n, w in seats]):
        return None
    low, high = 0, sum(n for n, _ in seats)
    while low < high:
        middle = (low + high) // 2
        low, high = (low, middle) if _suffice(rule, seats, middle) else (middle + 1, high)
    return low


def _suffice(rule: Rule, seats: list[tuple[int, int]], yes: int) -> bool:
    """Return whether any `yes` members suffice: whichever blocs the noes fill first."""
    noes = sum(n for n, _ in seats) - yes
    by_weight = sorted(range(len(seats)), key=lambda g: -seats[g][1])
    orders = [by_weight] + [[g, *(o for o in by_weight if o != g)] for g in range(len(seats))]
    for order in orders:
        left, votes = noes, [Votes(0, 0)] * len(seats)
        for bloc in order:
            no = min(left, seats[bloc][0])
            left -= no
            votes[bloc] = Votes(seats[bloc][0] - no, no, weight=seats[bloc][1])
        if not passes(rule, votes):
            return False
    return True


def _a_share(share: Fraction, more_than: bool) -> Fraction:
    demand(
        share > 0 or (share == 0 and more_than),
        "threshold",
        "share",
        share,
        "a share above 0",
        "a share of 0 is always met; drop it",
    )
    demand(
        share < 1 or (share == 1 and not more_than),
        "threshold",
        "share",
        f"{'more than ' if more_than else ''}{share}",
        "a share that all members together can reach",
        "write the threshold as a share of 1, such as 2/3",
    )
    return share
