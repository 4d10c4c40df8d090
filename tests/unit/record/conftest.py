"""A ledger in an empty case, a clock that ticks, and short ways to write a story and what was said in it."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from winset.record.article import Article
from winset.record.ledger import Ledger
from winset.record.source import Source, Text, sha256
from winset.record.statement import Certainty, Claim, Contact, ContactStatus, Detail, Kind, Statement, identity

MORNING = datetime(2031, 4, 2, 6, 0, tzinfo=UTC)


def dated(day: str | None) -> Detail:
    return Detail(value=day, basis=Certainty.EXPLICIT) if day else Detail()


class Story:
    """A text, and what somebody finds in it by its words."""

    def __init__(self, content: str, name: str = "gazette.txt") -> None:
        self.data = content.encode("utf-8", "surrogatepass")
        self.source = Source(
            sha256=sha256(self.data), name=name, origin=name, media_type="text/plain", size=len(self.data), received=MORNING
        )
        self.text = Text.of(content, self.source.sha256, "plain 1")

    def at(self, words: str) -> tuple[int, int]:
        start = self.text.content.index(words)
        return start, start + len(words)

    def said(self, speaker: str, words: str, day: str | None = "2031-04-01", **more: Any) -> Statement:
        spans = (self.at(words),)
        fields = {"kind": Kind.DIRECT, "coder": "reader 1"} | more
        return Statement(
            id=identity(self.text.sha256, spans), text_id=self.text.sha256, content=spans, text=words, speaker=(speaker,),
            date=dated(day), **fields,
        )  # fmt: skip

    def met(self, *parties: str, basis: str, status: ContactStatus = ContactStatus.HELD, day: str | None = None) -> Contact:
        return Contact(
            id=identity(self.text.sha256, [self.at(basis)]), text_id=self.text.sha256, kind="meeting", status=status,
            parties=parties, date=dated(day), basis=basis, span=self.at(basis),
        )  # fmt: skip

    def holds(self, words: str, *attested_by: str, topic: str = "control") -> Claim:
        return Claim(
            id=identity(self.text.sha256, [self.at(words)]), text_id=self.text.sha256, span=self.at(words), text=words,
            topic=topic, attested_by=attested_by,
        )  # fmt: skip

    def read(self, *items: Statement | Contact | Claim, coder: str = "reader 1", **head: Any) -> Article:
        def those(model: type) -> tuple[Any, ...]:
            return tuple(item for item in items if isinstance(item, model))

        return Article(
            document=self.source.name, text_id=self.text.sha256, coder=coder, statements=those(Statement),
            contacts=those(Contact), claims=those(Claim), **head,
        )  # fmt: skip

    def enter(self, ledger: Ledger, *items: Statement | Contact | Claim, coder: str = "reader 1") -> Any:
        ledger.take(self.source, self.data, self.text)
        return ledger.add_article(self.read(*items, coder=coder))


def ticking(start: datetime = MORNING, step: timedelta = timedelta(seconds=1)) -> Callable[[], datetime]:
    clock = SimpleNamespace(now=start - step)

    def tick() -> datetime:
        clock.now += step
        return clock.now

    return tick


@pytest.fixture
def story() -> Callable[..., Story]:
    return Story


@pytest.fixture
def clock() -> Callable[..., Callable[[], datetime]]:
    return ticking


@pytest.fixture
def case(tmp_path: Path) -> Path:
    return tmp_path / "case"


@pytest.fixture
def ledger(case: Path) -> Iterator[Ledger]:
    with Ledger.create(case, coder="Ada", clock=ticking()) as opened:
        yield opened
