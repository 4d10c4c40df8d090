"""`winset contacts`: meetings and calls, held, planned and ruled out."""

from pathlib import Path
from typing import Annotated

import typer

from winset.cli.output import document, say


def run(
    query: Annotated[str, typer.Argument(metavar="QUERY", help="Words in the sentence that reports it.")] = "",
    case: Annotated[Path, typer.Option("--case", metavar="DIR", help="The folder of a case.")] = Path(),
    who: Annotated[str | None, typer.Option(metavar="NAME", help="With whom; part of a name will do.")] = None,
    limit: Annotated[int, typer.Option(min=1, max=1_000_000, help="At most so many.")] = 50,
    json: Annotated[bool, typer.Option("--json", help="Print one JSON document.")] = False,
) -> None:
    """List the contacts of a case, newest first, those without a day last."""
    from winset.cli import listing
    from winset.record.item import ItemKind
    from winset.record.ledger import Ledger
    from winset.record.query import Query

    with Ledger.open(case) as ledger:
        found = ledger.search(Query(words=query, kind=ItemKind.CONTACT, speaker=who, limit=limit + 1))
        withheld = ledger.withheld()
    hits, more = found[:limit], len(found) > limit
    if json:
        document("contacts", {"contacts": [listing.as_json(hit, withheld) for hit in hits], "more": more})
        return
    listing.contacts(hits, withheld)
    say(f"{len(hits)} contact{'' if len(hits) == 1 else 's'}" + (", and more: raise --limit" if more else ""))
