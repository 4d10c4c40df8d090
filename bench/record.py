"""How fast the record is: 100,000 statements entered; then, of a record of 1,000,000, opening it and searching it.


The statements are made up of 30,000 invented words whose frequencies fall as 1 / rank (Zipf), 25 words to a statement and
25 statements to an article; making them up is not timed. Entering is timed by the wall and by CPU time, each article's source,
text, statements, event and index included. The queries are a common word, a rare word, a phrase and a prefix, each with no filter
and with two, the top 50 by date; each is asked with five different words; the time runs until the last hit is in hand.
Targets are held against CPU time, which a shared machine does not blur; the wall is reported beside it. Exits with 1 if one is
missed.
"""

import argparse
import gc
import itertools
import json
import random
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from winset.record.article import Article
from winset.record.ledger import Ledger
from winset.record.query import Query
from winset.record.source import Source, Text, sha256
from winset.record.statement import Act, Certainty, Detail, Kind, Statement, identity

PER_ARTICLE = 25
PER_ENTRY = 40
"""Articles that are entered in one transaction, as a reader of a folder does."""
WORDS = 30_000
LONG = 25
CONSONANTS, VOWELS = "bdfgklmnprstvz", "aeiou"

ENTER_SECONDS = 30.0
OPEN_SECONDS = 0.2
MEDIAN_MS = 10.0
P95_MS = 60.0


def vocabulary() -> list[str]:
    """Return invented words of two to four syllables, shuffled: how a word is spelt says nothing of how frequent it is."""
    syllables = [c + v for c in CONSONANTS for v in VOWELS]
    chance = random.Random(7)
    words = [first + second for first in syllables for second in syllables]
    words += ["".join(chance.choice(syllables) for _ in range(chance.choice((3, 3, 4)))) for _ in range(2 * WORDS)]
    unique = list(dict.fromkeys(words))
    chance.shuffle(unique)
    return unique[:WORDS]


def articles(count: int, words: list[str], start: int = 0) -> Iterator[tuple[bytes, Source, Text, Article]]:
    """Yield articles of invented words over two years, the same ones for the same numbers."""
    weights = list(itertools.accumulate(1 / (rank + 2) for rank in range(len(words))))
    for number in range(start, start + count):
        chance = random.Random(number)
        sentences = [" ".join(chance.choices(words, cum_weights=weights, k=LONG)) for _ in range(PER_ARTICLE)]
        content = "\n".join(sentences)
        data = content.encode()
        name = f"{number}.txt"
        received = datetime(2026, 1, 1, tzinfo=UTC)
        source = Source(sha256=sha256(data), name=name, origin=name, media_type="text/plain", size=len(data), received=received)
        text = Text.of(content, source.sha256, "plain 1")
        day = date(2024, 1, 1) + timedelta(days=chance.randrange(730))
        ends = list(itertools.accumulate(len(sentence) + 1 for sentence in sentences))
        spans = [(end - 1 - len(sentence), end - 1) for end, sentence in zip(ends, sentences, strict=True)]
        yield (
            data,
            source,
            text,
            Article(
                document=name,
                text_id=text.sha256,
                coder="reader 1",
                statements=tuple(
                    statement(text.sha256, span, words, day, chance) for span, words in zip(spans, sentences, strict=True)
                ),
            ),
        )


def statement(text: str, span: tuple[int, int], words: str, day: date, chance: random.Random) -> Statement:
    """Return a statement with every field that a reader fills."""
    start = span[0]
    return Statement(
        id=identity(text, [span]),
        text_id=text,
        content=(span,),
        source=((start, start + 4),),
        cue=((start + 5, start + 9),),
        text=words,
        kind=chance.choice(list(Kind)),
        speaker=(f"Speaker {int(chance.paretovariate(0.7)) % 2000}",),
        party=f"Party {chance.randrange(4)}",
        channel=Detail(value="news conference", basis=Certainty.EXPLICIT),
        outlet=Detail(value=f"Outlet {chance.randrange(30)}", basis=Certainty.EXPLICIT),
        date=Detail(value=(day - timedelta(days=chance.choice((0, 0, 0, 1, 2)))).isoformat(), basis=Certainty.EXPLICIT),
        act=chance.choice(list(Act)),
        issues=(f"issue {chance.randrange(12)}",),
        options=(f"option {chance.randrange(40)}",),
        coder="reader 1",
    )


