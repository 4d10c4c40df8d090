"""Files written whole or not at all, and what goes wrong with files told as problems."""

import errno
import os
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

from winset.errors import Problem, Refused, Severity

REMEDIES = {
    errno.ENOENT: ("a path that exists", "check the spelling, or make it first"),
    errno.EACCES: ("permission", "choose another folder, or change its permissions"),
    errno.EPERM: ("permission", "choose another folder, or change its permissions"),
    errno.EROFS: ("a place that can be written", "choose a folder on another file system"),
    errno.ENOSPC: ("free space", "free some space and run the same command again; nothing was changed"),
    errno.EDQUOT: ("free space within the quota", "free some space and run the same command again; nothing was changed"),
    errno.EFBIG: ("a file within the size limit", "raise the limit or choose another file system; nothing was changed"),
    errno.EEXIST: ("a folder, or a name that is free", "name another folder: a file stands there"),
    errno.ENAMETOOLONG: ("a shorter name", "choose a name of at most 255 bytes"),
    errno.ELOOP: ("a path that ends somewhere", "mend the links that lead to each other"),
    errno.EISDIR: ("a file", "name a file inside the folder"),
    errno.ENOTDIR: ("a folder", "name a folder, not a file"),
}


def trouble(error: OSError, path: Path, doing: str) -> Problem:
    """Return what an operating system's refusal means to the user."""
    wanted, remedy = REMEDIES.get(error.errno or 0, ("a working file system", "mend the file system and try again"))
    got = f"'{error.strerror or error}' while {doing}"
    return Problem(Severity.ERROR, "file", str(path), got, wanted, remedy)


def write_whole(path: Path, data: str | bytes) -> None:
    """Write a file so that it holds either all of the new content or all of the old: a temporary file, then a rename.

    Raises
    ------
    Refused : the file could not be written; what stood there stands there still
    """
    with writing(path) as file:
        file.write(data.encode() if isinstance(data, str) else data)


@contextmanager
def writing(path: Path) -> Iterator[BinaryIO]:
    """Open a file for writing in pieces, so that it appears whole at the end or not at all: a temporary file, then a rename.

    Raises
    ------
    Refused : the file could not be written; what stood there stands there still
    """
    try:
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    except OSError as error:
        raise Refused(trouble(error, path, "writing")) from error
    try:
        with os.fdopen(handle, "wb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        Path(name).chmod(0o666 & ~_umask())
        Path(name).replace(path)
    except BaseException as error:
        with suppress(OSError):
            Path(name).unlink()
        if isinstance(error, OSError):
            raise Refused(trouble(error, path, "writing")) from error
        raise


def read_whole(path: Path, limit: int) -> bytes:
    """Return a file's bytes.

    Raises
    ------
    Refused : it cannot be read, or is longer than `limit` bytes
    """
    try:
        with path.open("rb") as file:
            data = file.read(limit + 1)
    except OSError as error:
        raise Refused(trouble(error, path, "reading")) from error
    if len(data) > limit:
        raise Refused(
            Problem(Severity.ERROR, "too-large", str(path), f"more than {limit:,} bytes", f"at most {limit:,}", "split the file")
        )
    return data


def make_folder(path: Path) -> Path:
    """Make a folder and those above it, where they are missing, and return it.

    Raises
    ------
    Refused : it cannot be made
    """
    try:
        path.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise Refused(trouble(error, path, "making the folder")) from error
    return path


def safe_names(names: Iterable[str]) -> dict[str, str]:
    """Return for each name one that a file may have on any system: letters, digits, dots, dashes and underscores, no two alike.

    >>> safe_names(["United States", "united_states", "..", ""])
    {'United States': 'United_States', 'united_states': 'united_states-2', '..': '_', '': '_-2'}
    """
    found: dict[str, str] = {}
    taken: set[str] = set()
    for name in names:
        clean = "".join(c if c.isalnum() or c in "-_." else "_" for c in name).strip(".")[:100] or "_"
        number = 1
        while (one := clean if number == 1 else f"{clean}-{number}").casefold() in taken:
            number += 1
        taken.add(one.casefold())
        found[name] = one
    return found


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
