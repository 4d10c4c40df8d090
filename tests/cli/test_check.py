"""`winset new` and `winset check`."""

from winset.case.store import CASE_FILE


def test_a_new_case_is_sound(winset, tmp_path):
    assert winset("new", tmp_path / "talks").code == 0
    done = winset("check", tmp_path / "talks", "--json")
    assert (done.code, done.problems, done.document["case"]) == (0, [], "my-talks")


def test_a_broken_case_is_1_with_every_problem_in_the_document(winset, tmp_path):
    winset("new", tmp_path / "talks")
    file = tmp_path / "talks" / CASE_FILE
    file.write_text(file.read_text().replace("weight: 60", "weight: ten").replace("joint: 70", "jont: 70x"))
    done = winset("check", tmp_path / "talks", "--json")
    assert done.code == 1
    assert [problem["got"] for problem in done.problems] == ["'ten'", "'70x'"]
    assert all(problem["where"].startswith(str(file)) and problem["remedy"] for problem in done.problems)


def test_a_missing_folder_is_1_and_says_what_to_do(winset, tmp_path):
    for verb in ("check", "brief"):
        done = winset(verb, tmp_path / "absent", "--json")
        assert done.code == 1
        assert done.problems[0]["remedy"].endswith("winset new DIR")
        assert "no such folder" in done.err


def test_a_case_is_not_laid_into_a_folder_that_may_not_be_written(winset, tmp_path):
    (tmp_path / "file").write_text("")
    done = winset("new", tmp_path / "file" / "talks")
    assert done.code == 1
    assert "name a folder, not a file" in done.err
