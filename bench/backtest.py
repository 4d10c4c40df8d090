"""The back-test on real decisions of the European Union: writes `docs/explanation/back-test.md` from what it measures.

    bench/backtest.py

The data's licence is not verified, so the page shows figures over all issues alone, and none of the data.
"""

import os
import sys
from pathlib import Path

from winset.backtest.result import BackTest, Interval
from winset.backtest.run import backtest

PAGE = Path(__file__).parents[1] / "docs" / "explanation" / "back-test.md"

TEXT = """# Do models beat the mean?

Written by `bench/backtest.py`; change it there. How to run a back-test on your own file: [the
reference](../reference/backtest.md).

Winset's models say what could be agreed, not what will be. Still, models of this family are often sold as forecasts, so they
are held here against outcomes, and against what anyone would say who knew the positions and no theory: their mean.
**{headline}** on {issues} decided issues of {groups} laws of the European Union, half of the data set *Decision-making in the
European Union III* (Thomson and others 2006, 2012; Arregui and Perarnaud 2022), read from `deu3-odd.tsv`.

| predictor | n | mean absolute error | within 10 points, percent | error less that of the mean | |
|---|---|---|---|---|---|
{rows}

Errors are in hundredths of the scale; each figure with its 95 percent interval, from {resamples:,} resamples of whole laws
(seed {seed}), since issues of one law err together. {comparisons} comparisons are made: by chance alone about one interval in
twenty would leave out 0.

## What it says

- **The mean is hard to beat.** Weighting it by salience and by the size of the economy (`compromise`) changes its error by
  {compromise.value:+.2f} points ({compromise.low:+.2f} to {compromise.high:+.2f}). On earlier versions of these data the
  compromise model did better than models of legislative procedure (Thomson and others 2006), and a model with salience best
  of those compared by Schneider, Finke and Bailer (2010); neither result says that it beats the mean.
- **An error of {mean:.0f} points is large.** Saying the middle of the scale every time errs by {midpoint:.0f}.
- **Medians are close more often, and far off more often.** Within 10 points they hit {median_close:.0f} percent of the
  time, the mean {mean_close:.0f} percent; their mean error is larger all the same.
- **What held before is no forecast** ({reference:.0f} points): these are decisions that were taken. Undecided proposals are
  not in the data.
- **Unanimity explains little here.** Nash and the egalitarian point with the reference as disagreement stay at the reference
  wherever one actor loses by any move one way and another by any move the other way. The Council decides most of these issues
  by majority.

## What it does not say

The outcomes were coded by experts in interviews after the fact, on scales whose ends are the extreme positions; that favours
the middle. No parameter was fitted, so nothing was held out. Capability is the gross domestic product that stands in the
data, with Commission and Parliament equal to the largest state; voting weights might do better or worse. One issue at a time
leaves out trades between issues, which is what the deal space is for and what these data cannot test.

## What was missing

{missing}

## Sources

- Achen (2006), chapters 4 and 10 in Thomson, Stokman, Achen and König, eds, *The European Union Decides*, Cambridge
  University Press.
- Arregui and Perarnaud (2022), A new dataset on legislative decision-making in the European Union: the DEU III dataset,
  *Journal of European Public Policy* 29(1).
- Black (1948), On the rationale of group decision-making, *Journal of Political Economy* 56(1).
- Bueno de Mesquita (1994), in Bueno de Mesquita and Stokman, eds, *European Community Decision Making*, Yale University
  Press.
- Schneider, Finke and Bailer (2010), Bargaining power in the European Union: an evaluation of competing game-theoretic
  models, *Political Studies* 58, p. 85.
- Thomson and others (2012), A new dataset on decision-making in the European Union before and after the 2004 and 2007
  enlargements (DEUII), *Journal of European Public Policy* 19(4), p. 604.
"""


def main() -> None:
    reference = os.environ.get("WINSET_REFERENCE")
    if not reference:
        sys.exit("bench/backtest.py: the reference material is absent; set WINSET_REFERENCE to its folder")
    PAGE.write_text(page(Path(reference)), "utf-8")
    sys.stderr.write(f"wrote {PAGE}\n")


def page(reference: Path) -> str:
    """Return the page."""
    found, problems = backtest(reference / "data" / "deu3-odd.tsv")
    assert not problems
    by_name = {one.name: one for one in found.predictors}
    return TEXT.format(
        headline=found.headline,
        issues=found.issues,
        groups=found.groups,
        rows=rows(found),
        resamples=found.resamples,
        seed=found.seed,
        comparisons=len(found.predictors) - 1,
        compromise=by_name["compromise"].less_mean,
        missing="\n".join(f"- {count} {found.rules[name]}" for name, count in found.missing.items() if count),
        mean_close=100 * by_name["mean"].within_10.value,
        median_close=100 * by_name["median"].within_10.value,
        **{name: by_name[name].error.value for name in ("mean", "midpoint", "reference")},
    )


def rows(found: BackTest) -> str:
    return "\n".join(
        f"| {one.name} | {one.n} | {cell(one.error)} | {cell(one.within_10, 100)} | "
        f"{cell(one.less_mean, form='+.1f') if one.less_mean else ''} | {one.verdict or ''} |"
        for one in found.predictors
    )


def cell(figure: Interval, times: int = 1, form: str = ".1f") -> str:
    value, low, high = (format(times * part, form) for part in (figure.value, figure.low, figure.high))
    return f"{value} ({low} to {high})"


if __name__ == "__main__":
    main()
