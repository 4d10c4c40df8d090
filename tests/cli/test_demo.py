"""`winset demo` and `winset brief`: end to end, twice the same, without a network."""

import json

import pytest

NO_NETWORK = """
import socket

def refuse(*args, **kwargs):
    raise AssertionError("a connection was tried")

socket.socket.connect = socket.create_connection = socket.getaddrinfo = refuse
"""


@pytest.fixture(scope="module")
def offline(tmp_path_factory):
    """Return a folder that, on Python's path, turns every attempt to connect into a failure."""
    folder = tmp_path_factory.mktemp("offline")
    (folder / "sitecustomize.py").write_text(NO_NETWORK)
    return folder


@pytest.fixture(scope="module")
def shown(winset, offline, tmp_path_factory):
    """Run the demo twice and return the folder of its case with what each run printed and left."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PYTHONPATH", str(offline))
        to = tmp_path_factory.mktemp("demo")
        folder = to / "corran-straits"
        first = winset("demo", "corran-straits", "--to", to)
        left = {name: (folder / name).read_bytes() for name in ("report.html", "study.json")}
        second = winset("demo", "corran-straits", "--to", to)
    return folder, first, left, second


def test_it_ends_well_with_progress_a_headline_and_paths(shown):
    folder, first, _, _ = shown
    assert first.code == 0, first.err
    assert "Brief: the zone by day of signing" in first.err
    assert "leave every signatory at least as well off as its walk-away" in first.err
    assert str(folder / "report.html") in first.err


def test_a_second_run_adds_nothing_and_leaves_the_same_bytes(shown):
    folder, _, left, second = shown
    assert second.code == 0
    assert {name: (folder / name).read_bytes() for name in left} == left


def test_the_study_holds_statements_with_their_exact_words(shown):
    folder, *_ = shown
    study = json.loads((folder / "study.json").read_text("utf-8"))
    assert study["statements"] > 100
    quoted = [reason for reason in study["reasons"].values() if reason["kind"] == "statements"]
    texts = [path.read_text("utf-8") for path in (folder / "sources").iterdir()]
    assert quoted
    for reason in quoted:
        parts = reason["words"].split(" … ")
        assert any(all(part in text for part in parts) for text in texts), reason["words"]


def test_brief_prints_one_document(shown, winset):
    folder, *_ = shown
    done = winset("brief", folder, "--json")
    assert done.code == 0
    assert done.document["schema"] == "brief/1"
    assert done.document["zone"][0]["packages"]["basis"]


def test_an_unknown_case_is_a_problem_that_names_the_known(winset, tmp_path):
    done = winset("demo", "atlantis", "--to", tmp_path, "--json")
    assert done.code == 1
    assert "ukraine-2025" in done.problems[0]["remedy"]
    assert not list(tmp_path.iterdir())
