"""The tornado: one factor at a time from its low to its high end, all others at their modes, the widest swing first."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from winset.errors import demand
from winset.study.draws.sensitivity import Floats


@dataclass(frozen=True, slots=True)
class Bar:
    """What one factor does to one output: its value at the factor's low end, with all at their modes, and at the high end."""

    factor: str
    output: str
    low: float
    mode: float
    high: float

    @property
    def swing(self) -> float:
        """How far apart the outermost of the three values lie."""
        return max(self.low, self.mode, self.high) - min(self.low, self.mode, self.high)


def tornado(
    factors: Sequence[str], mode: Mapping[str, float], low: Mapping[str, Floats], high: Mapping[str, Floats]
) -> tuple[Bar, ...]:
    """Return the bars of each output in turn, the widest first, ties in the order of the factors; no bar without a swing.

    Howard (1988), Management Science 34(6), p. 684. What factors do only together no bar shows: see the total indices.

    Parameters
    ----------
    mode : each output with every factor at its mode
    low, high : each output with one factor after the other at that end, (factors,)

    Raises
    ------
    Refused : an array that has not one value for each factor

    Examples
    --------
    >>> import numpy as np
    >>> bars = tornado(["a", "b", "c"], {"y": 5}, {"y": np.array([4, 1, 5])}, {"y": np.array([6, 7, 5])})
    >>> [(bar.factor, bar.low, bar.high, bar.swing) for bar in bars]
    [('b', 1.0, 7.0, 6.0), ('a', 4.0, 6.0, 2.0)]
    """
    bars = []
    for output, middle in mode.items():
        for end in (low[output], high[output]):
            got, wanted = f"an array of shape {end.shape}", f"({len(factors)},)"
            demand(end.shape == (len(factors),), "tornado", output, got, wanted, "evaluate both ends of every factor")
        rows = zip(factors, low[output], high[output], strict=True)
        own = (Bar(factor, output, float(bottom), float(middle), float(top)) for factor, bottom, top in rows)
        bars += sorted((bar for bar in own if bar.swing), key=lambda bar: -bar.swing)
    return tuple(bars)
