"""Which number would make another party the one that refuses most: found on a sample, settled by exact counts."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction

import numpy as np
from numpy.typing import NDArray

from winset.space.count import count
from winset.space.listing import listing
from winset.space.package import permitted
from winset.space.table import ScoreTable
from winset.study.flips.line import Column, Line
from winset.study.flips.probe import Probe, moved
from winset.study.flips.turn import Spent, Turn, Turns

FEW = 20_000
"""Permitted packages that are all looked at; where there are more, so many or fewer drawn evenly stand for them."""

DRAWS = 250_000
STEP = Fraction(1, 2048)
"""How near to the number, as a share of its unit, the headline is known to stand still."""

SEED = 2025


@dataclass(frozen=True, slots=True)
class Blocking:
    """How many permitted packages each party refuses by its walk-away alone, exactly; who refuses most leads."""

    refuses: tuple[int, ...]

    @property
    def leader(self) -> int:
        """The place of the party that refuses most."""
        return self.refuses.index(max(self.refuses))

    @property
    def second(self) -> int:
        """The place of the party that refuses most but for the leader."""
        rest = [k for k in range(len(self.refuses)) if k != self.leader]
        return max(rest, key=lambda k: self.refuses[k], default=self.leader)

    def turned(self, score: int, refused: int) -> bool:
        """Whether another would refuse most if a party refused so many."""
        others = [r for k, r in enumerate(self.refuses) if k != score]
        rest = max(others, default=0)
        return refused < rest if score == self.leader else refused > self.refuses[self.leader]


def blocking(table: ScoreTable) -> Blocking:
    """Return who refuses how much."""
    free = _accepted(table, None)
    return Blocking(tuple(free - _accepted(table, k) for k in range(len(table.names))))


def blocking_turns(table: ScoreTable, lines: Sequence[Line], today: Blocking, wanted: int, spent: Spent) -> Turns:
    """Return the least changes of one number met after which another party refuses most of the permitted packages.

    A number moves what its own party refuses and nothing else. On packages drawn evenly from those permitted, or on all where
    they are few, every number's gains are straight lines, so the share refused is known at every number; the nearest at which it
    passes that of the party it must pass are then settled by exact counts on both sides, `STEP` apart. Never `exact`: for a
    value, a walk-away or a link the count only rises or only falls, but which numbers to look at was chosen from a sample.
    """
    free = _accepted(table, None)
    sample = _sample(table)
    if not len(sample) or len(table.names) < 2 or max(today.refuses) == 0:
        return Turns((), complete=False)
    near = sorted(_estimates(table, lines, today, sample, free), key=lambda one: one[0])
    turns: list[Turn] = []
    for _, line, way, guess in near[: 2 * wanted]:
        if spent():
            break
        turn = _settled(table, line, way, guess, lambda line, t: today.turned(line.score, free - _accepted_at(table, line, t)))
        if turn:
            turns.append(turn)
    return Turns(tuple(sorted(turns, key=lambda turn: turn.change)[:wanted]), complete=False)


def _accepted(table: ScoreTable, score: int | None) -> int:
    """Return how many permitted packages one party would accept, or there are at all."""
    return count(table.floored([floor if k == score else None for k, floor in enumerate(table.floors)])).value


def _accepted_at(table: ScoreTable, line: Line, t: Fraction) -> int:
    return _accepted(moved(table, Probe(line, t)), line.score)


def _sample(table: ScoreTable) -> NDArray[np.intp]:
    every = listing(table.floored([None] * len(table.names)), FEW)
    if every is not None:
        return every
    rng = np.random.default_rng(SEED)
    drawn = np.stack([rng.integers(len(options), size=DRAWS) for options in table.options], axis=1)
    return drawn[permitted(table, drawn)][:FEW]


def _estimates(
    table: ScoreTable, lines: Sequence[Line], today: Blocking, sample: NDArray[np.intp], free: int
) -> Iterator[tuple[Fraction, Line, int, Fraction]]:
    """Yield for each number that turns the headline on the sample: the change, the line, the way, and where."""
    bound = {one.score: one.choices for one in table.bindings}
    for line in lines:
        counts = np.ones(len(sample), dtype=bool)
        if line.score in bound:
            counts = np.any([sample[:, i] == option for i, option in bound[line.score]], axis=0)
        base, slope = (_totals(column, table, sample)[counts] for column in (line.base, line.slope))
        gain = base + float(line.today) * slope
        for way in (1, -1):
            far = abs(float((line.high if way > 0 else line.low) - line.today))
            fall = way * slope
            with np.errstate(divide="ignore", invalid="ignore"):
                at = np.where(fall != 0, -gain / fall, np.inf)
            passing = (at >= 0) & (at <= far * (1 + 1e-9)) & ((gain >= 0) == (fall < 0))
            order = np.argsort(at[passing], kind="stable")
            refused = int((gain < 0).sum()) + np.cumsum(np.where(fall[passing][order] < 0, 1, -1))
            on = np.flatnonzero([today.turned(line.score, round(r * free / len(sample))) for r in np.unique(refused).tolist()])
            turned = np.isin(refused, np.unique(refused)[on])
            if turned.any():
                steps = max(1, int(at[passing][order][int(turned.argmax())] / float(line.unit * STEP)))
                yield steps * STEP, line, way, line.today + way * steps * STEP * line.unit


def _settled(table: ScoreTable, line: Line, way: int, guess: Fraction, turned: Callable[[Line, Fraction], bool]) -> Turn | None:
    """Return where the headline turns near a guess, between two numbers a step apart, by exact counts; nothing if it does not."""
    end = line.high if way > 0 else line.low
    far = -int(-abs(end - line.today) // (STEP * line.unit))
    high = min(far, int(abs(guess - line.today) / (STEP * line.unit)) + 1)

    def at(steps: int) -> Fraction:
        return end if steps >= far else line.today + way * steps * STEP * line.unit

    low, width = high, 4
    while not turned(line, at(high)):
        if high >= far:
            return None
        low, high, width = high, min(far, high + width), width * 4
    if low == high:
        low = max(0, high - 4)
        while low and turned(line, at(low)):
            high, low, width = low, max(0, low - width), width * 4
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (low, middle) if turned(line, at(middle)) else (middle, high)
    return Turn(line, way, at(high), at(low), beyond=False)


def _totals(column: Column, table: ScoreTable, packages: NDArray[np.intp]) -> NDArray[np.float64]:
    total = np.full(len(packages), -float(column.floor))
    for i, row in enumerate(column.scores):
        total += np.array(row, dtype=np.float64)[packages[:, i]]
    for link, add in zip(table.links, column.links, strict=True):
        i, a, j, b = link.pair
        total += add * ((packages[:, i] == a) & (packages[:, j] == b))
    return total
