"""`winset ledger`: the record's log."""

from pathlib import Path
from typing import Annotated

import typer

from winset.cli.output import document

CASE = typer.Option("--case", metavar="DIR", help="The folder of a case.")
JSON = typer.Option("--json", help="Print one JSON document.")

app = typer.Typer(help="The record's health, its log, and its union with another.", no_args_is_help=True, rich_markup_mode=None)


@app.callback()
def ledger() -> None:
    """The record's health, its log, and its union with another."""


@app.command("log")
def log(
    case: Annotated[Path, CASE] = Path(),
    limit: Annotated[int, typer.Option(min=1, help="At most so many, the last ones.")] = 50,
    json: Annotated[bool, JSON] = False,
) -> None:
    """List who did what and when, in the order of the log; what was undone says so."""
    from winset.cli import listing
    from winset.record.ledger import Ledger

    with Ledger.open(case) as opened:
        events, undone, head = tuple(opened.log())[-limit:], opened.undone(), opened.head()
    if json:
        document("ledger-log", {"head": head, "events": [e.as_json() | {"undone": e.hash in undone} for e in events]})
        return
    rows = [
        (e.hash[:12], e.at.isoformat(" ", "seconds"), e.coder, e.deed.value, "undone" if e.hash in undone else "", e.about())
        for e in events
    ]
    listing.table(("event", "at", "coder", "did", "", "what"), rows)
