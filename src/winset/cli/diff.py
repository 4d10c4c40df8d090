"""`winset diff`: what moved between two days of a case, two coders of its record, or two cases."""

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from winset.cli.output import document, tell
from winset.cli.progress import stages

if TYPE_CHECKING:
    from winset.errors import Problem
    from winset.record.event import Event
    from winset.study.compare.side import Side

DAY = ["%Y-%m-%d"]


def run(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="The folder of a case.")],
    other: Annotated[Path | None, typer.Argument(metavar="OTHER", help="Another case, to be compared with it.")] = None,
    first: Annotated[datetime | None, typer.Option("--from", formats=DAY, help="As it stood on this day.")] = None,
    last: Annotated[
        datetime | None, typer.Option("--to", formats=DAY, help="And on this one; the day that the case describes if unsaid.")
    ] = None,
    coders: Annotated[
        tuple[str, str] | None, typer.Option("--coders", metavar="A B", help="As two coders accepted its record.")
    ] = None,
    entered: Annotated[bool, typer.Option("--entered", help="Days are those of entry into the record, not of speech.")] = False,
    json: Annotated[bool, typer.Option("--json", help="Print one JSON document.")] = False,
) -> None:
    """Show what moved, from statements to positions, bands, the zone, odds and survival, what moved most first.

    Name two days (--from, --to), two coders (--coders A B), or a second case. Each side is studied at its modes.
    """
    from winset.cli import footnote
    from winset.record.connection import NAME
    from winset.record.ledger import Ledger
    from winset.study.compare.diff import diff
    from winset.study.compare.side import Side
    from winset.study.folder import taken_up

    asked = [name for name, given in (("OTHER", other), ("--from", first), ("--coders", coders)) if given]
    if len(asked) != 1:
        got = " and ".join(asked) or "one side alone"
        raise typer.BadParameter(f"{got}: name either --from DAY, or --coders A B, or another case")
    if last and not first:
        raise typer.BadParameter("a day to compare it with is wanted too", param_hint="--from")
    if entered and not first:
        raise typer.BadParameter("days are wanted with it: --from DAY --to DAY", param_hint="--entered")
    case, problems, record = taken_up(folder)
    with stages("Diff", quiet=json) as progress:
        progress("both sides")
        before, after, more = _sides(Side(str(folder), case, record), folder, other, first, last, coders, entered=entered)
        events: tuple[Event, ...] = ()
        undone: frozenset[str] = frozenset()
        if first and (folder / NAME).exists():
            with Ledger.open(folder) as ledger:
                hidden = ledger.withheld().subjects
                events = tuple(event for event in ledger.log() if event.what.get("subject") not in hidden)
                undone = ledger.undone()
        found = diff(before, after, events, undone, progress)
    problems = (*problems, *more)
    if json:
        document("diff", found.model_dump(mode="json"), problems)
        return
    tell(problems)
    footnote.show_moves(found, before.case, after.case)


def _sides(
    now: "Side",
    folder: Path,
    other: Path | None,
    first: datetime | None,
    last: datetime | None,
    coders: tuple[str, str] | None,
    *,
    entered: bool,
) -> "tuple[Side, Side, tuple[Problem, ...]]":
    from winset.errors import demand
    from winset.study.compare.side import Side, of_coder, on_day
    from winset.study.folder import taken_up

    case = now.case
    if other is not None:
        second, more, record = taken_up(other)
        return now, Side(str(other), second, record), more
    if coders:
        demand(coders[0] != coders[1], "coders", "--coders", f"{coders[0]} twice", "two coders", "name another")
        return of_coder(case, folder, coders[0]), of_coder(case, folder, coders[1]), ()
    assert first
    begin, end = first.date(), last.date() if last else case.as_of
    demand(begin < end, "days", "--from", f"{begin} to {end}", "two days, the earlier first", "swap them, or name an earlier day")
    return on_day(case, folder, begin, entered=entered), on_day(case, folder, end, entered=entered), ()
