"""The work on one source: its documents taken in, extracted and read, each with its problems."""

from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from dataclasses import dataclass, replace
from datetime import date
from itertools import islice
from os import cpu_count

from winset.case.case import Case
from winset.errors import Problem, Severity
from winset.read.endpoint import Endpoint
from winset.read.intake.fetch import DEFAULT, Limits
from winset.read.intake.intake import Received, documents
from winset.read.intake.page import extract
from winset.read.reader import read_text
from winset.read.second import Proposed, propose
from winset.record.article import Article
from winset.record.source import Source, Text

AHEAD = 4
"""How many sources per worker are under way at once, so that memory does not grow with the folder."""

MOST_SILENT = 2
"""After so many articles in a row without an answer, a second coder is asked no more."""


@dataclass(frozen=True, slots=True)
class Task:
    """A source to read, and how."""

    source: str
    as_of: date | None = None
    case: Case | None = None
    limits: Limits = DEFAULT


@dataclass(frozen=True, slots=True)
class Reading:
    """What came of one document; without an article, the problems say why. `second` is what a second coder made of it."""

    document: str
    data: bytes = b""
    source: Source | None = None
    text: Text | None = None
    article: Article | None = None
    problems: tuple[Problem, ...] = ()
    second: Proposed | None = None


def read_source(task: Task) -> Iterator[Reading]:
    """Yield what came of each document of a source."""
    for received in documents(task.source, task.limits):
        yield read_received(received, task.case, task.as_of)


def read_received(received: Received, case: Case | None = None, as_of: date | None = None) -> Reading:
    """Return what came of one document, however it was received."""
    if received.problem:
        return Reading(received.document, problems=(received.problem,))
    source, text, problems = extract(received.data, received.name, origin=received.origin, media_type=received.media_type)
    if text is None:
        return Reading(received.document, problems=problems)
    article = read_text(text.content, document=received.document, as_of=as_of, case=case)
    refused = any(problem.severity == "error" for problem in article.problems)
    read = None if refused else article
    return Reading(received.document, received.data, source, text, read, (*problems, *article.problems))


def coded_again(readings: Iterable[Reading], at: Endpoint, case: Case | None = None) -> Iterator[Reading]:
    """Pass readings on, each with what a second coder makes of the same text beside the reader's article."""
    silent = 0
    for reading in readings:
        if reading.article is None or reading.text is None or silent >= MOST_SILENT:
            yield reading
            continue
        proposed = propose(reading.text.content, reading.article, at, case)
        silent = MOST_SILENT if proposed.hopeless else silent + 1 if proposed.silent else 0
        told = (*reading.problems, *proposed.problems)
        if silent >= MOST_SILENT:
            told = (*told, _given_up(reading.document, at))
        yield replace(reading, problems=told, second=proposed)


def _given_up(document: str, at: Endpoint) -> Problem:
    got, remedy = f"no answer from {at.url}", "mend what is told above, and read with --resume"
    return Problem(Severity.WARNING, "coder-given-up", f"{document} ({at.coder})", got, "a second coder that answers", remedy)


def read_all(tasks: list[Task], workers: int | None = None) -> Iterator[Reading]:
    """Yield the readings of many sources in their order, worked on by all cores where there is more than one source."""
    workers = min(workers or cpu_count() or 1, len(tasks))
    if workers <= 1:
        for task in tasks:
            yield from read_source(task)
        return
    with ProcessPoolExecutor(workers) as pool:
        waiting = iter(tasks)
        under_way: list[Future[list[Reading]]] = [pool.submit(_whole, task) for task in islice(waiting, workers * AHEAD)]
        while under_way:
            readings = under_way.pop(0).result()
            under_way += [pool.submit(_whole, task) for task in islice(waiting, 1)]
            yield from readings


def _whole(task: Task) -> list[Reading]:
    return list(read_source(task))
