"""From any figure down to the words and the assumptions it rests on, and back up."""

import json

import pytest

from winset.case.store import bundled, read
from winset.case.yaml import parse
from winset.errors import Refused
from winset.study.figure import Reasons
from winset.study.flips.flips import flips
from winset.study.reasons import pointer
from winset.study.reasons.why import is_part, listed, why
from winset.study.run import run
from winset.study.store import stale
from winset.study.study import Input

NAME = "case.yaml"


class Studied:
    """A case studied, with all that `why` asks for."""

    def __init__(self, text, record=None, sources=None):
        self.text = text
        self.case, problems = read(text, NAME)
        assert self.case, problems
        self.document, _ = parse(text, NAME)
        self.record, self.sources = record, sources
        self.study = json.loads(run(self.case, *([record] if record else [])).model_dump_json())

    def why(self, asked):
        more = [self.record] if self.record else []
        return why(self.study, self.case, self.document, asked, *more, **({"sources": self.sources} if self.sources else {}))


@pytest.fixture(scope="module")
def plain():
    return Studied((bundled()["beginning"] / NAME).read_text("utf-8"))


@pytest.fixture(scope="module")
def straits():
    home = bundled()["corran-straits"]
    sources = {entry.name: entry.read_text("utf-8") for entry in (home / "sources").iterdir()}
    return Studied((home / NAME).read_text("utf-8"), sources=sources)


def wanted(studied):
    """The pointers of the reasons that say what parties want."""
    return [f"/reasons/{reason}" for reason in studied.study["reasons"] if reason.startswith("case:preferences.")]


def test_every_figure_comes_down_to_notes(straits):
    for path, figure in pointer.figures(straits.study):
        if path[0] == "efficient" and path[1] != "0":
            continue
        assert figure["basis"], pointer.written(path)
        chain = straits.why(pointer.written(path))
        assert (chain.value, len(chain.grounds)) == (figure["value"], len(figure["basis"]))
        for ground in chain.grounds:
            assert ground.notes
            assert {number.note for number in ground.numbers} <= {note.number for note in chain.notes}


def test_every_number_stands_on_the_line_that_is_named(straits):
    lines = straits.text.splitlines()
    numbers = {
        number.path: number for reason in wanted(straits) for ground in straits.why(reason).grounds for number in ground.numbers
    }
    written = [number for number in numbers.values() if number.place]
    assert len(written) > 100
    for number in written:
        line = int(number.place.split(":")[1])
        near = " ".join(lines[line - 1 : line + 4])
        assert number.path.rpartition(".")[2] in near
        assert number.high in near or number.mode in near, (number, near)


def test_every_passage_stands_where_it_is_said_to_with_its_sentence_around_it(straits):
    notes = {
        (note.source, note.words): note
        for path, figure in pointer.figures(straits.study)
        if figure["basis"] and path[0] in {"zone", "blockers"}
        for note in straits.why(pointer.written(path)).notes
        if note.words
    }
    assert len(notes) > 20
    for note in notes.values():
        start, end = note.passage.span
        words = " ".join(note.words.split())
        assert " ".join(straits.sources[note.source][start:end].split()) == words
        assert words in note.passage.sentence


def test_a_basis_handed_down_is_placed_where_it_is_written(straits):
    for reason in wanted(straits):
        for note in straits.why(reason).notes:
            if note.kind == "default":
                assert note.place is None
                continue
            line = int(note.place.split(":")[1])
            assert "because:" in straits.text.splitlines()[line - 1]


def test_the_default_of_a_model_has_no_place_in_the_file(straits):
    chains = [straits.why(f"/ratified/0/gates/{at}/passes") for at in range(len(straits.study["ratified"][0]["gates"]))]
    moods = [note for chain in chains for note in chain.notes if "one mood moves all votes" in (note.judgement or "")]
    assert moods
    assert all(note.place is None for note in moods)


def struck_because(plain, identity):
    """Return the small case with one more red line, which rests on a statement."""
    line = f"  - {{party: borland, issue: toll, option: none, because: ['{identity}']}}"
    return plain.text.replace("\nred_lines:\n", f"\nred_lines:\n{line}\n", 1)


