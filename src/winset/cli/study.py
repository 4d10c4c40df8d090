"""`winset study`: the case through every stage under its bands: how sure, what it hangs on, what to ask next."""

from pathlib import Path
from typing import Annotated

import typer

from winset.cli.output import document, say, tell
from winset.cli.progress import stages


def run(  # noqa: PLR0913, PLR0917 - one parameter for each option
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="The folder of a case.")] = Path(),
    draws: Annotated[int, typer.Option("--draws", metavar="N", help="How many times every band is drawn.")] = 1000,
    seed: Annotated[
        int, typer.Option("--seed", metavar="N", help="Decides the draws; the same seed gives the same study.")
    ] = 2025,
    precision: Annotated[
        float | None, typer.Option("--precision", metavar="P", help="Stop once every headline figure is known to ± P.")
    ] = None,
    seconds: Annotated[float | None, typer.Option("--time", metavar="S", help="Stop drawing after S seconds.")] = None,
    horizon: Annotated[float, typer.Option("--horizon", metavar="Y", help="The year at which peace is asked for.")] = 15,
    odds: Annotated[float, typer.Option("--odds", metavar="P", help="What a survivor's ratification must reach.")] = 0.5,
    lasts: Annotated[float, typer.Option("--lasts", metavar="P", help="What a survivor's peace to the horizon must.")] = 0.5,
    method: Annotated[str, typer.Option("--method", metavar="latin|sobol", help="How the draws are spread out.")] = "latin",
    cluster: Annotated[
        str | None, typer.Option("--cluster", metavar="ADDRESS", help="Draw on a Dask cluster, or local, or local:4.")
    ] = None,
    json: Annotated[bool, typer.Option("--json", help="Print the study as one JSON document.")] = False,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="No progress.")] = False,
) -> None:
    """Study a case under its bands and write study.json; interrupted, the same command goes on where it stopped."""
    from winset.cli.studied import lines
    from winset.study.deepen import Asked
    from winset.study.folder import make

    asked = Asked(draws, seed, method, precision, seconds, horizon, odds, lasts, _rows(draws))
    with stages("Study", quiet=quiet or json) as progress:
        made = make(folder, asked, progress, cluster)
    if json:
        document("study", made.study.model_dump(mode="json"), made.problems)
        return
    tell(made.problems)
    for line in lines(made.study, made.case):
        typer.echo(line)
    say(f"Study: {made.saved}\nAsk it: winset why {folder}; lay it out: winset brief {folder}")


def _rows(draws: int) -> int:
    """Return the base size of the indices that suits a number of draws: a power of two, from 64 to 256."""
    return 64 if draws < 1000 else 128 if draws < 5000 else 256
