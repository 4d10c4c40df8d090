"""What is exported slices the exported text and keeps the marks."""

import itertools
import json

import pytest
from export import main
from markup import HOME

from winset.record.statement import Statement


@pytest.fixture(scope="module")
def exported(tmp_path_factory):
    out = tmp_path_factory.mktemp("corpus")
    assert main([str(out)]) == 0
    return out


def rows(path):
    return [json.loads(line) for line in path.read_text(encoding="utf-8").split("\n") if line]


def test_every_article_is_exported(exported):
    assert len(rows(exported / "articles.jsonl")) == len(list(HOME.glob("articles/*/*.txt")))


def test_every_statement_slices_its_text_and_fits_the_schema(exported):
    texts = {}
    for row in rows(exported / "statements.jsonl"):
        name, _, _ = row.pop("document"), row.pop("split"), row.pop("attitude")
        texts.setdefault(name, (exported / "text" / f"{name}.txt").read_bytes().decode())
        assert row["text"] == " ".join(texts[name][a:b] for a, b in row["content"])
        Statement.model_validate(row)


def test_zones_follow_one_another_and_hold_the_title(exported):
    for row in rows(exported / "articles.jsonl"):
        spans = [zone["span"] for zone in row["zones"]]
        assert all(a[1] <= b[0] for a, b in itertools.pairwise(spans))
        text = (exported / "text" / f"{row['document']}.txt").read_bytes().decode()
        titles = [text[slice(*zone["span"])] for zone in row["zones"] if zone["kind"] == "title"]
        assert titles in ([row["title"]], [])
