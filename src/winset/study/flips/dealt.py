"""Flips of the deal stage: the least changes of one number that empty or open the zone, or move the Nash packages; exact."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from math import prod

from winset.deal.fairness import egalitarian
from winset.deal.nash import nash
from winset.space.package import Package, totals
from winset.space.table import ScoreTable
from winset.study.flips.line import Line, root
from winset.study.flips.probe import Probe, best_products, moved, richest
from winset.study.flips.turn import Spent, Turn, Turns, far, first, near, nearest


def nash_turns(
    table: ScoreTable, lines: Sequence[Line], players: Sequence[int], today: Sequence[Package], wanted: int, spent: Spent
) -> Turns:
    """Return the least changes of one number after which none of today's Nash packages is among the best.

    As a number t of a negotiator moves, every package's product of gains, times the sum of the party's weights, is a straight
    line in t; so today's packages stay best on an interval, and of any package that beats them at t the crossing lies nearer.
    Inwards: solve at t, move to the crossing, solve again, until none beats today's there (Dinkelbach 1967, Management Science
    13(7), p. 492); there are finitely many packages. A number of a guarantor moves no product: it lets packages into the zone,
    and the one that comes in first is found in the same way.
    """
    return nearest(_Nash(table, tuple(players), tuple(today)), lines, wanted, spent)


def opening_turns(table: ScoreTable, lines: Sequence[Line], wanted: int, spent: Spent) -> Turns:
    """Return the least changes of one number that open an empty zone; none where no number does so alone.

    The most that its party can have over its walk-away, max {g(x; t) : x meets all other floors}, is convex in t and piecewise
    straight. Inwards, from where it is 0 or more to where the line of the best package falls to 0, is Newton's method from the
    side on which it never passes the nearest root; there are finitely many lines.
    """
    return nearest(_Opening(table), lines, wanted, spent)


def closing_turns(table: ScoreTable, lines: Sequence[Line], wanted: int, spent: Spent) -> Turns:
    """Return the least changes of one number that empty the zone; none where no number does so alone.

    The same convex function, from today outwards: the zone is open at least until the line of the best package falls to 0, and
    whether it is still open just beyond is asked there. No number of a guarantor closes a zone that needs no signature of its.
    """
    turns: list[Turn] = []
    walks: list[tuple[Line, int, Fraction]] = []
    for score in {line.score for line in lines}:
        if _open_without(table, score):
            continue
        own = [line for line in lines if line.score == score]
        (best,) = richest(table, [Probe(own[0], own[0].today)])
        for line in own:
            ends = [(way, root(line.sums(table, best), way)) for way in (1, -1)] if best else []
            walks += [(line, way, end) for way, end in ends if end is not None]
    while walks and not spent():
        walks = [(line, way, end) for line, way, end in walks if (far(line, way) - end) * way >= 0]
        onwards = []
        probes = [Probe(line, near(line, end, way)) for line, way, end in walks]
        for (line, way, end), package in zip(walks, richest(table, probes), strict=True):
            further = None if package is None else root(line.sums(table, package), way)
            if package is None:
                turns.append(Turn(line, way, end, end, beyond=True))
            elif further is not None:
                onwards.append((line, way, further))
        walks = onwards
    return Turns(first(turns, wanted), complete=not walks)


@dataclass(frozen=True, slots=True, eq=False)
class _Nash:
    """Whether today's Nash packages are still among the best."""

    table: ScoreTable
    players: tuple[int, ...]
    today: tuple[Package, ...]

    def solved(self, probes: Sequence[Probe]) -> list[Package | None]:
        return best_products(self.table, probes, self.players, self.today)

    def turned(self, probe: Probe, package: Package | None) -> bool:
        best = max(self._product(probe, one) for one in self.today)
        return package is not None and self._product(probe, package) > best

    def lost(self, line: Line, way: int) -> Turn | None:
        """Return where the last of today's packages falls out of the zone, or gives its party nothing more."""
        roots = [root(line.sums(self.table, one), way) if self._counts(line, one) else None for one in self.today]
        ends = [end for end in roots if end is not None]
        if len(ends) < len(roots):
            return None
        end = max(ends, key=lambda t: t * way)
        return Turn(line, way, end, line.today, beyond=line.score not in self.players)

    def gained(self, line: Line, way: int, package: Package) -> Turn:
        """Return where a package that is better further out begins to be."""
        if line.score not in self.players:
            base, slope = line.sums(self.table, package)
            return Turn(line, way, Fraction(-base, slope), line.today, beyond=False, package=package)
        ends = [self._crossing(line, one, package) for one in self.today]
        return Turn(line, way, max(ends, key=lambda t: t * way), line.today, beyond=True, package=package)

    def ended(self, turn: Turn) -> Turn:
        """Return a turn with what is best just beyond it: of all packages that are best there, the one that rises fastest."""
        if turn.package is None:
            if turn.line.score in self.players:
                return turn
            (package,) = self.solved([Probe(turn.line, near(turn.line, turn.to, turn.outward))])
            return replace(turn, package=package)
        if not turn.beyond:
            return turn
        found = nash(moved(self.table, Probe(turn.line, turn.to)), self.players)
        ties = [one for one in found.ties if one not in self.today] if found else []
        rises = {one: self._others(turn.line, one) * turn.line.sums(self.table, one)[1] * turn.outward for one in ties}
        return replace(turn, package=max(ties, key=lambda one: rises[one])) if ties else turn

    def _counts(self, line: Line, package: Package) -> bool:
        """Whether the walk-away of a number's party counts for a package."""
        choices = next((one.choices for one in self.table.bindings if one.score == line.score), None)
        return choices is None or any(package[i] == option for i, option in choices)

    def _product(self, probe: Probe, package: Package) -> int:
        """Return the product of gains, each times what makes it whole; −1 outside the zone."""
        line, t = probe.line, probe.t
        base, slope = line.sums(self.table, package)
        own = t.denominator * base + t.numerator * slope
        if own < 0 and self._counts(line, package):
            return -1
        return self._others(line, package) * (own if line.score in self.players else 1)

    def _others(self, line: Line, package: Package) -> int:
        row = totals(self.table, [package])[0].tolist()
        return prod(row[p] - (self.table.floors[p] or 0) for p in self.players if p != line.score)

    def _crossing(self, line: Line, one: Package, other: Package) -> Fraction:
        """Return where two products are equal."""
        here, there = self._others(line, one), self._others(line, other)
        (b, s), (base, slope) = line.sums(self.table, one), line.sums(self.table, other)
        return Fraction(here * b - there * base, there * slope - here * s)


@dataclass(frozen=True, slots=True, eq=False)
class _Opening:
    """Whether an empty zone has opened."""

    table: ScoreTable

    def solved(self, probes: Sequence[Probe]) -> list[Package | None]:
        return richest(self.table, probes)

    def turned(self, probe: Probe, package: Package | None) -> bool:
        return package is not None

    def lost(self, line: Line, way: int) -> Turn | None:
        return None

    def gained(self, line: Line, way: int, package: Package) -> Turn:
        base, slope = line.sums(self.table, package)
        return Turn(line, way, Fraction(-base, slope), line.today, beyond=False, package=package)

    def ended(self, turn: Turn) -> Turn:
        return turn


def _open_without(table: ScoreTable, score: int) -> bool:
    """Whether some package of the zone needs no signature of a guarantor; of a negotiator every package does."""
    choices = next((one.choices for one in table.bindings if one.score == score), None)
    if choices is None:
        return False
    allowed = [free.copy() for free in table.allowed]
    for i, option in choices:
        allowed[i][option] = False
    rest = replace(table, allowed=tuple(allowed), bindings=tuple(one for one in table.bindings if one.score != score))
    free = rest.floored([None if k == score else floor for k, floor in enumerate(table.floors)])
    return egalitarian(free) is not None
