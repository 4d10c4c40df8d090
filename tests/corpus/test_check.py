"""The check finds each fault that the guidelines forbid."""

from pathlib import Path

import pytest
from check import SPLITS, TRAPS, check, overlaps
from markup import HOME, read

NEGOTIATION = """split: train
parties: {aland: {name: Aland}, borland: {name: Borland}}
speakers: {Ina Holm: {party: aland}}
issues: {toll: {options: {flat: a flat toll}}}
"""
WORDS = " ".join(
    f"{w}{n}" for n in range(11) for w in ("harbour", "toll", "crane", "pilot", "rope", "gull", "hull", "mast", "buoy")
)
GOOD = """---
genre: wire
variety: British
outlet: null
date: 2031-03-04
date_basis: explicit
title: Toll talks
byline: null
traps: []
statements:
  1: {{speaker: [Ina Holm], act: claim, date: [2031-03-03, inferred], issues: [toll], options: [flat]{fields}}}
---
{{title:Toll talks}}

{body}

{words}
"""
BODY = "{c1:“It rains,”} {s1:she} {q1:said}."


def write(folder: Path, body: str = BODY, fields: str = "", name: str = "one", words: str = WORDS) -> Path:
    (folder / "negotiations").mkdir(exist_ok=True)
    (folder / "negotiations" / "toll.yaml").write_text(NEGOTIATION)
    path = folder / "articles" / "toll" / f"{name}.txt"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(GOOD.format(body=body, fields=fields, words=words))
    return path


def test_a_good_article_has_no_faults(tmp_path):
    assert check(read(write(tmp_path))) == []


@pytest.mark.parametrize(
    ("body", "fields", "fault"),
    [
        (BODY, ", act2: x", "knows no 'act2'"),
        (BODY, ", kind: spoken", "kind 'spoken'"),
        (BODY, ", channel: [X post, surely]", "channel is to be"),
        (BODY, ", nested_in: 2", "nested_in 2"),
        (BODY, ", party: cland", "party 'cland'"),
        (BODY + " {c2:more}", "", "mark 2 has no statement"),
        ("{s1:she} {q1:said}", "", "has no words"),
        ("{q1:said} {c1:that it rains}", "", "leaves out the 'that'"),
        ("{c1: it rains}", "", "starts or ends with a blank"),
        ("{other:{c1:it rains}}", "", "lies in zone other"),
    ],
)
def test_a_fault_is_found(tmp_path, body, fields, fault):
    assert [f for f in check(read(write(tmp_path, body, fields))) if fault in f]


def test_a_speaker_with_a_name_stands_in_the_file_of_the_negotiation(tmp_path):
    path = write(tmp_path)
    path.write_text(path.read_text().replace("[Ina Holm]", "[Teo Brandt, the harbour office]"))
    assert [f.split(": ", 1)[1] for f in check(read(path))] == ["speaker 'Teo Brandt' is not in the negotiation's file"]


def test_a_short_article_is_a_fault(tmp_path):
    assert "at least 90" in check(read(write(tmp_path, words="")))[0]


def test_a_retold_story_is_a_fault_unless_both_say_so(tmp_path):
    one, two = write(tmp_path), write(tmp_path, name="two")
    assert any("near-duplicate" in fault for fault in overlaps([read(one), read(two)]))
    for path in (one, two):
        path.write_text(path.read_text().replace("traps: []", "traps: [syndicated]"))
    assert overlaps([read(one), read(two)]) == []


def test_the_guidelines_name_the_same_traps_and_splits():
    guide = (HOME / "README.md").read_text()
    assert [trap for trap in (*TRAPS, *SPLITS) if trap not in guide] == []
