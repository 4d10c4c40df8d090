"""Laws of durability in many draws: a batch is its draws one by one, and each is the game and the hazards of its own numbers."""

from math import inf

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from winset.band import Band
from winset.case.factor import factors
from winset.case.guarantee import ByOption, TermByOption
from winset.case.package import holds
from winset.case.store import bundled, read
from winset.draw import MODES, Sample, sample
from winset.keep import hazard
from winset.keep.ends import ends
from winset.keep.expiry import Game
from winset.keep.guarantor import FOR_GOOD, SINCE_1945, Staying
from winset.keep.kept import keep, lasting
from winset.keep.shock import Games, Shocks, curves, survival

YEARS = (0, 1, 5, 15, 16, 20.5, 50)


@pytest.fixture(scope="module", params=["ukraine-2025", "corran-straits", "tapered"])
def case(request):
    name = "ukraine-2025" if request.param == "tapered" else request.param
    found = read((bundled()[name] / "case.yaml").read_text("utf-8"), "case.yaml")[0]
    if request.param != "tapered":
        return found
    changes = {
        "american": {"taper": Band.model_validate({"low": 0, "mode": 4, "high": 12})},
        "european": {"taper": Band.model_validate({"low": 2, "mode": 5, "high": 30}), "term": "endless"},
    }
    tapered = {name: one.model_copy(update=changes[name]) for name, one in found.guarantees.items()}
    return found.model_copy(update={"guarantees": tapered})


@pytest.fixture(scope="module")
def packages(case):
    return [{issue: list(one.options)[(k * 5 + 1) % len(one.options)] for issue, one in case.issues.items()} for k in range(5)]


@pytest.fixture(scope="module")
def drawn(case):
    return sample([factor.path for factor in factors(case) if factor.stage == "keep" and factor.open], 16)


def by_hand(case, package, name, draw, year):
    """The slow twin: one draw's numbers put into the game and the hazards of a single guarantee."""

    def number(where, band):
        return float(draw.of(where, band)[0])

    def settled(field):
        figure, where = getattr(case.guarantees[name], field), f"guarantees.{name}.{field}"
        if isinstance(figure, ByOption | TermByOption):
            option = package[figure.issue]
            figure, where = figure.options[option], f"{where}.options.{option}"
        return inf if figure == "endless" else number(where, figure)

    def moved(what):
        pairs = [(f"issues.{i}.options.{o}.{what}", getattr(case.issues[i].options[o], what)) for i, o in package.items()]
        return sum(number(path, band) for path, band in pairs if band is not None)

    contest = case.contest
    keeps, wins, cost, discount, shocks = (
        number(f"contest.{figure}", getattr(contest, figure)) for figure in ("keeps", "wins", "war_cost", "discount", "shocks")
    )
    term = settled("term") if name else 0.0
    taper = min(settled("taper"), term) if name else 0.0
    bite, staying = 0.0, FOR_GOOD
    if name:
        one, at = case.guarantees[name], f"guarantees.{name}"
        bite = settled("credibility") * (number(f"{at}.effect", one.effect) + number(f"{at}.cost", one.cost))
        staying = Staying(float(one.staying.shape), float(one.staying.scale))
    w_out, periods = wins - cost, 1200 if term == inf else round(term)
    path = (
        [w_out - bite * min(1, (periods - t) / (taper + 1)) for t in range(periods)] if term < inf else [w_out - bite] * periods
    )
    game = Game(keeps + moved("stake"), w_out - bite, w_out, periods, discount)
    curve = survival(game, Shocks(shocks, staying.leaving(periods), tuple(path)), int(year))
    peace = hazard.Peace(float(contest.shape), float(contest.scale), moved("hazard"))
    ratio = number(f"guarantees.{name}.ratio", case.guarantees[name].ratio.band) if name else 1.0
    held = [hazard.survival(year, ratio, term, after, peace, staying, taper) for after in ("heal", "postpone")]
    return [curve[int(year)], *held]


def layers(found):
    return np.stack([found.structural, found.heal, found.postpone])


def test_every_draw_is_the_game_and_the_hazard_of_its_own_numbers(case, packages, drawn):
    whole = layers(lasting(case, packages, YEARS, drawn))
    for d in range(0, drawn.size, 5):
        one = drawn.part(slice(d, d + 1))
        for p, package in enumerate(packages):
            for g, name in enumerate((*case.guarantees, None)):
                for y, year in enumerate(YEARS):
                    if name is None or holds(package, case.guarantees[name].when):
                        assert whole[:, d, p, g, y] == pytest.approx(by_hand(case, package, name, one, year), abs=1e-9)
                    else:
                        assert np.isnan(whole[:, d, p, g, y]).all()


