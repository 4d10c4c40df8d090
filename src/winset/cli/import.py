"""`winset import`: what another tool wrote, into the record of a case, or as a new case."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from winset.cli.output import document, say, tell
from winset.cli.progress import tallied
from winset.errors import Problem, Refused, Severity
from winset.exchange.formats import OF_CASES, READ, Format, guessed
from winset.record.annotation import Units
from winset.record.item import ItemKind

if TYPE_CHECKING:
    from collections.abc import Iterable

    from winset.exchange.circulating import Paper
    from winset.record.ledger import Ledger


def run(  # noqa: PLR0913, PLR0917 - one parameter for each option
    file: Annotated[Path, typer.Argument(metavar="FILE", help="A file, or the folder of a scenario.")],
    case: Annotated[Path, typer.Option("--case", metavar="DIR", help="The folder of a case; made if it is not there.")] = Path(),
    form: Annotated[Format | None, typer.Option("--format", "-f", help="The format; by the file's content if unsaid.")] = None,
    kind: Annotated[ItemKind | None, typer.Option(help="For csv and parquet: what is in it; by its columns if unsaid.")] = None,
    units: Annotated[Units, typer.Option(help="For annotation and qdpx: what its places count.")] = Units.CODE_POINTS,
    texts: Annotated[Path | None, typer.Option(metavar="DIR", help="For csv and parquet: where texts of its rows lie.")] = None,
    profile: Annotated[list[str] | None, typer.Option(help="For genius: a profile that takes part; all if unsaid.")] = None,
    coder: Annotated[str, typer.Option(envvar="WINSET_CODER", metavar="NAME", help="Who you are.")] = "",
    json: Annotated[bool, typer.Option("--json", help="Print one JSON document.")] = False,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="No progress.")] = False,
) -> None:
    """Read csv, jsonl, parquet, annotation or qdpx into a record; genius, geniusweb, negmas or positions as a new case.

    The same file again adds nothing. What was changed outside becomes an edit or a verdict by you; of what was changed here
    since, you are told, and it stays as it is.
    """
    form = form or guessed(file)
    if form not in READ:
        raise Refused(_problem(file, f"the format {form}, which is only written", f"one of {', '.join(READ)}", "export another"))
    if form in OF_CASES:
        _new_case(file, form, case, profile or [], json=json)
        return
    from winset.exchange.brought import bring
    from winset.record.ledger import Ledger

    problems: list[Problem] = []
    with tallied(f"Import of {form}", quiet=quiet or json) as step, Ledger.create(case, coder=coder) as ledger:
        told = bring(ledger, _papers(file, form, kind, units, texts, ledger, problems), by=coder, step=step)
        head = ledger.head()
    problems += told.problems
    code = int(any(problem.severity is Severity.ERROR for problem in problems))
    counts = {"documents": told.documents, "new": told.new, "changed": told.changed, "same": told.same}
    if json:
        document("import", {"format": form, "case": str(case), **counts, "head": head}, problems)
    else:
        tell(problems)
        new = f"{told.documents:,} documents and {told.new:,} entries new"
        say(f"{form}: {new}, {told.changed:,} changed, {told.same:,} as they were")
    raise typer.Exit(code)


def _papers(
    file: Path,
    form: Format,
    kind: ItemKind | None,
    units: Units,
    texts: Path | None,
    ledger: "Ledger",
    problems: list[Problem],
) -> "Iterable[Paper]":
    from winset.exchange import beside, jsonl, parquet_in, refi_in, rows, sheet, webannotation
    from winset.exchange.incoming import Lines

    lines = Lines(file, problems)
    match form:
        case Format.CSV | Format.PARQUET:
            found = sheet.rows(lines) if form is Format.CSV else parquet_in.rows(lines)
            known = beside.Texts(ledger.has_text, texts, str(file))
            return beside.with_texts(rows.from_table(lines, found, kind), known, problems)
        case Format.JSONL:
            own = '"record"' in next(lines.peek(), "")[:200]
            found = jsonl.objects(lines)
            return jsonl.papers(lines, found) if own else rows.from_objects(lines, found)
        case Format.ANNOTATION:
            return webannotation.read(file, ledger, problems, units)
    return refi_in.read(file, problems, units)


def _new_case(file: Path, form: Format, folder: Path, profiles: list[str], *, json: bool) -> None:
    """Write the case in a scenario into a folder that has none."""
    from winset.case.store import CASE_FILE
    from winset.case.written import as_yaml
    from winset.exchange.scenario import read
    from winset.file import make_folder, write_whole

    path = folder / CASE_FILE
    if path.exists():
        raise Refused(_problem(path, "a case that is there", "a new folder", "name another: --case DIR"))
    case, problems = read(file, form, profiles)
    if case is None:
        raise Refused(*problems)
    make_folder(folder)
    write_whole(path, as_yaml(case))
    if json:
        counts = {"parties": len(case.parties), "issues": len(case.issues)}
        document("import", {"format": form, "case": str(folder), **counts}, problems)
        return
    tell(problems)
    say(f"{form}: {len(case.parties)} parties and {len(case.issues)} issues written to {path}")


def _problem(where: Path, got: str, wanted: str, remedy: str) -> Problem:
    return Problem(Severity.ERROR, "import", str(where), got, wanted, remedy)
