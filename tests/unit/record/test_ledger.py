"""The ledger: taking, entering, reading back, and never entering the same thing twice."""

from datetime import UTC, datetime

import pytest

from winset.errors import Refused
from winset.record.ledger import Ledger
from winset.record.point import PointReport, Standpoint
from winset.record.query import Query
from winset.record.source import Source, Text
from winset.record.standing import State
from winset.record.statement import ContactStatus

NEWS = "Aland said: “We will never leave.” Borl met Aland in Cern on Monday. The bridge is lost, Borl said."


def test_what_is_entered_is_read_back_from_the_file(case, ledger, story):
    news = story(NEWS)
    leave = news.said("Aland", "We will never leave.", issues=("bridge",))
    met = news.met("Borl", "Aland", basis="Borl met Aland in Cern", day="2031-03-31")
    lost = news.holds("The bridge is lost", "Borl")
    assert news.enter(ledger, leave, met, lost).new == 3
    ledger.close()
    with Ledger.open(case) as again:
        assert again.statements() == (leave,)
        assert again.contacts() == (met,)
        assert again.claims() == (lost,)
        assert again.articles() == (news.read(leave, met, lost),)
        assert again.sources() == (news.source,)
        assert again.texts() == (news.text,)
        assert again.text(news.text.sha256) == NEWS
        assert again.document(news.source) == NEWS.encode()


def test_the_document_is_kept_as_received_and_never_outside_its_folder(case, ledger, story):
    news = story("Ein Brief.\r\n\x00", name="../Brief an Åland.TXT")
    ledger.take(news.source, news.data)
    assert (case / "sources" / "Brief an Åland.TXT").read_bytes() == b"Ein Brief.\r\n\x00"


def test_two_documents_of_one_name_are_kept_side_by_side(case, ledger, story):
    first, second = story("Monday.", name="news.txt"), story("Tuesday.", name="news.txt")
    for news in (first, second, first):
        ledger.take(news.source, news.data)
    assert [ledger.document(news.source) for news in (first, second)] == [b"Monday.", b"Tuesday."]
    assert sorted(path.name for path in (case / "sources").iterdir()) == [f"news.{second.source.sha256[:12]}.txt", "news.txt"]


def test_a_document_changed_on_disk_is_missed(case, ledger, story):
    news = story("Monday.", name="news.txt")
    ledger.take(news.source, news.data)
    (case / "sources" / "news.txt").write_text("Sunday.")
    with pytest.raises(Refused, match="no file with the bytes received"):
        ledger.document(news.source)


def test_the_same_again_adds_nothing(ledger, story):
    news = story(NEWS)
    news.enter(ledger, news.said("Aland", "We will never leave."))
    before = ledger.head()
    again = news.enter(ledger, news.said("Aland", "We will never leave."))
    assert (again.event, again.new, ledger.head()) == (None, 0, before)


def test_each_event_says_who_what_and_when(ledger, story):
    news = story(NEWS)
    news.enter(ledger, news.said("Aland", "We will never leave."), coder="reader 1")
    told = [(event.coder, event.deed, event.at) for event in ledger.log()]
    at = [datetime(2031, 4, 2, 6, 0, second, tzinfo=UTC) for second in range(3)]
    assert told == [("Ada", "source", at[0]), ("Ada", "text", at[1]), ("reader 1", "article", at[2])]


def test_statements_come_newest_first_and_undated_last(ledger, story):
    news = story("One. Two. Three. Four.")
    days = {"One.": "2031-03", "Two.": None, "Three.": "2031-04-02", "Four.": "--04-03"}
    news.enter(ledger, *(news.said("Aland", words, day) for words, day in days.items()))
    assert [one.text for one in ledger.statements()] == ["Three.", "One.", "Two.", "Four."]


def test_statements_of_a_day_stand_in_the_order_of_their_text(ledger, story):
    news = story("One. Two. Three.")
    news.enter(ledger, *(news.said("Aland", words) for words in ("Three.", "One.", "Two.")))
    assert [one.text for one in ledger.statements()] == ["One.", "Two.", "Three."]


def test_a_statement_and_a_claim_may_share_their_words(ledger, story):
    news = story(NEWS)
    said, claimed = news.said("Borl", "The bridge is lost"), news.holds("The bridge is lost", "Borl")
    assert said.id == claimed.id
    assert news.enter(ledger, said, claimed).new == 2


