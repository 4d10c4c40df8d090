"""What is said in a sentence or two, and by whom; the text stands in each test's first line."""

import inspect
from functools import wraps

import pytest

from winset.read.reader import read_text
from winset.record.statement import Act, Kind, Voice


def reads(test):
    """Hand a test the article that its docstring holds."""

    @wraps(test)
    def run():
        text = inspect.cleandoc(test.__doc__)
        test(read_text(text, document="d"))

    run.__signature__ = inspect.Signature()
    return run


def said(article):
    return [(", ".join(s.speaker), s.text) for s in article.statements]


@reads
def test_a_quotation_split_by_its_attribution_is_one_statement(article):
    """“We came far,” Minister Ana Orl said on Friday. “We have further to go.”"""
    assert said(article) == [("Ana Orl", "“We came far,” … “We have further to go.”")]
    assert article.statements[0].kind is Kind.DIRECT


@reads
def test_an_indirect_statement_split_by_its_attribution(article):
    """The ferry toll, council leader Teo Brandt said, would be halved by spring."""
    assert said(article) == [("Teo Brandt", "The ferry toll … would be halved by spring")]
    assert article.statements[0].kind is Kind.INDIRECT


@reads
def test_a_quotation_over_two_paragraphs_opens_twice_and_closes_once(article):
    """
    Council leader Teo Brandt wrote: “The toll is ours.

    “It was ours before the bridge was built.”
    """
    assert len(article.statements) == 1
    assert len(article.statements[0].content) == 2
    assert article.problems == ()


@reads
def test_a_paragraph_of_nothing_but_quotation_goes_on_with_the_statement_before(article):
    """
    “The toll is ours,” council leader Teo Brandt said, at a rally in the port.

    “It was ours before the bridge was built.”

    “It stays ours. The mayor of Aland said it would.”

    The mayor laughed.

    “She may laugh about the toll.”
    """
    first, nested, alone = article.statements
    assert first.speaker == ("Teo Brandt",)
    assert len(first.content) == 3
    assert (nested.nested_in, nested.hearsay) == (first.id, True)
    assert alone.text == "“She may laugh about the toll.”"


@reads
def test_an_indirect_statement_takes_no_quotation_from_the_next_paragraph(article):
    """
    Council leader Teo Brandt said that the toll was his.

    “It was ours before the bridge was built.”
    """
    assert [(s.speaker, s.source != ()) for s in article.statements] == [(("Teo Brandt",), True), (("Teo Brandt",), False)]


@reads
def test_the_reporter_sums_up_outside_what_was_said(article):
    """
    Council leader Teo Brandt said the town had taken the gate, a claim that could not be checked.

    The mayor had walked out, Brandt said, and nobody had followed her.
    """
    assert [text for _, text in said(article)][:2] == [
        "the town had taken the gate",
        "The mayor had walked out … and nobody had followed her",
    ]


@reads
def test_a_transcript_is_read_turn_by_turn(article):
    """
    Remarks on the toll

    MR. BRANDT: It is ours. It stays ours.

    QUESTION (Harbour Post): Whose was it before?

    MR. BRANDT: The mayor said it was hers. “Was” is the word.
    """
    turns = [s for s in article.statements if s.nested_in is None]
    assert [s.text for s in turns] == [
        "It is ours. It stays ours.",
        "Whose was it before?",
        "The mayor said it was hers. “Was” is the word.",
    ]
    assert {s.kind for s in turns} == {"direct"}
    assert [s.text for s in article.statements if s.nested_in] == ["it was hers"]


@reads
def test_marks_may_open_and_close_as_in_other_countries(article):
    """
    »The toll is ours«, council leader Teo Brandt said. „It stays ours“, he added.
    """
    assert [text for _, text in said(article)] == ["»The toll is ours«", "„It stays ours“"]


@reads
def test_a_split_quotation_is_one_whatever_stands_between(article):
    """
    “The toll,” council leader Teo Brandt told a hall that had been hired for more, “is ours to keep.”
    """
    assert [text for _, text in said(article)] == ["“The toll,” … “is ours to keep.”"]


