"""What clumsy and hostile users give to any verb, and that each is met with a problem and the right exit code."""

import os
import signal
import subprocess
import sys
import time

import pytest

LONG = "x" * 300


@pytest.fixture(scope="module")
def talks(winset, tmp_path_factory):
    """A new case, and two package files beside it."""
    folder = tmp_path_factory.mktemp("bad") / "talks"
    winset("new", folder)
    return folder


@pytest.mark.parametrize(
    "words",
    [("new", LONG), ("ratify", "{talks}", "--package", LONG), ("keep", "{talks}", "--package", LONG), ("check", LONG)],
)
def test_a_name_longer_than_the_file_system_takes(winset, talks, words):
    done = winset(*(word.format(talks=talks) for word in words), "--json", cwd=talks)
    assert done.code == 1
    assert done.problems[0]["wanted"] == "a shorter name"


def test_a_file_where_a_folder_is_to_be_made(winset, talks):
    done = winset("new", talks / "case.yaml", "--json")
    assert done.code == 1
    assert "a file stands there" in done.problems[0]["remedy"]


@pytest.mark.parametrize(
    "words", [("check", "--nonsense"), ("nonsense",), ("power",), ("new",), ("ledger", "log", "--limit", "0")]
)
def test_wrong_usage_is_a_document_too(winset, words):
    done = winset(*words, "--json")
    assert done.code == 2
    (problem,) = done.problems
    assert problem["kind"] == "usage"
    assert all(problem.values())
    assert "Usage: winset" in done.err


@pytest.mark.parametrize("how", [("--json",), ()])
def test_a_terminal_without_the_characters_gets_escapes(winset, tmp_path, how):
    winset("new", tmp_path / "talks")
    with (tmp_path / "talks" / "case.yaml").open("a", encoding="utf-8") as file:
        point = "{number: 1, title: “Čern”, history: [{status: agreed, since: 2031-01-01}]}"
        file.write(f"plan: {{name: Plan, points: [{point}]}}\n")
    command = [sys.executable, "-m", "winset", "plan", "--case", tmp_path / "talks", *how]
    done = subprocess.run(command, capture_output=True, env={**os.environ, "PYTHONIOENCODING": "ascii"}, check=True)
    assert rb"\u201c\u010cern\u201d" in done.stdout


def test_an_interrupted_demo_says_so_and_the_next_one_works(winset, tmp_path):
    demo = subprocess.Popen(
        [sys.executable, "-m", "winset", "demo", "beginning", "--to", tmp_path], stderr=subprocess.PIPE, text=True
    )
    while not (tmp_path / "beginning" / "case.yaml").exists():
        time.sleep(0.01)
    demo.send_signal(signal.SIGINT)
    _, said = demo.communicate()
    assert demo.returncode == 130
    assert "Stopped" in said
    assert "Traceback" not in said
    assert winset("demo", "beginning", "--to", tmp_path, "--json").code == 0
