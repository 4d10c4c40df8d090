"""The picture of the efficient edge between two parties, with a package in hand beside it."""

from collections.abc import Mapping
from typing import Any

from winset.report.chart import SCREEN, Inks, svg
from winset.study.edge import Edge
from winset.study.hand import Standing

ROOM = 0.06
"""Of the span of what is shown, left free on every side."""


def edge(found: Edge, names: Mapping[str, str], across: Standing, up: Standing, inks: Inks = SCREEN) -> str:
    """Draw the edge as points on a line, both walk-aways with their bands, and the package in hand with its spread."""
    x = _axis([one.across for one in found.points], across, names)
    y = _axis([one.up for one in found.points], up, names)
    points = [{"x": one.across, "y": one.up} for one in found.points]
    walk = [{"low": _end(each, "low"), "at": each.walk_away.value, "high": _end(each, "high")} for each in (across, up)]
    here = [
        {
            "x": across.worth.value,
            "y": up.worth.value,
            "x1": across.worth.low,
            "x2": across.worth.high,
            "y1": up.worth.low,
            "y2": up.worth.high,
        }
    ]
    layers: list[dict[str, Any]] = [
        _layer([walk[0]], {"type": "rect", "color": inks.orange, "opacity": 0.16}, x={**x, "field": "low"}, x2={"field": "high"}),
        _layer([walk[1]], {"type": "rect", "color": inks.orange, "opacity": 0.16}, y={**y, "field": "low"}, y2={"field": "high"}),
        _layer([walk[0]], {"type": "rule", "color": inks.orange, "strokeWidth": 2}, x={**x, "field": "at"}),
        _layer([walk[1]], {"type": "rule", "color": inks.orange, "strokeWidth": 2}, y={**y, "field": "at"}),
        _layer(
            points,
            {"type": "line", "color": inks.blue, "strokeWidth": 1.5, "interpolate": "step-after"},
            x={**x, "field": "x"},
            y={**y, "field": "y"},
            order={"field": "x", "type": "quantitative", "sort": "descending"},
        ),
        _layer(
            points,
            {"type": "point", "filled": True, "size": 36, "color": inks.blue, "opacity": 1},
            x={**x, "field": "x"},
            y={**y, "field": "y"},
        ),
    ]
    bar = {"type": "rule", "color": inks.ink, "strokeWidth": 1.5, "opacity": 0.6}
    spot = {
        "type": "point",
        "shape": "diamond",
        "filled": True,
        "size": 260,
        "color": inks.ink,
        "opacity": 1,
        "stroke": inks.paper,
    }
    where = {"x": {**x, "field": "x"}, "y": {**y, "field": "y"}}
    layers += [
        _layer(here, bar, x={**x, "field": "x1"}, x2={"field": "x2"}, y=where["y"]),
        _layer(here, bar, y={**y, "field": "y1"}, y2={"field": "y2"}, x=where["x"]),
        _layer(here, spot, **where),
    ]
    return svg({"height": 340, "layer": layers}, inks, width=520)


def _layer(rows: list[dict[str, Any]], mark: dict[str, Any], **encoding: Any) -> dict[str, Any]:
    return {"data": {"values": rows}, "mark": mark, "encoding": encoding}


def _axis(values: list[float], one: Standing, names: Mapping[str, str]) -> dict[str, Any]:
    """Return an axis that holds everything shown, on the party's own scale."""
    ends = [one.worth.value, one.worth.low, one.worth.high, one.walk_away.value, one.walk_away.low, one.walk_away.high]
    shown = values + [end for end in ends if end is not None]
    room = ROOM * ((max(shown) - min(shown)) or 1.0)
    scale = {"domain": [min(shown) - room, max(shown) + room], "zero": False, "nice": False}
    return {"type": "quantitative", "title": f"worth to {names[one.party]}", "scale": scale}


def _end(one: Standing, end: str) -> float | None:
    found: float | None = getattr(one.walk_away, end)
    return one.walk_away.value if found is None else found
