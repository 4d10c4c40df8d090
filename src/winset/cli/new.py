"""`winset new`: the commented beginning of a case."""

from pathlib import Path
from typing import Annotated

import typer

from winset.cli.output import document, say


def run(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="The folder to make.")],
    json: Annotated[bool, typer.Option("--json", help="Print one JSON document.")] = False,
) -> None:
    """Start a case: a folder with a commented case.yaml and a place for sources."""
    from winset.case.store import CASE_FILE, lay_out

    lay_out("beginning", folder)
    if json:
        document("new", {"case": str(folder / CASE_FILE)})
    else:
        say(f"Made {folder / CASE_FILE}. Edit it, then run: winset check {folder}")
