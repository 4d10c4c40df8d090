"""What a party wants: weights over issues, values over options, and the walk-away that a deal must match."""

from datetime import date
from fractions import Fraction
from itertools import pairwise

from pydantic import Field

from winset.band import DEFAULT, Band, Basis, Frozen


class IssuePreference(Frozen):
    """A party's stake in one issue: how much the issue weighs, and what each option is worth, 0 to the case's scale (100)."""

    weight: Band
    values: dict[str, Band]
    because: Basis = DEFAULT


class WalkAwayPoint(Frozen):
    """What a party has without a deal, on one day."""

    on: date
    value: Band


class WalkAway(Frozen):
    """What a party has without a deal, as time passes: straight lines between the days given, level outside them."""

    points: tuple[WalkAwayPoint, ...] = Field(min_length=1)
    because: Basis = DEFAULT

    def on(self, day: date) -> tuple[Fraction, Fraction, Fraction]:
        """Return (low, mode, high) of the walk-away if the deal were signed on this day.

        >>> walk = WalkAway.model_validate({"points": [{"on": "2025-01-01", "value": 40}, {"on": "2025-01-11", "value": 30}]})
        >>> walk.on(date(2025, 1, 6))[1]
        Fraction(35, 1)
        """
        left, right, share = self.around(day)
        low, mode, high = (a + (b - a) * share for a, b in zip(_ends(left), _ends(right), strict=True))
        return low, mode, high

    def around(self, day: date) -> tuple[Band, Band, Fraction]:
        """Return the bands of the points before and after a day, and how far from the one to the other the day lies, 0 to 1."""
        points = self.points
        for left, right in pairwise(points):
            if left.on < day <= right.on:
                return left.value, right.value, Fraction((day - left.on).days, (right.on - left.on).days)
        end = points[0].value if day <= points[0].on else points[-1].value
        return end, end, Fraction(0)


class Preference(Frozen):
    """Everything a party wants.

    The utility of a package is the weighted mean of the values of its options, plus what its links add:

        u(x) = sum_i w_i v_i(x_i) / sum_i w_i  +  sum_links L [x holds both options]

    Keeney and Raiffa (1976), Decisions with Multiple Objectives, ch. 3 (the additive form) and ch. 6.
    An issue that is left out weighs nothing.
    """

    issues: dict[str, IssuePreference]
    walk_away: WalkAway
    because: Basis = DEFAULT


def _ends(band: Band) -> tuple[Fraction, Fraction, Fraction]:
    return band.low, band.mode, band.high
