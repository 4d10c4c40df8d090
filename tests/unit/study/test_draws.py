"""A study's draws: each block stands by itself, an interruption loses nothing, and shares are what the draws say."""

import numpy as np
import pytest

from winset.case.case import Case
from winset.case.complete import complete
from winset.case.correlation import Correlation
from winset.case.factor import factors
from winset.case.store import bundled, read
from winset.deal.fairness import egalitarian
from winset.deal.nash import nash
from winset.errors import Refused
from winset.space.count import count
from winset.space.drawn import drawn
from winset.space.frontier import frontier
from winset.study.deepen import Asked, blocks, deepen, job_of
from winset.study.draws.block import BLOCK, block, lasts
from winset.study.draws.parts import PARTS, Parts
from winset.study.draws.quantile import at_quantiles
from winset.study.draws.tally import share, tally
from winset.study.figure import Reasons
from winset.study.run import run

FEW = Asked(draws=2 * BLOCK + 10, rows=0)


@pytest.fixture
def study(case):
    return run(case)


def alone(weight, value, walk_away):
    """Return a case of one party and one option."""
    return complete(
        Case.model_validate(
            {
                "name": "x",
                "title": "X",
                "as_of": "2031-01-01",
                "parties": {"a": {"name": "A", "roles": ["negotiator"]}},
                "issues": {"i": {"name": "I", "options": {"o": {"name": "O"}}}},
                "preferences": {
                    "a": {
                        "issues": {"i": {"weight": weight, "values": {"o": value}}},
                        "walk_away": {"points": [{"on": "2031-01-01", "value": walk_away}]},
                    }
                },
            }
        )
    )


def test_a_block_is_its_tables_solved_one_by_one(case, study):
    work = job_of(study, case, FEW)
    found = block(work, 1, 40)
    batch = drawn(case, work.draw(1, 40), work.days[0])
    for row in range(40):
        best = nash(batch.table(row))
        assert found["zone"][row, 0] == (egalitarian(batch.table(row)) is not None)
        if best:
            assert tuple(found["nash"][row]) == best.package


def test_whole_blocks_are_the_same_however_many_draws_are_asked_for(case, study):
    one, other = (job_of(study, case, Asked(draws=draws, rows=0)) for draws in (BLOCK, 9 * BLOCK))
    assert np.array_equal(block(one, 0)["fair"], block(other, 0)["fair"], equal_nan=True)


def test_an_interrupted_study_goes_on_where_it_stopped_and_ends_the_same(case, study, tmp_path):
    whole = deepen(study, case, FEW)

    def stop(stage):
        if stage.startswith(f"draws {2 * BLOCK}"):
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        deepen(study, case, FEW, tmp_path, stop)
    kept = sorted((tmp_path / PARTS).iterdir())
    assert len(kept) == 2
    kept[0].write_bytes(kept[0].read_bytes()[:100])
    parts = Parts(tmp_path, job_of(study, case, FEW))
    assert parts.load(0, BLOCK) is None
    assert parts.load(1, BLOCK) is not None
    assert deepen(study, case, FEW, tmp_path).model_dump_json() == whole.model_dump_json()
    assert not (tmp_path / PARTS).exists()


def test_blocks_of_another_seed_are_never_taken_up(case, study, tmp_path):
    one, other = (job_of(study, case, Asked(draws=9, seed=seed, rows=0)) for seed in (1, 2))
    Parts(tmp_path, one).keep(0, block(one, 0, 9))
    assert Parts(tmp_path, one).load(0, 9) is not None
    assert Parts(tmp_path, other).load(0, 9) is None


def test_draws_stop_once_the_headline_is_known_well_enough(case, study):
    assert len(list(blocks(job_of(study, case, FEW), Asked(draws=40 * BLOCK, precision=0.2, rows=0)))) == 8
    assert deepen(study, case, Asked(draws=40 * BLOCK, precision=0.2, rows=0)).uncertain.stopped == "precision"


def test_draws_stop_when_the_time_is_up(case, study):
    found = deepen(study, case, Asked(draws=40 * BLOCK, seconds=0, rows=0)).uncertain
    assert (found.draws, found.stopped) == (BLOCK, "time")


def test_a_case_without_bands_says_the_same_in_every_draw():
    case = alone(1, 50, 20)
    found = deepen(run(case), case, Asked(draws=30, rows=0)).uncertain
    assert [line.open.value for line in found.zone] == [1]
    assert found.packages[0].signed.value == found.packages[0].efficient.value == 1


def test_a_single_draw_is_a_study_too(case, study):
    found = deepen(study, case, Asked(draws=1)).uncertain
    assert found.draws == 1
    assert found.packages[0].signed.low < found.packages[0].signed.high


def test_an_empty_zone_leaves_nothing_to_follow():
    case = alone(1, 20, 50)
    found = deepen(run(case), case, Asked(draws=30)).uncertain
    assert found.packages == ()
    assert found.zone[0].open.value == 0
    assert [line.none.value for line in found.solutions] == [1, 1, 1, 1]


