"""From a case to its chain: options choose the route and its rule, move the odds, and every figure is taken from its band."""

from fractions import Fraction

import pytest

from winset.case.store import read
from winset.ratify.bodies import library, power_of, ready
from winset.ratify.chain import through
from winset.ratify.odds import every, ratify
from winset.ratify.plain import in_plain, needed_votes
from winset.ratify.route import gates, law, route, shifts
from winset.ratify.rule import Votes, passes

CASE = """
name: talks
title: Talks
as_of: 2031-05-01
parties:
  north: {name: North, roles: [negotiator]}
  south: {name: South, roles: [negotiator]}
issues:
  force:
    name: Legal force
    options:
      treaty: {name: Treaty}
      resolution: {name: Resolution}
      word: {name: A promise}
  land:
    name: Land
    options:
      keep: {name: Kept, support: {people: 0.3}}
      cede: {name: Ceded, support: {people: -0.6..-0.2, congress.left: 0.2}}
preferences:
  north:
    issues: {land: {weight: 1, values: {keep: 100, cede: 0}}}
    walk_away: {points: [{on: 2031-05-01, value: 10}]}
  south:
    issues: {land: {weight: 1, values: {keep: 0, cede: 100}}}
    walk_away: {points: [{on: 2031-05-01, value: 10}]}
bodies:
  congress:
    kind: legislature
    name: Congress
    endorsed: true
    factor: 0.1..0.3
    chambers:
      upper:
        rules: [{share: 2/3}]
        blocs:
          left: {seats: 60, yes: 0.8..0.9}
          right: {seats: 40, yes: 0.5..0.7, endorsement: 0.2}
  houses:
    kind: legislature
    name: Both houses
    factor: 0.2
    chambers:
      upper: {rules: [{share: 1/2, more_than: true}], blocs: {left: {seats: 60, yes: 0.8}, right: {seats: 40, yes: 0.6}}}
      lower: {rules: [{votes: 51}], blocs: {all: {seats: 101, yes: 0.55, absent: 0.05}}}
  people:
    kind: electorate
    name: The people
    blocs: {all: {share: 1, yes: 0.55}}
    quorum: 1/2
    turnout: 0.5..0.7
    factor: 0.2
ratification:
  preconditions:
    truce: {name: The truce holds, chance: 0.8, wait: 100, lapse: 0.5}
  gates:
    - {body: congress, delay: 30, when: {force: [treaty]}}
    - {body: houses, delay: 20, when: {force: [resolution]}}
    - {body: people, delay: 10, needs: [truce], when: {land: [keep, cede]}}
"""


@pytest.fixture(scope="module")
def case():
    found, problems = read(CASE, "case.yaml")
    assert not problems
    return found


def package(force, land="keep"):
    return {"force": force, "land": land}


def test_the_options_choose_the_route(case):
    assert [route(case, package(force)) for force in ("treaty", "resolution", "word")] == [[0, 2], [1, 2], [2]]
    assert ratify(case, package("treaty"), draws=0).gates[0].rule == "at least 2/3 of those voting"
    assert ratify(case, package("resolution"), draws=0).gates[0].needed == "51 of 100, 51 of 101"


def test_the_terms_move_the_blocs_they_name_and_no_other(case):
    both = [package("word", "keep"), package("word", "cede")]
    assert shifts(case, "people", both).tolist() == [[[0.3], [-0.4]]]
    assert shifts(case, "congress", both).tolist() == [[[0, 0.2], [0.2, 0.2]]]
    assert not shifts(case, "houses", both).any()


def test_ceding_land_changes_every_stage(case):
    keep, cede = (ratify(case, package("treaty", land), draws=0) for land in ("keep", "cede"))
    assert keep.gates[0].passes.value < cede.gates[0].passes.value
    assert keep.gates[1].passes.value > cede.gates[1].passes.value
    assert keep.whole.value > cede.whole.value


