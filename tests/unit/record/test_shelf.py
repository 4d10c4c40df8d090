"""The record page by page."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from winset.errors import Refused
from winset.record.article import Article
from winset.record.ledger import Ledger
from winset.record.source import Source, Text, sha256
from winset.record.standing import State
from winset.record.statement import Kind, Statement, identity


def taken(ledger: Ledger, name: str, words: str, coder: str = "reader 1") -> Statement:
    data = words.encode()
    moment = datetime(2031, 4, 2, tzinfo=UTC)
    source = Source(sha256=sha256(data), name=name, origin=name, media_type="text/plain", size=len(data), received=moment)
    text = Text.of(words, source.sha256, "plain 1")
    span = ((0, len(words)),)
    said = Statement(id=identity(text.sha256, span), text_id=text.sha256, content=span, text=words, kind=Kind.DIRECT, coder=coder)
    ledger.take(source, data, text)
    ledger.add_article(Article(document=name, text_id=text.sha256, coder=coder, title=words.upper(), statements=(said,)))
    return said


def test_documents_come_last_read_first_and_page_by_page(tmp_path: Path):
    with Ledger.create(tmp_path, coder="Ada") as ledger:
        said = [taken(ledger, f"{n}.txt", f"We will sign on day {n}.") for n in range(5)]
        ledger.review(said[4].id, "accept")
        first = ledger.volumes(2)
        assert [one.document for one in first] == ["4.txt", "3.txt"]
        assert [one.entries for one in first] == [{State.ACCEPTED: 1}, {State.PROPOSED: 1}]
        assert [one.document for one in ledger.volumes(9, first[-1].place)] == ["2.txt", "1.txt", "0.txt"]
        assert first[0].title == "WE WILL SIGN ON DAY 4."
        assert ledger.more_than(4)
        assert not ledger.more_than(5)
        assert ledger.headings() == {one.text_id: (one.document, one.date.value) for one in ledger.articles()}


def test_a_second_coder_makes_no_article_of_the_shelf(tmp_path: Path):
    with Ledger.create(tmp_path) as ledger:
        said = taken(ledger, "a.txt", "We will sign.")
        ledger.add_article(Article(document="other", text_id=said.text_id, coder="coder: tern 7b"))
        assert [one.document for one in ledger.volumes(9)] == ["a.txt"]
        assert ledger.article(said.text_id).document == "a.txt"
        assert ledger.headings() == ledger.headings([said.text_id]) == {said.text_id: ("a.txt", None)}
        assert ledger.headings([]) == {}
        with pytest.raises(Refused, match="a text that was read"):
            ledger.article("0" * 64)


def test_the_last_review_is_told_until_it_is_undone_and_then_as_undone(tmp_path: Path):
    with Ledger.create(tmp_path, coder="Ada") as ledger:
        one, two = taken(ledger, "a.txt", "We will sign."), taken(ledger, "b.txt", "We will not.")
        assert ledger.last_done("Ada") is None
        ledger.review(one.id, "accept")
        ledger.review(two.id, "reject")
        ledger.review(two.id, "accept", by="Ben")
        last = ledger.last_done("Ada")
        assert last and last.what["verdict"] == "reject"
        ledger.undo(last.hash)
        assert ledger.last_done("Ada", undone=True) == last
        assert (before := ledger.last_done("Ada")) and before.what["subject"] == f"statement:{one.id}"
        assert ledger.coders() == ("Ada", "Ben", "reader 1")
