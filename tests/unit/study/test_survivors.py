"""Survivors as a study tells them: how many, which, what all of them share, and why none is left."""

import numpy as np
import pytest

from winset.case.store import bundled, read
from winset.study.figure import Reasons
from winset.study.survivors import outcomes
from winset.study.survivors.reading import reading
from winset.study.survivors.survivors import Bar, survivors


@pytest.fixture(scope="module")
def ukraine():
    return read((bundled()["ukraine-2025"] / "case.yaml").read_text("utf-8"), "case.yaml")[0]


def test_a_package_that_another_dominates_can_survive_where_that_one_does_not(ukraine):
    found = survivors(ukraine, Reasons(), bar=Bar(odds=0.3, lasts=0.6))
    assert found.packages > found.efficient > 0
    assert not all(one.efficient for one in found.listed)


def test_where_none_survives_it_is_said_why_and_what_comes_nearest(ukraine):
    found = survivors(ukraine, Reasons())
    assert (found.some, found.packages, found.listed, found.fixed) == (False, 0, (), {})
    assert found.most_odds.value < 0.5 < found.most_lasts.value
    assert "ratified" in found.why
    odds, lasts = ([getattr(one, name).value for one in found.nearest] for name in ("odds", "lasts"))
    assert odds == sorted(odds, reverse=True) and lasts == sorted(lasts)
    assert (odds[0], lasts[-1]) == (found.most_odds.value, found.most_lasts.value)


def test_thresholds_that_only_fail_together_say_so(ukraine):
    found = survivors(ukraine, Reasons(), bar=Bar(odds=0.35, lasts=0.8))
    assert "there is none of which both hold" in found.why


def test_the_grid_falls_with_both_thresholds(ukraine):
    levels = {(one.odds, one.lasts): one.packages for one in survivors(ukraine, Reasons()).grid}
    assert all(levels[a, b] >= levels[c, d] for a, b in levels for c, d in levels if c >= a and d >= b)
    assert levels[0.1, 0.1] > 0


def test_what_every_survivor_holds_is_named(ukraine):
    found = survivors(ukraine, Reasons(), sample=reading(ukraine, 0.75), reading="hopeful")
    assert found.fixed == {"ratification-ukraine": "referendum"}
    assert found.reading == "hopeful"


def test_a_case_with_no_zone_has_no_survivors(ukraine):
    found = survivors(ukraine, Reasons(), sample=reading(ukraine, 0.1))
    assert (found.zone, found.why) == (0, "No package can be signed by all who must, so none survives.")


def test_where_packages_cannot_be_listed_at_all_nothing_is_claimed(ukraine, monkeypatch):
    none = np.zeros((0, len(ukraine.issues)), dtype=np.intp)
    monkeypatch.setattr(outcomes, "listing", lambda table, most: None)
    monkeypatch.setattr(outcomes, "_efficient", lambda *rest: (none, True))
    found = survivors(ukraine, Reasons())
    assert (found.zone, found.packages) == (None, None)
    assert "nothing is known" in found.why