@reads
def test_what_explains_a_quotation_is_the_reporters(article):
    """
    Council leader Teo Brandt said that his men would “free the coast,” a strip that both towns fish.

    He called it “our bread”, which nobody in Aland denies.

    Mayor Mara Quill said the “free coast,” a name of his, was taken.
    """
    assert [text for _, text in said(article)][:3] == [
        "that his men would “free the coast,”",
        "it “our bread”",
        "the “free coast,” a name of his, was taken",
    ]


@reads
def test_an_announced_paragraph_is_what_was_said(article):
    """
    Council leader Teo Brandt was asked about the toll. Brandt added:

    “It is ours, and it stays ours.”
    """
    assert said(article)[-1] == ("Teo Brandt", "“It is ours, and it stays ours.”")


@reads
def test_two_verbs_of_one_subject_are_two_statements(article):
    """President Ina Dahl said the vote was fair and called on Velland to accept it."""
    assert said(article) == [("Ina Dahl", "the vote was fair"), ("Ina Dahl", "Velland to accept it")]
    assert [s.act for s in article.statements] == [Act.CLAIM, Act.DEMAND]
    assert article.statements[1].addressee.value == "Velland"


@reads
def test_a_participle_has_the_subject_of_its_clause(article):
    """Envoy Mara Quill welcomed the draft, adding that two points were open."""
    assert said(article) == [("Mara Quill", "that two points were open")]


@reads
def test_who_the_words_stand_beside(article):
    """Mara Quill, a lawyer for the port, said the lease had lapsed. Jon Sund, who leads the crews, said it had not."""
    assert [s.speaker for s in article.statements] == [("Mara Quill",), ("Jon Sund",)]


@reads
def test_an_aide_is_not_the_principal(article):
    """President Ina Dahl left early. A spokesman for Dahl said the talks would go on."""
    assert [s.speaker for s in article.statements] == [("a spokesman for Dahl",)]


@reads
def test_the_verb_may_come_first(article):
    """“It is over,” said Mara Quill, a lawyer for the port."""
    assert [s.speaker for s in article.statements] == [("Mara Quill",)]


@reads
def test_a_capital_speaks_as_a_party(article):
    """The Citadel said Brask would not sign. Halden denied any delay."""
    assert [s.speaker for s in article.statements] == [("Citadel",), ("Halden",)]
    assert article.statements[1].act is Act.DENIAL


@reads
def test_roles_states_and_pronouns_lead_to_the_same_name(article):
    """
    Orlavian President Ina Dahl met Brynish Chancellor Rolf Maar on Monday.

    The Orlavian leader said the day was good. The chancellor said it was long. He added that more would follow.
    """
    assert [s.speaker for s in article.statements] == [("Ina Dahl",), ("Rolf Maar",), ("Rolf Maar",)]


@reads
def test_both_leaders_are_two(article):
    """
    Orlavian President Ina Dahl met Brynish President Rolf Maar on Monday. The two leaders said the line was quiet.
    """
    assert set(article.statements[0].speaker) == {"Ina Dahl", "Rolf Maar"}


@reads
def test_a_report_inside_a_report_is_hearsay(article):
    """Envoy Mara Quill said that President Ina Dahl had promised to keep the border open."""
    outer, inner = article.statements
    assert (outer.speaker, inner.speaker) == (("Mara Quill",), ("Ina Dahl",))
    assert inner.nested_in == outer.id
    assert not outer.hearsay
    assert outer.act is Act.CLAIM


@reads
def test_a_reporters_inference_is_marked(article):
    """“We shall see,” Envoy Mara Quill said, hinting that a deal was near."""
    assert [s.voice for s in article.statements] == [Voice.SPEAKER, Voice.REPORTER]


