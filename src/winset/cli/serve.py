"""`winset serve`: the workbench of a case, in a browser on this machine."""

import os
import secrets
import socket
import sys
import webbrowser
from getpass import getuser
from pathlib import Path
from typing import Annotated

import typer

from winset.cli.output import document, say, tell


def run(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="The folder of a case.")] = Path(),
    port: Annotated[int, typer.Option(min=0, max=65_535, help="The port; 0 takes a free one.")] = 8425,
    host: Annotated[str, typer.Option(metavar="ADDRESS", help="Where to listen; beyond loopback others can ask.")] = "127.0.0.1",
    coder: Annotated[str, typer.Option(envvar="WINSET_CODER", metavar="NAME", help="Who reviews; else your login name.")] = "",
    browser: Annotated[bool, typer.Option("--open", help="Open it in the browser.")] = False,
    json: Annotated[bool, typer.Option("--json", help="Print the address as one JSON document.")] = False,
) -> None:
    """Open the workbench: read, review, deal, ratify, keep; on this machine alone, behind a token, until Ctrl-C.

    The address holds a token that is new each time. Whoever has it can read and review the case.
    """
    import uvicorn

    from winset.case.store import load
    from winset.errors import Problem, Refused, Severity
    from winset.file import trouble
    from winset.web.app import application
    from winset.web.gate import LOOPBACK
    from winset.web.room import Room

    case, problems = load(folder)
    tell(() if json else problems)
    if host in ("0.0.0.0", "::", ""):  # noqa: S104 - refused here
        wanted, remedy = "the one address that browsers will ask for", "name it: --host 192.0.2.7"
        raise Refused(Problem(Severity.ERROR, "host", "--host", repr(host), wanted, remedy))
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    door = socket.socket(family)
    door.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        door.bind((host, port))
    except OSError as error:
        raise Refused(trouble(error, Path(f"{host}:{port}"), "listening; another --port may be free")) from error
    token = secrets.token_urlsafe(32)
    shown = f"[{host}]" if ":" in host else host
    url = f"http://{shown}:{door.getsockname()[1]}/?token={token}"
    hosts = LOOPBACK if host in LOOPBACK else (*LOOPBACK, host.lower())
    if host not in LOOPBACK:
        say(f"Listening at {host}: whoever can reach this machine and has the address can read and change the case.")
    if json:
        document("serve", {"url": url, "case": case.name if case else None, "folder": str(folder)}, problems)
    else:
        say(f"The workbench is at\n\n    {url}\n\nKeep it to yourself. Ctrl-C closes it.")
    sys.stdout.flush()
    if browser:
        webbrowser.open(url)
    app = application(Room(folder, coder.strip() or _login()), token, hosts)
    config = uvicorn.Config(
        app, log_level="warning", access_log=False, server_header=False, timeout_graceful_shutdown=1, lifespan="on"
    )
    uvicorn.Server(config).run(sockets=[door])
    say("Closed.")


def _login() -> str:
    try:
        return os.environ.get("WINSET_CODER", "").strip() or getuser()
    except (OSError, KeyError):
        return "analyst"
