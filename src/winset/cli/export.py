"""`winset export`: a record or a case in the format of another tool, without what is not to circulate."""

import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, BinaryIO

import typer

from winset.cli.output import document, say, tell
from winset.cli.progress import tallied
from winset.cli.statements import states
from winset.errors import Problem, Refused, Severity
from winset.exchange.formats import OF_CASES, Format
from winset.record.annotation import Units
from winset.record.item import ItemKind

if TYPE_CHECKING:
    from winset.exchange.circulating import Circulating

PASSES = {Format.QDPX: 2}
"""How often a format goes through the entries, where it is more than once: the codes of a project stand before its texts."""
FILES_ONLY = (Format.PARQUET, Format.QDPX, *(form for form in OF_CASES if form is not Format.GAMBIT))


def run(  # noqa: PLR0913, PLR0917 - one parameter for each option
    folder: Annotated[Path, typer.Argument(metavar="CASE", help="The folder of a case.")],
    form: Annotated[Format, typer.Option("--format", "-f", help="The format.")],
    to: Annotated[Path | None, typer.Option("--to", metavar="FILE", help="Where to; standard output if unsaid.")] = None,
    kind: Annotated[ItemKind, typer.Option(help="For csv and parquet: which entries the table holds.")] = ItemKind.STATEMENT,
    state: Annotated[list[str] | None, typer.Option(help="Only entries that stand so; may be repeated.")] = None,
    units: Annotated[Units, typer.Option(help="For annotation: what its places count.")] = Units.CODE_POINTS,
    texts: Annotated[Path | None, typer.Option(metavar="DIR", help="For csv and parquet: write the texts there too.")] = None,
    replace: Annotated[bool, typer.Option("--replace", help="Write over a file that is there.")] = False,
    json: Annotated[bool, typer.Option("--json", help="Print one JSON document.")] = False,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="No progress.")] = False,
) -> None:
    """Write a record (csv to csl) or a case (genius to gambit) for another tool; what is withheld stays out."""
    if to is None and (form in FILES_ONLY or json):
        raise typer.BadParameter(f"--format {form}{' --json' if json else ''} needs a file", param_hint="--to")
    if to and to.exists() and not replace:
        remedy = "name another, or add --replace"
        raise Refused(Problem(Severity.ERROR, "export", str(to), "a file that is there", "a name that is free", remedy))
    if texts and form not in (Format.CSV, Format.PARQUET):
        raise typer.BadParameter(f"--format {form} takes no folder of texts", param_hint="--texts")
    if form in OF_CASES:
        count, problems = _case(folder, form, to)
    else:
        passes = f", {PASSES[form]} passes" if form in PASSES else ""
        with tallied(f"Export to {form}{passes}", quiet=quiet or json) as step:
            count, problems = _record(folder, form, to, kind, state or [], units, texts, step), ()
    if json:
        document("export", {"format": form, "to": str(to), "count": count}, problems)
        return
    tell(problems)
    if to:
        say(f"{form}: {count:,} {'parties' if form in OF_CASES else _counts(form, kind)} written to {to}")


def _counts(form: Format, kind: ItemKind) -> str:
    nouns = {Format.PROV: "events", Format.QDC: "codes", Format.CSL: "documents"}
    nouns |= dict.fromkeys((Format.CSV, Format.PARQUET), f"{kind}s")
    nouns |= dict.fromkeys((Format.MARKDOWN, Format.HTML), "statements")
    return nouns.get(form, "entries")


def _case(folder: Path, form: Format, to: Path | None) -> tuple[int, tuple[Problem, ...]]:
    """Write a case as it may circulate; return how many parties it has and what was left out."""
    from winset.case.circulate import circulating, withheld_in
    from winset.case.store import load
    from winset.exchange.gambit import game
    from winset.exchange.scenario import write

    case, problems = load(folder)
    if case is None:
        raise Refused(*problems)
    case, left = circulating(case, withheld_in(folder))
    problems += left
    if to is None:
        sys.stdout.write(game(case))
        return len(case.parties), problems
    return len(case.parties), (*problems, *write(case, form, to))


def _record(
    folder: Path,
    form: Format,
    to: Path | None,
    kind: ItemKind,
    named: list[str],
    units: Units,
    texts: Path | None,
    step: Callable[..., None],
) -> int:
    """Write what of a record may circulate; return how many entries, or whatever the format counts."""
    from winset.exchange.beside import write_texts
    from winset.exchange.circulating import SHOWN, Circulating
    from winset.file import writing
    from winset.record.ledger import Ledger

    wanted = states(named) or SHOWN
    with Ledger.open(folder) as ledger, ledger.unchanging():
        step(0, ledger.count(wanted) * PASSES.get(form, 1))
        circulating = Circulating(ledger, wanted, step)
        write = _writer(form, kind, units)
        if texts:
            write_texts(circulating, texts)
        if to is None:
            return write(circulating, sys.stdout.buffer)
        with writing(to) as out:
            return write(circulating, out)


def _writer(form: Format, kind: ItemKind, units: Units) -> "Callable[[Circulating, BinaryIO], int]":
    from winset.exchange import citation, jsonl, parquet, printed, provenance, refi_out, sheet, webannotation

    return {
        Format.CSV: lambda circulating, out: sheet.write(circulating, out, kind),
        Format.JSONL: jsonl.write,
        Format.PARQUET: lambda circulating, out: parquet.write(circulating, out, kind),
        Format.ANNOTATION: lambda circulating, out: webannotation.write(circulating, out, units),
        Format.PROV: provenance.write,
        Format.QDC: refi_out.write_codebook,
        Format.QDPX: refi_out.write_project,
        Format.MARKDOWN: printed.write_markdown,
        Format.HTML: printed.write_html,
        Format.CSL: citation.write,
    }[form]
