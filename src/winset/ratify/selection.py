"""Selection: a leader who reads the mood withholds what would lose, so what comes to a vote passes more often."""

from dataclasses import dataclass

import numpy as np

from winset.errors import demand
from winset.ratify.factor import Floats


@dataclass(frozen=True, slots=True)
class Selection:
    """A leader who brings a deal to the vote iff, having seen a sign of the mood, passage looks at least this likely.

    `insight` is the share of the common factor's variance that the sign reveals: 0 sees nothing, .99 nearly all.
    """

    threshold: float = 0.5
    insight: float = 0.5

    def __post_init__(self) -> None:
        demand(0 <= self.threshold <= 1, "probability", "threshold", self.threshold, "a number from 0 to 1", "give a share")
        demand(0 <= self.insight <= 0.99, "correlation", "insight", self.insight, "a number from 0 to 0.99", "nobody sees all")


def brought(selection: Selection, passing: Floats, z: Floats, weight: Floats) -> Floats:
    """Return the odds that the deal is brought to the vote, once the common factor is known.

    The leader sees  s = sqrt(r) z + sqrt(1 − r) e  and so expects  P(pass | s) = ∫ P(pass | z) φ(z; sqrt(r) s, 1 − r) dz, which
    falls with s; the deal is brought iff this is at least the threshold, that is iff s ≤ s*. Hence

        P(brought | z) = Φ((s* − sqrt(r) z) / sqrt(1 − r)).

    The idea, that agreements which would fail are not put to the vote: Putnam (1988), International Organization 42(3), p. 436;
    Martin (2000), Democratic Commitments, ch. 3. s* is found by halving, to 1e-10, within nine standard deviations.

    Parameters
    ----------
    passing : (rows, nodes), the odds of passing given the factor, falling in z
    z, weight : (nodes,), nodes and weights of the integral over the factor

    Returns
    -------
    (rows, nodes)

    Examples
    --------
    >>> from winset.ratify.factor import nodes
    >>> z, weight = nodes(0.1)
    >>> blind = brought(Selection(threshold=0.4, insight=0.0), np.full((1, len(z)), 0.5), z, weight)
    >>> float(blind.min())
    1.0
    """
    from scipy.special import ndtr

    known, rest = np.sqrt(selection.insight), np.sqrt(1 - selection.insight)
    log_mass = np.log(np.maximum(weight, 1e-300)) + z**2 / 2
    low, high = np.full(len(passing), -9.0), np.full(len(passing), 9.0)
    for _ in range(38):
        sign = (low + high) / 2
        kernel = np.exp(log_mass - ((z - known * sign[:, None]) / rest) ** 2 / 2)
        hopeful = (passing * kernel).sum(axis=1) / kernel.sum(axis=1) >= selection.threshold - 1e-13
        low, high = np.where(hopeful, sign, low), np.where(hopeful, high, sign)
    return np.asarray(ndtr((low[:, None] - known * z) / rest))
