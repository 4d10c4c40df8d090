"""`winset draft`: what the record suggests that each side wants; printed, never applied."""

from pathlib import Path
from typing import Annotated

import typer

from winset.cli.output import document, say, tell


def run(
    case: Annotated[Path, typer.Option("--case", metavar="DIR", help="The folder of a case.")] = Path(),
    proposed: Annotated[bool, typer.Option("--proposed", help="Count statements that nobody has reviewed yet.")] = False,
    json: Annotated[bool, typer.Option("--json", help="Print one JSON document.")] = False,
) -> None:
    """Suggest weights and values per party and issue from accepted statements, each with its statements; hearsay apart.

    The suggestions are printed as a part of case.yaml, for a person to weigh and copy. Nothing is changed. What is withheld has
    no part in them, for a share of attention rests on everything that a party said.
    """
    from winset.case.draft import as_yaml, draft
    from winset.case.issue import Disclosure
    from winset.case.store import load
    from winset.errors import Refused
    from winset.record.duplicate import copies
    from winset.record.ledger import Ledger
    from winset.record.position import positions
    from winset.record.query import Query
    from winset.record.standing import State

    loaded, problems = load(case)
    if loaded is None:
        raise Refused(*problems)
    states = (State.ACCEPTED, State.PROPOSED) if proposed else (State.ACCEPTED,)
    with Ledger.open(case) as ledger:
        withheld = ledger.withheld()
        statements = [one for one in ledger.statements(Query(state=states)) if not withheld.holds(one)]
    hidden = [
        name
        for name, issue in loaded.issues.items()
        if all(option.disclosure is Disclosure.UNDISCLOSED for option in issue.options.values())
    ]
    found = positions(statements, tuple(loaded.parties), tuple(loaded.issues), copies=copies(statements), undisclosed=hidden)
    suggestions = draft(loaded, found)
    if json:
        rows = [position.model_dump(mode="json") for position in found]
        body = {"positions": rows, "suggestions": [one.model_dump(mode="json") for one in suggestions]}
        document("draft", body, problems)
        return
    tell(problems)
    typer.echo(as_yaml(suggestions), nl=False)
    for one in suggestions:
        if one.hearsay:
            say(f"{one.party}, {one.issue}: hearsay, left out of the numbers: {', '.join(one.hearsay)}")
        if one.shifts:
            say(f"{one.party}, {one.issue}: shifted with {', '.join(one.shifts)}")
    say(f"{len(suggestions)} suggestions from {len(statements)} statements. Nothing was changed.")
