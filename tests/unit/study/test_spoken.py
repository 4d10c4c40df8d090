"""What the record says of positions, points, contacts and claims."""

from winset.record.position import Known
from winset.record.statement import Act, Claim, Contact, ContactStatus, Detail, Voice
from winset.study import spoken
from winset.study.figure import Reasons
from winset.study.study import Coverage


def cell(case, record, party="aland", issue="toll"):
    reasons = Reasons()
    found = {(one.party, one.issue): one for one in spoken.positions(case, record, reasons)}
    return found[party, issue], reasons


def test_silence_is_silence(case, record):
    position, _ = cell(case, record())
    assert (position.known, position.basis, position.since) == (Known.UNKNOWN, (), None)


def test_the_latest_word_that_names_an_option_gives_the_stance(case, record, said):
    old = said("No toll.", options=("none",), date="2031-03-01")
    new = said("Half is fair.", options=("shared",), date="2031-04-01")
    position, reasons = cell(case, record(old, new))
    assert (position.known, position.options, position.since) == (Known.STATED, ("shared",), "2031-04-01")
    assert [reasons.found[pointer].words for pointer in position.basis] == ["Half is fair.", "No toll."]


def test_what_others_say_of_a_party_never_becomes_its_position(case, record, said):
    outer = said("Borland offered half.", party="borland")
    inner = said("half", party="aland", options=("shared",), nested_in=outer.id)
    position, reasons = cell(case, record(outer, inner))
    assert (position.known, position.options, position.basis) == (Known.UNKNOWN, (), ())
    assert "as another reports it" in reasons.found[position.hearsay[0]].says


def test_a_reporters_inference_is_nobodys_position(case, record, said):
    position, _ = cell(case, record(said(voice=Voice.REPORTER)))
    assert position.known is Known.UNKNOWN


def test_a_refusal_to_comment_counts_while_it_is_the_latest_word(case, record, said):
    spoke = said("No toll.", options=("none",), date="2031-03-01")
    declined = said("would not discuss it", act=Act.DECLINED, date="2031-04-01")
    assert cell(case, record(spoke, declined))[0].known is Known.DECLINED
    later = said("No toll!", options=("none",), date="2031-04-02")
    assert cell(case, record(spoke, declined, later))[0].known is Known.STATED


def test_an_issue_without_a_point_is_spoken_of_declined_or_unspoken(case, record, said):
    words = record(said(), said(issues=("bridge",), act=Act.DECLINED))
    reasons = Reasons()
    lines = spoken.coverage(case, (), spoken.positions(case, words, reasons))
    assert {line.issue: line.coverage for line in lines} == {"toll": Coverage.SPOKEN, "bridge": Coverage.DECLINED}
    silent = spoken.coverage(case, (), spoken.positions(case, record(), reasons))
    assert {line.coverage for line in silent} == {Coverage.UNSPOKEN}


def contact(number, start, **more):
    defaults = {"kind": "call", "status": ContactStatus.HELD, "parties": ("Aland", "Borland"), "date": Detail(value="2031-04-01")}
    return Contact(id=str(number), text_id="t1", basis="they spoke", span=(start, start + 10), **{**defaults, **more})


def test_a_contact_reported_twice_is_one_with_two_reports(record):
    text = "They spoke. They talked on the phone."
    met = spoken.contacts(
        record(contact(1, 0), contact(2, 12), contact(3, 0, status=ContactStatus.PLANNED), text=text), Reasons()
    )
    assert [(line.status, len(line.reports)) for line in met] == [("held", 2), ("planned", 1)]


def test_contacts_without_a_day_come_last(record):
    met = spoken.contacts(record(contact(1, 0, date=Detail()), contact(2, 12), text="x" * 40), Reasons())
    assert [line.date for line in met] == ["2031-04-01", None]


def test_a_claim_leads_to_the_statement_that_makes_it(record, said):
    statement = said("Our workers hold both ends of the bridge.")
    claim = Claim(
        id="c1",
        text_id="t1",
        span=(0, 5),
        text=statement.text,
        topic="control",
        attested_by=("Mara Quill",),
        statement=statement.id,
    )
    (line,) = spoken.claims(record(statement, claim), Reasons())
    assert (line.basis, line.date) == ((f"statement:{statement.id}",), "2031-04-01")


def test_the_same_claim_in_two_reports_counts_once(record):
    one = Claim(id="c1", text_id="t1", span=(0, 9), text="They hold the bridge", topic="control")
    again = one.model_copy(update={"id": "c2", "text": "they hold  the bridge"})
    assert len(spoken.claims(record(one, again, text="They hold the bridge"), Reasons())) == 1
