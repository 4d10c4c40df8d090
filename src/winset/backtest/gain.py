"""Gains on one scale: what each actor wins by a point over no deal, and the points by which nobody loses."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from winset.backtest.dispute import Dispute
from winset.case.positions import Position


@dataclass(frozen=True, slots=True)
class Stake:
    """An actor's position, how far from it no deal leaves the actor, and how much the actor weighs.

    The gain from a point x is its distance to no deal less its distance to x: `loss` - |x - position|.
    """

    position: Fraction
    loss: Fraction
    weight: Fraction


def against_reference(dispute: Dispute, weights: Sequence[Fraction]) -> tuple[Stake, ...] | None:
    """Return the stakes where no deal means that what holds goes on holding; nothing where that is not known."""
    if dispute.reference is None:
        return None
    losses = [abs(dispute.reference - one.position) for one in dispute.stands]
    return _stakes(dispute.stands, losses, weights)


def against_worst(dispute: Dispute, weights: Sequence[Fraction]) -> tuple[Stake, ...]:
    """Return the stakes where no deal is as bad to every actor as a point a whole width of the scale away from its own."""
    return _stakes(dispute.stands, [dispute.high - dispute.low] * len(dispute.stands), weights)


def zone(stakes: Sequence[Stake]) -> tuple[Fraction, Fraction]:
    """Return the lowest and the highest point by which no actor loses: max (x_a - loss_a), min (x_a + loss_a).

    The two are the same point where some actors lose by every other; the first is above the second where no point will do.

    >>> zone([Stake(Fraction(30), Fraction(30), Fraction(1)), Stake(Fraction(80), Fraction(80), Fraction(1))])
    (Fraction(0, 1), Fraction(60, 1))
    """
    return max(s.position - s.loss for s in stakes), min(s.position + s.loss for s in stakes)


def _stakes(stands: Sequence[Position], losses: Sequence[Fraction], weights: Sequence[Fraction]) -> tuple[Stake, ...]:
    return tuple(
        Stake(one.position, loss, weight) for one, loss, weight in zip(stands, losses, weights, strict=True) if weight > 0
    )
