"""Two annotators' marks are paired and measured as worked out by hand; the test split is annotated twice."""

import pytest
from agreement import align, compared, confusions, differences, figures, main
from check import check
from markup import HOME, Faulty, parse, read

HEAD = "---\ngenre: wire\ntitle: null\nstatements:\n{}---\n"
ONE = (
    "  1: {speaker: [Ina Holm], act: claim, date: [2031-03-04, explicit], channel: [letter, explicit]}\n"
    "  2: {speaker: [the pilot], act: threat, date: [2031-03-05, inferred]}\n"
)
TWO = "  1: {speaker: [Ina Holm], act: demand}\n"
FIRST = {
    "one": HEAD.format(ONE) + "{s1:Ina Holm} {q1:said} {c1:it rains}. {s2:The pilot} {q2:warned of} {c2:hail today}.\n",
    "two": HEAD.format(TWO) + "{c1:“Go,”} {s1:she} {q1:cried}. He did, then he slept.\n",
}
SECOND = {
    "one": HEAD.format(ONE.replace("the pilot", "The Pilot").replace("03-05", "03-06").replace("letter", "statement"))
    + "{s1:Ina Holm} {q1:said} {c1:it rains}. {s2:The pilot} {q2:warned} {c2:of hail today}.\n",
    "two": HEAD.format(TWO.replace("demand", "claim") + "  2: {speaker: [Ina Holm], act: claim, voice: reporter}\n")
    + "{c1:“Go,”} {s1:she} {q1:cried}. {s2:He} {q2:did}, then he {c2:slept}.\n",
}
KNOWN = {
    ("statements", "the first's found by the second"): (3 / 3, 3),
    ("statements", "the second's found by the first"): (3 / 4, 4),
    ("statements", "F of content"): (6 / 7, 7),
    # 19 tokens, 38 labels, 12 of them inside, 2 tokens labelled differently
    ("content", "Krippendorff's alpha per token"): (1 - 37 * 2 / (12 * 26), 19),
    ("content", "same words"): (2 / 3, 3),
    ("source", "same words"): (1, 3),
    ("cue", "same words"): (2 / 3, 3),
    ("cue", "a word in common, or both none"): (1, 3),
    ("speaker", "same canonical names"): (2 / 3, 3),
    ("speaker", "same, where the first names one"): (1, 2),
    ("kind", "Cohen's kappa"): (1, 3),
    ("act", "same"): (2 / 3, 3),
    # chance: claim 1/3 · 2/3, threat 1/3 · 1/3
    ("act", "Cohen's kappa"): ((2 / 3 - 1 / 3) / (1 - 1 / 3), 3),
    ("nested", "same"): (1, 3),
    ("voice", "Cohen's kappa"): (None, 3),
    ("attitude", "Cohen's kappa"): (None, 3),
    ("date", "same, or both none"): (2 / 3, 3),
    ("date", "same, where both give one"): (1 / 2, 2),
    ("channel", "same, where either gives one"): (0, 1),
}


@pytest.fixture
def folders(tmp_path):
    for side, pages in (("first", FIRST), ("second", SECOND)):
        for name, text in pages.items():
            path = tmp_path / side / "toll" / f"{name}.txt"
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text)
    return tmp_path / "first", tmp_path / "second"


def test_the_figures_are_those_worked_out_by_hand(folders):
    found = {(figure.name, figure.measure): (figure.value, figure.n) for figure in figures(compared(*folders))}
    assert {key: found[key] for key in KNOWN} == {key: (pytest.approx(value), n) for key, (value, n) in KNOWN.items()}


def test_what_differs_is_listed(folders):
    pages = compared(*folders)
    assert confusions(pages) == {("demand", "claim"): 1}
    listed = [line.split(": ", 1)[1] for line in differences(pages)]
    assert "content 2/2: 'hail today' | 'of hail today'" in listed
    assert "only the second: 2 'slept'" in listed


def test_the_most_alike_are_paired_first_so_that_a_report_is_not_taken_for_what_it_reports():
    marked = "{{c{0}:The pilot {{q{1}:told}} us {{c{1}:the old toll is gone}}}}, {{s{0}:she}} {{q{0}:said}}."
    pages = [parse(HEAD.format("") + marked.format(*numbers), HOME / "toll" / "one.txt") for numbers in ((1, 2), (2, 1))]
    assert [pair.numbers for pair in align(*pages)] == [(1, 2), (2, 1)]


def test_another_text_or_no_article_to_compare_with_is_refused(folders, capsys):
    first, second = folders
    path = second / "toll" / "two.txt"
    path.write_text(path.read_text().replace("slept", "woke"))
    assert main([str(first), str(second)]) == 1
    assert "its text differs" in capsys.readouterr().err
    (first / "toll" / "two.txt").unlink()
    with pytest.raises(Faulty, match="no such article"):
        compared(first, second)


def test_the_whole_test_split_is_annotated_twice_and_without_faults(capsys):
    texts = {
        side: {p.relative_to(HOME / side): read(p).text for p in (HOME / side).glob("te-*/*.txt")}
        for side in ("articles", "first", "second")
    }
    assert texts["first"] == texts["second"] == texts["articles"]
    assert [fault for _, two in compared(HOME / "first", HOME / "second") for fault in check(two)] == []
    assert main([str(HOME / "first"), str(HOME / "second"), "--differences"]) == 0
    assert "F of content" in capsys.readouterr().out
