"""A back-test from a file to its result."""

from pathlib import Path

from winset.backtest.cells import RULES
from winset.backtest.result import BackTest, headline
from winset.backtest.score import RESAMPLES, SEED, score
from winset.backtest.table import read_disputes
from winset.errors import Problem, Severity

FEW = 20
"""Below so many groups a bootstrap over groups understates what it does not know (Cameron, Gelbach and Miller 2008)."""


def backtest(path: Path, resamples: int = RESAMPLES, seed: int = SEED) -> tuple[BackTest, tuple[Problem, ...]]:
    """Return how every predictor does on the disputes of a file, and the problems met in it.

    Raises
    ------
    Refused : the file holds no dispute with an outcome
    """
    found = read_disputes(path)
    scored = score(found.disputes, resamples, seed)
    groups = len({one.group for one in found.disputes})
    return BackTest(
        file=path.name,
        issues=len(found.disputes),
        groups=groups,
        resamples=resamples,
        seed=seed,
        missing={name: found.missing.get(name, 0) for name in RULES},
        rules=RULES,
        predictors=scored,
        headline=headline(scored),
        sentences=tuple(one.sentence for one in scored),
    ), (*found.problems, *_few(path, groups))


def _few(path: Path, groups: int) -> tuple[Problem, ...]:
    """Say that intervals over few groups are too narrow, where they are few."""
    if groups >= FEW:
        return ()
    remedy = "read the intervals as too narrow, and add cases"
    return (Problem(Severity.WARNING, "few-groups", str(path), f"{groups} groups decided together", f"{FEW} or more", remedy),)
