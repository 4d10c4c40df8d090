"""`winset statements`: search the statements of a case, and filter them."""

from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from winset.cli.output import document, say

if TYPE_CHECKING:
    from winset.record.standing import State

CASE = typer.Option("--case", metavar="DIR", help="The folder of a case.")
DAY = ["%Y-%m-%d"]


def run(  # noqa: PLR0913, PLR0917 - one parameter for each option
    query: Annotated[str, typer.Argument(metavar="QUERY", help='Words, "phrases", beginn*, -absent.')] = "",
    case: Annotated[Path, CASE] = Path(),
    speaker: Annotated[str | None, typer.Option(help="By whom; part of a name will do.")] = None,
    party: Annotated[str | None, typer.Option(help="For which party.")] = None,
    issue: Annotated[str | None, typer.Option(help="On which issue.")] = None,
    option: Annotated[str | None, typer.Option(help="On which option of an issue.")] = None,
    act: Annotated[str | None, typer.Option(help="What is done: offer, demand, rejection …")] = None,
    outlet: Annotated[str | None, typer.Option(help="Carried by which outlet.")] = None,
    coder: Annotated[str | None, typer.Option(help="Entered or judged by whom.")] = None,
    tag: Annotated[str | None, typer.Option(help="With which tag.")] = None,
    state: Annotated[list[str] | None, typer.Option(help="proposed, accepted, rejected, disputed, …; may be repeated.")] = None,
    since: Annotated[datetime | None, typer.Option(formats=DAY, help="Said on this day or later.")] = None,
    until: Annotated[datetime | None, typer.Option(formats=DAY, help="Said on this day or earlier.")] = None,
    queue: Annotated[str | None, typer.Option(metavar="NAME", help="What NAME has not judged, blind to others.")] = None,
    limit: Annotated[int, typer.Option(min=1, max=1_000_000, help="At most so many.")] = 50,
    json: Annotated[bool, typer.Option("--json", help="Print one JSON document.")] = False,
) -> None:
    """List the statements of a case, newest first: those that hold all the words and fit all the filters."""
    from winset.cli import listing
    from winset.record.ledger import Ledger
    from winset.record.query import Query

    wanted = Query(
        words=query,
        speaker=speaker,
        party=party,
        issue=issue,
        option=option,
        act=act,
        outlet=outlet,
        coder=coder,
        tag=tag,
        state=states(state or []),
        since=_day(since),
        until=_day(until),
        limit=limit + 1,
    )
    with Ledger.open(case) as ledger:
        found = ledger.queue(queue, wanted) if queue is not None else ledger.search(wanted)
        withheld = ledger.withheld()
    hits, more = found[:limit], len(found) > limit
    if json:
        document("statements", {"statements": [listing.as_json(hit, withheld) for hit in hits], "more": more})
        return
    listing.statements(hits, withheld)
    say(f"{len(hits)} statement{'' if len(hits) == 1 else 's'}" + (", and more: raise --limit" if more else ""))


def states(names: list[str]) -> "tuple[State, ...]":
    """Return the states that are named.

    Raises
    ------
    Refused : one is none
    """
    from winset.record.refusal import refuse
    from winset.record.standing import State

    for name in names:
        if name not in list(State):
            raise refuse("state", "--state", repr(name), ", ".join(State), "name one of these")
    return tuple(State(name) for name in names)


def _day(moment: datetime | None) -> date | None:
    return moment.date() if moment else None
