"""The command `winset`: one verb a file, and only the verb that is asked for is loaded."""

import importlib
import sys
from pathlib import Path
from typing import Annotated

import typer

from winset import __version__
from winset.cli.output import document, say, tell, writable
from winset.errors import Problem, Refused, Severity
from winset.file import trouble

VERBS = {
    "demo": "A bundled case, end to end: read, studied, briefed.",
    "new": "Start a case: a folder with a commented case.yaml.",
    "check": "List every problem in a case, with its place and remedy.",
    "read": "Read documents into statements, contacts and claims.",
    "statements": "Search the statements of a case, and filter them.",
    "contacts": "List meetings and calls: held, planned, ruled out.",
    "plan": "The points of the plan: how each stands, since when, and what says so.",
    "review": "Accept, reject, edit or undo: everything is kept, with who and when.",
    "ledger": "The record's health, its log, and its union with another.",
    "draft": "Suggest what each side wants from accepted statements; never applied by itself.",
    "deal": "Show the deal space: zone, frontier, solutions, blockers.",
    "ratify": "The odds that each body passes a package, and that all of them do.",
    "keep": "How long the peace would last under a package's guarantees.",
    "power": "How much each vote counts in a body, as exact fractions.",
    "study": "The whole case under its bands: how sure, what it hangs on, what to ask next.",
    "why": "From a figure of the study back to exact words and named assumptions.",
    "diff": "What moved between two days, two coders or two cases.",
    "brief": "Write report.html: one offline page, every figure footnoted.",
    "serve": "Open the workbench: the case in a browser on this machine.",
    "export": "Write a record or a case in the format of another tool.",
    "import": "Read what another tool wrote into a record, or as a new case.",
    "backtest": "Hold simple models against outcomes, and against the mean.",
}
"""Each verb and its line of help. `cli/VERB.py` holds a function `run`, or an `app` where a verb has verbs of its own."""


MISUSED = 2
INTERRUPTED = 130


def build(wanted: str | None) -> typer.Typer:
    """Return the command line with the wanted verb loaded and the others named."""
    app = typer.Typer(
        help="From the public record of a negotiation to the deals that could be signed, ratified and kept.",
        no_args_is_help=True,
        context_settings={"max_content_width": 110},
        add_completion=False,
        pretty_exceptions_enable=False,
        rich_markup_mode=None,
    )

    def show_version(value: bool) -> None:
        if value:
            typer.echo(f"winset {__version__}")
            raise typer.Exit

    @app.callback()
    def top(
        version: Annotated[bool, typer.Option("--version", callback=show_version, is_eager=True, help="Print it.")] = False,
    ) -> None:
        pass

    for verb, help_line in VERBS.items():
        if verb != wanted:
            app.command(verb, help=help_line)(_named_only)
            continue
        module = importlib.import_module(f"winset.cli.{verb}")
        if hasattr(module, "app"):
            app.add_typer(module.app, name=verb, help=help_line)
        else:
            app.command(verb, help=help_line)(module.run)
    return app


def main() -> None:
    """Run the command line; bad input ends in a problem and exit code 1, never in a traceback."""
    wanted = next((word for word in sys.argv[1:] if not word.startswith("-")), None)
    writable()
    try:
        build(wanted)(prog_name="winset")
    except Refused as refusal:
        sys.exit(_refused(wanted, *refusal.problems))
    except BrokenPipeError:
        sys.stderr.close()
        sys.exit(0)
    except OSError as error:
        sys.exit(_refused(wanted, trouble(error, Path(str(error.filename or "the file system")), "working there")))
    except SystemExit as end:
        if end.code == INTERRUPTED:
            say("\nStopped. What was finished is kept.")
        said = getattr(end.__context__, "format_message", None)
        if said and end.code == MISUSED and "--json" in sys.argv:
            where = f"winset {wanted}" if wanted in VERBS else "winset"
            problem = Problem(Severity.ERROR, "usage", where, said(), "words that the command knows", f"see `{where} --help`")
            document(wanted or "winset", {}, (problem,))
        raise


def _refused(verb: str | None, *problems: Problem) -> int:
    """Tell why nothing came of it, in the document too where one was asked for; return the exit code."""
    if "--json" in sys.argv:
        document(verb or "winset", {}, problems)
    return tell(problems)


def _named_only() -> None:
    """Stand for a verb that is listed but not asked for."""
