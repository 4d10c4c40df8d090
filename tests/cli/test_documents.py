"""Documents of the record's verbs; that each is what its JSON Schema says is seen to wherever `winset` is run with --json."""

import re
from pathlib import Path

import pytest

from winset.case.store import lay_out

CLI = Path(__file__).parents[2] / "src" / "winset" / "cli"
SCHEMAS = Path(__file__).parents[2] / "docs" / "reference" / "schemas"
NEWS = """Towns talk again

Aland will not accept a toll on the river crossing, Mara Quill said on 2 April 2031. "We want a joint board," she added.
Teo Brandt of Borland declined to comment. The two met on Monday in Cern.
"""


def test_every_document_that_a_verb_prints_has_a_schema():
    printed = {name for path in CLI.glob("*.py") for name in re.findall(r"\bdocument\(\"([a-z-]+)\"", path.read_text("utf-8"))}
    assert len(printed) > 20
    assert printed <= {path.stem for path in SCHEMAS.glob("*.json")}


@pytest.fixture(scope="module")
def talks(winset, tmp_path_factory):
    folder = tmp_path_factory.mktemp("documents")
    (folder / "gazette.txt").write_text(NEWS)
    assert winset("new", folder / "talks").code == 0
    assert winset("read", folder / "gazette.txt", "--case", folder / "talks", "--as-of", "2031-04-03", "--json").code == 0
    return folder / "talks"


@pytest.mark.parametrize("verb", ["statements", "contacts", "plan", "draft"])
def test_a_list_is_what_its_schema_says(winset, talks, verb):
    assert winset(verb, "--case", talks, "--json").code == 0


def test_a_plan_with_points_is_what_its_schema_says(winset, tmp_path):
    home = lay_out("ukraine-2025", tmp_path / "talks")
    assert winset("read", home / "sources", "--case", home, "--json").code == 0
    for verb in ("plan", "statements", "contacts"):
        document = winset(verb, "--case", home, "--json").document
        assert document.get("points") or document.get("statements") or document.get("contacts")


def test_reviews_the_log_and_the_agreement_are_what_their_schemas_say(winset, talks):
    first = winset("statements", "--case", talks, "--json").document["statements"][0]["id"]
    for coder, verdict in (("Ada", "accept"), ("Ben", "reject")):
        assert winset("review", first, verdict, "--case", talks, "--coder", coder, "--json").code == 0
    assert winset("ledger", "log", "--case", talks, "--json").code == 0
    found = winset("ledger", "agreement", "--case", talks, "--coder", "Ada", "--coder", "nope", "--json").document
    assert "'nope', who has judged nothing here" in found["problems"][0]["got"]
    assert "Ada, Ben" in found["problems"][0]["remedy"]


def test_a_basis_that_names_a_statement_the_record_lacks_is_told_with_its_line(winset, talks):
    path = talks / "case.yaml"
    text = path.read_text("utf-8")
    held = winset("statements", "--case", talks, "--json").document["statements"][0]["id"]
    path.write_text(text.replace("because: {judgement: The mayor would fall.}", f"because: [{held}, nosuchstatement]"), "utf-8")
    problems = winset("check", talks, "--json").problems
    path.write_text(text, "utf-8")
    line = 1 + text[: text.index("The mayor would fall")].count("\n")
    assert [(p["kind"], p["severity"]) for p in problems] == [("no-statement", "warning")]
    assert f"case.yaml:{line}:" in problems[0]["where"]
    assert "'nosuchstatement'" in problems[0]["got"]
