"""The pictures of what a study's draws say: fans, what the answer hangs on, what each number can do to it."""

from collections.abc import Sequence
from math import log10
from textwrap import wrap
from typing import Any

from winset.report.chart import PRINT, Inks, svg
from winset.study.draws.uncertain import Fan, GroupLine, PackageDraws, TornadoLine
from winset.study.survivors.survivor import Level

PERCENT = {"format": "%"}
LINE = 52
"""Characters of a label's line: longer ones go on in a second."""

ROW: dict[str, Any] = {
    "type": "nominal",
    "title": None,
    "sort": None,
    "axis": {"domain": False, "ticks": False, "labelLimit": 400, "labelOffset": -4, "labelExpr": "split(datum.label, '\\n')"},
}


def fans(rows: Sequence[tuple[str, Fan]], title: str, inks: Inks = PRINT) -> str:
    """Draw one fan a row: thin from 5 to 95 percent of the draws, thick from 25 to 75, a mark at the middle."""
    data = [{"row": name, **dict(zip(("p5", "p25", "p50", "p75", "p95"), fan.at, strict=True))} for name, fan in rows]
    row = {**ROW, "field": "row"}
    odds = {"type": "quantitative", "title": title, "scale": {"domain": [0, 1]}, "axis": PERCENT}

    def bar(low: str, high: str, size: int) -> dict[str, Any]:
        return {
            "mark": {"type": "bar", "height": size, "color": inks.blue, "opacity": 0.28 if size < 10 else 0.5, "cornerRadius": 2},
            "encoding": {"y": row, "x": {**odds, "field": low}, "x2": {"field": high}},
        }

    middle = {
        "mark": {"type": "tick", "color": inks.ink, "thickness": 2.5, "height": 18},
        "encoding": {"y": row, "x": {**odds, "field": "p50"}},
    }
    return svg(
        {"height": {"step": 30}, "data": {"values": data}, "layer": [bar("p5", "p95", 6), bar("p25", "p75", 12), middle]}, inks
    )


def survival_fan(packages: Sequence[tuple[str, PackageDraws]], years: Sequence[float], inks: Inks = PRINT) -> str:
    """Draw survival by year as a fan, a panel a package: half of the draws in the darker band, nine tenths in the lighter."""
    data: list[dict[str, Any]] = []
    for name, line in packages:
        data.append({"package": name, "year": 0, "p5": 1, "p25": 1, "p50": 1, "p75": 1, "p95": 1})
        data += [
            {"package": name, "year": year, **dict(zip(("p5", "p25", "p50", "p75", "p95"), fan.at, strict=True))}
            for year, fan in zip(years, line.lasts, strict=True)
        ]
    year = {"field": "year", "type": "quantitative", "title": "years after signing", "scale": {"domain": [0, max(years)]}}
    share = {"type": "quantitative", "title": "odds that peace still holds", "scale": {"domain": [0, 1]}, "axis": PERCENT}

    def band(low: str, high: str, opacity: float) -> dict[str, Any]:
        return {
            "mark": {"type": "area", "color": inks.blue, "opacity": opacity},
            "encoding": {"x": year, "y": {**share, "field": low}, "y2": {"field": high}},
        }

    middle = {
        "mark": {"type": "line", "color": inks.ink, "strokeWidth": 1.8},
        "encoding": {"x": year, "y": {**share, "field": "p50"}},
    }
    columns = min(2, len(packages))
    panel = {"width": 560 / columns - 40, "height": 170, "layer": [band("p5", "p95", 0.16), band("p25", "p75", 0.3), middle]}
    facet = {
        "field": "package",
        "type": "nominal",
        "title": None,
        "sort": None,
        "header": {"labelFontSize": 13, "labelLimit": 300},
    }
    return svg({"data": {"values": data}, "facet": facet, "columns": columns, "spec": panel}, inks, width=None)


