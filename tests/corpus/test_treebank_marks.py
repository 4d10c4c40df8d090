"""Attributions marked by hand in the treebanks stand where the treebanks' words do, and the words are not in the project."""

import json
import sys
from pathlib import Path

import pytest

TRAINING = Path(__file__).parents[2] / "training"
sys.path.insert(0, str(TRAINING))

import marks  # noqa: E402
import treebank  # noqa: E402
from passage import Passage  # noqa: E402

ROWS = [json.loads(line) for line in marks.FILE.read_text(encoding="utf-8").splitlines()]


@pytest.fixture(scope="module")
def passages(reference):
    gum = treebank.passages(reference / "data" / "gum", ["train.conllu.gz", "dev.conllu.gz", "test.conllu.gz"])
    ewt = treebank.passages(reference / "data" / "ewt", ["train.conllu.gz", "dev.conllu.gz"])
    return {p.name: p for p in marks.marked([*gum, *ewt])}


def test_every_paragraph_that_was_read_is_the_treebanks(passages):
    assert len(ROWS) > 1_800
    assert sum(p.by_hand for p in passages.values()) == len(ROWS)


def test_marks_cover_words_and_attribute(passages):
    for row in ROWS:
        text = passages[row["paragraph"]].text
        for source, cue, content in row["attributions"]:
            assert content or cue
            for start, end in (*source, *cue, *content):
                assert text[start:end].strip(), row["paragraph"]


def test_the_file_holds_no_words():
    assert {key for row in ROWS for key in row} == {"paragraph", "sum", "attributions"}


def test_another_text_under_the_same_name_is_refused():
    row = next(row for row in ROWS if row["attributions"])
    with pytest.raises(SystemExit, match="not the paragraph that was marked"):
        list(marks.marked([Passage(row["paragraph"], "Another text.", ())]))
