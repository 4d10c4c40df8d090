"""One strip of draws, solved under one goal after another: bounds, sweep, and the choice among what is left, in integers."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import prod

import numpy as np
from numpy.typing import NDArray

from winset.deal.bounds import Bounds, Forms, bounds
from winset.deal.dual import ROUNDING, Floats
from winset.deal.fairness import egalitarian, kalai_smorodinsky, utilitarian
from winset.deal.ideal import ideal_gains
from winset.deal.nash import nash
from winset.deal.solution import Solution, players_of
from winset.deal.sweep import sweep
from winset.space.batch import Batch, Packages, Totals, covers, gains, lattice
from winset.space.diagram import Diagram
from winset.space.table import ScoreTable

BEAM = 30
"""Partial packages kept of each draw to find one in the zone, where none is known."""


@dataclass(frozen=True, slots=True, eq=False)
class Chosen:
    """What one principle selects in each draw: (D, issues) positions, the first of ties; -1 where there is none.

    `gains` : (D, players) over the floors. `ties` : (D,) how many packages are selected; 0 where none is.
    """

    packages: Packages
    gains: Totals
    ties: NDArray[np.intp]

    @property
    def found(self) -> NDArray[np.bool_]:
        """In which draws (D,) anything is selected."""
        return self.ties > 0


@dataclass(frozen=True, slots=True)
class Rule:
    """A goal: what it maximises, exactly and as a float, from the players' gains and, where it has them, their shares."""

    name: str
    level: Callable[[Floats, Floats | None], Floats]
    exact: Callable[[Sequence[int], Sequence[int]], object]
    alone: Callable[[ScoreTable, Sequence[int]], Solution | None]


def _smallest(some: Floats, share: Floats | None) -> Floats:
    if share is None:
        return np.asarray(some.min(axis=-1))
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.asarray(np.where(share > 0, some / share, np.inf).min(axis=-1))


def _log(some: Floats, share: Floats | None) -> Floats:
    return np.asarray(np.log(np.maximum(some, 1e-300)).sum(axis=-1))


PRODUCT = Rule("product", _log, lambda some, _: prod(some), nash)
FAIR = Rule("share", _smallest, lambda some, _: sorted(some), egalitarian)
EVEN = Rule(
    "share",
    _smallest,
    lambda some, share: sorted(Fraction(g, s) for g, s in zip(some, share, strict=True) if s),
    kalai_smorodinsky,
)
SUM = Rule("sum", lambda some, _: np.asarray(some.sum(axis=-1)), lambda some, _: sum(some), utilitarian)

RULES = {"nash": PRODUCT, "egalitarian": FAIR, "kalai_smorodinsky": EVEN, "utilitarian": SUM}


@dataclass(frozen=True, slots=True, eq=False)
class Part:
    """A part of the shape whose floors always count, its diagram, and the scores that matter there: players, then guards."""

    layers: Diagram
    columns: list[int]


def parts_of(shape: ScoreTable, players: Sequence[int]) -> tuple[Part, ...]:
    """Return the parts of a shape that hold any package.

    Raises
    ------
    Entangled : links tie too many issues together for a diagram
    """
    parts = []
    for part in covers(shape):
        guards = [k for k, floor in enumerate(part.floors) if floor is not None and k not in players]
        parts.append(Part(lattice(part), [*players, *guards]))
    return tuple(part for part in parts if not part.layers.empty)


@dataclass(frozen=True, slots=True, eq=False)
class Ground:
    """The tables of one strip, who bargains, and the parts of their common shape."""

    batch: Batch
    players: tuple[int, ...]
    parts: tuple[Part, ...]

    def rows(self, some: NDArray[np.intp]) -> "Ground":
        """Return the ground of some of the tables."""
        return Ground(self.batch.rows(some), self.players, self.parts)


