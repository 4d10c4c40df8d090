"""From a case to its score tables over many draws: `tabulate`, with every number drawn from its band."""

from collections.abc import Sequence
from datetime import date
from fractions import Fraction
from math import lcm

import numpy as np
from numpy.typing import NDArray

from winset.case.case import Case
from winset.draw import Sample
from winset.space.batch import Batch
from winset.space.tabulate import guarantors, negotiators, signing_day, tabulate

FINEST = 2**38
"""About the largest total of a drawn table: sums are exact in 53 bits, with room for a hundred issues."""


def drawn(case: Case, sample: Sample, day: date | None = None, like: Batch | None = None) -> Batch:
    """Return the score tables of a case for a signing day, one for each draw: the scores are those of `tabulate`, rounded.

        score = round(S · value),   S a multiple of the modes' own scale where that is small, about 10¹² to the whole scale

    A draw is what it is after rounding; from there on all is exact. Numbers without a band are not rounded at all, unless the
    modes need a finer scale than 1/16,777,216, so that ties among them stay ties.

    Parameters
    ----------
    like : the same draws of the case for another day: only walk-aways differ, so scores are shared where the scale is the same

    Examples
    --------
    >>> from winset.case.store import bundled, read
    >>> from winset.draw import MODES
    >>> case, _ = read((bundled()["beginning"] / "case.yaml").read_text(), "case.yaml")
    >>> batch = drawn(case, MODES)
    >>> float(batch.table(0).floors[0] / batch.scale) == float(tabulate(case).floors[0] / tabulate(case).scale[0])
    True
    """
    day = day or signing_day(case)
    shape = tabulate(case, day)
    parties = (*negotiators(case), *guarantors(case))
    scale = _scale(shape.scale, case.scale)
    floors = _whole(np.stack([_walk_away(case, party, day, sample) for party in parties], axis=1), scale)
    if like is not None and like.scale == scale:
        return Batch(shape, like.scores, like.links, floors, scale)
    utility = [_utility(case, party, sample) for party in parties]
    none = np.zeros(sample.size)
    links = [
        [sample.of(f"links.{number}.add.{p}", link.add[p]) if p in link.add else none for p in parties]
        for number, link in enumerate(case.links)
    ]
    return Batch(
        shape,
        tuple(_whole(np.stack([own[i] for own in utility], axis=2), scale) for i in range(len(case.issues))),
        _whole(np.array(links).reshape(len(links), len(parties), sample.size).transpose(2, 0, 1), scale),
        floors,
        scale,
    )


def _utility(case: Case, party: str, sample: Sample) -> list[NDArray[np.float64]]:
    """Return what each option adds to a party's utility: per issue (draws, options)."""
    stakes, at = case.preferences[party].issues, f"preferences.{party}.issues"
    weight = {issue: sample.of(f"{at}.{issue}.weight", stake.weight) for issue, stake in stakes.items() if issue in case.issues}
    whole = np.sum(list(weight.values()), axis=0)
    share = {issue: np.divide(own, whole, out=np.zeros_like(own), where=whole > 0) for issue, own in weight.items()}
    return [
        np.stack(
            [
                share[issue] * sample.of(f"{at}.{issue}.values.{option}", stakes[issue].values[option])
                if issue in share
                else np.zeros(sample.size)
                for option in one.options
            ],
            axis=1,
        )
        for issue, one in case.issues.items()
    ]


def _walk_away(case: Case, party: str, day: date, sample: Sample) -> NDArray[np.float64]:
    """Return the walk-away on a day: both points around it at the same quantile, and a straight line between them."""
    left, right, share = case.preferences[party].walk_away.around(day)
    before, after = (sample.of(f"preferences.{party}.walk_away", band) for band in (left, right))
    return before + (after - before) * float(share)


def _scale(modes: Sequence[Fraction], whole: Fraction) -> Fraction:
    """Return one scale for all scores: a power of two times the scale of the modes, where that is small enough."""
    base = lcm(*(one.numerator for one in modes)) if all(one.denominator == 1 for one in modes) else 2**24 + 1
    base = base if base <= 2**24 else 1
    doublings = max(0, int(FINEST / (base * whole)).bit_length() - 1)
    return Fraction(base * 2**doublings)


def _whole(values: NDArray[np.float64], scale: Fraction) -> NDArray[np.int64]:
    return np.rint(values * float(scale)).astype(np.int64)
