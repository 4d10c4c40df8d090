"""The factors of a case: each by one path, in words, in a group; and exactly those that the stages ask for."""

import pytest

from winset.case.factor import factors
from winset.case.store import bundled, read


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
