"""`winset ratify`: the odds that each body passes a package, and that the whole chain does."""

from pathlib import Path
from typing import Annotated, Any

import typer

from winset.cli.chosen import case_in, chosen
from winset.cli.output import document, say, tell


def run(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="The folder of a case.")] = Path(),
    package: Annotated[
        str, typer.Option("--package", metavar="FILE|NAME", help="A package file, or a solution by name.")
    ] = "nash",
    json: Annotated[bool, typer.Option("--json", help="Print one JSON document.")] = False,
) -> None:
    """Show each gate that a package must pass, in order, with its odds and what they rest on."""
    from winset.ratify.odds import ratify

    case, problems = case_in(folder)
    name, options = chosen(case, package)
    result = ratify(case, options)
    body = {"case": case.name, "as_of": str(case.as_of), "package": {"name": name, "options": options}, **shown(result)}
    if json:
        document("ratify", body, problems)
        raise typer.Exit(0)
    tell(problems)
    say(f"{case.title}: {name}")
    if case.ratification is None:
        say("The case names no body that must ratify; add `bodies:` and `ratification:`.")
    for gate in body["bodies"]:
        row = f"{gate['name']}: {gate['probability']:.0%} ({gate['low']:.0%} to {gate['high']:.0%}), {gate['words']}"
        typer.echo(f"day {gate['day']['value']:>4.0f}  {row}; {gate['rule']}; needs {gate['needed']}")
        for need in gate["needs"]:
            typer.echo(f"          first: {need}")
    whole = body["chain"]
    if body["bodies"]:
        typer.echo(f"all of them: {whole['probability']:.0%} ({whole['low']:.0%} to {whole['high']:.0%}), {whole['words']}")
        low, high = whole["frechet"]
        typer.echo(f"whatever ties them: {low:.0%} to {high:.0%}; if nothing did: {whole['independent']:.0%}")


def shown(result: Any) -> dict[str, Any]:
    """Return the odds as machine output carries them: `bodies` in order, and the `chain`."""
    bodies = [
        {
            "body": gate.body,
            "name": gate.name,
            **gate.passes.as_json(),
            "rule": gate.rule,
            "needed": gate.needed,
            "sources": list(gate.sources),
            "factor": dict(zip(("low", "mode", "high"), gate.factor, strict=True)),
            "selection": {"brought": gate.brought.as_json(), "brought_and_passed": gate.clears.as_json()},
            "reached": gate.reached.as_json(),
            "fails_first": round(gate.fails_first, 6),
            "needs": list(gate.needs),
            "day": {"value": gate.days.value, "low": round(gate.days.low, 1), "high": round(gate.days.high, 1)},
        }
        for gate in result.gates
    ]
    chain = {
        **result.whole.as_json(),
        "order": [gate.body for gate in result.gates],
        "days": [gate.days.value for gate in result.gates],
        "frechet": [round(bound, 6) for bound in result.frechet],
        "independent": round(result.independent, 6),
    }
    return {"bodies": bodies, "chain": chain}
