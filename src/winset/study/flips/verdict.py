"""Which number would turn a body's verdict on a package: odds of one half or more, or less."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from winset.band import Band
from winset.case.case import Case
from winset.case.factor import Factor, factors
from winset.draw import Sample
from winset.prior import Floats
from winset.ratify.odds import every
from winset.ratify.route import route

HALF = 0.5
LOOKED_AT = 5
"""Numbers looked at on either side of today's, evenly to the end of the range."""

HALVINGS = 10

RANGES: tuple[tuple[str, tuple[float, float], float], ...] = (
    (".wait", (0.0, 3650.0), 365.0),
    (".delay", (0.0, 3650.0), 365.0),
    (".lapse", (0.0, 5.0), 1.0),
    (".error", (0.01, 2.0), 1.0),
    (".bias", (-1.0, 1.0), 1.0),
    (".endorsement", (-2.0, 2.0), 1.0),
    (".tie", (-0.95, 0.95), 1.0),
    (".factor", (0.0, 0.9), 1.0),
    (".insight", (0.0, 0.99), 1.0),
    (".chance", (0.0, 1.0), 1.0),
)
"""How far a number of a kind may go, and the change that counts as 1: a year of days, a probit, a logit, or odds of 1."""

SHIFT = ((-2.0, 2.0), 1.0)
SHARE = ((0.001, 0.999), 1.0)


@dataclass(frozen=True, slots=True, eq=False)
class Put(Sample):
    """Draws in which numbers are put where one wants them: by path, (size,) each; all others are at their modes."""

    numbers: Mapping[str, Floats]

    def of(self, where: str, band: Band) -> Floats:
        """Return what each draw takes from a band."""
        return self.numbers[where] if where in self.numbers else np.full(self.size, float(band.mode))

    def part(self, rows: slice | NDArray[np.intp]) -> "Put":
        """Return some of the draws."""
        return replace(self, shares=self.shares[rows], numbers={path: own[rows] for path, own in self.numbers.items()})


@dataclass(frozen=True, slots=True)
class Verdict:
    """A number that turns a verdict: surely not by `sure`, surely at `to`, a thousandth of a fifth of the range further."""

    factor: Factor
    today: float
    sure: float
    to: float
    change: float
    odds: float


@dataclass(frozen=True, slots=True)
class Verdicts:
    """The verdict of one body, or of all on the way (`body` is nothing): the odds today, and the nearest numbers that turn it."""

    body: str | None
    odds: float
    turns: tuple[Verdict, ...]


def verdicts(case: Case, package: Mapping[str, str], wanted: int) -> tuple[Verdicts, ...]:
    """Return, for each body on a package's way asked by itself and for the whole way, the numbers that turn its verdict.

    Every number that the way asks for is put at `LOOKED_AT` places on either side of today's, all of them in one batch; between
    today's and the first place at which the odds stand on the other side of one half, halving finds where. A search: what turns
    and turns back between two places is not seen. Odds rise or fall with nearly every number, so that this is rare.
    """
    chosen = route(case, package)
    if not chosen or case.ratification is None:
        return ()
    bodies = [case.ratification.gates[k].body for k in chosen]
    asked = [one for one in factors(case) if one.stage == "ratify" and _matters(case, package, chosen, one)]
    walks = [walk for one in asked for walk in _walks(one)]
    places = np.arange(1, LOOKED_AT + 1) / LOOKED_AT
    probes = [(walk, walk.today + (walk.far - walk.today) * share) for walk in walks for share in places]
    names = [*dict.fromkeys(bodies), None]
    table = _odds(case, package, [(_Walk(asked[0], 0.0, 0.0, 1.0), float(asked[0].band.mode)), *probes], names)
    today, rest = table[0], table[1:].reshape(len(walks), LOOKED_AT, len(names))
    found = []
    for column, body in enumerate(names):
        over = today[column] >= HALF
        crossed = (rest[:, :, column] >= HALF) != over
        brackets: list[_Bracket] = []
        for walk, row in zip(walks, crossed, strict=True):
            if row.any():
                first = int(row.argmax())
                low, high = (
                    walk.today + (walk.far - walk.today) * share for share in (first / LOOKED_AT, (first + 1) / LOOKED_AT)
                )
                brackets.append((walk, low, high))
        turns = _halved(case, package, _nearest(brackets, wanted), names, column, bool(over))
        found.append(Verdicts(body, float(today[column]), tuple(sorted(turns, key=lambda one: one.change)[:wanted])))
    return tuple(found)


