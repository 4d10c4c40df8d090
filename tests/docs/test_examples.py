"""Every example in the docs runs: Python as doctests, `console` blocks as commands whose output is compared."""

import doctest
import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]
FENCE = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
FLAGS = doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE


def blocks(page: Path, *languages: str) -> list[str]:
    return [body for language, body in FENCE.findall(page.read_text("utf-8")) if language in languages]


def name(page: Path) -> str:
    return str(page.relative_to(ROOT))


@pytest.mark.parametrize("page", [page for page in PAGES if any(">>> " in block for block in blocks(page, "python"))], ids=name)
def test_the_python_of_a_page_gives_what_it_says(page, tmp_path, monkeypatch):
    """The blocks of a page are one session, run in an empty folder."""
    monkeypatch.chdir(tmp_path)
    session = doctest.DocTestParser().get_doctest("\n".join(blocks(page, "python")), {}, name(page), str(page), 0)
    outcome = doctest.DocTestRunner(optionflags=FLAGS).run(session)
    assert outcome.failed == 0, f"{outcome.failed} of {outcome.attempted} examples differ; see the output above"


@pytest.mark.parametrize("page", [page for page in PAGES if blocks(page, "console")], ids=name)
def test_the_commands_of_a_page_print_what_it_says(page, tmp_path):
    """`$ winset …` lines run one after another in a folder with the files beside the page; … is any output."""
    for beside in (each for suffix in ("txt", "csv", "py") for each in page.parent.glob(f"*.{suffix}")):
        shutil.copy(beside, tmp_path)
    for block in blocks(page, "console"):
        for command, said in re.findall(r"^\$ (.*)\n((?:(?!\$ ).*\n?)*)", block, re.MULTILINE):
            printed = run(command, tmp_path)
            wanted = said.replace("…", "...").strip()
            if wanted:
                same = doctest.OutputChecker().check_output(wanted + "\n", printed.replace("…", "...").strip() + "\n", FLAGS)
                assert same, f"$ {command}\nprinted\n{printed}\ninstead of\n{said}"


def run(command: str, folder: Path) -> str:
    """Run a line of a page; only `winset`, scripts and the plainest shell commands are known."""
    words = shlex.split(command)
    if words[0] == "winset":
        words[:1] = [sys.executable, "-m", "winset"]
    elif words[0] == "python":
        words[0] = sys.executable
    elif words[0] not in ("cat", "ls", "mkdir", "echo", "head"):
        pytest.fail(f"the docs test does not run '{words[0]}'")
    done = subprocess.run(words, cwd=folder, capture_output=True, text=True, check=False, env={**os.environ, "COLUMNS": "100"})
    return done.stdout + done.stderr


def test_the_readme_names_the_two_commands():
    text = (ROOT / "README.md").read_text("utf-8")
    assert "make demo" in text
    assert "make test" in text
