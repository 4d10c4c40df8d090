"""`winset power`: how much each vote counts in a body, as exact fractions."""

from typing import Annotated

import typer

from winset.cli.output import document


def run(
    name: Annotated[str, typer.Argument(metavar="NAME", help="A bundled body, or weights and a quota: 12:4,4,4,2,2,1.")],
    json: Annotated[bool, typer.Option("--json", help="Print one JSON document.")] = False,
) -> None:
    """Show the Banzhaf and Shapley–Shubik indices of a body's members."""
    from winset.ratify.bodies import power_of

    found = power_of(name)
    rows = [
        {
            "member": member,
            "count": count,
            "swings": str(found.power.swings[k]),
            "banzhaf": {"exact": str(found.power.banzhaf[k]), "value": float(found.power.banzhaf[k])},
            "banzhaf_absolute": {"exact": str(found.power.banzhaf_absolute[k]), "value": float(found.power.banzhaf_absolute[k])},
            "shapley_shubik": {"exact": str(found.power.shapley_shubik[k]), "value": float(found.power.shapley_shubik[k])},
        }
        for k, (member, count) in enumerate(found.members)
    ]
    if json:
        document("power", {"body": name, "name": found.name, "rule": found.rule, "sources": list(found.sources), "members": rows})
        raise typer.Exit(0)
    typer.echo(f"{found.name}: {found.rule}")
    typer.echo(f"{'member':<28}{'count':>6}{'Banzhaf':>12}{'Shapley–Shubik':>16}")
    for k, (member, count) in enumerate(found.members):
        banzhaf, shapley = float(found.power.banzhaf[k]), float(found.power.shapley_shubik[k])
        typer.echo(f"{member:<28}{count:>6}{banzhaf:>12.6f}{shapley:>16.6f}")
