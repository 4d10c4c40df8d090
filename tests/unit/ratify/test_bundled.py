"""The bundled cases' own bodies and guarantees: facts agree with the library, every figure has its basis, terms matter."""

from fractions import Fraction

import pytest
from pydantic import BaseModel

from winset.band import Band, BasisKind
from winset.case.body import Electorate
from winset.case.later import STAGES, blocs_of
from winset.case.store import bundled, read
from winset.keep import promise
from winset.keep.kept import lasting
from winset.ratify import route
from winset.ratify.bodies import library
from winset.ratify.odds import ratify
from winset.space.package import named, totals
from winset.space.tabulate import tabulate

SAME = {"us-senate": "us-senate-treaty", "us-congress": "us-joint-resolution"}


@pytest.fixture(scope="module", params=["ukraine-2025", "corran-straits"])
def case(request):
    folder = bundled()[request.param]
    found, problems = read((folder / "case.yaml").read_text("utf-8"), "case.yaml")
    assert not [p for p in problems if p.severity != "note"]
    return found


@pytest.fixture(scope="module")
def ukraine():
    return read((bundled()["ukraine-2025"] / "case.yaml").read_text("utf-8"), "case.yaml")[0]


def bands(value, path=()):
    if isinstance(value, Band):
        yield path, value
    elif isinstance(value, dict):
        for key, one in value.items():
            yield from bands(one, (*path, key))
    elif isinstance(value, tuple):
        for number, one in enumerate(value):
            yield from bands(one, (*path, number))
    elif isinstance(value, BaseModel):
        for name in type(value).model_fields:
            yield from bands(getattr(value, name), (*path, name))


def test_every_figure_of_the_later_stages_says_what_it_rests_on(case):
    found = [pair for name in STAGES for pair in bands(getattr(case, name), (name,))]
    found += [
        pair
        for issue, one in case.issues.items()
        for option, each in one.options.items()
        for field in ("support", "hazard", "stake")
        for pair in bands(getattr(each, field), (issue, option, field))
    ]
    assert len(found) > 50
    assert not [path for path, band in found if band.because.kind is BasisKind.DEFAULT]


def test_every_rule_names_its_law(case):
    for body in case.bodies.values():
        rules = [body] if isinstance(body, Electorate) else [r for c in body.chambers.values() for r in c.rules]
        assert all(rule.source and rule.known <= case.as_of for rule in rules)


@pytest.mark.parametrize(("name", "ready"), SAME.items())
def test_the_american_bodies_are_those_of_the_library(ukraine, name, ready):
    chambers = library()[ready]["chambers"]
    assert ukraine.bodies[name].chambers.keys() == chambers.keys()
    for key, chamber in ukraine.bodies[name].chambers.items():
        assert {b: one.seats for b, one in chamber.blocs.items()} == {
            b: one["seats"] for b, one in chambers[key]["blocs"].items()
        }
        assert [rule.share for rule in chamber.rules] == [Fraction(str(rule["share"])) for rule in chambers[key]["rules"]]


def start(case):
    return {issue: next(iter(one.options)) for issue, one in case.issues.items()} | {
        "guarantee-length": "y15",
        "guarantee-force": "treaty",
        "donbas": "freeze",
        "ratification-ukraine": "referendum",
    }


@pytest.mark.parametrize("change", [{"guarantee-length": "y50"}, {"donbas": "withdrawal"}])
def test_the_guarantee_and_the_line_change_every_stage(ukraine, change):
    before, after = start(ukraine), start(ukraine) | change
    table = tabulate(ukraine)
    place = [[options.index(p[i]) for i, options in zip(table.issues, table.options, strict=True)] for p in (before, after)]
    assert len({tuple(row) for row in totals(table, place).tolist()}) == 2
    assert ratify(ukraine, before, draws=0).whole.value != ratify(ukraine, after, draws=0).whole.value
    first, second = lasting(ukraine, [before, after], [30]).structural[0, :, 0, 0]
    assert first != second


def test_another_route_changes_the_rule(ukraine):
    rules = {
        force: ratify(ukraine, start(ukraine) | {"guarantee-force": force}, draws=0).gates[0].rule
        for force in ("treaty", "congress", "political")
    }
    assert len(set(rules.values())) == 3


def test_what_options_move_are_scores_of_the_engine(case):
    """The engine's totals are the shifts computed here, package by package."""
    support, peace = route.scores(case), promise.scores(case)
    extra = {**support, **{name: moved for name, moved in peace.items() if moved}}
    table = tabulate(case, extra=extra)
    packages = [[k % len(options) for k, options in enumerate(table.options)], [0] * len(table.issues)]
    sums = totals(table, packages)
    none = dict.fromkeys(case.issues, "")
    words = {body: route.shifts(case, body, [none]) for body in case.bodies}
    for row, package in zip(sums, [named(table, p) for p in packages], strict=True):
        for score, moved in extra.items():
            k = table.names.index(score)
            exact = sum((moved.get(issue, {}).get(option, Fraction(0)) for issue, option in package.items()), Fraction(0))
            assert Fraction(int(row[k])) / table.scale[k] == exact
        shifts = {body: route.shifts(case, body, [package]) for body in case.bodies}
        by_name = {
            ".".join(part for part in (body, *pair) if part): float((shifts[body] - words[body])[0, 0, place])
            for body, pairs in blocs_of(case).items()
            for place, pair in enumerate(pairs)
        }
        for name, moved in support.items():
            assert by_name[name] == pytest.approx(float(sum(moved.get(i, {}).get(o, 0) for i, o in package.items())))
