"""The scripts behind the pages on ratification and durability run, and the calibration page is what its script writes."""

import runpy
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


def test_the_page_on_the_back_test_is_what_its_script_measures(reference):
    made = runpy.run_path(str(ROOT / "bench" / "backtest.py"))["page"](reference)
    assert (ROOT / "docs" / "explanation" / "back-test.md").read_text("utf-8") == made