def test_a_statement_is_quoted_with_who_said_it_where_and_in_which_sentence(plain, record, said):
    text, words = "Rain fell. Mara Quill said the toll must go. She left.", "the toll must go"
    span = (text.index(words), text.index(words) + len(words))
    one = said(words).model_copy(update={"content": (span,)})
    chain = Studied(struck_because(plain, one.id), record(one, text=text)).why("/permitted")
    (note,) = [note for note in chain.notes if note.statements]
    (spoken,) = note.statements
    assert (spoken.id, spoken.speaker, spoken.date, spoken.words) == (one.id, "Mara Quill", "2031-04-01", words)
    assert spoken.passage.span == span
    assert spoken.passage.sentence == "Mara Quill said the toll must go."


def test_a_statement_that_the_record_lacks_is_said_to_be_missing(plain):
    notes = Studied(struck_because(plain, "feedfeedfeedfeed")).why("/permitted").notes
    assert [note.missing for note in notes if note.missing] == [("feedfeedfeedfeed",)]


def test_what_else_rests_on_the_same_reason_is_named_and_rests_on_it(straits):
    chain = straits.why("/zone/0/share")
    assert chain.shared
    for shared in chain.shared:
        for other in shared.figures:
            assert other.first != chain.pointer
            figure = pointer.at(straits.study, pointer.steps(other.first))
            assert shared.reason in figure["basis"]
            alike = [f for path, f in pointer.figures(straits.study) if pointer.written(pointer.family(path)) == other.kind]
            count = sum(shared.reason in one["basis"] for one in alike)
            assert other.count == count - (other.kind == "/zone/*/share")


def test_a_part_of_a_figure_means_the_figure(plain):
    assert plain.why("/zone/0/share/value") == plain.why("/zone/0/share")


def test_the_figures_of_a_part_are_listed_with_titles_that_leave_no_gap(straits):
    everything = listed(straits.study, straits.case)
    assert len(everything) == len(list(pointer.figures(straits.study)))
    assert not [one for one in everything if "?" in one.title or "{" in one.title]
    assert {one.pointer for one in listed(straits.study, straits.case, "/zone")} < {one.pointer for one in everything}
    heads = listed(straits.study, straits.case, headlines=True)
    assert 5 <= len(heads) <= 40
    assert "/zone/0/share" in {one.pointer for one in heads}


@pytest.mark.parametrize(
    ("asked", "says"),
    [
        ("/zon/0", "did you mean /zone"),
        ("/zone/99/share", "a place from 0 to"),
        ("zone.0.share", "/zone/0/share"),
        ("/name/x", "nothing lies below"),
        ("/name", "ask about one of these"),
        ("", "ask about one of these"),
    ],
)
def test_a_pointer_that_leads_nowhere_says_what_is_there(plain, asked, says):
    with pytest.raises(Refused) as refused:
        plain.why(asked)
    assert says in str(refused.value.problems[0])


def test_changes_of_what_a_figure_rests_on_that_overturn_a_headline_are_told(plain):
    found = json.loads(flips(plain.case, Reasons()).model_dump_json())
    whole = plain.study | {"flips": found}
    chain = why(whole, plain.case, plain.document, "/reasons/case:preferences.borland")
    numbers = {number.path for number in chain.grounds[0].numbers}
    told = {(one.name, flip.path) for one in chain.flips for flip in one.numbers}
    every = {(one["name"], flip["path"]) for one in found["headlines"] for flip in one["numbers"]}
    below = {(name, path) for name, path in every if any(one == path or one.startswith(f"{path}.") for one in numbers)}
    assert told == below
    assert told and told < every
    assert not why(whole, plain.case, plain.document, "/permitted").flips


def test_a_study_says_what_it_is_older_than(plain):
    study = run(plain.case)
    assert not stale(study, plain.case, None)
    older = study.model_copy(update={"winset": "0.0.1", "input": Input(case="x", ledger="y", facts="z")})
    said = [problem.got for problem in stale(older, plain.case, None)]
    assert len(said) == 4
    for one in ("case.yaml", "the ledger", "the facts that ship", "Winset"):
        assert any(one in got for got in said)


def test_a_part_is_told_from_a_figure_and_from_a_line_with_a_basis(straits):
    assert is_part(straits.study, "/zone")
    assert not is_part(straits.study, "/zone/0/share")
    assert not is_part(straits.study, "/blockers/0")
    assert not is_part(straits.study, "/reasons/case:preferences.merrow")
