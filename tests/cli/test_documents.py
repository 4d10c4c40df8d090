"""Every document of the record's verbs is what its JSON Schema in the reference says."""

import json
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

SCHEMAS = Path(__file__).parents[2] / "docs" / "reference" / "schemas"
NEWS = """Towns talk again

Aland will not accept a toll on the river crossing, Mara Quill said on 2 April 2031. "We want a joint board," she added.
Teo Brandt of Borland declined to comment. The two met on Monday in Cern.
"""


def holds(document, name):
    schema = json.loads((SCHEMAS / f"{name}.json").read_text("utf-8"))
    Draft202012Validator.check_schema(schema)
    wrong = [f"{list(e.absolute_path)}: {e.message}" for e in Draft202012Validator(schema).iter_errors(document)]
    assert wrong == []


@pytest.fixture(scope="module")
def talks(winset, tmp_path_factory):
    folder = tmp_path_factory.mktemp("documents")
    (folder / "gazette.txt").write_text(NEWS)
    assert winset("new", folder / "talks").code == 0
    holds(winset("read", folder / "gazette.txt", "--case", folder / "talks", "--as-of", "2031-04-03", "--json").document, "read")
    return folder / "talks"


@pytest.mark.parametrize("verb", ["statements", "contacts", "plan", "draft"])
def test_a_list_is_what_its_schema_says(winset, talks, verb):
    holds(winset(verb, "--case", talks, "--json").document, verb)


def test_a_plan_with_points_is_what_its_schema_says(winset, tmp_path):
    assert winset("demo", "ukraine-2025", "--to", tmp_path / "case").code == 0
    for verb in ("plan", "statements", "contacts"):
        document = winset(verb, "--case", tmp_path / "case" / "ukraine-2025", "--json").document
        assert document.get("points") or document.get("statements") or document.get("contacts")
        holds(document, verb)


def test_reviews_the_log_and_the_agreement_are_what_their_schemas_say(winset, talks):
    first = winset("statements", "--case", talks, "--json").document["statements"][0]["id"]
    for coder, verdict in (("Ada", "accept"), ("Ben", "reject")):
        holds(winset("review", first, verdict, "--case", talks, "--coder", coder, "--json").document, "review")
    holds(winset("ledger", "log", "--case", talks, "--json").document, "ledger-log")
    found = winset("ledger", "agreement", "--case", talks, "--coder", "Ada", "--coder", "nope", "--json").document
    holds(found, "ledger-agreement")
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
