"""Bodies, chains and guarantees as a person writes them: every mistake is placed, every figure keeps its basis."""

from datetime import date

import pytest

from winset.band import BasisKind
from winset.case.later import blocs_of, moved_by
from winset.case.store import read

BEGINNING = """
name: talks
title: Talks
as_of: 2031-05-01
parties:
  north: {name: North, roles: [negotiator]}
  south: {name: South, roles: [negotiator]}
  friend: {name: Friend, roles: [guarantor]}
issues:
  term:
    name: Term
    options:
      short: {name: Short}
      long: {name: Long, support: {assembly: 0.2}, stake: 0.01, hazard: -0.1}
preferences:
  north: {issues: {term: {weight: 1, values: {short: 0, long: 100}}}, walk_away: {points: [{on: 2031-05-01, value: 10}]}}
  south: {issues: {term: {weight: 1, values: {short: 100, long: 0}}}, walk_away: {points: [{on: 2031-05-01, value: 10}]}}
  friend: {issues: {term: {weight: 1, values: {short: 100, long: 0}}}, walk_away: {points: [{on: 2031-05-01, value: 0}]}}
"""

BODIES = """
bodies:
  assembly:
    kind: legislature
    name: Assembly
    because: {judgement: an example}
    chambers:
      house:
        rules: [{share: 1/2, more_than: true}]
        blocs:
          left: {seats: 60, yes: 0.5..0.7}
          right: {seats: 40, yes: 0.4}
  people:
    kind: electorate
    name: People
    blocs: {all: {share: 1, yes: 0.55}}
    quorum: 0.5
ratification:
  gates:
    - {body: assembly}
    - {body: people, delay: 60, needs: [peace], when: {term: [long]}}
  preconditions:
    peace: {name: The truce holds, chance: 0.8, wait: 30, lapse: 0.5}
guarantees:
  pact:
    name: Pact
    guarantor: friend
    term: {issue: term, options: {short: 15, long: endless}}
    credibility: 0.5
    effect: 0.3
contest: {attacker: south, keeps: 0.5, wins: 0.7, war_cost: 0.1}
"""


def problems(text):
    return read(BEGINNING + text, "case.yaml")[1]


def test_a_case_with_bodies_and_guarantees_has_no_problems():
    case, found = read(BEGINNING + BODIES, "case.yaml")
    assert not found
    assert case.guarantees["pact"].term.options["long"] == "endless"


def test_figures_rest_on_the_nearest_basis_above_them():
    case, _ = read(BEGINNING + BODIES, "case.yaml")
    assembly = case.bodies["assembly"]
    assert assembly.chambers["house"].blocs["left"].yes.because.judgement == "an example"
    assert assembly.factor.because.judgement.startswith("Beta(2, 8)")
    assert case.bodies["people"].blocs["all"].yes.because.kind is BasisKind.DEFAULT


