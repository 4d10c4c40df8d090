"""Laws of ratification in many draws: a batch is its draws one by one, and each is the chain built by hand from its numbers."""

from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.special import ndtr, ndtri

from winset.case.factor import factors
from winset.case.store import bundled, read
from winset.draw import MODES, Sample, sample
from winset.ratify.chain import Gate, Precondition, through
from winset.ratify.odds import every, passage, ratify
from winset.ratify.referendum import Electorate
from winset.ratify.route import law, route
from winset.ratify.rule import Every, no_veto, of_members, of_voting, present
from winset.ratify.selection import Selection
from winset.ratify.vote import Chamber, Legislature


@pytest.fixture(scope="module", params=["ukraine-2025", "corran-straits"])
def case(request):
    return read((bundled()[request.param] / "case.yaml").read_text("utf-8"), "case.yaml")[0]


@pytest.fixture(scope="module")
def packages(case):
    return [{issue: list(one.options)[(k * 7 + 3) % len(one.options)] for issue, one in case.issues.items()} for k in range(5)]


@pytest.fixture(scope="module")
def drawn(case):
    return sample([factor.path for factor in factors(case) if factor.stage == "ratify" and factor.open], 24)


def by_hand(case, package, draw):
    """The slow twin: one draw, its numbers one after the other, the leader's word and the terms folded into the odds."""

    def number(where, band):
        return float(draw.of(where, band)[0])

    def odds(at, one, where, endorsed):
        shift = number(f"{at}.endorsement", one.endorsement) if endorsed else 0.0
        for issue, option in package.items():
            for key, band in case.issues[issue].options[option].support.items():
                if where[: len(key.split("."))] == key.split(".") or key.split(".") == [where[0], where[-1]]:
                    shift += number(f"issues.{issue}.options.{option}.support.{key}", band)
        return float(ndtr(ndtri(number(f"{at}.yes", one.yes)) + shift))

    gates = []
    for k in route(case, package):
        gate = case.ratification.gates[k]
        body, at = case.bodies[gate.body], f"bodies.{gate.body}"
        rho = number(f"{at}.factor", body.factor)
        if body.kind == "electorate":
            yes = [odds(f"{at}.blocs.{b}", one, [gate.body, b], body.endorsed) for b, one in body.blocs.items()]
            named = ("turnout", "tie", "undecided", "leaning", "bias", "error")
            figures = {name: number(f"{at}.{name}", getattr(body, name)) for name in named}
            rules = {name: float(getattr(body, name)) for name in ("threshold", "quorum", "approval")}
            made = Electorate(tuple(float(b.share) for b in body.blocs.values()), tuple(yes), rho, **figures, **rules)
        else:
            chambers = []
            for c, one in body.chambers.items():
                paths = {b: f"{at}.chambers.{c}.blocs.{b}" for b in one.blocs}
                p = [odds(paths[b], bloc, [gate.body, c, b], body.endorsed) for b, bloc in one.blocs.items()]
                away = [number(f"{paths[b]}.absent", bloc.absent) for b, bloc in one.blocs.items()]
                rule = law(one.rules, list(one.blocs.values()))
                chambers.append(Chamber(rule, tuple(b.seats for b in one.blocs.values()), tuple(p), tuple(away)))
            made = Legislature(tuple(chambers), rho)
        leader = body.selection and Selection(
            number(f"{at}.selection.threshold", body.selection.threshold),
            number(f"{at}.selection.insight", body.selection.insight),
        )
        needs = tuple(
            Precondition(
                name,
                *(
                    number(f"ratification.preconditions.{name}.{figure}", getattr(case.ratification.preconditions[name], figure))
                    for figure in ("chance", "wait", "lapse")
                ),
            )
            for name in gate.needs
        )
        gates.append(Gate(gate.body, made, number(f"ratification.gates.{k}.delay", gate.delay), needs, leader))
    return through(gates) if gates else None


def test_every_draw_is_the_chain_built_by_hand_from_its_numbers(case, packages, drawn):
    exact, exact_bodies = every(case, packages, drawn, tolerance=1e-12)
    rough, rough_bodies = every(case, packages, drawn)
    for d in range(0, drawn.size, 4):
        for k, package in enumerate(packages):
            slow = by_hand(case, package, drawn.part(slice(d, d + 1)))
            if slow is None:
                assert exact[d, k] == 1 and np.all(np.isnan(exact_bodies[d, k]))
                continue
            on_route = [list(case.bodies).index(name) for name in slow.gates]
            for whole, bodies, error in ((exact, exact_bodies, 1e-9), (rough, rough_bodies, 1e-6)):
                assert abs(whole[d, k] - slow.whole[0]) < error
                assert bodies[d, k, on_route] == pytest.approx(slow.passes[0], abs=error)
            assert np.isnan(np.delete(exact_bodies[d, k], on_route)).all()


def test_a_batch_is_its_draws_one_by_one_and_its_packages_one_by_one(case, packages, drawn):
    whole, bodies = every(case, packages, drawn, tolerance=1e-11)
    for d in range(drawn.size):
        alone, parts = every(case, packages, drawn.part(slice(d, d + 1)), tolerance=1e-11)
        assert np.allclose(alone[0], whole[d], atol=1e-9, rtol=0)
        assert np.allclose(parts[0], bodies[d], atol=1e-9, rtol=0, equal_nan=True)
    for k, package in enumerate(packages):
        alone, parts = every(case, [package], drawn, tolerance=1e-11)
        assert np.allclose(alone[:, 0], whole[:, k], atol=1e-9, rtol=0)
        assert np.allclose(parts[:, 0], bodies[:, k], atol=1e-9, rtol=0, equal_nan=True)


