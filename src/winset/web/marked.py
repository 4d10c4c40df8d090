"""A document's text with its entries marked in it: pieces that tile the text, each with the entries that cover it."""

from collections.abc import Iterable
from itertools import pairwise

from winset.band import Frozen
from winset.record.article import Zone, ZoneKind
from winset.record.statement import Span

OWN = (ZoneKind.TITLE, ZoneKind.BODY)


class Piece(Frozen):
    """A stretch of text: the entries whose words it is, the innermost last; what else it is; and whether a line ends after it."""

    text: str
    entries: tuple[str, ...] = ()
    cue: bool = False
    aside: bool = False


def pieces(
    content: str, window: Span, words: Iterable[tuple[str, Span]], cues: Iterable[Span] = (), zones: Iterable[Zone] = ()
) -> list[list[Piece]]:
    """Return the lines of a window of a text, each as pieces, which joined are the text.

    `words` : an entry and a span of its words. `aside` marks what is neither title nor body, where zones say so.

    >>> [[(one.text, one.entries) for one in line] for line in pieces("He said: no.", (0, 12), [("a", (9, 11))])]
    [[('He said: ', ()), ('no', ('a',)), ('.', ())]]
    """
    start, end = window
    spans = [(name, left, right) for name, (left, right) in words if left < end and right > start]
    spans.sort(key=lambda span: (span[1], -span[2]))
    said = [span for span in cues if span[0] < end and span[1] > start]
    asides = [zone.span for zone in zones if zone.kind not in OWN]
    edges = {start, end}
    for left, right in [(a, b) for _, a, b in spans] + said + asides:
        edges |= {min(max(left, start), end), min(max(right, start), end)}
    cuts = sorted(edges)
    lines: list[list[Piece]] = [[]]
    active: list[tuple[str, int, int]] = []
    upcoming = iter(spans)
    following = next(upcoming, None)
    for left, right in pairwise(cuts):
        while following is not None and following[1] <= left:
            active.append(following)
            following = next(upcoming, None)
        active = [span for span in active if span[2] > left]
        entries = tuple(span[0] for span in active)
        cue = any(a <= left < b for a, b in said)
        aside = any(a <= left < b for a, b in asides)
        for number, text in enumerate(content[left:right].split("\n")):
            if number:
                lines.append([])
            if text:
                lines[-1].append(Piece(text=text, entries=entries, cue=cue, aside=aside))
    return [line for line in lines if line]