@reads
def test_refusals_to_comment_are_declined(article):
    """Envoy Mara Quill declined to comment on the islands. Port master Jon Sund did not respond to requests for comment."""
    assert [(s.speaker, s.act) for s in article.statements] == [(("Mara Quill",), Act.DECLINED), (("Jon Sund",), Act.DECLINED)]


@reads
def test_according_to_stands_before_or_after(article):
    """According to envoy Mara Quill, the line held. The ferries were late, according to port master Jon Sund."""
    assert said(article) == [("Mara Quill", "the line held"), ("Jon Sund", "The ferries were late")]


@reads
def test_an_agency_carries_what_another_says(article):
    """“The line held,” President Ina Dahl said, according to state news agency VESK. Dahl told VESK that it was over."""
    assert [(s.speaker, s.outlet.value) for s in article.statements] == [(("Ina Dahl",), "VESK"), (("Ina Dahl",), "VESK")]


@reads
def test_marks_of_every_kind(article):
    """
    "It is over," envoy Mara Quill said. ''It is not,'' port master Jon Sund said. «It may be,» President Ina Dahl said.

    ‘It never was,’ Chancellor Rolf Maar said.
    """
    assert [s.kind for s in article.statements] == [Kind.DIRECT] * 4


@reads
def test_a_mark_that_nothing_closes_is_a_note(article):
    """The “plan was shelved, envoy Mara Quill said on Friday in the capital."""
    assert [p.kind for p in article.problems] == ["unbalanced-quotation"]
    assert said(article) == [("Mara Quill", "The “plan was shelved")]


@reads
def test_nothing_is_read_from_forms_links_and_footers(article):
    """
    Talks resume

    By Ana Thole

    Envoy Mara Quill said the talks had resumed.

    Ib Orre contributed to this report.

    Leave a Reply

    Minister Tor Vick said this comment is not part of the article.

    Previous post Citadel Says Line Was Crossed
    """
    assert said(article) == [("Mara Quill", "the talks had resumed")]
    assert (article.title, article.byline, article.contributors) == ("Talks resume", "Ana Thole", ("Ib Orre",))


@pytest.mark.parametrize(
    ("words", "act"),
    [
        ("“We will never accept that line,” President Ina Dahl said.", Act.REJECTION),
        ("“You must withdraw your ships,” President Ina Dahl said.", Act.DEMAND),
        ("President Ina Dahl said she was ready to extend the lease.", Act.OFFER),
        ("President Ina Dahl said she wants a vote.", Act.PREFERENCE),
        ("President Ina Dahl said she would sign only if the port stayed open.", Act.CONDITION),
        ("President Ina Dahl said the two sides were close to a deal.", Act.PROGRESS),
        ("President Ina Dahl said her forces were advancing on the town.", Act.BATTLEFIELD),
        ("President Ina Dahl denied the report.", Act.DENIAL),
        ("President Ina Dahl promised to rebuild the bridge.", Act.PROMISE),
        ("“What comes next?” President Ina Dahl asked.", Act.QUESTION),
        ("President Ina Dahl said time is running out.", Act.PRESSURE),
        ("President Ina Dahl confirmed that the bridge was shut.", Act.CONFIRMATION),
    ],
)
def test_acts(words, act):
    assert [s.act for s in read_text(words, document="d").statements] == [act]


@pytest.mark.parametrize(
    ("words", "channel"),
    [
        ("Envoy Mara Quill wrote on X that the line held.", "X post"),
        ("In a Harbour Circle post, envoy Mara Quill wrote that the line held.", "Harbour Circle post"),
        ("Envoy Mara Quill told reporters that the line held.", "remarks to reporters"),
        ("Speaking at a news conference, envoy Mara Quill said the line held.", "news conference"),
        ("Envoy Mara Quill said in a statement that the line held.", "statement"),
        ("Envoy Mara Quill said in an interview that the line held.", "interview"),
        ("Envoy Mara Quill said the line held.", None),
    ],
)
def test_channels(words, channel):
    assert [s.channel.value for s in read_text(words, document="d").statements] == [channel]
