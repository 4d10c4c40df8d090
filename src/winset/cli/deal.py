"""`winset deal`: the zone, the frontier, the solutions, and what blocks an empty zone."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from winset.cli.output import document, say, tell
from winset.errors import Problem, Refused, Severity, WinsetError

if TYPE_CHECKING:
    from winset.deal.answer import Answer
    from winset.space.budget import Progress


def run(
    path: Annotated[
        Path, typer.Argument(metavar="PATH", help="A case, a GENIUS folder, a NegMAS file, a CSV of positions, or an instance.")
    ] = Path(),
    at: Annotated[datetime | None, typer.Option(formats=["%Y-%m-%d"], metavar="DATE", help="The signing day.")] = None,
    disagreement: Annotated[str, typer.Option(help="reservation, max-worst or zero.")] = "reservation",
    all_packages: Annotated[
        bool, typer.Option("--all-packages", help="The frontier of all packages, walk-aways dropped.")
    ] = False,
    best: Annotated[int, typer.Option(min=0, max=100_000, metavar="K", help="Also the K largest products of gains.")] = 0,
    draft: Annotated[Path | None, typer.Option(metavar="FILE", help="A package to move from: {issue: option}.")] = None,
    time_limit: Annotated[
        float | None, typer.Option(min=0.0, metavar="SECONDS", help="Return the certified best by then.")
    ] = None,
    json: Annotated[bool, typer.Option("--json", help="Print one JSON document.")] = False,
) -> None:
    """Show the deal space: every efficient agreement, the named solutions, and why a zone is empty."""
    try:
        found, problems = _answer(path, at.date() if at else None, disagreement, (all_packages, best, draft, time_limit))
    except KeyboardInterrupt:
        say("stopped; nothing was changed")
        raise typer.Exit(1) from None
    except Refused as refused:
        found, problems = None, refused.problems
    except WinsetError as error:
        remedy = "drop some links or conditions, or settle an issue that many of them touch"
        found, problems = (
            None,
            (Problem(Severity.ERROR, "too-large", str(path), str(error), "fewer ties between issues", remedy),),
        )
    if json:
        from winset.cli.dealt import body

        document("deal", body(found) if found else {}, problems)
    code = tell(() if json else problems)
    failed = any(problem.severity is Severity.ERROR for problem in problems)
    if found and not json:
        from winset.cli.dealt import show

        show(found)
    raise typer.Exit(code or int(failed))


def _answer(
    path: Path, day: date | None, disagreement: str, asked: tuple[bool, int, Path | None, float | None]
) -> tuple["Answer | None", tuple[Problem, ...]]:
    """Return the answer for whatever lies at a path, and every problem met."""
    from winset.cli.negotiation import opened, package_in
    from winset.deal.answer import answer
    from winset.deal.disagreement import Disagreement
    from winset.deal.zone import zone_by_day
    from winset.space.budget import Budget
    from winset.space.package import position
    from winset.space.tabulate import tabulate

    all_packages, best, draft, time_limit = asked
    if disagreement not in list(Disagreement):
        say(f"--disagreement: {disagreement!r} is none of {', '.join(Disagreement)}")
        raise typer.Exit(2)
    case, table, problems = opened(path)
    if case is not None:
        table = tabulate(case, day)
    if table is None:
        return None, problems
    players = None if case is None else [k for k, name in enumerate(table.names) if case.parties[name].negotiates]
    start = position(table, package_in(draft), str(draft)) if draft else None
    with progress() as told:
        budget = Budget(time_limit, tell=told)
        found = answer(
            table,
            players=players,
            convention=Disagreement(disagreement),
            all_packages=all_packages,
            best=best,
            draft=start,
            by_day=zone_by_day(case, budget=budget) if case and case.signing and day is None else (),
            budget=budget,
        )
    return found, problems


@contextmanager
def progress() -> Iterator["Progress"]:
    """Show how far a computation is on standard error, from its second second on."""
    from time import monotonic

    start = monotonic()
    shown: list[object] = []

    def told(task: str, share: float) -> None:
        if monotonic() - start < 1:
            return
        from rich.console import Console
        from rich.progress import Progress as Bar

        if not shown:
            bar = Bar(console=Console(stderr=True), transient=True)
            bar.start()
            shown.extend((bar, bar.add_task(task, total=1.0)))
        bar, line = shown  # type: ignore[assignment]
        bar.update(line, description=task, completed=share)  # type: ignore[arg-type]

    try:
        yield told
    finally:
        if shown:
            shown[0].stop()  # type: ignore[attr-defined]
