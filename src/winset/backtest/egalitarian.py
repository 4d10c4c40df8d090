"""The egalitarian point on one scale: the largest smallest gain."""

from collections.abc import Sequence
from fractions import Fraction

from winset.backtest.gain import Stake, zone


def egalitarian(stakes: Sequence[Stake]) -> Fraction | None:
    """Return the point at which the smallest gain is largest; nothing where some actor loses by every point.

        argmax_x  min_a (loss_a - |x - x_a|)  =  (max_a (x_a - loss_a) + min_a (x_a + loss_a)) / 2

    Kalai (1977), Econometrica 45(7), p. 1623. Gains count in points of the scale: salience says how much an actor trades one
    issue for another, and does not make the gains of two actors comparable. The smallest gain rises to the middle of the
    zone and falls after it, so the point is one, and exact.

    >>> egalitarian([Stake(Fraction(60), Fraction(60), Fraction(1)), Stake(Fraction(100), Fraction(100), Fraction(1))])
    Fraction(60, 1)
    """
    if not stakes:
        return None
    low, high = zone(stakes)
    return (low + high) / 2 if low <= high else None
