"""The data card reports what the corpus holds now; after a change to it run `python corpus/card.py`."""

import re

import pytest
from card import BLOCKS, CARD, filled, table


@pytest.fixture(scope="module")
def held():
    return CARD.read_text("utf-8")


def test_the_generated_blocks_are_up_to_date(held):
    stale = re.sub(r"\| claim \| \d+", "| claim | 0", held)
    assert stale != held
    assert filled(stale) == held, "run python corpus/card.py"


def test_every_block_stands_in_the_card_once(held):
    assert sorted(re.findall(r"<!-- ([a-z]+) -->", held)) == sorted(BLOCKS)


def test_a_table_is_drawn():
    assert table(["act", "n"], [["offer", 3]]) == "| act | n |\n|---|--:|\n| offer | 3 |"