def hangs_on(lines: Sequence[GroupLine], inks: Inks = PRINT) -> str:
    """Draw, a row for each group, how much of a figure's variance it makes: alone the bar, with all it does together the mark."""
    data = [
        {
            "group": line.group,
            "first": max(0.0, line.first.value or 0.0),
            "total": line.total.value if line.total else None,
            "low": line.total.low if line.total else None,
            "high": line.total.high if line.total else None,
        }
        for line in lines
    ]
    row = {**ROW, "field": "group"}
    share = {
        "type": "quantitative",
        "title": "share of the variance",
        "scale": {"domain": [0, 1], "clamp": True},
        "axis": PERCENT,
    }
    return svg(
        {
            "height": {"step": 26},
            "data": {"values": data},
            "layer": [
                {
                    "mark": {"type": "bar", "height": 12, "color": inks.blue, "opacity": 0.6},
                    "encoding": {"y": row, "x": {**share, "field": "first"}},
                },
                {
                    "mark": {"type": "rule", "color": inks.grey},
                    "encoding": {"y": row, "x": {**share, "field": "low"}, "x2": {"field": "high"}},
                },
                {
                    "mark": {"type": "point", "filled": True, "size": 70, "color": inks.ink},
                    "encoding": {"y": row, "x": {**share, "field": "total"}},
                },
            ],
        },
        inks,
    )


def swings(lines: Sequence[TornadoLine], percent: bool, inks: Inks = PRINT) -> str:
    """Draw a tornado: a bar for each number, from the figure at its low end (orange) to that at its high end (green)."""
    data = [
        {"number": _wrapped(line.says), "end": end, "from": line.mode, "to": value}
        for line in lines
        for end, value in (("low", line.low), ("high", line.high))
    ]
    row = {**ROW, "field": "number"}
    axis = PERCENT if percent else {}
    value = {"type": "quantitative", "title": None, "scale": {"zero": False}, "axis": axis}
    ends = {
        "field": "end",
        "type": "nominal",
        "title": "the number at its",
        "scale": {"domain": ["low", "high"], "range": [inks.orange, inks.green]},
    }
    dash = {
        "field": "end",
        "type": "nominal",
        "title": "the number at its",
        "scale": {"domain": ["low", "high"], "range": [0.45, 0.9]},
    }
    return svg(
        {
            "height": {"step": 32},
            "data": {"values": data},
            "mark": {"type": "bar", "height": 13},
            "encoding": {
                "y": row,
                "x": {**value, "field": "from"},
                "x2": {"field": "to"},
                "color": ends,
                "opacity": dash,
            },
        },
        inks,
    )


def survivors(grid: Sequence[Level], inks: Inks = PRINT) -> str:
    """Draw how many packages survive at each pair of thresholds: the more, the darker, with the number in the field."""
    data: list[dict[str, Any]] = [
        {
            "odds": level.odds,
            "lasts": level.lasts,
            "size": log10(1 + (level.packages or 0)),
            "told": f"{level.packages:,}" if level.packages else "some" if level.some else "",
        }
        for level in grid
    ]
    most = max(row["size"] for row in data) or 1.0
    odds = {
        "field": "odds",
        "type": "ordinal",
        "title": "ratified with odds of at least",
        "axis": {"format": ".0%", "labelAngle": 0},
    }
    lasts = {
        "field": "lasts",
        "type": "ordinal",
        "title": "kept with odds of at least",
        "sort": "descending",
        "axis": {"format": ".0%"},
    }
    size = {"field": "size", "type": "quantitative", "legend": None, "scale": {"domain": [0, most], "range": [0, 0.95]}}
    ink = {"condition": {"test": f"datum.size > {0.6 * most}", "value": inks.paper}, "value": inks.ink}
    return svg(
        {
            "height": {"step": 26},
            "data": {"values": data},
            "encoding": {"x": odds, "y": lasts},
            "layer": [
                {"mark": {"type": "rect", "color": inks.blue, "stroke": inks.grid}, "encoding": {"fillOpacity": size}},
                {"mark": {"type": "text", "fontSize": 11}, "encoding": {"text": {"field": "told"}, "color": ink}},
            ],
        },
        inks,
    )


def _wrapped(label: str) -> str:
    """Return a label in at most two lines; of a longer one the middle is left out, since its end says whose it is."""
    most = 2 * LINE - 8
    if len(label) > most:
        label = f"{label[: most - 35].rstrip()} … {label[-32:].lstrip()}"
    return "\n".join(wrap(label, LINE))
