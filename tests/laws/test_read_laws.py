"""Laws of the reader: whatever the text, it never raises, and every span it gives stands in the text."""

from datetime import date
from itertools import pairwise

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from winset.read import act as acts
from winset.read.english.words import word_set
from winset.read.intake.page import extract
from winset.read.intake.twin import alike, sketch
from winset.read.reader import read_text
from winset.read.text.normal import same_length
from winset.read.text.quote import quotations
from winset.read.text.token import tokens
from winset.read.text.zone import blocks, zones
from winset.record.article import ZoneKind
from winset.record.statement import Act

PIECES = [
    "Minister Ana Orl", "said", "says", "told reporters", "according to", "that", ",", ".", "“", "”", '"', "''", "‘", "’", "«",
    "»",
    "he", "she", "who", "and", "but", "called", "a mistake", "the talks", "on Friday", "Dec. 28", "the Orlavian president", "met",
    "saying", "adding", "with", "Teo Brandt", "will not sign", ":", ";", "—", "(", ")", "[", "]", "?", "!", "\n", "\n\n", "\r\n",
    "\u00a0", "\u200b", "e\u0301", "🤝", "declined to comment", "X", "wrote on X", "By", "Leave a Reply", "Previous post", "U.S.",
    "it", "as", "which", "1", "of",
]  # fmt: skip
news = st.lists(st.sampled_from(PIECES), max_size=60).map(" ".join)
anything = st.one_of(st.text(max_size=400), news, st.text(alphabet="“”\"'‘’«» .,\nsaidhe", max_size=200))
days = st.none() | st.dates(date(1990, 1, 1), date(2090, 12, 31))
patient = settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def check(text, day=None):
    article = read_text(text, document="d", as_of=day)
    ids = {s.id for s in article.statements}
    readable = [z.span for z in article.zones if z.kind in (ZoneKind.TITLE, ZoneKind.BODY)]
    for statement in article.statements:
        assert statement.text == " … ".join(text[a:b] for a, b in statement.content)
        assert statement.content
        assert statement.nested_in is None or statement.nested_in in ids
        for start, end in (*statement.content, *statement.source, *statement.cue):
            assert 0 <= start < end <= len(text)
            assert any(a <= start and end <= b for a, b in readable) or len(statement.content) > 1 or "\n" in text[start:end]
    assert len(ids) == len(article.statements)
    for item in (*article.contacts, *article.claims):
        assert 0 <= item.span[0] < item.span[1] <= len(text)
    return article


@patient
@given(anything, days)
def test_no_text_is_too_strange(text, day):
    check(text, day)


@patient
@given(anything)
def test_zones_come_in_order_and_apart_and_hold_every_word(text):
    found = list(zones(same_length(text)))
    assert all(a.span[1] <= b.span[0] for a, b in pairwise(found))
    outside = same_length(text)
    for zone in reversed(found):
        outside = outside[: zone.span[0]] + outside[zone.span[1] :]
    assert not any(c.isalnum() for c in outside)


@patient
@given(anything)
def test_normalising_never_moves_a_character(text):
    plain = same_length(text)
    assert len(plain) == len(text)
    assert all(a == b for a, b in zip(plain, text, strict=True) if b.isalnum() and b.isascii())


@patient
@given(anything)
def test_quotations_are_apart_and_begin_and_end_with_marks(text):
    plain = same_length(text)
    for paragraph in quotations(plain, list(blocks(plain))):
        spans = [q.span for q in paragraph.quotations]
        assert all(a[1] <= b[0] for a, b in pairwise(spans))
        for quotation in paragraph.quotations:
            assert plain[quotation.span[0]] in "\"“„«‟»'‘`"
            assert quotation.span[0] < quotation.inner[0] <= quotation.inner[1] <= quotation.span[1]


@patient
@given(anything)
def test_tokens_cover_every_letter_once(text):
    plain = same_length(text)
    found = list(tokens(plain, (0, len(plain))))
    assert all(a.end <= b.start for a, b in pairwise(found))
    assert sum(len(t.text) for t in found) == sum(not c.isspace() for c in plain) or any(" " in t.text for t in found)
    assert all(plain[t.start : t.end] == t.text for t in found)


@patient
@given(news)
def test_no_break_spaces_change_nothing(text):
    hard = text.replace(" ", "\u00a0")
    one, other = read_text(text, document="d"), read_text(hard, document="d")
    assert [s.content for s in one.statements] == [s.content for s in other.statements]
    assert [s.speaker for s in one.statements] == [tuple(n.replace("\u00a0", " ") for n in s.speaker) for s in other.statements]


@patient
@given(news, st.dates(date(1990, 1, 1), date(2090, 12, 31)))
def test_the_day_of_reading_moves_no_span(text, day):
    one, other = read_text(text, document="d"), read_text(text, document="d", as_of=day)
    assert [(s.id, s.speaker, s.act) for s in one.statements] == [(s.id, s.speaker, s.act) for s in other.statements]


@patient
@given(st.binary(max_size=300), st.sampled_from(["a.txt", "a.html", "a.pdf", "a.docx", "a", "a.md"]))
def test_any_bytes_give_a_text_or_a_problem_with_place_and_remedy(data, name):
    source, text, problems = extract(data, name)
    assert (text is not None) or problems
    assert all(p.where.startswith(name) and p.remedy and p.wanted for p in problems)
    assert text is None or text.source == source.sha256


@patient
@given(
    st.sampled_from([b"%PDF-1.7\n", b"PK\x03\x04", b"<html>", b"<?xml version='1.0'?><rss>", b"WARC/1.0\r\n"]),
    st.binary(max_size=300),
)
def test_broken_documents_of_every_kind_give_a_problem(start, rest):
    source, text, problems = extract(start + rest, "page")
    assert source is not None
    assert text is not None or problems


@given(
    st.lists(st.sampled_from("abcdefghij"), min_size=5, max_size=60),
    st.lists(st.sampled_from("abcdefghij"), min_size=5, max_size=60),
)
def test_likeness_is_between_nothing_and_all_and_the_same_both_ways(one, other):
    a, b = sketch(" ".join(one)), sketch(" ".join(other))
    assert alike(a, a) == 1
    assert 0 <= alike(a, b) == alike(b, a) <= 1


SPOKEN = sorted(
    word_set(
        """we he they will would not never comment discuss it in public speculation must withdraw leave demand only if
        unless accept agree sign unacceptable rejected ruled out face consequences or else deadline running by the end
        of advancing retreated troops front line close to progress near done want hopes for prefer ready to open offer
        proposed accepted agreed on welcomed are going keep thank great leader brave the end control has have need be
        stop give up"""
    )
)


@patient
@example("never accept")
@given(st.lists(st.sampled_from(SPOKEN), min_size=1, max_size=12).map(" ".join))
def test_hints_only_make_an_act_quicker_to_find(words):
    """The slow twin asks every pattern, in order."""
    slow = next((kind for pattern, kind in acts._BY_WORDS if pattern.search(words)), Act.CLAIM)
    assert acts.act("say", words) is slow


@pytest.mark.soak
@settings(max_examples=20_000, deadline=None)
@given(anything, days)
def test_twenty_thousand_strange_texts(text, day):
    check(text, day)


@pytest.mark.soak
@settings(max_examples=5_000, deadline=None)
@given(
    st.lists(st.sampled_from([p.encode("utf-8", "surrogatepass") for p in PIECES]) | st.binary(max_size=4), max_size=80).map(
        b" ".join
    )
)
def test_five_thousand_strange_pages(data):
    _, text, problems = extract(data, "page.html")
    assert text is not None or problems
    if text is not None:
        check(text.content)
