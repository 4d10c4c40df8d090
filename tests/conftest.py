"""What every test may ask for: the reference material, where it is present."""

import os
import resource
from contextlib import contextmanager
from pathlib import Path

import pytest
from hypothesis import settings

settings.register_profile("winset", deadline=None, print_blob=True)
settings.load_profile("winset")


@pytest.fixture(scope="session")
def reference() -> Path:
    """Return the folder of reference material, or skip and say why."""
    folder = os.environ.get("WINSET_REFERENCE")
    if not folder:
        pytest.skip("REFERENCE MATERIAL ABSENT: set WINSET_REFERENCE to its folder to run this test")
    path = Path(folder)
    if not (path / "data").is_dir():
        pytest.skip(f"REFERENCE MATERIAL ABSENT: WINSET_REFERENCE={folder} has no folder 'data'")
    return path


@pytest.fixture
def unprivileged():
    """Return a context in which even root has no more rights than anyone."""

    @contextmanager
    def step_down():
        if os.geteuid() != 0:
            yield
            return
        os.seteuid(65534)
        try:
            yield
        finally:
            os.seteuid(0)

    return step_down


@pytest.fixture
def full_disk():
    """Return a context in which no file can grow past a few bytes, as on a full disk."""

    @contextmanager
    def fill(limit: int = 64):
        before = resource.getrlimit(resource.RLIMIT_FSIZE)
        resource.setrlimit(resource.RLIMIT_FSIZE, (limit, before[1]))
        try:
            yield
        finally:
            resource.setrlimit(resource.RLIMIT_FSIZE, before)

    return fill