def test_words_that_do_not_stand_in_the_text_are_left_out_and_told(ledger, story):
    news = story(NEWS)
    good, bad = news.said("Aland", "We will never leave."), news.said("Borl", "The bridge is lost")
    entered = news.enter(ledger, good, bad.model_copy(update={"text": "The bridge is ours"}))
    assert [problem.kind for problem in entered.problems] == ["quote-not-in-source"]
    assert ledger.statements() == (good,)


@pytest.mark.parametrize("span", [(0, 10_000), (-1, 3), (5, 2)])
def test_a_span_outside_the_text_is_a_problem(ledger, story, span):
    news = story(NEWS)
    entered = news.enter(ledger, news.said("Aland", "We will never leave.").model_copy(update={"cue": (span,)}))
    assert [problem.kind for problem in entered.problems] == ["span"]


def test_an_article_needs_its_text(ledger, story):
    with pytest.raises(Refused, match="take its source first"):
        ledger.add_article(story(NEWS).read())


def test_bytes_that_are_not_the_source_are_refused_and_not_written(case, ledger, story):
    news = story(NEWS)
    with pytest.raises(Refused, match="another hash"):
        ledger.take(news.source, b"other")
    assert not list(ledger.log())
    assert not (case / "sources").exists()


def test_a_text_of_another_source_is_refused(ledger, story):
    one, other = story("One."), story("Other.")
    with pytest.raises(Refused, match="another hash"):
        ledger.take(one.source, one.data, other.text)


def test_two_extractions_of_one_source_stand_side_by_side(ledger, story):
    news = story(NEWS)
    shorter = Text.of(NEWS[:35], news.source.sha256, "plain 2")
    ledger.take(news.source, news.data, news.text)
    ledger.take(news.source, news.data, shorter)
    assert (len(ledger.sources()), ledger.texts()) == (1, (news.text, shorter))


def test_nothing_of_an_entry_stays_when_it_fails_half_way(case, ledger, story):
    news = story(NEWS)
    with pytest.raises(ZeroDivisionError), ledger.entry():
        news.enter(ledger, news.said("Aland", "We will never leave."))
        raise ZeroDivisionError
    assert not list(ledger.log())
    assert news.enter(ledger, news.said("Aland", "We will never leave.")).new == 1


def test_opening_where_there_is_no_record_says_what_to_do(tmp_path):
    with pytest.raises(Refused, match="winset read"):
        Ledger.open(tmp_path)


def test_a_text_with_lone_surrogates_nulls_and_emoji_comes_back_the_same(ledger, story):
    words = "a\ud800\x00🙂e\u0301 “q” \u2028"
    news = story(words)
    leave = news.said("Al\udfffand", words)
    assert news.enter(ledger, leave).new == 1
    assert (ledger.text(news.text.sha256), ledger.statements()) == (words, (leave,))


def test_a_statement_of_a_million_characters_is_kept(ledger, story):
    news = story("word " * 200_000)
    assert news.enter(ledger, news.said("Aland", "word " * 200_000)).new == 1
    assert len(ledger.statements()[0].text) == 1_000_000


def test_a_contact_ruled_out_stays_ruled_out(ledger, story):
    news = story(NEWS)
    contact = news.met("Borl", "Aland", basis="Borl met Aland", status=ContactStatus.RULED_OUT)
    news.enter(ledger, contact)
    assert ledger.contacts() == (contact,)


def test_an_older_source_without_text_is_fine(ledger):
    source = Source(
        sha256="e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855", name="empty", origin="-",
        media_type="text/plain", size=0, received=datetime(2031, 1, 1, tzinfo=UTC),
    )  # fmt: skip
    ledger.take(source, b"")
    assert (ledger.sources(), ledger.document(source)) == ((source,), b"")


def test_what_a_text_says_of_a_point_of_the_plan_is_entered_reviewed_and_found(ledger, story):
    news = story(NEWS)
    words = "The bridge is lost"
    report = PointReport(
        id="p" * 16, text_id=news.text.sha256, span=news.at(words), text=words, number=4, title="The bridge", issues=("bridge",),
        stands=Standpoint.CONTESTED,
    )  # fmt: skip
    ledger.take(news.source, news.data, news.text)
    ledger.add(report)
    ledger.review("point:" + report.id, "accept")
    assert ledger.points(Query(words="lost", issue="bridge", state=(State.ACCEPTED,))) == (report,)
    with pytest.raises(Refused, match="words that stand"):
        ledger.add(report.model_copy(update={"text": "The bridge is ours"}))
