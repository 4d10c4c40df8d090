"""`winset study --cluster`: the same study, whoever works on its draws."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from winset.case.store import lay_out

pytest.importorskip("distributed", reason="PACKAGES ABSENT: pip install 'winset[cluster]' to run the tests of clusters")


@pytest.fixture
def folder(tmp_path):
    return lay_out("beginning", tmp_path / "talks")


def test_two_workers_make_the_same_study_byte_by_byte(winset, folder):
    alone = winset("study", folder, "--draws", "1000", "--json")
    both = winset("study", folder, "--draws", "1000", "--cluster", "local:2", "--json")
    assert alone.code == both.code == 0
    assert alone.out == both.out


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="finds the workers in /proc")
def test_a_worker_killed_among_the_draws_loses_nothing(winset, workers_of, folder):
    command = [sys.executable, "-m", "winset", "study", folder, "--draws", "8000", "--cluster", "local:2"]
    run = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    for line in run.stderr:
        if "draws 256 of" in line:
            os.kill(workers_of(run.pid)[0], signal.SIGKILL)
            break
    out, err = run.communicate(timeout=120)
    assert run.returncode == 0, err
    assert "a worker that is gone" in err
    held = (folder / "study.json").read_bytes()
    assert winset("study", folder, "--draws", "8000").out == out
    assert (folder / "study.json").read_bytes() == held


def test_a_cluster_that_is_not_there_is_told_and_nothing_is_lost(winset, folder):
    winset("study", folder, "--draws", "100")
    held = (folder / "study.json").read_bytes()
    done = winset("study", folder, "--draws", "1000", "--cluster", "tcp://127.0.0.1:9", "--json")
    assert (done.code, done.problems[0]["kind"]) == (1, "no-cluster")
    assert done.problems[0]["remedy"]
    assert (folder / "study.json").read_bytes() == held
