"""The scripts behind the pages on ratification and durability run, and the calibration page is what its script writes."""

import runpy
from itertools import product
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize("name", ["ratification", "durability"])
def test_the_pictures_are_drawn_by_their_script(name, tmp_path):
    runpy.run_path(str(ROOT / "examples" / f"{name}.py"))["draw"](tmp_path)
    drawn = {path.name for path in tmp_path.iterdir()}
    page = (ROOT / "docs" / "explanation" / f"{name}.md").read_text("utf-8")
    assert drawn
    for picture in drawn:
        assert f"pictures/{picture}" in page
        assert (ROOT / "docs" / "explanation" / "pictures" / picture).read_text("utf-8") == (tmp_path / picture).read_text(
            "utf-8"
        )


def test_the_calibration_page_is_what_its_script_writes():
    made = runpy.run_path(str(ROOT / "examples" / "calibration.py"))["page"]()
    assert (ROOT / "docs" / "reference" / "calibration.md").read_text("utf-8") == made


def test_the_page_on_means_and_its_picture_are_what_their_script_counts(tmp_path):
    script = runpy.run_path(str(ROOT / "examples" / "mean_is_no_veto.py"))
    pages = ROOT / "docs" / "explanation"
    assert (pages / "mean-is-no-veto.md").read_text("utf-8") == script["page"](script["COUNTED"])
    script["draw"](tmp_path)
    assert (pages / "pictures" / "veto.svg").read_text("utf-8") == (tmp_path / "veto.svg").read_text("utf-8")


def test_the_drafts_counted_are_those_found_one_by_one():
    """The slow twin of the counts, for the first seven articles: every draft is judged by the words of the page."""
    script = runpy.run_path(str(ROOT / "examples" / "mean_is_no_veto.py"))
    names = list(script["ARTICLES"])[:7]
    wordings = [script["ARTICLES"][name].split() for name in names]
    legal, by_mean, sparing, both = 0, 0, 0, 0
    for chosen in product(*(range(len(one)) for one in wordings)):
        held = dict(zip(names, chosen, strict=True))
        if any(held.get(one) == a and held.get(other) == b for one, a, other, b in script["EXCLUDED"]):
            continue
        worth = [[int(q) for q in one[k]] for one, k in zip(wordings, chosen, strict=True) if one[k] != "-"]
        passes = all(sum(row[p] for row in worth) / len(worth) >= 2 for p in range(4))
        spares = not any(0 in row for row in worth)
        legal, by_mean, sparing, both = legal + 1, by_mean + passes, sparing + spares, both + (passes and spares)
    treaty, exactly, half, everyone = (script[name] for name in ("treaty", "exactly", "HALF", "ALL"))
    assert legal == exactly(treaty(7))
    assert by_mean == exactly(treaty(7, mean=half))
    assert sparing == exactly(treaty(7, sparing=everyone))
    assert both == exactly(treaty(7, mean=half, sparing=everyone))
    assert 0 < both < sparing < by_mean < legal


def test_the_page_on_the_back_test_is_what_its_script_measures(reference):
    made = runpy.run_path(str(ROOT / "bench" / "backtest.py"))["page"](reference)
    assert (ROOT / "docs" / "explanation" / "back-test.md").read_text("utf-8") == made
