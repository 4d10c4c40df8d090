"""`winset read`: documents into statements, contacts and claims, shown or kept in a case."""

import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from datetime import date, datetime
from enum import StrEnum
from os import environ
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from winset.cli.output import document, lines, tell
from winset.cli.progress import counted
from winset.errors import Problem, Refused, Severity

if TYPE_CHECKING:
    from winset.read.endpoint import Endpoint
    from winset.read.second import Proposed
    from winset.read.work import Reading
    from winset.record.article import Article
    from winset.record.ledger import Ledger
    from winset.record.statement import Statement

WIDTH = 100


class Format(StrEnum):
    """How what was read is printed."""

    TABLE = "table"
    JSONL = "jsonl"
    JSON = "json"


def run(  # noqa: PLR0913, PLR0917 - one parameter for each option
    sources: Annotated[
        list[str], typer.Argument(metavar="SOURCE…", help="Files, folders, URLs, feeds, WARC; - for standard input.")
    ],
    case: Annotated[Path | None, typer.Option("--case", metavar="DIR", help="Keep what was read in this case.")] = None,
    as_of: Annotated[str | None, typer.Option("--as-of", metavar="DATE", help="The day of the news, such as 2031-03-04.")] = None,
    form: Annotated[Format, typer.Option("--format", help="How to print what was read.")] = Format.TABLE,
    json: Annotated[bool, typer.Option("--json", help="The same as --format json.")] = False,
    private: Annotated[bool, typer.Option("--private", help="Allow URLs on private hosts.")] = False,
    to: Annotated[
        Path | None,
        typer.Option("--to", metavar="DIR", help="Read Parquet and WARC partitions into Parquet files in this folder."),
    ] = None,
    cluster: Annotated[
        str | None, typer.Option("--cluster", metavar="ADDRESS", help="With --to: on a Dask cluster, or local, or local:4.")
    ] = None,
    resume: Annotated[bool, typer.Option("--resume", help="Pass over files that this reader has read into the case.")] = False,
    coder_url: Annotated[
        str | None, typer.Option("--coder-url", metavar="URL", help="Ask a model at this OpenAI-compatible address too.")
    ] = None,
    coder_model: Annotated[
        str | None, typer.Option("--coder-model", metavar="NAME", help="The model; its key in WINSET_CODER_KEY.")
    ] = None,
) -> None:
    """Read documents into statements, contacts and claims; with --case, keep them in its record."""
    from winset.cli.corpus import into_parquet
    from winset.read.entry import kept, linked
    from winset.read.intake.fetch import Limits
    from winset.read.intake.intake import listed
    from winset.read.work import Task, coded_again, read_all

    form = Format.JSON if json else form
    day = _day(as_of)
    if to or cluster:
        _unmixed(to, coder_url or coder_model)
        loaded, problems = _loaded(case)
        raise typer.Exit(into_parquet(sources, to or Path(), cluster, (day, loaded), json=form is Format.JSON))
    second = _endpoint(coder_url, coder_model, private)
    loaded, problems = _loaded(case)
    named = listed(sources)
    if not named:
        raise Refused(
            Problem(
                Severity.ERROR,
                "nothing-to-read",
                ", ".join(sources),
                "a folder without documents",
                "txt, html, pdf or docx files in it",
                "name another folder",
            )
        )
    with _kept(case) as keep, counted("Reading", len(named)) as step:
        left = _unread(named, keep, second, step) if resume and keep else named
        readings = read_all([Task(source, day, loaded, Limits(private=private)) for source in left])
        if second:
            readings = coded_again(readings, second, loaded)
        code = _print(linked(kept(readings, keep, step)), form, problems)
    raise typer.Exit(code)


def _unmixed(to: Path | None, coder: str | None) -> None:
    """See that reading by partitions is asked for with a place to write to, and without what it does not do."""
    if to is None:
        raise typer.BadParameter("--cluster reads partitions into a folder: name it with --to", param_hint="--cluster")
    if coder:
        raise typer.BadParameter("a second coder does not read partitions", param_hint="--to")


def _endpoint(url: str | None, model: str | None, private: bool) -> "Endpoint | None":
    """Return where a second coder answers, if one is asked for; only then is its key looked at."""
    if url is None and model is None:
        return None
    if url is None or model is None:
        raise typer.BadParameter("--coder-url and --coder-model go together", param_hint="--coder-url, --coder-model")
    from winset.read.endpoint import endpoint

    return endpoint(url, model, environ.get("WINSET_CODER_KEY", "").strip(), private=private)


