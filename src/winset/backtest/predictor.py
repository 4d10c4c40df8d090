"""The predictors of a back-test, and the baselines they are held against."""

from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction

from winset.backtest.dispute import Dispute
from winset.backtest.egalitarian import egalitarian
from winset.backtest.gain import Stake, against_reference, against_worst
from winset.backtest.nash import nash
from winset.backtest.weighted import mean, median

Prediction = Callable[[Dispute], Fraction | None]
"""What comes out of a dispute, on its own scale; nothing where the predictor has nothing to go by."""


@dataclass(frozen=True, slots=True)
class Predictor:
    """A way to predict an outcome, under a short name and in a line of words."""

    name: str
    says: str
    predict: Prediction


def equal(dispute: Dispute) -> list[Fraction]:
    """Return the weight 1 for each actor."""
    return [Fraction(1)] * len(dispute.stands)


def salience(dispute: Dispute) -> list[Fraction]:
    """Return each actor's salience as its weight."""
    return [one.salience for one in dispute.stands]


def stake(dispute: Dispute) -> list[Fraction]:
    """Return each actor's salience times its capability as its weight."""
    return [one.salience * one.capability for one in dispute.stands]


BENCHMARK = "mean"
"""The predictor that every other is compared with: what anyone would say who knew the positions and no theory."""

PREDICTORS = (
    Predictor("midpoint", "the middle of the scale", lambda d: (d.low + d.high) / 2),
    Predictor("reference", "what held before", lambda d: d.reference),
    Predictor("mean", "the mean position", lambda d: mean(_positions(d), equal(d))),
    Predictor("mean, salience", "the mean weighted by salience", lambda d: mean(_positions(d), salience(d))),
    Predictor("compromise", "the mean weighted by salience times capability", lambda d: mean(_positions(d), stake(d))),
    Predictor("median", "the median position", lambda d: median(_positions(d), equal(d))),
    Predictor("median, weighted", "the median weighted by salience times capability", lambda d: median(_positions(d), stake(d))),
    Predictor("Nash, reference", "Nash; without a deal the reference holds", lambda d: _at(nash, against_reference(d, equal(d)))),
    Predictor(
        "Nash, reference, weighted",
        "the same, gains weighted by salience times capability",
        lambda d: _at(nash, against_reference(d, stake(d))),
    ),
    Predictor("Nash, worst", "Nash; no deal is a whole scale away from everyone", lambda d: nash(against_worst(d, equal(d)))),
    Predictor(
        "Nash, worst, weighted",
        "the same, gains weighted by salience times capability",
        lambda d: nash(against_worst(d, stake(d))),
    ),
    Predictor(
        "egalitarian, reference",
        "the largest smallest gain; without a deal the reference holds",
        lambda d: _at(egalitarian, against_reference(d, equal(d))),
    ),
    Predictor(
        "egalitarian, worst",
        "the largest smallest gain; no deal is a whole scale away",
        lambda d: egalitarian(against_worst(d, equal(d))),
    ),
)
"""Baselines first, then means, medians and bargaining; none has a parameter that was fitted to outcomes."""


def _positions(dispute: Dispute) -> list[Fraction]:
    return [one.position for one in dispute.stands]


def _at(solve: Callable[[tuple[Stake, ...]], Fraction | None], stakes: tuple[Stake, ...] | None) -> Fraction | None:
    return None if stakes is None else solve(stakes)
