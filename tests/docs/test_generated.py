"""The generated pages of the reference are what the code would generate now."""

import importlib.util
from pathlib import Path

import pytest

GENERATE = Path(__file__).parents[2] / "docs" / "generate.py"


@pytest.fixture(scope="module")
def generated():
    spec = importlib.util.spec_from_file_location("generate", GENERATE)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module.pages()


def test_every_generated_page_is_up_to_date(generated):
    behind = [path.name for path, text in generated.items() if not path.exists() or path.read_text("utf-8") != text]
    assert not behind, f"run `make docs`: {', '.join(behind)} would change"


def test_no_generated_page_is_left_over(generated):
    folder = GENERATE.parent / "reference" / "schemas"
    assert set(folder.iterdir()) <= generated.keys()