@dataclass(frozen=True, slots=True)
class _Walk:
    """A number on its way from today's to the end of its range."""

    factor: Factor
    today: float
    far: float
    unit: float


_Bracket = tuple[_Walk, float, float]


def _nearest(brackets: Sequence[_Bracket], wanted: int) -> list[_Bracket]:
    """Return the brackets that may hold one of the nearest turns: those that begin before as many as wanted have ended."""
    ends = sorted(_change(walk, high) for walk, _, high in brackets)
    last = ends[min(wanted, len(ends)) - 1] if ends else 0.0
    return [one for one in brackets if _change(one[0], one[1]) <= last]


def _change(walk: _Walk, t: float) -> float:
    return abs(t - walk.today) / walk.unit


def _halved(
    case: Case, package: Mapping[str, str], brackets: Sequence[_Bracket], names: Sequence[str | None], column: int, over: bool
) -> list[Verdict]:
    """Return where each bracket turns, by halving all of them together."""
    if not brackets:
        return []
    walks = [walk for walk, _, _ in brackets]
    low, high = (np.array([one[end] for one in brackets]) for end in (1, 2))
    for _ in range(HALVINGS):
        middle = (low + high) / 2
        turned = (_odds(case, package, list(zip(walks, middle.tolist(), strict=True)), names)[:, column] >= HALF) != over
        low, high = np.where(turned, low, middle), np.where(turned, middle, high)
    odds = _odds(case, package, list(zip(walks, high.tolist(), strict=True)), names)[:, column]
    ends = zip(walks, low.tolist(), high.tolist(), odds.tolist(), strict=True)
    return [Verdict(walk.factor, walk.today, a, b, _change(walk, b), p) for walk, a, b, p in ends]


def _odds(case: Case, package: Mapping[str, str], probes: Sequence[tuple[_Walk, float]], names: Sequence[str | None]) -> Floats:
    """Return the odds (probes, names) with one number elsewhere in each probe."""
    numbers: dict[str, Floats] = {}
    for row, (walk, t) in enumerate(probes):
        path, band = walk.factor.path, walk.factor.band
        numbers.setdefault(path, np.full(len(probes), float(band.mode)))[row] = t
    whole, bodies = every(case, [package], Put(dict.fromkeys(numbers, 0), np.zeros((len(probes), 0)), numbers))
    places = [list(case.bodies).index(name) if name else None for name in names]
    return np.stack([whole[:, 0] if place is None else bodies[:, 0, place] for place in places], axis=1)


def _walks(factor: Factor) -> Iterator[_Walk]:
    (low, high), unit = SHARE
    if ".support." in factor.path:
        (low, high), unit = SHIFT
    for suffix, ends, size in RANGES:
        if factor.path.endswith(suffix):
            (low, high), unit = ends, size
    today = float(factor.band.mode)
    yield from (_Walk(factor, today, far, unit) for far in (high, low) if (far > today) == (far == high) and far != today)


def _matters(case: Case, package: Mapping[str, str], chosen: Sequence[int], factor: Factor) -> bool:
    """Whether a package's way asks for a number."""
    assert case.ratification is not None
    head, *path = factor.path.split(".")
    gates = [case.ratification.gates[k] for k in chosen]
    if head == "bodies":
        return path[0] in {gate.body for gate in gates}
    if head == "issues":
        return package[path[0]] == path[2] and path[4] in {gate.body for gate in gates}
    if path[0] == "gates":
        return int(path[1]) in chosen
    return any(path[1] in gate.needs for gate in gates)
