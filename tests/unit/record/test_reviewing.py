"""Reviewing: verdicts, edits, merges, tags and comments, and undoing any of it."""

import pytest

from winset.errors import Refused
from winset.record.query import Query
from winset.record.standing import Standing, State, Verdict

NEWS = "“We will never leave,” Aland said. “The bridge is ours,” Borl said. “We may talk,” Borl said."
WORDS = {"Aland": "We will never leave,", "Borl": "The bridge is ours,"}


@pytest.fixture
def leave(ledger, story):
    news = story(NEWS)
    one, two = (news.said(speaker, words) for speaker, words in WORDS.items())
    news.enter(ledger, one, two)
    return one


def state(ledger, statement):
    return ledger.item(statement.id).state


def test_a_verdict_is_kept_with_who_gave_it(ledger, leave):
    ledger.review(leave.id, "accept", by="Ben")
    hit = ledger.item(leave.id)
    assert (hit.state, hit.standing.verdicts) == (State.ACCEPTED, {"Ben": (Verdict.ACCEPT,)})


def test_the_same_verdict_twice_is_one(ledger, leave):
    ledger.review(leave.id, "accept")
    assert ledger.review(leave.id, "accept") is None


def test_a_coder_who_changes_their_mind_is_not_in_dispute_with_themselves(ledger, leave):
    ledger.review(leave.id, "accept")
    ledger.review(leave.id, "reject")
    assert state(ledger, leave) is State.REJECTED


def test_two_coders_who_differ_leave_a_dispute_until_it_is_adjudicated(ledger, leave):
    ledger.review(leave.id, "accept", by="Ada")
    ledger.review(leave.id, "reject", by="Ben")
    assert state(ledger, leave) is State.DISPUTED
    ledger.review(leave.id, "reject", by="Chi", adjudicates=True)
    assert state(ledger, leave) is State.REJECTED
    ledger.review(leave.id, "accept", by="Dov", adjudicates=True)
    assert state(ledger, leave) is State.ACCEPTED
    assert ledger.item(leave.id).standing.adjudicated_by == ("Dov",)


def test_what_is_rejected_is_out_of_the_list_but_on_record(ledger, leave):
    ledger.review(leave.id, "reject")
    assert leave not in ledger.statements()
    assert ledger.statements(Query(state=(State.REJECTED,))) == (leave,)


def test_an_edit_of_the_speaker_keeps_the_id_and_accepts(ledger, leave):
    changed = ledger.edit(leave.id, speaker=("Anna Aland",))
    assert changed == leave.model_copy(update={"speaker": ("Anna Aland",), "coder": "Ada"})
    assert (ledger.item(leave.id).item, state(ledger, leave)) == (changed, State.ACCEPTED)
    assert ledger.proposals(leave.id) == (leave, changed)


def test_an_edit_of_the_spans_makes_a_statement_that_supersedes_the_old(ledger, leave, story):
    changed = ledger.edit(leave.id, content=((4, 20),))
    assert changed.text == NEWS[4:20]
    assert (state(ledger, changed), state(ledger, leave)) == (State.ACCEPTED, State.SUPERSEDED)
    assert ledger.item(leave.id).standing.superseded_by == (f"statement:{changed.id}",)
    assert leave not in ledger.statements()


def test_undoing_an_edit_withdraws_what_it_made(ledger, leave):
    changed = ledger.edit(leave.id, content=((4, 20),))
    ledger.undo(leave.id)
    assert (state(ledger, leave), state(ledger, changed)) == (State.PROPOSED, State.WITHDRAWN)


@pytest.mark.parametrize("changes", [{"spelling": "x"}, {"content": ((0, 5000),)}, {"kind": "shouted"}, {"content": ()}])
def test_an_edit_that_does_not_fit_changes_nothing(ledger, leave, changes):
    before = ledger.head()
    with pytest.raises(Refused):
        ledger.edit(leave.id, **changes)
    assert ledger.head() == before


def test_a_newer_reader_adds_its_proposal_and_what_was_accepted_stays(ledger, leave, story):
    ledger.review(leave.id, "accept")
    news = story(NEWS)
    news.enter(ledger, news.said("Borl", WORDS["Aland"], coder="reader 2"), coder="reader 2")
    assert ledger.item(leave.id).item == leave
    assert [one.speaker for one in ledger.proposals(leave.id)] == [("Aland",), ("Borl",)]


def test_a_newer_reader_retires_what_nobody_reviewed_and_never_what_somebody_did(ledger, leave, story):
    ledger.review(leave.id, "accept")
    news = story(NEWS)
    ours, talk = news.said("Borl", WORDS["Borl"]), news.said("Borl", "We may talk,", coder="reader 2")
    news.enter(ledger, talk, coder="reader 2")
    assert (state(ledger, leave), state(ledger, ours), state(ledger, talk)) == (State.ACCEPTED, State.OUTDATED, State.PROPOSED)
    ledger.review(ours.id, "accept")
    assert state(ledger, ours) is State.ACCEPTED


def test_another_reader_retires_nothing(ledger, leave, story):
    news = story(NEWS)
    news.enter(ledger, news.said("Borl", "We may talk,", coder="model x"), coder="model x")
    assert len(ledger.statements()) == 3


def test_the_same_statement_by_an_older_reader_again_comes_back(ledger, leave, story):
    news = story(NEWS)
    ours = news.said("Borl", WORDS["Borl"])
    news.enter(ledger, leave, coder="reader 2")
    assert state(ledger, ours) is State.OUTDATED
    news.enter(ledger, leave, ours, coder="reader 3")
    assert state(ledger, ours) is State.PROPOSED


