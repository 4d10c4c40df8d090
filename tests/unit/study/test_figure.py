"""Reasons: what a basis names is led back to its words, or said to be missing."""

from winset.band import Basis, BasisKind
from winset.study.figure import Reasons


def test_a_basis_that_names_a_statement_leads_to_its_exact_words(said):
    statement = said("No toll, ever.")
    reasons = Reasons({statement.id: (statement, "gazette")})
    (pointer,) = reasons.of_basis("links.0", "A link", Basis(statements=(statement.id,)))
    assert (reasons.found[pointer].words, reasons.found[pointer].source) == ("No toll, ever.", "gazette")


def test_a_statement_that_is_not_in_the_record_is_said_to_be_missing():
    reasons = Reasons()
    (pointer,) = reasons.of_basis("links.0", "A link", Basis(statements=("abc",)))
    assert reasons.found[pointer].kind is BasisKind.DEFAULT
    assert "abc, which is not in the record" in reasons.found[pointer].says


def test_an_assumption_says_that_it_is_one():
    reasons = Reasons()
    (pointer,) = reasons.of_basis("red_lines.0", "A red line", Basis(judgement="They said so in private."))
    assert reasons.found[pointer].says == "A red line: assumed. They said so in private."
    (default,) = reasons.of_basis("links.1", "A link", Basis())
    assert "with nothing behind it" in reasons.found[default].says
