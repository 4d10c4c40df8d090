"""The empirical layer: how long peace has lasted, and what a guarantee is known, or not known, to do to that."""

from dataclasses import dataclass
from math import exp, inf, log

import numpy as np

from winset.errors import demand
from winset.keep.ends import After, Floats, ends
from winset.keep.guarantor import FOR_GOOD, Staying

_HERMITE = np.polynomial.hermite_e.hermegauss(32)


@dataclass(frozen=True, slots=True)
class Peace:
    """A Weibull baseline of how long peace lasts:  H₀(t) = (t / scale)^shape, in years; `shift` moves the log-hazard."""

    shape: float
    scale: float
    shift: float = 0.0

    def __post_init__(self) -> None:
        demand(
            self.shape > 0 and self.scale > 0, "baseline", "shape, scale", (self.shape, self.scale), "both above 0", "mend them"
        )

    def strain(self, years: float) -> float:
        """Return the cumulative hazard H₀(t) e^shift.

        >>> round(exp(-NEIGHBOURS.strain(20)), 3)
        0.712
        """
        if years == inf:
            return inf
        return float((years / self.scale) ** self.shape * exp(self.shift))


NEIGHBOURS = Peace(shape=0.614, scale=116.45)
"""Peace after wars between neighbouring states since 1946: 53 dyads, 18 returned to war (Correlates of War, inter-state wars 4.0,
Sarkees and Wayman 2010). Kaplan–Meier .89/.76/.74/.66/.63 at 5/10/15/20/50 years. A constant hazard fits nowhere."""


@dataclass(frozen=True, slots=True)
class Ratio:
    """What a guarantee multiplies the hazard by while it lasts: lognormal, with its median and the spread of its logarithm."""

    median: float
    sigma: float

    def __post_init__(self) -> None:
        demand(self.median > 0, "hazard", "median", self.median, "above 0", "a ratio of 1 changes nothing")
        demand(self.sigma >= 0, "spread", "sigma", self.sigma, "0 or more", "drop the sign")

    def at(self, share: float) -> float:
        """Return the ratio that this share of the distribution lies below."""
        from scipy.special import ndtri

        demand(0 < share < 1, "probability", "share", share, "a number between 0 and 1", "the ends are 0 and infinity")
        return float(self.median * exp(self.sigma * ndtri(share)))

    def mean(self) -> float:
        """Return the mean, median · exp(σ²/2).

        >>> round(DEFENCE_PACT.mean(), 2), round(DEFENCE_PACT.harms(), 2)
        (0.9, 0.31)
        """
        return self.median * exp(self.sigma**2 / 2)

    def harms(self) -> float:
        """Return P(HR > 1), the odds that the guarantee makes war likelier."""
        from scipy.special import ndtr

        if self.sigma == 0:
            return float(self.median > 1)
        return float(ndtr(log(self.median) / self.sigma))


DEFENCE_PACT = Ratio(median=0.74, sigma=0.62)
"""A defence pact with an outside major power: random-effects pooling of refits that run from .40 to 1.65 (95 percent .22 to
2.5). The data do not identify even the sign."""


def survival(
    years: float,
    ratio: float,
    term: float = inf,
    after: After = "heal",
    peace: Peace = NEIGHBOURS,
    staying: Staying = FOR_GOOD,
    taper: float = 0.0,
) -> float:
    """Return the odds that peace lasts so many years under a guarantee, mixed over the guarantor's exit.

        S(t) = exp(−HR H₀(t))                                 while the guarantee lasts,
        heal:      exp(−HR H₀(e) − H₀(t) + H₀(e))             once it ended at e (the clock kept running),
        postpone:  exp(−HR H₀(e) − H₀(t − e))                 (the clock starts then),

    with e the earlier of the term and the guarantor's exit, over which the odds are mixed (`ends`). At HR = 1 *postpone* is worse
    than no guarantee, since early years are the dangerous ones. Where the guarantee tapers over its last years, HR H₀(t) becomes
    ∫ HR^{s(u)} dH₀(u) with s falling in a line from 1 to 0.

    Examples
    --------
    >>> [round(survival(20, 1.0, 15, after), 3) for after in ("heal", "postpone")]
    [0.712, 0.651]
    """
    demand(years >= 0 and term >= 0, "term", "years, term", (years, term), "0 or more", "drop the sign")
    demand(ratio >= 0, "hazard", "ratio", ratio, "0 or more", "a ratio of 1 changes nothing")
    demand(0 <= taper <= term, "taper", "taper", taper, f"0 to the term of {term} years", "a guarantee fades within its term")
    return float(_curve(years, np.array([ratio]), term, after, peace, staying, taper)[0])


def spread(
    years: float,
    prior: Ratio = DEFENCE_PACT,
    term: float = inf,
    after: After = "heal",
    peace: Peace = NEIGHBOURS,
    staying: Staying = FOR_GOOD,
    taper: float = 0.0,
    coverage: float = 0.9,
) -> tuple[float, float, float]:
    """Return (low, mean, high) of survival over the prior of the hazard ratio: its mean, and the ends of a central interval.

    >>> low, mean, high = spread(15)
    >>> low < mean < high
    True
    """
    demand(
        0 < coverage < 1, "probability", "coverage", coverage, "a number between 0 and 1", "0.9 leaves 5 percent on either side"
    )
    tail = (1 - coverage) / 2
    ratios, weight = over_ratios(prior)
    lives = _curve(years, np.array([prior.at(1 - tail), prior.at(tail), *ratios]), term, after, peace, staying, taper)
    return float(lives[0]), float(lives[2:] @ weight), float(lives[1])


def over_ratios(prior: Ratio) -> tuple[Floats, Floats]:
    """Return hazard ratios and weights for a mean over their prior: 32 nodes of Gauss–Hermite in ln HR."""
    x, w = _HERMITE
    return prior.median * np.exp(prior.sigma * x), np.asarray(w / w.sum())


def _curve(years: float, ratios: Floats, term: float, after: After, peace: Peace, staying: Staying, taper: float) -> Floats:
    """Return `survival` for many hazard ratios, (R,)."""
    when = ends(years, np.array([term]), np.array([taper]), (peace.shape, peace.scale), staying)
    return when.lives(ratios, np.array([exp(peace.shift)]), after)
