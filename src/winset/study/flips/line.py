"""Lines: what one number of the deal stage does to its party's gain, which is a straight line in that number."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from math import lcm

from winset.case.case import Case
from winset.case.factor import Factor, factors
from winset.space.package import Package
from winset.space.table import ScoreTable

Sums = tuple[int, int]
"""What a package has at zero, and what it has more for each unit of the number."""


@dataclass(frozen=True, slots=True, eq=False)
class Column:
    """One party's scores in integers: per issue and option, per link of the table, and its floor."""

    scores: tuple[tuple[int, ...], ...]
    links: tuple[int, ...]
    floor: int

    @property
    def size(self) -> int:
        """A number that no total of this column exceeds."""
        return sum(max(map(abs, row)) for row in self.scores) + sum(map(abs, self.links)) + abs(self.floor)


@dataclass(frozen=True, slots=True, eq=False)
class Line:
    """A number t and the gain of its party, times the sum of its weights W, in integers: base + t slope.

        W (u(x) − d)  =  sum_j w_j (v_j(x_j) − d) + W sum_links L [x holds both options]

    is linear in every value v, weight w, walk-away d and link L, one at a time. Keeney and Raiffa (1976), ch. 3, for the additive
    utility. `score` is the party's place in the table, `today` the mode of the number, `low` and `high` how far it may go, `band`
    the ends of its band, `unit` the change that counts as 1: the case's scale, and for a weight the sum of the weights.
    """

    factor: Factor
    score: int
    today: Fraction
    low: Fraction
    high: Fraction
    band: tuple[Fraction, Fraction]
    unit: Fraction
    base: Column
    slope: Column

    def sums(self, table: ScoreTable, package: Package) -> Sums:
        """Return the gain of a package as (at zero, for each unit of the number)."""
        return _total(self.base, table, package), _total(self.slope, table, package)

    def at(self, t: Fraction) -> Column:
        """Return the party's column at a number, times the number's denominator."""
        n, m = t.numerator, t.denominator
        pairs = zip(self.base.scores, self.slope.scores, strict=True)
        return Column(
            tuple(tuple(m * b + n * s for b, s in zip(base, slope, strict=True)) for base, slope in pairs),
            tuple(m * b + n * s for b, s in zip(self.base.links, self.slope.links, strict=True)),
            m * self.base.floor + n * self.slope.floor,
        )

    def change(self, t: Fraction) -> Fraction:
        """Return how far a number is from today's, as a share of the unit."""
        return abs(t - self.today) / self.unit


def lines(case: Case, table: ScoreTable, day: date) -> tuple[Line, ...]:
    """Return the line of every number of the deal stage, in the order of the case's factors; `table` is that of its modes.

    Left out are numbers that move nothing: all those on an issue that alone has any weight, where they are its weight.

    >>> from winset.case.store import bundled, read
    >>> from winset.space.tabulate import signing_day, tabulate
    >>> case, _ = read((bundled()["beginning"] / "case.yaml").read_text(), "case.yaml")
    >>> line = lines(case, tabulate(case), signing_day(case))[0]
    >>> line.factor.path, line.today, line.sums(tabulate(case), (0, 0))
    ('preferences.aland.issues.bridge.weight', Fraction(60, 1), (2400, 60))
    """
    return tuple(line for one in factors(case) if one.stage == "deal" and (line := _line(case, table, day, one)))


def root(sums: Sums, outward: int) -> Fraction | None:
    """Return where a gain falls to 0, the number going up (1) or down (−1); nothing if it never does.

    >>> root((6, -2), 1), root((6, -2), -1)
    (Fraction(3, 1), None)
    """
    base, slope = sums
    return Fraction(-base, slope) if slope * outward < 0 else None


def _line(case: Case, table: ScoreTable, day: date, factor: Factor) -> Line | None:
    head, *path = factor.path.split(".", 3)
    if head == "links":
        return _link(case, table, day, factor, int(path[0]), path[2])
    party = path[0]
    preference = case.preferences[party]
    low, today, high = preference.walk_away.on(day)
    whole = sum((stake.weight.mode for stake in preference.issues.values()), Fraction(0))
    base, k = _column(case, table, party, day), table.names.index(party)
    nothing = _times(base, Fraction(0))
    if path[1] == "walk_away":
        there = _Column(base.scores, base.links, Fraction(0))
        slope = _Column(nothing.scores, nothing.links, whole)
        return _made(factor, k, today, _within(case, today), (low, high), case.scale, there, slope)
    issue, what = path[2].split(".", 1)
    stake, at = preference.issues[issue], table.issues.index(issue)
    if what == "weight":
        if stake.weight.mode == whole:
            return None
        values = tuple(stake.values[option].mode for option in table.options[at])
        slope = _Column(_only(nothing.scores, at, values), _added(case, table, party), today)
        there = _less(base, slope, stake.weight.mode)
        ends = (Fraction(0), stake.weight.mode + whole)
        return _made(factor, k, stake.weight.mode, ends, (stake.weight.low, stake.weight.high), whole, there, slope)
    option = what.split(".", 1)[1]
    band = stake.values[option]
    held = tuple(stake.weight.mode if name == option else Fraction(0) for name in table.options[at])
    slope = _Column(_only(nothing.scores, at, held), nothing.links, Fraction(0))
    there = _less(base, slope, band.mode)
    return _made(factor, k, band.mode, _within(case, band.mode), (band.low, band.high), case.scale, there, slope)


