"""The command as users run it: a process of its own, with what it prints and how it ends."""

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

SCHEMAS = Path(__file__).parents[2] / "docs" / "reference" / "schemas"
LONGEST = 100_000
"""Characters of a document that is held against its schema: a whole study takes seconds."""


@dataclass(frozen=True)
class Done:
    """What a command printed and how it ended."""

    code: int
    out: str
    err: str

    @property
    def document(self):
        return json.loads(self.out)

    @property
    def problems(self):
        return self.document["problems"]


@pytest.fixture(scope="session")
def winset():
    """Return a function that runs `winset` with these words: it never ends in a traceback, and what it prints fits its schema."""

    def run(*words: str | Path, cwd: Path | None = None, stdin: str | None = None) -> Done:
        environment = {**os.environ, "COLUMNS": "120", "NO_COLOR": "1"}
        command = [sys.executable, "-m", "winset", *map(str, words)]
        done = subprocess.run(command, capture_output=True, text=True, cwd=cwd, input=stdin, env=environment, check=False)
        assert "Traceback" not in done.stderr, done.stderr
        if "--json" in words and done.stdout and len(done.stdout) <= LONGEST:
            assert differing(json.loads(done.stdout)) == []
        return Done(done.returncode, done.stdout, done.stderr)

    return run


def differing(document: dict) -> list[str]:
    """Return where a document is not what the schema that it names says; one that tells of a failure holds problems alone."""
    if document.keys() == {"winset", "schema", "problems"} and any(p["severity"] == "error" for p in document["problems"]):
        return []
    schema = json.loads((SCHEMAS / f"{document['schema'].removesuffix('/1')}.json").read_text("utf-8"))
    return [f"{list(e.absolute_path)}: {e.message}" for e in Draft202012Validator(schema).iter_errors(document)]


@pytest.fixture(scope="session")
def workers_of():
    """Return a function that finds the processes which a run has started to work for it."""

    def find(pid: int) -> list[int]:
        found = []
        for folder in Path("/proc").iterdir():
            if folder.name.isdigit():
                try:
                    parent = int((folder / "stat").read_text().rpartition(")")[2].split()[1])
                    line = (folder / "cmdline").read_bytes()
                except OSError:
                    continue
                if parent == pid and b"spawn_main" in line:
                    found.append(int(folder.name))
        return found

    return find
