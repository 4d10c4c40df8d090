"""A mean is no veto: an invented treaty of twenty articles, counted by a mean of scores and by what the parties reject.

Run it to write `docs/explanation/mean-is-no-veto.md` and its picture anew.
"""

import json
from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import numpy as np
import vl_convert as vlc

from winset.deal.fairness import egalitarian
from winset.space.count import count
from winset.space.table import ScoreTable, score_table

PAGE = Path(__file__).parents[1] / "docs" / "explanation" / "mean-is-no-veto.md"
PICTURES = PAGE.parent / "pictures"

PARTIES = ("Aland", "Borland", "Corran", "Dunmar")

ARTICLES = {
    "border line": "4012 2222 0421",
    "withdrawal": "4121 2322 1430",
    "monitors": "3223 1342 2014",
    "prisoners": "3434 2333 1221",
    "water quota": "0431 2223 4102",
    "ratification": "3332 2224 1413",
    "grain transit": "3420 2332 1243 -",
    "fishing zone": "4103 2322 0431 -",
    "dam release": "1440 2332 4013 -",
    "rail link": "3243 2332 1424 -",
    "amnesty": "0143 2222 4310 -",
    "joint police": "2314 3223 4031 -",
    "schooling": "1423 2332 3041 -",
    "reparations": "4021 3132 0440 -",
    "debt relief": "1342 2333 4120 -",
    "customs union": "3304 2323 0342 -",
    "air corridor": "4230 3223 1144 -",
    "archives": "3322 2233 4411 -",
    "mine clearance": "3444 2333 1222 -",
    "arbitration": "0342 2323 4131 -",
}
"""For each article its wordings, and "-" where it may be left out; for each wording its worth to each party, in quarters."""

EXCLUDED = (
    ("border line", 0, "withdrawal", 2),
    ("water quota", 0, "dam release", 2),
    ("customs union", 0, "rail link", 2),
    ("amnesty", 0, "reparations", 0),
    ("monitors", 2, "joint police", 0),
    ("arbitration", 2, "ratification", 0),
)
"""Wordings that contradict each other."""

HALF, REJECTED = Fraction(2), 0
"""A draft passes by the mean with half of the points on average from everyone; a wording worth nothing to a party is rejected."""

STRICTER = (HALF, Fraction(9, 4), Fraction(5, 2))
ALL = tuple(range(len(PARTIES)))
MAGNITUDE = "{6: 'a million', 9: 'a billion', 12: 'a trillion'}[round(log(datum.value) / LN10)]"
INK, OTHER, GREY = "#1b4965", "#c8553d", "#8a8d91"


def treaty(articles: int = len(ARTICLES), *, mean: Fraction | None = None, sparing: tuple[int, ...] = ()) -> ScoreTable:
    """The legal drafts of the first articles; with a mean, those that reach it with everyone; those sparing what these reject.

    The mean over the articles that a draft holds is at least t exactly where the sum of (worth - t) over them is at least 0:
    a score that adds up, with a floor. An article left out adds nothing, so it moves no mean.
    """
    names = list(ARTICLES)[:articles]
    wordings = [ARTICLES[name].split() for name in names]
    bar = HALF if mean is None else mean
    return score_table(
        names,
        wordings,
        PARTIES,
        [[[int((w - bar) * bar.denominator) for w in worth(one, bar)] for one in article] for article in wordings],
        floors=[None if mean is None else 0] * len(PARTIES),
        allowed=[[all(worth(one, 1)[p] > REJECTED for p in sparing) for one in article] for article in wordings],
        forbidden=[(names.index(a), x, names.index(b), y) for a, x, b, y in EXCLUDED if a in names and b in names],
    )


def worth(wording: str, left_out: Fraction | int) -> list[Fraction | int]:
    """What a wording is worth to each party, in quarters."""
    return [left_out] * len(PARTIES) if wording == "-" else [int(quarters) for quarters in wording]


