"""Correlations and priors of a case: what cannot be meant is a problem with its line, what it got and a remedy that works."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from winset.case.correlation import admissible, can_hold, groups
from winset.case.store import read
from winset.case.tie import ties

CASE = """\
name: river
title: The river
as_of: 2031-04-02
parties:
  aland: {name: Aland, roles: [negotiator]}
  borland: {name: Borland, roles: [negotiator]}
issues:
  bridge: {name: Bridge, options: {open: {name: Open}, shut: {name: Shut}}}
preferences:
  aland:
    issues: {bridge: {weight: 60, values: {open: 70..90, shut: 0..20}}}
    walk_away: {points: [{on: 2031-04-02, value: 30..50}]}
  borland:
    issues: {bridge: {weight: 50, values: {open: 10..30, shut: 100}}}
    walk_away: {points: [{on: 2031-04-02, value: {low: 20, mode: 30, high: 35}}]}
"""

A, B, C = "preferences.aland.walk_away", "preferences.borland.walk_away", "preferences.borland.issues.bridge.values.open"


def tied(*pairs):
    lines = [f"  - {{between: [{one}, {other}], rho: {rho}}}" for one, other, rho in pairs]
    return read(CASE + "\n".join(["correlations:", *lines, ""]), "case.yaml")


def only(found):
    case, problems = found
    assert case is None
    (problem,) = problems
    assert problem.wanted and problem.remedy
    return problem


def test_a_sound_case_gives_its_ties():
    case, problems = tied((A, B, 0.5), (B, C, "-1/4"))
    assert not problems
    assert ties(case) == ((A, B, 0.5), (B, C, -0.25))


def test_an_unknown_path_is_pointed_at_with_the_one_that_was_meant():
    problem = only(tied((A, "preferences.borland.walkaway", 0.5)))
    assert problem.where.startswith("case.yaml:17:") and problem.where.endswith("correlations.0.between.1")
    assert problem.remedy == f"did you mean '{B}'?"


@pytest.mark.parametrize("rho", ["1.2", "-3"])
def test_a_correlation_outside_its_range(rho):
    problem = only(tied((A, B, rho)))
    assert "correlations.0" in problem.where and "-1 to 1" in problem.wanted


def test_a_number_with_itself_and_a_pair_said_twice():
    assert "two different" in only(tied((A, A, 0.5))).wanted
    assert only(tied((A, B, 0.5), (B, A, 0.4))).kind == "duplicate"


def test_a_number_known_exactly_is_a_warning():
    case, problems = tied(("preferences.borland.issues.bridge.values.shut", A, 0.5))
    assert case is not None and [problem.kind for problem in problems] == ["no-band"]


def test_correlations_that_cannot_hold_together_name_the_pair_and_a_value_that_can():
    problem = only(tied((A, B, 0.9), (B, C, 0.9), (A, C, 0.5)))
    assert problem.kind == "impossible-correlations" and problem.where.startswith("case.yaml:17:")
    assert f"the nearest value for {A} and {B} is 0.827" in problem.remedy
    assert tied((A, B, 0.827), (B, C, 0.9), (A, C, 0.5))[0] is not None
    assert tied((A, B, 0.828), (B, C, 0.9), (A, C, 0.5))[0] is None


def test_what_is_not_said_is_zero_and_can_be_impossible_too():
    problem = only(tied((A, B, 0.9), (B, C, 0.9)))
    value = problem.remedy.split(" is ")[1].split(";")[0]
    assert tied((A, B, value), (B, C, 0.9))[0] is not None


def test_where_no_single_change_is_enough_the_share_that_is():
    paths = [f"preferences.aland.issues.bridge.values.{o}" for o in ("open", "shut")] + [A, B]
    pairs = [(one, other, -0.9) for k, one in enumerate(paths) for other in paths[k + 1 :]]
    problem = only(tied(*pairs))
    share = float(problem.remedy.split("multiply all of them by ")[1].split(",")[0])
    assert 0.36 < share <= 0.3704
    assert tied(*((one, other, round(-0.9 * share, 4)) for one, other, _ in pairs))[0] is not None


@pytest.mark.parametrize(
    ("band", "says"),
    [
        ("{low: 40, mode: 30, high: 50}", "low ≤ mode ≤ high"),
        ("{low: 50, mode: 50, high: 40}", "low ≤ mode ≤ high"),
        ("{discrete: {10: 0, 20: 0}}", "add up to 1"),
        ("{discrete: {10: 0.5, 20: 0.4}}", "add up to 1"),
        ("{discrete: {10: 1.5, 20: -0.5}}", "odds of 0 or more"),
        ("{discrete: {ten: 1}}", "a number"),
        ("{discrete: 10}", "values with their odds"),
        ("{low: 10, mode: 20, high: 30, prior: discrete}", "a discrete prior with its values"),
        ("{discrete: {10: 0.5, 20: 0.5}, high: 30}", "without other ends"),
        ("{low: 0, mode: 20, high: 30, prior: lognormal}", "a lognormal prior above 0"),
        ("{low: 10, mode: 20, high: 30, prior: normal}", "pert"),
    ],
)
def test_a_prior_that_cannot_be_meant_is_a_problem_with_its_line(band, says):
    case, problems = read(CASE.replace("{low: 20, mode: 30, high: 35}", band), "case.yaml")
    assert case is None
    (problem,) = problems
    assert problem.where.startswith("case.yaml:15:") and "preferences.borland.walk_away.points.0.value" in problem.where
    assert says in problem.wanted and problem.remedy


@pytest.mark.parametrize(
    "band",
    [
        "{low: 20, mode: 30, high: 35, prior: triangular}",
        "{low: 20, high: 35, prior: uniform}",
        "{value: 20..35, prior: uniform}",
        "{low: 20, mode: 25, high: 80, prior: lognormal, because: {judgement: a guess}}",
        "{discrete: {20: 1/3, 30: 2/3}, because: {judgement: two readings}}",
    ],
)
def test_a_prior_is_read_and_written_back(band):
    case, problems = read(CASE.replace("{low: 20, mode: 30, high: 35}", band), "case.yaml")
    assert not problems
    assert type(case).model_validate_json(case.model_dump_json()) == case


@given(st.integers(2, 5), st.data())
def test_what_can_hold_is_what_has_no_eigenvalue_below_zero(n, data):
    """The slow twin: eigenvalues, and for each pair a search through its values."""
    matrix = np.eye(n)
    for i in range(n):
        for j in range(i):
            matrix[i, j] = matrix[j, i] = data.draw(st.integers(-10, 10)) / 10
    least = np.linalg.eigvalsh(matrix)[0]
    if abs(least) > 1e-6:
        assert can_hold(matrix.tolist()) == (least > 0)
    found = admissible(matrix.tolist(), 0, 1)
    for rho in np.linspace(-1, 1, 41):
        changed = matrix.copy()
        changed[0, 1] = changed[1, 0] = rho
        least = np.linalg.eigvalsh(changed)[0]
        if least > 1e-4:
            assert found is not None and found[0] - 1e-6 <= rho <= found[1] + 1e-6
        elif least < -1e-4:
            assert found is None or not found[0] + 1e-6 < rho < found[1] - 1e-6


@given(st.lists(st.tuples(st.integers(0, 8), st.integers(0, 8)), max_size=10))
def test_groups_hold_what_is_tied_and_nothing_twice(pairs):
    found = groups((str(a), str(b)) for a, b in pairs)
    assert len({name for group in found for name in group}) == sum(len(group) for group in found)
    assert all(sum({str(a), str(b)} <= set(group) for group in found) == 1 for a, b in pairs)
