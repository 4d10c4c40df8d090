"""Blocks of draws on disk while a study runs: what an interruption leaves is where the next run goes on."""

import io
import zipfile
from contextlib import suppress
from pathlib import Path

import numpy as np

from winset import __version__
from winset.file import make_folder, write_whole
from winset.record.source import sha256
from winset.study.draws.block import Arrays, Job

PARTS = "study.parts"


class Parts:
    """The blocks of one job in the folder of its case, each a file that is whole or not there.

    A job's key is the hash of all that its blocks depend on, so blocks of another case, seed or version are never taken up.
    """

    def __init__(self, folder: Path, job: Job) -> None:
        self.folder = folder / PARTS
        said = (__version__, job.case.model_dump_json(), job.days, job.years, job.listed, job.seed, job.method)
        self.key = sha256(repr(said).encode())[:16]

    def load(self, number: int, size: int) -> Arrays | None:
        """Return a block that was finished, or nothing: not there, of another size, or damaged."""
        found: Arrays = {}
        with suppress(OSError, ValueError, KeyError, EOFError, zipfile.BadZipFile):
            held = np.load(io.BytesIO(self._path(number).read_bytes()))
            found = {name: held[name] for name in held.files}
        return found if "zone" in found and len(found["zone"]) == size else None

    def keep(self, number: int, found: Arrays) -> None:
        """Write a finished block.

        Raises
        ------
        Refused : it cannot be written
        """
        make_folder(self.folder)
        held = io.BytesIO()
        np.savez(held, allow_pickle=False, **found)
        write_whole(self._path(number), held.getvalue())

    def clear(self) -> None:
        """Remove every block, of this job and of earlier ones: the study is finished."""
        for path in self.folder.glob("*.npz"):
            path.unlink(missing_ok=True)
        with suppress(OSError):
            self.folder.rmdir()

    def _path(self, number: int) -> Path:
        return self.folder / f"{self.key}-{number:06}.npz"
