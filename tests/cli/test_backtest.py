"""`winset backtest` as users run it, on an invented file and on real decisions where they are there."""

import pytest

from winset.cli.shapes import BackTestDocument

HEAD = "issue,actor,position,salience,capability,outcome,reference,group\n"


@pytest.fixture(scope="module")
def decided(tmp_path_factory):
    """Twelve invented decisions: each lands at the mean of the positions, and far from what held before."""
    rows = []
    for k in range(12):
        one, two, three = k * 3, 50 + k, 90
        outcome = (one + two + three) / 3
        rows += [
            f"i{k},A,{one},{50 + k},1,{outcome:.6f},0,g{k // 2}",
            f"i{k},B,{two},40,5,,,",
            f"i{k},C,{three},20,{k},,,",
        ]
    path = tmp_path_factory.mktemp("decided") / "decided.csv"
    path.write_text(HEAD + "\n".join(rows) + "\n")
    return path


def test_every_predictor_has_its_figures_and_its_sentence(winset, decided):
    done = winset("backtest", decided, "--json")
    assert done.code == 0
    document = done.document
    assert BackTestDocument.model_validate(document).model_dump(mode="json", by_alias=True) == document
    assert (document["issues"], document["groups"]) == (12, 6)
    for one in document["predictors"]:
        assert one["n"] == 12
        assert one["error"]["low"] <= one["error"]["value"] <= one["error"]["high"]
    by_name = {one["name"]: one for one in document["predictors"]}
    assert by_name["mean"]["error"]["value"] == pytest.approx(0, abs=1e-5)
    assert by_name["reference"]["verdict"] == "is worse than the mean"
    assert document["headline"].startswith("None of 12")
    assert done.out == winset("backtest", decided, "--json").out


def test_another_seed_moves_the_intervals_and_not_the_figures(winset, decided):
    one = winset("backtest", decided, "--json", "--seed", "1").document["predictors"][0]
    other = winset("backtest", decided, "--json", "--seed", "2").document["predictors"][0]
    assert one["error"]["value"] == other["error"]["value"]
    assert one["error"]["low"] != other["error"]["low"]


def test_it_also_speaks_in_plain_lines(winset, decided):
    said = winset("backtest", decided)
    assert said.code == 0
    assert "None of 12 predictors beats the mean" in said.out
    assert "reference is worse than the mean: its error is" in said.out


def test_one_group_has_no_interval_and_says_so(winset, tmp_path):
    (tmp_path / "one.csv").write_text(HEAD + "i,A,0,1,1,40,0,g\ni,B,100,1,1,,,\n")
    done = winset("backtest", tmp_path / "one.csv")
    assert done.code == 0
    assert "an interval needs two groups of issues" in done.out


def test_a_mistake_in_one_line_is_told_and_the_rest_is_scored(winset, decided, tmp_path):
    (tmp_path / "bad.csv").write_text(decided.read_text() + "i0,D,high,1,1,,,\n")
    done = winset("backtest", tmp_path / "bad.csv", "--json")
    assert done.code == 1
    assert done.problems[0]["where"].endswith("bad.csv:38 position")
    assert done.document["issues"] == 12


def test_a_file_without_outcomes_is_a_problem_with_its_remedy(winset, tmp_path):
    (tmp_path / "none.csv").write_text("issue,actor,position,salience\ni,A,1,1\n")
    done = winset("backtest", tmp_path / "none.csv", "--json")
    assert done.code == 1
    assert "outcome" in done.problems[0]["wanted"]
    assert done.problems[0]["remedy"] == "add what was decided, on the scale of the positions"


def test_real_decisions_every_predictor_is_scored_and_what_is_missing_is_counted(winset, reference):
    document = winset("backtest", reference / "data" / "deu3-odd.tsv", "--json").document
    assert (document["issues"], document["groups"]) == (180, 68)
    assert document["missing"]["no outcome"] == 8
    assert document["missing"]["no salience"] == 17
    for one in document["predictors"]:
        assert one["n"] == (130 if "reference" in one["name"] else 180)
        assert one["error"]["low"] < one["error"]["high"]
        assert one["name"] == "mean" or one["verdict"]
