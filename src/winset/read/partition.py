"""Partitions of a large corpus: a Parquet file or a web archive in, its articles and statements out as Parquet, once."""

import hashlib
import json
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from itertools import islice
from pathlib import Path
from typing import Any

from winset import __version__
from winset.case.case import Case
from winset.errors import Problem, Refused, Severity
from winset.file import make_folder, trouble
from winset.read.intake.intake import Received, archived
from winset.read.parquet import Corrupt, Parquet, opened, sheets
from winset.read.reader import CODER
from winset.read.work import Reading, read_received
from winset.record.article import Article
from winset.record.statement import Statement

ARCHIVES = (".warc", ".warc.gz")
SUFFIXES = (".parquet", *ARCHIVES)
ASKED = ("document", "content", "origin", "media_type")
BATCH = 100
MOST_TOLD = 20
"""Problems of one partition that are told, the worst first; all of them stand in its articles."""

ARTICLES = {
    "document": "VARCHAR", "origin": "VARCHAR", "source": "VARCHAR", "text_id": "VARCHAR", "title": "VARCHAR",
    "byline": "VARCHAR", "contributors": "VARCHAR[]", "outlet": "VARCHAR", "date": "VARCHAR", "language": "VARCHAR",
    "zones": "VARCHAR", "contacts": "VARCHAR", "claims": "VARCHAR", "statements": "BIGINT", "problems": "VARCHAR",
}  # fmt: skip
"""The columns of articles: `source` and `text_id` are hashes, what is made of parts is JSON text; no text_id, not read."""

STATEMENTS = {
    "document": "VARCHAR",
    **{
        name: "VARCHAR[]" if name in {"speaker", "issues", "options"} else "VARCHAR"
        for name in Statement.model_fields
    },
}  # fmt: skip
"""The columns of statements: those of `winset read --format jsonl`, spans and details as JSON text."""


@dataclass(frozen=True, slots=True)
class Partition:
    """A file of documents, and how to read it. `out` : the folder that gets `articles/` and `statements/`."""

    path: str
    out: str
    as_of: date | None = None
    case: Case | None = None


@dataclass(frozen=True, slots=True)
class Partitioned:
    """What came of a partition: where it lies, and what was counted and met in it; `before` if it had been read before.

    Without a `key` nothing was written, and the problems say why.
    """

    path: str
    key: str | None = None
    articles: int = 0
    refused: int = 0
    statements: int = 0
    problems: tuple[Problem, ...] = ()
    before: bool = False

    @property
    def name(self) -> str:
        """The name of its files in `articles/` and `statements/`."""
        return f"{stem(self.path)}.{self.key}.parquet"


def stem(path: str) -> str:
    """Return the name of a partition without its suffix.

    >>> stem("crawl/2031-03.warc.gz"), stem("a.b.parquet")
    ('2031-03', 'a.b')
    """
    name = Path(path).name
    suffix = max((one for one in SUFFIXES if name.lower().endswith(one)), key=len, default="")
    return name[: len(name) - len(suffix)]


def partitions(sources: list[str], out: Path, as_of: date | None = None, case: Case | None = None) -> list[Partition]:
    """Return the partitions that files and folders hold, in the order of their names, but none that lies where is written to.

    Raises
    ------
    Refused : there is none, or the folder to write to cannot be made
    """
    home, found = out.resolve(), []
    for source in sources:
        path = Path(source)
        inside = sorted(p for p in path.resolve().rglob("*") if p.name.lower().endswith(SUFFIXES) and p.name[0] != ".")
        found += [p for p in inside if home not in p.parents] if path.is_dir() else [path.parent.resolve() / path.name]
    if not found:
        got, remedy = "no partition", "name a folder with some; how-to: a cluster"
        wanted = f"files that end in {', '.join(SUFFIXES)}"
        raise Refused(Problem(Severity.ERROR, "nothing-to-read", ", ".join(sources), got, wanted, remedy))
    for name in ("articles", "statements"):
        make_folder(home / name)
    return [Partition(str(one), str(home), as_of, case) for one in found]


