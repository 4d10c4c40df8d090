"""When a guarantee ends before a horizon, by its term or by the guarantor's exit, in many draws at once."""

from dataclasses import dataclass
from math import isinf
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from winset.keep.guarantor import Staying

Floats = NDArray[np.float64]

After = Literal["heal", "postpone"]
"""What the clock does under the guarantee: it keeps running (heal), or it starts only when the guarantee ends (postpone)."""

_EXITS = np.polynomial.legendre.leggauss(64)
_FADING = np.polynomial.legendre.leggauss(24)


@dataclass(frozen=True, slots=True, eq=False)
class Ends:
    """Nodes for the day e on which the guarantee ends, the last one standing for "not before the horizon or the term".

    `weight` : (draws, nodes); `full` : H₀ until e or until the fading begins; `left`, `late` : (draws, nodes, 24), for the time
    of fading, what is left of the guarantee at nodes within it, and their share of H₀; `heal`, `postpone` : H₀ after e up to the
    horizon, by either clock. The first axis is 1 where all draws are alike.
    """

    weight: Floats
    full: Floats
    left: Floats | None
    late: Floats | None
    heal: Floats
    postpone: Floats

    def lives(self, ratio: Floats, growth: Floats, after: After) -> Floats:
        """Return the odds that peace lasts to the horizon, by hazard ratio and by e^shift, (draws,) each or 1.

        Σ_e weight · exp(−growth (under(e) + since(e))),   under = ratio H₀, while it fades ∫ ratio^s dH₀
        """
        under = ratio[:, None] * self.full
        if self.left is not None and self.late is not None:
            with np.errstate(divide="ignore"):
                faded = np.exp(np.log(ratio)[:, None, None] * self.left)
            under = under + (np.where(self.left == 0, 1.0, faded) * self.late).sum(axis=2)
        since = self.heal if after == "heal" else self.postpone
        return np.asarray((self.weight * np.exp(-growth[:, None] * (under + since))).sum(axis=1))


def ends(years: float, term: Floats, taper: Floats, peace: tuple[float, float], staying: Staying) -> Ends:
    """Return when guarantees end before a horizon, for draws of term and taper; `peace` is the shape and scale of the baseline.

    The guarantee ends at the earlier of its term and the guarantor's exit. The mixture over the exit is integrated over the share
    q of exits up to the horizon or the term, 64 nodes of Gauss–Legendre in sqrt(q); the fading in 24 nodes of H₀.

    >>> from math import exp
    >>> never = ends(20, np.array([0.0]), np.array([0.0]), (0.614, 116.45), Staying(0.751, 107.2))
    >>> never.lives(np.array([0.5]), np.array([1.0]), "heal").round(3).tolist()
    [0.712]
    """
    shape, scale = peace
    last, term, taper = _as_one(np.minimum(years, term)), _as_one(term), _as_one(taper)
    gone = -np.expm1(-((last / staying.scale) ** staying.shape))
    weight, end = (1 - gone)[:, None], last[:, None]
    if not isinf(staying.scale):
        x, w = _EXITS
        roots = np.sqrt(gone)[:, None] * (x + 1) / 2
        exits = staying.scale * (-np.log1p(-(roots**2))) ** (1 / staying.shape)
        end = np.concatenate([np.minimum(exits, end), end], axis=1)
        weight = np.concatenate([roots * w * np.sqrt(gone)[:, None], weight], axis=1)

    def strain(t: Floats) -> Floats:
        return np.asarray((t / scale) ** shape)

    fades = np.where(taper > 0, np.maximum(term - taper, 0), np.inf)[:, None]
    until = strain(end)
    full, left, late = until, None, None
    if np.any(end > fades):
        full = strain(np.minimum(end, fades))
        x, w = _FADING
        low, high = full, until
        middle = ((low + high) / 2)[..., None] + ((high - low) / 2)[..., None] * x
        with np.errstate(divide="ignore", invalid="ignore", over="ignore"):
            left = np.clip((term[:, None, None] - scale * middle ** (1 / shape)) / taper[:, None, None], 0, 1)
        left = np.where(np.isnan(left), 1.0, left)
        late = ((high - low) / 2)[..., None] * w
    return Ends(weight, full, left, late, heal=strain(np.asarray(years)) - until, postpone=strain(years - end))


def _as_one(figures: Floats) -> Floats:
    """Return (1,) figures where all are the same."""
    return figures[:1] if np.all(figures == figures[0]) else figures
