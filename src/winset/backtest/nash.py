"""The Nash point on one scale: the largest weighted product of gains."""

from collections.abc import Sequence
from fractions import Fraction

from winset.backtest.gain import Stake, zone

HALVINGS = 60


def nash(stakes: Sequence[Stake]) -> Fraction | None:
    """Return the point with the largest weighted product of gains; nothing where some actor loses by every point.

        argmax_x  prod_a (loss_a - |x - x_a|)^w_a,  over points at which every gain is above 0

    Nash (1950), Econometrica 18(2), p. 155; with weights, Harsanyi and Selten (1972), Management Science 18(5), p. 80. The
    logarithm is strictly concave inside the zone, so the point is one, and the sign of its slope says on which side it
    lies: exactly at an actor's position, otherwise within 2**-60 of the width between two of them. Where only no deal itself
    leaves nobody worse off, that point is returned: what holds goes on holding.

    >>> at = lambda x, loss: Stake(Fraction(x), Fraction(loss), Fraction(1))
    >>> int(nash([at(0, 100), at(100, 100)])), float(nash([at(60, 60), at(100, 100)]))
    (50, 60.0)
    """
    if not stakes:
        return None
    low, high = zone(stakes)
    if low >= high:
        return low if low == high else None
    kinks = sorted({s.position for s in stakes if low < s.position < high})
    for kink in kinks:
        left, right = _slopes(stakes, kink)
        if left >= 0 >= right:
            return kink
        if right > 0:
            low = kink
        else:
            high = kink
            break
    return Fraction(_between(stakes, float(low), float(high)))


def _between(stakes: Sequence[Stake], low: float, high: float) -> float:
    """Return where the slope turns on a stretch that holds no actor's position, by halving it."""
    pulls = [(float(s.weight), float(s.loss), float(s.position)) for s in stakes]
    for _ in range(HALVINGS):
        middle = (low + high) / 2
        slope = sum((w if middle < x else -w) / (loss - abs(middle - x)) for w, loss, x in pulls)
        low, high = (middle, high) if slope > 0 else (low, middle)
    return (low + high) / 2


def _slopes(stakes: Sequence[Stake], point: Fraction) -> tuple[float, float]:
    """Return the slope of the logarithm of the product just below a point and just above it."""
    left = right = 0.0
    for s in stakes:
        pull = float(s.weight / (s.loss - abs(point - s.position)))
        left += pull if point <= s.position else -pull
        right += pull if point < s.position else -pull
    return left, right
