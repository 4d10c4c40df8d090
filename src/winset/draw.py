"""Many draws of every factor of a case at once: where in its band each draw of each factor lies."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from winset.band import Band
from winset.errors import demand
from winset.prior import Floats, quantiles

__all__ = ["DRAWS", "MODES", "SEED", "Method", "Sample", "Tie", "quantiles", "sample"]

DRAWS = 100
SEED = 2025
EDGE = 2.0**-32
"""The least share, and the distance of the largest from 1: half of what the sequence tells apart."""

Method = Literal["sobol", "latin"]

Tie = tuple[str, str, float]
"""Two factors and the correlation of their normal scores."""


@dataclass(frozen=True, slots=True, eq=False)
class Sample:
    """Draws of the factors of a case, a factor being a band by its path.

    `columns` : the column of each factor; `shares` : (size, factors), each in (0, 1), where in its band each draw lies, as the
    quantile of the band's prior.

    Examples
    --------
    >>> band = Band.model_validate("10..20")
    >>> drawn = Sample({"contest.keeps": 0}, np.array([[0.5], [0.9]]))
    >>> drawn.of("contest.keeps", band).round(1).tolist(), drawn.of("contest.wins", band).tolist()
    ([15.0, 17.5], [15.0, 15.0])
    """

    columns: Mapping[str, int]
    shares: Floats

    @property
    def size(self) -> int:
        """How many draws there are."""
        return len(self.shares)

    def of(self, where: str, band: Band) -> Floats:
        """Return what each draw takes from a band, (size,): its mode where the path has no column or the band no width."""
        if where not in self.columns:
            return np.full(self.size, float(band.mode))
        return quantiles(band, self.shares[:, self.columns[where]])

    def part(self, rows: slice | NDArray[np.intp]) -> "Sample":
        """Return the sample of some of its draws."""
        return replace(self, shares=self.shares[rows])


MODES = Sample({}, np.empty((1, 0)))
"""One draw that takes the mode of every band."""


def sample(
    paths: Sequence[str],
    draws: int = DRAWS,
    seed: int = SEED,
    block: int = 0,
    method: Method = "sobol",
    correlation: Sequence[Tie] = (),
) -> Sample:
    """Return a block of draws of factors.

    Sobol points, scrambled at random (Owen 1998, Journal of Complexity 14(4)), or a Latin hypercube (McKay, Beckman and Conover
    1979, Technometrics 21(2)). Seed and block alone decide the scramble: blocks are independent of each other, and each can be
    made again anywhere. Of a number that is no power of two, the first points of the next power are taken. Factors named by
    `correlation` are tied by a Gaussian copula: normal scores z = L Φ⁻¹(u), with L L' their correlations; the others keep their
    shares.

    Raises
    ------
    Refused : fewer than 1 draw, or correlations that no distribution has

    Examples
    --------
    >>> drawn = sample(["a", "b"], 1000, correlation=[("a", "b", 0.5)])
    >>> drawn.size, bool(abs(drawn.shares.mean() - 0.5) < 0.01)
    (1000, True)
    """
    demand(draws >= 1, "draws", "draws", draws, "at least 1", "ask for more")
    columns = {path: k for k, path in enumerate(paths)}
    if not columns:
        return Sample({}, np.empty((draws, 0)))
    chance = np.random.default_rng([seed, block])
    if method == "sobol":
        from scipy.stats import qmc  # late: it takes longer to import than a block to draw

        points = qmc.Sobol(len(columns), scramble=True, rng=chance).random_base2((draws - 1).bit_length())[:draws]
    else:
        points = latin(chance, draws, len(columns))
    shares = np.clip(points, EDGE, 1 - EDGE)
    tied = [tie for tie in correlation if tie[0] in columns and tie[1] in columns]
    return Sample(columns, _tied(shares, columns, tied) if tied else shares)


def latin(chance: np.random.Generator, draws: int, factors: int) -> Floats:
    """Return a Latin hypercube: each factor takes each of so many equal steps once, somewhere inside it, in an order of its own.

    The same points as `scipy.stats.qmc.LatinHypercube`, which draws from a child of the generator, without its import.

    >>> np.sort(latin(np.random.default_rng(1), 4, 2) * 4 // 1, axis=0).T.tolist()
    [[0.0, 1.0, 2.0, 3.0], [0.0, 1.0, 2.0, 3.0]]
    """
    chance = chance.spawn(1)[0]
    inside = chance.uniform(size=(draws, factors))
    order = np.tile(np.arange(1, draws + 1), (factors, 1))
    for row in order:
        chance.shuffle(row)
    points: Floats = (order.T - inside) / draws
    return points


def _tied(shares: Floats, columns: Mapping[str, int], ties: Sequence[Tie]) -> Floats:
    """Return the shares with those of tied factors moved together."""
    from scipy.special import ndtr, ndtri

    named = list(dict.fromkeys(path for one, other, _ in ties for path in (one, other)))
    place = {path: k for k, path in enumerate(named)}
    matrix = np.eye(len(named))
    for one, other, rho in ties:
        matrix[place[one], place[other]] = matrix[place[other], place[one]] = rho
    values, vectors = np.linalg.eigh(matrix)
    demand(values[0] > -1e-6, "correlation", "correlations", f"an eigenvalue of {values[0]:.3g}", "none below 0", "weaken some")
    root = (vectors * np.sqrt(np.maximum(values, 0))) @ vectors.T
    at = [columns[path] for path in named]
    moved = shares.copy()
    moved[:, at] = np.clip(ndtr(ndtri(shares[:, at]) @ root), EDGE, 1 - EDGE)
    return moved
