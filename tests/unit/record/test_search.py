"""Search: words, phrases, prefixes, filters, dates, and queries that mean harm."""

from datetime import date

import pytest

from winset.errors import Refused
from winset.record.item import ItemKind
from winset.record.query import Query
from winset.record.statement import Act, Certainty, Detail

SAID = {
    "a": "A lasting peace needs a guarantee.",
    "b": "The peace will not be lasting.",
    "c": "We negotiate, and we have negotiated.",
    "d": "Zoë's café stays; peace—or war?",
    "e": "Nothing to declare.",
}


@pytest.fixture
def filled(ledger, story):
    news = story("\n".join(SAID.values()))
    more = {
        "a": {"party": "Alandia", "issues": ("guarantee",), "act": Act.DEMAND},
        "b": {"party": "Borlia", "issues": ("guarantee",), "options": ("y15",)},
        "c": {"party": "Borlia", "outlet": Detail(value="TASS", basis=Certainty.EXPLICIT)},
        "d": {"party": "Alandia"},
        "e": {"party": "Alandia", "day": None},
    }
    days = {"a": "2031-03-01", "b": "2031-03-02", "c": "2031-03-03", "d": "2031-04", "e": None}
    names = {"a": "Anna Aland", "b": "Boris Borl", "c": "Boris Borl", "d": "Anna Aland", "e": "Olga Aland"}
    news.enter(ledger, *(news.said(names[k], SAID[k], **({"day": days[k]} | more[k])) for k in SAID))
    return ledger


def found(ledger, **query):
    letters = {text: letter for letter, text in SAID.items()}
    return "".join(letters[one.text] for one in ledger.statements(Query(**query)))


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("peace", "dba"),
        ("PEACE lasting", "ba"),
        ('"lasting peace"', "a"),
        ('"peace lasting"', ""),
        ("negot*", "c"),
        ("negot", ""),
        ("n*", "ebca"),
        ("peace -lasting", "d"),
        ("-peace", "ce"),
        ('peace -"lasting peace"', "db"),
        ("zoe cafe", "d"),
        ("peace-or", "d"),
        ('"peace', "dba"),
        ("peace OR war", "d"),
        ("peace AND", ""),
    ],
)
def test_words_phrases_prefixes_and_absences(filled, query, expected):
    assert set(found(filled, words=query)) == set(expected)


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ({"party": "alandia"}, "dae"),
        ({"speaker": "Anna Aland"}, "da"),
        ({"speaker": "aland"}, "dae"),
        ({"speaker": "an"}, "da"),
        ({"speaker": "%"}, ""),
        ({"issue": "guarantee"}, "ba"),
        ({"option": "y15"}, "b"),
        ({"act": "demand"}, "a"),
        ({"act": "claim", "party": "Borlia"}, "cb"),
        ({"outlet": "tass"}, "c"),
        ({"coder": "reader 1"}, "dcbae"),
        ({"coder": "Ada"}, ""),
        ({"since": date(2031, 3, 2)}, "dcb"),
        ({"until": date(2031, 3, 2)}, "ba"),
        ({"since": date(2031, 3, 2), "until": date(2031, 3, 3)}, "cb"),
        ({"words": "peace", "party": "Alandia"}, "da"),
        ({"words": "peace", "since": date(2031, 3, 2)}, "db"),
        ({"limit": 2}, "dc"),
        ({"text_id": "0" * 64}, ""),
    ],
)
def test_filters_and_the_order_newest_first_undated_last(filled, query, expected):
    assert found(filled, **query) == expected


def test_hits_say_where_the_words_are(filled):
    hit = filled.search(Query(words='"lasting peace" guar*'))[0]
    assert [SAID["a"][start:end] for start, end in hit.marks] == ["lasting peace", "guarantee"]


def test_a_long_list_is_read_page_by_page(filled):
    seen, before = "", None
    while page := filled.search(Query(limit=2, before=before)):
        seen += "".join(letter for hit in page for letter, text in SAID.items() if text == hit.item.text)
        before = page[-1].key
    assert seen == "dcbae"


def test_contacts_and_claims_are_searched_like_statements(filled, story):
    news = story("Borl met Aland in Cern. The bridge is lost.")
    contact, claim = news.met("Borl", "Aland", basis="Borl met Aland in Cern"), news.holds("The bridge is lost", "Borl")
    news.enter(filled, contact, claim)
    assert filled.contacts(Query(words="cern", speaker="Borl")) == (contact,)
    assert filled.claims(Query(words="bridge")) == (claim,)
    assert filled.search(Query(words="bridge", kind=ItemKind.CONTACT)) == ()


@pytest.mark.parametrize(
    "hostile",
    [
        "'; DROP TABLE item; --",
        'words:peace AND facets:"a"',
        '" OR words : peace',
        "peace NEAR(lasting, 2)",
        "^peace + lasting",
        "{words facets}: peace",
        "a\x00b",
        "\ud800peace",
        "(((((((((",
        "peace*" * 20,
        '""""""peace""""',
        "-",
    ],
)
def test_no_query_means_more_than_its_words(filled, hostile):
    try:
        hits = filled.search(Query(words=hostile))
    except Refused as refusal:
        assert refusal.problems[0].kind == "query"
        hits = ()
    assert {hit.item.text for hit in hits} <= set(SAID.values())
    assert len(filled.statements()) == 5


def test_a_query_without_letters_is_refused(filled):
    with pytest.raises(Refused, match="letters or digits"):
        filled.search(Query(words="!? —"))


def test_a_query_of_too_many_words_is_refused(filled):
    with pytest.raises(Refused, match="at most 64"):
        filled.search(Query(words="peace " * 65))


@pytest.mark.parametrize("hostile", ["'; DROP TABLE item; --", '"', "\ud800", "\x00", "%", "_", "\\", "*"])
@pytest.mark.parametrize("field", ["speaker", "party", "issue", "act", "outlet", "coder", "tag", "text_id"])
def test_no_filter_means_more_than_its_value(filled, field, hostile):
    assert filled.search(Query(**{field: hostile})) == ()
