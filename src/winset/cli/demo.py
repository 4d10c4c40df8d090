"""`winset demo`: a bundled case, end to end."""

from pathlib import Path
from typing import Annotated

import typer

from winset.cli.output import say


def run(
    name: Annotated[str, typer.Argument(help="The bundled case.")] = "ukraine-2025",
    to: Annotated[Path, typer.Option("--to", metavar="DIR", help="Where to put the case's folder.")] = Path("winset-demo"),
    serve: Annotated[bool, typer.Option("--serve", help="Then open the workbench, and print its address.")] = False,
    json: Annotated[bool, typer.Option("--json", help="Print the study as one JSON document.")] = False,
) -> None:
    """Read, study and brief a bundled case; a second run adds nothing that is there already."""
    from winset.case.store import CASE_FILE, SOURCES, lay_out
    from winset.cli import brief, read
    from winset.cli import serve as serving

    folder = to / name
    if not (folder / CASE_FILE).exists():
        lay_out(name, folder)
    if any((folder / SOURCES).iterdir()):
        read.into_case([str(folder / SOURCES)], folder)
    if serve and json:
        serving.run(folder, port=0, json=True)
        return
    brief.run(folder, json=json)
    if serve:
        serving.run(folder, port=0, browser=True)
    elif not json:
        say(f"Look around: winset check {folder}; winset deal {folder}; winset statements --case {folder}")
