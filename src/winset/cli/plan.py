"""`winset plan`: the points of the document under negotiation, with their status by date and source."""

import sys
from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer

from winset.cli.output import document, say, tell


def run(
    case: Annotated[Path, typer.Option("--case", metavar="DIR", help="The folder of a case.")] = Path(),
    at: Annotated[
        datetime | None, typer.Option(formats=["%Y-%m-%d"], help="As it stood on this day; the case's own if unsaid.")
    ] = None,
    status: Annotated[
        str | None, typer.Option(metavar="STATUS", help="Only agreed, contested, undisclosed or declined ones.")
    ] = None,
    history: Annotated[bool, typer.Option("--history", help="Everything that became known of each point, oldest first.")] = False,
    json: Annotated[bool, typer.Option("--json", help="Print one JSON document.")] = False,
) -> None:
    """List the points of the plan, each with how it stands, since when, and what says so."""
    from winset.cli.chosen import case_in
    from winset.record.point import Standpoint

    loaded, problems = case_in(case)
    if status is not None and status not in set(Standpoint):
        raise typer.BadParameter(f"'{status}' is none of {', '.join(Standpoint)}", param_hint="--status")
    day = at.date() if at else loaded.as_of
    plan = loaded.plan
    rows = [
        (point, news, [one for one in point.history if one.since <= day])
        for point in (plan.points if plan else ())
        if (news := point.on(day)) is None or status in (None, news.status)
        if not (status and news is None)
    ]
    if json:
        points = [
            {
                "number": point.number,
                "title": point.title,
                "issues": point.issues,
                "status": news.status if news else None,
                "since": news.since if news else None,
                "because": news.because.model_dump(mode="json", exclude_defaults=True) if news else {},
                "history": [one.model_dump(mode="json", exclude_defaults=True) for one in known],
            }
            for point, news, known in rows
        ]
        name, size = (plan.name, plan.size) if plan else (None, None)
        document("plan", {"plan": name, "size": size, "as_of": day, "points": points}, problems)
        return
    tell(problems)
    if plan is None:
        say("This case has no plan; add `plan:` to case.yaml.")
        return
    for point, news, known in rows:
        for one in known if history else [news] if news else []:
            says = one.because.source or one.because.judgement or "nothing said"
            sys.stdout.write(f"{point.number:>3}  {one.status:<11}  {one.since}  {point.title}\n{'':22}{says}\n")
    unknown = sum(news is None for _, news, _ in rows)
    missing = (plan.size or len(plan.points)) - len(plan.points)
    say(f"{plan.name}, as of {day}: {len(rows)} points; {unknown} not yet known; {missing} not public.")