def test_the_chain_is_the_one_built_by_hand(case):
    chosen = route(case, package("treaty"))
    chain = gates(case, chosen)
    by_hand = through(chain, [shifts(case, g.name, [package("treaty")])[0] for g in chain])
    found = ratify(case, package("treaty"), draws=0)
    assert found.whole.value == pytest.approx(by_hand.whole[0], abs=1e-12)
    assert [g.days.value for g in found.gates] == [30, 100]
    assert found.frechet[0] <= found.whole.value <= found.frechet[1]
    assert sum(g.fails_first for g in found.gates) + found.whole.value == pytest.approx(1)


def test_a_package_that_needs_nobody_passes(case):
    assert case.ratification is not None
    alone = case.model_copy(update={"ratification": None})
    assert ratify(alone, package("word")).whole.value == 1
    assert gates(alone, []) == []


def test_many_packages_at_once_are_each_by_itself(case):
    packages = [package(force, land) for force in ("treaty", "resolution", "word") for land in ("keep", "cede")]
    whole, bodies = every(case, packages)
    singles = [ratify(case, p, draws=0) for p in packages]
    assert whole[0] == pytest.approx([s.whole.value for s in singles], abs=1e-6)
    assert (bodies[0, :2, 0] > 0).all() and (bodies[0, 2:, 0] != bodies[0, 2:, 0]).all()


def test_draws_spread_around_the_modes_and_repeat(case):
    first, again = ratify(case, package("treaty"), draws=30), ratify(case, package("treaty"), draws=30)
    assert first == again
    assert first.whole.low < first.whole.value < first.whole.high


@pytest.mark.parametrize("name", [n for n, b in library().items() if "chambers" in b])
def test_a_ready_body_passes_with_its_needed_votes_and_no_fewer(name):
    blocs = [bloc for chamber in library()[name]["chambers"].values() for bloc in chamber["blocs"]]
    body = ready(name, dict.fromkeys(blocs, 0.5))
    for text, chamber in zip(needed_votes(body).split(", "), body.chambers.values(), strict=True):
        rule, seats = law(chamber.rules, list(chamber.blocs.values())), [b.seats for b in chamber.blocs.values()]
        votes, total = int(text.split()[0]), sum(seats)
        assert text == f"{votes} of {total}"
        order = sorted(range(len(seats)), key=lambda g: not list(chamber.blocs.values())[g].veto)
        for yes, wanted in ((votes, True), (votes - 1, False)):
            left, tally = yes, [Votes(0, 0)] * len(seats)
            for g in order:
                tally[g] = Votes(min(left, seats[g]), seats[g] - min(left, seats[g]))
                left -= tally[g].yes
            if wanted or name != "un-security-council":
                assert passes(rule, tally) is wanted
    assert in_plain(body)
    assert library()[name]["sources"] and library()[name]["known"]


def test_one_permanent_no_is_a_veto_and_an_abstention_is_none():
    body = ready("un-security-council", {"permanent": 0.9, "elected": 0.7})
    council = body.chambers["council"]
    rule = law(council.rules, list(council.blocs.values()))
    assert not passes(rule, [Votes(4, 1), Votes(10, 0)])
    assert passes(rule, [Votes(4, 0, 1), Votes(5, 5)])
    assert not passes(rule, [Votes(4, 0, 1), Votes(4, 6)])


def test_a_ready_electorate_carries_its_quorum():
    body = ready("ukraine-referendum", {"all": 0.5}, turnout=0.6)
    assert (body.quorum, body.threshold) == (Fraction(1, 2), Fraction(1, 2))


@pytest.mark.parametrize("name", [n for n, b in library().items() if "electorate" not in b])
def test_the_power_of_a_ready_body_adds_up_to_one(name):
    found = power_of(name)
    for index in (found.power.banzhaf, found.power.shapley_shubik):
        assert sum(share * count for share, (_, count) in zip(index, found.members, strict=True)) == 1
