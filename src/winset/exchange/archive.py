"""Archives from elsewhere, opened within bounds: nothing is unpacked to disk, and no member is larger than it may be."""

import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path, PurePosixPath
from typing import IO

from winset.errors import Problem, Refused
from winset.exchange.incoming import trouble
from winset.file import trouble as file_trouble

MOST_MEMBERS = 1_000_000
LARGEST_MEMBER = 100_000_000
LARGEST_PROJECT = 8_000_000_000
MOST_TIMES = 1_000
"""How many times its packed size a member may be: text packs ten to one, a bomb a thousand or more to one."""


class Archive:
    """A zip file, open for reading."""

    def __init__(self, path: Path, archive: zipfile.ZipFile) -> None:
        self.path = path
        self._archive = archive
        self._members = {info.filename.replace("\\", "/").lower(): info for info in archive.infolist() if not info.is_dir()}
        self._by_name = {
            name.rpartition("/")[2]: name for name in sorted(self._members, key=lambda one: one.startswith("sources/"))
        }

    def names(self) -> list[str]:
        """Return the names of its members, in small letters."""
        return list(self._members)

    def found(self, path: str) -> str | None:
        """Return the member at a path, or else one of that name in any folder."""
        wanted = path.lower().lstrip("/")
        return wanted if wanted in self._members else self._by_name.get(wanted.rpartition("/")[2])

    def climbing(self) -> list[Problem]:
        """Return a problem for each member whose path leads out of the archive; it is left alone."""
        return [
            trouble("path", f"{self.path}: {name}", "a path that leads out of the archive", "one inside it", "pack it again")
            for name in self._members
            if name.startswith("/") or ":" in PurePosixPath(name).parts[0] or ".." in PurePosixPath(name).parts
        ]

    def read(self, name: str) -> bytes:
        """Return a member.

        Raises
        ------
        Refused : there is none of the name, it is damaged, or larger than it may be
        """
        with self.open(name, LARGEST_MEMBER) as file:
            data = file.read(LARGEST_MEMBER + 1)
        if len(data) > LARGEST_MEMBER:
            raise Refused(self._too_large(name, LARGEST_MEMBER))
        return data

    @contextmanager
    def open(self, name: str, most: int) -> Iterator[IO[bytes]]:
        """Open a member that is to have at most so many bytes, and not many more than its packed ones.

        Raises
        ------
        Refused : there is none of the name, it is damaged, locked, or larger than it may be
        """
        where = f"{self.path}: {name}"
        info = self._members.get(name.replace("\\", "/").lower())
        if info is None:
            raise Refused(trouble("member", where, "no such file in the archive", "every file that it names", "export it again"))
        if info.file_size > most or info.file_size > MOST_TIMES * max(info.compress_size, 1_000):
            raise Refused(self._too_large(name, most))
        try:
            with self._archive.open(info) as file:
                yield file
        except (zipfile.BadZipFile, zlib.error, EOFError, OSError) as error:
            raise Refused(
                trouble("archive", where, f"a damaged file: {error}", "a whole one", "get or export it again")
            ) from error
        except (RuntimeError, NotImplementedError) as error:
            raise Refused(trouble("archive", where, str(error), "a file packed plainly", "export it without password")) from error

    def _too_large(self, name: str, most: int) -> Problem:
        got, wanted = "a file that unpacks to far more than it should", f"at most {most:,} bytes, packed as text is"
        return trouble("size", f"{self.path}: {name}", got, wanted, "check where the file comes from")


@contextmanager
def opened(path: Path) -> Iterator[Archive]:
    """Open a zip file.

    Raises
    ------
    Refused : it is none, is cut short, or holds too many files
    """
    try:
        with zipfile.ZipFile(path) as archive:
            if len(archive.infolist()) > MOST_MEMBERS:
                got, wanted = f"{len(archive.infolist()):,} files", f"at most {MOST_MEMBERS:,}"
                raise Refused(trouble("archive", str(path), got, wanted, "split the project"))
            yield Archive(path, archive)
    except zipfile.BadZipFile as error:
        raise Refused(
            trouble("archive", str(path), f"no whole zip file: {error}", "a .qdpx file", "get or export it again")
        ) from error
    except OSError as error:
        raise Refused(file_trouble(error, path, "reading")) from error
