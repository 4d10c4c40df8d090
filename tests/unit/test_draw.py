"""Draws from bands: inside the band, the same for the same path, of the mean that PERT has."""

from fractions import Fraction

from winset.band import Band
from winset.draw import at_mode, draw, taken

BAND = Band.model_validate({"low": 0, "mode": "0.2", "high": 1})


def test_draws_stay_in_the_band_and_have_the_mean_of_pert():
    drawn = [taken(draw(k, 4000), "path", BAND) for k in range(4000)]
    assert min(drawn) >= 0 and max(drawn) <= 1
    assert abs(sum(drawn) / 4000 - (0 + 4 * 0.2 + 1) / 6) < 4 * 0.19 / 4000**0.5


def test_one_path_is_one_figure_and_two_paths_are_two():
    pick = draw(7)
    assert taken(pick, "a", BAND) == taken(draw(7), "a", BAND)
    assert taken(pick, "a", BAND) != taken(pick, "b", BAND)
    assert taken(draw(7, seed=1), "a", BAND) != taken(pick, "a", BAND)


def test_a_number_without_a_spread_is_itself_and_the_mode_is_the_mode():
    assert draw(0)("a", Fraction(1, 3), Fraction(1, 3), Fraction(1, 3)) == Fraction(1, 3)
    assert taken(at_mode, "a", BAND) == 0.2
