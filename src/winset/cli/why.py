"""`winset why`: from a figure of the study back to exact words and named assumptions."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from winset.cli.output import document, say, tell

if TYPE_CHECKING:
    from winset.case.case import Case
    from winset.study.spoken import Record


def run(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="The folder of a case that has been studied.")] = Path(),
    pointer: Annotated[
        str | None, typer.Argument(metavar="POINTER", help="A JSON pointer into study.json, such as /zone/0/share.")
    ] = None,
    json: Annotated[bool, typer.Option("--json", help="Print one JSON document.")] = False,
) -> None:
    """Show what a figure was made from, down to the sentence in the document; without POINTER, the figures to ask about.

    A pointer to a part of the study, such as /options, lists the figures there. /reasons/ID explains a reason by itself.
    """
    from winset.case.store import CASE_FILE, LARGEST_CASE
    from winset.case.yaml import parse
    from winset.cli import footnote
    from winset.file import read_whole
    from winset.study import store
    from winset.study.folder import taken_up
    from winset.study.reasons.why import is_part, listed, why

    case, problems, record = taken_up(folder)
    study = store.load(folder)
    problems = (*problems, *store.stale(study, case, record.head))
    data = study.model_dump(mode="json")
    if pointer is None or is_part(data, pointer):
        found = listed(data, case, pointer or "", headlines=pointer is None)
        if json:
            document("why", {"chain": None, "figures": [one.model_dump(mode="json") for one in found]}, problems)
            return
        tell(problems)
        footnote.show_list(found)
        say(f"{len(found)} figures. Ask about one: winset why {folder} POINTER")
        return
    places, _ = parse(read_whole(folder / CASE_FILE, LARGEST_CASE).decode("utf-8-sig"), CASE_FILE)
    assert places is not None, "the case was read from this file"
    chain = why(data, case, places, pointer, record, _sources(folder, case, record))
    if json:
        document("why", {"chain": chain.model_dump(mode="json"), "figures": []}, problems)
        return
    tell(problems)
    footnote.show(chain)


def _sources(folder: Path, case: "Case", record: "Record") -> dict[str, str]:
    """Return the texts of documents that the case quotes and the record does not hold, by file name."""
    from winset.case.check import bases
    from winset.case.store import LARGEST_SOURCE, SOURCES
    from winset.file import read_whole
    from winset.study.reasons.passage import named

    quoted = {basis.source for _, basis in bases(case) if basis.words and basis.source}
    files = {name: folder / SOURCES / Path(name).name for name in quoted if not named(name, record.documents)}
    return {name: read_whole(at, LARGEST_SOURCE).decode("utf-8", "replace") for name, at in files.items() if at.is_file()}