def test_the_indices_of_a_linear_case_are_those_of_its_formula():
    """The gain is value − walk-away: variances 20²/12 and 40²/12, so a fifth and four fifths."""
    uniform = {"low": 40, "mode": 50, "high": 60, "prior": "uniform"}
    case = alone(1, uniform, {"low": 0, "mode": 20, "high": 40, "prior": "uniform"})
    hangs = deepen(run(case), case, Asked(draws=2000, rows=1024)).influence
    gain = {line.group: line for line in hangs.groups if "gain" in line.figure}
    assert gain["what A wants"].first.value == pytest.approx(0.2, abs=0.05)
    assert gain["the walk-away of A"].total.value == pytest.approx(0.8, abs=0.05)
    bars = [(line.factor, line.low, line.mode, line.high) for line in hangs.tornado if "gain" in line.figure]
    assert bars == [("preferences.a.walk_away", 50, 30, 10), ("preferences.a.issues.i.values.o", 20, 30, 40)]
    first = next(line for line in hangs.ask_next if "gain" in line.figure)
    assert first.factor == "preferences.a.walk_away"
    assert first.change.value == pytest.approx(10, abs=1.5)


def test_numbers_that_the_case_ties_to_each_other_move_together_and_have_no_totals():
    band = {"low": 20, "mode": 50, "high": 80, "prior": "uniform"}
    case = alone(1, band, {"low": 0, "mode": 10, "high": 20, "prior": "uniform"})
    tie = {"between": ["preferences.a.walk_away", "preferences.a.issues.i.values.o"], "rho": 0.9}
    tied = case.model_copy(update={"correlations": (Correlation.model_validate(tie),)})
    one, other = (deepen(run(each), each, Asked(draws=1000)) for each in (case, tied))
    spreads = [study.uncertain.packages[0].utility["a"] for study in (one, other)]
    assert spreads[0].at == pytest.approx(spreads[1].at, abs=3)
    assert other.uncertain.correlated
    assert "totals are not defined" in other.influence.notice
    assert all(line.total is None for line in other.influence.groups)
    assert all(line.total is not None for line in one.influence.groups)


def test_the_error_of_a_share_holds_the_truth_nineteen_times_in_twenty():
    rng = np.random.default_rng(4)
    held = 0
    for _ in range(400):
        one = share(rng.random(16 * 50) < 0.3, [50] * 16)
        held += one.low <= 0.3 <= one.high
    assert 0.92 <= held / 400 <= 0.985


def test_survival_is_the_smaller_layer_under_the_best_guarantee_in_force():
    game = np.array([[[0.9], [0.3], [0.5]]])
    past = np.array([[[0.6], [0.8], [0.7]]])
    assert lasts(game, past).tolist() == [[0.6]]
    game[:, :2] = past[:, :2] = np.nan
    assert lasts(game, past).tolist() == [[0.5]]


def test_the_draws_looked_at_in_full_are_counted_as_their_tables_are(case, study):
    work = job_of(study, case, FEW)
    done = [block(work, 0), block(work, 1, 100)]
    gains = np.concatenate([one["fair"] for one in done])
    lines = at_quantiles(work, done, Reasons())
    assert [line.quantile for line in lines] == sorted(line.quantile for line in lines)
    for line in lines:
        number, row = divmod(line.draw, BLOCK)
        table = drawn(case, work.draw(number, len(done[number]["fair"])), work.days[0]).table(row)
        assert line.packages.value == count(table).value
        assert line.frontier == frontier(table).size
        assert np.mean(gains < line.smallest_gain) <= line.quantile


@pytest.mark.parametrize(
    ("asked", "where"),
    [
        ({"draws": 0}, "--draws"),
        ({"horizon": 7}, "--horizon"),
        ({"precision": 2.0}, "--precision"),
        ({"method": "dice"}, "--method"),
    ],
)
def test_what_cannot_be_asked_is_refused_with_its_place(asked, where):
    with pytest.raises(Refused) as refusal:
        Asked(**asked)
    assert refusal.value.problems[0].where == where


def test_the_shares_of_options_add_up_over_an_issue(case, study):
    found = tally(job_of(study, case, FEW), [block(job_of(study, case, FEW), 0)], "draws", Reasons())
    for issue in case.issues:
        chosen = sum(line.chosen["nash"].value for line in found.options if line.issue == issue)
        assert chosen == pytest.approx(1 - next(one.none.value for one in found.solutions if one.principle == "nash"))


def test_only_numbers_that_a_figure_depends_on_are_worth_asking_about():
    """With hundreds of numbers chance always finds one that seems to tell: of the zone, none of a vote or of the war can."""
    case = read((bundled()["ukraine-2025"] / "case.yaml").read_text("utf-8"), "case.yaml")[0]
    hangs = deepen(run(case), case, Asked(draws=256, rows=2, thorough=False)).influence
    stages = {one.path: one.stage for one in factors(case)}
    asked = {(line.figure, stages[line.factor]) for line in hangs.ask_next}
    assert {stage for figure, stage in asked if "zone" in figure or "gain" in figure or "Nash" in figure} == {"deal"}
    assert {stage for figure, stage in asked if figure == "the package is ratified"} <= {"ratify"}


def test_draws_of_another_day_differ_in_their_walk_aways_alone(case):
    work = job_of(run(case), case, FEW)
    first, later = work.days
    sample = work.draw(0, 20)
    shared = drawn(case, sample, later, like=drawn(case, sample, first))
    alone = drawn(case, sample, later)
    assert shared.scale == alone.scale
    assert all(np.array_equal(a, b) for a, b in zip(shared.scores, alone.scores, strict=True))
    assert np.array_equal(shared.floors, alone.floors)
    assert not np.array_equal(shared.floors, drawn(case, sample, first).floors)
