"""Two coders compared: the figures against the formulas worked out by hand, and what is left to adjudicate."""

import itertools

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from winset.record.agreement import Judgement, act, agreement
from winset.record.standing import Verdict
from winset.record.statement import Kind, Statement

ITEM = Statement(id="a", text_id="b", content=((0, 1),), text="x", kind=Kind.DIRECT)


def judgements(rows):
    """rows: {item: {coder: accept or reject}}"""
    return [Judgement(s, coder, Verdict(v), ITEM) for s, held in rows.items() for coder, v in held.items()]


def alpha_by_pairs(rows):
    """Krippendorff's alpha from its definition: observed and expected disagreement over all pairs of labels."""
    shared = [list(held.values()) for held in rows.values() if len(held) > 1]
    labels = [label for held in shared for label in held]
    observed = sum(2 * sum(a != b for a, b in itertools.combinations(held, 2)) / (len(held) - 1) for held in shared) / len(labels)
    expected = 2 * sum(a != b for a, b in itertools.combinations(labels, 2)) / (len(labels) * (len(labels) - 1))
    return 1 - observed / expected if expected else 1.0


def kappa_by_counts(rows, one, other):
    """Cohen's kappa from its definition."""
    both = [(held[one], held[other]) for held in rows.values() if one in held and other in held]
    agreed = sum(a == b for a, b in both) / len(both)
    labels = {label for pair in both for label in pair}
    chance = sum(sum(a == label for a, _ in both) * sum(b == label for _, b in both) / len(both) ** 2 for label in labels)
    return (agreed - chance) / (1 - chance) if chance != 1 else 1.0


verdicts = st.sampled_from(["accept", "reject"])


@settings(deadline=None, max_examples=60)
@given(st.lists(st.dictionaries(st.sampled_from(["Ada", "Ben", "Chi"]), verdicts, min_size=1), min_size=1, max_size=12))
def test_alpha_is_what_its_definition_gives(held):
    rows = {str(number): one for number, one in enumerate(held)}
    found = agreement(judgements(rows))
    if any(len(one) > 1 for one in held):
        assert found.alpha == pytest.approx(alpha_by_pairs(rows))
    else:
        assert found.alpha is None


@settings(deadline=None, max_examples=60)
@given(st.lists(st.tuples(verdicts, verdicts), min_size=1, max_size=12))
def test_kappa_is_what_its_definition_gives(pairs):
    rows = {str(number): {"Ada": one, "Ben": other} for number, (one, other) in enumerate(pairs)}
    found = agreement(judgements(rows))
    assert found.kappa[("Ada", "Ben")] == pytest.approx(kappa_by_counts(rows, "Ada", "Ben"))
    assert found.differing == tuple(sorted(number for number, held in rows.items() if len(set(held.values())) > 1))


def test_coders_are_compared_from_the_ledger_blind_and_without_the_adjudicator(ledger, story):
    news = story("One. Two. Three. Four.")
    found = [news.said("Aland", words) for words in ("One.", "Two.", "Three.", "Four.")]
    news.enter(ledger, *found)
    for one, ada, ben in zip(found, "aaar", "aarr", strict=True):
        for coder, letter in (("Ada", ada), ("Ben", ben)):
            ledger.review(one.id, {"a": "accept", "r": "reject"}[letter], by=coder)
    ledger.review(found[2].id, "accept", by="Chi", adjudicates=True)
    result = agreement(ledger.judgements())
    assert (result.coders, result.items, result.differing) == (("Ada", "Ben"), 4, (f"statement:{found[2].id}",))
    assert result.kappa[("Ada", "Ben")] == pytest.approx(0.5)


def test_coders_who_accept_other_wordings_differ_by_act(ledger, story):
    news = story("One. Two.")
    one, two = news.said("Aland", "One."), news.said("Aland", "Two.")
    news.enter(ledger, one, two)
    ledger.edit(one.id, by="Ada", act="offer")
    ledger.edit(one.id, by="Ben", act="demand")
    for coder in ("Ada", "Ben"):
        ledger.review(two.id, "accept", by=coder)
    assert agreement(ledger.judgements()).differing == ()
    assert agreement(ledger.judgements(), label=act).differing == (f"statement:{one.id}",)
