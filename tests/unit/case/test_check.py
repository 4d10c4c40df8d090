"""Problems in a case are placed and come with a remedy. Each test's docstring is the change it makes to a sound case."""

import pytest

from winset.case.store import read

SOUND = """\
name: river
title: The river
as_of: 2031-04-02
parties:
  aland: {name: Aland, roles: [negotiator]}
  borland: {name: Borland, roles: [negotiator]}
issues:
  bridge: {name: Bridge, options: {open: {name: Open}, shut: {name: Shut}}}
  toll: {name: Toll, options: {none: {name: None}, half: {name: Half}, full: {name: Full}}}
preferences:
  aland:
    issues:
      bridge: {weight: 60, values: {open: 100, shut: 0}}
      toll: {weight: 40, values: {none: 100, half: 50, full: 0}}
    walk_away: {points: [{on: 2031-04-02, value: 40}]}
  borland:
    issues:
      bridge: {weight: 50, values: {open: 0, shut: 100}}
      toll: {weight: 50, values: {none: 0, half: 60, full: 100}}
    walk_away: {points: [{on: 2031-04-02, value: 30}]}
"""


def problems_of(text):
    return read(text, "case.yaml")


@pytest.fixture
def problems(request):
    """Read the sound case with the lines of the test's docstring put in: "old -> new" each."""
    text = SOUND
    for line in request.function.__doc__.strip().splitlines():
        old, new = (part.strip().replace("\\n", "\n") for part in line.split("->", 1))
        assert text.count(old), f"the sound case lacks {old!r}"
        text = text.replace(old, new, 1)
    return problems_of(text)[1]


def test_a_sound_case_has_none():
    case, found = problems_of(SOUND)
    assert case is not None
    assert not found


def test_an_option_listed_twice(problems):
    """half: {name: Half} -> none: {name: Half}"""
    assert problems[0].where == "case.yaml:9:52 issues.toll.options"
    assert problems[0].got == "'none' listed twice (first on line 9)"


def test_a_weight_in_words(problems):
    """weight: 60 -> weight: ten"""
    assert problems[0].where == "case.yaml:13:16 preferences.aland.issues.bridge.weight"
    assert (problems[0].got, problems[0].wanted) == ("'ten'", "a number")


def test_an_unknown_option_is_met_with_the_nearest_one(problems):
    """half: 50 -> haalf: 50"""
    assert problems[0].where == "case.yaml:14:46 preferences.aland.issues.toll.values.haalf"
    assert problems[0].remedy.startswith("did you mean 'half'?")
    assert [problem.kind for problem in problems] == ["unknown-option", "no-value"]


def test_an_unknown_key(problems):
    """as_of: 2031-04-02 -> as_of: 2031-04-02\\nsummery: two towns"""
    assert problems[0].where == "case.yaml:4:1 summery"
    assert "did you mean 'summary'?" in problems[0].remedy


def test_a_value_outside_the_scale(problems):
    """half: 60 -> half: 50..160"""
    assert problems[0].got == "50 to 160"
    assert problems[0].wanted == "within 0 to 100"


def test_a_date_that_came_later_than_the_case(problems):
    """value: 30} -> value: {value: 30, because: {source: Gazette, known: 2031-05-01}}}"""
    assert [problem.kind for problem in problems] == ["later-than-case"]
    assert problems[0].where.startswith("case.yaml:20:")


def test_a_party_without_preferences_is_a_warning_not_a_zero(problems):
    """borland:\\n    issues: ->   aland2:\\n    issues:"""
    assert {problem.kind for problem in problems} == {"no-preference", "unknown-party"}


def test_weights_that_are_all_nothing(problems):
    """weight: 60 -> weight: 0
    weight: 40 -> weight: 0"""
    assert [problem.kind for problem in problems] == ["weights"]


def test_a_red_line_on_an_unknown_issue(problems):
    """as_of: 2031-04-02 -> as_of: 2031-04-02\\nred_lines: [{party: aland, issue: brige, option: shut}]"""
    assert [problem.kind for problem in problems] == ["unknown-issue"]
    assert "did you mean 'bridge'?" in problems[0].remedy


def test_words_without_their_source(problems):
    """value: 30} -> value: {value: 30, because: {words: never}}}"""
    assert (problems[0].wanted, problems[0].remedy) == ("words are quoted without their source", "add `source:`")


def test_an_unset_value_after_a_comma_says_what_went_wrong(problems):
    """{name: Open} -> {name: Open, or ajar}"""
    assert "put that text in quotes" in problems[0].remedy


