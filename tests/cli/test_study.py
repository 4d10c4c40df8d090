"""`winset study` as users run it."""

import json

import pytest

from winset.case.store import lay_out


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return lay_out("beginning", tmp_path_factory.mktemp("case") / "talks")


def test_the_same_seed_gives_the_same_bytes_and_another_does_not(winset, folder):
    first, again, other = (winset("study", folder, "--draws", "100", "--seed", seed, "--json").out for seed in ("1", "1", "2"))
    assert first == again != other
    assert json.loads(first)["uncertain"]["draws"] == 100


def test_a_study_tells_how_sure_it_is_and_what_to_ask(winset, folder):
    done = winset("study", folder, "--draws", "600")
    assert done.code == 0
    assert "Over 600 draws" in done.out
    assert "What would tell most of this" in done.out
    assert (folder / "study.json").exists()
    assert not (folder / "study.parts").exists()


def test_the_brief_lays_out_the_last_study_and_makes_a_new_one_when_the_case_changed(winset, folder):
    winset("study", folder, "--draws", "300")
    assert winset("brief", folder, "--json").document["uncertain"]["draws"] == 300
    page = (folder / "report.html").read_text("utf-8")
    assert "How sure" in page
    assert "What to ask next" in page
    case = folder / "case.yaml"
    case.write_text(case.read_text("utf-8").replace("Two towns negotiate", "Two cities negotiate"), "utf-8")
    assert winset("brief", folder, "--json").document["uncertain"]["draws"] == 256


@pytest.mark.parametrize("words", [("--draws", "0"), ("--horizon", "3.5"), ("--precision", "5"), ("--method", "dice")])
def test_what_cannot_be_asked_is_a_problem_with_a_remedy(winset, folder, words):
    done = winset("study", folder, *words, "--json")
    assert done.code == 1
    assert done.problems[0]["where"] == words[0]
    assert done.problems[0]["remedy"]
