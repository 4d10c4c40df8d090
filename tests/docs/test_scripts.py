"""Every script in `examples` holds what it asserts; what it draws is only drawn by `make docs`."""

import runpy
from pathlib import Path

import pytest

SCRIPTS = sorted((Path(__file__).parents[2] / "examples").glob("*.py"))


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda script: script.stem)
def test_what_a_script_asserts_holds(script):
    assert "assert " in script.read_text("utf-8")
    runpy.run_path(str(script), run_name="example")
