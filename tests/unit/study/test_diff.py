"""What moved between two sides: days, coders, cases."""

from datetime import UTC, datetime

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from winset.case.store import bundled, read
from winset.errors import Refused
from winset.record.article import Article
from winset.record.ledger import Ledger
from winset.record.source import Source, Text, sha256
from winset.record.statement import Act, Certainty, Contact, ContactStatus, Detail, Kind, Statement, identity
from winset.study.compare.diff import diff
from winset.study.compare.side import Side, of_coder, on_day
from winset.study.spoken import NOTHING, Record

TEXT = (bundled()["beginning"] / "case.yaml").read_text("utf-8")
WORDS = ("The toll must go. ", "We will keep the bridge. ", "A joint board could run it. ", "No toll, ever. ")
ACTS = (Act.REJECTION, Act.DEMAND, Act.OFFER, Act.REFUSAL)
DAYS = ("2031-03-01", "2031-03-15", "2031-03-20", "2031-04-01")


def case_of(*changes):
    text = TEXT
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    case, problems = read(text, "case.yaml")
    assert case, problems
    return case


CASE = case_of()


def a_statement(number, **more):
    start = sum(map(len, WORDS[:number]))
    content = ((start, start + len(WORDS[number]) - 1),)
    fields = {"party": "aland", "issues": ("toll",), "act": ACTS[number], "options": ("none",) if number == 3 else ()} | more
    return Statement(
        id=identity(sha256("".join(WORDS).encode()), content), text_id=sha256("".join(WORDS).encode()), content=content,
        text=WORDS[number].strip(), kind=Kind.DIRECT, speaker=("Mara Quill",), coder="reader 1",
        date=Detail(value=DAYS[number], basis=Certainty.EXPLICIT), **fields,
    )  # fmt: skip


def recorded(*statements):
    text_id = sha256("".join(WORDS).encode())
    return Record(statements, (), (), {text_id: "gazette"}, {text_id: "".join(WORDS)})


def side(record=NOTHING, case=CASE, name="one"):
    return Side(name, case, record)


@pytest.fixture
def ledger(tmp_path):
    """A ledger with four statements said on four days and entered on the second of April, its clock in the test's hand."""
    now = [datetime(2031, 4, 2, 12, tzinfo=UTC)]
    data = "".join(WORDS).encode()
    source = Source(sha256=sha256(data), name="gazette.txt", origin="-", media_type="text/plain", size=len(data), received=now[0])
    with Ledger.create(tmp_path, coder="Ada", clock=lambda: now[0]) as made:
        text = Text.of("".join(WORDS), source.sha256, "plain 1")
        made.take(source, data, text)
        found = tuple(map(a_statement, range(4)))
        made.add_article(
            Article(document="gazette", text_id=text.sha256, coder="reader 1", statements=found, date=Detail(value="2031-04-01"))
        )
        made.now = now
        yield made


def test_a_side_and_itself_differ_in_nothing():
    one = side(recorded(a_statement(0), a_statement(1)))
    found = diff(one, one)
    assert found.nothing
    assert not found.figures


@settings(deadline=None, max_examples=20, suppress_health_check=list(HealthCheck))
@given(left=st.sets(st.integers(0, 3)), right=st.sets(st.integers(0, 3)))
def test_what_one_way_adds_the_other_takes_away(left, right):
    sides = [side(recorded(*map(a_statement, sorted(some))), name=str(some)) for some in (left, right)]
    there, back = diff(*sides), diff(*reversed(sides))
    assert {one.id for one in there.statements if one.how == "added"} == {a_statement(n).id for n in right - left}
    assert {one.id for one in there.statements if one.how == "gone"} == {a_statement(n).id for n in left - right}
    assert {(one.id, one.how == "added") for one in there.statements} == {(one.id, one.how == "gone") for one in back.statements}
    cells = {(one.party, one.issue): (one.before, one.after, one.new, one.gone) for one in there.positions}
    mirrored = {(one.party, one.issue): (one.after, one.before, one.gone, one.new) for one in back.positions}
    assert cells == mirrored
    assert not there.figures
    assert not there.numbers


def test_a_statement_coded_otherwise_says_how_it_was():
    found = diff(side(recorded(a_statement(0))), side(recorded(a_statement(0, party="borland", act=Act.DEMAND))))
    (one,) = found.statements
    assert (one.how, one.was) == ("changed", {"party": "aland", "act": "rejection"})
    assert {(p.party, p.new, p.gone) for p in found.positions} == {("aland", 0, 1), ("borland", 1, 0)}


def test_a_shift_comes_before_mere_repetition():
    demanded, offered = a_statement(1, options=("none",)), a_statement(2, party="borland")
    before = recorded(demanded, offered)
    after = recorded(demanded, a_statement(3), offered, a_statement(0, party="borland", act=Act.OFFER))
    found = diff(side(before), side(after)).positions
    assert [one.shifted for one in found] == sorted((one.shifted for one in found), reverse=True)
    assert found[0].party == "aland"
    assert found[0].shifted


