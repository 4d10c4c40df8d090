"""Floors for the reader's accuracy on real news; a floor may rise, and falls only with a reason in the same commit."""

import json
import subprocess
import sys

import pytest

from winset.read.reader import read_text

FLOORS = {
    "speech_content_f": 81.4,
    "speech_content_source_f": 79.3,
    "source_accuracy_of_found": 97.3,
    "direct_recall": 95.7,
    "indirect_recall": 78.9,
    "speech_content_precision": 79.6,
}


@pytest.fixture(scope="module")
def figures(reference, tmp_path_factory):
    folder = reference / "data" / "polnear-dev"
    predictions = tmp_path_factory.mktemp("news") / "predictions.jsonl"
    with predictions.open("w", encoding="utf-8") as file:
        for path in sorted((folder / "text").glob("*.txt")):
            for s in read_text(path.read_bytes().decode(), document=path.stem).statements:
                row = {"document": path.stem, "content": s.content, "source": s.source, "cue": s.cue}
                file.write(json.dumps(row) + "\n")
    scorer = reference / "tools" / "score_attributions.py"
    done = subprocess.run([sys.executable, scorer, folder, predictions], capture_output=True, text=True, check=True)
    return json.loads(done.stdout.splitlines()[-1])


@pytest.mark.parametrize(("figure", "floor"), FLOORS.items())
def test_accuracy_stays_above_its_floor(figures, figure, floor):
    assert figures[figure] >= floor
