"""Parts spread over real workers: what a part does to its worker stays with that part."""

import subprocess
import sys

import pytest

pytest.importorskip("distributed", reason="PACKAGES ABSENT: pip install 'winset[cluster]' to run the tests of clusters")

SCRIPT = """
import os
from winset.study.scale import spread

def work(part):
    if part == 3:
        os._exit(1)
    if part == 5:
        raise ValueError("five")
    return part * part

if __name__ == "__main__":
    met = []
    found = {one.place: one for one in spread(work, range(8), [f"part {k}" for k in range(8)], "local:2", met.append)}
    assert sorted(found) == list(range(8))
    assert {k: found[k].made for k in found if found[k].made is not None} == {0: 0, 1: 1, 2: 4, 4: 16, 6: 36, 7: 49}
    for k, got in ((3, "every worker that took it was lost"), (5, "'ValueError: five'")):
        assert found[k].problem.where == f"part {k}"
        assert found[k].problem.got == got
        assert found[k].problem.remedy
    assert {problem.kind for problem in met} == {"worker-lost"}
    print("all held")
"""


def test_a_part_that_takes_its_workers_down_or_fails_is_a_problem_and_the_rest_is_done(tmp_path):
    (tmp_path / "script.py").write_text(SCRIPT)
    done = subprocess.run([sys.executable, tmp_path / "script.py"], capture_output=True, text=True, check=False, timeout=180)
    assert done.stdout.strip() == "all held", done.stderr
