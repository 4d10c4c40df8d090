"""Two analysts' ledgers united: every event of both, and every conflict listed."""

import pytest

from winset.errors import Refused
from winset.record.check import check
from winset.record.ledger import Ledger
from winset.record.standing import State, Verdict

NEWS = "“We will never leave,” Aland said. “The bridge is ours,” Borl said."


@pytest.fixture
def pair(tmp_path, story, clock):
    """Two ledgers that began as one, and the statement in both."""
    news = story(NEWS)
    leave = news.said("Aland", "We will never leave,")
    with Ledger.create(tmp_path / "ada", coder="Ada", clock=clock()) as ada:
        news.enter(ada, leave)
        ada.backup(tmp_path / "ben")
        with Ledger.open(tmp_path / "ben", coder="Ben", clock=clock()) as ben:
            yield ada, ben, leave


def kinds(united):
    return [problem.kind for problem in united.conflicts]


def test_what_each_did_is_in_both_whichever_way_they_are_united(pair, story):
    ada, ben, leave = pair
    other = story("“Talks,” Chi said.", "other.txt")
    talks = other.said("Chi", "Talks,")
    ada.tag(leave.id, "red line")
    other.enter(ben, talks)
    assert (ada.unite(ben).events, ben.unite(ada).events) == (3, 1)
    assert ada.head() == ben.head()
    assert ada.item(leave.id) == ben.item(leave.id)
    assert set(ada.statements()) == set(ben.statements()) == {leave, talks}
    assert ada.document(other.source) == other.data
    assert not [one for desk in (ada, ben) for one in check(desk.folder) if one.severity != "note"]


def test_the_same_again_adds_nothing(pair):
    ada, ben, leave = pair
    ben.review(leave.id, "accept")
    assert (ada.unite(ben).events, ada.unite(ben).events) == (1, 0)


def test_the_next_event_follows_both(pair):
    ada, ben, leave = pair
    one, other = ada.tag(leave.id, "a"), ben.tag(leave.id, "b")
    ada.unite(ben)
    assert ada.tag(leave.id, "c").parents == tuple(sorted((one.hash, other.hash)))


def test_verdicts_that_differ_are_a_conflict_until_adjudicated(pair):
    ada, ben, leave = pair
    ada.review(leave.id, "accept")
    ben.review(leave.id, "reject")
    assert kinds(ada.unite(ben)) == ["conflict-verdicts"]
    assert ada.item(leave.id).state is State.DISPUTED
    ada.review(leave.id, "accept", by="Chi", adjudicates=True)
    assert ada.conflicts() == ()


def test_one_coder_at_two_desks_is_in_conflict_with_themselves(pair):
    ada, ben, leave = pair
    ada.review(leave.id, "accept", by="Ada")
    ben.review(leave.id, "reject", by="Ada")
    assert kinds(ada.unite(ben)) == ["conflict-verdicts"]
    assert ada.item(leave.id).standing.verdicts == {"Ada": (Verdict.ACCEPT, Verdict.REJECT)}
    ada.review(leave.id, "reject")
    assert ada.conflicts() == ()


def test_two_edits_of_the_spans_both_stand(pair):
    ada, ben, leave = pair
    mine, theirs = ada.edit(leave.id, content=((1, 8),)), ben.edit(leave.id, content=((1, 14),))
    assert kinds(ada.unite(ben)) == ["conflict-edits"]
    assert set(ada.statements()) == {mine, theirs}


def test_two_wordings_are_a_conflict_and_the_same_one_twice_is_not(pair):
    ada, ben, leave = pair
    ada.edit(leave.id, party="Alandia")
    ben.edit(leave.id, by="Ada", party="Alandia")
    assert ada.unite(ben).conflicts == ()
    ben.edit(leave.id, party="Borlia")
    assert kinds(ada.unite(ben)) == ["conflict-wordings"]


def test_two_originals_are_a_conflict(pair, story):
    ada, ben, leave = pair
    copies = [story(f"{outlet}: “We will never leave,” Aland said.", f"{outlet}.txt") for outlet in ("TASS", "Wire")]
    found = [copy.said("Aland", "We will never leave,") for copy in copies]
    for copy, statement in zip(copies, found, strict=True):
        copy.enter(ada, statement)
    ben.unite(ada)
    ada.merge(leave.id, found[0].id)
    ben.merge(leave.id, found[1].id)
    assert kinds(ada.unite(ben)) == ["conflict-merges"]
    ada.merge(leave.id, found[1].id)
    assert ada.conflicts() == ()


def test_an_undo_here_and_a_redo_there_hold_everywhere(pair):
    ada, ben, leave = pair
    accepted = ada.review(leave.id, "accept")
    ben.unite(ada)
    ada.undo(accepted.hash)
    ben.undo(accepted.hash)
    ada.unite(ben)
    assert ada.item(leave.id).state is State.PROPOSED
    ada.redo(accepted.hash)
    ben.unite(ada)
    assert ada.item(leave.id).state is ben.item(leave.id).state is State.ACCEPTED


def test_a_ledger_that_was_tampered_with_is_refused_whole(pair):
    ada, ben, leave = pair
    ben.review(leave.id, "accept")
    ben._db.execute("DROP TRIGGER event_keeps")
    ben._db.execute("UPDATE event SET body = replace(body, 'accept', 'reject')")
    before = ada.head()
    with pytest.raises(Refused, match="other words than its hash says"):
        ada.unite(ben)
    assert ada.head() == before


def test_a_ledger_without_its_documents_is_refused_whole(pair, story):
    ada, ben, _ = pair
    other = story("Talks.", "other.txt")
    other.enter(ben)
    (ben.folder / "sources" / "other.txt").unlink()
    before = ada.head()
    with pytest.raises(Refused, match="reading a source"):
        ada.unite(ben)
    assert ada.head() == before