def _link(case: Case, table: ScoreTable, day: date, factor: Factor, number: int, party: str) -> Line:
    band = case.links[number].add[party]
    base = _column(case, table, party, day)
    whole = sum((stake.weight.mode for stake in case.preferences[party].issues.values()), Fraction(0))
    nothing = _times(base, Fraction(0))
    links = tuple(whole if at == number else Fraction(0) for at in range(len(table.links)))
    slope = _Column(nothing.scores, links, Fraction(0))
    ends = (band.mode - case.scale, band.mode + case.scale)
    score = table.names.index(party)
    return _made(factor, score, band.mode, ends, (band.low, band.high), case.scale, _less(base, slope, band.mode), slope)


@dataclass(frozen=True, slots=True)
class _Column:
    """A column before it is brought to integers."""

    scores: tuple[tuple[Fraction, ...], ...]
    links: tuple[Fraction, ...]
    floor: Fraction

    def __iter__(self) -> Iterator[Fraction]:
        yield from (score for row in self.scores for score in row)
        yield from self.links
        yield self.floor


def _column(case: Case, table: ScoreTable, party: str, day: date) -> _Column:
    """Return a party's column at the modes, times the sum of its weights."""
    preference = case.preferences[party]
    whole = sum((stake.weight.mode for stake in preference.issues.values()), Fraction(0))
    scores = []
    for issue, options in zip(table.issues, table.options, strict=True):
        stake = preference.issues.get(issue)
        scores.append(tuple(stake.weight.mode * stake.values[option].mode if stake else Fraction(0) for option in options))
    added = tuple(whole * add for add in _added(case, table, party))
    return _Column(tuple(scores), added, whole * preference.walk_away.on(day)[1])


def _added(case: Case, table: ScoreTable, party: str) -> tuple[Fraction, ...]:
    """Return what each link adds for a party."""
    adds = (link.add.get(party) for link in case.links)
    return tuple(band.mode if band else Fraction(0) for band in adds)


def _made(
    factor: Factor,
    score: int,
    today: Fraction,
    ends: tuple[Fraction, Fraction],
    band: tuple[Fraction, Fraction],
    unit: Fraction,
    base: _Column,
    slope: _Column,
) -> Line:
    common = lcm(*(part.denominator for column in (base, slope) for part in column))
    whole = [_whole(_times(column, Fraction(common))) for column in (base, slope)]
    return Line(factor, score, today, *ends, band, unit, *whole)


def _whole(column: _Column) -> Column:
    scores = tuple(tuple(map(int, row)) for row in column.scores)
    return Column(scores, tuple(map(int, column.links)), int(column.floor))


def _within(case: Case, today: Fraction) -> tuple[Fraction, Fraction]:
    return min(Fraction(0), today), max(case.scale, today)


def _only(scores: Sequence[Sequence[Fraction]], at: int, row: tuple[Fraction, ...]) -> tuple[tuple[Fraction, ...], ...]:
    return tuple(row if i == at else tuple(other) for i, other in enumerate(scores))


def _times(column: _Column, by: Fraction) -> _Column:
    scores = tuple(tuple(by * score for score in row) for row in column.scores)
    return _Column(scores, tuple(by * add for add in column.links), by * column.floor)


def _less(column: _Column, other: _Column, times: Fraction) -> _Column:
    """Return a column less so many times another."""
    pairs = zip(column.scores, other.scores, strict=True)
    return _Column(
        tuple(tuple(a - times * b for a, b in zip(one, two, strict=True)) for one, two in pairs),
        tuple(a - times * b for a, b in zip(column.links, other.links, strict=True)),
        column.floor - times * other.floor,
    )


def _total(column: Column, table: ScoreTable, package: Package) -> int:
    held = sum(add for link, add in zip(table.links, column.links, strict=True) if _holds(link.pair, package))
    return sum(row[option] for row, option in zip(column.scores, package, strict=True)) + held - column.floor


def _holds(pair: tuple[int, int, int, int], package: Package) -> bool:
    i, a, j, b = pair
    return package[i] == a and package[j] == b
