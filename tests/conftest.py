"""What every test may ask for: the reference material, where it is present."""

import os
from pathlib import Path

import pytest


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
