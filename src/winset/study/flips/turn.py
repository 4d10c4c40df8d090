"""Turns: where a headline turns as one number moves, and the search for the nearest of them over all numbers at once."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Protocol

from winset.space.package import Package
from winset.study.flips.line import Line
from winset.study.flips.probe import Probe

GRID = 2**24
"""A number with a larger denominator is rounded towards today's, to this share of its unit, until its turn is to be exact."""

FIRST_REACH = Fraction(1, 64)

Spent = Callable[[], bool]


@dataclass(frozen=True, slots=True, eq=False)
class Turn:
    """Where a headline turns as one number goes up (1) or down (−1): at `to`, or just `beyond` it, and nowhere before `sure`.

    `package` : what is chosen then, if anything is.
    """

    line: Line
    outward: int
    to: Fraction
    sure: Fraction
    beyond: bool
    package: Package | None = None

    @property
    def exact(self) -> bool:
        """Whether it turns nowhere before `to`, as was proved."""
        return self.sure == self.to

    @property
    def change(self) -> Fraction:
        """How far the number must go, as a share of its unit."""
        return self.line.change(self.to)


@dataclass(frozen=True, slots=True, eq=False)
class Turns:
    """The least changes, smallest first; `complete` if no other number turns the headline sooner than the last of them."""

    turns: tuple[Turn, ...]
    complete: bool


class Goal(Protocol):
    """What a headline asks of each number: where it surely turns, who turns it, and from where on that one does."""

    def solved(self, probes: Sequence[Probe]) -> list[Package | None]:
        """Return the best package of each probe, by what the headline looks at."""
        ...

    def turned(self, probe: Probe, package: Package | None) -> bool:
        """Return whether the headline has turned where this package is the best."""
        ...

    def lost(self, line: Line, way: int) -> Turn | None:
        """Return where what stands today can surely stand no longer, if anywhere."""
        ...

    def gained(self, line: Line, way: int, package: Package) -> Turn:
        """Return from where on a package that turned the headline does so."""
        ...

    def ended(self, turn: Turn) -> Turn:
        """Return a turn with what is chosen just beyond it."""
        ...


def nearest(goal: Goal, lines: Sequence[Line], wanted: int, spent: Spent) -> Turns:
    """Return the least turns: ask ever further out, whoever turns there is followed inwards, until enough have turned."""
    waiting = [(line, way) for line in lines for way in (1, -1) if far(line, way) != line.today]
    turns: list[Turn] = []
    reach = FIRST_REACH
    while waiting and len(turns) < wanted and not spent():
        probes = [_at(line, way, reach) for line, way in waiting]
        lost = [goal.lost(line, way) for line, way in waiting]
        near = [
            turn if turn and (probe.t - turn.to) * turn.outward >= 0 else None for turn, probe in zip(lost, probes, strict=True)
        ]
        asked = [i for i, turn in enumerate(near) if turn is None]
        for i, package in zip(asked, goal.solved([probes[i] for i in asked]), strict=True):
            if goal.turned(probes[i], package) and package:
                near[i] = goal.gained(*waiting[i], package)
        turns += _inwards(goal, [turn for turn in near if turn], spent)
        waiting = [one for one, turn, probe in zip(waiting, near, probes, strict=True) if not turn and probe.t != far(*one)]
        reach *= 2
    while not spent():
        last = first(turns, wanted)[-1].change if turns else Fraction(0)
        vague = [turn for turn in turns if not turn.exact and turn.line.change(turn.sure) <= last]
        if not vague:
            break
        turns = [turn for turn in turns if turn not in vague] + _inwards(goal, vague, spent, exactly=True)
    return Turns(tuple(map(goal.ended, first(turns, wanted))), complete=not spent())


def _inwards(goal: Goal, turns: Sequence[Turn], spent: Spent, exactly: bool = False) -> list[Turn]:
    """Return each turn moved inwards until nobody turns the headline before it, or surely not before a number close by."""
    settled: list[Turn] = []
    while turns:
        if spent():
            return [*settled, *turns]
        probes = [Probe(turn.line, turn.to if exactly else _rounded(turn)) for turn in turns]
        probes = [
            probe if turn.beyond or turn.package is None else replace(probe, t=near(turn.line, probe.t, -turn.outward))
            for turn, probe in zip(turns, probes, strict=True)
        ]
        onwards = []
        for turn, probe, package in zip(turns, probes, goal.solved(probes), strict=True):
            if package and goal.turned(probe, package):
                onwards.append(goal.gained(turn.line, turn.outward, package))
            else:
                settled.append(replace(turn, sure=turn.to if exactly or _rounded(turn) == turn.to else probe.t))
        turns = onwards
    return settled


def _at(line: Line, way: int, reach: Fraction) -> Probe:
    """Return the probe at a share of the unit from today, or at the end of the range."""
    t = line.today + way * reach * line.unit
    return Probe(line, min(t, line.high) if way > 0 else max(t, line.low))


def far(line: Line, way: int) -> Fraction:
    """Return the end of a number's range."""
    return line.high if way > 0 else line.low


def near(line: Line, t: Fraction, way: int) -> Fraction:
    """Return a number so near to t, above or below, that every gain which is not 0 at t has the same sign there.

    At t = n/m gains are multiples of 1/m; within 1/(m B), with B twice the largest slope, none changes by that much.
    """
    return t + way * Fraction(1, t.denominator * (2 * line.slope.size + 1))


def _rounded(turn: Turn) -> Fraction:
    line = turn.line
    if turn.to.denominator <= GRID:
        return turn.to
    step = line.unit / GRID
    return line.today + turn.outward * (abs(turn.to - line.today) // step) * step


def first(turns: Iterable[Turn], wanted: int) -> tuple[Turn, ...]:
    """Return the least of some turns."""
    return tuple(sorted(turns, key=lambda turn: turn.change)[:wanted])
