"""What a study says of the deal space is what brute force finds."""

from fractions import Fraction
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from winset.case.case import Case
from winset.case.complete import complete
from winset.study.run import fingerprint, run

VALUES = st.integers(0, 20).map(lambda n: 5 * n)


@st.composite
def cases(draw):
    issues = {
        f"i{n}": {"name": f"I{n}", "options": {f"o{k}": {"name": f"O{k}"} for k in range(draw(st.integers(1, 3)))}}
        for n in range(3)
    }
    parties = {"a": ["negotiator"], "b": ["negotiator"], "g": ["guarantor"]}
    issues["i0"]["options"]["o0"]["binds"] = ["g"]
    preferences = {
        party: {
            "issues": {
                issue: {"weight": draw(st.integers(1, 9)), "values": {option: draw(VALUES) for option in one["options"]}}
                for issue, one in issues.items()
            },
            "walk_away": {"points": [{"on": "2031-01-01", "value": draw(VALUES)}]},
        }
        for party in parties
    }
    choices = [(issue, option) for issue, one in issues.items() for option in one["options"]]
    red = draw(st.lists(st.sampled_from(choices), max_size=2, unique=True))
    return complete(
        Case.model_validate(
            {
                "name": "x",
                "title": "X",
                "as_of": "2031-01-01",
                "parties": {party: {"name": party.upper(), "roles": roles} for party, roles in parties.items()},
                "issues": issues,
                "preferences": preferences,
                "red_lines": [{"party": draw(st.sampled_from("ab")), "issue": issue, "option": option} for issue, option in red],
            }
        )
    )


def utility(case, party, package):
    stakes = case.preferences[party].issues
    total = sum(stake.weight.mode for stake in stakes.values())
    return sum(stake.weight.mode * stake.values[package[issue]].mode for issue, stake in stakes.items()) / total


def brute(case):
    """Return the permitted packages and those in the zone."""
    struck = {(line.issue, line.option) for line in case.red_lines}
    packages = [
        dict(zip(case.issues, chosen, strict=True)) for chosen in product(*(issue.options for issue in case.issues.values()))
    ]
    permitted = [package for package in packages if not struck & package.items()]
    walk = {party: one.walk_away.on(case.as_of)[1] for party, one in case.preferences.items()}

    def signs(party, package):
        bound = party != "g" or package["i0"] == "o0"
        return not bound or utility(case, party, package) >= walk[party]

    return permitted, [package for package in permitted if all(signs(party, package) for party in case.parties)]


@settings(max_examples=15)
@given(cases())
def test_the_zone_and_the_shares_of_options_are_those_of_brute_force(case):
    permitted, zone = brute(case)
    study = run(case)
    assert study.permitted.value == len(permitted)
    assert study.zone[0].packages.value == len(zone)
    for line in study.options:
        inside = sum(package[line.issue] == line.option for package in zone)
        assert line.in_zone.value == pytest.approx(float(Fraction(inside, len(zone))) if zone else 0.0)


@settings(max_examples=15)
@given(cases())
def test_every_package_shown_is_in_the_zone_and_no_other_beats_it(case):
    _, zone = brute(case)
    scores = [tuple(utility(case, party, package) for party in case.parties) for package in zone]
    for line in run(case).efficient:
        assert line.package in zone
        own = tuple(utility(case, party, line.package) for party in case.parties)
        assert not any(all(a >= b for a, b in zip(other, own, strict=True)) and other != own for other in scores)


@settings(max_examples=8)
@given(cases())
def test_every_pointer_leads_to_a_reason_and_the_same_case_gives_the_same_study(case):
    study = run(case)
    figures = [study.permitted, *(line.packages for line in study.zone), *(line.walk_away for line in study.parties)]
    figures += [figure for line in (*study.efficient, *study.solutions) for figure in line.utility.values()]
    assert all(pointer in study.reasons for figure in figures for pointer in figure.basis)
    assert all(figure.basis for figure in figures if figure is not study.permitted)
    assert run(case).model_dump_json() == study.model_dump_json()
    assert study.input.case == fingerprint(case)
