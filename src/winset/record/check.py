"""Whether a record is sound: the file, every hash, every document, and that the log makes the state that is kept."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

from winset.errors import Problem, Refused, Severity
from winset.record import place, vault
from winset.record.connection import NAME, connect
from winset.record.event import Event, read
from winset.record.projection import Projection
from winset.record.refusal import RESCUE, told
from winset.record.source import Source, sha256

MOST = 100
"""How many problems of one sort are told."""


def check(folder: Path) -> tuple[Problem, ...]:
    """Return everything that is wrong with the record of a case; an unsound one is not changed."""
    path = folder / NAME
    try:
        with closing(connect(path)) as db, told(path):
            if broken := (*_size(path), *_file(db, path)):
                return broken
            found = (*_log(db, path), *_texts(db, path), *_sources(db, folder))
            broken = tuple(problem for problem in found if problem.kind == "record-event")
            return found if broken else (*found, *_index(db, path), *_state(db, path))
    except Refused as refusal:
        return refusal.problems


def _file(db: sqlite3.Connection, path: Path) -> Iterator[Problem]:
    for (line,) in db.execute(f"PRAGMA integrity_check({MOST})"):
        if line != "ok":
            yield _problem("corrupt", path, line.replace("\n", " "), "a whole database", RESCUE)
    for table, row, other, _ in db.execute("PRAGMA foreign_key_check").fetchmany(MOST):
        yield _problem("reference", path, f"row {row} of {table} without its row of {other}", "both", RESCUE)


def _size(path: Path) -> Iterator[Problem]:
    """Check that the file is as long as its head says, where what was last written is all in it."""
    with path.open("rb") as file:
        head = file.read(100)
    page, pages = int.from_bytes(head[16:18]), int.from_bytes(head[28:32])
    whole = pages * (65_536 if page == 1 else page)
    if head[24:28] == head[92:96] and path.stat().st_size < whole:
        yield _problem("corrupt", path, f"{path.stat().st_size:,} bytes of {whole:,}", "the whole file", RESCUE)


def _index(db: sqlite3.Connection, path: Path) -> Iterator[Problem]:
    """Check that the full-text index is that of the items; where the file cannot be written, this cannot be asked."""
    try:
        db.execute("INSERT INTO search (search, rank) VALUES ('integrity-check', 1)")
    except sqlite3.DatabaseError as error:
        if error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_READONLY:
            yield _problem("index", path, f"'{error}'", "the items' own words", "run `winset ledger check --rebuild`")


def _log(db: sqlite3.Connection, path: Path) -> Iterator[Problem]:
    """Check that every event is what its hash says, stands behind its parents, and is listed as it is."""
    seen: dict[str, Event] = {}
    for hash_, depth, at, coder, deed, body in db.execute(
        "SELECT hash, depth, at, coder, deed, body FROM event ORDER BY depth, hash"
    ):
        if sha256(body.encode()) != hash_:
            yield _problem("event", path, f"event {hash_[:12]} with other words than its hash says", "the words written", RESCUE)
            continue
        event = read(body)
        seen[hash_] = event
        if (depth, at, coder, deed) != (event.depth, event.at.isoformat(), place.storable(event.coder), event.deed.value):
            yield _problem("event", path, f"event {hash_[:12]} listed wrongly", "the list to say what the event says", RESCUE)
        missing = [parent for parent in event.parents if parent not in seen]
        for parent in missing:
            yield _problem("event", path, f"event {hash_[:12]} without {parent[:12]} before it", "every event before it", RESCUE)
        parents = [seen[parent] for parent in event.parents if parent in seen]
        if not missing and event.depth != 1 + max((parent.depth for parent in parents), default=-1):
            yield _problem("event", path, f"event {hash_[:12]} at depth {event.depth}", "one more than its parents", RESCUE)
        later = next((parent for parent in parents if parent.at > event.at), None)
        if later:
            got = f"event {hash_[:12]} of {event.at.isoformat()} after one of {later.at.isoformat()}"
            yield _problem(
                "clock", path, got, "a clock that runs forward", "nothing: the order does not rest on it", Severity.NOTE
            )


def _texts(db: sqlite3.Connection, path: Path) -> Iterator[Problem]:
    for hash_, content in db.execute("SELECT sha256, content FROM text"):
        data = content if isinstance(content, bytes) else content.encode()
        if sha256(data) != hash_:
            yield _problem("text", path, f"text {hash_[:12]} with other words than its hash says", "the words extracted", RESCUE)


def _sources(db: sqlite3.Connection, folder: Path) -> Iterator[Problem]:
    """Check that every document is there as received; a file that no event names is told, never touched."""
    kept = set()
    for (body,) in db.execute("SELECT body FROM source"):
        source = Source.model_validate_json(body)
        found = vault.find(folder, source)
        if found:
            kept.add(found)
        else:
            wanted = f"the {source.size:,} bytes received, SHA-256 {source.sha256[:12]}"
            remedy = "put the document back from a backup"
            yield _problem("source", folder / vault.FOLDER, f"no such document as '{source.name}'", wanted, remedy)
    for path in sorted(set(vault.files(folder)) - kept):
        remedy = "read it into the case, or move it away"
        yield _problem("stray", path, "a file that the record does not know", "documents taken in", remedy, Severity.NOTE)


def _state(db: sqlite3.Connection, path: Path) -> Iterator[Problem]:
    """Check that building the state anew from the log, in a copy, gives the state that is kept."""
    with closing(sqlite3.connect("", isolation_level=None)) as copy:
        db.backup(copy)
        copy.execute("BEGIN")
        Projection(copy).rebuild()
        if _told(db) != _told(copy):
            yield _problem(
                "state", path, "a state that the log does not make", "the log's", "run `winset ledger check --rebuild`"
            )


def _told(db: sqlite3.Connection) -> str:
    """Return a hash of all that the state says, in words that do not depend on the order of entry."""
    names = {
        place.mark(number): f"{field}={folded}" for number, field, folded in db.execute("SELECT id, field, folded FROM facet")
    }
    query = """SELECT item.subject, kind, text, state, words, standing, proposal.body, facets
        FROM item JOIN proposal ON id = proposal ORDER BY item.subject"""
    rows = (repr((*row[:-1], sorted(names.get(token, token) for token in row[-1].split()))) for row in db.execute(query))
    inactive = sorted(hash_ for (hash_,) in db.execute("SELECT hash FROM event WHERE seq IN inactive"))
    heads = sorted(hash_ for (hash_,) in db.execute("SELECT hash FROM event WHERE seq IN head"))
    hashes = "".join(sha256(row.encode("utf-8", "surrogatepass")) for row in rows)
    return sha256(f"{hashes}{inactive}{heads}".encode())


def _problem(kind: str, path: Path, got: str, wanted: str, remedy: str, severity: Severity = Severity.ERROR) -> Problem:
    return Problem(severity, f"record-{kind}", str(path), got, wanted, remedy)