def test_merged_copies_count_once_along_a_chain(ledger, story):
    copies = [story(f"{outlet}: “We will never leave,” Aland said.", f"{outlet}.txt") for outlet in ("TASS", "Wire", "Post")]
    found = [copy.said("Aland", "We will never leave,") for copy in copies]
    for copy, statement in zip(copies, found, strict=True):
        copy.enter(ledger, statement)
    ledger.merge(found[0].id, found[1].id)
    ledger.merge(found[1].id, found[2].id)
    assert ledger.statements() == (found[2],)
    assert ledger.item(found[0].id).standing.duplicate_of == f"statement:{found[2].id}"
    ledger.undo(found[1].id)
    assert ledger.item(found[0].id).standing.duplicate_of == f"statement:{found[1].id}"


def test_a_ring_of_merges_keeps_one(ledger, story):
    copies = [story(f"{outlet}: “We will never leave,” Aland said.", f"{outlet}.txt") for outlet in ("TASS", "Wire", "Post")]
    found = [copy.said("Aland", "We will never leave,") for copy in copies]
    for copy, statement in zip(copies, found, strict=True):
        copy.enter(ledger, statement)
    for one, other in zip(found, [*found[1:], found[0]], strict=True):
        ledger.merge(one.id, other.id)
    assert ledger.statements() == (min(found, key=lambda one: one.id),)


def test_an_item_is_not_merged_into_itself_or_another_kind(ledger, leave, story):
    with pytest.raises(Refused, match="two different items"):
        ledger.merge(leave.id, leave.id)


def test_tags_comments_and_links_are_kept_and_undone(ledger, leave):
    other = next(one for one in ledger.statements() if one != leave)
    ledger.tag(leave.id, "red line")
    ledger.comment(leave.id, "Said before the talks.", by="Ben")
    ledger.link(leave.id, other.id, "answers")
    standing = ledger.item(leave.id).standing
    assert (standing.tags, standing.links) == (("red line",), (("answers", f"statement:{other.id}"),))
    assert [(one.coder, one.words) for one in standing.comments] == [("Ben", "Said before the talks.")]
    assert ledger.statements(Query(tag="red line")) == (leave,)
    for _ in range(3):
        ledger.undo(leave.id)
    standing = ledger.item(leave.id).standing
    assert (standing.tags, standing.links, standing.comments) == ((), (), ())


def test_undo_goes_back_as_far_as_there_is_and_redo_forward_again(ledger, leave):
    for tag in ("one", "two", "three"):
        ledger.tag(leave.id, tag)
    seen = []
    for _ in range(3):
        ledger.undo(leave.id, by="Ben")
        seen.append(ledger.item(leave.id).standing.tags)
    assert seen == [("one", "two"), ("one",), ()]
    with pytest.raises(Refused, match="not undone"):
        ledger.undo(leave.id)
    seen = []
    for _ in range(3):
        ledger.redo(leave.id)
        seen.append(ledger.item(leave.id).standing.tags)
    assert seen == [("one",), ("one", "two"), ("one", "three", "two")]
    with pytest.raises(Refused, match="is undone"):
        ledger.redo(leave.id)


def test_an_undo_can_be_undone_and_that_again(ledger, leave):
    event = ledger.review(leave.id, "accept")
    states = []
    for _ in range(4):
        event = ledger.undo(event.hash)
        states.append(state(ledger, leave))
    assert states == [State.PROPOSED, State.ACCEPTED, State.PROPOSED, State.ACCEPTED]


def test_the_entry_of_an_article_is_undone_and_redone_as_a_whole(ledger, leave):
    ledger.undo()
    assert (ledger.statements(), ledger.articles()) == ((), ())
    ledger.redo()
    assert len(ledger.statements()) == 2


def test_an_undone_entry_can_be_read_in_again(ledger, leave, story):
    ledger.undo()
    news = story(NEWS)
    assert news.enter(ledger, leave).event
    assert ledger.statements() == (leave,)


def test_everything_done_stays_in_the_log(ledger, leave):
    ledger.review(leave.id, "accept", by="Ben")
    ledger.undo(leave.id, by="Chi")
    assert [(event.coder, event.deed) for event in ledger.log()][-2:] == [("Ben", "verdict"), ("Chi", "undo")]
    assert len(ledger.undone()) == 1


def test_a_review_needs_a_name(case, ledger, leave):
    with pytest.raises(Refused, match="say who you are"):
        ledger.review(leave.id, "accept", by=" ")


def test_a_verdict_that_is_none_is_refused(ledger, leave):
    with pytest.raises(Refused, match="accept or reject"):
        ledger.review(leave.id, "maybe")


@pytest.mark.parametrize("wrong", ["", "nonsense", "zzzzzz", "claim:abc", "statement:", "' OR 1=1 --"])
def test_an_id_that_is_none_is_refused(ledger, leave, wrong):
    with pytest.raises(Refused, match="in this ledger"):
        ledger.review(wrong, "accept")


def test_the_beginning_of_an_id_will_do(ledger, leave):
    assert ledger.item(leave.id[:8]).item == leave


def test_a_statement_that_the_reader_missed_is_added_by_hand(ledger, leave, story):
    talk = story(NEWS).said("Borl", "We may talk,", coder="Ada")
    ledger.add(talk)
    hit = ledger.item(talk.id)
    assert (hit.item, hit.state, hit.standing.proposed_by) == (talk, State.PROPOSED, ("Ada",))


def test_a_queue_shows_nothing_of_what_others_held(ledger, leave):
    ledger.review(leave.id, "reject", by="Ben")
    waiting = {hit.item: hit.standing for hit in ledger.queue("Ada")}
    assert waiting[leave] == Standing(state=State.PROPOSED)
    assert leave not in {hit.item for hit in ledger.queue("Ben")}
