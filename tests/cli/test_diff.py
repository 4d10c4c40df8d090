"""`winset diff` as users run it: two days, two coders, two cases, as text and as a document."""

import shutil

import pytest

from winset.cli.traced import DiffDocument


@pytest.fixture(scope="module")
def bridge(winset, tmp_path_factory):
    """A small case with a document in its record, one statement of which two coders judged."""
    home = tmp_path_factory.mktemp("diff")
    (home / "gazette.txt").write_text(
        "Toll talks\n\n2 April 2031\n\nMara Quill, the mayor of Aland, said on 2 April 2031 that the toll must go. Rain fell.\n"
    )
    folder = home / "bridge"
    assert winset("new", folder).code == 0
    assert winset("read", home / "gazette.txt", "--case", folder, "--as-of", "2031-04-02").code == 0
    found = winset("statements", "--case", folder, "--json").document["statements"]
    assert winset("review", found[0]["id"], "accept", "--case", folder, "--coder", "Ada").code == 0
    assert winset("review", found[0]["id"], "reject", "--case", folder, "--coder", "Ben").code == 0
    return folder


def document(done):
    assert done.code == 0, done.err
    assert DiffDocument.model_validate(done.document).model_dump(mode="json", by_alias=True) == done.document
    return done.document


def test_two_days(winset, bridge):
    found = document(winset("diff", bridge, "--from", "2031-03-01", "--to", "2031-04-02", "--json"))
    assert [one["how"] for one in found["statements"]] == ["added"]
    assert found["before"]["name"] == "2031-03-01"
    text = winset("diff", bridge, "--from", "2031-03-01")
    assert "the toll must go" in text.out
    assert "No figure moved" in text.out
    assert max(map(len, text.out.splitlines())) <= 100


def test_two_coders(winset, bridge):
    found = document(winset("diff", bridge, "--coders", "Ada", "Ben", "--json"))
    assert [one["how"] for one in found["statements"]] == ["gone"]


def test_two_cases(winset, bridge, tmp_path):
    assert winset("new", tmp_path / "other").code == 0
    case = tmp_path / "other" / "case.yaml"
    case.write_text(case.read_text().replace("joint: 60..70", "joint: 20..30"))
    found = document(winset("diff", bridge, tmp_path / "other", "--json"))
    assert [one["path"] for one in found["numbers"]] == ["preferences.aland.issues.bridge.values.joint"]
    assert found["figures"]
    text = " ".join(winset("diff", bridge, tmp_path / "other").out.split())
    assert "60 to 70, most likely 65 → 20 to 30, most likely 25" in text


def test_when_nothing_moved_it_says_so(winset, bridge):
    done = winset("diff", bridge, bridge)
    assert done.code == 0
    assert "Nothing moved" in done.out


def test_what_is_withheld_is_in_no_comparison(winset, bridge, tmp_path):
    folder = shutil.copytree(bridge, tmp_path / "bridge")
    (one,) = winset("diff", folder, "--from", "2031-03-01", "--json").document["statements"]
    assert winset("review", one["id"], "withhold", "--case", folder, "--coder", "Ada").code == 0
    for asked in (("--from", "2031-03-01"), ("--from", "2031-03-01", "--entered"), ("--coders", "Ada", "Ben")):
        done = winset("diff", folder, *asked, "--json")
        assert done.code == 0, done.err
        assert one["words"] not in done.out
        assert one["id"] not in done.out


def test_the_brief_tells_what_moved_since_a_day(winset, bridge, tmp_path):
    folder = shutil.copytree(bridge, tmp_path / "bridge")
    assert winset("study", folder, "--draws", "16", "--quiet").code == 0
    assert winset("brief", folder, "--quiet").code == 0
    assert "What moved since" not in (folder / "report.html").read_text()
    assert winset("brief", folder, "--quiet", "--since", "2031-03-01").code == 0
    page = (folder / "report.html").read_text()
    section = page[page.index('<section id="moved">') :]
    section = section[: section.index("</section>")]
    assert "What moved since 1 March 2031" in section
    assert "the toll must go" in section
    assert "No figure moved" in section
    late = winset("brief", folder, "--quiet", "--since", "2031-05-01")
    assert (late.code, "a day before 2031-04-02" in late.err) == (1, True)


def test_the_same_question_gives_the_same_bytes(winset, bridge):
    asked = ("diff", bridge, "--from", "2031-03-01", "--json")
    assert winset(*asked).out == winset(*asked).out


@pytest.mark.parametrize(
    ("words", "code", "says"),
    [
        ((), 2, "name either --from DAY"),
        (("--to", "2031-04-02"), 2, "name either --from DAY"),
        (("--from", "2031-03-01", "--coders", "Ada", "Ben"), 2, "--from and --coders"),
        (("--coders", "Ada", "Ben", "--entered"), 2, "--from DAY --to DAY"),
        (("--from", "2031-04-02", "--to", "2031-03-01"), 1, "the earlier first"),
        (("--from", "2031-03-01", "--to", "2031-05-01"), 1, "which the case describes"),
        (("--coders", "Ada", "Adda"), 1, "did you mean 'Ada'"),
        (("--coders", "Ada", "Ada"), 1, "two coders"),
        (("nowhere",), 1, "no such folder"),
    ],
)
def test_a_question_that_cannot_be_answered_says_what_to_do(winset, bridge, words, code, says):
    done = winset("diff", bridge, *words)
    assert done.code == code
    assert says in " ".join(done.err.replace("│", " ").split())
