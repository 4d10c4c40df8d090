"""Floors for the fields of a statement on the test split of the corpus; a floor may rise, and falls only with a reason."""

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parents[2] / "bench"))

from fields import articles, compare, figures

FLOORS = {
    ("alone", "named", "recall"): 66.9,
    ("alone", "nameless", "recall"): 72.0,
    ("alone", "date", "recall"): 60.3,
    ("alone", "date", "precision"): 61.6,
    ("alone", "channel", "f"): 53.2,
    ("told", "named", "recall"): 83.1,
    ("told", "named", "precision"): 84.3,
    ("told", "nameless", "recall"): 69.0,
    ("told", "date", "recall"): 61.0,
    ("told", "date", "precision"): 59.3,
    ("told", "channel", "f"): 54.0,
}
"""Alone, and told the negotiation's table of parties and speakers: the field, the figure, its floor in percent."""


@pytest.fixture(scope="module")
def found():
    return {name: figures(compare(articles("test"), told=told)) for name, told in (("alone", False), ("told", True))}


@pytest.mark.parametrize(("which", "floor"), FLOORS.items(), ids=lambda one: "-".join(one) if isinstance(one, tuple) else "")
def test_a_field_stays_above_its_floor(found, which, floor):
    reader, field, figure = which
    assert found[reader][field][figure] >= floor


def test_a_table_of_speakers_helps(found):
    assert found["told"]["named"]["right"] >= found["alone"]["named"]["right"] + 50
