"""`winset keep`: how long the peace would last under a package's guarantees, by two layers side by side."""

from math import inf
from pathlib import Path
from typing import Annotated, Any

import typer

from winset.cli.chosen import case_in, chosen
from winset.cli.output import document, say, tell
from winset.errors import Problem, Refused, Severity


def run(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="The folder of a case.")] = Path(),
    package: Annotated[
        str, typer.Option("--package", metavar="FILE|NAME", help="A package file, or a solution by name.")
    ] = "nash",
    years: Annotated[str, typer.Option("--years", metavar="N,N…", help="The horizons, in years.")] = "5,15,20,50",
    json: Annotated[bool, typer.Option("--json", help="Print one JSON document.")] = False,
) -> None:
    """Show survival to each horizon under each guarantee in force, and under none."""
    from winset.keep.comparable import comparable
    from winset.keep.kept import keep

    horizons = _horizons(years)
    case, problems = case_in(folder)
    name, options = chosen(case, package)
    results = [shown(kept) for kept in keep(case, options, horizons)]
    cases = [row.as_json() for row in comparable(case.as_of)]
    body = {"case": case.name, "as_of": str(case.as_of), "package": {"name": name, "options": options}, "years": horizons}
    if json:
        first = {key: results[0][key] for key in ("guarantor", "term", "structural", "empirical", "disagreement")}
        document("keep", {**body, **first, "guarantees": results, "comparable": cases}, problems)
        raise typer.Exit(0)
    tell(problems)
    say(f"{case.title}: {name}")
    for one in results:
        term = "without an end" if one["term"] is None else f"{one['term']:g} years"
        typer.echo(f"{one['guarantee']} ({term})" if one["guarantor"] else one["guarantee"])
        for k, horizon in enumerate(horizons):
            figures = (one["structural"][k], one["empirical"]["heal"][k], one["empirical"]["postpone"][k])
            cells = [f"{f['value']:.2f} ({f['low']:.2f} to {f['high']:.2f})" for f in figures]
            typer.echo(f"  {horizon:>4g} years   structural {cells[0]}   empirical, heal {cells[1]}, postpone {cells[2]}")
        typer.echo(f"  {one['disagreement']}")


def shown(kept: Any) -> dict[str, Any]:
    """Return one guarantee's figures as machine output carries them; null stands for no end."""

    def rows(figures: Any) -> list[dict[str, float]]:
        return [
            {"years": t, "value": round(f.value, 6), "low": round(f.low, 6), "high": round(f.high, 6)}
            for t, f in zip(kept.horizons, figures, strict=True)
        ]

    given, fading = kept.promise, kept.fading
    return {
        "guarantee": given.name,
        "guarantor": given.guarantor or None,
        "term": _finite(given.term),
        "credibility": given.credibility,
        "taper": given.taper,
        "structural": rows(kept.structural),
        "empirical": {"heal": rows(kept.heal), "postpone": rows(kept.postpone)},
        "lasts": [{"years": t, "value": round(s, 6)} for t, s in zip(kept.horizons, kept.lasts, strict=True)],
        "without_shocks": {"war_in_year": _finite(kept.without_shocks)},
        "least_credibility": _finite(kept.least_credibility),
        "fading": {
            "dropping_forces_war": fading.dropping_forces_war,
            "least_years": _finite(fading.least_years),
            "schedule": [round(share, 6) for share in fading.schedule],
        },
        "disagreement": kept.disagreement,
    }


def _finite(number: float) -> float | None:
    return None if number == inf else number


def _horizons(text: str) -> list[float]:
    try:
        return [float(part) for part in text.split(",") if part.strip()]
    except ValueError:
        wanted = "numbers of years with commas between them"
        raise Refused(Problem(Severity.ERROR, "years", "--years", f"'{text}'", wanted, "such as --years 5,15,20,50")) from None
