"""A dispute that was decided: where the actors stood on one scale, what held before, and what came out."""

from dataclasses import dataclass
from fractions import Fraction

from winset.case.positions import Position


@dataclass(frozen=True, slots=True)
class Dispute:
    """One issue with its actors' positions on a scale from `low` to `high`, and its outcome on that scale.

    `group` : what was decided together (a law, a treaty); its issues are resampled together. `reference` : what holds
    without a decision, where that is known.
    """

    issue: str
    group: str
    stands: tuple[Position, ...]
    outcome: Fraction
    reference: Fraction | None = None
    low: Fraction = Fraction(0)
    high: Fraction = Fraction(100)
