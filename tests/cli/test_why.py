"""`winset why` as users run it: a figure of a studied case, its chain as text and as a document."""

import shutil

import pytest

from winset.cli.traced import WhyDocument


@pytest.fixture(scope="module")
def bridge(winset, tmp_path_factory):
    """A small case with a document in its record, studied."""
    home = tmp_path_factory.mktemp("why")
    (home / "gazette.txt").write_text(
        "Toll talks\n\nMara Quill, the mayor of Aland, said on 2 April 2031 that the toll must go. Rain fell.\n"
    )
    folder = home / "bridge"
    assert winset("new", folder).code == 0
    assert winset("read", home / "gazette.txt", "--case", folder, "--as-of", "2031-04-02").code == 0
    assert winset("brief", folder, "--quiet").code == 0
    return folder


def test_without_a_pointer_it_lists_figures_that_can_be_asked_about(winset, bridge):
    listed = winset("why", bridge, "--json")
    assert listed.code == 0
    assert WhyDocument.model_validate(listed.document).model_dump(mode="json", by_alias=True) == listed.document
    figures = listed.document["figures"]
    assert figures
    for figure in figures:
        chain = winset("why", bridge, figure["pointer"], "--json").document["chain"]
        assert (chain["title"], chain["value"]) == (figure["title"], figure["value"])


def test_the_chain_of_a_figure_is_one_document_and_a_text(winset, bridge):
    done = winset("why", bridge, "/zone/0/share", "--json")
    assert done.code == 0
    assert WhyDocument.model_validate(done.document).model_dump(mode="json", by_alias=True) == done.document
    text = winset("why", bridge, "/zone/0/share")
    assert text.err == ""
    assert max(map(len, text.out.splitlines())) <= 100
    for number in done.document["chain"]["grounds"][0]["numbers"]:
        assert number["place"].startswith("case.yaml:")
    assert "The mayor would fall." in text.out
    assert "case.yaml:51" in text.out


def test_the_words_of_a_position_are_shown_in_their_sentence(winset, bridge):
    from winset.study import store

    study = store.load(bridge)
    place = next(at for at, line in enumerate(study.positions) if line.basis)
    done = winset("why", bridge, f"/positions/{place}")
    assert "Mara Quill" in done.out
    assert "said on 2 April 2031 that the toll must go." in done.out


def test_what_is_withheld_is_in_no_chain(winset, bridge, tmp_path):
    folder = shutil.copytree(bridge, tmp_path / "bridge")
    found = winset("statements", "--case", folder, "--json").document["statements"]
    (one,) = [each for each in found if "the toll must go" in each["text"]]
    assert winset("review", one["id"], "withhold", "--case", folder, "--coder", "Ada").code == 0
    assert winset("study", folder, "--draws", "16", "--quiet").code == 0
    for asked in ((), ("/permitted",), ("/zone/0/share",)):
        done = winset("why", folder, *asked, "--json")
        assert done.code == 0, done.err
        assert not [problem for problem in done.problems if problem["kind"] == "stale"]
        assert "the toll must go" not in done.out


def test_a_pointer_that_leads_nowhere_is_a_problem_with_a_remedy(winset, bridge):
    done = winset("why", bridge, "/zones/0/share", "--json")
    assert done.code == 1
    assert "did you mean /zone?" in done.problems[0]["remedy"]


def test_a_case_without_a_study_says_how_to_make_one(winset, tmp_path):
    winset("new", tmp_path / "empty")
    done = winset("why", tmp_path / "empty", "/zone/0/share")
    assert done.code == 1
    assert "study it first: winset" in done.err


def test_a_study_older_than_its_case_says_so(winset, bridge, tmp_path):
    folder = shutil.copytree(bridge, tmp_path / "bridge")
    case = folder / "case.yaml"
    case.write_text(case.read_text().replace("joint: 60..70", "joint: 50..70"))
    done = winset("why", folder, "/zone/0/share")
    assert done.code == 0
    assert "older than case.yaml" in done.err
