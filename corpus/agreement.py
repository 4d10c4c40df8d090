"""How far two annotators agree: `python corpus/agreement.py FIRST SECOND [--differences]`, as corpus/first corpus/second.

Every article of SECOND is compared with the article of the same name in FIRST; both hold the same text. Statements are paired one
to one by the tokens of their content (Jaccard of at least 0.5, the most alike first); fields are compared over the pairs. Both
hold every article of the test split.
"""

import argparse
import re
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import product
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parent))

from markup import Faulty, Page, Span, read
from nltk.metrics.agreement import AnnotationTask

ALIKE = 0.5
TOKEN = re.compile(r"\w+(?:[’'\-]\w+)*")


@dataclass(frozen=True)
class Figure:
    """One measure, what it is, and over how many items it was taken; None where chance leaves nothing to measure."""

    name: str
    measure: str
    value: float | None
    n: int

    def __str__(self) -> str:
        """Return the figure as a line of a table."""
        return f"{self.name:<22} {self.measure:<34} {self.shown():>6}  n={self.n}"

    def shown(self) -> str:
        """Return the value with two decimals, or a dash; what is not quite 1 is not shown as 1.

        >>> [Figure("act", "same", value, 225).shown() for value in (0.876, 224 / 225, 1, None)]
        ['0.88', '>0.99', '1.00', '–']
        """
        if self.value is None:
            return "–"
        return ">0.99" if 0.995 <= self.value < 1 else f"{self.value:.2f}"


@dataclass(frozen=True)
class Pair:
    """A statement as each annotator marked it."""

    first: Page
    second: Page
    numbers: tuple[int, int]

    def sides(self) -> tuple[tuple[Page, int], tuple[Page, int]]:
        """Return each annotator's page and number."""
        return (self.first, self.numbers[0]), (self.second, self.numbers[1])

    def both(self, what: Callable[[Page, int], Any]) -> tuple[Any, Any]:
        """Return what is asked of each annotator's statement."""
        return what(self.first, self.numbers[0]), what(self.second, self.numbers[1])


def main(arguments: list[str] | None = None) -> int:
    """Print the figures, and on request every difference."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("first", type=Path)
    parser.add_argument("second", type=Path)
    parser.add_argument("--differences", action="store_true", help="list what one marked otherwise than the other")
    options = parser.parse_args(arguments)
    try:
        pages = compared(options.first, options.second)
    except Faulty as faulty:
        print(faulty, file=sys.stderr)
        return 1
    print(*figures(pages), sep="\n")
    if options.differences:
        print(*differences(pages), sep="\n")
    return 0


def compared(first: Path, second: Path) -> list[tuple[Page, Page]]:
    """Return each article of the second folder beside the first's.

    Raises
    ------
    Faulty : an article cannot be understood, is missing from the first folder, or has another text there
    """
    pages = []
    for path in sorted(second.glob("*/*.txt")):
        other = first / path.relative_to(second)
        if not other.is_file():
            raise Faulty([f"{other}:1: no such article; {path} has nothing to be compared with"])
        one, two = read(other), read(path)
        if one.text != two.text:
            raise Faulty([f"{path}:1: its text differs from that of {other}"])
        pages.append((one, two))
    return pages


def tokens(page: Page, spans: Iterable[Span]) -> frozenset[int]:
    """Return where the tokens of these spans start in the text.

    >>> from markup import parse
    >>> page = parse('---\\nstatements: {}\\n---\\n“It rains,” she said.', Path("x.txt"))
    >>> sorted(tokens(page, [(0, 11)]))
    [1, 4]
    """
    return frozenset(start + hit.start() for start, end in spans for hit in TOKEN.finditer(page.text[start:end]))


def align(one: Page, two: Page) -> list[Pair]:
    """Pair the statements of one article one to one, the most alike first."""
    scored = []
    words = [{n: tokens(page, marks.content) for n, marks in page.marks.items()} for page in (one, two)]
    for a, b in product(*words):
        union = words[0][a] | words[1][b]
        score = len(words[0][a] & words[1][b]) / len(union) if union else 0.0
        if score >= ALIKE:
            scored.append((-score, a, b))
    pairs, taken = [], (set(), set())
    for _, a, b in sorted(scored):
        if a not in taken[0] and b not in taken[1]:
            taken[0].add(a)
            taken[1].add(b)
            pairs.append(Pair(one, two, (a, b)))
    return sorted(pairs, key=lambda pair: pair.numbers)


def figures(pages: list[tuple[Page, Page]]) -> list[Figure]:
    """Return every figure over these articles."""
    pairs = [pair for one, two in pages for pair in align(one, two)]
    marked = [sum(len(both[side].marks) for both in pages) for side in (0, 1)]
    named = [p for p in pairs if any(str(name)[:1].isupper() for name in p.both(speaker)[0])]
    found = [
        Figure("statements", "the first's found by the second", len(pairs) / marked[0] if marked[0] else None, marked[0]),
        Figure("statements", "the second's found by the first", len(pairs) / marked[1] if marked[1] else None, marked[1]),
        Figure("statements", "F of content", 2 * len(pairs) / sum(marked) if sum(marked) else None, sum(marked)),
        _alpha(pages),
        _share("content", "same words", pairs, _words("content")),
        _share("content", "same characters", pairs, lambda page, n: page.marks[n].content),
        _share("source", "same words", pairs, _words("source")),
        _sharing("source", pairs),
        _share("cue", "same words", pairs, _words("cue")),
        _sharing("cue", pairs),
        _share("speaker", "same canonical names", pairs, speaker),
        _share("speaker", "same, where the first names one", named, speaker),
    ]
    for name, what in LABELS.items():
        found += [_share(name, "same", pairs, what), _kappa(name, pairs, what)]
    for name in ("date", "channel"):
        value = _value(name)
        given = [pair for pair in pairs if any(pair.both(value))]
        found += [_share(name, "same, or both none", pairs, value), _share(name, "same, where either gives one", given, value)]
        twice = [pair for pair in pairs if all(pair.both(value))]
        found.append(_share(name, "same, where both give one", twice, value))
    found.append(_share("issues", "same set", pairs, lambda page, n: frozenset(_fields(page, n).get("issues") or ())))
    return found


def confusions(pages: list[tuple[Page, Page]], name: str = "act") -> Counter[tuple[Any, Any]]:
    """Return which labels the annotators gave where they gave different ones, the first's before the second's."""
    pairs = [pair for one, two in pages for pair in align(one, two)]
    return Counter(pair.both(LABELS[name]) for pair in pairs if _differ(pair, LABELS[name]))


def differences(pages: list[tuple[Page, Page]]) -> Iterator[str]:
    """Yield what one annotator marked and the other did not, and each pair's unlike fields."""
    for one, two in pages:
        pairs = align(one, two)
        for side, page, seen in (("first", one, {p.numbers[0] for p in pairs}), ("second", two, {p.numbers[1] for p in pairs})):
            for number in sorted(page.marks.keys() - seen):
                yield f"{two.document}: only the {side}: {number} {_shown(page, number)}"
        for pair in pairs:
            words, number = _shown(two, pair.numbers[1]), f"{pair.numbers[0]}/{pair.numbers[1]}"
            for role in ("content", "source", "cue"):
                if _differ(pair, _words(role)):
                    a, b = (" … ".join(page.text[x:y] for x, y in getattr(page.marks[n], role)) for page, n in pair.sides())
                    yield f"{two.document}: {role} {number}: {a!r} | {b!r}"
            for name, what in (("speaker", speaker), *LABELS.items(), ("date", _value("date")), ("channel", _value("channel"))):
                if _differ(pair, what):
                    a, b = (sorted(v) if isinstance(v, frozenset) else v for v in pair.both(what))
                    yield f"{two.document}: {name} {number}: {a} | {b}: {words}"


