"""Selection: a leader who reads the mood withholds what would lose, so what comes to a vote passes more often."""

from dataclasses import dataclass

import numpy as np

from winset.errors import demand
from winset.ratify.factor import Figure, Floats


@dataclass(frozen=True, slots=True, eq=False)
class Selection:
    """A leader who brings a deal to the vote iff, having seen a sign of the mood, passage looks at least this likely.

    `insight` is the share of the common factor's variance that the sign reveals: 0 sees nothing, .99 nearly all.
    """

    threshold: Figure = 0.5
    insight: Figure = 0.5

    def __post_init__(self) -> None:
        for name, most, todo in (("threshold", 1.0, "give a share"), ("insight", 0.99, "nobody sees all")):
            odds = getattr(self, name)
            demand(bool(np.all((odds >= 0) & (odds <= most))), "probability", name, odds, f"a number from 0 to {most:g}", todo)


def brought(selection: Selection, passing: Floats, z: Floats, weight: Floats, tolerance: float = 1e-13) -> Floats:
    """Return the odds that the deal is brought to the vote, once the common factor is known.

    The leader sees  s = sqrt(r) z + sqrt(1 − r) e  and so expects  P(pass | s) = ∫ P(pass | z) φ(z; sqrt(r) s, 1 − r) dz, which
    falls with s; the deal is brought iff this is at least the threshold, that is iff s ≤ s*. Hence

        P(brought | z) = Φ((s* − sqrt(r) z) / sqrt(1 − r)).

    The idea, that agreements which would fail are not put to the vote: Putnam (1988), International Organization 42(3), p. 436;
    Martin (2000), Democratic Commitments, ch. 3. s* is found within nine standard deviations, by Newton's method inside a bracket
    that is halved where it leaves it, until it moves by less than the tolerance (at least 1e-10).

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

    insight = np.broadcast_to(selection.insight, len(passing))
    known, rest = np.sqrt(insight)[:, None], np.sqrt(1 - insight)[:, None]
    signs = _least_hopeful(selection, passing, known, rest, (z, weight), max(tolerance, 1e-10))
    return np.asarray(ndtr((signs[:, None] - known * z) / rest))


def _least_hopeful(
    selection: Selection, passing: Floats, known: Floats, rest: Floats, rule: tuple[Floats, Floats], tolerance: float
) -> Floats:
    """Return s*, the sign at which hope falls below the threshold, row by row; 9 where it never does, −9 where it always is."""
    z, weight = rule
    log_mass = np.log(np.maximum(weight, 1e-300)) + z**2 / 2
    least = np.broadcast_to(selection.threshold, len(passing)) - 1e-13
    low, high, sign = np.full(len(passing), -9.0), np.full(len(passing), 9.0), np.zeros(len(passing))
    live = np.arange(len(passing))
    for _ in range(60):
        gap = (z - known[live] * sign[live, None]) / rest[live]
        kernel = np.exp(log_mass - gap**2 / 2)
        mass, hope = kernel.sum(axis=1), (passing[live] * kernel).sum(axis=1)
        above = hope / mass - least[live]
        low[live], high[live] = np.where(above >= 0, sign[live], low[live]), np.where(above >= 0, high[live], sign[live])
        pull = kernel * gap
        slope = ((passing[live] * pull).sum(axis=1) - hope / mass * pull.sum(axis=1)) / mass * (known / rest)[live, 0]
        with np.errstate(divide="ignore", invalid="ignore"):
            newton = sign[live] - above / slope
        inside = (newton > low[live]) & (newton < high[live])
        moved = np.where(inside, newton, (low[live] + high[live]) / 2)
        change, sign[live] = np.abs(moved - sign[live]), moved
        live = live[change > tolerance]
        if not len(live):
            break
    return sign