def test_a_batch_is_its_draws_and_its_packages_one_by_one(case, packages, drawn):
    whole = layers(lasting(case, packages, YEARS, drawn))
    for d in range(drawn.size):
        alone = layers(lasting(case, packages, YEARS, drawn.part(slice(d, d + 1))))
        assert np.allclose(alone[:, 0], whole[:, d], atol=1e-12, rtol=0, equal_nan=True)
    for p, package in enumerate(packages):
        alone = layers(lasting(case, [package], YEARS, drawn))
        assert np.allclose(alone[:, :, 0], whole[:, :, p], atol=1e-12, rtol=0, equal_nan=True)


def test_permuting_the_draws_permutes_survival(case, packages, drawn):
    order = np.random.default_rng(1).permutation(drawn.size)
    whole, moved = (layers(lasting(case, packages, YEARS, one)) for one in (drawn, drawn.part(order)))
    assert np.allclose(moved, whole[:, order], atol=1e-12, rtol=0, equal_nan=True)


def test_survival_falls_with_time_and_rises_with_credibility(case, packages, drawn):
    raised = drawn.shares.copy()
    for path, column in drawn.columns.items():
        if ".credibility" in path:
            raised[:, column] = 1 - (1 - raised[:, column]) / 3
    before, after = (lasting(case, packages, YEARS, one) for one in (drawn, Sample(drawn.columns, raised)))
    for layer in layers(before):
        gaps = np.diff(layer, axis=3)
        assert np.all((gaps <= 1e-9) | np.isnan(gaps))
    assert np.array_equal(before.heal, after.heal, equal_nan=True)
    first = np.asarray(YEARS) <= 1  # in its first year a firmer guarantee can only deter more
    gained = (after.structural - before.structural)[..., first]
    assert np.all((gained >= -1e-12) | np.isnan(gained)) and np.nanmax(gained) > 0


def test_at_the_modes_the_empirical_layer_is_the_mean_over_the_ratio(case, packages):
    found = lasting(case, packages[:1], YEARS)
    kept = keep(case, packages[0], YEARS, draws=4)
    assert found.in_force[0].sum() == len(kept)
    for k, one in zip(np.flatnonzero(found.in_force[0]), kept, strict=True):
        assert found.heal[0, 0, k].tolist() == [figure.value for figure in one.heal]
        if one.promise.name == "no guarantee":
            continue
        prior = case.guarantees[found.guarantees[k]].ratio
        drawn = sample([f"guarantees.{found.guarantees[k]}.ratio"], 4096)
        mean = lasting(case, packages[:1], YEARS, drawn).heal[:, 0, k].mean(axis=0)
        assert float(prior.sigma) > 0 and np.abs(mean - found.heal[0, 0, k]).max() < 2e-3


figures = st.floats(0.1, 0.9)


@settings(max_examples=60)
@given(st.data())
def test_many_games_at_once_are_each_by_itself(data):
    rows = data.draw(st.integers(1, 4))
    games, each = [], []
    for _ in range(rows):
        x, one, other = (data.draw(figures) for _ in range(3))
        term = data.draw(st.sampled_from([0, 1, 3, 8]))
        each.append(
            (x, max(one, other), term, data.draw(st.sampled_from([0.0, 0.5, 0.97])), data.draw(st.sampled_from([0, 1e-3, 0.1])))
        )
        games.append(Game(x, min(one, other), max(one, other), term, each[-1][3]))
    leaving = tuple(data.draw(st.floats(0, 1)) for _ in range(8))
    many = Games(*np.array(each).T, np.broadcast_to([[g.w_in] for g in games], (rows, 8)), np.array(leaving))
    whole = curves(many, 12)
    for row, (game, (*_, scale)) in enumerate(zip(games, each, strict=True)):
        alone = survival(game, Shocks(scale, leaving[: game.term]), 12)
        assert whole[row] == pytest.approx(alone, abs=1e-12)


@given(
    st.lists(st.tuples(st.floats(0, 60), st.floats(0, 1), st.floats(0.05, 3)), min_size=1, max_size=5),
    st.sampled_from([0, 3, 20, 50]),
    st.sampled_from(["heal", "postpone"]),
)
def test_many_terms_at_once_are_each_by_itself(rows, years, after):
    term, share, ratio = np.array(rows).T
    taper = term * share
    when = ends(years, term, taper, (hazard.NEIGHBOURS.shape, hazard.NEIGHBOURS.scale), SINCE_1945)
    found = when.lives(ratio, np.ones(1), after)
    for k in range(len(rows)):
        alone = hazard.survival(years, ratio[k], term[k], after, staying=SINCE_1945, taper=taper[k])
        assert found[k] == pytest.approx(alone, abs=1e-12)


def test_the_modes_are_one_draw(case, packages):
    found = lasting(case, packages, YEARS, MODES)
    assert found.structural.shape == (1, len(packages), len(case.guarantees) + 1, len(YEARS))
    assert found.guarantees[-1] is None and found.in_force[:, -1].all()