def speaker(page: Page, number: int) -> frozenset[str]:
    """Return the canonical names of those who speak, case aside for roles."""
    names = map(str, _fields(page, number).get("speaker") or ())
    return frozenset(name if name[:1].isupper() else name.casefold() for name in names)


def _fields(page: Page, number: int) -> dict[str, Any]:
    return page.head["statements"].get(number) or {}


def _words(role: str) -> Callable[[Page, int], frozenset[int]]:
    return lambda page, number: tokens(page, getattr(page.marks[number], role))


def _value(name: str) -> Callable[[Page, int], str | None]:
    return lambda page, number: (_fields(page, number).get(name) or [None])[0]


def _shown(page: Page, number: int) -> str:
    return repr(" ".join(page.marks[number].words(page.text).split())[:80])


LABELS: dict[str, Callable[[Page, int], Any]] = {
    "kind": lambda page, number: page.kind(number),
    "act": lambda page, number: _fields(page, number).get("act"),
    "nested": lambda page, number: "nested_in" in _fields(page, number),
    "voice": lambda page, number: _fields(page, number).get("voice", "speaker"),
    "attitude": lambda page, number: bool(_fields(page, number).get("attitude")),
}


def _differ(pair: Pair, what: Callable[[Page, int], Any]) -> bool:
    one, two = pair.both(what)
    return bool(one != two)


def _share(name: str, measure: str, pairs: list[Pair], what: Callable[[Page, int], Any]) -> Figure:
    same = sum(not _differ(pair, what) for pair in pairs)
    return Figure(name, measure, same / len(pairs) if pairs else None, len(pairs))


def _sharing(role: str, pairs: list[Pair]) -> Figure:
    alike = sum((not one and not two) or bool(one & two) for one, two in (pair.both(_words(role)) for pair in pairs))
    return Figure(role, "a word in common, or both none", alike / len(pairs) if pairs else None, len(pairs))


def _kappa(name: str, pairs: list[Pair], what: Callable[[Page, int], Any]) -> Figure:
    labels = [pair.both(what) for pair in pairs]
    data = [(coder, item, str(label)) for item, both in enumerate(labels) for coder, label in zip("ab", both, strict=True)]
    varied = len({label for _, _, label in data}) > 1
    return Figure(name, "Cohen's kappa", AnnotationTask(data=data).kappa() if varied else None, len(pairs))


def _alpha(pages: list[tuple[Page, Page]]) -> Figure:
    """Krippendorff's alpha over the tokens of title and body: inside the content of any statement, or outside all."""
    data = []
    for one, two in pages:
        running = [hit.start() for hit in TOKEN.finditer(one.running())]
        for coder, page in (("a", one), ("b", two)):
            inside = {start for marks in page.marks.values() for start in tokens(page, marks.content)}
            data += [(coder, (one.document, token), str(token in inside)) for token in running]
    varied = len({label for _, _, label in data}) > 1
    value = AnnotationTask(data=data).alpha() if varied else None
    return Figure("content", "Krippendorff's alpha per token", value, len(data) // 2)


if __name__ == "__main__":
    sys.exit(main())