def read_partition(partition: Partition) -> Partitioned:
    """Read a partition into two Parquet files, unless it has been; return what it holds.

    The files are named by a hash of the partition's bytes, of the reader and of what it was told, so that a run that was
    stopped goes on where it stopped, and a partition that has changed is read anew. Articles are written last: where they
    are, all is. The same partition gives the same bytes on every machine with the same libraries.
    """
    path = Path(partition.path)
    if not path.name.lower().endswith(SUFFIXES):
        return _unread(partition, path.suffix or "no suffix", f"a name that ends in {', '.join(SUFFIXES)}", "pack it: how-to")
    try:
        key = key_of(partition)
    except OSError as error:
        return Partitioned(partition.path, problems=(trouble(error, path, "reading"),))
    done = Partitioned(partition.path, key)
    articles, statements = (Path(partition.out) / kind / done.name for kind in ("articles", "statements"))
    try:
        if statements.exists() and articles.exists():
            with suppress(Corrupt):
                return _counted(done, articles, before=True)
        with sheets({"articles": ARTICLES, "statements": STATEMENTS}) as sheet:
            readings = (read_received(one, partition.case, partition.as_of) for one in documents_in(path))
            while batch := list(islice(readings, BATCH)):
                sheet["statements"].add([row for one in batch for row in _statement_rows(one)])
                sheet["articles"].add([_article_row(one) for one in batch])
            sheet["statements"].write(statements)
            sheet["articles"].write(articles)
        return _counted(done, articles)
    except Corrupt as error:
        return _unread(partition, f"'{error}'", "a whole Parquet file with a column content", "write it anew, and run again")
    except Refused as refused:
        return Partitioned(partition.path, problems=refused.problems)


def key_of(partition: Partition) -> str:
    """Return the hash by which a partition that has been read is known.

    Raises
    ------
    OSError : it cannot be read
    """
    with Path(partition.path).open("rb") as file:
        content = hashlib.file_digest(file, "sha256").hexdigest()
    case = partition.case.model_dump_json() if partition.case else None
    told = json.dumps([content, CODER, __version__, str(partition.as_of), case])
    return hashlib.sha256(told.encode()).hexdigest()[:16]


def documents_in(path: Path) -> Iterator[Received]:
    """Yield the documents of a partition in its order.

    Raises
    ------
    Corrupt : a Parquet file that is not whole, or has no column `content`
    """
    if path.name.lower().endswith(ARCHIVES):
        with path.open("rb") as file:
            yield from archived(file, stem(str(path)), str(path))
        return
    with opened(path) as parquet:
        yield from _documents(parquet, path)


def _documents(parquet: Parquet, path: Path) -> Iterator[Received]:
    if "content" not in parquet.columns:
        raise Corrupt(f"no column content among {', '.join(parquet.columns)}")
    for number, (name, content, origin, media_type) in enumerate(parquet.rows(ASKED), 1):
        named = str(name) if name else f"{stem(str(path))}-{number}"
        if not isinstance(content, str | bytes):
            got = "nothing" if content is None else f"a {type(content).__name__}"
            where = f"{path}: row {number} content"
            problem = Problem(Severity.ERROR, "no-content", where, got, "text or bytes", "write the document into its column")
            yield Received(named, str(origin or path), problem=problem)
            continue
        data = content.encode("utf-8", "surrogatepass") if isinstance(content, str) else content
        yield Received(named, str(origin or path), data, media_type)


def _article_row(reading: Reading) -> list[Any]:
    article = reading.article or Article(document=reading.document, text_id="", coder=CODER)
    head = article.as_json()
    return [
        reading.document,
        reading.source.origin if reading.source else None,
        reading.source.sha256 if reading.source else None,
        article.text_id or None,
        *(head[name] for name in ("title", "byline")),
        _json(head["contributors"]),
        head["outlet"],
        article.date.value,
        article.language,
        *(_json(head[name]) for name in ("zones", "contacts", "claims")),
        len(article.statements),
        _json([problem.as_json() for problem in reading.problems]),
    ]


def _statement_rows(reading: Reading) -> Iterator[list[Any]]:
    for statement in reading.article.statements if reading.article else ():
        row = statement.model_dump(mode="json")
        yield [reading.document, *(one if one is None or isinstance(one, str) else _json(one) for one in row.values())]


def _counted(done: Partitioned, articles: Path, *, before: bool = False) -> Partitioned:
    """Return what a partition's articles say of it, whether it was read now or before."""
    read = refused = statements = 0
    problems: list[Problem] = []
    with opened(articles) as parquet:
        for text_id, number, told in parquet.rows(("text_id", "statements", "problems")):
            read, refused, statements = read + bool(text_id), refused + (not text_id), statements + number
            problems += [Problem(**{**one, "severity": Severity(one["severity"])}) for one in json.loads(told)]
    return Partitioned(done.path, done.key, read, refused, statements, _worst(problems, articles), before)


def _worst(problems: list[Problem], articles: Path) -> tuple[Problem, ...]:
    """Return the worst of a partition's problems, and where the rest stand."""
    ranked = sorted(problems, key=lambda one: list(Severity).index(one.severity), reverse=True)
    if len(ranked) <= MOST_TOLD:
        return tuple(ranked)
    got, remedy = f"{len(ranked) - MOST_TOLD:,} more problems", "see its column problems"
    return (*ranked[:MOST_TOLD], Problem(Severity.NOTE, "more-problems", str(articles), got, "none", remedy))


def _unread(partition: Partition, got: str, wanted: str, remedy: str) -> Partitioned:
    return Partitioned(
        partition.path, problems=(Problem(Severity.ERROR, "corrupt-partition", partition.path, got, wanted, remedy),)
    )


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=True)
