"""A case with a record: an open document, one that must not circulate, and a statement that must not in the open one."""

from datetime import UTC, datetime

import pytest

from winset.record.article import Article
from winset.record.ledger import Ledger
from winset.record.source import Source, Text, sha256
from winset.record.statement import Act, Certainty, Claim, Contact, ContactStatus, Detail, Kind, Statement, identity

OPEN = """Toll talks

Aland wants a joint board, Mara Quill said. “We could live with zebra-tolls,” she told mediators. 🙂 Borland waits."""
SECRET = "Cable\n\nBrandt confided that quokka-loans are on the table."


def document(name, content):
    data = content.encode()
    source = Source(sha256=sha256(data), name=name, origin=f"https://example.org/{name}", media_type="text/plain", size=len(data),
                    received=datetime(2031, 4, 2, tzinfo=UTC))  # fmt: skip
    return data, source, Text.of(content, source.sha256, "plain 1")


def said(text, words, speaker, cue="said", **more):
    start = text.content.index(words)
    spans = ((start, start + len(words)),)
    at = text.content.index(speaker.split()[-1])
    cued = text.content.index(cue)
    return Statement(
        id=identity(text.sha256, spans), text_id=text.sha256, content=spans, source=((at, at + len(speaker.split()[-1])),),
        cue=((cued, cued + len(cue)),), text=words, kind=Kind.DIRECT, speaker=(speaker,),
        date=Detail(value="2031-04-01", basis=Certainty.EXPLICIT), coder="reader 1", **more,
    )  # fmt: skip


@pytest.fixture
def case(tmp_path):
    """The folder; the beginning of a case stands in it, one of whose numbers rests on the statement that must not circulate."""
    from winset.case.store import lay_out

    folder = lay_out("beginning", tmp_path / "talks")
    with Ledger.create(folder, coder="Ada") as ledger:
        data, source, text = document("gazette.txt", OPEN)
        board = said(text, "Aland wants a joint board", "Mara Quill", party="aland", issues=("bridge",), act=Act.DEMAND)
        zebra = said(
            text, "We could live with zebra-tolls", "Mara Quill", cue="told", party="aland", issues=("toll",), act=Act.OFFER
        )
        met = Contact(id="c1c1c1c1c1c1c1c1", text_id=text.sha256, kind="talk", status=ContactStatus.HELD,
                      parties=("Aland", "mediators"),
                      basis=text.content[zebra.content[0][0] - 1 : zebra.content[0][1] + 2],
                      span=(zebra.content[0][0] - 1, zebra.content[0][1] + 2))  # fmt: skip
        start = text.content.index("Borland waits")
        waits = Claim(id="d1d1d1d1d1d1d1d1", text_id=text.sha256, span=(start, start + 13), text="Borland waits", topic="talks")
        ledger.take(source, data, text)
        ledger.add_article(Article(document="gazette", text_id=text.sha256, coder="reader 1", title="Toll talks",
                                   outlet="Gazette",
                                   statements=(board, zebra), contacts=(met,), claims=(waits,)))  # fmt: skip
        data, source, text = document("cable.txt", SECRET)
        loans = said(text, "quokka-loans are on the table", "Brandt", cue="confided", party="borland", issues=("toll",))
        ledger.take(source, data, text)
        ledger.add_article(Article(document="cable", text_id=text.sha256, coder="reader 1", title="Cable", statements=(loans,)))
        ledger.review(board.id, "accept")
        ledger.comment(zebra.id, "a wombat remark", by="Ben")
        ledger.link(board.id, zebra.id, "precedes")
    path = folder / "case.yaml"
    path.write_text(path.read_text("utf-8").replace(
        "toll: {weight: 40, values: {none: 100, shared: 50, builder: 20..40}}",
        f"toll: {{weight: 40, values: {{none: 100, shared: {{value: 57.25, because: [{zebra.id}]}}, builder: 20..40}}}}",
    ), "utf-8")  # fmt: skip
    return folder


@pytest.fixture
def ids(case):
    """The ids of the entries by a word of theirs."""
    with Ledger.open(case) as ledger:
        return {one.text.split()[0]: one.id for one in ledger.statements()} | {"zebra": next(
            one.id for one in ledger.statements() if "zebra" in one.text)}  # fmt: skip
