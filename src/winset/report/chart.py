"""The pictures of a brief: Vega-Lite specifications rendered to SVG, readable in print and by colour-blind readers."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from winset.study.figure import Figure
from winset.study.study import ContactLine, KeptLine, PackageLine, PartyLine, ZoneOn


@dataclass(frozen=True, slots=True)
class Inks:
    """What a picture is drawn with: dark text, secondary text, lines of the grid, the paper, and three hues.

    The hues are of Okabe and Ito (2008), told apart in every common form of colour blindness.
    """

    ink: str = "#1b1f24"
    grey: str = "#6b7280"
    grid: str = "#e5e7eb"
    paper: str = "white"
    blue: str = "#0072b2"
    orange: str = "#d55e00"
    green: str = "#009e73"


PRINT = Inks()
SCREEN = Inks("var(--ink)", "var(--grey)", "var(--line)", "var(--paper)", "var(--p1)", "var(--p2)", "var(--p3)")
"""On a page that says what its colours are, by day and by night."""


def style(inks: Inks) -> dict[str, Any]:
    """Return how every picture looks."""
    return {
        "font": "Georgia, 'Times New Roman', serif",
        "background": "transparent",
        "view": {"stroke": None},
        "axis": {"labelColor": inks.ink, "titleColor": inks.grey, "titleFontWeight": "normal", "domainColor": inks.grey,
                 "tickColor": inks.grey, "gridColor": inks.grid, "labelFontSize": 12, "titleFontSize": 12, "labelLimit": 260},
        "legend": {"labelColor": inks.ink, "titleColor": inks.grey, "titleFontWeight": "normal", "labelFontSize": 12,
                   "orient": "top"},
        "header": {"labelColor": inks.ink, "titleColor": inks.grey},
    }  # fmt: skip


CERTAIN = Figure(value=1.0, low=1.0, high=1.0)

WIDTH = 640


def zone_by_day(zone: Sequence[ZoneOn], inks: Inks = PRINT) -> str:
    """Draw how many packages every signatory could accept, by the day of signing, with their spread, on a log scale with 0."""
    rows = [
        {"day": line.day.isoformat(), "value": line.packages.value, "low": line.packages.low, "high": line.packages.high}
        for line in zone
    ]
    marks = [0] + [10**power for power in range(1, 1 + len(str(int(max(line.packages.high or 1 for line in zone)))))]
    day = {"field": "day", "type": "temporal", "title": "day of signing", "axis": {"format": "%-d %b %Y", "tickCount": 6}}
    scale = {"type": "symlog", "constant": 1, "domain": [0, marks[-1]]}
    packages = {
        "type": "quantitative",
        "title": "packages in the zone",
        "scale": scale,
        "axis": {"values": marks, "format": ",d"},
    }
    return svg(
        {
            "height": 220,
            "data": {"values": rows},
            "layer": [
                {
                    "mark": {"type": "area", "opacity": 0.18, "color": inks.blue},
                    "encoding": {"x": day, "y": {**packages, "field": "low"}, "y2": {"field": "high"}},
                },
                {
                    "mark": {"type": "line", "color": inks.blue, "point": {"filled": True, "size": 60, "color": inks.blue}},
                    "encoding": {"x": day, "y": {**packages, "field": "value"}},
                },
            ],
        },
        inks,
    )


def parties_and_packages(
    parties: Sequence[PartyLine],
    names: dict[str, str],
    efficient: Sequence[PackageLine],
    solutions: Sequence[PackageLine],
    inks: Inks = PRINT,
) -> str:
    """Draw, a row for each party, what the efficient packages are worth to it beside what it has without a deal."""
    rows = [{"party": names[party], "utility": figure.value} for line in efficient for party, figure in line.utility.items()]
    walks = [
        {"party": names[line.party], "walk": line.walk_away.value, "low": line.walk_away.low, "high": line.walk_away.high}
        for line in parties
    ]
    chosen = [
        {"party": names[party], "utility": figure.value, "solution": ", ".join(line.chosen_by)}
        for line in solutions
        for party, figure in line.utility.items()
    ]
    order = [names[line.party] for line in parties]
    party = {"field": "party", "type": "nominal", "title": None, "sort": order, "axis": {"domain": False, "ticks": False}}
    scale = {"type": "quantitative", "title": "utility to the party", "scale": {"zero": False, "nice": True}}
    layers: list[dict[str, Any]] = [
        {
            "data": {"values": walks},
            "mark": {"type": "bar", "height": 26, "color": inks.orange, "opacity": 0.25},
            "encoding": {"y": party, "x": {**scale, "field": "low"}, "x2": {"field": "high"}},
        },
        {
            "data": {"values": rows},
            "mark": {"type": "tick", "color": inks.blue, "opacity": 0.35, "height": 18, "thickness": 1.5},
            "encoding": {"y": party, "x": {**scale, "field": "utility"}},
        },
        {
            "data": {"values": walks},
            "mark": {"type": "tick", "color": inks.orange, "thickness": 3, "height": 30},
            "encoding": {"y": party, "x": {**scale, "field": "walk"}},
        },
    ]
    if chosen:
        point = {
            "type": "point",
            "filled": True,
            "size": 130,
            "color": inks.ink,
            "opacity": 1,
            "stroke": inks.paper,
            "strokeWidth": 1,
        }
        shapes = {"field": "solution", "type": "nominal", "title": None, "legend": {"labelLimit": 400}}
        encoding = {"y": party, "x": {**scale, "field": "utility"}, "shape": shapes}
        layers.append({"data": {"values": chosen}, "mark": point, "encoding": encoding})
    return svg({"height": {"step": 44}, "layer": layers}, inks)


def survival(lines: Sequence[KeptLine], inks: Inks = PRINT) -> str:
    """Draw survival by year, a panel for each guarantee: the structural layer and the empirical one, each with its spread."""
    layers = ["structural: the game", "empirical: the past"]
    rows: list[dict[str, Any]] = [
        {"year": year, "layer": layer, "guarantee": line.guarantee, "value": f.value, "low": f.low, "high": f.high}
        for line in lines
        for layer, figures in zip(layers, (line.structural, line.heal), strict=True)
        for year, f in ((0.0, CERTAIN), *zip(line.years, figures, strict=True))
    ]
    rows += [{"guarantee": line.guarantee, "end": line.term} for line in lines if line.term]
    key = {"symbolType": "stroke", "symbolOpacity": 1, "symbolStrokeWidth": 2.5, "symbolSize": 300}
    hue = {
        "field": "layer",
        "type": "nominal",
        "title": None,
        "legend": key,
        "scale": {"domain": layers, "range": [inks.green, inks.blue]},
    }
    dash = {"field": "layer", "type": "nominal", "title": None, "scale": {"domain": layers, "range": [[1, 0], [5, 3]]}}
    year = {"type": "quantitative", "title": "years after signing", "scale": {"domain": [0, 50]}}
    share = {"type": "quantitative", "title": "odds that peace still holds", "scale": {"domain": [0, 1]}, "axis": {"format": "%"}}
    panel = {
        "width": (WIDTH - 100) / max(1, len(lines)),
        "height": 190,
        "layer": [
            {
                "mark": {"type": "area", "opacity": 0.13},
                "encoding": {
                    "x": {**year, "field": "year"},
                    "y": {**share, "field": "low"},
                    "y2": {"field": "high"},
                    "color": hue,
                },
            },
            {
                "mark": {"type": "line", "strokeWidth": 2},
                "encoding": {
                    "x": {**year, "field": "year"},
                    "y": {**share, "field": "value"},
                    "color": hue,
                    "strokeDash": dash,
                },
            },
            {"mark": {"type": "rule", "color": inks.orange}, "encoding": {"x": {**year, "field": "end"}}},
        ],
    }
    order = [line.guarantee for line in lines]
    facet = {"field": "guarantee", "type": "nominal", "title": None, "sort": order, "header": {"labelFontSize": 13}}
    whole = {"data": {"values": rows}, "facet": {"column": facet}, "spec": panel}
    return svg(whole, inks, width=None)


def contact_strip(contacts: Sequence[ContactLine], inks: Inks = PRINT) -> str:
    """Draw the contacts with a known day along time: filled where held, hollow where planned, crossed where ruled out."""
    rows = [
        {"date": _first_day(line.date or ""), "who": " – ".join(line.parties), "status": str(line.status), "kind": line.kind}
        for line in dated(contacts)
    ]
    statuses = ["held", "planned", "ruled out"]
    return svg(
        {
            "height": {"step": 26},
            "data": {"values": rows},
            "mark": {"type": "point", "size": 120, "strokeWidth": 2, "opacity": 1},
            "encoding": {
                "x": {
                    "field": "date",
                    "type": "temporal",
                    "timeUnit": "yearmonthdate",
                    "scale": {"padding": 20},
                    "title": None,
                    "axis": {"format": "%-d %b", "tickMinStep": 86_400_000, "tickCount": 8},
                },
                "y": {"field": "who", "type": "nominal", "title": None, "sort": None, "axis": {"domain": False, "ticks": False}},
                "shape": {
                    "field": "status",
                    "type": "nominal",
                    "title": None,
                    "scale": {"domain": statuses, "range": ["circle", "square", "cross"]},
                },
                "fill": {
                    "field": "status",
                    "type": "nominal",
                    "title": None,
                    "scale": {"domain": statuses, "range": [inks.blue, inks.paper, inks.orange]},
                },
                "stroke": {
                    "field": "status",
                    "type": "nominal",
                    "scale": {"domain": statuses, "range": [inks.blue, inks.green, inks.orange]},
                    "title": None,
                },
            },
        },
        inks,
    )


def dated(contacts: Sequence[ContactLine]) -> list[ContactLine]:
    """Return the contacts whose day is known in full."""
    return [line for line in contacts if line.date and len(_first_day(line.date)) == 10 and not line.date.startswith("--")]


def _first_day(date: str) -> str:
    """Return the day, or the first of a range of days."""
    return date.partition("/")[0]


def svg(spec: dict[str, Any], inks: Inks, width: int | None = WIDTH) -> str:
    """Render a specification without a browser; its data are inside it and nothing is fetched. Who shows it says what it is."""
    import vl_convert

    whole = {"$schema": "https://vega.github.io/schema/vega-lite/v5.json", "config": style(inks), **spec}
    if width:
        whole["width"] = width
    drawn = str(vl_convert.vegalite_to_svg(whole, allowed_base_urls=[]))
    return drawn.replace("<svg ", '<svg aria-hidden="true" focusable="false" ', 1)
