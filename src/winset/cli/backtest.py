"""`winset backtest`: simple models of bargaining held against outcomes, and against the mean."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from winset.cli.output import document, tell
from winset.cli.progress import stages
from winset.errors import Severity

if TYPE_CHECKING:
    from winset.backtest.result import BackTest, Interval


def run(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="A CSV or TSV of positions, salience, capability and outcomes.")],
    resamples: Annotated[int, typer.Option("--resamples", min=100, max=1_000_000, help="Resamples of the bootstrap.")] = 10_000,
    seed: Annotated[int, typer.Option("--seed", min=0, help="The seed of the bootstrap.")] = 2025,
    json: Annotated[bool, typer.Option("--json", help="Print one JSON document.")] = False,
) -> None:
    """Show how far each model's predictions lie from the outcomes, and whether it beats the mean of the positions."""
    with stages("backtest", quiet=json) as stage:
        stage("predictions and intervals")
        from winset.backtest.run import backtest

        found, problems = backtest(file, resamples, seed)
    if json:
        document("backtest", found.model_dump(mode="json"), problems)
        raise typer.Exit(int(any(problem.severity is Severity.ERROR for problem in problems)))
    _show(found)
    raise typer.Exit(tell(problems))


def _show(found: "BackTest") -> None:
    """Print a back-test as a table and its sentences."""
    typer.echo(f"{found.file}: {found.issues:,} issues with outcomes, in {found.groups:,} groups decided together")
    for name, count in found.missing.items():
        if count:
            typer.echo(f"  {found.rules[name]}: {count:,}")
    typer.echo(f"\n{'predictor':<28}{'n':>5}  {'mean absolute error':<24}{'within 10 points':<24}")
    for one in found.predictors:
        typer.echo(f"{one.name:<28}{one.n:>5}  {_cell(one.error, 1):<24}{_cell(one.within_10, 100):<24}".rstrip())
    typer.echo("\nErrors in hundredths of the scale, shares in percent, each with its 95 percent interval.\n")
    typer.echo(f"{found.headline}.\n")
    for sentence in found.sentences:
        typer.echo(sentence)


def _cell(figure: "Interval | None", times: int) -> str:
    if figure is None:
        return "–"
    if figure.low is None or figure.high is None:
        return f"{figure.value * times:.1f}"
    return f"{figure.value * times:.1f}  ({figure.low * times:.1f} to {figure.high * times:.1f})"
