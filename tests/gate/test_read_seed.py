"""The reader on the reference article, and again after every proper name in it is replaced by an invented one."""

import re
from datetime import date

import pytest

from winset.read.reader import read_text
from winset.record.article import ZoneKind
from winset.record.statement import Act, Certainty, ContactStatus, Voice

DAY = date(2025, 12, 29)
INVENTED = {
    "Volodymyr": "Tamor", "Zelenskyy": "Ardekian", "Vladimir": "Jorun", "Putin": "Sellick", "Donald": "Bertil", "Trump": "Maddow",
    "Dmitry": "Oskar", "Peskov": "Lindqvane", "Guy Birchall": "Ana Thole", "Jacki Thrapp": "Ib Orre", "Emel Akan": "Una Bray",
    "Joseph Lord": "Tor Vick", "Ukrainian": "Velmorian", "Ukraine": "Velmoria", "Russian": "Drosian", "Russia": "Drosia",
    "United States": "Norrland Union",
    "American": "Norrlander", "US president": "Norrland president", "Kyiv": "Ostrava Bay",
    "Washington": "Halden", "Moscow": "Brask", "Kremlin": "Citadel", "Donbas": "Rivermark", "Kherson": "Sulmont",
    "Zaporizhzhia": "Tarnova", "TASS": "VESK", "Truth Social": "Open Harbour", "Mar-a-Lago": "Casa Bruma",
    "Palm Beach": "Cape Ledo",
    "Florida": "Westmark", "Congress": "Assembly", "Europeans": "Islanders", "OpenAI": "Quillworks",
}  # fmt: skip


@pytest.fixture(scope="module")
def text(reference):
    return (reference / "seed" / "article.txt").read_bytes().decode()


def renamed(text: str) -> str:
    names = sorted(INVENTED, key=len, reverse=True)
    return re.sub("|".join(map(re.escape, names)) + r"|\bX\b", lambda m: INVENTED.get(m.group(), "Murmur"), text)


@pytest.fixture(params=["as written", "renamed"])
def read(request, text):
    """Return the article, a function that gives each original name as it stands in it, and its text."""
    if request.param == "as written":
        return read_text(text, document="article", as_of=DAY), lambda name: name, text
    return read_text(renamed(text), document="article", as_of=DAY), renamed, renamed(text)


def test_statements_are_found_and_every_span_slices_the_text(read):
    article, _, text = read
    assert len(article.statements) >= 35
    for statement in article.statements:
        assert statement.text == " … ".join(text[a:b] for a, b in statement.content)
        assert all(text[a:b].strip() for a, b in (*statement.source, *statement.cue))


def test_a_quotation_that_goes_on_in_its_own_paragraph_is_one_statement(read):
    """Three of them do, two after a closed quotation, one after an open one; no statement is without a source."""
    article, _, text = read
    onward = [s for s in article.statements if "\n\n" in text[s.content[0][0] : s.content[-1][1]]]
    assert [len(s.content) for s in onward] == [2, 2, 2]
    assert all(s.source for s in article.statements)


def test_nothing_is_read_outside_title_and_body(read):
    article, _, text = read
    footer = text.index("contributed to this report")
    assert max(b for s in article.statements for _, b in s.content) < footer
    assert {z.kind for z in article.zones if z.span[1] > footer} <= {
        ZoneKind.CONTRIBUTORS,
        ZoneKind.FORM,
        ZoneKind.LINKS,
        ZoneKind.OTHER,
    }
    assert article.byline and len(article.contributors) == 3


def test_three_presidents_and_the_spokesman_under_one_name_each_and_nobody_else(read):
    article, name, _ = read
    speakers = {who for s in article.statements for who in s.speaker}
    assert speakers == {name(n) for n in ("Volodymyr Zelenskyy", "Vladimir Putin", "Donald Trump", "Dmitry Peskov")}
    assert all(s.speaker for s in article.statements)
    assert sum(s.speaker == (name("Dmitry Peskov"),) for s in article.statements) == 8
    assert sum(len(s.speaker) == 2 for s in article.statements) == 2


def test_reports_inside_reports_are_hearsay(read):
    article, name, _ = read
    by_id = {s.id: s for s in article.statements}
    nested = [s for s in article.statements if s.hearsay]
    assert {(s.speaker, by_id[s.nested_in].speaker) for s in nested} == {
        ((name("Donald Trump"),), (name("Volodymyr Zelenskyy"),))
    }
    assert len({s.nested_in for s in nested}) == 2


def test_an_agency_carries_and_does_not_speak(read):
    article, name, _ = read
    carried = [s for s in article.statements if s.outlet.value == name("TASS")]
    assert [s.speaker for s in carried] == [(name("Vladimir Putin"),), (name("Dmitry Peskov"),)]
    assert [s.outlet.basis for s in carried] == [Certainty.EXPLICIT, Certainty.EXPLICIT]


def test_refusals_demands_and_inferences_are_what_they_are(read):
    article, name, _ = read
    assert [s for s in article.statements if s.act is Act.DECLINED and name("Kherson") in s.text]
    assert [s for s in article.statements if s.act is Act.DEMAND and s.addressee.value == name("Ukraine")]
    assert ["relinquish" in s.text for s in article.statements if s.voice is Voice.REPORTER] == [True]


def test_days_come_with_what_they_rest_on(read):
    article, _, _ = read
    days = {(s.date.value, s.date.basis) for s in article.statements}
    assert days == {
        ("2025-12-29", Certainty.INFERRED), ("2025-12-28", Certainty.INFERRED),
        ("2025-12-29", Certainty.INHERITED), ("2025-12-28", Certainty.INHERITED), (None, Certainty.NONE),
    }  # fmt: skip


def test_without_a_day_of_reading_the_year_stays_open(text):
    days = {s.date.value for s in read_text(text, document="article").statements}
    assert days == {"--12-29", "--12-28", None}


def test_contacts_held_planned_and_ruled_out(read):
    article, name, _ = read
    trump, putin, zelenskyy = (name(n) for n in ("Donald Trump", "Vladimir Putin", "Volodymyr Zelenskyy"))
    found = {(c.kind == "call", c.status, frozenset(c.parties)) for c in article.contacts}
    assert found == {
        (True, ContactStatus.HELD, frozenset((trump, putin))),
        (True, ContactStatus.PLANNED, frozenset((trump, putin))),
        (True, ContactStatus.RULED_OUT, frozenset((putin, zelenskyy))),
        (False, ContactStatus.HELD, frozenset((trump, zelenskyy))),
    }
    (meeting,) = (c for c in article.contacts if c.kind != "call")
    assert meeting.date.value == "2025-12-28"
    (call,) = (c for c in article.contacts if c.kind == "call" and c.status is ContactStatus.HELD)
    assert (call.date.value, call.date.basis) == ("2025-12-28", Certainty.INFERRED)
    assert name("Florida") in (meeting.place.value or "")


def test_channels_are_named(read):
    article, name, _ = read
    channels = {s.channel.value for s in article.statements}
    assert {f"{name('X')} post", f"{name('Truth Social')} post", "news conference", "briefing"} <= channels
