"""Write the pages of the reference that are made from the code: the command line, and a JSON Schema for each document.

Run `make docs`. A test holds what is written against what would be written now.
"""

import json
import os
import subprocess
import sys
from pathlib import Path

from winset.case.case import Case
from winset.cli.case_shapes import BriefDocument, CheckDocument, NewDocument, ServeDocument, StudyDocument
from winset.cli.main import VERBS
from winset.cli.record_shapes import (
    AgreementDocument,
    BackupDocument,
    ContactsDocument,
    CopiesDocument,
    DraftDocument,
    ExportDocument,
    ImportDocument,
    LedgerCheckDocument,
    LogDocument,
    MergeDocument,
    PlanDocument,
    ReadDocument,
    ReviewDocument,
    StatementsDocument,
)
from winset.cli.shapes import BackTestDocument, DealDocument, KeepDocument, PowerDocument, RatifyDocument, ReadPartitionsDocument
from winset.cli.traced import DiffDocument, WhyDocument
from winset.record.article import Article
from winset.record.statement import Statement
from winset.study.study import Study

REFERENCE = Path(__file__).parent / "reference"
MODELS = {
    "case": Case,
    "statement": Statement,
    "article": Article,
    "study-file": Study,
    "study": StudyDocument,
    "brief": BriefDocument,
    "new": NewDocument,
    "check": CheckDocument,
    "serve": ServeDocument,
    "ratify": RatifyDocument,
    "keep": KeepDocument,
    "power": PowerDocument,
    "deal": DealDocument,
    "why": WhyDocument,
    "diff": DiffDocument,
    "backtest": BackTestDocument,
    "read-partitions": ReadPartitionsDocument,
    "read": ReadDocument,
    "statements": StatementsDocument,
    "contacts": ContactsDocument,
    "plan": PlanDocument,
    "draft": DraftDocument,
    "review": ReviewDocument,
    "ledger-log": LogDocument,
    "export": ExportDocument,
    "import": ImportDocument,
    "ledger-agreement": AgreementDocument,
    "ledger-check": LedgerCheckDocument,
    "ledger-backup": BackupDocument,
    "ledger-merge": MergeDocument,
    "ledger-copies": CopiesDocument,
}


def pages() -> dict[Path, str]:
    """Return every generated page and its text."""
    made = {REFERENCE / "command-line.md": command_line()}
    for name, model in MODELS.items():
        schema = {"$schema": "https://json-schema.org/draft/2020-12/schema", **model.model_json_schema()}
        made[REFERENCE / "schemas" / f"{name}.json"] = json.dumps(schema, indent=1, ensure_ascii=False) + "\n"
    return made


def command_line() -> str:
    """Return the page of the command line: what each verb says of itself."""
    parts = [
        "# The command line\n",
        "Messages and progress go to standard error. Exit code 0: done, notes and warnings included; 1: something asked for",
        "could not be made; 2: wrong usage. `--json` prints one document to standard output and nothing else: `winset`,",
        "`schema`, `problems`, and what was asked for, as the schema of that name in [schemas](schemas/) says; where nothing",
        "could be made, `problems` alone.\n",
        f"```text\n{usage()}\n```\n",
    ]
    for verb, line in VERBS.items():
        parts.append(f"## winset {verb}\n\n{line}\n\n```text\n{usage(verb)}\n```\n")
        parts.extend(f"### winset {verb} {part}\n\n```text\n{usage(verb, part)}\n```\n" for part in subverbs(verb))
    return "\n".join(parts)


def usage(*words: str) -> str:
    """Return what `winset WORDS --help` prints, at a fixed width."""
    environment = {**os.environ, "COLUMNS": "100", "NO_COLOR": "1", "TERM": "dumb"}
    command = [sys.executable, "-m", "winset", *words, "--help"]
    done = subprocess.run(command, capture_output=True, text=True, check=True, env=environment)
    return "\n".join(line.rstrip() for line in done.stdout.strip().splitlines())


def subverbs(verb: str) -> list[str]:
    """Return the verbs of a verb, where it has any."""
    text = usage(verb)
    if "Commands:" not in text:
        return []
    listed = text.split("Commands:", 1)[1].splitlines()[1:]
    return [line.split()[0] for line in listed if line.startswith("  ") and not line.startswith("   ")]


if __name__ == "__main__":
    for path, text in pages().items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
        sys.stderr.write(f"wrote {path.relative_to(REFERENCE.parent)}\n")
