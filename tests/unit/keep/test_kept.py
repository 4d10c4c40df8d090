"""From a case to survival: terms change every stage, both layers are shown, and no guarantee stands beside them."""

from math import inf

import pytest

from winset.band import Band
from winset.case.store import bundled, read
from winset.errors import Refused
from winset.keep.expiry import Game, War
from winset.keep.guarantor import Staying
from winset.keep.hazard import NEIGHBOURS, Peace, Ratio, survival
from winset.keep.kept import keep
from winset.keep.promise import game, in_force, moved, promise
from winset.keep.renegotiation import Costs, gentlest_path, taper
from winset.keep.shock import Shocks
from winset.keep.shock import survival as shaken


@pytest.fixture(scope="module")
def case():
    found, _ = read((bundled()["ukraine-2025"] / "case.yaml").read_text("utf-8"), "case.yaml")
    return found


@pytest.fixture(scope="module")
def package(case):
    return {issue: next(iter(one.options)) for issue, one in case.issues.items()} | {
        "guarantee-length": "y15",
        "guarantee-force": "treaty",
        "donbas": "freeze",
    }


def test_the_term_and_the_force_come_from_the_package(case, package):
    y15, y50 = (promise(case, package | {"guarantee-length": length}, "american") for length in ("y15", "y50"))
    assert (y15.term, y50.term) == (15, 50)
    weak = promise(case, package | {"guarantee-force": "political"}, "american")
    assert weak.credibility < y15.credibility
    w_in = {force: game(case, package | {"guarantee-force": force}, "american")[0].w_in for force in ("political", "treaty")}
    assert w_in["political"] > w_in["treaty"]


def test_a_longer_term_and_another_line_change_survival(case, package):
    def at_30(**options):
        return keep(case, package | options, [30])[0]

    start = at_30()
    longer, ceded = at_30(**{"guarantee-length": "y50"}), at_30(donbas="withdrawal")
    assert longer.structural[0].value > start.structural[0].value
    assert longer.heal[0].value > start.heal[0].value
    assert ceded.structural[0].value != start.structural[0].value
    assert ceded.heal[0].value < start.heal[0].value


def test_a_guarantee_is_in_force_only_with_its_options(case, package):
    assert in_force(case, package) == ["american"]
    both = package | {"european-guarantees": "ratified"}
    assert in_force(case, both) == ["american", "european"]
    assert [k.promise.name for k in keep(case, both, [5])] == ["American guarantee", "European guarantees", "no guarantee"]
    assert in_force(case, package | {"guarantee-length": "none"}) == []


def test_figures_lie_in_their_bands_and_the_smaller_layer_counts(case, package):
    one = keep(case, package, [5, 15, 20, 50])[0]
    for k in range(4):
        for figure in (one.structural[k], one.heal[k], one.postpone[k]):
            assert 0 <= figure.low <= figure.value <= figure.high <= 1
        assert one.lasts[k] == min(one.structural[k].value, one.heal[k].value)
        assert one.postpone[k].value <= one.heal[k].value + 1e-12
    assert "widest gap" in one.disagreement or "agree" in one.disagreement


def test_the_hazard_of_the_terms_moves_the_baseline(case, package):
    assert moved(case, package | {"donbas": "withdrawal"}, "hazard")[0] > moved(case, package, "hazard")[0]


def test_fading_slowly_is_peaceful_where_dropping_is_not(case, package):
    fading = keep(case, package, [5])[0].fading
    assert fading.least_years >= 1
    assert fading.schedule[0] == pytest.approx(1) and fading.schedule[-1] == 0


def test_a_taper_lies_between_the_whole_term_and_a_shorter_one():
    for after in ("heal", "postpone"):
        faded = survival(40, 0.5, 30, after, taper=20)
        assert survival(40, 0.5, 10, "heal") < survival(40, 0.5, 30, "heal")
        assert min(survival(40, 0.5, 10, after), survival(40, 0.5, 30, after)) <= faded <= 1
    assert survival(40, 1.0, 30, taper=20) == pytest.approx(survival(40, 1.0, 30), abs=1e-9)
    assert survival(40, 0.5, 30, taper=1e-6) == pytest.approx(survival(40, 0.5, 30), abs=1e-6)


def test_a_guarantee_without_an_end_that_deters_is_peace_for_good_without_shocks(case, package):
    contest = case.contest.model_copy(update={"keeps": Band.model_validate("0.49")})
    endless = case.guarantees["american"].model_copy(update={"term": "endless", "credibility": Band.model_validate("0.9")})
    one = keep(case.model_copy(update={"contest": contest, "guarantees": {"american": endless}}), package, [5, 1000])[0]
    assert one.promise.term == one.without_shocks == inf
    assert one.structural[0].value > one.structural[1].value > 0
    assert "peace for good" in one.disagreement


@pytest.mark.parametrize("years", [[], [-1], [5000]])
def test_horizons_that_cannot_be_meant_are_refused(case, package, years):
    with pytest.raises(Refused):
        keep(case, package, years)


def test_a_case_without_a_contest_is_refused(case, package):
    with pytest.raises(Refused) as refusal:
        keep(case.model_copy(update={"contest": None}), package, [5])
    assert "contest" in refusal.value.problems[0].remedy


@pytest.mark.parametrize(
    "wrong",
    [
        lambda: Game(0.5, w_in=0.6, w_out=0.5, term=15, discount=0.9),
        lambda: Game(0.5, 0.4, 0.5, term=-1, discount=0.9),
        lambda: Game(0.5, 0.4, 0.5, term=1.5, discount=0.9),
        lambda: Game(0.5, 0.4, 0.5, term=15, discount=1.1),
        lambda: War(1.2, 0.1, 0.1, 0.1),
        lambda: War(0.5, 0.1, -0.1, 0.1),
        lambda: War(0.5, 0.1, 0.1, 0.1).within(1.5),
        lambda: Shocks(-0.1),
        lambda: Shocks(0.1, leaving=2),
        lambda: shaken(Game(0.5, 0.4, 0.5, 15, 1.0), Shocks(0.1), 5),
        lambda: shaken(Game(0.5, 0.4, 0.5, 15, 0.9), Shocks(0.1, path=(0.4,)), 5),
        lambda: Costs(-0.1, 0.1, 0.9),
        lambda: Costs(0.1, 0.1, 0.0),
        lambda: gentlest_path(0.3, 0.6, Costs(0.05, 0.05, 0.95), periods=3),
        lambda: gentlest_path(-0.3, 0.6, Costs(0.05, 0.05, 0.95)),
        lambda: taper(0.3, 0.6, 0.0, (0.3,)),
        lambda: Staying(0, 10),
        lambda: Staying(1, 10).past(-1),
        lambda: Peace(0.5, -1),
        lambda: Ratio(0.0, 1),
        lambda: survival(-1, 1.0),
        lambda: survival(5, -1.0),
        lambda: survival(5, 1.0, term=10, taper=11),
    ],
)
def test_what_cannot_be_meant_is_refused_with_a_remedy(wrong):
    with pytest.raises(Refused) as refusal:
        wrong()
    (problem,) = refusal.value.problems
    assert problem.where and problem.got and problem.wanted and problem.remedy


def test_the_baseline_of_the_case_is_the_fitted_one_unless_it_says_otherwise(case):
    assert (float(case.contest.shape), float(case.contest.scale)) == (NEIGHBOURS.shape, NEIGHBOURS.scale)
