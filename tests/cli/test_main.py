"""The command line as a whole: its help, its exit codes, its machine output, and what it loads."""

import subprocess
import sys

import pytest

from winset import __version__
from winset.cli.main import VERBS


def test_help_names_every_verb_with_its_line(winset):
    text = " ".join(winset("--help").out.split())
    for verb, line in VERBS.items():
        assert verb in text
        assert line in text


@pytest.mark.parametrize("verb", VERBS)
def test_every_verb_has_help_and_is_loadable(winset, verb):
    done = winset(verb, "--help")
    assert done.code == 0
    assert "--json" in done.out or "Commands:" in done.out


def test_no_words_at_all_print_the_help(winset):
    assert "Usage: winset" in winset().out + winset().err


@pytest.mark.parametrize("words", [("nonsense",), ("check", "--nonsense"), ("new",)])
def test_wrong_usage_is_2(winset, words):
    assert winset(*words).code == 2


def test_the_version(winset):
    assert winset("--version").out.strip() == f"winset {__version__}"


@pytest.mark.parametrize(
    ("program", "absent"),
    [
        ("import winset", ("pydantic", "numpy", "typer", "rich")),
        (
            "import sys; sys.argv = ['winset', '--help']; import winset.cli.main as m; m.build(None)",
            ("pydantic", "numpy", "rich"),
        ),
    ],
)
def test_what_is_not_asked_for_is_not_loaded(program, absent):
    """Help and a bare import stay quick because they import nearly nothing."""
    program = f"{program}\nimport sys\nprint([name for name in {absent!r} if name in sys.modules])"
    assert subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True).stdout.strip() == "[]"
