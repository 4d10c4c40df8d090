"""The test split is frozen: its articles stay as they were before the reader that is shipped was trained."""

import hashlib
from pathlib import Path

import pytest
from case_sources import differing
from markup import HOME, load, negotiation

BUNDLED = HOME.parent / "src/winset/case/bundled"


def _splits() -> dict:
    return load((HOME / "splits.yaml").read_text("utf-8"), HOME / "splits.yaml")


def _articles(marks: str) -> list[Path]:
    folders = (HOME / marks / folder for folder in _splits()["test"]["folders"])
    return sorted((path for folder in folders for path in folder.glob("*.txt")), key=lambda path: path.as_posix())


@pytest.mark.parametrize(("marks", "name"), [("articles", "frozen"), ("first", "first")])
def test_the_articles_of_the_test_split_are_those_that_were_frozen(marks, name):
    paths, digest = _articles(marks), hashlib.sha256()
    for path in paths:
        digest.update(path.read_bytes())
    assert (len(paths), digest.hexdigest()) == (_splits()["test"]["articles"], _splits()["test"][name])


def test_each_folder_is_in_one_split():
    test = set(_splits()["test"]["folders"])
    for folder in (HOME / "articles").iterdir():
        assert (folder.name in test) != folder.name.startswith(_splits()["training"]["prefix"]), folder.name
        assert (negotiation(folder.name)["split"] == "test") == (folder.name in test), folder.name


def test_the_bundled_case_holds_the_articles_of_its_negotiation():
    assert differing("te-corran-straits", BUNDLED / "corran-straits") == []