def _unread(sources: list[str], ledger: "Ledger", second: "Endpoint | None", step: Callable[[], None]) -> list[str]:
    """Return the sources that this version of the reader, and a second coder if one is asked for, has not read into the record.

    Files are known by their bytes.
    """
    from winset.read.reader import CODER
    from winset.record.source import sha256

    read = {article.text_id for article in ledger.articles() if article.coder == CODER}
    if second:
        read &= {article.text_id for article in ledger.articles(second=second.coder)}
    known = {text.source for text in ledger.texts() if text.sha256 in read}
    left = []
    for source in sources:
        path = Path(source)
        if path.is_file() and sha256(path.read_bytes()) in known:
            step()
        else:
            left.append(source)
    return left


def into_case(sources: list[str], folder: Path) -> None:
    """Read documents into the record of a case, telling the problems met; what is there already adds nothing."""
    from winset.read.entry import kept, linked
    from winset.read.intake.intake import listed
    from winset.read.work import Task, read_all

    loaded, _ = _loaded(folder)
    named = listed(sources)
    with _kept(folder) as keep, counted("Reading", len(named)) as step:
        for reading in linked(kept(read_all([Task(source, case=loaded) for source in named]), keep, step)):
            tell(reading.problems)


def _day(written: str | None) -> date | None:
    if written is None:
        return None
    try:
        return datetime.strptime(written, "%Y-%m-%d").date()
    except ValueError:
        raise typer.BadParameter(f"'{written}' is not a date such as 2031-03-04", param_hint="--as-of") from None


def _loaded(folder: Path | None) -> tuple[Any, tuple[Problem, ...]]:
    if folder is None:
        return None, ()
    from winset.case.store import load

    case, problems = load(folder)
    if case is None:
        raise Refused(*problems)
    return case, tuple(p for p in problems if p.severity is Severity.ERROR)


@contextmanager
def _kept(folder: Path | None) -> "Iterator[Ledger | None]":
    if folder is None:
        yield None
        return
    from winset.record.ledger import Ledger

    with Ledger.create(folder) as ledger:
        yield ledger


def _print(readings: "Iterable[Reading]", form: Format, problems: tuple[Problem, ...]) -> int:
    """Print readings as they come, or together where one document is wanted; return the exit code."""
    if form is Format.JSON:
        return _one_document(list(readings), problems)
    code = tell(problems)
    for reading in readings:
        if reading.article:
            if form is Format.JSONL:
                lines(_rows(reading.article))
            else:
                sys.stdout.write(_table(reading.article))
        if reading.second and reading.second.article:
            if form is Format.JSONL:
                lines(_rows(reading.second.article))
            else:
                sys.stdout.write(_second_table(reading.second.article))
        code = max(code, tell(reading.problems))
    return code


def _one_document(readings: "list[Reading]", problems: tuple[Problem, ...]) -> int:
    told = (*problems, *(problem for reading in readings for problem in reading.problems))
    bodies = [_body(reading.article, reading.second) for reading in readings if reading.article]
    body = bodies[0] if len(readings) == 1 and bodies else {"articles": bodies}
    document("read", body, told)
    return int(any(problem.severity is Severity.ERROR for problem in told))


def _body(article: "Article", second: "Proposed | None") -> dict[str, Any]:
    """Return an article as the document has it, whose problems stand together at its end."""
    body = {name: value for name, value in article.as_json().items() if name != "problems"}
    if second and second.article:
        body["second"] = {"coder": second.article.coder, "statements": second.article.as_json()["statements"]}
    return body


def _rows(article: "Article") -> Iterator[dict[str, Any]]:
    """Yield an article's statements, each as a line of machine output."""
    for statement in article.statements:
        yield {"document": article.document, **statement.model_dump(mode="json")}


def _table(article: "Article") -> str:
    """Return an article as a person reads it in a terminal."""
    head = [f"{article.title or article.document}", ""]
    said = [_line(statement) for statement in article.statements]
    met = [
        f"  {c.kind}, {c.status}: {', '.join(c.parties)}{f' ({c.date.value})' if c.date.value else ''}" for c in article.contacts
    ]
    return "\n".join([*head, *said, *(["", "Contacts"] if met else []), *met, "", ""])


def _second_table(article: "Article") -> str:
    """Return what a second coder found, under its name."""
    return "\n".join([article.coder, "", *(_line(statement) for statement in article.statements), "", ""])


def _line(statement: "Statement") -> str:
    who = ", ".join(statement.speaker) or "–"
    marks = " [hearsay]" if statement.hearsay else " [reporter's inference]" if statement.voice == "reporter" else ""
    start = f"  {who}: {statement.act}{f', {statement.date.value}' if statement.date.value else ''}{marks}"
    words = " ".join(statement.text.split())
    return f"{start}\n      {words if len(words) <= WIDTH else words[: WIDTH - 1] + '…'}"
