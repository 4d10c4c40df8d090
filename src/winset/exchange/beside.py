"""Texts that lie in a folder beside a table: written there with it, and taken in where its rows stand on them."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from datetime import UTC, datetime
from itertools import groupby
from pathlib import Path

from winset.errors import Problem, Refused
from winset.exchange.circulating import Circulating, Entry, Paper
from winset.exchange.incoming import trouble
from winset.file import make_folder, read_whole
from winset.file import trouble as file_trouble
from winset.record.source import Source, Text, sha256
from winset.record.withheld import BLACK

LARGEST = 100_000_000
AT_ONCE = 2_000
"""Rows on one text that are taken together."""
EXTRACTOR = "text 1"


def write_texts(circulating: Circulating, folder: Path) -> int:
    """Write every text that may circulate, a file each, named by its hash; return how many there are.

    Raises
    ------
    Refused : a file cannot be written
    """
    make_folder(folder)
    count = 0
    for paper in circulating.papers(entries=False):
        if paper.text and not paper.again:
            path = folder / f"{paper.text.sha256}.txt"
            try:
                path.write_bytes(paper.text.content.encode("utf-8", "surrogatepass"))
            except OSError as error:
                raise Refused(file_trouble(error, path, "writing")) from error
            count += 1
    return count


def with_texts(papers: Iterable[Paper], known: "Texts", problems: list[Problem]) -> Iterator[Paper]:
    """Yield what a table holds, rows on one text together, each with its text where the record lacks it and it lies beside.

    Rows on a text that is in neither are left out, and told once.
    """
    missing: Counter[str] = Counter()
    for text_id, group in groupby(papers, key=_text_of):
        if text_id is None:
            for paper in group:
                known.comes(paper)
                yield paper
            continue
        source, text = known.find(text_id)
        entries: list[Entry] = []
        for paper in group:
            entries += paper.entries
            if len(entries) >= AT_ONCE:
                yield from _together(source, text, entries, text_id, known, missing)
                entries = []
        yield from _together(source, text, entries, text_id, known, missing)
    if missing:
        got = f"{missing.total():,} rows on {len(missing):,} texts that the record does not hold, the first {next(iter(missing))}"
        remedy = (
            "bring the texts with the rows: `--texts DIR`, a folder that `winset export --texts DIR` wrote or that has them "
            "as .txt; or read the documents first (`winset read`); or move the record as jsonl or qdpx, which have texts"
        )
        problems.append(trouble("no-text", known.name, got, "texts for the rows to stand on", remedy))


class Texts:
    """The texts of a record, and those in a folder."""

    def __init__(self, held: Callable[[str], bool], folder: Path | None, name: str) -> None:
        self.name = name
        self._held = held
        self._folder = folder
        self._here: set[str] = set()
        self._by_hash: dict[str, Path] | None = None

    def comes(self, paper: Paper) -> None:
        """Note that a paper brings its text."""
        self._here |= {paper.text.sha256} if paper.text else set()

    def has(self, text_id: str) -> bool:
        """Whether the record has a text."""
        if text_id not in self._here and self._held(text_id):
            self._here.add(text_id)
        return text_id in self._here

    def find(self, text_id: str) -> tuple[Source | None, Text | None]:
        """Return a text that the record lacks, and its document, if it lies in the folder; other words in its file are not it.

        Raises
        ------
        Refused : the folder or a file of it cannot be read
        """
        if self.has(text_id) or self._folder is None:
            return None, None
        path = self._folder / f"{text_id}.txt" if text_id.isalnum() else None
        if path is None or not path.is_file():
            path = self._hashes().get(text_id)
        if path is None:
            return None, None
        data = read_whole(path, LARGEST)
        try:
            content = data.decode("utf-8", "surrogatepass")
        except UnicodeDecodeError:
            return None, None
        made = Text.of(content, sha256(data), EXTRACTOR)
        if made.sha256 != text_id and BLACK not in content:
            return None, None
        source = Source(
            sha256=sha256(data), name=path.name, origin=str(path), media_type="text/plain", size=len(data),
            received=datetime.now(UTC),
        )  # fmt: skip
        return source, made.model_copy(update={"sha256": text_id})

    def _hashes(self) -> dict[str, Path]:
        """Return the files of the folder by what is in them, for those that are named otherwise."""
        if self._by_hash is None:
            assert self._folder is not None
            if not self._folder.is_dir():
                got = "no such folder"
                raise Refused(trouble("texts", str(self._folder), got, "a folder of texts", "check the path: --texts DIR"))
            files = (path for path in sorted(self._folder.iterdir()) if path.is_file() and path.stat().st_size <= LARGEST)
            self._by_hash = {sha256(read_whole(path, LARGEST)): path for path in files}
        return self._by_hash


def _together(
    source: Source | None, text: Text | None, entries: list[Entry], text_id: str, known: Texts, missing: Counter[str]
) -> Iterator[Paper]:
    if not entries:
        return
    if text is None and not known.has(text_id):
        missing[text_id] += len(entries)
        return
    blacked = text is not None and sha256(text.content.encode("utf-8", "surrogatepass")) != text_id
    yield replace(Paper(source, text, entries=tuple(entries)), blacked=blacked)


def _text_of(paper: Paper) -> str | None:
    return paper.entries[0].item.text_id if paper.text is None and paper.source is None and paper.entries else None
