"""Laws of the record: the log alone makes the state, undo and redo are inverse, and search finds what looking finds."""

import tempfile
from contextlib import contextmanager, suppress
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from winset.errors import Refused
from winset.record.article import Article
from winset.record.duplicate import copies
from winset.record.ledger import Ledger
from winset.record.place import day as ordinal
from winset.record.query import Query
from winset.record.source import Source, Text, sha256
from winset.record.standing import State
from winset.record.statement import Act, Certainty, Detail, Kind, Statement, identity

LAW = settings(deadline=None, max_examples=25, suppress_health_check=list(HealthCheck))
MORNING = datetime(2031, 4, 2, tzinfo=UTC)
TEXTS = tuple("".join(f"{letter}{number} peace talks. " for number in range(4)) for letter in "abc")


@contextmanager
def a_ledger(coder="Ada"):
    with tempfile.TemporaryDirectory() as folder, Ledger.create(Path(folder), coder=coder, clock=lambda: MORNING) as ledger:
        yield ledger


def enter(ledger, content, numbers, coder="reader 1", day="2031-04-01"):
    data = content.encode()
    source = Source(sha256=sha256(data), name="a.txt", origin="a.txt", media_type="text/plain", size=len(data), received=MORNING)
    text = Text.of(content, source.sha256, "plain 1")
    width = len(content) // 4
    spans = [((number * width, number * width + width - 1),) for number in sorted(numbers)]
    statements = tuple(
        Statement(id=identity(text.sha256, span), text_id=text.sha256, content=span, text=content[span[0][0] : span[0][1]],
                  kind=Kind.DIRECT, speaker=(coder,), coder=coder, date=Detail(value=day, basis=Certainty.EXPLICIT))
        for span in spans
    )  # fmt: skip
    ledger.take(source, data, text)
    return ledger.add_article(Article(document="a", text_id=text.sha256, coder=coder, statements=statements))


def everything(ledger):
    """All that the ledger says of every item, and all else that is worked out from the log."""
    hits = ledger.search(Query(state=tuple(State)))
    by_id = sorted((hit.item.model_dump_json(), hit.standing.model_dump_json()) for hit in hits)
    return by_id, ledger.articles(), ledger.sources(), ledger.texts(), ledger.undone(), ledger.head()


def shown(ledger):
    """All that the ledger says of every item but what refers to the log."""
    hits = ledger.search(Query(state=tuple(State)))
    return sorted((hit.item.model_dump_json(), hit.standing.model_dump_json()) for hit in hits)


deeds = st.lists(
    st.tuples(
        st.sampled_from(["read", "read", "accept", "reject", "adjudicate", "merge", "tag", "comment", "speaker", "spans", "undo",
                         "undo", "undo event", "redo", "link"]),
        st.integers(0, 30), st.integers(0, 30), st.sampled_from(["Ada", "Ben", "Chi"]),
    ),
    min_size=1, max_size=25,
)  # fmt: skip


def act(ledger, deed, first, second, coder):
    """Do one thing to the ledger; what cannot be done is refused, and then nothing has changed."""
    ids = sorted(hit.item.id for hit in ledger.search(Query(state=tuple(State))))
    one, other = (ids[number % len(ids)] if ids else "none" for number in (first, second))
    before = ledger.head()
    try:
        match deed:
            case "read":
                numbers = [n for n in range(4) if second >> n & 1]
                enter(ledger, TEXTS[first % 3], numbers, coder=f"reader {1 + first % 2}")
            case "accept" | "reject":
                ledger.review(one, deed, by=coder)
            case "adjudicate":
                ledger.review(one, ["accept", "reject"][second % 2], by=coder, adjudicates=True)
            case "merge":
                ledger.merge(one, other, by=coder)
            case "tag":
                ledger.tag(one, f"t{second % 3}", by=coder)
            case "comment":
                ledger.comment(one, "well", by=coder)
            case "link":
                ledger.link(one, other, "answers", by=coder)
            case "speaker":
                ledger.edit(one, by=coder, speaker=(f"S{second % 3}",))
            case "spans":
                ledger.edit(one, by=coder, content=((second % 5, 5 + second),))
            case "undo":
                ledger.undo(one if second % 2 else None, by=coder)
            case "redo":
                ledger.redo(one if second % 2 else None, by=coder)
            case "undo event":
                log = list(ledger.log())
                ledger.undo(log[first % len(log)].hash if log else "none", by=coder)
    except Refused:
        assert ledger.head() == before