class Solver:
    """Solves one strip under one goal after another, with what is known of good packages."""

    def __init__(self, ground: Ground, pool: Packages) -> None:
        self.batch, self.players, self.pool = ground.batch, list(ground.players), pool
        self.unit = float(ground.batch.scale)
        self.parts = [(part, self._gains(part)) for part in ground.parts]
        totals = self.batch.totals(pool)
        self.in_zone = self.batch.signable(pool, totals)
        self.pool_gains = totals[:, :, self.players] - self.batch.floors[:, None, self.players]

    def best(self, rule: Rule, shares: Totals | None = None) -> Chosen:
        """Return what a goal selects in each table; `shares` (D, players) are those of `EVEN`."""
        weigh = None if shares is None else shares / self.unit
        level, package = self._known(rule, weigh)
        rows, packages = [np.flatnonzero(level > -np.inf)], [package[level > -np.inf]]
        given_up: list[NDArray[np.intp]] = []
        for part, raw in self.parts:
            forms = self._forms(part, raw, rule, weigh)
            found = bounds(forms)
            level, met = self._raised(rule, weigh, level, found)
            rows.append(met[0])
            packages.append(met[1])
            bar = self._bar(rule, level, found)
            blind = np.flatnonzero((level == -np.inf) & (found.bound >= bar) & (found.bound > -np.inf))
            if len(blind):
                swept = sweep(forms.rows(blind), found.rows(blind), bar[blind], BEAM)
                rows.append(blind[swept.table])
                packages.append(swept.packages)
                level = self._lifted(rule, weigh, level, rows[-1], packages[-1])
                bar = self._bar(rule, level, found)
            live = np.flatnonzero((found.bound >= bar) & (found.bound > -np.inf))
            if len(live):
                swept = sweep(forms.rows(live), found.rows(live), bar[live])
                rows.append(live[swept.table])
                packages.append(swept.packages)
                given_up.append(live[swept.given_up])
        chosen = self._settled(rule, shares, np.concatenate(rows), np.concatenate(packages))
        for draw in np.unique(np.concatenate(given_up)).tolist() if given_up else ():
            self._alone(rule, draw, chosen)
        return chosen

    def open(self) -> NDArray[np.bool_]:
        """Return in which tables (D,) some package is in the zone: known, met on the way, or found by a wider and wider look."""
        level = np.where(self.in_zone.any(axis=1), 0.0, -np.inf)
        for part, raw in self.parts:
            forms = self._forms(part, raw, FAIR, None)
            found = bounds(forms)
            level, _ = self._raised(FAIR, None, level, found)
            for beam in (BEAM, None):
                blind = np.flatnonzero((level == -np.inf) & (found.bound >= self._bar(FAIR, level, found)))
                if len(blind):
                    swept = sweep(forms.rows(blind), found.rows(blind), np.zeros(len(blind)) - ROUNDING, beam)
                    level = self._lifted(FAIR, None, level, blind[swept.table], swept.packages)
                    for draw in blind[swept.given_up].tolist():
                        alone = one_by_one(self.batch.rows(np.array([draw])), FAIR, self.players)
                        level[draw] = max(level[draw], 0.0 if alone.found[0] else -np.inf)
        return np.asarray(level > -np.inf)

    def ideals(self) -> Totals:
        """Return the largest gain (D, players) of each player in the zone; the zones must not be empty."""
        out = np.zeros((len(self.batch), len(self.players)), dtype=np.int64)
        for p in range(len(self.players)):
            known = np.where(self.in_zone, self.pool_gains[:, :, p], -1).max(axis=1, initial=-1)
            weigh = np.zeros((len(self.batch), len(self.players)))
            weigh[:, p] = 1
            for part, raw in self.parts:
                forms = self._forms(part, raw, EVEN, weigh)
                found = bounds(forms)
                _, (row, met) = self._raised(EVEN, weigh, known / self.unit, found)
                known[row] = np.maximum(known[row], self._gains_of(row, met)[:, p])
                bar = (known + 0.5) / self.unit
                live = np.flatnonzero(found.bound >= bar)
                if not len(live):
                    continue
                swept = sweep(forms.rows(live), found.rows(live), bar[live])
                row, gain, zone = live[swept.table], *self._gains_and_zone(live[swept.table], swept.packages)
                np.maximum.at(known, row[zone], gain[zone, p])
                for draw in live[swept.given_up].tolist():
                    alone = ideal_gains(self.batch.table(draw), self.players)
                    known[draw] = known[draw] if alone is None else int(alone.gains[p] * self.batch.scale)
            out[:, p] = known
        return out

    def _gains(self, part: Part) -> tuple[Floats, ...]:
        return tuple(gain / self.unit for gain in gains(self.batch, part.layers, part.columns))

    def _forms(self, part: Part, raw: tuple[Floats, ...], rule: Rule, share: Floats | None) -> Forms:
        """Return the forms of a goal in one part: the gains of players and guards, and their sum where that is the goal."""
        count = len(self.players)
        offset = self.batch.floors[:, part.columns] / self.unit
        player = np.arange(len(part.columns)) < count
        if rule.name == "product":
            return Forms(part.layers, raw, offset, player, None)
        if rule.name == "sum":
            summed = tuple(np.concatenate([g, g[..., :count].sum(axis=3, keepdims=True)], axis=3) for g in raw)
            offset = np.concatenate([offset, offset[:, :count].sum(axis=1, keepdims=True)], axis=1)
            whole = np.zeros((len(self.batch), len(part.columns) + 1))
            whole[:, -1] = 1
            return Forms(part.layers, summed, offset, np.zeros(len(part.columns) + 1, dtype=bool), whole)
        whole = np.zeros((len(self.batch), len(part.columns)))
        whole[:, :count] = 1 if share is None else share
        return Forms(part.layers, raw, offset, np.zeros(len(part.columns), dtype=bool), whole)

    def _known(self, rule: Rule, share: Floats | None) -> tuple[Floats, Packages]:
        """Return the best level (D,) of the known packages that are in each zone, and which it is (D, issues)."""
        draws = len(self.batch)
        if not len(self.pool):
            return np.full(draws, -np.inf), np.full((draws, len(self.batch.shape.issues)), -1, dtype=np.intp)
        level = self._level(rule, self.pool_gains, None if share is None else share[:, None])
        level = np.where(self.in_zone, level, -np.inf)
        best = level.argmax(axis=1)
        return level[np.arange(draws), best], self.pool[best]

    def _level(self, rule: Rule, some: Totals, share: Floats | None) -> Floats:
        """Return the level of gains (…, players): in the case's units, minus infinity where a product would be 0."""
        level = rule.level(some / self.unit, share)
        return np.where((some > 0).all(axis=-1), level, -np.inf) if rule.name == "product" else level

    def _raised(
        self, rule: Rule, share: Floats | None, level: Floats, found: Bounds
    ) -> tuple[Floats, tuple[NDArray[np.intp], Packages]]:
        """Return the levels (D,) raised by the packages met under the bounds, with those that raise them."""
        totals = self.batch.totals(found.packages)
        gain = totals[:, :, self.players] - self.batch.floors[:, None, self.players]
        met = self._level(rule, gain, None if share is None else share[:, None])
        met = np.where(self.batch.signable(found.packages, totals), met, -np.inf)
        best, each = met.argmax(axis=1), np.arange(len(met))
        raised = np.flatnonzero(met[each, best] > level)
        return np.maximum(level, met[each, best]), (raised, found.packages[raised, best[raised]])

    def _lifted(self, rule: Rule, share: Floats | None, level: Floats, row: NDArray[np.intp], packages: Packages) -> Floats:
        """Return the levels (D,) raised by packages, each of its own table (row)."""
        gain, zone = self._gains_and_zone(row, packages)
        met = np.where(zone, self._level(rule, gain, None if share is None else share[row]), -np.inf)
        raised = level.copy()
        np.maximum.at(raised, row, met)
        return raised

    def _bar(self, rule: Rule, level: Floats, found: Bounds) -> Floats:
        """Return what a package must reach (D,), in the units of the bounds: the level known, or the least that counts."""
        players = len(self.players)
        if rule.name == "product":
            least = np.where(level > -np.inf, level, -players * np.log(self.unit))
            return np.asarray(least - np.log(found.unit[:, :players]).sum(axis=1) - ROUNDING)
        return np.asarray(np.maximum(level, 0) - ROUNDING * (1 + np.abs(np.maximum(level, 0))))

    def _gains_and_zone(self, row: NDArray[np.intp], packages: Packages) -> tuple[Totals, NDArray[np.bool_]]:
        some = self.batch.rows(row)
        totals = some.totals(packages[:, None])
        return totals[:, 0, self.players] - some.floors[:, self.players], some.signable(packages[:, None], totals)[:, 0]

    def _gains_of(self, row: NDArray[np.intp], packages: Packages) -> Totals:
        return self._gains_and_zone(row, packages)[0]

    def _settled(self, rule: Rule, shares: Totals | None, row: NDArray[np.intp], packages: Packages) -> Chosen:
        """Return the best of the candidates of each table, compared in integers wherever floats are close."""
        draws, issues = len(self.batch), len(self.batch.shape.issues)
        out = nothing(draws, issues, len(self.players))
        if not len(row):
            return out
        gain, zone = self._gains_and_zone(row, packages)
        level = self._level(rule, gain, None if shares is None else shares[row] / self.unit)
        level = np.where(zone, level, -np.inf)
        top = np.full(draws, -np.inf)
        np.maximum.at(top, row, level)
        close = (level > -np.inf) & (level >= top[row] - 2 * ROUNDING * (1 + np.abs(np.where(np.isinf(top[row]), 0, top[row]))))
        if not close.any():
            return out
        candidates = np.unique(np.concatenate([row[close, None], packages[close], gain[close]], axis=1), axis=0)
        table = candidates[:, 0]
        firsts = np.searchsorted(table, np.unique(table))
        for start, end in zip(firsts.tolist(), [*firsts[1:].tolist(), len(table)], strict=True):
            draw = int(table[start])
            some = candidates[start:end]
            if len(some) > 1:
                share = (1,) * len(self.players) if shares is None else tuple(map(int, shares[draw]))
                worth = [rule.exact(tuple(map(int, one[1 + issues :])), share) for one in some]
                best = max(worth)  # type: ignore[type-var]
                some = some[[value == best for value in worth]]
            out.packages[draw], out.gains[draw], out.ties[draw] = some[0, 1 : 1 + issues], some[0, 1 + issues :], len(some)
        return out

    def _alone(self, rule: Rule, draw: int, chosen: Chosen) -> None:
        """Solve one table by itself."""
        one = one_by_one(self.batch.rows(np.array([draw])), rule, self.players)
        chosen.packages[draw], chosen.gains[draw], chosen.ties[draw] = one.packages[0], one.gains[0], one.ties[0]


def one_by_one(batch: Batch, rule: Rule, players: Sequence[int] | None) -> Chosen:
    """Solve every table by itself: where links are too dense for a diagram, or too many packages are near the best."""
    who = players_of(batch.shape, players)
    out = nothing(len(batch), len(batch.shape.issues), len(who))
    for draw in range(len(batch)):
        solution = rule.alone(batch.table(draw), who)
        if solution is not None:
            out.packages[draw], out.ties[draw] = solution.package, len(solution.ties)
            gain = [int(value * batch.scale) - int(batch.floors[draw, p]) for p, value in enumerate(solution.utility) if p in who]
            out.gains[draw] = gain
    return out


def nothing(draws: int, issues: int, players: int) -> Chosen:
    """Return draws in which nothing is selected."""
    return Chosen(np.full((draws, issues), -1, np.intp), np.zeros((draws, players), np.int64), np.zeros(draws, np.intp))
