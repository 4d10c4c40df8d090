"""The ledger: everything received, entered and reviewed in a case, in one file and one folder, and nothing ever lost."""

import json
import sqlite3
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from winset.errors import Problem
from winset.file import make_folder
from winset.record import anchor, log, vault
from winset.record import item as items
from winset.record.article import Article
from winset.record.bundle import Bundle, pack, unpack
from winset.record.connection import NAME, connect
from winset.record.event import Deed, Event, compose
from winset.record.item import Item, ItemKind
from winset.record.projection import Projection
from winset.record.refusal import refuse, told
from winset.record.source import Source, Text, sha256
from winset.record.standing import State
from winset.record.statement import Claim, Contact, Statement


def now() -> datetime:
    """Return the time by the machine's clock."""
    return datetime.now(UTC)


@dataclass(frozen=True, slots=True)
class Entered:
    """What came of an article: the event (none if nothing was new), how many items were new, and what was left out."""

    event: str | None
    new: int
    problems: tuple[Problem, ...] = ()


class Ledger:
    """A case's record, open. One program at a time writes, any number read; each verb is written whole or not at all.

    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as case, Ledger.create(case, coder="Ada") as ledger:
    ...     len(ledger.statements()), len(list(ledger.log()))
    (0, 0)
    """

    def __init__(self, folder: Path, db: sqlite3.Connection, coder: str, clock: Callable[[], datetime]) -> None:
        self.folder = folder
        self.coder = coder
        self._db = db
        self._clock = clock
        self._projection = Projection(db)

    @classmethod
    def open(cls, folder: str | Path, *, coder: str = "", clock: Callable[[], datetime] = now) -> Self:
        """Open the ledger of a case. `coder` is who enters and reviews unless a verb names somebody else.

        Raises
        ------
        Refused : there is none, it is corrupt, or a newer version wrote it
        """
        return cls(Path(folder), connect(Path(folder) / NAME), coder, clock)

    @classmethod
    def create(cls, folder: str | Path, *, coder: str = "", clock: Callable[[], datetime] = now) -> Self:
        """Open the ledger of a case, making the folder and an empty ledger where there is none."""
        return cls(Path(folder), connect(make_folder(Path(folder)) / NAME, make=True), coder, clock)

    def close(self) -> None:
        """Close the file."""
        self._db.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()

    @contextmanager
    def entry(self) -> Iterator[None]:
        """Join all that is entered inside into one transaction: all of it is kept, or none."""
        if self._db.in_transaction:
            yield
            return
        with told(self._path):
            self._db.execute("BEGIN IMMEDIATE")
            try:
                yield
                self._projection.settle()
                self._db.execute("COMMIT")
            except BaseException:
                self._projection.forget()
                if self._db.in_transaction:
                    self._db.execute("ROLLBACK")
                raise

    def take(self, source: Source, data: bytes, text: Text | None = None) -> None:
        """Keep a document as received, and what was extracted from it. What is there already is not entered again.

        Raises
        ------
        Refused : a hash does not fit, or the document cannot be written
        """
        if sha256(data) != source.sha256 or (text and (text.source, text.sha256) != (source.sha256, _hash(text))):
            raise refuse("hash", source.name, "bytes or a text of another hash", source.sha256, "take it as it was read")
        with self.entry():
            if not self._one("SELECT 1 FROM source WHERE sha256 = ? AND event NOT IN inactive", source.sha256):
                vault.keep(self.folder, source, data)
                self._append(Deed.SOURCE, source.model_dump(mode="json"))
            if text and not self._one(
                "SELECT 1 FROM extraction WHERE text = ? AND source = ? AND extractor = ? AND event NOT IN inactive",
                *(text.sha256, text.source, text.extractor),
            ):
                self._db.execute("INSERT OR IGNORE INTO text VALUES (?, ?)", (text.sha256, _stored(text.content)))
                self._append(Deed.TEXT, text.model_dump(mode="json", exclude={"content"}))

    def add_article(self, article: Article) -> Entered:
        """Enter what a reader made of a text that the ledger holds.

        The same again adds nothing. A newer version of a reader adds its proposals beside those of the older, whose
        unreviewed ones that it no longer makes become outdated; what was reviewed stays as it was.
        Items whose spans do not fit the text are left out and told as problems.

        Raises
        ------
        Refused : the text is not in the ledger
        """
        content = self.text(article.text_id)
        fitting, problems = anchor.fitting(article, content)
        bundle = pack(fitting)
        with self.entry():
            query = """SELECT body FROM article JOIN event ON seq = article.event
                WHERE text = ? AND article.coder = ? AND seq NOT IN inactive ORDER BY seq DESC"""
            last = self._one(query, article.text_id, article.coder)
            if last and bundle.says_the_same_as(last):
                return Entered(None, 0, problems)
            known = sum(bool(self._one("SELECT 1 FROM item WHERE subject = ?", subject)) for subject in bundle.made)
            retires = self._retired(article, bundle)
            event = self._append(Deed.ARTICLE, bundle.what | {"retires": retires}, coder=article.coder, bundle=bundle)
        return Entered(event.hash, len(bundle.made) - known, problems)

    def statements(self) -> tuple[Statement, ...]:
        """Return the statements on record, newest first, those without a date last."""
        return tuple(one for one in self._items(ItemKind.STATEMENT) if isinstance(one, Statement))

    def contacts(self) -> tuple[Contact, ...]:
        """Return the contacts on record, newest first, those without a date last."""
        return tuple(one for one in self._items(ItemKind.CONTACT) if isinstance(one, Contact))

    def claims(self) -> tuple[Claim, ...]:
        """Return the claims on record, in the order of their texts."""
        return tuple(one for one in self._items(ItemKind.CLAIM) if isinstance(one, Claim))

    def articles(self) -> tuple[Article, ...]:
        """Return each text's article as it was last entered, in the order in which the texts came."""
        query = """SELECT body FROM event WHERE seq IN
            (SELECT MAX(event) FROM article WHERE event NOT IN inactive GROUP BY text) ORDER BY depth, hash"""
        rows = self._db.execute(query)
        return tuple(unpack(json.loads(body)["what"]) for (body,) in rows)

    def sources(self) -> tuple[Source, ...]:
        """Return the documents received, in the order in which they came."""
        query = """SELECT source.body FROM source JOIN event ON seq = event
            WHERE event NOT IN inactive ORDER BY depth, hash"""
        return tuple(Source.model_validate_json(body) for (body,) in self._db.execute(query))

    def document(self, source: Source) -> bytes:
        """Return a document as it was received."""
        return vault.fetch(self.folder, source)

    def texts(self) -> tuple[Text, ...]:
        """Return the texts extracted from the sources, in the order in which they came."""
        query = """SELECT sha256, source, extractor, content FROM extraction
            JOIN text ON sha256 = text JOIN event ON seq = event WHERE event NOT IN inactive ORDER BY depth, hash"""
        return tuple(
            Text(sha256=hash_, source=source, extractor=extractor, content=_read(content))
            for hash_, source, extractor, content in self._db.execute(query)
        )

    def text(self, text_id: str) -> str:
        """Return the text that spans index, by its hash.

        Raises
        ------
        Refused : the ledger does not hold it
        """
        content = self._one("SELECT content FROM text WHERE sha256 = ?", text_id)
        if content is None:
            raise refuse("no-text", self._path, f"text {text_id[:12]}", "a text of this ledger", "take its source first")
        return _read(content)

    def log(self) -> Iterator[Event]:
        """Yield every event in the order of the log."""
        for _, event in log.events(self._db):
            yield event

    def head(self) -> str:
        """Return one hash that stands for the whole log; any change to the record changes it."""
        return log.head(self._db)

    def rebuild(self) -> None:
        """Build the current state again from the log."""
        with self.entry():
            self._projection.rebuild()

    @property
    def _path(self) -> Path:
        return self.folder / NAME

    def _append(self, deed: Deed, what: Mapping[str, Any], *, coder: str | None = None, bundle: Bundle | None = None) -> Event:
        parents, depth = log.heads(self._db)
        written = bundle.written(what["retires"]) if bundle else None
        by = self.coder if coder is None else coder
        event = compose(deed, what, coder=by, at=self._clock(), parents=parents, depth=depth, written=written)
        self._projection.apply(log.add(self._db, event), event, bundle.made if bundle else None)
        return event

    def _one(self, query: str, *values: Any) -> Any:
        row = self._db.execute(query, values).fetchone()
        return row[0] if row else None

    def _items(self, kind: ItemKind) -> Iterator[Item]:
        query = """SELECT item.subject, proposal.body FROM item JOIN proposal ON proposal.id = item.proposal
            WHERE kind = ? AND state IN (SELECT value FROM json_each(?)) ORDER BY key DESC"""
        shown = json.dumps([state.value for state in State if state.shown])
        for subject, body in self._db.execute(query, (kind.value, shown)):
            yield items.load(subject, body)

    def _retired(self, article: Article, bundle: Bundle) -> list[list[str]]:
        """Return what older versions of the same reader made of the text and this one does not: (item, event)."""
        query = """SELECT proposal.subject, hash, event.coder FROM article JOIN event ON seq = article.event
            JOIN proposal ON proposal.event = seq WHERE text = ? AND seq NOT IN inactive"""
        rows = self._db.execute(query, (article.text_id,)).fetchall()
        return sorted([s, hash_] for s, hash_, coder in rows if _reader(coder) == _reader(article.coder) and s not in bundle.made)


def _reader(coder: str) -> str:
    """Return a coder's name without its version.

    >>> _reader("reader 0.2.1"), _reader("Ada")
    ('reader', 'Ada')
    """
    name, _, version = coder.rpartition(" ")
    return name if name and version[:1].isdigit() else coder


def _hash(text: Text) -> str:
    return Text.of(text.content, text.source, text.extractor).sha256


def _stored(content: str) -> str | bytes:
    """Return a text as SQLite can keep it: lone surrogates, which are not UTF-8, only as bytes."""
    try:
        content.encode()
    except UnicodeEncodeError:
        return content.encode("utf-8", "surrogatepass")
    return content


def _read(content: str | bytes) -> str:
    return content if isinstance(content, str) else content.decode("utf-8", "surrogatepass")
