"""The calibration page: twenty historical votes decided by their own rules, and what can be said of forecasts.

Run it to write `docs/reference/calibration.md` anew.
"""

from pathlib import Path

from winset.ratify.calibration import Decided, brier, decide, forecasts, leave_one_out, log_score, past_votes

PAGE = Path(__file__).parents[1] / "docs" / "reference" / "calibration.md"

HEAD = """# Calibration

Written by `examples/calibration.py` from `src/winset/ratify/votes.csv`; change neither by hand here.

## Votes decided by their own rule

{decided} of {total} votes have figures enough to be decided by their own rule, quorums included. Winset's rule and history agree
in {agreed} of {decided}. This tests the rules, not the forecasts.

| vote | date | figures | rule says | history |
|---|---|---|---|---|
"""

FORECASTS = """
## Forecasts

A forecast is possible where final polls are on record: {n} of the referendums, far too few to calibrate anything. The forecast
is `referendum.chance` of the polls' share without the undecided, at the default bias and error, beside two baselines: the base
rate of the other {others} referendums ((k + 1)/(n + 2)), and one half.

| referendum | final polls | forecast | what happened |
|---|---|---|---|
"""

SCORES = """
| | Brier | log score |
|---|---|---|
"""

TAIL = """
Lower is better. **No claim goes beyond these {n} cases**: one poll missed by {miss:.0f} points, one did not, and a model
that had seen only these two would have learned nothing. The 5-point error is a judgement about polls of referendums, not a
fit to this table.

Votes that were held are a selected sample: leaders withhold what would lose. In its first 200 years the United States Senate
approved more than 1,500 treaties, rejected 21, and saw at least 85 withdrawn
([Senate Historical Office](https://www.senate.gov/artandhistory/history/common/briefing/Treaties.htm)). The success rate of votes
held says little about a deal that has not been put to one.

## Sources

{sources}
"""


def page() -> str:
    """Return the page."""
    votes = [decide(past) for past in past_votes()]
    known = [v for v in votes if v.passes is not None]
    text = HEAD.format(total=len(votes), decided=len(known), agreed=sum(v.passes == v.past.passed for v in known))
    text += "".join(row(v) for v in votes)
    scored = forecasts()
    happened = [s.past.passed for s in scored]
    referendums = [v.past for v in known if v.past.kind == "referendum"]
    rates = dict(zip([p.event for p in referendums], leave_one_out([p.passed for p in referendums]), strict=True))
    text += FORECASTS.format(n=len(scored), others=len(referendums) - 1)
    for s in scored:
        text += f"| {s.past.event} | {s.past.poll:.1%} | {s.forecast:.3f} | {'passed' if s.past.passed else 'failed'} |\n"
    text += SCORES
    rows = {
        "forecast from polls": [s.forecast for s in scored],
        "base rate of the others": [rates[s.past.event] for s in scored],
        "one half": [0.5] * len(scored),
    }
    for name, odds in rows.items():
        text += f"| {name} | {brier(odds, happened):.3f} | {log_score(odds, happened):.3f} |\n"
    colombia = next(s.past for s in scored if s.past.event.startswith("Colombian"))
    result = colombia.yes / (colombia.yes + colombia.no)
    sources = "\n".join(f"- {v.past.event}: {v.past.source}{'; ' + v.past.note if v.past.note else ''}" for v in votes)
    return text + TAIL.format(n=len(scored), miss=100 * (colombia.poll - result), sources=sources)


def row(v: Decided) -> str:
    """Return one vote's row."""
    p = v.past
    if p.yes is not None and p.no is not None:
        figures = f"{p.yes:,} to {p.no:,}"
    elif p.yes is not None:
        figures = f"{p.yes:,} of {p.seats:,}"
    else:
        figures = f"{p.yes_share:.1%} yes" if p.yes_share is not None else "–"
    if p.turnout is not None:
        figures += f", turnout {p.turnout:.1%}"
    says = f"cannot say: {v.missing} is missing" if v.passes is None else "passes" if v.passes else "fails"
    return f"| {p.event} | {p.date} | {figures} | {p.rule}: {says} | {'passed' if p.passed else 'failed'} |\n"


if __name__ == "__main__":
    PAGE.write_text(page(), "utf-8")

assert all(v.passes == v.past.passed for v in map(decide, past_votes()) if v.passes is not None)
