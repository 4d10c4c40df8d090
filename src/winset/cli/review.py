"""`winset review`: accept, reject, edit, merge, link, tag, comment on, withhold, release, undo and redo, by whom."""

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from winset.cli.output import document, say

if TYPE_CHECKING:
    from winset.record.ledger import Ledger


class Deed(StrEnum):
    """What a reviewer may do to an item."""

    ACCEPT = "accept"
    REJECT = "reject"
    EDIT = "edit"
    MERGE = "merge"
    LINK = "link"
    TAG = "tag"
    COMMENT = "comment"
    WITHHOLD = "withhold"
    RELEASE = "release"
    UNDO = "undo"
    REDO = "redo"


def run(  # noqa: PLR0913, PLR0917 - one parameter for each option
    item: Annotated[
        str,
        typer.Argument(metavar="ID", help="An entry; or an event to undo or redo; or a document to withhold."),
    ],
    deed: Annotated[Deed, typer.Argument(help="What to do.")],
    value: Annotated[str, typer.Argument(help="The item to merge into or link to, the tag, or the comment.")] = "",
    case: Annotated[Path, typer.Option("--case", metavar="DIR", help="The folder of a case.")] = Path(),
    coder: Annotated[str, typer.Option(envvar="WINSET_CODER", metavar="NAME", help="Who you are.")] = "",
    changes: Annotated[list[str] | None, typer.Option("--set", metavar="FIELD=VALUE", help="For edit; may be repeated.")] = None,
    relation: Annotated[str, typer.Option(help="For link: what ties the two.")] = "answers",
    adjudicate: Annotated[bool, typer.Option("--adjudicate", help="Decide between coders who differ.")] = False,
    json: Annotated[bool, typer.Option("--json", help="Print one JSON document.")] = False,
) -> None:
    """Review one item of the record. Everything done is kept, with who and when, and can be undone.

    What is withheld is not to circulate: it stays out of every export and report, with every number that rests on it.
    """
    from winset.cli import listing
    from winset.record.change import change
    from winset.record.ledger import Ledger
    from winset.record.refusal import refuse

    with Ledger.open(case, coder=coder) as ledger:
        before = ledger.head()
        if deed is Deed.EDIT:
            if not changes:
                raise refuse("change", "review", "no change", "at least one", "name it: --set FIELD=VALUE")
            item = ledger.edit(item, **dict(change(one) for one in changes)).id
        else:
            _do(ledger, item, deed, value, relation, adjudicate=adjudicate)
        hit = ledger.item(item) if ledger.has(item) else None
        head, withheld = ledger.head(), ledger.withheld()
    if json:
        item_now = listing.as_json(hit, withheld) if hit else None
        document("review", {"item": item_now, "changed": head != before, "head": head})
    elif hit:
        say(f"{hit.item.id}: {hit.state}" + ("" if head != before else "; nothing changed"))
    else:
        say(f"{deed}: done")


def _do(ledger: "Ledger", item: str, deed: Deed, value: str, relation: str, *, adjudicate: bool) -> None:
    """Do what is asked, but for an edit."""
    from winset.record.refusal import refuse

    match deed:
        case Deed.TAG | Deed.COMMENT if not value.strip():
            raise refuse("value", "review", f"no {deed}", "a word or a remark", f"write it: winset review ID {deed} WORDS")
        case Deed.ACCEPT | Deed.REJECT:
            ledger.review(item, deed.value, adjudicates=adjudicate)
        case Deed.MERGE:
            ledger.merge(item, value)
        case Deed.LINK:
            ledger.link(item, value, relation)
        case Deed.TAG:
            ledger.tag(item, value)
        case Deed.COMMENT:
            ledger.comment(item, value)
        case Deed.WITHHOLD:
            ledger.withhold(item)
        case Deed.RELEASE:
            ledger.release(item)
        case Deed.UNDO:
            ledger.undo(item)
        case Deed.REDO:
            ledger.redo(item)