@pytest.mark.parametrize(
    "text", ["", "[1, 2]", "name: [", "a: \x00", "[" * 5000, "- \n" * 10, "name: &a x\ntitle: *a", "%YAML 9"]
)
def test_what_is_no_case_at_all_is_a_problem(text):
    case, found = problems_of(text)
    assert case is None
    assert found
    assert all(problem.where.startswith("case.yaml") and problem.remedy for problem in found)


def test_every_problem_is_reported_not_only_the_first():
    text = (
        SOUND.replace("weight: 60", "weight: ten")
        .replace("weight: 50", "weight: five")
        .replace("as_of: 2031", "as_of: soon-2031")
    )
    assert len(problems_of(text)[1]) == 4


def test_a_missing_value_becomes_a_wide_band():
    case, found = problems_of(SOUND.replace("half: 50, ", ""))
    band = case.preferences["aland"].issues["toll"].values["half"]
    assert (band.low, band.mode, band.high) == (0, 50, 100)
    assert band.because.kind == "default"
    assert [problem.severity for problem in found] == ["warning"]


def test_a_basis_is_handed_down_to_the_numbers_below():
    text = SOUND.replace("  aland:\n    issues", "  aland:\n    because: {judgement: a guess}\n    issues")
    case, _ = problems_of(text)
    preference = case.preferences["aland"]
    assert preference.issues["toll"].values["half"].because.judgement == "a guess"
    assert preference.walk_away.points[0].value.because.judgement == "a guess"


def test_a_character_that_no_page_can_show(problems):
    """title: The river -> title: "The\\0river\\ud800" """
    assert problems[0].where == "case.yaml:2:1 title"
    assert problems[0].got == "the characters U+0000, U+D800"


def test_an_escape_sequence_for_the_terminal_in_an_id(problems):
    """bridge: {name: Bridge -> "bri\\edge": {name: Bridge"""
    assert problems[0].where.startswith("case.yaml:8:3 issues")
    assert problems[0].got == "the character U+001B"


@pytest.mark.parametrize(
    ("old", "new", "wanted"),
    [
        ("as_of: 2031-04-02", "as_of: 2025-13-45", "a day such as 2031-04-02"),
        ("as_of: 2031-04-02", "as_of: 2031-04-02T10:00:00", "a day such as 2031-04-02"),
        ("aland: {name: Aland, roles: [negotiator]}", "aland:", "keys with their values"),
        ("roles: [negotiator]}\n  b", "roles: []}\n  b", "at least 1 item"),
        ("roles: [negotiator]}\n  b", "roles: negotiator}\n  b", "a list"),
        ("roles: [negotiator]}\n  b", "roles: [judge]}\n  b", "'negotiator', 'guarantor' or 'mediator'"),
        ("name: river", "name: 2031", "text"),
        ("name: river", "name: river\nscale: 0", "greater than 0"),
        ("weight: 60", "weight: 60..50", "low ≤ mode ≤ high"),
        ("name: river", "name: river\nbodies: {m: {name: M}}", "the key 'kind'"),
        ("name: river", "name: river\nbodies: {m: {kind: club, name: M}}", "'legislature', 'electorate'"),
    ],
)
def test_what_is_wanted_is_said_in_the_words_of_a_case(old, new, wanted):
    assert old in SOUND
    problem, *_ = problems_of(SOUND.replace(old, new, 1))[1]
    assert problem.wanted == wanted
    assert "Fraction" not in problem.got
    assert problem.remedy


def test_an_unknown_id_where_none_is_known_yet(problems):
    """name: river -> name: river\\nratification: {gates: [{body: senate}]}"""
    assert problems[0].remedy == "there is none yet; add it"


def test_a_preference_without_an_issue():
    given = SOUND[
        SOUND.index("    issues:\n      bridge: {weight: 60") : SOUND.index(
            "    walk_away: {points: [{on: 2031-04-02, value: 40}"
        )
    ]
    (problem,) = problems_of(SOUND.replace(given, "    issues: {}\n"))[1]
    assert (problem.kind, problem.got) == ("weights", "no weight above 0")


def test_a_plan_that_lists_more_points_than_it_is_said_to_have(problems):
    """name: river -> name: river\\nplan: {name: Plan, size: 1, points: [{number: 1, title: A, history: []}, ANOTHER]}
    ANOTHER -> {number: 2, title: B, history: []}"""
    assert (problems[0].kind, problems[0].got) == ("size", "2 points of 1")


def test_a_signing_day_listed_twice(problems):
    """name: river -> name: river\\nsigning: [2031-04-02, 2031-05-02, 2031-04-02]"""
    assert (problems[0].kind, problems[0].got) == ("duplicate", "2031-04-02 twice")


def test_a_folded_text_has_a_space_where_its_lines_break():
    case, _ = problems_of(SOUND.replace("title: The river", "title: The river\nsummary: >-\n  Two towns\n  negotiate."))
    assert case.summary == "Two towns negotiate."
