"""The factors of a case: each by one path, in words, in a group; and exactly those that the stages ask for."""

from typing import ClassVar

import numpy as np
import pytest

from winset.case.factor import factors
from winset.case.store import bundled, read
from winset.draw import Sample
from winset.keep.kept import lasting
from winset.ratify.odds import every
from winset.space.drawn import drawn
from winset.space.tabulate import mode, tabulate


@pytest.fixture(scope="module", params=["ukraine-2025", "corran-straits", "beginning"])
def case(request):
    return read((bundled()[request.param] / "case.yaml").read_text("utf-8"), "case.yaml")[0]


def test_a_path_stands_once_and_every_factor_says_what_it_is(case):
    found = factors(case)
    assert len({factor.path for factor in found}) == len(found)
    assert all(factor.says and factor.group for factor in found)
    assert len({factor.says for factor in found}) == len(found)


def test_a_case_without_later_stages_has_only_factors_of_the_deal(case):
    alone = case.model_copy(update={"ratification": None, "contest": None, "guarantees": {}})
    assert {factor.stage for factor in factors(alone)} == {"deal"}


class Recording(Sample):
    """Takes every mode, and notes every path that it is asked for with what it is asked to draw from."""

    asked: ClassVar[set[str]] = set()

    def of(self, where, band):
        self.asked.add(where)
        return super().of(where, band)

    def part(self, rows):
        return self


def packages_of(case):
    """Packages enough that every option stands beside most others."""
    rng = np.random.default_rng(3)
    options = {issue: list(one.options) for issue, one in case.issues.items()}
    return [{issue: each[rng.integers(len(each))] for issue, each in options.items()} for _ in range(80)]


@pytest.fixture
def recording():
    Recording.asked = set()
    return Recording({}, np.empty((1, 0)))


def paths(case, stage):
    return {factor.path for factor in factors(case) if factor.stage == stage}


def test_the_factors_of_the_deal_are_what_the_score_table_asks_for(case, recording):
    seen = set()

    def pick(where, low, middle, high):
        seen.add(where)
        return mode(where, low, middle, high)

    tabulate(case, pick=pick)
    drawn(case, recording)
    assert seen == recording.asked == paths(case, "deal")


def test_the_factors_of_ratification_are_what_its_odds_ask_for(case, recording):
    every(case, packages_of(case), recording)
    assert recording.asked == paths(case, "ratify")


def test_the_factors_of_durability_are_what_survival_asks_for(case, recording):
    """But the hazard ratio, which is asked for only where it is drawn: at the modes it is a mean."""
    ratios = {f"guarantees.{name}.ratio": k for k, name in enumerate(case.guarantees)} if case.contest else {}
    if case.contest:
        lasting(case, packages_of(case), [5], Recording(ratios, np.full((1, len(ratios)), 0.5)))
    assert recording.asked == paths(case, "keep")
