"""`winset brief`: the case studied and laid out as one offline page."""

from pathlib import Path
from typing import Annotated

import typer

from winset.cli.output import document, say, tell
from winset.cli.progress import stages


def run(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="The folder of a case.")] = Path(),
    json: Annotated[bool, typer.Option("--json", help="Print the study as one JSON document.")] = False,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="No progress.")] = False,
) -> None:
    """Write report.html and study.json: positions, plan, contacts, zone and blockers, every figure footnoted."""
    from winset.case.store import load
    from winset.errors import Refused
    from winset.record.ledger import Ledger
    from winset.report import page
    from winset.study import store
    from winset.study.run import run as study_case
    from winset.study.spoken import NOTHING, Record

    case, problems = load(folder)
    if case is None:
        raise Refused(*problems)
    record = NOTHING
    if (folder / "record.db").exists():
        with Ledger.open(folder) as ledger:
            record = Record.of(ledger)
    with stages("Brief", quiet=quiet or json) as progress:
        study = study_case(case, record, progress)
        progress("the page")
        saved = store.save(study, folder)
        report = page.write(study, case, folder)
    if json:
        document("brief", {"report": str(report), "study": str(saved), **study.model_dump(mode="json")}, problems)
        return
    tell(problems)
    for line in page.headline(study, case):
        say(line)
    say(f"Brief: {report}\nStudy: {saved}")
