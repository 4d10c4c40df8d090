"""The folder of sources: the documents as received, each under its own name as far as that is a safe one."""

import re
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

from winset.errors import Refused
from winset.file import make_folder, trouble, write_whole
from winset.record.source import Source, sha256

FOLDER = "sources"
LONGEST_NAME = 100


def file_names(source: Source) -> Iterator[str]:
    """Yield the names under which a source may be kept: its own, then its own with the beginning of its hash, then with all.

    A name with anything but letters, digits, spaces, dots, dashes and underscores is cleaned of it; it never leads out of
    the folder, and never hides.

    >>> from datetime import UTC, datetime
    >>> moment = datetime(2026, 1, 2, tzinfo=UTC)
    >>> page = Source(sha256="ab" * 32, name="../a b/..Página?.HTML", origin="-", media_type="text/html", size=0, received=moment)
    >>> list(file_names(page))[:2]
    ['Página_.HTML', 'Página_.abababababab.HTML']
    """
    name = re.sub(r"[^\w .-]", "_", PurePosixPath(source.name.replace("\\", "/")).name).lstrip(". ") or "source"
    stem, dot, suffix = name.rpartition(".")
    stem, suffix = (stem, dot + suffix) if stem and len(suffix) <= 8 else (name, "")
    stem = stem[:LONGEST_NAME]
    yield f"{stem}{suffix}"
    yield f"{stem}.{source.sha256[:12]}{suffix}"
    yield f"{stem}.{source.sha256}{suffix}"


def keep(folder: Path, source: Source, data: bytes) -> None:
    """Write a source into its place, whole, unless it is there already: under the first of its names that no other holds.

    Raises
    ------
    Refused : it cannot be written
    """
    room = make_folder(folder / FOLDER)
    if _place(room, source) is None:
        free = next((name for name in file_names(source) if not (room / name).exists()), list(file_names(source))[-1])
        write_whole(room / free, data)


def fetch(folder: Path, source: Source) -> bytes:
    """Return a source as it was received.

    Raises
    ------
    Refused : its file is missing, or its bytes are no longer those received
    """
    place = _place(folder / FOLDER, source)
    if place is None:
        path = folder / FOLDER / next(file_names(source))
        raise Refused(trouble(FileNotFoundError(2, "no file with the bytes received"), path, "reading a source"))
    return place.read_bytes()


def find(folder: Path, source: Source) -> Path | None:
    """Return the file that holds a source, if there is one."""
    return _place(folder / FOLDER, source)


def files(folder: Path) -> list[Path]:
    """Return every file in the folder of sources."""
    room = folder / FOLDER
    return sorted(path for path in room.iterdir() if path.is_file()) if room.is_dir() else []


def _place(room: Path, source: Source) -> Path | None:
    """Return the file that holds exactly the bytes of a source."""
    for name in file_names(source):
        path = room / name
        try:
            if path.is_file() and path.stat().st_size == source.size and sha256(path.read_bytes()) == source.sha256:
                return path
        except OSError as error:
            raise Refused(trouble(error, path, "reading a source")) from error
    return None
