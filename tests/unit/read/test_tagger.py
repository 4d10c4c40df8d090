"""The tagger in numpy: equal to the framework it was trained with, and to the plain definitions of its parts."""

import json
import sys
from itertools import product
from pathlib import Path

import numpy as np
import pytest

from winset.read.learned.field import Field, best_paths
from winset.read.learned.recurrent import Packing, both_ways, one_thread, prepared, tiled, turned
from winset.read.learned.tagger import Tagger
from winset.read.text.quote import quotations
from winset.read.text.token import sentences, tokens

ROOT = Path(__file__).parents[3]
EXPECTED = json.loads((ROOT / "tests" / "data" / "tagger.json").read_text(encoding="utf-8"))


def split(text):
    return [
        s
        for paragraph in quotations(text, [(0, len(text))])
        for s in sentences(tokens(text, paragraph.span, paragraph.quotations))
    ]


@pytest.mark.parametrize("row", EXPECTED, ids=lambda row: row["text"][:30])
def test_scores_are_those_of_the_training_framework(row):
    labelled = Tagger.load().label(split(row["text"])[0], [tuple(cue) for cue in row["cues"]])
    np.testing.assert_allclose(labelled.cues, row["scores"], atol=2e-2)
    for ours, theirs in zip(labelled.roles, row["roles"], strict=True):
        np.testing.assert_allclose(ours, theirs, atol=2e-2)


def test_an_untrained_network_scores_alike_in_both():
    pytest.importorskip("torch", reason="torch is there for training only")
    sys.path.insert(0, str(ROOT / "training"))
    from batch import Index
    from expect import expected
    from network import Network
    from write import arrays

    known = Index({"<pad>": 0, "<unknown>": 1, "said": 2, "the": 3}, {}, {}, (), ("said",))
    network = Network(4, 1, 1)
    tagger = Tagger.of(arrays(network, known))
    for row in expected(network, known):
        labelled = tagger.label(split(row["text"])[0], row["cues"])
        np.testing.assert_allclose(labelled.cues, row["scores"], atol=2e-3)
        for ours, theirs in zip(labelled.roles, row["roles"], strict=True):
            np.testing.assert_allclose(ours, theirs, atol=2e-3)


def test_a_sentence_is_heard_alike_alone_and_among_others():
    together = [s for row in EXPECTED for s in split(row["text"])]
    tagger = Tagger.load()
    for s, heard in zip(together, tagger.hear(together, [False] * len(together)), strict=True):
        (alone,) = tagger.hear([s], [False])
        np.testing.assert_allclose(heard.chance, alone.chance, atol=1e-4)
        assert [p[:3] for p in heard.proposals] == [p[:3] for p in alone.proposals]


def test_who_said_what_is_found():
    (s,) = split("The envoy said on Monday that the ferry would sail again.")
    ((proposal,), _) = Tagger.load().hear([s], [False])[0]
    assert [s[i].text for i in range(*proposal.cue)] == ["said"]
    assert proposal.source == (0, 2)
    assert s[proposal.content[0][0]].text == "the"
    assert proposal.odds(None, []) > 0


def test_nothing_is_found_where_nobody_speaks():
    (heard,) = Tagger.load().hear(split("The harbour was quiet."), [False])
    assert heard.proposals == ()


def test_both_ways_is_a_long_short_term_memory_run_over_each_sentence_in_turn():
    rng = np.random.default_rng(1)
    lengths, size = [5, 3, 3, 1], 4
    inputs = rng.normal(size=(sum(lengths), 8 * size)).astype(np.float32)
    recurrent = rng.normal(size=(2, size, 4 * size)).astype(np.float32)
    ready = prepared(inputs, 2).reshape(inputs.shape)
    packing = Packing.of(lengths)
    found = both_ways(ready, packing, turned(recurrent))
    for start, length in zip(packing.starts, lengths, strict=True):
        part = inputs[start : start + length]
        forward = plainly(part[:, : 4 * size], recurrent[0])
        backward = plainly(part[::-1, 4 * size :], recurrent[1])[::-1]
        np.testing.assert_allclose(found[start : start + length], np.hstack([forward, backward]), atol=1e-5)


def plainly(inputs, recurrent):
    """The equations as they stand in the paper, a step at a time."""

    def sigmoid(x):
        return 1 / (1 + np.exp(-x))

    h = c = np.zeros(recurrent.shape[0])
    out = []
    for x in inputs:
        i, f, g, o = np.split(x + h @ recurrent, 4)
        c = sigmoid(f) * c + sigmoid(i) * np.tanh(g)
        h = sigmoid(o) * np.tanh(c)
        out.append(h)
    return np.array(out)


def test_the_best_path_beats_every_other():
    rng = np.random.default_rng(2)
    start, step, end = rng.normal(size=3), rng.normal(size=(3, 3)), rng.normal(size=3)
    fields = [Field(rng.normal(size=(n, 3)).astype(np.float32), start, step, end) for n in (4, 1, 3)]
    for field, path in zip(fields, best_paths(fields), strict=True):
        best = max(product(range(3), repeat=len(field.emissions)), key=field.score)
        assert path == list(best)


@pytest.mark.parametrize("rows", [0, 1, 7, 300])
def test_a_product_in_pieces_is_the_product(rows):
    rng = np.random.default_rng(3)
    x, w = rng.normal(size=(rows, 9)).astype(np.float32), rng.normal(size=(9, 500)).astype(np.float32)
    np.testing.assert_allclose(one_thread(x, tiled(w)), x @ w, atol=1e-4)
