"""Means and medians of positions, plain and weighted."""

from collections.abc import Sequence
from fractions import Fraction


def mean(positions: Sequence[Fraction], weights: Sequence[Fraction]) -> Fraction | None:
    """Return the weighted mean; nothing where no weight is above 0.

        sum_a w_a x_a / sum_a w_a

    With w = salience times capability this is the compromise model of Van den Bos (1991), Dutch EC Decision Making. Achen
    (2006), in Thomson et al., eds, The European Union Decides, ch. 4, derives it as what the Nash bargaining solution
    comes close to when no deal is far worse to everyone than any deal.

    >>> mean([Fraction(0), Fraction(100)], [Fraction(3), Fraction(1)])
    Fraction(25, 1)
    """
    whole = sum(weights, Fraction(0))
    return sum((w * x for w, x in zip(weights, positions, strict=True)), Fraction(0)) / whole if whole > 0 else None


def median(positions: Sequence[Fraction], weights: Sequence[Fraction]) -> Fraction | None:
    """Return the weighted median; nothing where no weight is above 0.

    The position that no position on either side can beat in a vote by weight (Black 1948, J. Political Economy 56(1), p. 23):
    no more than half of the weight lies below it, and no more than half above. Where that holds on a stretch, its middle.
    Weighted by capability times salience it is where pairwise voting ends in Bueno de Mesquita (1994), in Bueno de Mesquita
    and Stokman, eds, European Community Decision Making, ch. 4.

    >>> one, two, three = Fraction(10), Fraction(20), Fraction(60)
    >>> int(median([one, two, three], [Fraction(1)] * 3)), int(median([two, three], [Fraction(1)] * 2))
    (20, 40)
    """
    there = sorted((x, w) for x, w in zip(positions, weights, strict=True) if w > 0)
    if not there:
        return None
    half, below = sum((w for _, w in there), Fraction(0)) / 2, Fraction(0)
    for at, (x, w) in enumerate(there):
        below += w
        if below > half:
            return x
        if below == half:
            return (x + there[at + 1][0]) / 2
    raise AssertionError("the weights add up to more than half of themselves")
