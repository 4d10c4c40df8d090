"""Pictures of `docs/explanation/ratification.md`: what one common mood does to a vote, and how win-sets overlap."""

import json
from fractions import Fraction
from pathlib import Path

import numpy as np
import vl_convert as vlc

from winset.ratify.chain import Gate, through
from winset.ratify.referendum import Electorate
from winset.ratify.rule import of_voting
from winset.ratify.vote import Chamber, Legislature, chance
from winset.ratify.winset import win_sets

PICTURES = Path(__file__).parents[1] / "docs" / "explanation" / "pictures"
SENATE = Chamber(of_voting(Fraction(2, 3)), seats=(53, 47), p=(0.62, 0.93))
INK, OTHER, THIRD = "#1b4965", "#c8553d", "#8a8d91"


def mood() -> dict:
    """The odds of the illustrative Senate as votes become more alike."""
    rows = [{"rho": round(float(r), 3), "odds": chance(Legislature((SENATE,), float(r)))} for r in np.linspace(0, 0.95, 60)]
    marks = [{"rho": r, "odds": chance(Legislature((SENATE,), r))} for r in (0, 0.05, 0.2, 0.4)]
    marks = [{**m, "text": f"{m['odds']:.4f}".removeprefix("0")} for m in marks]
    x = {"field": "rho", "type": "quantitative", "title": "share ρ of each vote's variance that one mood carries"}
    y = {
        "field": "odds",
        "type": "quantitative",
        "title": "odds of 67 of 100",
        "scale": {"domain": [0.6, 1]},
        "axis": {"format": "%"},
    }
    return frame(
        layer=[
            {"data": {"values": rows}, "mark": {"type": "line", "color": INK}, "encoding": {"x": x, "y": y}},
            {
                "data": {"values": marks},
                "mark": {"type": "point", "filled": True, "size": 60, "color": OTHER},
                "encoding": {"x": x, "y": y},
            },
            {
                "data": {"values": marks},
                "mark": {"type": "text", "align": "left", "dx": 8, "dy": -6},
                "encoding": {"x": x, "y": y, "text": {"field": "text"}},
            },
        ]
    )


def overlap() -> dict:
    """Where a legislature and the people would both ratify, as a deal gives more to the one and less to the other."""
    share = np.linspace(-1.2, 1.2, 61)
    body = Legislature((SENATE,), 0.2)
    people = Electorate((1.0,), (0.5,), rho=0.2, turnout=0.55, quorum=0.5)
    gates = [Gate("Senate", body), Gate("referendum", people)]
    odds = through(gates, [np.column_stack([share, share]), -share[:, None]])
    sets = win_sets(("Senate", "referendum"), odds.passes)
    assert sets.overlaps[0, 1] == len(sets.common) > 0
    lines = {"Senate": odds.passes[:, 0], "referendum": odds.passes[:, 1], "both": odds.whole}
    rows = [
        {"shift": float(s), "odds": float(o), "who": who}
        for who, curve in lines.items()
        for s, o in zip(share, curve, strict=True)
    ]
    common = [{"from": float(share[sets.common[0]]), "to": float(share[sets.common[-1]])}]
    who = {
        "field": "who",
        "title": None,
        "sort": list(lines),
        "scale": {"domain": list(lines), "range": [INK, OTHER, THIRD]},
    }
    band = {"x": {"field": "from", "type": "quantitative"}, "x2": {"field": "to"}}
    return frame(
        layer=[
            {"data": {"values": common}, "mark": {"type": "rect", "color": "#e8e4d9"}, "encoding": band},
            {
                "data": {"values": rows},
                "mark": {"type": "line"},
                "encoding": {
                    "x": {
                        "field": "shift",
                        "type": "quantitative",
                        "title": "terms: what the Senate gains and the people lose, in probits",
                    },
                    "y": {"field": "odds", "type": "quantitative", "title": "odds of passing", "axis": {"format": "%"}},
                    "color": who,
                    "strokeDash": {**who, "scale": {"domain": list(lines), "range": [[1, 0], [6, 3], [2, 2]]}},
                },
            },
        ]
    )


def frame(**parts: object) -> dict:
    """Return a chart in the docs' own dress."""
    config = {"font": "sans-serif", "view": {"stroke": None}, "axis": {"grid": False, "labelFontSize": 12, "titleFontSize": 12}}
    return {"$schema": "https://vega.github.io/schema/vega-lite/v5.json", "width": 460, "height": 260, "config": config, **parts}


def draw(folder: Path) -> None:
    """Write the pictures."""
    for name, chart in (("mood", mood()), ("overlap", overlap())):
        (folder / f"{name}.svg").write_text(vlc.vegalite_to_svg(json.dumps(chart)), "utf-8")


if __name__ == "__main__":
    draw(PICTURES)

assert [round(chance(Legislature((SENATE,), rho)), 4) for rho in (0, 0.05, 0.2, 0.4)] == [0.9936, 0.9137, 0.7944, 0.7409]
