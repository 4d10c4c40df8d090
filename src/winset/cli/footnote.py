"""Chains and moves as texts for people: short lines, indented, footnoted, on standard output."""

import sys
from collections.abc import Iterable
from textwrap import wrap

from winset.band import BasisKind
from winset.case.case import Case
from winset.report.movement import MOST, plain, sections, still
from winset.report.page import TITLES
from winset.study.compare.difference import Difference
from winset.study.reasons.ground import Note, Number, Said
from winset.study.reasons.passage import Passage
from winset.study.reasons.why import Chain, Listed, Overturning, Shared

WIDTH = 100
MOST_NUMBERS = 24
"""Numbers that a text lists in all, where several reasons have some; the document lists every one."""

KINDS = {
    BasisKind.STATEMENTS: "statements on record",
    BasisKind.PASSAGE: "a reading of a passage",
    BasisKind.FIGURE: "a public figure",
    BasisKind.JUDGEMENT: "a judgement",
    BasisKind.DEFAULT: "a default, with nothing behind it",
}


def show(chain: Chain) -> None:
    """Print a chain."""
    line(chain.title)
    if chain.value is not None:
        line(f"{chain.pointer}: {spread(chain)}", 1)
    head("How it was made")
    line(chain.made, 1)
    needed = _grounds(chain)
    if not chain.grounds:
        line("It names nothing that it rests on.", 1)
    head("Notes")
    for note in chain.notes:
        if note.number in needed:
            _note(note)
    if chain.flips:
        head("What would overturn a headline, among what it rests on")
        for headline in chain.flips:
            _overturned(headline)
    if chain.shared:
        head("What else rests on the same")
        names = {ground.pointer: ground.says for ground in chain.grounds}
        for one in chain.shared:
            _shared(names.get(one.reason, one.reason), one)


def show_list(figures: Iterable[Listed]) -> None:
    """Print figures, two lines each: the pointer with the value, and the title."""
    for one in figures:
        line(f"{one.pointer}  {spread(one)}")
        line(one.title, 2)


def show_moves(found: Difference, before: Case, after: Case) -> None:
    """Print what moved between two sides, or that nothing did."""
    line(f"What moved from {found.before.name} to {found.after.name}")
    for title, rows in sections(found, before, after):
        head(f"{title}: {len(rows)}")
        for row in rows[:MOST]:
            line(row, 1)
        if len(rows) > MOST:
            line(f"… and {len(rows) - MOST} more: see --json", 1)
    if unmoved := still(found):
        head(unmoved)


def spread(one: Chain | Listed) -> str:
    """Return a value with its ends, as people read them.

    >>> spread(Listed(pointer="/x", title="x", value=0.25, low=0.1, high=1 / 3)), spread(
    ...     Listed(pointer="/x", title="x", value=2612736.0, low=None, high=None))
    ('0.25, from 0.1 to 0.333333', '2,612,736')
    """
    if one.value is None:
        return "unknown"
    if one.low is None or one.high is None:
        return plain(one.value)
    return f"{plain(one.value)}, from {plain(one.low)} to {plain(one.high)}"


def _grounds(chain: Chain) -> set[int]:
    """Print what a chain rests on; return the notes that the printed numbers name."""
    head("What it rests on")
    needed: set[int] = set()
    most = max(3, MOST_NUMBERS // max(1, sum(1 for ground in chain.grounds if ground.numbers)))
    for ground in chain.grounds:
        if not ground.numbers:
            needed.update(ground.notes)
            line(f"{ground.says} {_marks(ground.notes)}", 1)
            continue
        line(ground.says, 1)
        shown = ground.numbers if len(chain.grounds) == 1 else ground.numbers[:most]
        needed.update(number.note for number in shown)
        for number in shown:
            _number(number)
        if len(shown) < len(ground.numbers):
            line(f"… and {len(ground.numbers) - len(shown)} more: winset why DIR /reasons/{ground.pointer}", 2)
    return needed


def _number(number: Number) -> None:
    band = number.mode if number.low == number.high else f"{number.low} to {number.high}, most likely {number.mode}"
    line(f"{number.says}: {band} ({_line_of(number.place) or 'not written: filled in'}) [{number.note}]", 2)


def _note(note: Note) -> None:
    named = f" at {_line_of(note.place)}" if note.place else ""
    line(f"[{note.number}] {KINDS[note.kind]}{named}", 1)
    if note.words:
        line(_quoted(note.words), 3)
        _passage(note.passage, note.source or "")
    elif note.source:
        line(note.source, 3)
    if note.known:
        line(f"known since {note.known}", 3)
    if note.judgement:
        line(f"assumed: {note.judgement}", 3)
    for said in note.statements:
        _said(said, quoted=bool(note.words))
    for identity in note.missing:
        line(f"statement {identity} is not in the record", 3)


def _passage(passage: Passage | None, source: str) -> None:
    if passage is None:
        line(f"in {source}, whose text is not at hand" if source else "its text is not at hand", 3)
        return
    line(f"{passage.document}, characters {passage.span[0]} to {passage.span[1]}, in the sentence:", 3)
    line(passage.sentence, 4)


def _said(said: Said, *, quoted: bool) -> None:
    how = f"{said.act}{', as another reports it' if said.hearsay else ''}"
    line(f"statement {said.id}: {said.speaker}, {said.date or 'on no known day'}, {how}", 3)
    if not quoted:
        line(_quoted(said.words), 3)
        _passage(said.passage, said.passage.document)


def _quoted(words: str) -> str:
    """Return words on one line in quotation marks, unless they bring their own."""
    flat = " ".join(words.split())
    return flat if flat[:1] in set('“"«„') else f"“{flat}”"


def _line_of(place: str | None) -> str:
    """Return the file and the line of a place, without its column."""
    return place.rpartition(":")[0] if place else ""


def _overturned(headline: Overturning) -> None:
    """Print a headline of the study and the changes, among what a figure rests on, that would make it another."""
    title = TITLES.get(headline.name, "The verdict of a body")
    line(f"{title}. Today: {headline.today}", 1)
    for flip in headline.numbers:
        where = "inside its band" if flip.inside else "outside its band"
        way = "beyond " if flip.beyond else ""
        line(f"{flip.says}: {way}{flip.to:.6g} instead of {flip.start:.6g}, {where}; then: {flip.becomes} ({flip.how})", 2)
    for one in headline.statements:
        line(f"if these are not believed: {'; '.join(one.words)}; then: {one.becomes} ({one.how})", 2)


def _shared(says: str, shared: Shared) -> None:
    line(says, 1)
    for one in shared.figures:
        others = "" if one.count == 1 else f" and {one.count - 1} like it ({one.kind})"
        line(f"{one.first}: {one.title}{others}", 2)


def _marks(notes: Iterable[int]) -> str:
    return " ".join(f"[{number}]" for number in notes)


def head(text: str) -> None:
    """Print the title of a section, an empty line before it."""
    sys.stdout.write(f"\n{text}\n")


def line(text: str, depth: int = 0) -> None:
    """Print a text folded at the width, each line indented, those after the first once more."""
    room = "  " * depth
    for line in wrap(text, WIDTH, initial_indent=room, subsequent_indent=room + "  ", break_on_hyphens=False):
        sys.stdout.write(line + "\n")