def enter(ledger: Ledger, numbers: range, words: list[str], say: Callable[[str], None]) -> tuple[float, float]:
    """Enter articles; return the seconds it took by the wall and of the processor, without making them up."""
    wall = cpu = 0.0
    for first in range(numbers.start, numbers.stop, PER_ENTRY):
        batch = list(articles(min(PER_ENTRY, numbers.stop - first), words, first))
        gc.collect(1)
        wall_start, cpu_start = time.perf_counter(), time.process_time()
        with ledger.entry():
            for data, source, text, article in batch:
                ledger.take(source, data, text)
                ledger.add_article(article)
        wall, cpu = wall + time.perf_counter() - wall_start, cpu + time.process_time() - cpu_start
        if first // PER_ENTRY % 25 == 0:
            say(f"{(first + len(batch)) * PER_ARTICLE:>9,} statements, {wall:6.1f} s by the wall, {cpu:6.1f} s of CPU")
    return wall, cpu


def queries(words: list[str]) -> Iterator[tuple[str, Query]]:
    """Yield the mix: a common word, a rare word, a phrase and a prefix, each with no filter and with two."""
    for turn in range(5):
        asked = {
            "common word": words[turn],
            "rare word": words[20_000 + turn * 997],
            "phrase": f'"{words[turn]} {words[turn + 1]}"',
            "prefix": f"{words[turn + 5][:4]}*",
        }
        for sort, text in asked.items():
            yield sort, Query(words=text, limit=50)
            filtered = Query(words=text, party=f"Party {turn % 4}", issue=f"issue {turn}", limit=50)
            yield f"{sort}, two filters", filtered


def search(folder: Path, words: list[str]) -> tuple[float, dict[str, list[float]], list[float]]:
    """Return the seconds that opening takes, each sort of query's CPU milliseconds, and every query's milliseconds by the wall.

    Every query is asked once before it is timed, as in a session of work.
    """
    start = time.process_time()
    with Ledger.open(folder) as ledger:
        opening = time.process_time() - start
        cpu: dict[str, list[float]] = {}
        wall: list[float] = []
        mix = list(queries(words))
        for _, query in mix:
            ledger.search(query)
        for sort, query in mix * 3:
            wall_start, cpu_start = time.perf_counter(), time.process_time()
            hits = ledger.search(query)
            cpu.setdefault(sort, []).append(1000 * (time.process_time() - cpu_start))
            wall.append(1000 * (time.perf_counter() - wall_start))
            assert len(hits) <= 50
    return opening, cpu, wall


def percentile(values: list[float], share: float) -> float:
    """Return the smallest value that at least this share of the values does not exceed."""
    return sorted(values)[max(0, -(-int(share * 100) * len(values) // 100) - 1)]


def main() -> int:
    """Run the benchmark; return 1 if a target is missed."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--enter", type=int, default=100_000, help="statements whose entry is timed")
    parser.add_argument("--hold", type=int, default=1_000_000, help="statements in the record that is searched")
    parser.add_argument("--folder", type=Path, help="a folder in which the record is made, and kept")
    asked = parser.parse_args()

    def say(line: str) -> None:
        sys.stderr.write(line + "\n")

    words = vocabulary()
    with tempfile.TemporaryDirectory() as room:
        folder = asked.folder or Path(room)
        with Ledger.create(folder) as ledger:
            wall, cpu = enter(ledger, range(asked.enter // PER_ARTICLE), words, say)
            enter(ledger, range(asked.enter // PER_ARTICLE, asked.hold // PER_ARTICLE), words, say)
            held = ledger._one("SELECT COUNT(*) FROM item")
        opening, times, by_wall = search(folder, words)
        size = (folder / "record.db").stat().st_size
    every = [value for values in times.values() for value in values]
    figures = {
        "entered": {"statements": asked.enter, "wall_seconds": wall, "cpu_seconds": cpu},
        "held": {"statements": held, "bytes": size, "open_seconds": opening},
        "queries_cpu_ms": {"median": statistics.median(every), "p95": percentile(every, 0.95), "most": max(every)},
        "queries_wall_ms": {"median": statistics.median(by_wall), "p95": percentile(by_wall, 0.95), "most": max(by_wall)},
        "by_sort_cpu_ms": {sort: {"median": statistics.median(v), "most": max(v)} for sort, v in times.items()},
    }
    missed = [
        line
        for line, met in {
            f"entering took {cpu:.1f} s of CPU, {wall:.1f} s by the wall": cpu < ENTER_SECONDS,
            f"opening took {opening:.3f} s": opening < OPEN_SECONDS,
            f"the median query took {figures['queries_cpu_ms']['median']:.1f} ms": figures["queries_cpu_ms"]["median"]
            < MEDIAN_MS,
            f"the 95th percentile was {figures['queries_cpu_ms']['p95']:.1f} ms": figures["queries_cpu_ms"]["p95"] < P95_MS,
        }.items()
        if not met
    ]
    sys.stdout.write(json.dumps(figures, indent=1) + "\n")
    for line in missed:
        say(f"TARGET MISSED: {line}")
    return bool(missed)


if __name__ == "__main__":
    sys.exit(main())