def test_another_status_of_a_contact_is_another_contact():
    def met(status):
        text_id = sha256("".join(WORDS).encode())
        one = Contact(id="c1", text_id=text_id, kind="call", status=status, parties=("A", "B"), basis="We", span=(0, 2))
        return Record((), (one,), (), {text_id: "gazette"}, {text_id: "".join(WORDS)})

    found = diff(side(met(ContactStatus.PLANNED)), side(met(ContactStatus.HELD))).contacts
    assert [(one.how, "held" in one.what) for one in found] == [("added", True), ("gone", False)]


def test_a_number_that_differs_moves_the_zone_and_the_chosen_package():
    other = case_of(("joint: 60..70", "joint: 20..30"), ("value: 30..40", "value: 60..64"))
    found = diff(side(), side(case=other, name="two"))
    assert [one.path for one in found.numbers] == [
        "preferences.aland.issues.bridge.values.joint",
        "preferences.borland.walk_away.points.0.value",
    ]
    assert [one.by for one in found.numbers] == sorted((one.by for one in found.numbers), reverse=True)
    zone = next(one for one in found.figures if "in the zone" in one.what)
    assert zone.after.value < zone.before.value
    assert found.choices
    for stage in {one.stage for one in found.figures}:
        moves = [one.by for one in found.figures if one.stage == stage]
        assert moves == sorted(moves, reverse=True)


def test_a_red_line_that_only_one_case_has_is_named_with_one_side_empty():
    other = case_of(("red_lines:\n", "red_lines:\n  - {party: borland, issue: toll, option: none, because: {judgement: No.}}\n"))
    found = diff(side(), side(case=other, name="two"))
    (new,) = [one for one in found.figures if one.stage == "blockers" and "No toll" in one.what]
    assert new.before is None
    assert new.after.value > 0


def test_on_a_day_are_only_the_words_said_by_then_and_the_walk_away_of_that_day(ledger, tmp_path):
    case = case_of(("as_of: 2031-04-02", "as_of: 2031-12-31"))
    found = diff(on_day(case, tmp_path, datetime(2031, 3, 16).date()), on_day(case, tmp_path, datetime(2031, 12, 31).date()))
    assert [one.id for one in found.statements] == [a_statement(3).id, a_statement(2).id]
    walk = next(one for one in found.figures if one.what == "What Aland has without a deal")
    assert (walk.before.value, walk.after.value) == (40, 30)


def test_by_entry_the_record_is_what_the_ledger_held(ledger, tmp_path):
    case = case_of(("as_of: 2031-04-02", "as_of: 2031-04-30"))
    ledger.now[0] = datetime(2031, 4, 10, 12, tzinfo=UTC)
    ledger.review(a_statement(0).id, "reject")
    days = [datetime(2031, 4, day).date() for day in (1, 5, 30)]
    nothing, all_four, three = (on_day(case, tmp_path, day, entered=True) for day in days)
    assert [len(one.record.statements) for one in (nothing, all_four, three)] == [0, 4, 3]
    found = diff(all_four, three, ledger.log(), ledger.undone())
    assert [(one.how, one.id) for one in found.statements] == [("gone", a_statement(0).id)]
    assert [(one.coder, one.verdict) for one in found.reviews] == [("Ada", "reject")]
    assert not diff(nothing, all_four, ledger.log(), ledger.undone()).reviews


def test_two_coders_each_have_what_they_accepted_in_their_own_wording(ledger, tmp_path):
    ledger.review(a_statement(0).id, "accept", by="Ben")
    ledger.review(a_statement(1).id, "reject", by="Ben")
    ledger.review(a_statement(1).id, "accept", by="Ada")
    ledger.edit(a_statement(0).id, by="Ada", party="borland")
    ada, ben = (of_coder(CASE, tmp_path, coder) for coder in ("Ada", "Ben"))
    assert {one.id: one.party for one in ada.record.statements} == {a_statement(0).id: "borland", a_statement(1).id: "aland"}
    assert {one.id: one.party for one in ben.record.statements} == {a_statement(0).id: "aland"}
    changes = {one.id: one.how for one in diff(ada, ben).statements}
    assert changes == {a_statement(0).id: "changed", a_statement(1).id: "gone"}
    reader = of_coder(CASE, tmp_path, "reader 1")
    assert len(reader.record.statements) == 4


def test_a_coder_that_the_record_does_not_know_is_a_problem(ledger, tmp_path):
    with pytest.raises(Refused, match="reader 1"):
        of_coder(CASE, tmp_path, "reader 2")


def test_a_number_that_rests_on_later_words_is_named(ledger, tmp_path):
    late = a_statement(3)
    case = case_of(("joint: 60..70", f"joint: {{low: 60, mode: 65, high: 70, because: ['{late.id}']}}"))
    before, after = (on_day(case, tmp_path, datetime(2031, month, 2).date()) for month in (3, 4))
    found = diff(before, after)
    assert [(one.path, one.side) for one in found.not_yet_known] == [
        ("preferences.aland.issues.bridge.values.joint", "2031-03-02"),
    ]
    assert not found.numbers


def test_a_day_after_the_case_is_refused(tmp_path):
    with pytest.raises(Refused, match="2031-04-02"):
        on_day(CASE, tmp_path, datetime(2031, 5, 1).date())
