"""`winset deal`: what it prints, and what it says to bad input."""

import json
import subprocess
import sys

import pytest

from winset.case.store import lay_out
from winset.cli.shapes import DealDocument

INSTANCE = {
    "scale": 10,
    "parties": 2,
    "reservation": [3, 3],
    "scores": [[[5, 0], [0, 6]], [[5, 1], [1, 4]]],
    "links": [{"if": [0, 1], "and": [1, 0], "add": [1, 1]}],
    "forbidden": [],
}


def deal(*words):
    done = subprocess.run([sys.executable, "-m", "winset", "deal", *map(str, words)], capture_output=True, text=True, check=False)
    assert "Traceback" not in done.stderr
    return done


@pytest.fixture
def instance(tmp_path):
    path = tmp_path / "talks.json"
    path.write_text(json.dumps(INSTANCE))
    return path


def test_the_document_holds_zone_frontier_and_solutions(instance):
    done = deal(instance, "--json", "--best", 2)
    said = json.loads(done.stdout)
    assert done.returncode == 0
    assert said["packages"] == 4
    assert said["zone"]["count"] == 2
    assert said["zone"]["exact"]
    assert said["disagreement"]["values"] == [0.3, 0.3]
    assert [point["utility"] for point in said["frontier"]["points"]] == [[0.6, 0.8]]
    nash = said["solutions"]["nash"]
    assert nash["package"] == {"issue 0": "option 1", "issue 1": "option 0"}
    assert (nash["proved"], nash["gap"], nash["value"]) == (True, 0.0, pytest.approx(0.15))
    assert set(said["solutions"]) == {"nash", "egalitarian", "kalai_smorodinsky", "utilitarian", "leximin"}
    assert said["problems"] == []


def test_the_document_has_the_shape_of_its_schema(instance, tmp_path):
    (tmp_path / "draft.yaml").write_text("issue 0: option 1\nissue 1: option 1\n")
    for reservation in ([3, 3], [7, 7]):
        instance.write_text(json.dumps(INSTANCE | {"reservation": reservation}))
        said = json.loads(deal(instance, "--json", "--best", 2, "--draft", tmp_path / "draft.yaml").stdout)
        assert DealDocument.model_validate(said).model_dump(mode="json", by_alias=True) == said
    said = json.loads(deal(lay_out("ukraine-2025", tmp_path / "talks"), "--json", "--time-limit", 2).stdout)
    assert said["zone"]["by_day"]
    assert DealDocument.model_validate(said).model_dump(mode="json", by_alias=True) == said


def test_all_packages_drops_the_walk_aways_from_the_frontier(instance):
    said = json.loads(deal(instance, "--json", "--all-packages").stdout)
    assert [point["utility"] for point in said["frontier"]["points"]] == [[1.0, 0.1], [0.6, 0.8], [0.1, 1.0]]


def test_an_empty_zone_is_answered_with_its_blockers(instance):
    instance.write_text(json.dumps(INSTANCE | {"reservation": [7, 7]}))
    said = json.loads(deal(instance, "--json").stdout)
    assert said["zone"]["count"] == 0
    assert said["solutions"]["nash"] is None
    assert {tuple(b["walk_aways"]) for b in said["blockers"]["minimal"]} == {("party 0",), ("party 1",)}
    assert said["blockers"]["least"]["total"] == pytest.approx(0.1)


def test_a_draft_is_shown_its_way_to_the_frontier(instance, tmp_path):
    (tmp_path / "draft.yaml").write_text("issue 0: option 1\nissue 1: option 1\n")
    said = json.loads(deal(instance, "--json", "--draft", tmp_path / "draft.yaml").stdout)
    assert said["draft"]["signable"] is False
    assert said["draft"]["compensation"][0]["changes"] == {"issue 1": "option 0"}


def test_the_same_input_gives_the_same_bytes(instance):
    assert deal(instance, "--json").stdout == deal(instance, "--json").stdout


def test_a_time_limit_gives_a_labelled_answer(instance):
    done = deal(instance, "--json", "--time-limit", 0)
    said = json.loads(done.stdout)
    assert done.returncode == 0
    assert said["frontier"]["complete"] in (True, False)


@pytest.mark.parametrize("text", ["", "[1]", "{", '{"scale": NaN}', '{"scale": 10}', "[" * 100_000])
def test_bad_input_is_a_problem_and_exit_1(tmp_path, text):
    path = tmp_path / "bad.json"
    path.write_text(text)
    done = deal(path, "--json")
    assert done.returncode == 1
    assert json.loads(done.stdout)["problems"]


def test_a_path_that_does_not_exist_is_exit_1_and_a_convention_that_does_not_exist_is_exit_2(instance, tmp_path):
    assert deal(tmp_path / "nothing").returncode == 1
    assert deal(instance, "--disagreement", "hope").returncode == 2


def test_the_short_text_names_every_solution(instance):
    said = deal(instance).stdout
    assert all(word in said for word in ("nash", "egalitarian", "utilitarian", "In the zone"))
