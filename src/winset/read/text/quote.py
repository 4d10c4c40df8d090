"""Quotations: a machine with one state, how many marks are open, run over the paragraphs of a text."""

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from winset.record.statement import Span

_MARK = re.compile(r"[\"“”„«»‟]|'{2,3}|``")
_SINGLE_OPEN = re.compile(r"['‘](?<![^\s(\[—–-].)(?=\w)")
_SINGLE_CLOSE = re.compile(r"['’](?<=[\w,.?!…].)(?!\w)")
_SENTENCE_END = ".?!…"
LONGEST_SINGLE = 400
OPENING, CLOSING = "“„«‟", "”»"
TURNED = {"„": "“”", "»": "«"}
"""Marks that open in other countries' fashion, and what closes after them."""


class Quotation(NamedTuple):
    """A stretch between marks, both included. `continued` says that it goes on in the next paragraph without having closed.

    A `turn` is all that somebody says at once in a transcript, and has no marks.
    """

    span: Span
    inner: Span
    continued: bool = False
    continues: bool = False
    turn: bool = False


class Paragraph(NamedTuple):
    """A paragraph with its quotations, in order and apart, and where a mark stood that never found its other half."""

    span: Span
    quotations: tuple[Quotation, ...]
    unbalanced: tuple[int, ...] = ()


def quotations(text: str, paragraphs: Iterable[Span]) -> Iterator[Paragraph]:
    """Find the quotations of each paragraph; a quotation that never closes counts only if the next paragraph opens again.

    >>> [q.span for p in quotations('“Yes,” she said.', [(0, 16)]) for q in p.quotations]
    [(0, 6)]
    """
    held: tuple[Span, list[Quotation], int] | None = None
    carried = False
    for span in paragraphs:
        reopens = _reopens(text, span)
        if held:
            yield _settled(text, held, goes_on=reopens)
            carried = reopens
            held = None
        found, unclosed = _scan(text, span, carried)
        carried = False
        if unclosed is None:
            yield _with_singles(text, span, found, ())
        else:
            held = (span, found, unclosed)
    if held:
        yield _settled(text, held, goes_on=False)


def _reopens(text: str, span: Span) -> bool:
    start = span[0]
    while start < span[1] and text[start].isspace():
        start += 1
    return text[start] in '"“«„' or text.startswith(("''", "``"), start) if start < span[1] else False


def _scan(text: str, span: Span, carried: bool) -> tuple[list[Quotation], int | None]:
    """Run over the marks of one paragraph; return what closed and where the last open mark stands."""
    found: list[Quotation] = []
    depth, opened, opened_end = 0, 0, 0
    for match in _MARK.finditer(text, *span):
        (at, end), mark = match.span(), match.group()
        turned = depth and TURNED.get(text[opened])
        if depth and (mark in turned if turned else mark in CLOSING or (mark not in OPENING and not _must_open(text, at, end))):
            depth -= 1
            if not depth:
                found.append(Quotation((opened, end), (opened_end, at), continues=carried and not found))
        elif mark in OPENING or ((mark not in CLOSING or (mark == "»" and not depth)) and _may_open(text, at, end)):
            if depth and mark not in OPENING:
                continue
            depth += 1
            if depth == 1:
                opened, opened_end = at, end
    if depth and found and found[-1].span[0] > opened:
        depth = 0
    return found, opened if depth else None


def _may_open(text: str, at: int, end: int) -> bool:
    before = text[at - 1] if at else " "
    after = text[end] if end < len(text) else " "
    return not after.isspace() and not (before.isalnum() or before in ".,?!")


def _must_open(text: str, at: int, end: int) -> bool:
    before = text[at - 1] if at else " "
    after = text[end] if end < len(text) else " "
    return before.isspace() and after.isalnum()


def _settled(text: str, held: tuple[Span, list[Quotation], int], *, goes_on: bool) -> Paragraph:
    """Decide on a mark that stayed open: a quotation that goes on, or a stray mark."""
    span, found, opened = held
    end = span[1]
    while end > opened and text[end - 1].isspace():
        end -= 1
    if goes_on or _whole_paragraph(text, span, opened):
        width = 2 if text[opened] in "'`" else 1
        last = Quotation((opened, end), (min(end, opened + width), end), continued=goes_on)
        return _with_singles(text, span, [*found, last], () if goes_on else (opened,))
    rest, _ = _scan(text, (opened + 1, span[1]), carried=False)
    return _with_singles(text, span, found + rest, (opened,))


def _whole_paragraph(text: str, span: Span, opened: int) -> bool:
    """Whether an unclosed mark stands first in its paragraph and no verb of saying can follow a comma in it."""
    return not text[span[0] : opened].strip() and not re.search(
        r",\s+(?:\w+\s+){0,4}(?:said|says|told|wrote)\b", text[opened : span[1]]
    )


def _with_singles(text: str, span: Span, found: list[Quotation], unbalanced: tuple[int, ...]) -> Paragraph:
    """Add quotations in single marks that stand outside double ones."""
    if "'" not in text[span[0] : span[1]] and "‘" not in text[span[0] : span[1]]:
        return Paragraph(span, tuple(found), unbalanced)
    singles: list[Quotation] = []
    gaps = zip([span[0], *(q.span[1] for q in found)], [*(q.span[0] for q in found), span[1]], strict=True)
    for start, end in gaps:
        at = start
        while opening := _SINGLE_OPEN.search(text, at, end):
            nearest = _SINGLE_CLOSE.search(text, opening.end(), end)
            if nearest is None:
                break
            if nearest.start() > opening.end() + LONGEST_SINGLE:
                at = nearest.start() - LONGEST_SINGLE
                continue
            closing = _single_close(text, opening.end(), min(end, opening.end() + LONGEST_SINGLE))
            at = closing or opening.end()
            if closing:
                singles.append(Quotation((opening.start(), closing), (opening.end(), closing - 1)))
    return Paragraph(span, tuple(sorted(found + singles, key=lambda q: q.span)), unbalanced)


def _single_close(text: str, start: int, end: int) -> int | None:
    """Return the end of a single-quoted stretch: a mark after punctuation first, any closing mark else."""
    loose: int | None = None
    for closing in _SINGLE_CLOSE.finditer(text, start, end):
        if text[closing.start() - 1] in ",.?!…" or text[closing.start() - 1] != "s":
            return closing.end()
        loose = loose or closing.end()
    return loose