def exactly(table: ScoreTable) -> int:
    """How many drafts there are, counted and not sampled."""
    found = count(table)
    assert found.exact, found
    return found.value


def figures() -> dict[str, int]:
    """The counts that the page and its picture show."""
    found = {
        "legal": exactly(treaty()),
        "mean": exactly(treaty(mean=HALF)),
        "sparing": exactly(treaty(sparing=ALL)),
        "both": exactly(treaty(mean=HALF, sparing=ALL)),
    }
    for p, party in enumerate(PARTIES):
        found[party] = found["mean"] - exactly(treaty(mean=HALF, sparing=(p,)))
    for bar in STRICTER:
        found[f"mean {bar}"], found[f"both {bar}"] = (exactly(treaty(mean=bar, sparing=who)) for who in ((), ALL))
    return found


def favourite() -> list[tuple[str, str]]:
    """The draft that the mean likes best: all twenty articles, and the party that does worst by its mean does as well as can be.

    Found among the drafts that hold every article, so that all means are over the same twenty.
    """
    table = treaty(mean=HALF)
    whole = replace(
        table,
        allowed=tuple(
            np.array([one != "-" for one in ARTICLES[name].split()]) & allowed
            for name, allowed in zip(table.issues, table.allowed, strict=True)
        ),
    )
    best = egalitarian(whole)
    assert best is not None and best.proved
    return [(name, table.options[i][o]) for i, (name, o) in enumerate(zip(table.issues, best.package, strict=True))]


PAGE_TEXT = """# A mean is no veto

Written by `examples/mean_is_no_veto.py`; change it there.

Public simulators of peace deals tend to score a draft by the mean of its articles' scores: for each party, add up what every
article is worth to it, divide by the number of articles, and let the draft pass when each mean clears a threshold. One liked
article then buys off a rejected one. Nobody signs that way: a party that cannot accept an article does not sign the treaty
that holds it.

## The case

An invented treaty: {articles} articles, most with three wordings, {optional} of which may also be left out; {exclusions}
pairs of wordings that contradict each other; four parties, to each of whom a wording is worth 0, 25, 50, 75 or 100 points. A
wording worth 0 to a party is one that it rejects. A draft passes by the mean when its articles are worth {half} points on
average to everyone. The numbers are made up; the counts are exact, by the same engine that counts the zone of a case: a mean
of at least t is a sum of (worth − t) of at least 0.

## What is counted

| drafts | number |
|---|---|
| legal: one wording or none for each article, no contradiction | {legal:,} |
| pass by the mean | {mean:,} |
| hold nothing that a party rejects | {sparing:,} |
| both | {both:,} |

![Legal drafts, those that pass by the mean, those that hold nothing rejected, and both, on a log scale](pictures/veto.svg)

**Of the drafts that pass by the mean, {wrong:.2%} hold an article that some party rejects.** {missed:,} drafts that hold
nothing rejected fail by the mean, so the two rules are not even ordered: neither contains the other.

| party | drafts that pass by the mean and hold an article that it rejects | share |
|---|---|---|
{parties}

## A higher bar does not help

| mean wanted of everyone | pass by the mean | of these hold nothing rejected | share that holds something rejected |
|---|---|---|---|
{bars}

## The mean's favourite

Of the drafts with all {articles} articles, this one treats the party that does worst by its mean best (proved). The means are
{means}. It holds
{count} that a party rejects:

| article | {names} |
|---|{rules}|
{rows}

Means reward liking. A veto is not a low score but the absence of a signature, so Winset keeps the two apart: a red line
removes an option whatever else the package holds, a walk-away is a floor under the whole package, and only what is left is
compared.
"""


