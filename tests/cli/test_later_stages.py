"""`winset ratify`, `winset keep` and `winset power` as users run them."""

import json
from fractions import Fraction

import pytest

from winset.cli.shapes import KeepDocument, PowerDocument, RatifyDocument


@pytest.fixture(scope="module")
def folder(winset, tmp_path_factory):
    """The Ukrainian case, and two packages beside it."""
    from winset.case.store import bundled, lay_out, load

    home = lay_out("ukraine-2025", tmp_path_factory.mktemp("case") / "talks")
    case, _ = load(home)
    package = {issue: next(iter(one.options)) for issue, one in case.issues.items()} | {"guarantee-length": "y15"}
    (home / "treaty.yaml").write_text("".join(f"{i}: {o}\n" for i, o in (package | {"guarantee-force": "treaty"}).items()))
    (home / "congress.json").write_text(json.dumps(package | {"guarantee-force": "congress"}))
    assert bundled()
    return home


def test_ratify_prints_one_document_with_every_gate(winset, folder):
    done = winset("ratify", folder, "--package", folder / "treaty.yaml", "--json")
    assert done.code == 0
    document = done.document
    assert [b["body"] for b in document["bodies"]] == document["chain"]["order"]
    first = document["bodies"][0]
    assert (first["body"], first["needed"]) == ("us-senate", "67 of 100")
    assert {"probability", "low", "high", "rule", "needed", "factor", "selection"} <= first.keys()
    assert RatifyDocument.model_validate(document).model_dump(mode="json", by_alias=True) == document
    low, high = document["chain"]["frechet"]
    assert low - 1e-6 <= document["chain"]["probability"] <= high + 1e-6
    assert done.out == winset("ratify", folder, "--package", folder / "treaty.yaml", "--json").out


def test_another_route_has_another_rule(winset, folder):
    bodies = winset("ratify", folder, "--package", folder / "congress.json", "--json").document["bodies"]
    assert bodies[0]["body"] == "us-congress"
    assert bodies[0]["needed"] == "217 of 433, 51 of 100"


def test_keep_prints_both_layers_and_comparable_cases(winset, folder):
    done = winset("keep", folder, "--package", folder / "treaty.yaml", "--years", "5,15,20,50", "--json")
    assert done.code == 0
    assert KeepDocument.model_validate(done.document).model_dump(mode="json", by_alias=True) == done.document
    american, *_, none = done.document["guarantees"]
    assert (american["guarantor"], american["term"]) == ("united-states", 15)
    assert [row["years"] for row in american["structural"]] == [5, 15, 20, 50]
    assert {"heal", "postpone"} == american["empirical"].keys()
    assert none["guarantor"] is None
    assert american["disagreement"]
    assert done.document["structural"] == american["structural"]
    assert {"Budapest Memorandum"} <= {row["name"] for row in done.document["comparable"]}


def test_keep_and_ratify_also_speak_in_plain_lines(winset, folder):
    assert "all of them" in winset("ratify", folder, "--package", folder / "treaty.yaml").out
    assert "structural" in winset("keep", folder, "--package", folder / "treaty.yaml").out


def test_power_is_exact(winset):
    document = winset("power", "us-federal", "--json").document
    assert PowerDocument.model_validate(document).model_dump(mode="json", by_alias=True) == document
    members = {row["member"]: row for row in document["members"]}
    shares = {name: Fraction(row["shapley_shubik"]["exact"]) for name, row in members.items()}
    assert shares["president"] + 100 * shares["senator"] + 435 * shares["representative"] == 1
    assert members["president"]["shapley_shubik"]["value"] == pytest.approx(0.160470, abs=5e-7)
    assert "Shapley" in winset("power", "12:4,4,4,2,2,1").out


@pytest.mark.parametrize(
    ("words", "remedy"),
    [
        (("power", "un-security-concil"), "did you mean 'un-security-council'"),
        (("power", "5:1,two"), "12:4,4,4,2,2,1"),
        (("ratify", "{folder}", "--package", "nothing.yaml"), "issue: option"),
        (("keep", "{folder}", "--package", "{folder}/treaty.yaml", "--years", "5,soon"), "5,15,20,50"),
        (("keep", "{folder}", "--package", "{folder}/treaty.yaml", "--years", "-5"), "5,15,20,50"),
    ],
)
def test_bad_input_ends_in_a_problem_with_a_remedy(winset, folder, words, remedy):
    done = winset(*(word.format(folder=folder) for word in words), "--json")
    assert done.code == 1
    assert any(remedy in problem["remedy"] for problem in done.problems), done.problems


def test_a_package_with_unknown_or_missing_options_names_them(winset, folder, tmp_path):
    (tmp_path / "half.yaml").write_text("donbas: freze\n")
    done = winset("ratify", folder, "--package", tmp_path / "half.yaml", "--json")
    assert done.code == 1
    assert len(done.problems) > 1
