"""`winset ledger`: the record's health, its log, a copy of it, and its union with another."""

from collections import deque
from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer

from winset.cli.output import document, say, tell
from winset.errors import Problem, Severity

CASE = typer.Option("--case", metavar="DIR", help="The folder of a case.")
JSON = typer.Option("--json", help="Print one JSON document.")

app = typer.Typer(help="The record's health, its log, and its union with another.", no_args_is_help=True, rich_markup_mode=None)


@app.callback()
def ledger() -> None:
    """The record's health, its log, and its union with another."""


@app.command("log")
def log(
    case: Annotated[Path, CASE] = Path(),
    coder: Annotated[str | None, typer.Option(metavar="NAME", help="Done by whom.")] = None,
    limit: Annotated[int, typer.Option(min=1, max=1_000_000, help="At most so many, the last ones.")] = 50,
    json: Annotated[bool, JSON] = False,
) -> None:
    """List who did what and when, in the order of the log; what was undone says so."""
    from winset.cli import listing
    from winset.record.ledger import Ledger

    with Ledger.open(case) as opened:
        events, undone, head = tuple(deque(opened.log(coder), limit)), opened.undone(), opened.head()
    if json:
        document("ledger-log", {"head": head, "events": [e.as_json() | {"undone": e.hash in undone} for e in events]})
        return
    rows = [
        (e.hash[:12], e.at.isoformat(" ", "seconds"), e.coder, e.deed.value, "undone" if e.hash in undone else "", e.about())
        for e in events
    ]
    listing.table(("event", "at", "coder", "did", "", "what"), rows)


@app.command("check")
def check(
    case: Annotated[Path, CASE] = Path(),
    save: Annotated[Path | None, typer.Option(metavar="DIR", help="Save what can be saved into this new folder.")] = None,
    rebuild: Annotated[bool, typer.Option("--rebuild", help="Build the current state again from the log.")] = False,
    json: Annotated[bool, JSON] = False,
) -> None:
    """Check the file, every hash, every document, and that the log makes the state that is kept."""
    from winset.record.check import check as problems_of
    from winset.record.ledger import Ledger
    from winset.record.salvage import salvage

    saved = salvage(case, save) if save else None
    if rebuild:
        with Ledger.open(case) as opened:
            opened.rebuild()
    problems = problems_of(case)
    code = tell(() if json else problems)
    if json:
        document("ledger-check", {"saved": asdict(saved) if saved else None}, problems)
        code = tell(problems)
    if saved:
        say(f"saved into {save}: {saved.events} events, {saved.texts} texts, {saved.documents} documents")
    elif not json and not code:
        say("The record is sound.")
    raise typer.Exit(code)


@app.command("backup")
def backup(
    to: Annotated[Path, typer.Argument(metavar="TO", help="A new folder.")],
    case: Annotated[Path, CASE] = Path(),
    json: Annotated[bool, JSON] = False,
) -> None:
    """Copy the record and its documents as they are at one moment, while others read and write."""
    from winset.record.ledger import Ledger

    with Ledger.open(case) as opened:
        made = opened.backup(to)
    with Ledger.open(to) as copy:
        head = copy.head()
    if json:
        document("ledger-backup", {"backup": str(made), "head": head})
    else:
        say(f"Backup: {made}")


@app.command("merge")
def merge(
    other: Annotated[Path, typer.Argument(metavar="OTHER", help="The folder of another analyst's case.")],
    case: Annotated[Path, CASE] = Path(),
    json: Annotated[bool, JSON] = False,
) -> None:
    """Add every event of another analyst's record to this one, and list what the two hold against each other."""
    from winset.record.ledger import Ledger

    with Ledger.open(case) as opened, Ledger.open(other) as theirs:
        united = opened.unite(theirs)
        head = opened.head()
    if json:
        document("ledger-merge", {"events": united.events, "head": head}, united.conflicts)
        return
    tell(united.conflicts)
    say(f"{united.events} events added, {len(united.conflicts)} conflicts to settle.")


@app.command("copies")
def copies(
    case: Annotated[Path, CASE] = Path(),
    merge: Annotated[bool, typer.Option("--merge", help="Merge each copy into the earliest of its group.")] = False,
    coder: Annotated[str, typer.Option(envvar="WINSET_CODER", metavar="NAME", help="Who you are, to merge.")] = "",
    json: Annotated[bool, JSON] = False,
) -> None:
    """List statements that several sources carry in nearly the same words, the earliest of each group first."""
    from winset.record.duplicate import copies as groups_of
    from winset.record.ledger import Ledger

    with Ledger.open(case, coder=coder) as opened:
        statements = {one.id: one for one in opened.statements()}
        groups = groups_of(statements.values())
        if merge:
            with opened.entry():
                for first, *rest in groups:
                    for one in rest:
                        opened.merge(one, first)
    if json:
        document("ledger-copies", {"groups": groups, "merged": merge})
        return
    for group in groups:
        typer.echo("\n".join(f"{id_}  {' '.join(statements[id_].text.split())[:80]}" for id_ in group) + "\n")
    say(f"{len(groups)} groups" + (", merged." if merge else "."))


@app.command("agreement")
def agreement(
    case: Annotated[Path, CASE] = Path(),
    coder: Annotated[list[str] | None, typer.Option(metavar="NAME", help="Whom to compare; all who judged, if none.")] = None,
    json: Annotated[bool, JSON] = False,
) -> None:
    """Say how far coders agree on what to accept: Krippendorff's alpha, Cohen's kappa, and what is left to adjudicate."""
    from winset.record.agreement import agreement as compared
    from winset.record.ledger import Ledger

    with Ledger.open(case) as opened:
        judged = opened.judgements()
    found = compared(judged, coder or ())
    judges = {one.coder for one in judged}
    unknown = [_judged_nothing(name, judges) for name in coder or () if name not in judges]
    if json:
        kappa = [{"coders": pair, "kappa": value} for pair, value in found.kappa.items()]
        body = {"coders": found.coders, "items": found.items, "alpha": found.alpha, "kappa": kappa, "differing": found.differing}
        document("ledger-agreement", body, unknown)
        return
    tell(unknown)
    typer.echo(f"{found.items} items judged by at least two of {', '.join(found.coders) or 'nobody'}")
    typer.echo(f"Krippendorff's alpha: {_figure(found.alpha)}")
    for pair, value in found.kappa.items():
        typer.echo(f"Cohen's kappa, {' and '.join(pair)}: {_figure(value)}")
    for subject in found.differing:
        typer.echo(f"to adjudicate: {subject}")


def _judged_nothing(name: str, judges: set[str]) -> Problem:
    """Return the problem of a coder who is asked for and has judged nothing, with those who have."""
    remedy = f"name one of: {', '.join(sorted(judges))}" if judges else "let two coders review first: `winset review`"
    return Problem(Severity.WARNING, "coder", "--coder", f"'{name}', who has judged nothing here", "a coder who has", remedy)


def _figure(value: float | None) -> str:
    return "none, for nothing was judged by both" if value is None else f"{value:.3f}"