@LAW
@given(deeds)
def test_the_state_built_again_from_the_log_is_the_state_that_was_kept(work):
    with a_ledger() as ledger:
        for deed in work:
            act(ledger, *deed)
        kept = everything(ledger)
        ledger.rebuild()
        assert everything(ledger) == kept


@LAW
@given(deeds, st.integers(0, 100))
def test_undo_then_redo_of_any_event_changes_nothing_but_the_log(work, which):
    with a_ledger() as ledger:
        for deed in work:
            act(ledger, *deed)
        log = list(ledger.log())
        if not log:
            return
        event = log[which % len(log)]
        before = shown(ledger)
        if event.hash in ledger.undone():
            ledger.redo(event.hash)
            ledger.undo(event.hash)
        else:
            undo = ledger.undo(event.hash)
            ledger.undo(undo.hash)
        assert shown(ledger) == before


@LAW
@given(deeds)
def test_the_log_only_grows_and_its_hashes_hold(work):
    with a_ledger() as ledger:
        seen = []
        for deed in work:
            act(ledger, *deed)
            log = list(ledger.log())
            assert log[: len(seen)] == seen
            seen = log
        assert all(sha256(event.body.encode()) == event.hash for event in seen)


words = st.sampled_from(["peace", "talks", "war", "ceasefire", "cease", "naïve", "éclair", "line", "red", "q"])
sentences = st.lists(words, min_size=1, max_size=6).map(" ".join)
days = st.sampled_from([None, "2031-01", "2031-02-01", "2031-02-02", "--02-03"])


def read_one_by_one(statements, query, term):
    """The slow twin: every statement looked at, word by word."""
    kept = []
    for one in statements:
        spoken = one.text.split()
        first = one.date.value and len(one.date.value) >= 7 and one.date.value[0] != "-"
        day = date.fromisoformat((one.date.value + "-01")[:10]) if first else None
        phrase = term.strip('"').split()
        if term.startswith('"'):
            hit = any(spoken[i : i + len(phrase)] == phrase for i in range(len(spoken)))
        elif term.endswith("*"):
            hit = any(word.startswith(term[:-1]) for word in spoken)
        else:
            hit = all(word in spoken for word in phrase)
        if (
            hit
            and query.party in (None, one.party)
            and query.act in (None, one.act)
            and (not query.since or (day and day >= query.since))
            and (not query.until or (day and day <= query.until))
        ):
            kept.append((day or date.min, one.id))
    return kept


@LAW
@given(
    st.lists(st.tuples(sentences, days, st.sampled_from("AB"), st.sampled_from([Act.OFFER, Act.CLAIM])), min_size=1),
    st.one_of(words, sentences, sentences.map('"{}"'.format), words.map(lambda w: w[:3] + "*"), words.map(lambda w: w[0] + "*")),
    st.sampled_from([None, "A"]),
    st.sampled_from([None, "offer"]),
    st.sampled_from([None, date(2031, 1, 15)]),
    st.sampled_from([None, date(2031, 2, 1)]),
)  # fmt: skip
def test_search_finds_what_looking_at_each_statement_finds(said, term, party, deed, since, until):
    with a_ledger() as ledger:
        content = "\n".join(sentence for sentence, *_ in said)
        data, at, statements = content.encode(), 0, []
        source = Source(sha256=sha256(data), name="a.txt", origin="a", media_type="text/plain", size=len(data), received=MORNING)
        text = Text.of(content, source.sha256, "plain 1")
        for sentence, day, side, what in said:
            span = ((at, at + len(sentence)),)
            at += len(sentence) + 1
            statements.append(
                Statement(id=identity(text.sha256, span), text_id=text.sha256, content=span, text=sentence, kind=Kind.DIRECT,
                          party=side, act=what, date=Detail(value=day, basis=Certainty.EXPLICIT))
            )  # fmt: skip
        ledger.take(source, data, text)
        ledger.add_article(Article(document="a", text_id=text.sha256, coder="r", statements=tuple(statements)))
        query = Query(words=term, party=party, act=deed, since=since, until=until)
        found = [hit.item.id for hit in ledger.search(query)]
        expected = read_one_by_one(statements, query, term)
        assert sorted(found) == sorted(id_ for _, id_ in expected)
        when = {id_: day for day, id_ in expected}
        assert [when[id_] for id_ in found] == sorted((when[id_] for id_ in found), reverse=True)


