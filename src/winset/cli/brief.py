"""`winset brief`: the case studied and laid out as one offline page."""

from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer

from winset.cli.output import document, say, tell
from winset.cli.progress import stages


def run(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="The folder of a case.")] = Path(),
    since: Annotated[datetime | None, typer.Option(formats=["%Y-%m-%d"], help="Tell too what moved since this day.")] = None,
    json: Annotated[bool, typer.Option("--json", help="Print the study as one JSON document.")] = False,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="No progress.")] = False,
) -> None:
    """Write report.html and study.json: positions, plan, contacts, zone and blockers, every figure footnoted."""
    from winset.report import page
    from winset.report.made import brief

    with stages("Brief", quiet=quiet or json) as progress:
        made = brief(folder, progress, since.date() if since else None)
    if json:
        body = {"report": str(made.report), "study": str(made.saved), **made.study.model_dump(mode="json")}
        document("brief", body, made.problems)
        return
    tell(made.problems)
    for line in page.headline(made.study, made.case):
        say(line)
    say(f"Brief: {made.report}\nStudy: {made.saved}")