def test_a_key_of_support_names_a_body_a_chamber_or_a_bloc():
    case, _ = read(BEGINNING + BODIES, "case.yaml")
    blocs = blocs_of(case)
    assert moved_by("assembly", blocs) == moved_by("assembly.house", blocs) == [("assembly", 0), ("assembly", 1)]
    assert moved_by("assembly.right", blocs) == moved_by("assembly.house.right", blocs) == [("assembly", 1)]
    assert moved_by("people.all", blocs) == [("people", 0)]
    assert moved_by("senate", blocs) == []


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("yes: 0.4}", "yes: 40}", "give shares, not percentages"),
        ("seats: 60, yes: 0.5..0.7", "seats: 60, yes: -0.1..0.7", "`yes` within 0 to 1"),
        ("share: 1/2, more_than: true", "share: 1, more_than: true", "can never be reached"),
        ("share: 1/2, more_than: true", "share: 0", "always met"),
        ("share: 1/2, more_than: true", "votes: 101", "can never be reached"),
        ("share: 1/2, more_than: true", "votes: 0", "greater than 0"),
        ("share: 1/2, more_than: true", "share: 1/2, votes: 3", "either `share` or `votes`"),
        ("quorum: 0.5", "quorum: 1.5", "less than or equal to 1"),
        ("share: 1, yes: 0.55", "share: 0.9, yes: 0.55", "add up to 0.9"),
        (
            "seats: 60, yes: 0.5..0.7}\n          right: {seats: 40,",
            "seats: 0, yes: 0.5}\n          right: {seats: 0,",
            "without members",
        ),
        ("short: 15", "short: -15", "0 years or more"),
        ("effect: 0.3", "effect: -0.3", "would help the attacker"),
        ("credibility: 0.5", "credibility: 1.5", "within 0 to 1"),
        ("chance: 0.8", "chance: 8", "`chance` within 0 to 1"),
        ("delay: 60", "delay: -60", "0 days or more"),
        ("wins: 0.7", "wins: 7", "within 0 to 1"),
        ("name: People", "name: People\n    factor: 2", "`factor` within 0 to 1"),
        (
            "more_than: true}]\n        blocs:\n          left: {seats: 60, yes: 0.5..0.7}\n          right: {seats: 40,",
            "weights: true}]\n        blocs:\n          left: {seats: 60, weight: 0, yes: 0.5}\n          right: {seats: 0,",
            "never be reached",
        ),
        ("short: 15", "short: 1e9", "at most 1,000 years"),
        ("effect: 0.3", "effect: 0.3\n    taper: 2000", "at most 1,000 years"),
        ("effect: 0.3", "effect: 0.3\n    ratio: {median: 1e50}", "from 0.01 to 100"),
        ("effect: 0.3", "effect: 0.3\n    ratio: {sigma: 50}", "from 0 to 3"),
        ("effect: 0.3", "effect: 0.3\n    staying: {shape: 1e-9}", "from 0.1 to 10"),
        ("wins: 0.7", "wins: 0.7, shape: 1e9", "from 0.1 to 10"),
        ("wins: 0.7", "wins: 0.7, scale: 1e-50", "from 0.01 to 1000000"),
        ("wins: 0.7", "wins: 0.7, scale: 1e50", "from 0.01 to 1000000"),
    ],
)
def test_a_figure_that_cannot_be_meant_is_a_problem_with_its_line(old, new, says):
    assert old in BODIES
    found = problems(BODIES.replace(old, new))
    assert any(says in str(problem) for problem in found), found
    assert all(problem.where.startswith("case.yaml:") and problem.remedy for problem in found)


@pytest.mark.parametrize(
    ("old", "new", "kind"),
    [
        ("{body: assembly}", "{body: asembly}", "unknown-body"),
        ("needs: [peace]", "needs: [piece]", "unknown-precondition"),
        ("when: {term: [long]}", "when: {term: [lng]}", "unknown-option"),
        ("guarantor: friend", "guarantor: frend", "unknown-party"),
        ("attacker: south", "attacker: suth", "unknown-party"),
        ("{short: 15, long: endless}", "{short: 15}", "no-figure"),
        ("quorum: 0.5", "quorum: 0.5\n    source: a law\n    known: 2031-06-01", "later-than-case"),
        ("because: {judgement: an example}", "because: {source: a poll, known: 2031-06-01}", "later-than-case"),
    ],
)
def test_what_does_not_exist_or_was_not_known_is_a_problem(old, new, kind):
    assert old in BODIES
    assert kind in {problem.kind for problem in problems(BODIES.replace(old, new))}


def test_support_for_an_unknown_bloc_is_a_problem_that_names_the_known_ones():
    text = BEGINNING.replace("support: {assembly: 0.2}", "support: {assembly.lft: 0.2}")
    (problem,) = read(text + BODIES, "case.yaml")[1]
    assert problem.kind == "unknown-bloc"
    assert "assembly.left" in problem.remedy
    assert problem.where.startswith("case.yaml:14:")


def test_guarantees_without_a_contest_are_a_problem():
    assert "no-contest" in {p.kind for p in problems(BODIES.split("contest:", maxsplit=1)[0])}


def test_a_case_without_later_stages_stays_as_it_was():
    case, found = read(BEGINNING.replace("support: {assembly: 0.2}, ", ""), "case.yaml")
    assert not found
    assert case.bodies == {} and case.ratification is None and case.guarantees == {}
    assert case.as_of == date(2031, 5, 1)


def test_a_hazard_out_of_reach_is_a_problem():
    text = BEGINNING.replace("hazard: -0.1", "hazard: 1e5") + BODIES
    (problem,) = read(text, "case.yaml")[1]
    assert problem.wanted == "a hazard from -10 to 10"
