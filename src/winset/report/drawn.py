"""What the brief needs to tell of a study's draws: names for the packages followed, and the pictures."""

from itertools import groupby
from string import ascii_uppercase
from typing import Any

from markupsafe import Markup

from winset.case.case import Case
from winset.report import spread
from winset.study.study import Study
from winset.study.uncertain import PackageDraws

MOST_GROUPS = 10
MOST_BARS = 10
MOST_ASKED = 4


def followed(study: Study) -> list[tuple[str, PackageDraws]]:
    """Return the packages that the draws followed, each with a name: the solutions that choose it, or a letter."""
    letters = iter(ascii_uppercase)
    lines = study.uncertain.packages if study.uncertain else ()
    return [(", ".join(line.chosen_by) if line.chosen_by else f"package {next(letters)}", line) for line in lines]


def drawn_names(study: Study, case: Case) -> dict[str, Any]:
    """Return what the page says of the packages followed: how each differs from the first, and what to ask next."""
    named = followed(study)
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
    charts: dict[str, Any] = {"odds": "", "lasts": "", "hangs": [], "swings": []}
    named, drawn = followed(study), study.uncertain
    first = named[0][1] if named else None
    if first and first.whole:
        rows = [(case.bodies[body].name, fan) for body, fan in first.passes.items()]
        charts["odds"] = Markup(spread.fans([*rows, ("all of them", first.whole)], "odds that the body passes it"))
    if drawn and first and first.lasts:
        charts["lasts"] = Markup(spread.survival_fan(_unlike(named), drawn.years))
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


def _unlike(named: list[tuple[str, PackageDraws]]) -> list[tuple[str, PackageDraws]]:
    """Return the packages whose survival differs, those alike under their joint names."""
    together: dict[str, tuple[list[str], PackageDraws]] = {}
    for name, line in named:
        together.setdefault(repr([[round(p, 2) for p in fan.at] for fan in line.lasts]), ([], line))[0].append(name)
    return [("; ".join(names), line) for names, line in together.values()]
