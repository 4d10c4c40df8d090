"""Web Annotations out and in: nothing drifts, and what no longer fits is told."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from winset.record import annotation
from winset.record.annotation import Units
from winset.record.source import Text
from winset.record.statement import Act, Kind

NEWS = "🙂 “We will never leave,” Aland said. “Never,” he said. Ça ira — e\u0301 🏳️‍🌈 “Never,” he said."


@pytest.mark.parametrize("units", list(Units))
def test_a_statement_goes_out_and_comes_in_the_same(story, units):
    news = story(NEWS)
    leave = news.said("Aland", "We will never leave,", party="Alandia", issues=("bridge",), act=Act.REFUSAL)
    out = json.loads(json.dumps(annotation.write(leave, news.text, units)))
    assert annotation.read(out, news.text, units) == (leave, ())


@given(st.text(max_size=40), st.data())
def test_places_survive_every_way_of_counting(content, data):
    place = data.draw(st.integers(0, len(content)))
    for units in Units:
        assert annotation.inward(content, annotation.outward(content, place, units), units) == place


@given(st.text(min_size=1, max_size=30), st.integers(0, 200), st.sampled_from(list(Units)))
def test_a_place_outside_a_text_or_inside_a_character_is_none(content, place, units):
    inside = {annotation.outward(content, at, units) for at in range(len(content) + 1)}
    assert (annotation.inward(content, place, units) is not None) == (place in inside)


def test_words_in_two_pieces_are_a_composite_and_come_back(story):
    news = story(NEWS)
    spans = (news.at("We will"), news.at("never leave,"))
    split = news.said("Aland", "We will").model_copy(update={"content": spans, "text": "We will never leave,"})
    out = annotation.write(split, news.text)
    assert (out["target"]["type"], len(out["target"]["items"])) == ("Composite", 2)
    back, problems = annotation.read(out, news.text)
    assert (back.content, back.text, problems) == (spans, "We will never leave,", ())


def test_an_anchor_that_no_longer_fits_is_told_and_not_moved(story):
    news = story(NEWS)
    out = annotation.write(news.said("Aland", "We will never leave,"), news.text)
    for selector in out["target"]["selector"]:
        if selector["type"] == "TextPositionSelector":
            selector |= {"start": selector["start"] + 1, "end": selector["end"] + 1}
    back, problems = annotation.read(out, news.text)
    assert (back, [problem.kind for problem in problems]) == (None, ["annotation-moved"])


def test_an_annotation_of_another_text_is_told(story):
    news = story(NEWS)
    out = annotation.write(news.said("Aland", "We will never leave,"), news.text)
    other = Text.of(NEWS + " ", news.source.sha256, "plain 2")
    assert [one.kind for one in annotation.read(out, other)[1]] == ["annotation-other-text"]


def test_a_quotation_without_a_place_is_taken_only_where_it_stands_once(story):
    text = story(NEWS).text

    def read(exact, **more):
        quote = {"type": "TextQuoteSelector", "exact": exact, **more}
        return annotation.read({"target": {"source": "https://example.org/a", "selector": quote}}, text)

    found, _ = read("We will never leave,")
    assert (found.text, found.kind, found.speaker) == ("We will never leave,", Kind.DIRECT, ())
    assert [one.kind for one in read("Never,")[1]] == ["annotation-quotation"]
    assert [one.kind for one in read("Nowhere")[1]] == ["annotation-quotation"]
    found, _ = read("Never,", prefix="🏳️‍🌈 “")
    assert found.content[0][0] > NEWS.index("ira")


@pytest.mark.parametrize(
    "broken",
    [
        {},
        {"target": 3},
        {"target": {"selector": []}},
        {"target": {"selector": {"type": "TextPositionSelector", "start": "0", "end": 4}}},
        {"target": {"selector": {"type": "TextPositionSelector", "start": 9, "end": 4}}},
        {"target": {"selector": {"type": "TextPositionSelector", "start": 0, "end": 10**9}}},
        {"target": {"type": "Composite", "items": None}},
        {
            "target": {"selector": {"type": "TextQuoteSelector", "exact": "Aland"}},
            "body": {"format": "application/json", "value": '{"fields": {"x": 1}}'},
        },
        {
            "target": {"selector": {"type": "TextQuoteSelector", "exact": "Aland"}},
            "body": [{"format": "application/json", "value": "{"}],
        },
    ],
)
def test_a_broken_annotation_is_a_problem_never_an_error(story, broken):
    back, problems = annotation.read(broken, story(NEWS).text)
    assert (back, len(problems)) == (None, 1)
