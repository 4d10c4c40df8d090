"""The command `winset`: one verb a file, each loaded when it is used."""

import importlib

import click
import typer
from typer.core import TyperGroup

from winset import __version__

VERBS = {
    "read": "Read documents into statements, contacts and claims.",
    "deal": "Show the deal space: zone, frontier, solutions, blockers.",
}


class LazyGroup(TyperGroup):
    """A group whose verbs are imported only when they run, so that `--help` is quick."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the verbs in the order of the work."""
        return list(VERBS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Return the verb's command, loading its file."""
        if cmd_name not in VERBS:
            return None
        module = importlib.import_module(f"winset.cli.{cmd_name}")
        command: click.Command = typer.main.get_command(module.app)
        return command
