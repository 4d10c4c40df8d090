"""What the brief needs to tell of a study's draws: names for the packages followed, and the pictures."""

from collections.abc import Sequence
from itertools import groupby
from typing import Any

from markupsafe import Markup

from winset.case.case import Case
from winset.report import spread
from winset.study.draws.uncertain import PackageDraws
from winset.study.study import Study

MOST_GROUPS = 10
MOST_BARS = 10
MOST_ASKED = 4


def drawn_names(study: Study, case: Case) -> dict[str, Any]:
    """Return what the page says of the packages followed: how each differs from the first, and what to ask next."""
    named = [(line.name, line) for line in study.uncertain.packages] if study.uncertain else []
    apart = [
        (
            name,
            [
                f"{case.issues[issue].name}: {case.issues[issue].options[option].name}"
                for issue, option in line.package.items()
                if option != named[0][1].package[issue]
            ],
        )
        for name, line in named[1:]
    ]
    asked = study.influence.ask_next if study.influence else ()
    asks = [(figure, list(lines)[:MOST_ASKED]) for figure, lines in groupby(asked, key=lambda line: line.figure)]
    return {"followed": named, "apart": apart, "asks": asks}


def drawn_charts(study: Study, case: Case) -> dict[str, Any]:
    """Return the pictures of the draws, those that there is something for."""
    charts: dict[str, Any] = {"odds": "", "lasts": "", "survivors": "", "hangs": [], "swings": []}
    drawn = study.uncertain
    first = drawn.packages[0] if drawn and drawn.packages else None
    if first and first.whole:
        rows = [(case.bodies[body].name, fan) for body, fan in first.passes.items()]
        charts["odds"] = Markup(spread.fans([*rows, ("all of them", first.whole)], "odds that the body passes it"))
    if drawn and first and first.lasts:
        charts["lasts"] = Markup(spread.survival_fan(_unlike(drawn.packages), drawn.years))
    if study.survivors and any(level.some for level in study.survivors[0].grid):
        charts["survivors"] = Markup(spread.survivors(study.survivors[0].grid))
    if study.influence:
        for figure, each in groupby(study.influence.groups, key=lambda line: line.figure):
            lines = sorted(each, key=lambda line: -((line.total or line.first).value or 0))[:MOST_GROUPS]
            charts["hangs"].append((figure, Markup(spread.hangs_on(lines))))
        for figure, swung in groupby(study.influence.tornado, key=lambda line: line.figure):
            bars = list(swung)[:MOST_BARS]
            charts["swings"].append((figure, Markup(spread.swings(bars, "gain" not in figure))))
    return charts


def moved(change: float | None, figure: str) -> str:
    """Return an expected change in words: points of percent for shares and odds, points of utility for gains.

    >>> moved(0.123, "the package is ratified"), moved(0.5, "the smallest gain of a negotiator")
    ('± 12 percentage points', '± 0.5 points of utility')
    """
    if "gain" in figure:
        return f"± {change or 0:.2g} points of utility"
    return f"± {100 * (change or 0):.2g} percentage points"


def _unlike(lines: Sequence[PackageDraws]) -> list[tuple[str, PackageDraws]]:
    """Return the packages whose survival differs in a picture, those alike under their joint names."""
    together: dict[str, tuple[list[str], PackageDraws]] = {}
    for line in lines:
        seen = repr([[round(point, 2) for point in fan.at] for fan in line.lasts])
        together.setdefault(seen, ([], line))[0].append(line.name)
    return [("; ".join(names), line) for names, line in together.values()]