@LAW
@given(deeds, deeds, deeds)
def test_uniting_ledgers_gives_the_same_whatever_the_order(common, here, there):
    """A after B, B after A, and A after B after A again: one record, sound, with the same conflicts."""
    with a_ledger("Ada") as ada, a_ledger("Ben") as ben:
        for deed in common:
            act(ada, *deed)
        ben.unite(ada)
        assert shown(ben) == shown(ada)
        for deed in here:
            act(ada, *deed)
        for deed in there:
            act(ben, *deed)
        ben_then_ada, ada_then_ben = ada.unite(ben), ben.unite(ada)
        assert everything(ada) == everything(ben)
        assert ben_then_ada.conflicts == ada_then_ben.conflicts
        assert ada.unite(ben).events == 0
        kept = everything(ada)
        ada.rebuild()
        assert everything(ada) == kept


@LAW
@given(
    st.integers(2, 5), st.lists(st.tuples(st.integers(0, 3), st.sampled_from(["accept", "reject", "undo", "tag"])), max_size=8)
)
def test_the_past_of_a_ledger_is_what_it_was_then(minutes, work):
    """Beside `past`, which replays the log: what was seen when each moment came."""
    now = [MORNING]
    with tempfile.TemporaryDirectory() as folder, Ledger.create(Path(folder), coder="Ada", clock=lambda: now[0]) as ledger:
        seen = [(now[0] - timedelta(seconds=1), everything(ledger))]
        enter(ledger, TEXTS[0], range(4))
        ids = sorted(one.id for one in ledger.statements())
        seen.append((now[0], everything(ledger)))
        for which, deed in work:
            now[0] += timedelta(minutes=minutes)
            with suppress(Refused):
                if deed == "undo":
                    ledger.undo(ids[which])
                elif deed == "tag":
                    ledger.tag(ids[which], "red")
                else:
                    ledger.review(ids[which], deed)
            seen.append((now[0], everything(ledger)))
        for moment, was in seen:
            with ledger.past(moment) as then:
                assert everything(then) == was


telling = st.lists(st.sampled_from(["we", "will", "never", "leave", "the", "port", "again"]), min_size=3, max_size=9).map(
    " ".join
)


@settings(LAW, max_examples=150)
@given(st.lists(st.tuples(telling, st.sampled_from("AB"), days, st.sampled_from("tuv")), max_size=9))
def test_copies_are_those_that_comparing_every_pair_finds(said):
    listed = [
        Statement(id=f"s{n}", text_id=text, content=((0, 1),), text=words, kind=Kind.DIRECT, speaker=(side,), party=side,
                  act=Act.CLAIM, date=Detail(value=day, basis=Certainty.EXPLICIT))
        for n, (words, side, day, text) in enumerate(said)
    ]  # fmt: skip
    runs = [{tuple(one.text.split()[at : at + 3]) for at in range(len(one.text.split()) - 2)} for one in listed]
    group = list(range(len(listed)))
    for a, one in enumerate(listed):
        for b, other in enumerate(listed[:a]):
            long = min(len(one.text.split()), len(other.text.split())) >= 4
            near = abs(ordinal(one.date.value) - ordinal(other.date.value)) <= 7 or not all(
                ordinal(each.date.value) for each in (one, other)
            )
            if (
                long and near and one.text_id != other.text_id and one.party == other.party
                and 5 * len(runs[a] & runs[b]) >= 4 * len(runs[a] | runs[b])
            ):  # fmt: skip
                group = [group[b] if each == group[a] else each for each in group]
    wanted = {frozenset(one.id for at, one in enumerate(listed) if group[at] == name) for name in group}
    assert {frozenset(one) for one in copies(listed)} == {one for one in wanted if len(one) > 1}
