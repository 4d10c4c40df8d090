"""What a back-test says: each predictor's error with its interval, and whether it beats the mean."""

from enum import StrEnum

from winset.band import Frozen


class Verdict(StrEnum):
    """How a predictor's error compares with that of the mean."""

    BETTER = "beats the mean"
    NOT_TOLD_APART = "does not beat the mean"
    WORSE = "is worse than the mean"
    UNKNOWN = "cannot be compared with the mean"


class Interval(Frozen):
    """A figure with the ends of its 95 percent interval; no ends where there is one group alone."""

    value: float
    low: float | None
    high: float | None


class Scored(Frozen):
    """A predictor: on how many issues it predicts, its mean absolute error in hundredths of the scale, its share within 10.

    `less_mean` is its error less that of the mean on the same issues; below 0 it is the better of the two.
    """

    name: str
    says: str
    n: int
    error: Interval | None
    within_10: Interval | None
    less_mean: Interval | None
    verdict: Verdict | None

    @property
    def sentence(self) -> str:
        """Whether it beats the mean, in words.

        >>> less = Interval(value=-1.5, low=-3, high=-0.25)
        >>> Scored(name="median", says="", n=9, error=None, within_10=None, less_mean=less, verdict=Verdict.BETTER).sentence
        'median beats the mean: its error is 1.50 points smaller (95 percent: 3.00 smaller to 0.25 smaller), n = 9'
        """
        if self.verdict is None:
            return f"{self.name} is what the others are compared with"
        if self.less_mean is None or self.less_mean.low is None or self.less_mean.high is None:
            return f"{self.name} {self.verdict}: n = {self.n}, and an interval needs two groups of issues"
        low, high = (_signed(end) for end in (self.less_mean.low, self.less_mean.high))
        value = _signed(self.less_mean.value).replace(" ", " points ", 1)
        return f"{self.name} {self.verdict}: its error is {value} (95 percent: {low} to {high}), n = {self.n}"


class BackTest(Frozen):
    """A back-test of one file; `missing` counts the values of each sort that were not there, under the rule for each."""

    file: str
    issues: int
    groups: int
    resamples: int
    seed: int
    missing: dict[str, int]
    rules: dict[str, str]
    predictors: tuple[Scored, ...]
    headline: str
    sentences: tuple[str, ...]


def headline(scored: tuple[Scored, ...]) -> str:
    """Return in one sentence which predictors beat the mean."""
    others = [one for one in scored if one.verdict is not None]
    better = [one.name for one in others if one.verdict is Verdict.BETTER]
    worse = sum(one.verdict is Verdict.WORSE for one in others)
    if better:
        return f"{len(better)} of {len(others)} predictors beat the mean: {'; '.join(better)}"
    return f"None of {len(others)} predictors beats the mean; {worse} are worse"


def _signed(points: float) -> str:
    return f"{abs(points):.2f} {'smaller' if points < 0 else 'larger'}"
