"""What each factor would tell, from draws already made: its share of an output's variance, and the value of knowing it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import pi, sqrt

import numpy as np
from scipy.special import betaincinv, ndtri

from winset.errors import demand
from winset.study.draws.sensitivity import LEVEL, Floats, Spread, components, varies

FEWEST = 40
FEWEST_BINS = 4
MOST_BINS = 24
SPLIT = 1 + 2 / pi
"""By how much splitting the draws widens the variance of a value of information, where there is none to find."""


@dataclass(frozen=True, slots=True)
class Told:
    """What knowing one factor would tell of one output.

    `share` : its first-order share of the variance, corrected for chance; it may fall a little below 0
    `change` : the expected change of the output's mean once the factor is known, in the output's own unit
    `share_floor`, `change_floor` : below these a factor cannot be told from one that does not matter
    """

    factor: str
    output: str
    share: float
    share_floor: float
    change: Spread
    change_floor: float

    @property
    def matters(self) -> bool:
        """Whether the factor stands out from chance."""
        return self.share > self.share_floor or self.change.value > self.change_floor


def given_data(shares: Floats, factors: Sequence[str], outputs: Mapping[str, Floats]) -> tuple[Told, ...]:
    """Return what each factor tells of each output: by output, the largest expected change first, ties in the given order.

        share_i  = 1 - (1 - η²)(n - 1)/(n - bins),   η² = V(E(Y | bin)) / V(Y)
        change_i = E_x |E(Y | X_i = x) - E(Y)|

    The share is Kelley's (1935, PNAS 21(9), p. 556), unbiased where there is none. The change is the value of information:
    what is expected to happen to the mean (for a yes or no, to its odds) on learning X_i. Each bin's change takes its sign
    from one half of the draws and its size from the other, so that chance alone adds nothing on average; what it says is
    thus rather too little than too much. An output of several components changes by half the sum over them: for the
    indicators of a label, the total variation distance.

    Bins hold equally many draws, about the cube root of n in all. A floor is the size that the largest of all factors
    exceeds by chance alone once in twenty. Where factors are correlated, each also tells what it says of the others.

    Parameters
    ----------
    shares : (n, factors), where each draw lies in each factor's band, 0..1, or any increasing function of that
    outputs : each (n,) or (n, components)

    Raises
    ------
    Refused : fewer than 40 draws, columns that do not match the factors, or an output that is not finite

    Examples
    --------
    >>> rows = np.random.default_rng(1).random((4000, 2))
    >>> found = given_data(rows, ["a", "b"], {"y": (rows[:, 0] > 0.5) * 1.0})
    >>> [(one.factor, round(one.share, 1), round(one.change.value, 1), one.matters) for one in found]
    [('a', 1.0, 0.5, True), ('b', -0.0, 0.0, False)]
    """
    n, count = shares.shape
    demand(n >= FEWEST, "draws", "shares", f"{n} draws", f"{FEWEST} or more", "draw more")
    demand(count == len(factors), "factors", "shares", f"{count} columns", f"{len(factors)} names", "name each column once")
    bins = min(MOST_BINS, max(FEWEST_BINS, round(n ** (1 / 3))))
    columns = [components(output, n, name) for name, output in outputs.items()]
    centred = [column - column.mean(axis=0) if varies(column.T) else np.zeros_like(column) for column in columns]
    values = np.hstack(centred) if centred else np.empty((n, 0))
    owners = np.repeat(np.arange(len(columns)), [column.shape[1] for column in columns])
    binned = [_binned(shares[:, i], values, bins) for i in range(count)]
    family = 1 - (1 - LEVEL) / max(1, count)
    found = []
    for k, name in enumerate(outputs):
        own = owners == k
        rows = [
            _told(factor, name, values[:, own], sums[..., own], sizes)
            for factor, (sums, sizes) in zip(factors, binned, strict=True)
        ]
        found += sorted((_floored(row, n, bins, family) for row in rows), key=lambda one: -one.change.value)
    return tuple(found)


@dataclass(frozen=True, slots=True)
class _Row:
    factor: str
    output: str
    share: float
    change: float
    error: float
    noise: float


def _binned(factor: Floats, values: Floats, bins: int) -> tuple[Floats, Floats]:
    """Return the sums and sums of squares of the values in each bin and half of the draws, and how many draws each holds.

    The halves are every other draw in the order of the factor. Sums are (2, bins, halves, components), sizes (bins, halves).
    """
    ordered = values[np.argsort(factor, kind="stable")]
    edges = np.linspace(0, len(factor), bins + 1).astype(int)
    sums = np.empty((2, bins, 2, values.shape[1]))
    sizes = np.empty((bins, 2))
    for half in (0, 1):
        some = ordered[half::2]
        starts = (edges[:-1] + 1 - half) // 2
        sums[0, :, half] = np.add.reduceat(some, starts, axis=0)
        sums[1, :, half] = np.add.reduceat(some**2, starts, axis=0)
        sizes[:, half] = np.diff([*starts, len(some)])
    return sums, sizes


def _told(factor: str, output: str, values: Floats, sums: Floats, sizes: Floats) -> _Row:
    n, bins = len(values), len(sizes)
    weights = sizes.sum(axis=1) / n
    whole = float((values**2).sum())
    means = sums[0].sum(axis=1) / sizes.sum(axis=1)[:, None]
    between = float((weights[:, None] * means**2).sum() * n)
    share = 1 - (1 - between / whole) * (n - 1) / (n - bins) if whole > 0 else 0.0
    first, second = (sums[0, :, half] / sizes[:, half, None] for half in (0, 1))
    each = (np.sign(first) * second + np.sign(second) * first) / 2
    scale = 1.0 if values.shape[1] == 1 else 0.5
    within = np.maximum(sums[1].sum(axis=1) / sizes.sum(axis=1)[:, None] - means**2, 0)
    error = SPLIT * float((weights**2 * np.sqrt(within).sum(axis=1) ** 2 / sizes.sum(axis=1)).sum())
    spread = np.sqrt((values**2).mean(axis=0)).sum() ** 2
    noise = SPLIT * float((weights**2 * spread / sizes.sum(axis=1)).sum())
    return _Row(factor, output, share, scale * float((weights[:, None] * each).sum()), scale * sqrt(error), scale * sqrt(noise))


def _floored(row: _Row, n: int, bins: int, family: float) -> Told:
    """Return a row with its interval, and with the floors that hold for the whole family of factors."""
    chance = float(betaincinv((bins - 1) / 2, (n - bins) / 2, family))
    reach = float(ndtri((1 + LEVEL) / 2)) * row.error
    return Told(
        factor=row.factor,
        output=row.output,
        share=row.share,
        share_floor=1 - (1 - chance) * (n - 1) / (n - bins),
        change=Spread(max(0.0, row.change), max(0.0, row.change - reach), max(0.0, row.change + reach)),
        change_floor=float(ndtri(family)) * row.noise,
    )
