"""Files are written whole or not at all."""

import pytest

from winset.errors import Refused
from winset.file import make_folder, read_whole, write_whole


def test_a_new_file_holds_what_was_written(tmp_path):
    write_whole(tmp_path / "a.txt", "peace")
    assert (tmp_path / "a.txt").read_text() == "peace"
    assert [path.name for path in tmp_path.iterdir()] == ["a.txt"]


def test_a_full_disk_leaves_the_old_file_and_nothing_else(tmp_path, full_disk):
    write_whole(tmp_path / "a.txt", "old")
    with full_disk(), pytest.raises(Refused, match="nothing was changed"):
        write_whole(tmp_path / "a.txt", "new" * 100)
    assert (tmp_path / "a.txt").read_text() == "old"
    assert [path.name for path in tmp_path.iterdir()] == ["a.txt"]


def test_a_folder_that_may_not_be_written_is_named_with_a_remedy(tmp_path, unprivileged):
    locked = tmp_path / "locked"
    locked.mkdir()
    locked.chmod(0o555)
    tmp_path.chmod(0o755)
    with unprivileged(), pytest.raises(Refused) as refusal:
        write_whole(locked / "a.txt", "x")
    problem = refusal.value.problems[0]
    assert problem.where.endswith("a.txt")
    assert "choose another folder" in problem.remedy
    assert not list(locked.iterdir())


def test_a_missing_file_is_a_problem_not_a_traceback(tmp_path):
    with pytest.raises(Refused, match="check the spelling"):
        read_whole(tmp_path / "absent.txt", limit=10)


def test_a_file_over_the_limit_is_refused_unread(tmp_path):
    (tmp_path / "long.txt").write_bytes(b"x" * 11)
    with pytest.raises(Refused, match="more than 10 bytes"):
        read_whole(tmp_path / "long.txt", limit=10)


def test_a_folder_cannot_be_made_inside_a_file(tmp_path):
    (tmp_path / "file").write_text("")
    with pytest.raises(Refused, match="name a folder"):
        make_folder(tmp_path / "file" / "folder")
