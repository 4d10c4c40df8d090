"""How far predictions are from outcomes: mean absolute error, share within ten points, and both with bootstrap intervals."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from winset.backtest.dispute import Dispute
from winset.backtest.predictor import BENCHMARK, PREDICTORS, Predictor
from winset.backtest.result import Interval, Scored, Verdict

CLOSE = 10
RESAMPLES, SEED = 10_000, 2025
ENDS = (2.5, 97.5)
CELLS = 4_000_000
"""Numbers of a block of resamples, so that memory does not grow with their number."""

Floats = NDArray[np.float64]


def score(disputes: Sequence[Dispute], resamples: int = RESAMPLES, seed: int = SEED) -> tuple[Scored, ...]:
    """Return how each predictor does on the disputes, and whether its error is smaller than that of the mean.

        e_i = 100 |prediction_i - outcome_i| / (high_i - low_i),   error = mean e_i,   within_10 = share of e_i ≤ 10

    The difference from the mean is taken issue by issue, on the issues that both predict. Intervals are those of `intervals`.
    """
    groups = [one.group for one in disputes]
    errors = {one.name: errors_of(one, disputes) for one in PREDICTORS}
    rows = []
    for predictor in PREDICTORS:
        mine = errors[predictor.name]
        close = np.where(np.isfinite(mine), mine <= CLOSE, np.nan)
        rows += [mine, close, mine - errors[BENCHMARK]]
    found = iter(intervals(np.array(rows), groups, resamples, seed))
    return tuple(
        _scored(one, int(np.isfinite(errors[one.name]).sum()), next(found), next(found), next(found)) for one in PREDICTORS
    )


def errors_of(predictor: Predictor, disputes: Sequence[Dispute]) -> Floats:
    """Return the absolute error on each dispute in hundredths of its scale; not a number where nothing is predicted."""
    found = np.full(len(disputes), np.nan)
    for row, one in enumerate(disputes):
        predicted = predictor.predict(one)
        if predicted is not None:
            found[row] = float(100 * abs(predicted - one.outcome) / (one.high - one.low))
    return found


def intervals(values: Floats, groups: Sequence[str], resamples: int, seed: int) -> tuple[Interval | None, ...]:
    """Return the mean of each row of values and its 95 percent interval over resamples; nothing where a row has no value.

        mean_b = sum_g w_bg sum_{i in g} v_i / sum_g w_bg n_g,   w_b ~ Multinomial(G; 1/G, …, 1/G)

    The percentile bootstrap (Efron and Tibshirani 1993, An Introduction to the Bootstrap, ch. 13) over whole groups of issues
    that were decided together, since their errors go together (Cameron, Gelbach and Miller 2008, Review of Economics and
    Statistics 90(3), p. 414). All rows share their resamples, so differences are paired. A row whose values lie in one group
    has no ends; a resample without any of its values says nothing of it.

    `values` : (rows, issues), not a number where there is no value. `groups` : the group of each issue.

    >>> intervals(np.array([[1.0, 3.0, 2.0]]), ["a", "b", "c"], resamples=1000, seed=1)
    (Interval(value=2.0, low=1.0, high=3.0),)
    """
    names = {name: at for at, name in enumerate(dict.fromkeys(groups))}
    member = np.array([names[group] for group in groups])
    there = np.isfinite(values)
    sums, sizes = (np.zeros((len(names), len(values))) for _ in range(2))
    np.add.at(sums, member, np.where(there, values, 0).T)
    np.add.at(sizes, member, there.T)
    random, block = np.random.default_rng(seed), max(1, CELLS // len(names))
    means = []
    for start in range(0, resamples, block):
        drawn = random.multinomial(len(names), np.full(len(names), 1 / len(names)), size=min(block, resamples - start))
        with np.errstate(invalid="ignore"):
            means.append((drawn @ sums) / (drawn @ sizes))
    whole = np.concatenate(means)
    return tuple(_interval(values[row][there[row]], whole[:, row], int((sizes[:, row] > 0).sum())) for row in range(len(values)))


def verdict(difference: Interval | None) -> Verdict:
    """Return whether an error less that of the mean is below 0, above it, or not told apart from it, with its whole interval.

    >>> verdict(Interval(value=-1, low=-2, high=0.5)).value
    'does not beat the mean'
    """
    if difference is None or difference.low is None or difference.high is None:
        return Verdict.UNKNOWN
    if difference.high < 0:
        return Verdict.BETTER
    return Verdict.WORSE if difference.low > 0 else Verdict.NOT_TOLD_APART


def _interval(values: Floats, means: Floats, groups: int) -> Interval | None:
    if not groups:
        return None
    value = round(float(values.mean()), 6)
    if groups == 1:
        return Interval(value=value, low=None, high=None)
    low, high = np.percentile(means[np.isfinite(means)], ENDS)
    return Interval(value=value, low=round(float(low), 6), high=round(float(high), 6))


def _scored(predictor: Predictor, n: int, error: Interval | None, close: Interval | None, less: Interval | None) -> Scored:
    benchmark = predictor.name == BENCHMARK
    return Scored(
        name=predictor.name,
        says=predictor.says,
        n=n,
        error=error,
        within_10=close,
        less_mean=None if benchmark else less,
        verdict=None if benchmark else verdict(less),
    )
