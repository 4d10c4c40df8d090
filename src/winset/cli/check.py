"""`winset check`: every problem in a case, with its place and remedy."""

from pathlib import Path
from typing import Annotated

import typer

from winset.cli.output import document, say, tell


def run(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="The folder of a case.")] = Path(),
    json: Annotated[bool, typer.Option("--json", help="Print one JSON document.")] = False,
) -> None:
    """List every problem in a case, with file:line:column and the remedy."""
    from winset.case.store import load

    case, problems = load(folder)
    if json:
        size = {"parties": len(case.parties), "issues": len(case.issues)} if case else {}
        document("check", {"case": case.name if case else None, **size}, problems)
    code = tell(() if json else problems)
    if case and not json:
        say(f"{case.title}: {len(case.parties)} parties, {len(case.issues)} issues, {len(problems)} problems.")
    raise typer.Exit(code or int(case is None))
