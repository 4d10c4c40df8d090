"""Pictures of `docs/explanation/durability.md`: a guarantee that ends, two layers side by side, a taper."""

import json
from pathlib import Path

import numpy as np
import vl_convert as vlc

from winset.keep.expiry import Game, duration
from winset.keep.guarantor import SINCE_1945
from winset.keep.hazard import spread
from winset.keep.renegotiation import Costs, gentlest_path, taper
from winset.keep.shock import Shocks, survival

PICTURES = Path(__file__).parents[1] / "docs" / "explanation" / "pictures"
INK, OTHER, THIRD = "#1b4965", "#c8553d", "#8a8d91"
YEARS = list(range(51))
Rows = list[dict[str, object]]


def game(term: int, w_in: float = 0.35, w_out: float = 0.5) -> Game:
    """The example of the models: x = .5, δ = .95."""
    return Game(x=0.5, w_in=w_in, w_out=w_out, term=term, discount=0.95)


def terms() -> dict:
    """Survival with shocks under guarantees of 15 and 50 years, and under none."""
    curves = {f"{t} years" if t else "none": survival(game(t), Shocks(scale=0.05), 50) for t in (15, 50, 0)}
    rows: Rows = [{"years": t, "alive": float(s), "which": which} for which, curve in curves.items() for t, s in enumerate(curve)]
    return lines(rows, list(curves), "odds that peace holds")


def layers() -> dict:
    """The two layers for 15 years, with the spread of the empirical one over what a guarantee may do."""
    structural = survival(game(15), Shocks(scale=0.05), 50)
    rows: Rows = [{"years": t, "alive": float(structural[t]), "which": "structural"} for t in YEARS]
    band: Rows = []
    for t in YEARS:
        for after in ("heal", "postpone"):
            low, mean, high = spread(t, term=15, after=after, staying=SINCE_1945)
            rows.append({"years": t, "alive": mean, "which": f"empirical, {after}"})
            if after == "heal":
                band.append({"years": t, "low": low, "high": high})
    chart = lines(rows, ["structural", "empirical, heal", "empirical, postpone"], "odds that peace holds")
    area = {
        "data": {"values": band},
        "mark": {"type": "area", "color": OTHER, "opacity": 0.15},
        "encoding": {
            "x": {"field": "years", "type": "quantitative"},
            "y": {"field": "low", "type": "quantitative"},
            "y2": {"field": "high"},
        },
    }
    return {**chart, "layer": [area, *chart["layer"]]}


def weak() -> dict:
    """When war comes, by the length of a guarantee too weak to deter: longer is worse beyond 31 years."""
    rows: Rows = [{"years": t, "alive": float(duration(game(t, 0.52, 0.6))), "which": "too weak (w_in > x)"} for t in range(61)]
    rows += [{"years": t, "alive": float(duration(game(t, 0.4, 0.6))), "which": "strong enough (w_in ≤ x)"} for t in range(61)]
    return lines(rows, ["strong enough (w_in ≤ x)", "too weak (w_in > x)"], "years until war", "length of the guarantee in years")


def fading() -> dict:
    """The share of a guarantee that must remain, year by year, for peace to survive its fading; dropping it forces war."""
    costs = Costs(a=0.05, b=0.05, discount=0.95)
    path = gentlest_path(0.3, 0.6, costs)
    shares = taper(0.3, 0.6, 0.3, path)
    assert len(path) == 10
    assert shares[-1] == 0
    rows: Rows = [{"years": t, "alive": float(s), "which": "fading in peace"} for t, s in enumerate(shares)]
    return lines(rows, ["fading in peace"], "share of the guarantee left")


def lines(rows: Rows, names: list[str], title: str, across: str = "years") -> dict:
    """Return lines told apart by colour and by dash."""
    domain = {"field": "which", "title": None, "sort": names}
    config = {"font": "sans-serif", "view": {"stroke": None}, "axis": {"grid": False, "labelFontSize": 12, "titleFontSize": 12}}
    line = {
        "data": {"values": rows},
        "mark": {"type": "line"},
        "encoding": {
            "x": {"field": "years", "type": "quantitative", "title": across},
            "y": {"field": "alive", "type": "quantitative", "title": title, "scale": {"zero": True}},
            "color": {**domain, "scale": {"domain": names, "range": [INK, OTHER, THIRD][: len(names)]}},
            "strokeDash": {**domain, "scale": {"domain": names, "range": [[1, 0], [6, 3], [2, 2]][: len(names)]}},
        },
    }
    schema = "https://vega.github.io/schema/vega-lite/v5.json"
    return {"$schema": schema, "width": 460, "height": 260, "config": config, "layer": [line]}


def draw(folder: Path) -> None:
    """Write the pictures."""
    for name, chart in (("terms", terms()), ("layers", layers()), ("weak", weak()), ("fading", fading())):
        (folder / f"{name}.svg").write_text(vlc.vegalite_to_svg(json.dumps(chart)), "utf-8")


if __name__ == "__main__":
    draw(PICTURES)

for term, row in ((15, (0.851, 0.486, 0.017)), (50, (0.672, 0.594, 0.373))):
    curve = np.round(survival(game(term), Shocks(scale=0.05), 50), 3)
    assert tuple(curve[[15, 20, 50]]) == row