def test_permuting_the_draws_permutes_the_odds(case, packages, drawn):
    order = np.random.default_rng(2).permutation(drawn.size)
    (whole, bodies), (moved, parts) = every(case, packages, drawn), every(case, packages, drawn.part(order))
    assert np.allclose(moved, whole[order], atol=1e-6, rtol=0)
    assert np.allclose(parts, bodies[order], atol=1e-6, rtol=0, equal_nan=True)


def test_a_draw_with_more_willing_blocs_passes_more_often(case, packages, drawn):
    """The same draws with every bloc's odds of a yes raised: no body passes less often."""
    raised = drawn.shares.copy()
    for path, column in drawn.columns.items():
        if path.endswith((".yes", ".turnout", ".chance")):
            raised[:, column] = 1 - (1 - raised[:, column]) / 2
    before, after = every(case, packages, drawn), every(case, packages, Sample(drawn.columns, raised))
    assert np.all(after[0] >= before[0] - 1e-6)
    assert np.all((after[1] >= before[1] - 1e-6) | np.isnan(before[1]))


def test_the_modes_are_one_draw(case, packages):
    whole, bodies = every(case, packages, MODES, tolerance=1e-13)
    assert whole.shape == (1, len(packages)) and bodies.shape == (1, len(packages), len(case.bodies))
    for k, package in enumerate(packages):
        found = ratify(case, package, draws=0)
        assert whole[0, k] == pytest.approx(found.whole.value, abs=1e-12)


def test_rows_of_one_gate_agree_whatever_is_computed_with_them(case, packages, drawn):
    """A row that asks for fine steps, beside rows that ask for coarse ones."""
    chain = passage(case, [packages[0]], drawn, tolerance=1e-11)
    assert chain.days.shape == chain.holds.shape == chain.passes.shape
    assert np.all(np.diff(chain.days, axis=1) >= 0) and np.all(np.diff(chain.holds, axis=1) <= 1e-12)
    assert np.all(chain.low <= chain.whole + 1e-9) and np.all(chain.whole <= chain.high + 1e-9)


ROWS = 7


def rowed(draw, low, high):
    return np.array([draw(st.floats(low, high)) for _ in range(ROWS)])


@settings(max_examples=5, deadline=None)
@given(st.data())
def test_figures_for_each_row_are_each_row_by_itself_under_any_rule(data):
    """Absences under a quorum and a veto, an approval quorum with a tied turnout, a leader who withholds, votes nearly as one."""
    draw = data.draw
    p, absent, yes = (
        np.stack([rowed(draw, low, high) for _ in range(2)], axis=1) for low, high in ((0.2, 0.95), (0, 0.3), (0.3, 0.8))
    )
    rho = {name: rowed(draw, 0, 0.97) for name in ("body", "people")}
    rho["body"][draw(st.integers(0, ROWS - 1))] = draw(st.sampled_from([0.5, 0.985, 1.0]))
    named = {
        "turnout": (0.4, 0.7),
        "tie": (-0.9, 0.9),
        "undecided": (0, 0.4),
        "leaning": (0.2, 0.8),
        "bias": (0, 0.2),
        "error": (0, 0.4),
    }
    figures = {name: rowed(draw, *ends) for name, ends in named.items()}
    rules = {"quorum": draw(st.sampled_from([0.0, 0.5])), "approval": draw(st.sampled_from([0.0, 0.28]))}
    rule = draw(
        st.sampled_from([Every((of_voting(Fraction(1, 2)), present(Fraction(3, 5)), no_veto(0))), of_members(Fraction(3, 5))])
    )
    leader = {name: rowed(draw, *ends) for name, ends in {"threshold": (0.1, 0.9), "insight": (0, 0.9)}.items()}
    need = {"chance": rowed(draw, 0, 1), "wait": rowed(draw, 0, 90), "lapse": rowed(draw, 0, 2)}
    delay, moved = rowed(draw, 0, 60), [np.stack([rowed(draw, -1, 1) for _ in range(2)], axis=1) for _ in range(2)]

    def chain(rows):
        body = Legislature((Chamber(rule, (3, 12), p[rows], absent[rows]),), rho["body"][rows])
        people = Electorate((0.3, 0.7), yes[rows], rho["people"][rows], **{n: f[rows] for n, f in figures.items()}, **rules)
        peace = Precondition("peace", **{name: figure[rows] for name, figure in need.items()})
        return [
            Gate("body", body, delay[rows], (), Selection(**{name: figure[rows] for name, figure in leader.items()})),
            Gate("people", people, delay[rows], (peace,)),
        ]

    whole = through(chain(slice(None)), moved, tolerance=1e-11)
    for row in range(ROWS):
        here = slice(row, row + 1)
        alone = through(chain(here), [shift[here] for shift in moved], tolerance=1e-11)
        for name in ("days", "holds", "passes", "brought", "clears", "reached", "whole", "low", "high"):
            assert getattr(whole, name)[row] == pytest.approx(getattr(alone, name)[0], abs=1e-8), name
