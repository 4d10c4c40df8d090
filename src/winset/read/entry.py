"""What was read, entered in the record: each document whole before the next, and what was told before said to be."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace

from winset.errors import Problem, Severity
from winset.read.intake.twin import Twins
from winset.read.second import Proposed
from winset.read.work import Reading
from winset.record.article import Article
from winset.record.ledger import Ledger


def kept(readings: Iterable[Reading], ledger: Ledger | None, step: Callable[[], None]) -> Iterator[Reading]:
    """Pass readings on, each entered whole in the ledger before the next is taken."""
    for reading in readings:
        step()
        if ledger is None or reading.article is None or reading.source is None:
            yield reading
            continue
        with ledger.entry():
            ledger.take(reading.source, reading.data, reading.text)
            told = ledger.add_article(reading.article).problems
            if reading.second and reading.second.article:
                told += _beside(reading.second, reading.second.article, ledger)
        yield replace(reading, problems=(*reading.problems, *told))


def _beside(second: Proposed, article: Article, ledger: Ledger) -> tuple[Problem, ...]:
    """Enter a second coder's article, but never one cut short in place of an earlier one."""
    if not second.whole and any(one.text_id == article.text_id for one in ledger.articles(second=article.coder)):
        return ()
    return ledger.add_article(article).problems


def linked(readings: Iterable[Reading]) -> Iterator[Reading]:
    """Pass readings on, each that tells an earlier one's story saying so."""
    twins = Twins()
    for reading in readings:
        twin = twins.meet(reading.document, reading.text.content) if reading.article and reading.text else None
        if twin is None:
            yield reading
            continue
        note = Problem(
            Severity.NOTE, "near-duplicate", reading.document, f"the story of {twin.document} again ({twin.share:.0%} alike)",
            "each story once", "count the statements of one of them",
        )  # fmt: skip
        yield replace(reading, problems=(*reading.problems, note))