def page(found: dict[str, int]) -> str:
    """The page."""
    draft = favourite()
    scores = [[25 * int(q) for q in wording] for _, wording in draft]
    rejected = [(name, row) for (name, _), row in zip(draft, scores, strict=True) if 0 in row]
    return PAGE_TEXT.format(
        **{key: found[key] for key in ("legal", "mean", "sparing", "both")},
        articles=len(ARTICLES),
        optional=sum("-" in wordings for wordings in ARTICLES.values()),
        exclusions=len(EXCLUDED),
        half=int(25 * HALF),
        wrong=1 - found["both"] / found["mean"],
        missed=found["sparing"] - found["both"],
        parties="\n".join(f"| {p} | {found[p]:,} | {found[p] / found['mean']:.1%} |" for p in PARTIES),
        bars="\n".join(bar_line(bar, found[f"mean {bar}"], found[f"both {bar}"]) for bar in STRICTER),
        means=", ".join(f"{p} {sum(row[k] for row in scores) / len(scores):.2f}" for k, p in enumerate(PARTIES)),
        count=f"{len(rejected)} of {len(draft)} articles",
        names=" | ".join(PARTIES),
        rules="|".join("---" for _ in PARTIES),
        rows="\n".join(f"| {name} | {' | '.join(f'**{v}**' if not v else str(v) for v in row)} |" for name, row in rejected),
    )


def bar_line(bar: Fraction, passing: int, both: int) -> str:
    """A row of the table of stricter means."""
    return f"| {float(25 * bar):.4g} | {passing:,} | {both:,} | {1 - both / passing:.2%} |"


def picture(found: dict[str, int]) -> str:
    """The four counts as bars on a log scale."""
    says = {"legal": "legal", "mean": "pass by the mean", "sparing": "hold nothing rejected", "both": "both"}
    rows = [{"what": says[key], "drafts": found[key], "text": f"{found[key]:,}"} for key in says]
    y = {
        "field": "what",
        "type": "nominal",
        "sort": list(says.values()),
        "title": None,
        "axis": {"ticks": False, "domain": False},
    }
    x = {
        "field": "drafts",
        "type": "quantitative",
        "scale": {"type": "log", "domain": [1e6, 1e13]},
        "axis": {"labelExpr": MAGNITUDE, "values": [1e6, 1e9, 1e12], "grid": False},
        "title": "drafts, on a log scale",
    }
    color = {
        "field": "what",
        "type": "nominal",
        "legend": None,
        "scale": {"domain": list(says.values()), "range": [GREY, OTHER, INK, INK]},
    }
    chart = {
        "$schema": "https://vega.github.io/schema/vega-lite/v5.json",
        "width": 460,
        "height": 170,
        "config": {
            "font": "sans-serif",
            "view": {"stroke": None},
            "axis": {"labelFontSize": 12, "titleFontSize": 12, "labelLimit": 200},
        },
        "data": {"values": rows},
        "layer": [
            {"mark": {"type": "point", "filled": True, "size": 90}, "encoding": {"y": y, "x": x, "color": color}},
            {"mark": {"type": "text", "align": "left", "dx": 10}, "encoding": {"y": y, "x": x, "text": {"field": "text"}}},
        ],
    }
    return vlc.vegalite_to_svg(json.dumps(chart))


COUNTED = figures()


def draw(folder: Path) -> None:
    """Write the picture."""
    (folder / "veto.svg").write_text(picture(COUNTED), "utf-8")


if __name__ == "__main__":
    draw(PICTURES)
    PAGE.write_text(page(COUNTED), "utf-8")
    for name, what in (
        ("legal", "legal drafts"),
        ("mean", "pass by the mean"),
        ("sparing", "hold nothing that a party rejects"),
        ("both", "do both"),
    ):
        print(f"{COUNTED[name]:>16,} {what}")
    print(f"written: {PAGE}")


assert COUNTED["both"] < COUNTED["sparing"] < COUNTED["mean"] < COUNTED["legal"]
assert COUNTED["both"] * 1000 < 2 * COUNTED["mean"]
assert all(COUNTED[f"both {bar}"] * 20 < COUNTED[f"mean {bar}"] for bar in STRICTER)
