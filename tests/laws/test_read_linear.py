"""Laws of the reader's work: whatever a text repeats, four times the text is about four times the work."""

import sys
import time

import pytest

from winset.read.reader import read_text

LEAD = "The minister said on Monday that it was for all of them to be there. "
PIECES = (
    # marks of every kind, alone, before a word, after one, on lines of their own
    *("'", "' ", "'a ", "a’ ", "s' ", "'s ", "‘", "‘a ", "‘a’ ", "'x y' ", "'a,' ", "'\n", "'s ' ", "'aaaa bbbb "),
    *('"', '" ', '"a ', "“", "“ ", "“a ", "” ", "«a ", "„a ", "''a ", "``a ", "“a\n", "“a b c d e\n\n", "“a b c d e.”\n\n"),
    *("“a ‘b ", "“a ‘b’ c” ", "“a b c d,” he said. ", "“a b c d.” ", "Ann Orl said “a b c d e\n\n", 'said: "', "Ann said:\n\n"),
    # brackets, dashes, stops, spaces, signs
    *("(", "(a ", ") ", "[a ", "(a (b ", "—", "a — ", "-", "--", ", ", "a, ", ".", ". ", "? ", ": ", "a: ", "; ", "\n", "a\n"),
    *("\r\n", " ", "\t", "\u00a0", "\u200b", "e\u0301", "🤝", "/", "@a ", "#a ", "a | ", "* ", "<p>", "&amp;", "\\", "1", "1 "),
    # letters and names without an end
    *("A", "AbCd", "Abc ", "ABC ", "A. ", "U.S. ", "Mr. ", "Ann Orl ", "Ann Orl and ", "President Orl ", "ab", "я", "中"),
    # words of saying, and what hangs on them
    *("said ", "says, ", "he said ", "Ann Orl said ", "he said that ", ", saying ", "and said ", "according to Orl, "),
    *("according to ", "declined to comment ", "who said ", "told reporters ", "TASS reported ", "called on ", ", which "),
    *("He said so. ", "Minister Ann Orl said so. ", "Ann Orl met Teo Brandt ", "Ann Orl met Teo Brandt. ", "a call with "),
    # what heads and footers are made of
    *("By Ann Orl\n", "Previous post\n", "Leave a Reply\n", "(Reuters) - ", "KYIV, Dec 28 — ", "ANN: yes I do.\n", "Ann:\n"),
    *("Dec 28 ", "on Monday ", "controls the area ", "forces took "),
)  # fmt: skip
SMALL, TIMES = 4_000, 4
SLACK = 1.35
"""How much more than in proportion the calls may grow: tables fill, and the lead is read once only."""


def repeated(piece: str, size: int) -> str:
    return LEAD + piece * (size // len(piece))


def calls(text: str) -> int:
    """Return how many calls of functions, Python's and C's, it takes to read a text by rules."""
    count = 0

    def tick(frame: object, event: str, argument: object) -> None:
        nonlocal count
        count += event in ("call", "c_call")

    sys.setprofile(tick)
    try:
        read_text(text, document="d", rules_alone=True)
    finally:
        sys.setprofile(None)
    return count


def test_four_times_the_text_takes_at_most_about_four_times_the_calls():
    read_text(LEAD, document="d", rules_alone=True)
    for piece in PIECES[::9]:
        few, many = (calls(repeated(piece, size)) for size in (SMALL, TIMES * SMALL))
        assert many <= SLACK * TIMES * few, piece


@pytest.mark.soak
@pytest.mark.parametrize("piece", PIECES)
def test_calls_and_seconds_grow_with_the_text_and_no_faster(piece):
    """Seconds are compared with seconds of the same run: a ratio; calls do not see what one slice or one pattern costs."""
    few, many = (calls(repeated(piece, size)) for size in (2 * SMALL, 2 * TIMES * SMALL))
    assert many <= SLACK * TIMES * few
    short, long = (repeated(piece, size) for size in (10 * SMALL, 10 * TIMES * SMALL))
    assert any(seconds(long) <= 1.75 * TIMES * seconds(short) + 0.05 for _ in range(4))


def seconds(text: str) -> float:
    began = time.process_time()
    read_text(text, document="d", rules_alone=True)
    return time.process_time() - began
