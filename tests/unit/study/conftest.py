"""A small case and a way to put words on the record."""

import pytest

from winset.case.store import bundled, read
from winset.record.statement import Claim, Contact, Detail, Kind, Statement, identity
from winset.study.spoken import Record


@pytest.fixture
def case():
    return read((bundled()["beginning"] / "case.yaml").read_text("utf-8"), "case.yaml")[0]


@pytest.fixture
def said():
    """Return a function that makes a statement; each call stands at another place of the same text."""
    made = []

    def make(words="The toll must go.", party="aland", issues=("toll",), date="2031-04-01", **more):
        start = 100 * len(made)
        content = ((start, start + len(words)),)
        one = Statement(
            id=identity("t1", content),
            text_id="t1",
            content=content,
            text=words,
            kind=Kind.INDIRECT,
            speaker=("Mara Quill",),
            party=party,
            issues=issues,
            date=Detail(value=date),
            **more,
        )
        made.append(one)
        return one

    return make


@pytest.fixture
def record():
    """Return a function that puts entries on record, all from the text `t1` of the document "gazette"."""

    def make(*entries, text=""):
        def of(kind):
            return [entry for entry in entries if isinstance(entry, kind)]

        return Record(of(Statement), of(Contact), of(Claim), {"t1": "gazette"}, {"t1": text})

    return make
