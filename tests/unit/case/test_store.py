"""Folders of cases: laid out, loaded, their sources checked."""

import tempfile
from pathlib import Path

import pytest

from winset.case.store import CASE_FILE, bundled, lay_out, load
from winset.errors import Refused


@pytest.mark.parametrize("name", bundled())
def test_every_bundled_case_loads_without_an_error(name, tmp_path):
    case, problems = load(lay_out(name, tmp_path / name))
    assert case is not None, "\n".join(map(str, problems))
    assert not problems


def test_a_case_is_never_laid_over_another(tmp_path):
    lay_out("beginning", tmp_path / "talks")
    with pytest.raises(Refused, match="choose another name"):
        lay_out("beginning", tmp_path / "talks")


def test_an_unknown_bundled_case_names_the_known(tmp_path):
    with pytest.raises(Refused, match="use one of: beginning"):
        lay_out("atlantis", tmp_path / "talks")
    assert not (tmp_path / "talks").exists()


def test_words_that_do_not_stand_in_their_source_are_a_problem(tmp_path):
    folder = lay_out("beginning", tmp_path / "talks")
    (folder / "sources" / "gazette.txt").write_text("The mayor said the toll would\nbe shared.", encoding="utf-8")
    text = (folder / CASE_FILE).read_text()
    honest = "because: {source: gazette.txt, words: toll would be shared}"
    for basis, kinds in [(honest, []), (honest.replace("shared", "doubled"), ["quote-not-in-source"])]:
        (folder / CASE_FILE).write_text(text.replace("because: {judgement: The mayor would fall.}", basis))
        assert [problem.kind for problem in load(folder)[1]] == kinds


def test_a_source_that_climbs_out_of_the_folder_is_not_read(tmp_path):
    folder = lay_out("beginning", tmp_path / "talks")
    (tmp_path / "secret.txt").write_text("the secret")
    text = (folder / CASE_FILE).read_text()
    basis = "because: {source: ../../secret.txt, words: the secret}"
    (folder / CASE_FILE).write_text(text.replace("because: {judgement: The mayor would fall.}", basis))
    assert [problem.kind for problem in load(folder)[1]] == ["no-source"]


def test_a_missing_folder_says_how_to_make_one(tmp_path):
    with pytest.raises(Refused, match="winset new"):
        load(tmp_path / "absent")
    with pytest.raises(Refused, match="winset new"):
        load(tmp_path)


def test_a_case_in_another_encoding_is_a_problem_with_its_line(tmp_path):
    (tmp_path / CASE_FILE).write_bytes("name: x\ntitle: Zürich\n".encode("latin-1"))
    case, problems = load(tmp_path)
    assert case is None
    assert problems[0].where.endswith("case.yaml:2")


def test_a_source_that_may_not_be_read_is_a_problem(unprivileged):
    with tempfile.TemporaryDirectory() as room:
        Path(room).chmod(0o755)
        folder = lay_out("corran-straits", Path(room) / "talks")
        for source in (folder / "sources").iterdir():
            source.chmod(0)
        with unprivileged(), pytest.raises(Refused, match="permission"):
            load(folder)
