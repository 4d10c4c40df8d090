"""Power indices of real bodies, as exact fractions."""

import json
from fractions import Fraction
from pathlib import Path

import pytest

from winset.ratify.power import power_by_kind, weighted_power

GAMES = json.loads((Path(__file__).parents[1] / "data" / "power_indices.json").read_text())


@pytest.mark.parametrize("game", GAMES, ids=lambda g: g["name"])
def test_a_published_body_is_met_exactly(game):
    power = weighted_power(game["weights"], game["quota"])
    assert list(power.swings) == game["swings"]
    for index in ("banzhaf_normalised", "banzhaf_absolute", "shapley_shubik"):
        found = power.banzhaf if index == "banzhaf_normalised" else getattr(power, index)
        assert found == tuple(map(Fraction, game[index]))


def federal(c):
    return (c[1] >= 67 and c[2] >= 290) or (c[0] == 1 and c[1] >= 51 and c[2] >= 218)


def test_the_united_states_federal_game_is_exact():
    """Against sums over every kind of coalition written out here; .1604 for the president is the textbooks' figure with a
    tie-breaking vice president (Brams 1975, p. 192), whom this game leaves out."""
    from math import comb, factorial

    power = power_by_kind((1, 100, 435), federal)
    swings = shapley = 0
    for s in range(101):
        for h in range(436):
            if s >= 51 and h >= 218 and not (s >= 67 and h >= 290):
                ways = comb(100, s) * comb(435, h)
                swings += ways
                shapley += ways * factorial(s + h) * factorial(535 - s - h)
    assert power.swings[0] == swings
    assert power.shapley_shubik[0] == Fraction(shapley, factorial(536))
    assert power.shapley_shubik[0] + 100 * power.shapley_shubik[1] + 435 * power.shapley_shubik[2] == 1
    assert power.banzhaf[0] + 100 * power.banzhaf[1] + 435 * power.banzhaf[2] == 1
    assert float(power.shapley_shubik[0]) == pytest.approx(0.1605, abs=5e-5)


def test_the_security_council_by_kind_equals_its_weighted_form():
    by_kind = power_by_kind((5, 10), lambda c: c[0] == 5 and c[1] >= 4)
    assert by_kind.shapley_shubik == (Fraction(421, 2145), Fraction(4, 2145))
    assert by_kind.banzhaf == (Fraction(106, 635), Fraction(21, 1270))
